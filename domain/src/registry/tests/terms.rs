//! How long a right lasts.

use chrono::NaiveDate;

use super::{bare, day, gi, mark_of, patent_of, shipped};
use crate::identifier::PatentKind::{self, Design, Invention, UtilityModel};
use crate::registry::{Particulars, Record, RightKind, term_of_right};

/// The row applied and the last day.
fn term(record: &Record) -> Option<(String, String)> {
    let rules = shipped();
    term_of_right(record, &rules).map(|term| (term.rule.id.clone(), term.last_day_on.to_string()))
}

fn last_day(record: &Record) -> String {
    term(record).expect("a term").1
}

#[test]
fn the_filing_day_decides_which_law_gives_the_term() {
    let expected: [(PatentKind, &str, &str, &str); 10] = [
        (Invention, "1985-04-01", "invention.before_1993", "2000-03-31"),
        (Invention, "1992-12-31", "invention.before_1993", "2007-12-30"),
        (Invention, "1993-01-01", "invention", "2012-12-31"),
        (UtilityModel, "1992-12-31", "utility_model.before_1993", "1997-12-30"),
        (UtilityModel, "1993-01-01", "utility_model", "2002-12-31"),
        (UtilityModel, "2021-06-01", "utility_model", "2031-05-31"),
        (Design, "1992-12-31", "design.before_1993", "1997-12-30"),
        (Design, "1993-01-01", "design.before_2021_06", "2002-12-31"),
        (Design, "2021-05-31", "design.before_2021_06", "2031-05-30"),
        (Design, "2021-06-01", "design", "2036-05-31"),
    ];
    for (right, filed_on, rule, last_day) in expected {
        let record = patent_of(right, filed_on, "");
        assert_eq!(term(&record), Some((rule.into(), last_day.into())), "{right:?} filed on {filed_on}");
    }
}

#[test]
fn a_term_ends_the_day_before_the_anniversary_as_in_the_example_of_the_guidelines() {
    assert_eq!(last_day(&patent_of(UtilityModel, "1999-09-06", "")), "2009-09-05");
}

#[test]
fn a_patent_runs_from_filing_and_not_from_grant() {
    assert_eq!(last_day(&patent_of(Invention, "2003-05-20", "2007-11-07")), "2023-05-19");
}

#[test]
fn a_term_from_the_leap_day_ends_with_february_whatever_the_year() {
    assert_eq!(last_day(&patent_of(Invention, "2004-02-29", "")), "2024-02-28");
    assert_eq!(last_day(&patent_of(UtilityModel, "2008-02-29", "")), "2018-02-28");
    assert_eq!(last_day(&mark_of("2006-07-01", "2008-02-29", "")), "2018-02-28");
}

#[test]
fn a_term_that_ends_around_the_leap_day_keeps_its_number() {
    assert_eq!(last_day(&patent_of(UtilityModel, "2006-02-28", "")), "2016-02-27");
    assert_eq!(last_day(&patent_of(UtilityModel, "2006-03-01", "")), "2016-02-29");
    assert_eq!(last_day(&patent_of(UtilityModel, "2008-03-01", "")), "2018-02-28");
}

#[test]
fn rows_of_before_1993_say_that_nobody_read_them_and_when_the_right_is_surely_over() {
    for right in [Invention, UtilityModel, Design] {
        let rules = shipped();
        let old = patent_of(right, "1992-12-31", "");
        let rule = term_of_right(&old, &rules).expect("a term").rule;
        assert!(!rule.verified && rule.certainly_over_after_years > Some(rule.years), "{}", rule.id);
        let later = patent_of(right, "1993-01-01", "");
        assert!(term_of_right(&later, &rules).expect("a term").rule.verified, "{right:?}");
    }
}

#[test]
fn a_mark_runs_from_registration_and_not_from_filing() {
    assert_eq!(term(&mark_of("2008-11-03", "2010-01-07", "")), Some(("trademark".into(), "2020-01-06".into())));
}

#[test]
fn a_mark_runs_from_registration_though_its_filing_day_is_not_known() {
    assert_eq!(last_day(&mark_of("", "2010-01-07", "")), "2020-01-06");
}

