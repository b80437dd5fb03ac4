//! The rule file: what is refused, and that the shipped one says what it should.

use super::*;

const FILE: &str = include_str!("../../../../rules/deadlines.toml");

fn shipped_rules() -> DeadlineRules {
    DeadlineRules::parse(FILE).expect("the shipped rules are right")
}

fn row(more: &str) -> String {
    let row = "[[rule]]\nid = \"a.b\"\nname_zh = \"甲\"\nname_en = \"A\"\nvalue = 3\nunit = \"months\"\nroll = \"none\"\n\
        trigger = \"收到之日\"\ntrigger_en = \"receipt\"\nbasis = \"专利法\"\nscope = \"national\"\nlate = \"lapses\"\n\
        verified = true\n";
    format!("{row}{more}\n")
}

fn fault(text: &str) -> String {
    DeadlineRules::parse(text).expect_err("a fault").to_string()
}

#[test]
fn the_shipped_periods_are_these() {
    let rules = shipped_rules();
    let on = |id: &str, day_of: &str| {
        rules.on(id, day(day_of)).map(|rule| (rule.value, rule.unit.code(), rule.roll.code(), rule.verified))
    };
    let (work, court) = ("next_working_day", "next_day_after_holiday");
    for (id, expected) in [
        ("patent.reexamination_request", (3, "months", work, true)),
        ("patent.court_over_reexamination", (3, "months", court, true)),
        ("patent.court_over_invalidation", (3, "months", court, true)),
        ("patent.evaluation_report", (2, "months", work, true)),
        ("patent.restoration_other", (2, "months", work, true)),
        ("patent.filing_fee_from_filing", (2, "months", work, true)),
        ("patent.filing_fee_from_notice", (15, "days", work, true)),
        ("patent.registration", (2, "months", work, true)),
        ("patent.substantive_examination_request", (3, "years", work, true)),
        ("patent.publication", (18, "months", "none", true)),
        ("priority_examination.first_action_invention", (45, "days", work, true)),
        ("priority_examination.reply_invention", (1, "months", work, true)),
        ("priority_examination.reply_utility_design", (15, "days", work, true)),
        ("adjudication.filing_decision", (5, "working_days", "none", true)),
        ("adjudication.defence", (15, "days", work, true)),
        ("adjudication.close", (3, "months", work, true)),
        ("mediation.before_filing", (30, "days", court, true)),
        ("mediation.after_filing_ordinary", (15, "days", court, true)),
        ("mediation.after_filing_summary", (7, "days", court, true)),
        ("mediation.judicial_confirmation_request", (30, "days", court, true)),
        ("credit.repair_acceptance", (3, "working_days", "none", true)),
        ("credit.repair_result", (10, "working_days", "none", true)),
        ("credit.dual_publicity", (7, "working_days", "none", true)),
        ("credit.ip_repair_wait", (6, "months", "none", false)),
        ("mediation.acceptance", (3, "working_days", "none", false)),
    ] {
        assert_eq!(on(id, "2026-11-23"), Some(expected), "{id}");
    }
    assert_eq!(on("priority_examination.reply_invention", "2026-08-31"), None, "order 85 was not in force");
    assert_eq!(on("patent.no_such_rule", "2026-11-23"), None);
}

#[test]
fn opposition_has_three_months_up_to_2026_and_two_from_2027() {
    let rules = shipped_rules();
    let months = |on| rules.on("trademark.opposition", day(on)).map(|rule| (rule.value, rule.reference().valid_from));
    assert_eq!(months("2026-12-31"), Some((3, None)));
    assert_eq!(months("2027-01-01"), Some((2, Some(day("2027-01-01")))));
}

#[test]
fn every_shipped_rule_gives_a_due_day_with_its_article() {
    for rule in shipped_rules().rules() {
        let start_on = rule.valid_from.unwrap_or(day("2025-03-03"));
        let basis = Basis { start_on, period: rule.period(), rule: Some(rule.reference()), ..months("2025-03-03", 1) };
        let explained = explain(&basis, shipped()).unwrap_or_else(|refusal| panic!("{}: {refusal}", rule.id));
        assert_eq!(
            explained.trace.first().and_then(|step| step.basis.clone()),
            Some(rule.basis.clone()),
            "{}",
            rule.id
        );
        assert!(rule.name_en.is_ascii() && rule.trigger_en.is_ascii(), "{}", rule.id);
        assert!(!rule.name_zh.is_ascii() && !rule.trigger.is_ascii(), "{}", rule.id);
    }
}

