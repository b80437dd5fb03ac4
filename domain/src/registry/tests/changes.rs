//! `changes_after` against the calendar itself: every day asked one by one.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::generated::{day_within, records};
use super::{day, mark_of, patent_of, shipped, standing};
use crate::identifier::PatentKind::{Invention, UtilityModel};
use crate::registry::{LegalEvent, RegistryRules, SimpleStatus, StatusReason, standing_on};

/// Terms so short that a whole life fits into a span of which every day can be asked.
fn short_terms() -> RegistryRules {
    let rows = [
        ("invention", "invention.old", "filed_to = \"2000-12-31\"\nverified = false\ncertainly_over_after_years = 2"),
        ("invention", "invention", "filed_from = \"2001-01-01\"\nverified = true"),
        ("utility_model", "utility_model", "verified = true"),
        ("design", "design", "verified = false\ncertainly_over_after_years = 1"),
    ];
    let mut text = super::SHIPPED
        .split("[[legal_status_event]]")
        .skip(1)
        .fold(String::new(), |text, row| text + "[[legal_status_event]]" + row);
    for (right, id, rest) in rows {
        let head = format!("[[term_of_right]]\nid = \"{id}\"\nright = \"{right}\"\n");
        text += &format!("{head}years = 1\nruns_from = \"filing\"\nbasis = \"-\"\n{rest}\n");
    }
    text += "[[term_of_right]]\nid = \"trademark\"\nright = \"trademark\"\nyears = 1\nruns_from = \"registration\"\n";
    text += "basis = \"-\"\nverified = true\nrenewable = true\n";
    RegistryRules::from_toml(&text).expect("the rules are right")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_status_holds_to_the_last_day_and_turns_on_the_day_after(record in records("2000-02-01", 500)) {
        let rules = short_terms();
        let days: Vec<NaiveDate> = day("2000-01-01").iter_days().take_while(|on| *on < day("2005-01-01")).collect();
        // From the last day back: what the calendar will bring is known before it is asked for.
        let mut to_come: Option<(NaiveDate, SimpleStatus)> = None;
        let mut tomorrow: Option<SimpleStatus> = None;
        for on in days.into_iter().rev() {
            let standing = standing_on(&record, &rules, on);
            let status = standing.reason.status();
            if let Some(tomorrow) = tomorrow.filter(|tomorrow| *tomorrow != status) {
                to_come = Some((on, tomorrow));
            }
            prop_assert_eq!(standing.changes_after, to_come, "asked on {}", on);
            tomorrow = Some(status);
        }
    }
}

proptest! {
    #[test]
    fn the_same_holds_under_the_shipped_rules(
        record in records("1985-04-01", 15_000),
        on in day_within("1985-01-01", 30_000),
        between in 0.0..1.0_f64,
    ) {
        let rules = shipped();
        let status = |on| standing_on(&record, &rules, on).reason.status();
        match standing_on(&record, &rules, on).changes_after {
            Some((last_day, after)) => {
                prop_assert!(on <= last_day);
                let span = last_day.signed_duration_since(on).num_days();
                let somewhere = on + chrono::TimeDelta::days((span as f64 * between) as i64);
                prop_assert_eq!(status(somewhere), status(on));
                prop_assert_eq!(status(last_day), status(on));
                prop_assert_eq!(status(last_day.succ_opt().expect("a day")), after);
                prop_assert_ne!(after, status(on));
            }
            None => prop_assert_eq!(status(day("9999-12-31")), status(on)),
        }
    }

    #[test]
    fn nothing_stands_or_is_pending_unless_somebody_gives_its_events(
        record in records("1985-04-01", 15_000),
        on in day_within("1985-01-01", 30_000),
    ) {
        let status = standing_on(&record, &shipped(), on).reason.status();
        if record.events_known_until.is_none() {
            prop_assert!(matches!(status, SimpleStatus::Unknown | SimpleStatus::Dead), "{:?}", status);
        }
    }

    #[test]
    fn the_order_in_which_a_source_gives_the_events_does_not_matter(
        record in records("1985-04-01", 15_000),
        on in day_within("1985-01-01", 30_000),
    ) {
        let mut other = record.clone();
        other.events.reverse();
        prop_assert_eq!(standing_on(&other, &shipped(), on), standing_on(&record, &shipped(), on));
    }

    #[test]
    fn a_transfer_or_a_code_that_nobody_explains_changes_nothing(
        record in records("1985-04-01", 15_000),
        on in day_within("1985-01-01", 30_000),
        recorded_on in day_within("2030-01-01", 3_000),
        code in "(TR01|TM-TRANSFER|XX99)",
    ) {
        let before = standing_on(&record, &shipped(), on);
        let mut more = record;
        // Of a record without any day, the transfer would be the first thing known.
        prop_assume!(more.filing_on().is_some() || !more.events.is_empty());
        more.events.push(LegalEvent { on: recorded_on, code, detail: None });
        prop_assert_eq!(standing_on(&more, &shipped(), on), before);
    }

    #[test]
    fn no_reason_is_given_before_its_facts(
        record in records("1985-04-01", 15_000),
        on in day_within("1985-01-01", 30_000),
    ) {
        match standing_on(&record, &shipped(), on).reason {
            StatusReason::Applied { since, known_until } | StatusReason::Granted { since, known_until } => {
                prop_assert!(since <= on && known_until <= on);
            }
            StatusReason::EndedByEvent { on: ended_on, .. } => prop_assert!(ended_on <= on),
            StatusReason::TermOver { last_day_on, counted_from } => {
                prop_assert!(counted_from <= last_day_on && last_day_on < on);
            }
            StatusReason::RenewalNotKnown { last_day_on } => prop_assert!(last_day_on < on),
            StatusReason::TermRuleUnverified { rule } => prop_assert!(rule.ends_with("before_1993")),
            StatusReason::EventsNotKnown | StatusReason::BeforeKnownFacts => {}
        }
    }
}

#[test]
fn a_patent_in_force_changes_when_its_term_is_over() {
    let record = patent_of(UtilityModel, "2018-03-01", "2018-11-02").with_events("2026-01-01", &[]);
    assert_eq!(standing(&record, "2026-01-01").changes_after, Some((day("2028-02-29"), SimpleStatus::Dead)));
    assert_eq!(standing(&record, "2028-02-29").changes_after, Some((day("2028-02-29"), SimpleStatus::Dead)));
    assert_eq!(standing(&record, "2028-03-01").changes_after, None);
}

#[test]
fn a_mark_in_force_becomes_unknown_and_not_dead() {
    let record = mark_of("2017-03-01", "2018-03-07", "").with_events("2026-01-01", &[]);
    assert_eq!(standing(&record, "2026-01-01").changes_after, Some((day("2028-03-06"), SimpleStatus::Unknown)));
}

#[test]
fn one_unknown_followed_by_another_is_no_change_and_hides_no_end() {
    // Unknown for want of events, then for want of a verified rule, then over under any reading.
    let record = patent_of(Invention, "1990-05-10", "1994-02-02");
    assert_eq!(standing(&record, "2000-01-01").changes_after, Some((day("2010-05-09"), SimpleStatus::Dead)));
}

#[test]
fn an_answer_for_a_day_before_the_grant_holds_until_the_grant() {
    let record = patent_of(Invention, "2010-03-01", "2013-06-05").with_events("2026-01-01", &[]);
    assert_eq!(standing(&record, "2010-01-01").changes_after, Some((day("2010-02-28"), SimpleStatus::Pending)));
    assert_eq!(standing(&record, "2011-01-01").changes_after, Some((day("2013-06-04"), SimpleStatus::InForce)));
}
