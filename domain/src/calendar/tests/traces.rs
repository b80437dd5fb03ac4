//! The trace as a person reads it.

use super::*;

fn told(basis: &Basis, line: fn(&Step) -> String) -> Vec<String> {
    explain(basis, shipped()).expect("explained").trace.iter().map(line).collect()
}

fn zh(step: &Step) -> String {
    format!("{} {}", step.kind, step.zh)
}

fn en(step: &Step) -> String {
    format!("{} {} {}", step.kind, step.on, step.en)
}

fn reexamination() -> Basis {
    let rules = DeadlineRules::parse(include_str!("../../../../rules/deadlines.toml")).expect("sound");
    let rule = rules.on("patent.reexamination_request", day("2026-06-17")).expect("a rule");
    Basis { period: rule.period(), rule: Some(rule.reference()), channel: Channel::Post, ..months("2026-06-17", 1) }
}

#[test]
fn a_period_of_months_is_told_from_the_rule_to_the_roll() {
    let trace = told(&reexamination(), zh);
    assert_eq!(
        trace,
        [
            "rule 请求复审：期限为3个月",
            "start 2026年6月17日（星期三）邮寄发出",
            "served 自发出之日起满15日，推定收到：2026年7月2日（星期四），期限自该日起算，当日不计入",
            "counted 满3个月：2026年10月2日（星期五）",
            "skipped 2026年10月2日（星期五）为国庆节假日，期限不在该日届满",
            "skipped 2026年10月3日（星期六）为国庆节假日，期限不在该日届满",
            "skipped 2026年10月4日（星期日）为国庆节假日，期限不在该日届满",
            "skipped 2026年10月5日（星期一）为国庆节假日，期限不在该日届满",
            "skipped 2026年10月6日（星期二）为国庆节假日，期限不在该日届满",
            "skipped 2026年10月7日（星期三）为国庆节假日，期限不在该日届满",
            "rolled 届满日顺延至休假日后的第一个工作日：2026年10月8日（星期四）",
            "due 期限届满日：2026年10月8日（星期四）",
        ]
    );
}

#[test]
fn each_step_names_its_article_or_notice() {
    let trace = explain(&reexamination(), shipped()).expect("explained").trace;
    let basis = |kind| trace.iter().find(|step| step.kind == kind).and_then(|step| step.basis.as_deref());
    assert_eq!(basis(StepKind::Rule), Some("专利法第四十一条第一款；专利法实施细则第五条"));
    assert_eq!(basis(StepKind::Served), Some("专利法实施细则第四条"));
    assert_eq!(basis(StepKind::Rolled), Some("专利法实施细则第五条；商标法实施条例第十二条"));
    assert_eq!(basis(StepKind::Skipped), shipped().year(2026).map(|year| year.source.as_str()));
}

#[test]
fn working_days_are_told_with_rest_days_and_make_up_days() {
    assert_eq!(
        told(&working_days("2026-09-30", 3), en),
        [
            "rule 2026-09-30 The period is 3 working days",
            "start 2026-09-30 2026-09-30 (Wednesday) is the start and is not counted",
            "skipped 2026-10-01 2026-10-01 (Thursday), National Day, is not counted",
            "skipped 2026-10-02 2026-10-02 (Friday), National Day, is not counted",
            "skipped 2026-10-03 2026-10-03 (Saturday), National Day, is not counted",
            "skipped 2026-10-04 2026-10-04 (Sunday), National Day, is not counted",
            "skipped 2026-10-05 2026-10-05 (Monday), National Day, is not counted",
            "skipped 2026-10-06 2026-10-06 (Tuesday), National Day, is not counted",
            "skipped 2026-10-07 2026-10-07 (Wednesday), National Day, is not counted",
            "counted 2026-10-10 2026-10-10 (Saturday), a make-up working day, is counted",
            "counted 2026-10-10 The 3 working days are full on 2026-10-10 (Saturday)",
            "due 2026-10-10 The last day of the period is 2026-10-10 (Saturday)",
        ]
    );
}

#[test]
fn suspension_extension_and_what_is_provisional_are_told() {
    let basis =
        Basis { extended: Some(1), suspensions: vec![span("2026-11-10", "2026-11-13")], ..months("2026-10-31", 1) };
    assert_eq!(
        told(&basis, zh),
        [
            "rule 期限为1个月",
            "start 2026年10月31日（星期六）起算，当日不计入期限",
            "extended 延长1个月，与原期限连续计算，共2个月",
            "counted 满2个月：2026年12月31日（星期四）",
            "suspended 2026年11月10日（星期二）至2026年11月13日（星期五）中止，共4日，不计入，届满日移至2027年1月4日（星期一）",
            "provisional 2027年的放假安排尚未载入（现有至2026年），之后只按周末推算，结果为暂定",
            "due 期限届满日：2027年1月4日（星期一）",
        ]
    );
    let basis = Basis { suspensions: vec![span("2026-03-03", "2026-03-03")], ..working_days("2026-03-02", 1) };
    assert_eq!(
        told(&basis, en)[2],
        "suspended 2026-03-03 Suspended from 2026-03-03 (Tuesday) to 2026-03-03 (Tuesday): 1 day is not counted"
    );
}

#[test]
fn a_month_that_lacks_the_day_is_told() {
    let trace = told(&months("2025-11-30", 3), zh);
    assert_eq!(trace[2], "counted 满3个月：2026年2月28日（星期六）（该月无相应日，以当月最后一日届满）");
    let leap = told(&plain("2024-02-29", 1, Unit::Years, Roll::None), en);
    assert_eq!(
        leap[2],
        "counted 2025-02-28 The 1 year is full on 2025-02-28 (Friday), the last day of a month that has no such day"
    );
}

#[test]
fn a_proved_receipt_and_an_announcement_are_told() {
    let proved = Basis { received_on: Some(day("2026-06-20")), ..reexamination() };
    assert_eq!(
        told(&proved, zh)[2],
        "served 有证据证明的实际收到日优先：2026年6月20日（星期六），期限自该日起算，当日不计入"
    );
    let announced = Basis { channel: Channel::Announcement, ..reexamination() };
    assert_eq!(
        told(&announced, zh)[2],
        "served 自公告之日起满一个月，视为送达：2026年7月17日（星期五），期限自该日起算，当日不计入"
    );
}

#[test]
fn a_period_of_the_same_day_is_told() {
    let same_day = plain("2026-03-02", 0, Unit::Days, Roll::None);
    let posted = Basis { channel: Channel::Post, ..same_day.clone() };
    let served = "served 自发出之日起满15日，推定收到：2026年3月17日（星期二），期限于当日届满";
    assert_eq!(told(&posted, zh)[2], served);
    let trace = told(&same_day, zh);
    assert_eq!(trace.len(), 3);
    assert_eq!(trace[1], "start 2026年3月2日（星期一）为起算日，期限于当日届满");
    assert_eq!(trace.last().map(String::as_str), Some("due 期限届满日：2026年3月2日（星期一）"));
}

#[test]
fn a_long_period_of_working_days_is_told_whole() {
    let trace = explain(&working_days("2005-01-04", 5_000), shipped()).expect("explained").trace;
    assert!(trace.len() < 3_000, "{}", trace.len());
}
