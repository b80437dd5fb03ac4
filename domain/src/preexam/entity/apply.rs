//! A filing entity after an event. Total: it never refuses what was journalled.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::{EntityEvent as Event, EntityFacts, EntityKind, EntityState as State, Registration};
use crate::hall::{Id, Moment};

/// The state after an event.
#[must_use]
pub fn apply(state: Option<State>, event: &Event) -> State {
    match (state, event.clone()) {
        (_, Event::Applied { at, facts }) => State::Applied { facts, since: at },
        (None, event) => after(State::Applied { facts: nobody(), since: at_of(&event) }, event),
        (Some(state), event) => after(state, event),
    }
}

fn after(state: State, event: Event) -> State {
    let facts = state.facts().clone();
    match event {
        Event::Applied { at, facts } => State::Applied { facts, since: at },
        Event::Revised { facts, .. } => with_facts(state, facts),
        Event::Reviewed { at, by, settled } => State::Reviewed { facts, by, at, settled },
        Event::Reported { on, receipt, .. } => State::Reported { facts, on, receipt },
        Event::TookEffect { at, from_on, class, quota } => {
            // The quota that comes with the registration is that of the year in which it takes effect.
            let year = from_on.max(at.legal_day()).year();
            let quotas = quota.map(|quota| (year, quota)).into_iter().collect();
            State::Effective { facts, registration: Registration { from_on, class, quotas } }
        }
        Event::Classified { class, .. } => with_registration(state, |registration| registration.class = class),
        Event::QuotaSet { year, quota, .. } => with_registration(state, |registration| {
            match quota {
                Some(quota) => registration.quotas.insert(year, quota),
                None => registration.quotas.remove(&year),
            };
        }),
        Event::Reminded { on, reason, .. } => match registration(state) {
            Ok(registration) => State::Reminded { facts, registration, reason, on },
            Err(state) => *state,
        },
        Event::Suspended { on, until_on, reason, .. } => match registration(state) {
            Ok(registration) => State::Suspended { facts, registration, reason, on, until_on },
            Err(state) => *state,
        },
        Event::Reinstated { .. } | Event::Resumed { .. } => match registration(state) {
            Ok(registration) => State::Effective { facts, registration },
            Err(state) => *state,
        },
        Event::Cancelled { on, barred_until_on, reason, .. } => State::Cancelled { facts, reason, on, barred_until_on },
        Event::Refused { at, by, reasons } => State::Refused { facts, by, at, reasons },
        Event::Withdrawn { at } => State::Withdrawn { facts, at },
    }
}

fn with_facts(mut state: State, new: EntityFacts) -> State {
    match &mut state {
        State::Applied { facts, .. }
        | State::Reviewed { facts, .. }
        | State::Reported { facts, .. }
        | State::Effective { facts, .. }
        | State::Reminded { facts, .. }
        | State::Suspended { facts, .. }
        | State::Cancelled { facts, .. }
        | State::Refused { facts, .. }
        | State::Withdrawn { facts, .. } => *facts = new,
    }
    state
}

fn with_registration(mut state: State, change: impl FnOnce(&mut Registration)) -> State {
    if let State::Effective { registration, .. }
    | State::Reminded { registration, .. }
    | State::Suspended { registration, .. } = &mut state
    {
        change(registration);
    }
    state
}

/// The registration of a state that has one, or the state as it is.
fn registration(state: State) -> Result<Registration, Box<State>> {
    match state {
        State::Effective { registration, .. }
        | State::Reminded { registration, .. }
        | State::Suspended { registration, .. } => Ok(registration),
        other @ State::Applied { .. }
        | other @ State::Reviewed { .. }
        | other @ State::Reported { .. }
        | other @ State::Cancelled { .. }
        | other @ State::Refused { .. }
        | other @ State::Withdrawn { .. } => Err(Box::new(other)),
    }
}

/// Of a journal whose beginning is lost.
fn nobody() -> EntityFacts {
    let nobody = Id::from_u128(0);
    EntityFacts {
        centre: nobody,
        organisation: nobody,
        kind: EntityKind::Applicant,
        name: String::new(),
        uscc: None,
        fields: BTreeSet::new(),
        founded_on: None,
        insured_staff: None,
        granted_inventions: 0,
        granted_others: 0,
        has_ip_management: false,
        has_research_site: false,
        on_assured_list: None,
    }
}

const fn at_of(event: &Event) -> Moment {
    match event {
        Event::Applied { at, .. }
        | Event::Revised { at, .. }
        | Event::Reviewed { at, .. }
        | Event::Reported { at, .. }
        | Event::TookEffect { at, .. }
        | Event::Classified { at, .. }
        | Event::QuotaSet { at, .. }
        | Event::Reminded { at, .. }
        | Event::Suspended { at, .. }
        | Event::Reinstated { at, .. }
        | Event::Resumed { at }
        | Event::Cancelled { at, .. }
        | Event::Refused { at, .. }
        | Event::Withdrawn { at } => *at,
    }
}
