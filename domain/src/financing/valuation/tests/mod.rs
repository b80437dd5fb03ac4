//! What valuations hold to.

mod costs;
mod fields;
mod indicators;
mod markets;
mod ranges;
mod royalties;
mod scores;

use super::super::money::{Money, Rate};
use super::*;
use crate::hall::FieldRefusal;

fn yuan(text: &str) -> Money {
    Money::parse(text).expect("an amount")
}

fn rate(text: &str) -> Rate {
    Rate::parse(text).expect("a rate")
}

fn factor(text: &str) -> Factor {
    Factor::parse(text).expect("a factor")
}

fn sensitivity() -> Sensitivity {
    crate::financing::FinancingRules::parse(include_str!("../../../../../rules/financing.toml"))
        .expect("the shipped rules are right")
        .numbers()
        .on(chrono::NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day"))
        .sensitivity()
}

/// What was refused, as pointer and code.
fn refused<T: std::fmt::Debug>(answer: Result<T, Vec<FieldRefusal>>) -> Vec<(String, &'static str)> {
    let refused = answer.expect_err("it is refused");
    refused.into_iter().map(|field| (field.pointer, field.refusal.code)).collect()
}

fn royalties() -> ReliefFromRoyalty {
    ReliefFromRoyalty {
        revenue: ["1000000.00", "1100000.00", "1210000.00"].map(yuan).to_vec(),
        royalty_rate: rate("0.05"),
        discount_rate: rate("0.1"),
        tax_rate: rate("0.25"),
        tax_amortisation_benefit: false,
    }
}

fn costs() -> CostInputs {
    let item = |label: &str, amount, index| CostItem {
        label: label.to_owned(),
        amount: yuan(amount),
        price_factor: factor(index),
    };
    CostInputs {
        basis: CostBasis::Replacement,
        items: vec![item("研发人工", "800000.00", "1.15"), item("申请与年费", "80000.00", "1")],
        profit: rate("0.2"),
        lives: Lives { used_months: 60, remaining_months: 180 },
        functional_obsolescence: rate("0.1"),
        economic_obsolescence: rate("0.2"),
    }
}

fn sale(label: &str, price: &str, factors: &[&str]) -> Comparable {
    let adjustments = factors.iter().map(|text| Adjustment { label: "剩余寿命".to_owned(), factor: factor(text) });
    Comparable { label: label.to_owned(), price: yuan(price), adjustments: adjustments.collect() }
}

fn sales() -> MarketInputs {
    MarketInputs {
        comparables: vec![
            sale("甲", "1000000.00", &["1.1", "0.9"]),
            sale("乙", "1500000.00", &["0.8"]),
            sale("丙", "900000.00", &[]),
        ],
    }
}
