//! The edges of a period, and medians of few.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn refused(from_on: &str, to_on: &str) -> Option<&'static str> {
    Period::new(day(from_on), day(to_on)).err().map(|refusal| refusal.code)
}

#[test]
fn a_period_has_one_day_to_three_years() {
    assert_eq!(refused("2026-01-01", "2026-01-01"), None);
    assert_eq!(refused("2024-01-01", "2026-12-31"), None, "three whole years");
    assert_eq!(refused("2024-01-01", "2027-01-01"), Some("financing.statistics_period_too_long"));
    assert_eq!(refused("2024-02-29", "2027-02-27"), None);
    assert_eq!(refused("2024-02-29", "2027-02-28"), Some("financing.statistics_period_too_long"));
    assert_eq!(refused("2026-01-02", "2026-01-01"), Some("financing.statistics_days_turned"));
}

fn waits(of: &[(i64, u64)]) -> (Option<String>, Option<i64>) {
    let mut waits = Waits::default();
    of.iter().for_each(|(days, answers)| waits.add(*days, *answers));
    (waits.median().map(|median| median.to_string()), waits.longest())
}

#[test]
fn the_median_is_the_middle_one_or_lies_between_the_two_in_the_middle() {
    assert_eq!(waits(&[]), (None, None));
    assert_eq!(waits(&[(3, 0)]), (None, None), "none is no answer");
    assert_eq!(waits(&[(0, 1)]), (Some("0.0".into()), Some(0)));
    assert_eq!(waits(&[(9, 1), (1, 1), (2, 1)]), (Some("2.0".into()), Some(9)));
    assert_eq!(waits(&[(2, 1), (5, 1)]), (Some("3.5".into()), Some(5)));
    assert_eq!(waits(&[(1, 2), (8, 2)]), (Some("4.5".into()), Some(8)));
    assert_eq!(waits(&[(1, 3), (8, 2)]), (Some("1.0".into()), Some(8)));
    assert_eq!(waits(&[(1, 1), (8, 1), (1, 1), (8, 2)]), (Some("8.0".into()), Some(8)));
}
