//! When periods end, asked with the shipped calendars and rules.

mod calendars;
mod clocks;
mod generated;
mod periods;
mod properties;
mod rules;
mod stored;
mod traces;
mod vectors;

use std::collections::BTreeSet;
use std::fmt::Debug;

use chrono::{Datelike, NaiveDate};

use super::*;
use crate::hall::Refusal;

fn shipped_years() -> Vec<YearCalendar> {
    SHIPPED.iter().map(|text| serde_json::from_str(text).expect("a calendar")).collect()
}

fn shipped() -> &'static WorkingDays {
    thread_local! {
        /// Made once for each test's thread, for the sake of the properties; it lives as long as the tests do.
        static DAYS: &'static WorkingDays =
            Box::leak(Box::new(WorkingDays::of(shipped_years()).expect("the shipped calendars are right")));
    }
    DAYS.with(|days| *days)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn span(from_on: &str, to_on: &str) -> Span {
    Span { from_on: day(from_on), to_on: day(to_on) }
}

/// A basis with nothing but a start and a period.
fn plain(start_on: &str, length: u32, unit: Unit, roll: Roll) -> Basis {
    let period = Period { unit, length, roll };
    let (channel, suspensions) = (Channel::Electronic, Vec::new());
    Basis { start_on: day(start_on), period, channel, received_on: None, suspensions, extended: None, rule: None }
}

fn months(start_on: &str, length: u32) -> Basis {
    plain(start_on, length, Unit::Months, Roll::NextWorkingDay)
}

fn working_days(start_on: &str, length: u32) -> Basis {
    plain(start_on, length, Unit::WorkingDays, Roll::None)
}

fn due_on(basis: &Basis) -> String {
    due(basis, shipped()).expect("a due day").due_on.to_string()
}

/// The code of a refusal without the part.
fn code<T: Debug>(answer: Result<T, Refusal>) -> String {
    let refusal = answer.expect_err("a refusal");
    refusal.code.strip_prefix("calendar.").expect("of this part").to_owned()
}

#[test]
fn every_refusal_has_a_code_of_its_own_and_a_sentence_in_both_languages() {
    let mut codes = BTreeSet::new();
    for refusal in refusals::ALL.iter().map(|refusal| refusal()) {
        assert!(refusal.code.starts_with("calendar."), "{}", refusal.code);
        assert!(codes.insert(refusal.code), "{} stands twice", refusal.code);
        assert!(!refusal.zh.is_ascii(), "{}", refusal.code);
        assert!(refusal.en.is_ascii() && refusal.en.starts_with(char::is_uppercase), "{}", refusal.code);
        assert!(!refusal.zh.ends_with('。') && !refusal.en.ends_with('.'), "{}", refusal.code);
    }
}
