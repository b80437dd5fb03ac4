//! What matches what, and what the reasons are worth.

mod demands;
mod examples;
mod properties;

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::*;
use crate::financing::demand::{DemandGate, RightKey};
use crate::financing::product::tests::{BANK, an_offer, yuan};
use crate::financing::product::{
    Condition, CreditGrade, DataKind, FirmSize, Offer, PledgedKind, Product, ProductState, Purpose,
};
use crate::hall::{Id, Moment};

fn today() -> NaiveDate {
    "2026-11-23".parse().expect("a day")
}

fn in_days(days: u64) -> NaiveDate {
    today().checked_add_days(Days::new(days)).expect("a day")
}

fn a_right(kind: PledgedKind, number: &str, value: &str, ends_on: &str) -> SoughtRight {
    let key = RightKey { kind, number: number.into() };
    let ends_on = Some(ends_on.parse().expect("a day"));
    SoughtRight { key, value: Some(yuan(value)), ends_on, free_of_pledge: true }
}

/// Two million on an invention and a mark.
fn a_demand() -> Sought {
    Sought {
        id: Id::from_u128(0xde),
        amount: yuan("2000000"),
        term_months: 24,
        purpose: Purpose::Research,
        rights: vec![
            a_right(PledgedKind::Invention, "ZL202110000001.4", "4000000", "2041-01-03"),
            a_right(PledgedKind::Trademark, "99000001", "2000000", "2030-05-06"),
        ],
        region: Some("230103".into()),
        industry: Some("C3571".into()),
        size: Some(FirmSize::Small),
        founded_on: "2020-05-06".parse().ok(),
        revenue: Some(yuan("8000000")),
        employees: Some(30),
        granted_rights: Some(4),
        high_tech: Some(true),
        credit_grade: None,
        data: [DataKind::Tax].into(),
    }
}

fn published(id: u128, offer: Offer) -> PreparedProduct {
    let since = Moment::from_millis(0).expect("a moment");
    let product = Product { bank: BANK, version: 1, offer };
    PreparedProduct::of(Id::from_u128(id), &ProductState::Published { product, since })
}

fn paused(id: u128, offer: Offer) -> PreparedProduct {
    let mut product = published(id, offer);
    product.published = false;
    product
}

/// The demand after every change that is named.
fn changed(sought: Sought, failing: &[Failing]) -> Sought {
    let mut done: Vec<&Change> = Vec::new();
    failing.iter().flat_map(|one| &one.nearest).fold(sought, |sought, change| {
        if done.contains(&change) {
            return sought;
        }
        done.push(change);
        sought.after(change, today())
    })
}
