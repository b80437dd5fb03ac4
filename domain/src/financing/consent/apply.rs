//! A consent after an event. Total: it never refuses what was journalled.

use std::collections::BTreeSet;

use super::{Consent, ConsentEvent as Event, ConsentPurpose, ConsentState as State, Reading};
use crate::hall::Id;

/// The state after an event.
#[must_use]
pub fn apply(state: Option<State>, event: &Event) -> State {
    let before = state.as_ref().map_or_else(|| nobodys(event), |state| state.consent().clone());
    match (event.clone(), state) {
        (Event::Given { at, firm, bank, demand, fields, purpose, until_on, .. }, _) => State::Given {
            consent: Consent { firm, bank, demand, fields, purpose, until_on, given_at: at, readings: Vec::new() },
        },
        (Event::Read { at, by, fields }, state) => {
            let mut consent = before;
            consent.readings.push(Reading { at, by, fields });
            match state {
                Some(State::Withdrawn { at, .. }) => State::Withdrawn { consent, at },
                Some(State::Given { .. }) | None => State::Given { consent },
            }
        }
        (Event::Withdrawn { at, .. }, _) => State::Withdrawn { consent: before, at },
    }
}

/// Of a journal whose beginning is lost: nobody may look at anything.
fn nobodys(event: &Event) -> Consent {
    let (Event::Given { at, .. } | Event::Read { at, .. } | Event::Withdrawn { at, .. }) = event;
    Consent {
        firm: Id::from_u128(0),
        bank: Id::from_u128(0),
        demand: Id::from_u128(0),
        fields: BTreeSet::new(),
        purpose: ConsentPurpose::BeforeLending,
        until_on: at.legal_day(),
        given_at: *at,
        readings: Vec::new(),
    }
}
