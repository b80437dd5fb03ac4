//! What follows from a command: what the state allows first, then what the command itself says.

mod answer;
mod contract;
mod lent;

use chrono::NaiveDate;

use super::allowed::{allowed, stands_in_the_way};
use super::{DealCommand as Command, DealEvent as Event, DealState as State, Law, Stamp, StepKind, refusals, steps};
use crate::hall::{Id, Moment, Refusal};

/// What follows from a command.
///
/// # Errors
/// What stands in the way: the state, the calendar, or what the command says.
pub fn decide(state: Option<&State>, command: Command, law: &Law<'_>, moment: Moment) -> Result<Vec<Event>, Refusal> {
    allowed(state, command.kind(), law, moment)?;
    let event = match (state, command) {
        (None, Command::Publish(facts)) => Event::Published { at: moment, facts: facts.checked(moment.legal_day())? },
        (None, _) => return Err(refusals::deal_unknown()),
        (Some(state), command) => Here { state, law, moment }.decide(command)?,
    };
    Ok(vec![event])
}

/// The deal that is decided, by which law and when.
#[derive(Clone, Copy)]
struct Here<'a> {
    state: &'a State,
    law: &'a Law<'a>,
    moment: Moment,
}

impl Here<'_> {
    fn decide(self, command: Command) -> Result<Event, Refusal> {
        match command {
            Command::Publish(_) => Err(refusals::deal_exists()),
            Command::Lapse => self.expire(),
            Command::Match
            | Command::Accept { .. }
            | Command::Refuse { .. }
            | Command::BeginDueDiligence { .. }
            | Command::RecordValuation { .. }
            | Command::Join { .. }
            | Command::Leave { .. }
            | Command::RecordPolicy { .. }
            | Command::ShareLosses { .. }
            | Command::MakeOffer { .. }
            | Command::AcceptOffer { .. }
            | Command::Approve { .. }
            | Command::Reject { .. }
            | Command::Withdraw { .. } => answer::decide(self, command),
            Command::DrawUp { .. }
            | Command::Sign { .. }
            | Command::AddPledge { .. }
            | Command::DropPledge { .. }
            | Command::NoteRegistered { .. }
            | Command::NoteReleased { .. }
            | Command::Waive { .. }
            | Command::Disburse { .. } => contract::decide(self, command),
            Command::Review { .. }
            | Command::FallOverdue { .. }
            | Command::Cure { .. }
            | Command::DeclareDefault { .. }
            | Command::Compensate { .. }
            | Command::Dispose { .. }
            | Command::Settle { .. }
            | Command::Close { .. } => lent::decide(self, command),
        }
    }

    /// The deal ends with the first moment after the last day, whenever that is shown.
    fn expire(self) -> Result<Event, Refusal> {
        let lapsed = steps::lapsed(self.state, self.law, self.today())?.ok_or_else(refusals::deal_nothing_lapsed)?;
        let on = lapsed.due_on.succ_opt().unwrap_or(lapsed.due_on);
        Ok(Event::Expired { at: self.moment, undone: lapsed.undone, on })
    }

    fn today(self) -> NaiveDate {
        self.moment.legal_day()
    }

    fn stamp(self, by: Id) -> Stamp {
        Stamp::of(by, self.moment)
    }

    /// Whether what is done on this day comes after the clock that runs.
    fn is_late_on(self, day: NaiveDate) -> Result<bool, Refusal> {
        steps::taken_as_late(self.state, self.law, day)?.ok_or_else(refusals::deal_too_late)
    }

    fn is_late(self) -> Result<bool, Refusal> {
        self.is_late_on(self.today())
    }

    /// Whether what is done on this day comes after the clock of this step, where that is the one that runs.
    fn is_late_for(self, kind: StepKind, day: NaiveDate) -> Result<bool, Refusal> {
        let running = steps::step(self.state, self.law).filter(|step| step.kind == kind);
        running.map_or(Ok(false), |step| Ok(step.due_on(self.law)? < day))
    }

    fn stands_in_the_way(self) -> Refusal {
        stands_in_the_way(self.state)
    }

    /// What is told has happened, and after the step before it.
    fn has_come_since(self, first_day: NaiveDate, day: NaiveDate) -> Result<(), Refusal> {
        if day > self.today() {
            Err(refusals::deal_day_in_future())
        } else if day < first_day {
            Err(refusals::deal_day_too_early())
        } else {
            Ok(())
        }
    }
}
