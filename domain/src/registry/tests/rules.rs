//! The rule file: what is refused, and that the shipped one is whole.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{SHIPPED, day, shipped};
use crate::registry::{EventRule, RegistryRules, RightKind, RulesFault, TermRule};

/// The rows as they stand in the file, read apart from the code under test.
#[derive(Deserialize)]
struct Rows {
    term_of_right: Vec<TermRule>,
    legal_status_event: Vec<EventRule>,
}

fn rows() -> Rows {
    toml::from_str(SHIPPED).expect("the file is TOML")
}

/// A term row with more lines.
fn term(id: &str, more: &str) -> String {
    let row =
        format!("[[term_of_right]]\nid = \"{id}\"\nright = \"invention\"\nruns_from = \"filing\"\nbasis = \"-\"\n");
    let years = if more.starts_with("years =") { "" } else { "years = 20\n" };
    let verified = if more.contains("verified =") { "" } else { "verified = true\n" };
    format!("{row}{years}{verified}{more}\n")
}

fn event(code: &str, more: &str) -> String {
    let row = format!("[[legal_status_event]]\ncode = \"{code}\"\nzh = \"授权\"\nen = \"grant\"\n");
    format!("{row}effect = \"grants\"\nverified = true\n{more}\n")
}

fn fault(text: &str) -> Option<RulesFault> {
    RegistryRules::from_toml(text).err()
}

fn unreadable(text: &str, because: &str) -> bool {
    matches!(fault(text), Some(RulesFault::Unreadable(why)) if why.contains(because))
}

#[test]
fn a_file_of_sound_rows_is_read() {
    assert_eq!(fault(&(term("a", "") + &event("GR01", ""))), None);
}

#[test]
fn two_rows_for_one_filing_day_are_refused() {
    for (earlier, later) in [
        ("", ""),
        ("filed_to = \"1992-12-31\"", "filed_from = \"1992-12-31\""),
        ("filed_from = \"1993-01-01\"", "filed_to = \"1993-01-01\""),
        (
            "filed_from = \"1990-01-01\"\nfiled_to = \"1999-12-31\"",
            "filed_from = \"1995-01-01\"\nfiled_to = \"1995-01-01\"",
        ),
        ("", "filed_from = \"2021-06-01\""),
    ] {
        let text = term("a", earlier) + &term("b", later) + &event("GR01", "");
        assert_eq!(fault(&text), Some(RulesFault::TermsOverlap("a".into(), "b".into())), "{earlier} and {later}");
    }
}

#[test]
fn rows_that_only_meet_and_rows_of_different_rights_do_not_overlap() {
    let meeting = term("a", "filed_to = \"1992-12-31\"") + &term("b", "filed_from = \"1993-01-01\"");
    assert_eq!(fault(&(meeting + &event("GR01", ""))), None);
    let of_two_rights = term("a", "") + &term("b", "").replace("invention", "design");
    assert_eq!(fault(&(of_two_rights + &event("GR01", ""))), None);
}

#[test]
fn a_term_without_length_or_with_an_empty_period_is_refused() {
    for more in ["years = 0", "filed_from = \"1993-01-02\"\nfiled_to = \"1993-01-01\""] {
        assert_eq!(fault(&(term("a", more) + &event("GR01", ""))), Some(RulesFault::TermEmpty("a".into())), "{more}");
    }
    let one_day = term("a", "filed_from = \"1993-01-01\"\nfiled_to = \"1993-01-01\"");
    assert_eq!(fault(&(one_day + &event("GR01", ""))), None);
}

#[test]
fn an_unverified_term_must_say_when_the_right_is_surely_over() {
    for more in ["verified = false", "verified = false\ncertainly_over_after_years = 19"] {
        let text = term("a", more) + &event("GR01", "");
        assert_eq!(fault(&text), Some(RulesFault::UnverifiedWithoutCeiling("a".into())), "{more}");
    }
    let with_ceiling = term("a", "verified = false\ncertainly_over_after_years = 20");
    assert_eq!(fault(&(with_ceiling + &event("GR01", ""))), None);
}

#[test]
fn a_code_explained_twice_is_refused() {
    let text = term("a", "") + &event("GR01", "") + &event("CF01", "") + &event("GR01", "");
    assert_eq!(fault(&text), Some(RulesFault::EventTwice("GR01".into())));
}

