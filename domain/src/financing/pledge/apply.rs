//! A pledge after an event. Total: it never refuses what was journalled. An event that does not fit the state leaves it.

use super::{Defects, Origin, PledgeEvent as Event, PledgeFacts, PledgeState as State, Register};
use crate::financing::demand::RightKey;
use crate::financing::product::PledgedKind;
use crate::hall::Id;

/// The state after an event.
#[must_use]
pub fn apply(state: Option<State>, event: &Event) -> State {
    match (state, event.clone()) {
        (_, Event::Prepared { at, by, facts, pack, cleared }) => State::PackReady { facts, pack, cleared, by, at },
        (_, Event::Mirrored { facts, version, .. }) => State::Registered { facts, register: Register::new(version) },
        (Some(state), event) => after(state, event),
        (None, event) => without_a_beginning(event),
    }
}

fn after(state: State, event: Event) -> State {
    match (state, event) {
        (State::PackReady { facts, pack, .. }, Event::Submitted { receipt, on, .. }) => {
            State::Submitted { facts, pack, receipt, submitted_on: on, complete_on: on, defects: None }
        }
        (
            State::Submitted { facts, pack, receipt, submitted_on, complete_on, .. },
            Event::DefectsNoted { note, on, .. },
        ) => {
            let defects = Some(Defects { on, note });
            State::Submitted { facts, pack, receipt, submitted_on, complete_on, defects }
        }
        (State::Submitted { facts, pack, receipt, submitted_on, .. }, Event::Cured { on, .. }) => {
            State::Submitted { facts, pack, receipt, submitted_on, complete_on: on, defects: None }
        }
        (State::PackReady { facts, .. } | State::Submitted { facts, .. }, Event::Registered { version, .. }) => {
            State::Registered { facts, register: Register::new(version) }
        }
        (
            State::PackReady { facts, .. } | State::Submitted { facts, .. },
            Event::Refused { ground, reason, notice, on, .. },
        ) => State::Refused { facts, ground, reason, on, notice },
        (State::Registered { facts, register }, Event::Amended { version, .. } | Event::Extended { version, .. }) => {
            State::Registered { facts, register: register.and(version) }
        }
        (State::Registered { facts, register }, Event::Released { reason, version, .. }) => {
            State::Released { facts, register: register.and(version), reason }
        }
        (State::PackReady { facts, .. } | State::Submitted { facts, .. }, Event::Abandoned { at, by, reason }) => {
            State::Abandoned { facts, by, at, reason }
        }
        (state, _) => state,
    }
}

/// Of a journal whose beginning is lost: what the register says is kept, of the rest that nobody goes on with it.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other event says nothing that could be kept")]
fn without_a_beginning(event: Event) -> State {
    let facts = nobodys();
    match event {
        Event::Registered { version, .. } | Event::Amended { version, .. } | Event::Extended { version, .. } => {
            State::Registered { facts, register: Register::new(version) }
        }
        Event::Released { reason, version, .. } => State::Released { facts, register: Register::new(version), reason },
        event => State::Abandoned { facts, by: Id::from_u128(0), at: event.at(), reason: String::new() },
    }
}

const fn nobodys() -> PledgeFacts {
    PledgeFacts { right: RightKey { kind: PledgedKind::Invention, number: String::new() }, origin: Origin::Elsewhere }
}
