//! The rule file: what is refused, and that the shipped one says what it should.

use super::*;
use crate::calendar::{Late, RulesFault};
use crate::hall::{NumberFault, NumberUnit};

/// Reads the shipped file with the first place of this text replaced.
fn fault(replaced: &str, by: &str) -> Option<PreexamRulesFault> {
    assert!(SHIPPED.contains(replaced), "{replaced}");
    PreexamRules::parse(&SHIPPED.replacen(replaced, by, 1)).err()
}

/// The row with this id, up to the empty line behind it.
fn row(id: &str) -> String {
    let named = format!("id = \"{id}\"");
    let rows = SHIPPED.split("\n\n").filter(|row| row.starts_with("[["));
    rows.into_iter().find(|row| row.contains(&named)).expect("a row").to_owned()
}

/// Reads the shipped file with something replaced in the row of this id.
fn fault_in(id: &str, replaced: &str, by: &str) -> Option<PreexamRulesFault> {
    let row = row(id);
    assert!(row.contains(replaced), "{row}");
    fault(&row, &row.replacen(replaced, by, 1))
}

fn of_a_number(fault: NumberFault<NumberId>) -> Option<PreexamRulesFault> {
    Some(PreexamRulesFault::Number(fault))
}

#[test]
fn the_shipped_numbers_are_these() {
    let numbers = shipped().rules.numbers().on(day(TODAY));
    assert_eq!(numbers, shipped().rules.numbers().on(day("1970-01-01")));
    insta::assert_debug_snapshot!(numbers, @"
    PreexamNumbers {
        amendment_rounds: 2,
        reviewers_of_a_pass_invention: 2,
        reviewers_of_a_pass_utility_model: 1,
        reviewers_of_a_pass_design: 1,
        office_actions_invention: 2,
        office_actions_utility_model: 1,
        office_actions_design: 0,
        entity_min_age_months: 12,
        entity_min_insured: 5,
        entity_min_inventions: 1,
        entity_min_others: 3,
        entity_clean_years: 2,
        suspension_min_months: 6,
        fail_rate_suspends_percent: 50,
        fail_rate_cancels_percent: 70,
        abnormal_cancels: 2,
        cancelled_bars_years: 3,
        quota_b_pass_rate_percent: 60,
        quota_b_weekly: 5,
        at_risk_percent: 75,
        remind_before_working_days: 2,
    }
    ");
}

#[test]
fn the_shipped_clocks_are_these() {
    let clocks = shipped().rules.clocks().rules().map(|rule| {
        let late = match rule.late {
            Late::Lapses => "lapses",
            Late::AcceptedLate => "accepted late",
            Late::Refused => "refused",
        };
        let period = rule.period();
        format!("{:<28}{:>3} {:<13} {late}\n", rule.id, period.length, period.unit.code())
    });
    insta::assert_snapshot!(clocks.collect::<String>(), @"
    preexam.accept                3 working_days  accepted late
    preexam.opinion               7 working_days  accepted late
    preexam.amend                 5 working_days  lapses
    preexam.reexamine             3 working_days  accepted late
    preexam.file                 10 days          lapses
    preexam.pay_fees              0 days          lapses
    preexam.mark                  3 working_days  accepted late
    preexam.reply_first          10 days          lapses
    preexam.reply_later           5 working_days  lapses
    preexam.target_invention      3 months        accepted late
    preexam.target_utility_model  1 months        accepted late
    preexam.target_design        10 working_days  accepted late
    preexam.review_entity        10 working_days  accepted late
    preexam.triage                3 working_days  accepted late
    preexam.triage_ecommerce      2 working_days  accepted late
    ");
}

#[test]
fn each_number_has_one_shipped_row_with_its_basis() {
    let ids: Vec<NumberId> = shipped().rules.numbers().rows().iter().map(|row| row.id).collect();
    assert_eq!(ids.len(), NumberId::ALL.len());
    assert_eq!(ids.into_iter().collect::<BTreeSet<_>>(), NumberId::ALL.iter().copied().collect());
}

#[test]
fn a_number_that_the_platform_chose_itself_is_verified_and_a_default_is_not() {
    for row in shipped().rules.numbers().rows() {
        assert_eq!(row.verified, row.basis == "平台规则", "{}", row.id);
    }
}

#[test]
fn a_number_without_a_row_from_the_beginning_is_missing_by_name() {
    for id in NumberId::ALL {
        assert_eq!(fault(&row(id.code()), ""), of_a_number(NumberFault::Missing(*id)));
        let later = fault_in(id.code(), "scope =", "valid_from = \"2027-01-01\"\nscope =");
        assert_eq!(later, of_a_number(NumberFault::Missing(*id)));
    }
}

#[test]
fn a_number_changes_on_the_day_that_its_row_says() {
    let later = row("amendment_rounds").replace("value = 2", "value = 3\nvalid_from = \"2027-01-01\"");
    let rules = PreexamRules::parse(&format!("{SHIPPED}\n{later}\n")).expect("sound");
    assert_eq!(rules.numbers().on(day("2026-12-31")).amendment_rounds, 2);
    assert_eq!(rules.numbers().on(day("2027-01-01")).amendment_rounds, 3);
}

#[test]
fn a_number_that_cannot_be_meant_is_refused_by_name() {
    let id = NumberId::AmendmentRounds;
    let rounds = |replaced, by| fault_in("amendment_rounds", replaced, by);
    assert_eq!(rounds("value = 2", "value = 0"), of_a_number(NumberFault::OutOfRange(id)));
    assert_eq!(rounds("value = 2", "value = 21"), of_a_number(NumberFault::OutOfRange(id)));
    assert_eq!(rounds("\"times\"", "\"people\""), of_a_number(NumberFault::WrongUnit(id, NumberUnit::Times)));
    assert_eq!(rounds("预审中心通行做法，缺省值，未经核实", " "), of_a_number(NumberFault::WithoutBasis(id)));
    let twice = format!("{0}\n\n{0}", row("amendment_rounds"));
    assert_eq!(fault(&row("amendment_rounds"), &twice), of_a_number(NumberFault::Twice(id)));
}

#[test]
fn a_rate_never_strikes_off_before_it_suspends() {
    let turned = fault_in("fail_rate_suspends_percent", "value = 50", "value = 71");
    assert_eq!(turned, Some(PreexamRulesFault::SuspendsAfterCancelling));
    let later = row("fail_rate_cancels_percent").replace("value = 70", "value = 40\nvalid_from = \"2027-01-01\"");
    let turned_later = PreexamRules::parse(&format!("{SHIPPED}\n{later}\n")).err();
    assert_eq!(turned_later, Some(PreexamRulesFault::SuspendsAfterCancelling));
}

#[test]
fn a_clock_that_is_missing_or_leaves_days_out_is_refused_by_name() {
    let ids: Vec<String> = shipped().rules.clocks().rules().map(|rule| rule.id.clone()).collect();
    assert_eq!(ids.len(), 15);
    for id in ids {
        let missing = |fault| matches!(fault, Some(PreexamRulesFault::ClockMissing(of)) if of == id);
        assert!(missing(fault(&row(&id), "")), "{id}");
        assert!(missing(fault_in(&id, "verified", "valid_from = \"2026-01-01\"\nverified")), "{id}");
        assert!(missing(fault_in(&id, "verified", "valid_to = \"2026-01-01\"\nverified")), "{id}");
        let two = |first_to: &str, second_from: &str| {
            let of = |bound: String| row(&id).replacen("verified", &format!("{bound}\nverified"), 1);
            let first = of(format!("valid_to = \"{first_to}\""));
            fault(&row(&id), &format!("{first}\n\n{}", of(format!("valid_from = \"{second_from}\""))))
        };
        assert_eq!(two("2026-12-31", "2027-01-01"), None, "{id}");
        assert!(missing(two("2026-12-31", "2027-01-02")), "{id}");
        let overlap = two("2026-12-31", "2026-12-31");
        assert!(matches!(overlap, Some(PreexamRulesFault::Clock(RulesFault::Overlap { .. }))), "{id}");
    }
}

#[test]
fn being_late_ends_nothing_at_the_centre_and_no_late_act_of_an_applicant_is_refused() {
    for rule in shipped().rules.clocks().rules() {
        let id = rule.id.as_str();
        let late = if rule.late == Late::Lapses { "\"lapses\"" } else { "\"accepted_late\"" };
        let refused = fault_in(id, late, "\"refused\"");
        let of_the_applicant = matches!(refused, Some(PreexamRulesFault::LateActRefused(of)) if of == id);
        let of_the_centre = matches!(refused, Some(PreexamRulesFault::CentreLapses(of)) if of == id);
        assert!(of_the_applicant || of_the_centre, "{id}");
        assert_eq!(of_the_applicant, rule.late == Late::Lapses, "{id}");
        let other = if of_the_applicant { "\"accepted_late\"" } else { "\"lapses\"" };
        assert_eq!(fault_in(id, late, other).is_none(), of_the_applicant, "{id}");
    }
}

#[test]
fn what_is_not_known_is_refused() {
    let unreadable = |fault| matches!(fault, Some(PreexamRulesFault::Unreadable(_)));
    assert!(unreadable(fault("id = \"amendment_rounds\"", "id = \"amendment_colour\"")));
    assert!(unreadable(fault_in("amendment_rounds", "\"times\"", "\"fortnights\"")));
    assert!(unreadable(fault_in("amendment_rounds", "verified", "colour = 1\nverified")));
    assert!(unreadable(fault("# Cases.", "[colour]")));
    assert!(unreadable(PreexamRules::parse("").err()));
    let clock = fault_in("preexam.accept", "verified", "colour = 1\nverified");
    assert!(matches!(clock, Some(PreexamRulesFault::Clock(RulesFault::Row { id, .. })) if id == "preexam.accept"));
}

#[test]
fn every_fault_says_what_is_wrong() {
    let said = |fault: Option<PreexamRulesFault>| fault.expect("a fault").to_string();
    assert_eq!(said(fault(&row("quota_b_weekly"), "")), "number quota_b_weekly has no row without valid_from");
    assert_eq!(said(fault(&row("preexam.amend"), "")), "clock preexam.amend has no row, or leaves days without one");
}
