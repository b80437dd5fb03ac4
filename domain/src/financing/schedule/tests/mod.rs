//! What schedules and loans hold to.

mod classes;
mod early;
mod loans;
mod plans;
mod properties;

use chrono::NaiveDate;

use super::super::money::{Money, Rate};
use super::*;
use crate::hall::FieldRefusal;
use crate::hall::Refusal;

fn yuan(text: &str) -> Money {
    Money::parse(text).expect("an amount")
}

fn rate(text: &str) -> Rate {
    Rate::parse(text).expect("a rate")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// 120,000 yuan at 6 % for twelve months from the last day of January.
fn terms(kind: Repayment) -> Terms {
    Terms {
        kind,
        principal: yuan("120000.00"),
        annual_rate: rate("0.06"),
        months: 12,
        start_on: Some(day("2025-01-31")),
    }
}

fn loan(kind: Repayment) -> Loan {
    Loan::disbursed(terms(kind)).expect("the terms can be meant")
}

fn paid(on: &str, amount: &str) -> LoanEvent {
    LoanEvent::Paid { on: day(on), amount: yuan(amount) }
}

fn repaid_early(on: &str, principal: &str, remaining: Remaining) -> LoanEvent {
    LoanEvent::RepaidEarly { on: day(on), principal: yuan(principal), remaining }
}

fn code<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> &'static str {
    answer.expect_err("it is refused").code
}

/// What was refused, as pointer and code.
fn refused<T: std::fmt::Debug>(answer: Result<T, Vec<FieldRefusal>>) -> Vec<(String, &'static str)> {
    let refused = answer.expect_err("it is refused");
    refused.into_iter().map(|field| (field.pointer, field.refusal.code)).collect()
}

/// The instalments as a table: number, day, principal, interest.
fn table(loan: &Loan) -> String {
    let row = |one: &Instalment| format!("{} {} {} {}", one.number, one.due_on, one.principal, one.interest);
    loan.instalments.iter().map(row).collect::<Vec<_>>().join("\n")
}
