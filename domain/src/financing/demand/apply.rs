//! A demand after an event. Total: it never refuses what was journalled.

use chrono::NaiveDate;

use super::{
    BundledRight, Demand, DemandCheckId, DemandEvent as Event, DemandFacts, DemandState as State, Origin, Profile,
    RightKey,
};
use crate::financing::money::Money;
use crate::financing::product::Purpose;
use crate::hall::{Id, Moment};

/// The state after an event.
#[must_use]
pub fn apply(state: Option<State>, event: &Event) -> State {
    let before = state.unwrap_or_else(|| State::Draft { demand: nobodys() });
    match event.clone() {
        Event::Drafted { firm, facts, profile, .. } => {
            State::Draft { demand: Demand { firm, facts, profile, ..nobodys() } }
        }
        Event::Published { at, until_on, .. } => State::Open { demand: before.demand().clone(), since: at, until_on },
        Event::TakenBack { .. } => State::Draft { demand: before.demand().clone() },
        Event::Matched { at, deal, bank } => {
            let (since, until_on) = open_times(&before, at);
            State::Matched { demand: before.demand().clone(), since, until_on, deal, bank, matched_at: at }
        }
        Event::Released { at, .. } => {
            let (since, until_on) = open_times(&before, at);
            State::Open { demand: before.demand().clone(), since, until_on }
        }
        Event::Closed { at, deal } => State::Closed { demand: before.demand().clone(), deal, at },
        Event::Withdrawn { at, reason, .. } => State::Withdrawn { demand: before.demand().clone(), at, reason },
        Event::Expired { at } => {
            let (_, until_on) = open_times(&before, at);
            State::Expired { demand: before.demand().clone(), until_on, at }
        }
        event @ (Event::Revised { .. }
        | Event::RightAdded { .. }
        | Event::RightRemoved { .. }
        | Event::RightValued { .. }
        | Event::ConsentRecorded { .. }
        | Event::DeclarationChecked { .. }
        | Event::CheckSettled { .. }
        | Event::DataAttached { .. }
        | Event::DataDetached { .. }) => before.with(|demand| changed(demand, event)),
    }
}

/// What changes within a demand while it stands where it stood.
#[expect(clippy::wildcard_enum_match_arm, reason = "every event that is not named here changes where a demand stands")]
fn changed(demand: &mut Demand, event: Event) {
    match event {
        Event::Revised { facts, profile, .. } => {
            if facts.term_months != demand.facts.term_months {
                demand.settled.retain(|settled| settled.check != DemandCheckId::OutlivesTerm);
            }
            (demand.facts, demand.profile) = (facts, profile);
        }
        Event::RightAdded { right, .. } => demand.rights.push(right),
        Event::RightRemoved { right, .. } => {
            demand.rights.retain(|one| one.key != right);
            demand.settled.retain(|settled| settled.right != right);
        }
        Event::RightValued { right, value, .. } => {
            the_right(demand, &right, |one| one.value = Some(value));
        }
        Event::ConsentRecorded { right, consent, .. } => {
            the_right(demand, &right, |one| one.consents.push(consent));
        }
        Event::DeclarationChecked { right, verdict: found, .. } => the_right(demand, &right, |one| {
            if let Origin::Declared { verdict, .. } = &mut one.origin {
                *verdict = found;
            }
        }),
        Event::CheckSettled { settled, .. } => {
            demand.settled.retain(|one| one.right != settled.right || one.check != settled.check);
            demand.settled.push(settled);
        }
        Event::DataAttached { data, .. } => demand.data.push(data),
        Event::DataDetached { file, .. } => demand.data.retain(|piece| piece.file != file),
        _ => {}
    }
}

fn the_right(demand: &mut Demand, key: &RightKey, change: impl FnOnce(&mut BundledRight)) {
    if let Some(right) = demand.rights.iter_mut().find(|right| right.key == *key) {
        change(right);
    }
}

/// Since when and until when it is open; of a journal that lacks its publication, of this day only.
fn open_times(state: &State, at: Moment) -> (Moment, NaiveDate) {
    match state {
        State::Open { since, until_on, .. } | State::Matched { since, until_on, .. } => (*since, *until_on),
        State::Draft { .. } | State::Closed { .. } | State::Withdrawn { .. } => (at, at.legal_day()),
        State::Expired { until_on, .. } => (at, *until_on),
    }
}

/// Of a journal whose beginning is lost.
fn nobodys() -> Demand {
    Demand {
        firm: Id::from_u128(0),
        facts: DemandFacts {
            amount: Money::ZERO,
            term_months: 0,
            purpose: Purpose::WorkingCapital,
            client_reference: None,
        },
        profile: Profile::default(),
        rights: Vec::new(),
        settled: Vec::new(),
        data: Vec::new(),
    }
}