#[test]
fn a_field_misspelt_missing_or_unknown_is_refused() {
    assert!(unreadable(&(term("a", "filed_until = \"1992-12-31\"") + &event("GR01", "")), "filed_until"));
    assert!(unreadable(&(term("a", "") + &event("GR01", "note = \"-\"")), "note"));
    assert!(unreadable(&(term("a", "") + &event("GR01", "") + "[[holiday]]\nday = 1\n"), "holiday"));
    assert!(unreadable(&(term("a", "") + &event("GR01", "").replace("en = \"grant\"\n", "")), "en"));
    assert!(unreadable(&(term("a", "").replace("invention", "patent") + &event("GR01", "")), "patent"));
    assert!(unreadable(&(term("a", "years = -1") + &event("GR01", "")), "-1"));
    assert!(unreadable(&(term("a", "filed_to = \"1992-13-31\"") + &event("GR01", "")), "filed_to"));
    assert!(unreadable("no rules", ""));
}

#[test]
fn the_fault_names_the_row() {
    let text = term("of.1984", "verified = false") + &event("GR01", "");
    let said = fault(&text).expect("a fault").to_string();
    assert!(said.contains("of.1984") && said.contains("certainly_over_after_years"), "{said}");
}

#[test]
fn one_row_alone_gives_the_term_of_every_filing_day_since_the_law_began() {
    let (patent_law, trademark_law) = (day("1985-04-01"), day("1983-03-01"));
    let rows = rows().term_of_right;
    let rules = shipped();
    for (right, since) in [
        (RightKind::Invention, patent_law),
        (RightKind::UtilityModel, patent_law),
        (RightKind::Design, patent_law),
        (RightKind::Trademark, trademark_law),
    ] {
        let of_right: Vec<&TermRule> = rows.iter().filter(|row| row.right == right).collect();
        for filed_on in since.iter_days().take_while(|on| *on < day("2060-01-01")) {
            let covers = |row: &&TermRule| {
                row.filed_from.unwrap_or(since) <= filed_on && row.filed_to.is_none_or(|to| filed_on <= to)
            };
            let covering: Vec<&TermRule> = of_right.iter().copied().filter(covers).collect();
            assert_eq!(covering.len(), 1, "{right:?} filed on {filed_on}");
            assert_eq!(rules.term_rule(right, Some(filed_on)), Some(covering[0]), "{right:?} filed on {filed_on}");
        }
    }
}

#[test]
fn without_a_filing_day_only_a_rule_for_every_day_is_named() {
    let rules = shipped();
    assert_eq!(rules.term_rule(RightKind::Invention, None), None);
    assert_eq!(rules.term_rule(RightKind::Trademark, None).map(|rule| rule.id.as_str()), Some("trademark"));
}

#[test]
fn the_longest_term_is_that_of_any_reading_and_a_mark_has_none() {
    let rules = shipped();
    for (right, years) in [
        (RightKind::Invention, Some(20)),
        (RightKind::UtilityModel, Some(10)),
        (RightKind::Design, Some(15)),
        (RightKind::Trademark, None),
        (RightKind::GiProduct, None),
    ] {
        assert_eq!(rules.longest_term_years(right), years, "{right:?}");
    }
}

#[test]
fn every_shipped_row_says_its_basis_and_its_name_once() {
    let rows = rows().term_of_right;
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids.len(), rows.len());
    for row in &rows {
        assert!(row.basis.contains("专利法") || row.basis.contains("商标法"), "{} has no basis", row.id);
        assert_eq!(row.certainly_over_after_years.is_some(), !row.verified, "{}", row.id);
    }
}

#[test]
fn every_shipped_code_is_upper_case_and_explained_in_both_languages() {
    let rules = shipped();
    for row in rows().legal_status_event {
        let shaped = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
        assert!(row.code.chars().all(shaped), "{}", row.code);
        assert!(row.zh.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)), "{} in Chinese", row.code);
        assert!(row.en.is_ascii() && row.en.chars().any(|c| c.is_ascii_lowercase()), "{} in English", row.code);
        assert_eq!(rules.event_rule(&row.code), Some(&row));
        assert_eq!(rules.event_rule(&row.code.to_lowercase()), None, "codes are kept in upper case alone");
    }
}

#[test]
fn the_gazette_codes_of_the_fact_sheet_are_all_explained() {
    let rules = shipped();
    let codes =
        "GR01 CF01 CX01 AV01 IW01 IP01 TR01 CP01 CP02 CP03 CB03 EE01 EM01 EC01 PE01 PM01 PC01 PP01 PD01 RR01 DD01";
    for code in codes.split(' ') {
        assert!(rules.event_rule(code).is_some_and(|rule| rule.verified), "{code}");
    }
    for recalled in ["PB01", "SE01", "RJ01", "WD01"] {
        assert!(rules.event_rule(recalled).is_some_and(|rule| !rule.verified), "{recalled}");
    }
}
