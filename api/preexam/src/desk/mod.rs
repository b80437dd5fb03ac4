//! The use cases of pre-examination: load, decide, save, record.

mod applicants;
mod board;
mod cases;
mod centres;
mod clocks;
mod entities;
mod examiners;
mod field_lists;
mod gate;
mod imported;
mod requests;
mod statistics;

use std::sync::Arc;

use domain::calendar::WorkingDays;
use domain::preexam::{Law, PreexamRules};
pub(crate) use hall::act::who_acts;
use hall::act::{ActFault, Acts, acting_organisation, found};
use hall::calendars::LegalTime;
use hall::files::FileDesk;
use hall::policy::Call;
use uuid::Uuid;

pub(crate) use crate::store::cases::CaseFilter;
pub(crate) use crate::store::requests::RequestFilter;
pub use applicants::{CaseWish, Filing};
pub use board::{Board, ForecastView, Tally};
pub use cases::Explained;
pub(crate) use cases::Outlook;
pub use centres::Centre;
pub(crate) use clocks::{kinds as clock_kinds, short};
pub use entities::EntityWish;
pub use imported::ImportedCase;
pub use requests::RequestWish;
pub use statistics::Figures;

/// The desk. Clones share everything.
#[derive(Debug, Clone)]
pub struct Desk(Arc<Inside>);

/// What the desk works with.
#[derive(Debug)]
pub struct Inside {
    acts: Acts,
    files: FileDesk,
    rules: PreexamRules,
    legal_time: LegalTime,
}

impl Desk {
    /// The desk with what it works with.
    pub fn new(acts: Acts, files: FileDesk, rules: PreexamRules, legal_time: LegalTime) -> Self {
        Self(Arc::new(Inside { acts, files, rules, legal_time }))
    }

    /// How acts are performed.
    pub fn acts(&self) -> &Acts {
        &self.0.acts
    }

    /// What was uploaded.
    pub(crate) fn files(&self) -> &FileDesk {
        &self.0.files
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
    async fn calendar(&self) -> Result<Arc<WorkingDays>, ActFault> {
        self.0.legal_time.calendar(self.acts().database().reader()).await
    }
}

/// The agency through which an enterprise acts in this request, if one does.
fn agency_of(call: &Call) -> Option<Uuid> {
    call.caller.mandate.as_ref()?;
    call.caller.seat.as_ref().map(|seat| seat.organisation)
}

/// From which side something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// The applicant, or whoever registers or asks.
    Applicant,
    /// The centre.
    Centre,
    /// Either of them: to read.
    Either,
}

/// Whether something of these two organisations may be asked for from this side. What is asked for from the other side does
/// not exist, whatever the table allows: a program of the centre does not act for an applicant.
fn concerns(call: &Call, side: Side, centre: Uuid, applicant: Uuid) -> bool {
    let (of_centre, of_applicant) = (call.may_see(Some(centre)), call.may_see(Some(applicant)));
    match side {
        Side::Applicant => of_applicant,
        Side::Centre => of_centre,
        Side::Either => of_centre || of_applicant,
    }
}
