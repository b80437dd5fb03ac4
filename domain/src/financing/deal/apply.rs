//! A deal after an event. Total: it never refuses what was journalled. An event that does not fit the state leaves it.

use super::{
    Agreement, BadLoan, Collateral, Course, DealEvent as Event, DealFacts, DealState as State, Ending, Loan, NewPledge,
    Pledged,
};
use crate::financing::money::Money;
use crate::hall::Id;

/// The state after an event.
#[must_use]
pub fn apply(state: Option<State>, event: &Event) -> State {
    match (state, event.clone()) {
        (_, Event::Published { facts, .. }) => State::Published { course: Course::new(facts) },
        (None, event) => after(State::Published { course: Course::new(nobodys()) }, event),
        (Some(state), event) => after(state, event),
    }
}

fn after(state: State, event: Event) -> State {
    match (state, event) {
        (State::Published { course }, Event::Matched { at }) => State::Matched { course: course.matched(at), at },
        (State::Matched { course, .. }, Event::Accepted { accepted, .. }) => {
            State::Accepted { course: course.answered(accepted.at), accepted }
        }
        (State::Matched { course, .. }, Event::Refused { refused, reason, note, .. }) => {
            State::Refused { course: course.answered(refused.at), refused, reason, note }
        }
        (State::Accepted { course, accepted }, Event::DueDiligenceBegun { .. }) => {
            State::DueDiligence { course, accepted }
        }
        (State::DueDiligence { course, .. } | State::Offered { course, .. }, Event::OfferMade { offer, .. }) => {
            State::Offered { course, offer }
        }
        (State::Offered { course, offer }, Event::OfferAccepted { accepted }) => {
            State::OfferAccepted { course, offer, accepted }
        }
        (State::OfferAccepted { course, offer, accepted }, Event::Approved { approved, .. }) => {
            State::Approved { course, offer, accepted, approved }
        }
        (State::Approved { course, offer, accepted, approved }, Event::DrawnUp { contract, pledges }) => {
            State::Contracting {
                course,
                agreement: Agreement { offer, accepted, approved, contract },
                collateral: collateral_of(pledges),
            }
        }
        (State::Contracting { course, agreement, .. }, Event::DrawnUp { contract, pledges }) => State::Contracting {
            course,
            agreement: Agreement { contract, ..agreement },
            collateral: collateral_of(pledges),
        },
        (State::Contracting { course, agreement, collateral }, Event::Signed { side, signature, .. }) => {
            let agreement = Agreement { contract: agreement.contract.signed(side, signature), ..agreement };
            if agreement.contract.signed_on().is_some() {
                State::Registering { course, agreement, collateral }
            } else {
                State::Contracting { course, agreement, collateral }
            }
        }
        (State::Registering { course, agreement, collateral }, Event::Disbursed { disbursement, .. }) => {
            State::Disbursed { course, loan: Box::new(Loan { agreement, collateral, disbursement }) }
        }
        (state, event) => later(state, event),
    }
}

/// What follows the money, the ways out, and what changes the state without leaving it.
fn later(state: State, event: Event) -> State {
    match (state, event) {
        (State::Disbursed { course, loan } | State::Monitored { course, loan, .. }, Event::Reviewed { review })
        | (State::Overdue { course, loan, .. }, Event::Cured { review }) => State::Monitored { course, loan, review },
        (State::Disbursed { course, loan } | State::Monitored { course, loan, .. }, Event::FellOverdue { arrears }) => {
            State::Overdue { course, loan, arrears }
        }
        (State::Overdue { course, loan, .. }, Event::DefaultDeclared { default }) => {
            State::Default { course, loan, bad: BadLoan { default, compensation: None } }
        }
        (State::Default { course, loan, bad }, Event::Compensated { compensation, .. }) => {
            State::Compensated { course, loan, bad: BadLoan { compensation: Some(compensation), ..bad } }
        }
        (
            State::Default { course, loan, bad } | State::Compensated { course, loan, bad },
            Event::Disposed { disposal },
        ) => State::Disposed { course, loan, bad, disposal },
        (
            State::Disbursed { course, loan }
            | State::Monitored { course, loan, .. }
            | State::Overdue { course, loan, .. }
            | State::Default { course, loan, .. }
            | State::Compensated { course, loan, .. },
            Event::Settled { settlement, .. },
        ) => State::Settled { course, loan, settlement },
        (State::Settled { course, loan, settlement }, Event::Closed { closed }) => {
            State::Closed { course, loan, ending: Ending::Settled { settlement }, closed }
        }
        (State::Disposed { course, loan, bad, disposal }, Event::Closed { closed }) => {
            State::Closed { course, loan, ending: Ending::Disposed { bad, disposal }, closed }
        }
        (state, Event::Rejected { rejected, reason, note }) => {
            State::Rejected { course: state.course().clone(), rejected, reason, note }
        }
        (state, Event::Withdrawn { withdrawn, reason, note }) => {
            State::Withdrawn { course: state.course().clone(), withdrawn, reason, note }
        }
        (state, Event::Expired { undone, on, .. }) => State::Expired { course: state.course().clone(), undone, on },
        (state, event) => changed(state, event),
    }
}

/// The same state, with another course or other collateral.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "every other event leads to another state, or does not fit this one"
)]
fn changed(mut state: State, event: Event) -> State {
    match event {
        Event::Valued { valuation, .. } => state.course_mut().valuations.push(valuation),
        Event::Joined { party, .. } => state.course_mut().parties.push(party),
        Event::Left { party, .. } => state.course_mut().leave(party),
        Event::PolicyRecorded { insurer, number, .. } => state.course_mut().policy_is_written(insurer, &number),
        Event::LossesShared { shares, .. } => state.course_mut().losses = shares,
        event => {
            if let Some(collateral) = state.collateral_mut() {
                secured(collateral, event);
            }
        }
    }
    state
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other events do not touch the collateral")]
fn secured(collateral: &mut Collateral, event: Event) {
    match event {
        Event::PledgeAdded { pledge, .. } => collateral.pledges.push(Pledged::new(pledge)),
        Event::PledgeDropped { pledge, .. } => collateral.pledges.retain(|pledged| pledged.pledge != pledge),
        Event::PledgeRegistered { pledge, on, .. } => collateral.change(pledge, |one| one.registered_on = Some(on)),
        Event::PledgeReleased { pledge, on, .. } => collateral.change(pledge, |one| one.released_on = Some(on)),
        Event::Waived { waiver } => collateral.waiver = Some(waiver),
        _ => {}
    }
}

fn collateral_of(pledges: Vec<NewPledge>) -> Collateral {
    Collateral { pledges: pledges.into_iter().map(Pledged::new).collect(), waiver: None }
}

/// Of a journal whose beginning is lost.
const fn nobodys() -> DealFacts {
    DealFacts {
        demand: Id::from_u128(0),
        firm: Id::from_u128(0),
        bank: Id::from_u128(0),
        product: Id::from_u128(0),
        product_version: 0,
        amount: Money::ZERO,
        term_months: 0,
        offers_open_on: None,
    }
}
