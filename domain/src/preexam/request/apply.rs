//! A request after an event. Total: it never refuses what was journalled.

use super::{RequestEvent as Event, RequestFacts, RequestKind, RequestState as State, Route, Triage};
use crate::hall::{Id, Moment};

/// The state after an event.
#[must_use]
pub fn apply(state: Option<State>, event: &Event) -> State {
    match (state, event.clone()) {
        (_, Event::Filed { at, facts }) => State::Filed { facts, filed_at: at },
        (None, event) => after(&State::Filed { facts: nobodys(), filed_at: at_of(&event) }, event),
        (Some(state), event) => after(&state, event),
    }
}

fn after(state: &State, event: Event) -> State {
    let (facts, filed_at) = (state.facts().clone(), state.filed_at());
    match event {
        Event::Filed { at, facts } => State::Filed { facts, filed_at: at },
        Event::Triaged { at, by, route, .. } => State::Triaged { facts, filed_at, triage: Triage { by, at, route } },
        Event::Referred { at, referral } => State::Referred { facts, filed_at, triage: triage(state, at), referral },
        Event::Acknowledged { at, receipt, on } => match state {
            State::Referred { referral, .. } | State::Acknowledged { referral, .. } => State::Acknowledged {
                facts,
                filed_at,
                triage: triage(state, at),
                referral: referral.clone(),
                receipt,
                on,
            },
            State::Filed { .. }
            | State::Triaged { .. }
            | State::Concluded { .. }
            | State::Declined { .. }
            | State::Withdrawn { .. } => state.clone(),
        },
        Event::Concluded { at, result, on, .. } => {
            let referral = match state {
                State::Referred { referral, .. } | State::Acknowledged { referral, .. } => Some(referral.clone()),
                State::Filed { .. }
                | State::Triaged { .. }
                | State::Concluded { .. }
                | State::Declined { .. }
                | State::Withdrawn { .. } => None,
            };
            State::Concluded { facts, filed_at, triage: triage(state, at), referral, result, on }
        }
        Event::Declined { at, by, reason, basis, .. } => State::Declined { facts, filed_at, by, at, reason, basis },
        Event::Withdrawn { at, reason } => State::Withdrawn { facts, filed_at, at, reason },
    }
}

/// The way that was chosen; of a journal that lacks its entry, that nobody chose one.
fn triage(state: &State, at: Moment) -> Triage {
    match state {
        State::Triaged { triage, .. }
        | State::Referred { triage, .. }
        | State::Acknowledged { triage, .. }
        | State::Concluded { triage, .. } => triage.clone(),
        State::Filed { .. } | State::Declined { .. } | State::Withdrawn { .. } => {
            Triage { by: Id::from_u128(0), at, route: Route::Handle }
        }
    }
}

/// Of a journal whose beginning is lost.
fn nobodys() -> RequestFacts {
    RequestFacts {
        centre: Id::from_u128(0),
        applicant: Id::from_u128(0),
        kind: RequestKind::FastEnforcement,
        right_number: None,
        subject: String::new(),
        statement: String::new(),
        respondent: None,
        ecommerce: false,
        files: Vec::new(),
        client_reference: None,
    }
}

const fn at_of(event: &Event) -> Moment {
    match event {
        Event::Filed { at, .. }
        | Event::Triaged { at, .. }
        | Event::Referred { at, .. }
        | Event::Acknowledged { at, .. }
        | Event::Concluded { at, .. }
        | Event::Declined { at, .. }
        | Event::Withdrawn { at, .. } => *at,
    }
}
