//! The use cases of financing: load, decide, save, record.

mod consents;
mod contracts;
mod deal_clocks;
mod deal_fields;
mod deals;
pub(crate) mod demands;
mod following;
mod gate;
mod matches;
mod pledge_gate;
mod pledges;
mod pools;
mod products;
mod register;
mod statistics;

use std::sync::Arc;

use chrono::NaiveDate;
use domain::calendar::WorkingDays;
use domain::financing::deal::Law;
use domain::financing::valuation::IndicatorSet;
use domain::financing::{FinancingNumbers, FinancingRules};
use domain::hall::{FieldRefusal, Moment};
use hall::act::{ActFault, Acts};
use hall::calendars::LegalTime;
use hall::files::FileDesk;
use hall::http::Fault;

pub(crate) use consents::{ConsentWish, Looked};
pub(crate) use contracts::ContractWish;
pub(crate) use deal_clocks::{ANNUAL_FEE, PLEDGE_STEP, STEP, STEP_TODAY};
pub(crate) use deals::{Asked, DealSide, SideOf};
pub(crate) use demands::{CertificateWish, DemandWish, RightWish, calculated};
pub(crate) use gate::answer_of;
pub(crate) use matches::{Matches, Opportunity, OpportunityFilter};
pub(crate) use pledges::{KnownWish, PledgeAsked, PledgeWish, cleared};
pub(crate) use products::ProductWish;
pub(crate) use register::Registered;
pub(crate) use statistics::{Answers, Figures, Volume};

pub(crate) use crate::store::consents::ConsentFilter;
pub(crate) use crate::store::deals::DealFilter;
pub(crate) use crate::store::demands::{DemandFilter, OpenFilter};
pub(crate) use crate::store::pledges::{PledgeFilter, RegisterQuery};

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
    indicators: IndicatorSet,
    legal_time: LegalTime,
}

impl Desk {
    /// The desk with what it works with.
    pub fn new(
        acts: Acts,
        files: FileDesk,
        registry: registry::desk::Desk,
        (rules, indicators): (FinancingRules, IndicatorSet),
        legal_time: LegalTime,
    ) -> Self {
        Self(Arc::new(Inside { acts, files, registry, rules, indicators, legal_time }))
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
    pub(crate) fn registry(&self) -> &registry::desk::Desk {
        &self.0.registry
    }

    /// The questionnaire by which rights are scored.
    pub(crate) fn indicators(&self) -> &IndicatorSet {
        &self.0.indicators
    }

    /// Legal time.
    pub(crate) fn legal_time(&self) -> &LegalTime {
        &self.0.legal_time
    }

    /// The law by which is decided, with this calendar.
    pub(crate) fn law<'l>(&'l self, calendar: &'l WorkingDays) -> Law<'l> {
        Law { rules: self.0.legal_time.rules(), numbers: self.0.rules.numbers(), calendar }
    }

    /// The calendar of now, for reading.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn calendar(&self) -> Result<Arc<WorkingDays>, ActFault> {
        self.0.legal_time.calendar(self.acts().database().reader()).await
    }

    /// The moment it is.
    pub(crate) fn now(&self) -> Moment {
        self.acts().clocks().moment.moment()
    }

    /// The legal day it is.
    pub(crate) fn today(&self) -> NaiveDate {
        self.now().legal_day()
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
