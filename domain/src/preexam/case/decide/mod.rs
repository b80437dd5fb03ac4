//! What follows from a command: what the state allows first, then what the command itself says.

mod applicant;
mod centre;
mod filing;
mod lateness;
mod office;

use chrono::NaiveDate;

use super::super::{Law, refusals};
use super::allowed::{allowed, stands_in_the_way};
use super::{CaseCommand as Command, CaseEvent as Event, CaseState as State, steps};
use crate::hall::{Moment, Refusal};

/// What follows from a command.
///
/// # Errors
/// What stands in the way: the state, a block, the calendar, or what the command says.
pub fn decide(state: Option<&State>, command: Command, law: &Law<'_>, moment: Moment) -> Result<Vec<Event>, Refusal> {
    allowed(state, command.kind(), law, moment)?;
    match (state, command) {
        (None, Command::Open(facts)) => Ok(vec![Event::Opened { at: moment, facts: facts.checked()? }]),
        (None, _) => Err(refusals::case_unknown()),
        (Some(_), Command::Open(_)) => Err(refusals::case_opened()),
        (Some(state), command) => Here { state, law, moment }.decide(command),
    }
}

/// The case that is decided, by which law and when.
#[derive(Clone, Copy)]
struct Here<'a> {
    state: &'a State,
    law: &'a Law<'a>,
    moment: Moment,
}

impl Here<'_> {
    fn decide(self, command: Command) -> Result<Vec<Event>, Refusal> {
        if let Some(lapsed) = steps::lapsed(self.state, self.law, self.today())? {
            return lateness::the_case_ends(self, lapsed, command);
        }
        if self.state.has_ended() {
            return lateness::the_act_is_kept(self, command);
        }
        match command {
            Command::Revise(_)
            | Command::Attach { .. }
            | Command::Detach { .. }
            | Command::SignCommitment { .. }
            | Command::Submit { .. }
            | Command::Amend { .. }
            | Command::Withdraw { .. } => applicant::decide(self, command).map(one),
            Command::File { .. }
            | Command::PayFees { .. }
            | Command::ConfirmIdentity { .. }
            | Command::Mark { .. }
            | Command::LoseLane { .. } => filing::decide(self, command).map(one),
            Command::ReceiveAction { .. } | Command::Reply { .. } | Command::Grant { .. } | Command::Reject { .. } => {
                office::decide(self, command)
            }
            Command::Assign { .. }
            | Command::Release
            | Command::Block { .. }
            | Command::Unblock
            | Command::Accept { .. }
            | Command::Return { .. }
            | Command::IssueOpinion { .. }
            | Command::Pass { .. }
            | Command::Fail { .. } => centre::decide(self, command).map(one),
            Command::Open(_) | Command::Lapse => Err(self.stands_in_the_way()),
        }
    }

    fn today(self) -> NaiveDate {
        self.moment.legal_day()
    }

    /// Whether the clock that runs is over.
    fn is_late(self) -> Result<bool, Refusal> {
        steps::is_late(self.state, self.law, self.today())
    }

    fn stands_in_the_way(self) -> Refusal {
        stands_in_the_way(self.state)
    }

    /// What is told has happened.
    fn has_come(self, day: NaiveDate) -> Result<(), Refusal> {
        if day > self.today() { Err(refusals::day_in_future()) } else { Ok(()) }
    }

    /// What is told of the office happened after the filing.
    fn has_come_since_filing(self, day: NaiveDate) -> Result<(), Refusal> {
        self.has_come(day)?;
        let before_filing = self.state.lane().is_some_and(|lane| day < lane.filing.filed_on);
        if before_filing { Err(refusals::day_before_filing()) } else { Ok(()) }
    }
}

fn one(event: Event) -> Vec<Event> {
    vec![event]
}
