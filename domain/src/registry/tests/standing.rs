//! Whether a right stands on a day, and why.

use super::{bare, day, gi, mark_of, patent_of, published_as, reason, standing, status};
use crate::identifier::PatentKind::{Design, Invention, UtilityModel};
use crate::registry::StatusReason::{
    Applied, BeforeKnownFacts, EndedByEvent, EventsNotKnown, Granted, RenewalNotKnown, TermOver, TermRuleUnverified,
};
use crate::registry::{GeographicalIndication, Particulars, Record, RightKind, SimpleStatus, StatusReason};

fn granted() -> Record {
    patent_of(Invention, "2010-03-01", "2013-06-05")
        .with_events("2026-01-01", &[("2010-09-08", "PB01"), ("2013-06-05", "GR01")])
}

fn granted_then(more: &[(&str, &str)]) -> Record {
    let mut events = vec![("2010-09-08", "PB01"), ("2013-06-05", "GR01")];
    events.extend_from_slice(more);
    granted().with_events("2026-01-01", &events)
}

fn ended(on: &str, code: &str) -> StatusReason {
    EndedByEvent { on: day(on), code: code.into() }
}

#[test]
fn an_application_that_nobody_decided_is_pending_since_its_latest_step() {
    let record = patent_of(Invention, "2024-03-01", "")
        .with_events("2026-01-01", &[("2024-09-06", "PB01"), ("2024-11-01", "SE01")]);
    let applied = |since, known_until| Applied { since: day(since), known_until: day(known_until) };
    assert_eq!(reason(&record, "2024-03-01"), applied("2024-03-01", "2024-03-01"));
    assert_eq!(reason(&record, "2024-10-31"), applied("2024-09-06", "2024-10-31"));
    assert_eq!(reason(&record, "2026-05-01"), applied("2024-11-01", "2026-01-01"));
}

#[test]
fn a_granted_patent_is_in_force_while_no_end_is_known() {
    assert_eq!(reason(&granted(), "2026-05-01"), Granted { since: day("2013-06-05"), known_until: day("2026-01-01") });
    let told_by_the_register = patent_of(Invention, "2010-03-01", "2013-06-05").with_events("2026-01-01", &[]);
    assert_eq!(reason(&told_by_the_register, "2026-05-01"), reason(&granted(), "2026-05-01"));
}

#[test]
fn a_day_in_the_past_is_not_told_what_came_after_it() {
    let record = granted_then(&[("2019-03-01", "CF01")]);
    // "No end known up to 2026-01-01" would be untrue: one is known in 2019.
    assert_eq!(reason(&record, "2015-01-01"), Granted { since: day("2013-06-05"), known_until: day("2015-01-01") });
    assert_eq!(status(&record, "2011-01-01"), SimpleStatus::Pending);
}

#[test]
fn without_events_nobody_knows_whether_a_patent_stands() {
    let record = patent_of(Invention, "2010-03-01", "2013-06-05");
    assert_eq!(reason(&record, "2020-01-01"), EventsNotKnown);
    assert_eq!(status(&record, "2020-01-01"), SimpleStatus::Unknown);
    // Some events, of which nobody says that they are all: as good as none.
    let some = record.with_events("", &[("2013-06-05", "GR01")]);
    assert_eq!(reason(&some, "2020-01-01"), EventsNotKnown);
}

#[test]
fn an_end_counts_though_nobody_says_that_the_events_are_complete() {
    let record = patent_of(Invention, "2010-03-01", "2013-06-05").with_events("", &[("2019-03-01", "CF01")]);
    assert_eq!(reason(&record, "2020-01-01"), ended("2019-03-01", "CF01"));
}

#[test]
fn each_end_that_the_office_records_ends_the_right_from_its_day() {
    for code in ["RJ01", "WD01", "CF01", "CX01", "AV01", "IW01"] {
        let record = granted_then(&[("2019-03-01", code)]);
        assert_eq!(status(&record, "2019-02-28"), SimpleStatus::InForce, "{code}");
        assert_eq!(reason(&record, "2019-03-01"), ended("2019-03-01", code));
        assert_eq!(reason(&record, "2060-01-01"), ended("2019-03-01", code), "the term is no news by then");
    }
}

#[test]
fn a_right_ends_once_and_the_first_end_is_named() {
    let record = granted_then(&[("2019-03-01", "CF01"), ("2021-07-06", "IW01")]);
    assert_eq!(reason(&record, "2026-01-01"), ended("2019-03-01", "CF01"));
}

#[test]
fn an_end_undone_by_restoration_leaves_the_right_standing() {
    let record = granted_then(&[("2019-03-01", "CF01"), ("2019-12-03", "RR01")]);
    assert_eq!(status(&record, "2019-12-02"), SimpleStatus::Dead);
    assert_eq!(reason(&record, "2019-12-03"), Granted { since: day("2013-06-05"), known_until: day("2019-12-03") });
    let same_day = granted_then(&[("2019-03-01", "CF01"), ("2019-03-01", "RR01")]);
    assert_eq!(status(&same_day, "2019-03-01"), SimpleStatus::InForce);
}