#[test]
fn the_event_of_registration_tells_the_day_where_the_register_does_not() {
    let record = mark_of("2008-11-03", "", "").with_events("2026-01-01", &[("2010-01-07", "TM-REG")]);
    assert_eq!(last_day(&record), "2020-01-06");
}

#[test]
fn the_last_day_named_by_the_register_prevails() {
    assert_eq!(last_day(&mark_of("2008-11-03", "2010-01-07", "2019-12-31")), "2019-12-31");
    assert_eq!(last_day(&mark_of("2008-11-03", "2010-01-07", "2030-01-06")), "2030-01-06");
}

#[test]
fn a_renewal_carries_a_mark_on_by_one_term_wherever_it_is_told() {
    // In the last year of the term, and in the grace period after it.
    for renewed_on in ["2019-08-06", "2020-03-13"] {
        let events = [("2010-01-07", "TM-REG"), (renewed_on, "TM-RENEW")];
        for named in ["", "2020-01-06"] {
            let record = mark_of("", "2010-01-07", named).with_events("2026-01-01", &events);
            assert_eq!(last_day(&record), "2030-01-06", "renewed on {renewed_on}");
        }
    }
}

#[test]
fn a_renewal_that_the_register_counted_already_is_not_counted_again() {
    let events = [("2019-08-06", "TM-RENEW")];
    let record = mark_of("", "2010-01-07", "2030-01-06").with_events("2026-01-01", &events);
    assert_eq!(last_day(&record), "2030-01-06");
}

#[test]
fn a_renewal_told_twice_counts_once_and_two_renewals_count_twice() {
    let twice = [("2019-12-30", "TM-RENEW"), ("2020-05-06", "TM-RENEW")];
    assert_eq!(last_day(&mark_of("", "2010-01-07", "").with_events("2026-01-01", &twice)), "2030-01-06");
    let two = [("2009-06-08", "TM-RENEW"), ("2019-08-06", "TM-RENEW")];
    assert_eq!(last_day(&mark_of("", "2000-01-07", "").with_events("2026-01-01", &two)), "2030-01-06");
}

#[test]
fn a_later_renewal_shows_an_earlier_one_that_nobody_told() {
    let record = mark_of("", "2000-01-07", "").with_events("2026-01-01", &[("2019-08-06", "TM-RENEW")]);
    assert_eq!(last_day(&record), "2030-01-06");
}

#[test]
fn no_renewal_carries_a_patent_on() {
    let record = patent_of(UtilityModel, "2000-01-07", "").with_events("2026-01-01", &[("2009-12-01", "TM-RENEW")]);
    assert_eq!(last_day(&record), "2010-01-06");
}

#[test]
fn without_the_day_from_which_it_runs_nobody_knows_the_term() {
    assert_eq!(term(&patent_of(Invention, "", "2007-11-07")), None);
    assert_eq!(term(&mark_of("2008-11-03", "", "")), None);
}

#[test]
fn geographical_indications_have_no_term() {
    for right in RightKind::ALL.into_iter().skip_while(|right| *right != RightKind::GiProduct) {
        let mut indication = gi(right);
        indication.registration_on = Some(day("2004-03-23"));
        indication.filing_on = Some(day("2003-03-23"));
        assert_eq!(term(&bare(Particulars::GeographicalIndication(indication))), None, "{right:?}");
    }
}

#[test]
fn a_term_beyond_the_calendar_is_not_known_and_does_no_harm() {
    let mut record = patent_of(Invention, "", "");
    let Particulars::Patent(patent) = &mut record.particulars else { panic!("a patent") };
    patent.filing_on = Some(NaiveDate::MAX);
    assert_eq!(term(&record), None);

    let rules = shipped();
    let mut record = mark_of("2008-11-03", "2010-01-07", "").with_events("2026-01-01", &[("2019-08-06", "TM-RENEW")]);
    record.events[0].on = NaiveDate::MAX;
    let last_day_on = term_of_right(&record, &rules).expect("a term").last_day_on;
    assert!(last_day_on > day("9999-12-31"));
}
