//! The use cases of financing: load, decide, save, record.

mod consents;
pub(crate) mod demands;
mod gate;
mod matches;
mod products;

use std::sync::Arc;

use chrono::NaiveDate;
use domain::financing::{FinancingNumbers, FinancingRules};
use domain::hall::FieldRefusal;
use hall::act::{ActFault, Acts};
use hall::files::FileDesk;
use hall::http::Fault;

pub(crate) use consents::{ConsentWish, Looked};
pub(crate) use demands::{CertificateWish, DemandWish, RightWish, calculated};
pub(crate) use matches::{Matches, Opportunity, OpportunityFilter};
pub(crate) use products::ProductWish;

pub(crate) use crate::store::consents::ConsentFilter;
pub(crate) use crate::store::demands::{DemandFilter, OpenFilter};

/// The desk. Clones share everything.
#[derive(Debug, Clone)]
pub struct Desk(Arc<Inside>);

/// What the desk works with.
#[derive(Debug)]
pub struct Inside {
    acts: Acts,
    files: FileDesk,
    registry: registry::desk::Desk,
    rules: FinancingRules,
}

impl Desk {
    /// The desk with what it works with.
    pub fn new(acts: Acts, files: FileDesk, registry: registry::desk::Desk, rules: FinancingRules) -> Self {
        Self(Arc::new(Inside { acts, files, registry, rules }))
    }

    /// How acts are performed.
    pub fn acts(&self) -> &Acts {
        &self.0.acts
    }

    /// What was uploaded.
    pub(crate) fn files(&self) -> &FileDesk {
        &self.0.files
    }

    /// The registry, by its door.
    fn registry(&self) -> &registry::desk::Desk {
        &self.0.registry
    }

    /// The legal day it is.
    pub(crate) fn today(&self) -> NaiveDate {
        self.acts().clocks().moment.moment().legal_day()
    }

    /// The numbers of this room as they are today.
    pub(crate) fn numbers(&self) -> FinancingNumbers {
        self.0.rules.numbers().on(self.today())
    }
}

/// A "no" of the state, with what is possible; that of a field as it is.
fn with_possible(refused: FieldRefusal, possible: Vec<&'static str>) -> ActFault {
    if !refused.pointer.is_empty() {
        return refused.into();
    }
    Fault::from(refused.refusal).with_possible(possible).into()
}
