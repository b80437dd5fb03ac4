//! What follows from a command to a consent.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use super::{
    ConsentCommand as Command, ConsentCommandKind as Kind, ConsentEvent as Event, ConsentField, ConsentState as State,
    refusals,
};
use crate::hall::{FieldRefusal, Moment, Refusal, must};

/// The most looks that one consent takes. A bank that needs more asks for another.
const MOST_READINGS: usize = 500;

/// Whether the command may be given at all on this day.
///
/// # Errors
/// The state, or the calendar.
pub fn allowed(state: Option<&State>, kind: Kind, today: NaiveDate) -> Result<(), Refusal> {
    match (state, kind) {
        (None, Kind::Give) => Ok(()),
        (None, Kind::Read | Kind::Withdraw) => Err(refusals::consent_unknown()),
        (Some(_), Kind::Give) => Err(refusals::consent_exists()),
        (Some(State::Withdrawn { .. }), Kind::Read | Kind::Withdraw) => Err(refusals::consent_withdrawn()),
        (Some(state @ State::Given { .. }), Kind::Read | Kind::Withdraw) => {
            if state.stands_on(today) {
                Ok(())
            } else {
                Err(refusals::consent_expired())
            }
        }
    }
}

/// The commands that are possible on this day, by name.
#[must_use]
pub fn possible(state: &State, today: NaiveDate) -> Vec<&'static str> {
    let is_allowed = |kind: &Kind| allowed(Some(state), *kind, today).is_ok();
    Kind::ALL.iter().copied().filter(is_allowed).map(Kind::code).collect()
}

/// What follows from a command; `longest_months`: for how long a firm can consent at most.
///
/// # Errors
/// What stands in the way: the state, the calendar, or a field of what was sent.
pub fn decide(
    state: Option<&State>,
    command: Command,
    longest_months: u32,
    at: Moment,
) -> Result<Vec<Event>, FieldRefusal> {
    let today = at.legal_day();
    allowed(state, command.kind(), today)?;
    let event = match (state, command) {
        (_, Command::Give { by, firm, bank, demand, fields, purpose, until_on }) => {
            must(!fields.is_empty(), "/fields", refusals::consent_fields_missing)?;
            let last = today.checked_add_months(Months::new(longest_months));
            let within = today <= until_on && last.is_some_and(|last| until_on <= last);
            must(within, "/until_on", refusals::consent_until)?;
            Event::Given { at, by, firm, bank, demand, fields, purpose, until_on }
        }
        (Some(state), Command::Read { by, fields }) => {
            must(!fields.is_empty(), "/fields", refusals::consent_fields_missing)?;
            must(is_given(state, &fields), "/fields", refusals::consent_field_not_given)?;
            must(state.consent().readings.len() < MOST_READINGS, "", refusals::consent_used_up)?;
            Event::Read { at, by, fields }
        }
        (_, Command::Withdraw { by }) => Event::Withdrawn { at, by },
        (None, Command::Read { .. }) => return Err(refusals::consent_unknown().into()),
    };
    Ok(vec![event])
}

fn is_given(state: &State, fields: &BTreeSet<ConsentField>) -> bool {
    fields.is_subset(&state.consent().fields)
}
