//! The rule file: what is refused, and that the shipped one says what it should.

use super::*;

const IDS: [&str; 10] = [
    "invitation_lifetime",
    "authorisation_longest",
    "attempts_free_by_login",
    "attempts_free_by_address",
    "attempts_longest_delay",
    "attempts_quiet",
    "session_idle",
    "session_longest",
    "token_lifetime",
    "older_secret",
];

fn row(id: &str, value: u32, unit: &str, more: &str) -> String {
    format!("[[number]]\nid = \"{id}\"\nvalue = {value}\nunit = \"{unit}\"\nbasis = \"-\"\nverified = true\n{more}\n")
}

/// A sound row for each number but these.
fn rest(but: &[&str]) -> String {
    let unit = |id: &str| match id {
        "authorisation_longest" => "years",
        "attempts_free_by_login" | "attempts_free_by_address" => "times",
        _ => "minutes",
    };
    IDS.iter().filter(|id| !but.contains(id)).map(|id| row(id, 5, unit(id), "")).collect()
}

fn fault(text: &str) -> Option<RulesFault> {
    AccountsRules::parse(text).err()
}

#[test]
fn the_shipped_numbers_are_these() {
    let expected = AccountsNumbers {
        invitation_lifetime_seconds: 604_800,
        authorisation_longest_years: 3,
        attempts_free_by_login: 4,
        attempts_free_by_address: 19,
        attempts_longest_delay_seconds: 900,
        attempts_quiet_seconds: 3_600,
        session_idle_seconds: 1_800,
        session_longest_seconds: 43_200,
        token_lifetime_seconds: 600,
        older_secret_seconds: 86_400,
    };
    for asked_on in ["1970-01-01", "2026-03-02", "2099-12-31"] {
        assert_eq!(shipped().on(day(asked_on)), expected);
    }
    assert_eq!(shipped().rows().len(), IDS.len());
}

#[test]
fn what_leans_on_a_standard_not_read_is_marked_so() {
    for rule in shipped().rows() {
        assert_eq!(rule.verified, !rule.basis.contains("GB/T"), "{:?}", rule.id);
    }
}

#[test]
fn a_number_changes_on_the_day_that_its_row_says() {
    let later = row("token_lifetime", 60, "seconds", "valid_from = \"2027-01-01\"");
    let rules = AccountsRules::parse(&(later + &rest(&[]))).expect("sound");
    assert_eq!(rules.on(day("2026-12-31")).token_lifetime_seconds, 300);
    assert_eq!(rules.on(day("2027-01-01")).token_lifetime_seconds, 60);
}

#[test]
fn every_number_has_a_value_from_the_beginning() {
    assert_eq!(fault(&rest(&[])), None);
    for id in IDS {
        let missing = |text: &str| matches!(fault(text), Some(RulesFault::Missing(_)));
        assert!(missing(&rest(&[id])), "{id}");
    }
    let late = row("session_idle", 5, "minutes", "valid_from = \"2027-01-01\"") + &rest(&["session_idle"]);
    assert_eq!(fault(&late), Some(RulesFault::Missing(NumberId::SessionIdle)));
}

#[test]
fn a_row_that_cannot_be_meant_is_refused_by_name() {
    let with = |row: String, id| fault(&(row + &rest(&[id])));
    let id = NumberId::SessionIdle;
    for (value, unit, expected) in [
        (0, "minutes", RulesFault::OutOfRange(id)),
        (u32::MAX, "days", RulesFault::OutOfRange(id)),
        (3_661, "days", RulesFault::OutOfRange(id)),
        (5, "times", RulesFault::WrongUnit(id, Unit::Seconds)),
        (5, "years", RulesFault::WrongUnit(id, Unit::Seconds)),
        (6, "minutes", RulesFault::IdleOutlivesSession),
    ] {
        assert_eq!(with(row("session_idle", value, unit, ""), "session_idle"), Some(expected));
    }
    let twice = row("session_idle", 5, "minutes", "");
    assert_eq!(fault(&(twice + &rest(&[]))), Some(RulesFault::Twice(id)));
    let silent = row("session_idle", 5, "minutes", "").replace("\"-\"", "\" \"");
    assert_eq!(with(silent, "session_idle"), Some(RulesFault::WithoutBasis(id)));
    let later = row("session_idle", 9, "minutes", "valid_from = \"2030-01-01\"");
    assert_eq!(fault(&(later + &rest(&[]))), Some(RulesFault::IdleOutlivesSession));
}

#[test]
fn what_is_not_known_is_refused() {
    for text in [
        row("session_colour", 5, "minutes", ""),
        row("session_idle", 5, "fortnights", ""),
        row("session_idle", 5, "minutes", "colour = 1"),
        "number = 5".into(),
        String::new(),
    ] {
        assert!(matches!(fault(&text), Some(RulesFault::Unreadable(_))), "{text}");
    }
}
