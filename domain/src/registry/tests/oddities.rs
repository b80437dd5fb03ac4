//! What is odd about a record that is kept all the same.

use super::{day, mark_of, patent, patent_of, published_as};
use crate::identifier::{PatentKind::Invention, PatentNumber, Uscc};
use crate::registry::{Particulars, Party, PartyRole, Record, warnings_of};

fn odd(record: &Record) -> Vec<(&'static str, &'static str)> {
    warnings_of(record).into_iter().map(|warning| (warning.field, warning.code)).collect()
}

fn numbered(number: &str) -> Record {
    let application_number = Some(PatentNumber::parse(number).expect("a number"));
    super::bare(Particulars::Patent(crate::registry::Patent { application_number, ..patent(Invention) }))
}

#[test]
fn a_sound_record_has_nothing_odd() {
    assert!(odd(&patent_of(Invention, "2010-03-01", "2013-06-05")).is_empty());
    assert!(odd(&patent_of(Invention, "", "")).is_empty());
    assert!(odd(&published_as(Invention, "CN106540253A", "2017-03-29")).is_empty(), "no number is no failed number");
}

#[test]
fn a_failed_check_character_is_kept_with_a_warning() {
    assert_eq!(odd(&numbered("202010566088.8")), [("/application_number", "identifier.check_character_fails")]);
    assert_eq!(odd(&numbered("202010566088")), [("/application_number", "identifier.check_character_absent")]);
}

#[test]
fn a_credit_code_that_fails_is_told_once_however_many_fail() {
    let mut record = mark_of("", "", "");
    let coded = |code: &str| Party {
        uscc: Some(Uscc::parse(code).expect("a code")),
        ..Party::named(PartyRole::Applicant, "甲")
    };
    record.parties = vec![coded("91110000101623741K")];
    assert!(odd(&record).is_empty());
    record.parties.extend([coded("91350211M0000XUF46"), coded("911100001016237411")]);
    assert_eq!(odd(&record), [("/parties", "identifier.check_character_fails")]);
}

#[test]
fn days_in_the_wrong_order_are_told() {
    assert_eq!(
        odd(&patent_of(Invention, "2013-06-06", "2013-06-05")),
        [("/grant_on", "registry.record.granted_before_filing")]
    );
    let mut record = mark_of("2013-06-06", "2013-06-06", "");
    assert!(odd(&record).is_empty(), "on the same day is in order");
    let Particulars::Trademark(mark) = &mut record.particulars else { panic!("a mark") };
    mark.preliminary_publication_on = Some(day("2013-06-05"));
    assert_eq!(odd(&record), [("/publication_on", "registry.record.published_before_filing")]);
}

#[test]
fn an_odd_record_is_still_found_by_its_number() {
    assert_eq!(numbered("202010566088.8").lookup_keys(), numbered("202010566088.9").lookup_keys());
}