#[test]
fn a_restoration_does_not_undo_an_end_that_comes_after_it() {
    let record = granted_then(&[("2019-03-01", "CF01"), ("2019-12-03", "RR01"), ("2022-03-01", "CF01")]);
    assert_eq!(status(&record, "2022-02-28"), SimpleStatus::InForce);
    assert_eq!(reason(&record, "2022-03-01"), ended("2022-03-01", "CF01"));
}

#[test]
fn a_restoration_does_not_carry_a_patent_beyond_its_term() {
    let record = granted_then(&[("2029-03-01", "CF01"), ("2029-12-03", "RR01")]);
    let over = TermOver { last_day_on: day("2030-02-28"), counted_from: day("2010-03-01") };
    assert_eq!(status(&record, "2030-02-28"), SimpleStatus::InForce);
    assert_eq!(reason(&record, "2030-03-01"), over);
}

#[test]
fn what_only_records_does_not_end_a_right() {
    for code in ["IP01", "TR01", "CP01", "EE01", "PE01", "PC01", "PP01", "PD01", "DD01", "ZZ99"] {
        let record = granted_then(&[("2019-03-01", code)]);
        assert_eq!(reason(&record, "2020-01-01"), reason(&granted(), "2020-01-01"), "{code}");
    }
}

#[test]
fn a_term_is_over_on_the_day_after_its_last_one_whatever_is_not_known() {
    let over = TermOver { last_day_on: day("2020-02-29"), counted_from: day("2010-03-01") };
    let without_events = patent_of(UtilityModel, "2010-03-01", "2010-11-03");
    assert_eq!(reason(&without_events, "2020-02-29"), EventsNotKnown);
    assert_eq!(reason(&without_events, "2020-03-01"), over);
    let with_events = without_events.with_events("2026-01-01", &[("2010-11-03", "GR01")]);
    assert_eq!(status(&with_events, "2020-02-29"), SimpleStatus::InForce);
    assert_eq!(reason(&with_events, "2020-03-01"), over);
}

#[test]
fn the_design_reform_decides_by_the_filing_day() {
    let last_of_the_old = patent_of(Design, "2021-05-31", "2021-12-03").with_events("2040-01-01", &[]);
    let first_of_the_new = patent_of(Design, "2021-06-01", "2021-12-03").with_events("2040-01-01", &[]);
    assert_eq!(status(&last_of_the_old, "2031-05-31"), SimpleStatus::Dead);
    assert_eq!(status(&first_of_the_new, "2031-05-31"), SimpleStatus::InForce);
    assert_eq!(status(&first_of_the_new, "2036-06-01"), SimpleStatus::Dead);
}

#[test]
fn between_the_readings_of_an_unverified_rule_nobody_knows() {
    // Fifteen years by the text of 1984, twenty by the extension of 2001: neither was read in an official text.
    let record = patent_of(Invention, "1990-05-10", "1994-02-02").with_events("2026-01-01", &[]);
    let in_doubt = TermRuleUnverified { rule: "invention.before_1993".into() };
    assert_eq!(status(&record, "2005-05-09"), SimpleStatus::InForce);
    assert_eq!(reason(&record, "2005-05-10"), in_doubt);
    assert_eq!(reason(&record, "2010-05-09"), in_doubt);
    let over = TermOver { last_day_on: day("2010-05-09"), counted_from: day("1990-05-10") };
    assert_eq!(reason(&record, "2010-05-10"), over);
}

#[test]
fn an_end_of_the_office_settles_what_an_unverified_rule_leaves_open() {
    let record = patent_of(Invention, "1990-05-10", "1994-02-02").with_events("2026-01-01", &[("2006-05-10", "CX01")]);
    assert_eq!(reason(&record, "2007-01-01"), ended("2006-05-10", "CX01"));
}

#[test]
fn a_day_before_every_fact_is_unknown() {
    assert_eq!(reason(&granted(), "2010-02-28"), BeforeKnownFacts);
    assert_eq!(status(&granted(), "2010-03-01"), SimpleStatus::Pending);
    let mark_by_events = mark_of("", "", "").with_events("2026-01-01", &[("2012-05-07", "TM-FILED")]);
    assert_eq!(reason(&mark_by_events, "2012-05-06"), BeforeKnownFacts);
}

#[test]
fn a_record_without_any_day_is_unknown_on_every_day() {
    for record in
        [patent_of(Invention, "", ""), mark_of("", "", ""), patent_of(Design, "", "").with_events("2026-01-01", &[])]
    {
        assert_eq!(reason(&record, "1900-01-01"), EventsNotKnown);
        assert_eq!(standing(&record, "2099-01-01").reason, EventsNotKnown);
        assert_eq!(standing(&record, "2026-01-01").changes_after, None);
    }
}

#[test]
fn a_publication_alone_ends_a_right_only_when_the_longest_term_is_surely_over() {
    let invention = published_as(Invention, "CN1319010A", "2001-10-24");
    assert_eq!(reason(&invention, "2021-10-23"), EventsNotKnown);
    let over = TermOver { last_day_on: day("2021-10-23"), counted_from: day("2001-10-24") };
    assert_eq!(reason(&invention, "2021-10-24"), over);
    // Which of the terms of a design it has depends on a filing day that is not known: the longest one.
    let design = published_as(Design, "CN300000000S", "2010-01-06");
    assert_eq!(status(&design, "2025-01-05"), SimpleStatus::Unknown);
    assert_eq!(status(&design, "2025-01-06"), SimpleStatus::Dead);
}