#[test]
fn a_period_of_working_days_needs_no_roll() {
    for rule in shipped_rules().rules().filter(|rule| rule.unit == Unit::WorkingDays) {
        assert_eq!(rule.roll, Roll::None, "{}", rule.id);
    }
}

#[test]
fn what_rolls_as_in_court_names_the_article() {
    for rule in shipped_rules().rules().filter(|rule| rule.roll == Roll::NextDayAfterHoliday) {
        assert!(rule.basis.contains("第八十五条"), "{}", rule.id);
    }
}

#[test]
fn a_row_that_cannot_be_meant_is_refused_by_file_and_id() {
    assert!(DeadlineRules::parse(&row("")).is_ok());
    let with = |from: &str, to: &str| fault(&row("").replace(from, to));
    for (text, expected) in [
        (with("\"a.b\"", "\"a\""), "rule a: the id is not dotted"),
        (with("\"a.b\"", "\"a.B\""), "rule a.B: the id is not dotted"),
        (with("\"a.b\"", "\"a..b\""), "rule a..b: the id is not dotted"),
        (with("id = \"a.b\"\n", ""), "rule no. 1: missing field `id`"),
        (with("\"甲\"", "\" \""), "rule a.b: name_zh is empty"),
        (with("\"专利法\"", "\"\""), "rule a.b: basis is empty"),
        (with("\"receipt\"", "\"\""), "rule a.b: trigger_en is empty"),
        (with("value = 3", "value = 0"), "rule a.b: value is not within 1 and 1200 months"),
        (with("value = 3", "value = 1201"), "rule a.b: value is not within 1 and 1200 months"),
        (with("value = 3", "value = -3"), "rule a.b: "),
        (with("\"months\"", "\"fortnights\""), "rule a.b: unknown variant `fortnights`"),
        (with("\"lapses\"", "\"perhaps\""), "rule a.b: unknown variant `perhaps`"),
        (fault(&row("colour = 1")), "rule a.b: unknown field `colour`"),
        (fault(&row("valid_from = \"yesterday\"")), "rule a.b: \"yesterday\" is no day"),
        (fault(&row("valid_from = 7")), "rule a.b: 7 is no day"),
        (fault(&row("valid_from = 2027-01-01T00:00:00Z")), "rule a.b: \"2027-01-01T00:00:00Z\" is no day"),
        (fault(&row("valid_from = 2027-01-02\nvalid_to = 2027-01-01")), "rule a.b: valid_to lies before valid_from"),
    ] {
        assert!(text.starts_with(&format!("rules/deadlines.toml: {expected}")), "{text}");
    }
}

#[test]
fn what_is_no_rule_file_is_refused() {
    for text in ["", "rule = 5", "[[rules]]\nid = \"a.b\"", "[[rule]", "rule = [5]"] {
        assert!(fault(text).starts_with("rules/deadlines.toml: the rule file cannot be read: "), "{text}");
    }
}

#[test]
fn a_day_is_written_as_text_or_as_a_date() {
    for written in ["valid_from = \"2027-01-01\"", "valid_from = 2027-01-01"] {
        let rules = DeadlineRules::parse(&row(written)).expect(written);
        assert_eq!(rules.on("a.b", day("2026-12-31")), None);
        assert_eq!(rules.on("a.b", day("2027-01-01")).map(|rule| rule.value), Some(3));
    }
}

#[test]
fn versions_of_a_rule_do_not_overlap_over_all_files_and_may_leave_gaps() {
    let (before, later) = (row("valid_to = 2026-12-31"), row("valid_from = 2027-01-01"));
    let parsed = |files: &[(&str, &str)]| DeadlineRules::parse_all(files);
    let both = parsed(&[("one.toml", &before), ("two.toml", &later)]).expect("they follow one another");
    assert_eq!(both.rules().count(), 2);
    let gap = row("valid_from = 2028-01-01");
    assert!(
        parsed(&[("one.toml", &before), ("two.toml", &gap)]).expect("a gap").on("a.b", day("2027-06-01")).is_none()
    );
    for (one, two) in [(&row(""), &later), (&before, &row("")), (&before, &row("valid_from = 2026-12-31"))] {
        let fault = parsed(&[("one.toml", one), ("two.toml", two)]).expect_err("an overlap").to_string();
        assert_eq!(fault, "two.toml: rule a.b: its days overlap those of the row of the same id in one.toml");
    }
}
