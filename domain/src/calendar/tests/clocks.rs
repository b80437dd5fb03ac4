//! The gross and the net clock of a case.

use super::*;

#[test]
fn the_gross_clock_counts_the_days_after_the_first() {
    assert_eq!(elapsed_days(day("2026-03-02"), day("2026-03-05")), 3);
    assert_eq!(elapsed_days(day("2026-03-02"), day("2026-03-02")), 0);
    assert_eq!(elapsed_days(day("2026-03-05"), day("2026-03-02")), -3);
}

#[test]
fn the_net_clock_leaves_out_each_day_of_the_applicant_once() {
    let net = |spans: &[Span]| net_days(day("2026-03-02"), day("2026-03-12"), spans);
    assert_eq!(net(&[]), 10);
    assert_eq!(net(&[span("2026-03-04", "2026-03-06")]), 7);
    assert_eq!(net(&[span("2026-03-05", "2026-03-08"), span("2026-03-04", "2026-03-06")]), 5);
    assert_eq!(net(&[span("2026-03-04", "2026-03-04"), span("2026-03-05", "2026-03-05")]), 8);
    assert_eq!(net(&[span("2026-02-01", "2026-03-03"), span("2026-03-12", "2026-04-01")]), 8);
    assert_eq!(net(&[span("2026-01-01", "2026-03-02"), span("2026-03-13", "2026-04-01")]), 10, "what lies outside");
    assert_eq!(net(&[span("2026-03-09", "2026-03-04")]), 10, "a turned one has no day");
    assert_eq!(net(&[span("2026-01-01", "2026-12-31")]), 0);
    let all = Span { from_on: NaiveDate::MIN, to_on: NaiveDate::MAX };
    assert_eq!(net(&[all, all]), 0);
    assert_eq!(net_days(day("2026-03-12"), day("2026-03-02"), &[all]), -10);
    assert_eq!(net_days(NaiveDate::MIN, NaiveDate::MAX, &[all]), 0);
    assert_eq!(net_days(NaiveDate::MAX, NaiveDate::MAX, &[all]), 0);
}
