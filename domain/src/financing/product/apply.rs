//! A product after an event. Total: it never refuses what was journalled.

use std::collections::BTreeSet;

use super::{
    AmountRange, Offer, Product, ProductEvent as Event, ProductKind, ProductState as State, RateRange, TermRange, Terms,
};
use crate::financing::money::{Money, Rate};
use crate::hall::{Id, Moment};

/// The state after an event.
#[must_use]
pub fn apply(state: Option<State>, event: &Event) -> State {
    let before = state.as_ref().map_or_else(nobodys, |state| state.product().clone());
    match event.clone() {
        Event::Drafted { bank, offer, .. } => State::Draft { product: Product { bank, version: 1, offer } },
        Event::Revised { version, offer, .. } => {
            let product = Product { version, offer, ..before };
            match state {
                None | Some(State::Draft { .. }) => State::Draft { product },
                Some(State::Published { since, .. }) => State::Published { product, since },
                Some(State::Paused { since, reason, .. }) => State::Paused { product, since, reason },
                Some(State::Withdrawn { at, reason, .. }) => State::Withdrawn { product, at, reason },
            }
        }
        Event::Published { at, .. } | Event::Resumed { at, .. } => State::Published { product: before, since: at },
        Event::Paused { at, reason, .. } => State::Paused { product: before, since: at, reason },
        Event::Withdrawn { at, reason, .. } => State::Withdrawn { product: before, at, reason },
    }
}

/// Of a journal whose beginning is lost.
fn nobodys() -> Product {
    let terms = Terms {
        name: String::new(),
        kind: ProductKind::Pure,
        amount: AmountRange { least: Money::ZERO, most: Money::ZERO },
        term_months: TermRange { least: 0, most: 0 },
        annual_rate: RateRange { least: Rate::ZERO, most: Rate::ZERO },
        loan_to_value: Vec::new(),
        repayments: BTreeSet::new(),
        wanted: BTreeSet::new(),
        decision_working_days: 0,
        papers: Vec::new(),
        contact: String::new(),
        regions: BTreeSet::new(),
    };
    Product { bank: Id::from_u128(0), version: 0, offer: Offer { terms, conditions: Vec::new() } }
}

impl Event {
    /// When it happened.
    #[must_use]
    pub const fn at(&self) -> Moment {
        match self {
            Self::Drafted { at, .. }
            | Self::Revised { at, .. }
            | Self::Published { at, .. }
            | Self::Paused { at, .. }
            | Self::Resumed { at, .. }
            | Self::Withdrawn { at, .. } => *at,
        }
    }
}