#[test]
fn a_grant_without_filing_day_does_not_stand_for_ever() {
    let record = patent_of(UtilityModel, "", "2001-03-07").with_events("2026-01-01", &[]);
    assert_eq!(status(&record, "2011-03-06"), SimpleStatus::InForce);
    assert_eq!(status(&record, "2011-03-07"), SimpleStatus::Dead);
}

#[test]
fn a_published_application_whose_events_are_known_is_pending() {
    let record = published_as(Invention, "CN118000000A", "2024-05-07").with_events("2026-01-01", &[]);
    assert_eq!(reason(&record, "2025-01-01"), Applied { since: day("2024-05-07"), known_until: day("2025-01-01") });
}

#[test]
fn what_was_granted_on_a_day_unknown_does_not_pass_for_pending() {
    let document = published_as(Invention, "CN106540253B", "").with_events("2026-01-01", &[("2017-03-29", "PB01")]);
    assert_eq!(reason(&document, "2025-01-01"), EventsNotKnown);
    let mark = mark_of("2008-11-03", "", "2030-01-06").with_events("2026-01-01", &[]);
    assert_eq!(reason(&mark, "2025-01-01"), EventsNotKnown);
}

#[test]
fn a_mark_past_its_term_is_not_known_to_be_renewed_or_dead() {
    let record = mark_of("2008-11-03", "2010-01-07", "").with_events("2026-01-01", &[("2010-01-07", "TM-REG")]);
    assert_eq!(status(&record, "2020-01-06"), SimpleStatus::InForce);
    assert_eq!(reason(&record, "2020-01-07"), RenewalNotKnown { last_day_on: day("2020-01-06") });
    assert_eq!(status(&record, "2099-01-01"), SimpleStatus::Unknown);
    let cancelled = record.with_events("2026-01-01", &[("2010-01-07", "TM-REG"), ("2020-08-06", "TM-CANCELLED")]);
    assert_eq!(status(&cancelled, "2020-08-05"), SimpleStatus::Unknown);
    assert_eq!(reason(&cancelled, "2020-08-06"), ended("2020-08-06", "TM-CANCELLED"));
}

#[test]
fn a_renewed_mark_stands_and_without_a_gap() {
    let events = [("2010-01-07", "TM-REG"), ("2020-03-13", "TM-RENEW")];
    let record = mark_of("2008-11-03", "2010-01-07", "").with_events("2026-01-01", &events);
    // Renewed in the grace period: the term runs from the day after the last one all the same.
    assert_eq!(status(&record, "2020-02-01"), SimpleStatus::InForce);
    assert_eq!(status(&record, "2030-01-06"), SimpleStatus::InForce);
    assert_eq!(reason(&record, "2030-01-07"), RenewalNotKnown { last_day_on: day("2030-01-06") });
}

#[test]
fn a_mark_without_filing_day_does_not_stand_for_ever() {
    let record = mark_of("", "2010-01-07", "").with_events("2026-01-01", &[]);
    assert_eq!(status(&record, "2020-01-07"), SimpleStatus::Unknown);
}

#[test]
fn a_name_is_applied_for_then_published_then_registered_then_cancelled() {
    let events = [
        ("2007-07-16", "GI-APPLIED"),
        ("2012-02-18", "GI-PUBLISHED"),
        ("2012-11-09", "GI-REGISTERED"),
        ("2024-05-06", "GI-CANCELLED"),
    ];
    for right in [RightKind::GiProduct, RightKind::GiMark, RightKind::GiAgroProduct, RightKind::GiForeignRegister] {
        let record = bare(Particulars::GeographicalIndication(gi(right))).with_events("2026-01-01", &events);
        let applied = |since: &str, on: &str| Applied { since: day(since), known_until: day(on) };
        assert_eq!(reason(&record, "2007-07-15"), BeforeKnownFacts);
        assert_eq!(reason(&record, "2012-02-17"), applied("2007-07-16", "2012-02-17"));
        assert_eq!(reason(&record, "2012-11-08"), applied("2012-02-18", "2012-11-08"));
        assert_eq!(status(&record, "2012-11-09"), SimpleStatus::InForce);
        assert_eq!(reason(&record, "2024-05-06"), ended("2024-05-06", "GI-CANCELLED"));
    }
}

#[test]
fn a_registered_name_has_no_term_and_stands_while_no_end_is_known() {
    let registered =
        GeographicalIndication { registration_on: Some(day("1999-12-17")), ..gi(RightKind::GiAgroProduct) };
    let record = bare(Particulars::GeographicalIndication(registered)).with_events("2026-01-01", &[]);
    assert_eq!(status(&record, "2099-01-01"), SimpleStatus::InForce);
    assert_eq!(standing(&record, "2026-01-01").changes_after, None);
}
