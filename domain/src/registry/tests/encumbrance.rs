//! Whether a right is under pledge or preserved on a day.

use super::{day, patent_of, shipped};
use crate::identifier::PatentKind::Invention;
use crate::registry::{Encumbered, Record, pledged_on, preserved_on};

fn with(events: &[(&str, &str)]) -> Record {
    patent_of(Invention, "2010-03-01", "2013-06-05").with_events("2026-01-01", events)
}

fn pledged(record: &Record, on: &str) -> Encumbered {
    pledged_on(record, &shipped(), day(on))
}

fn since(on: &str, code: &str) -> Encumbered {
    Encumbered::Since { on: day(on), code: code.into() }
}

#[test]
fn a_pledge_lies_on_a_right_from_its_registration_until_it_is_struck_off() {
    let record = with(&[("2020-03-01", "PE01"), ("2022-05-01", "PC01")]);
    assert_eq!(pledged(&record, "2020-02-29"), Encumbered::Free { known_until: day("2020-02-29") });
    assert_eq!(pledged(&record, "2020-03-01"), since("2020-03-01", "PE01"));
    assert_eq!(pledged(&record, "2022-04-30"), since("2020-03-01", "PE01"));
    assert_eq!(pledged(&record, "2022-05-01"), Encumbered::Free { known_until: day("2022-05-01") });
    assert_eq!(pledged(&record, "2026-06-01"), Encumbered::Free { known_until: day("2026-01-01") });
}

#[test]
fn of_two_pledges_one_that_is_struck_off_leaves_the_other() {
    let record = with(&[("2020-03-01", "PE01"), ("2021-03-01", "PE01"), ("2022-05-01", "PC01")]);
    assert_eq!(pledged(&record, "2023-01-01"), since("2021-03-01", "PE01"));
}

#[test]
fn a_pledge_renewed_on_the_day_it_was_struck_off_lies_on_the_right() {
    let record = with(&[("2020-03-01", "PE01"), ("2022-05-01", "PC01"), ("2022-05-01", "PE01")]);
    assert_eq!(pledged(&record, "2022-05-01"), since("2022-05-01", "PE01"));
}

#[test]
fn without_its_events_it_is_not_known_and_a_pledge_that_is_told_is() {
    let silent = patent_of(Invention, "2010-03-01", "2013-06-05");
    assert_eq!(pledged(&silent, "2025-01-01"), Encumbered::Unknown);
    let mut told = with(&[("2020-03-01", "PE01")]);
    told.events_known_until = None;
    assert_eq!(pledged(&told, "2025-01-01"), since("2020-03-01", "PE01"));
}

#[test]
fn a_court_preserves_a_right_until_it_lets_it_go() {
    let record = with(&[("2020-03-01", "PP01"), ("2022-05-01", "PD01")]);
    assert_eq!(preserved_on(&record, &shipped(), day("2021-01-01")), since("2020-03-01", "PP01"));
    assert_eq!(
        preserved_on(&record, &shipped(), day("2022-05-02")),
        Encumbered::Free { known_until: day("2022-05-02") }
    );
    assert_eq!(pledged(&record, "2021-01-01"), Encumbered::Free { known_until: day("2021-01-01") });
}
