//! The calendars of years: what is refused, which days work, and how they are counted.

use super::*;

fn named(days: &[&str]) -> Vec<NamedDay> {
    days.iter().map(|on| NamedDay { on: day(on), name: "春节".into() }).collect()
}

fn year(year: i32, off: &[&str], work: &[&str]) -> YearCalendar {
    YearCalendar { year, source: "国务院办公厅通知".into(), off: named(off), work: named(work) }
}

#[test]
fn a_year_has_as_many_working_days_as_the_state_council_left() {
    let expected = [250, 250, 249, 250, 249, 249, 251, 248, 248];
    for (year, expected) in (2018..=2026).zip(expected) {
        let (eve, last) = (day(&format!("{}-12-31", year - 1)), day(&format!("{year}-12-31")));
        assert_eq!(shipped().working_days_between(eve, last), expected, "{year}");
        let one_by_one = eve.iter_days().skip(1).take_while(|day| *day <= last);
        let counted = one_by_one.filter(|day| shipped().is_working(*day)).count();
        assert_eq!(i64::try_from(counted), Ok(expected), "{year}");
    }
}

#[test]
fn the_shipped_years_are_2004_to_2026_and_each_says_where_it_comes_from() {
    assert_eq!(shipped().years(), 2004..=2026);
    for year in shipped().years() {
        let calendar = shipped().year(year).expect("held");
        assert_eq!(calendar.year, year);
        assert!(calendar.source.contains(&year.to_string()) && calendar.source.contains("chinesecalendar 1.11.0"));
    }
    assert_eq!((shipped().year(2003), shipped().year(2027)), (None, None));
}

#[test]
fn a_day_rests_by_the_weekend_or_by_the_notice_and_works_by_the_notice() {
    let why = |text| shipped().rest_name(day(text));
    assert_eq!(why("2026-10-08"), None);
    assert_eq!(why("2026-10-10"), None, "a Saturday that is made up");
    assert_eq!(why("2026-10-11"), Some(Rest::Weekend(WeekendDay::Sunday)));
    assert_eq!(why("2026-10-17"), Some(Rest::Weekend(WeekendDay::Saturday)));
    assert_eq!(why("2026-10-05"), Some(Rest::Holiday("国庆节")));
    assert_eq!(why("2026-10-03"), Some(Rest::Holiday("国庆节")), "the festival goes before the Saturday");
    for day in day("2004-01-01").iter_days().take_while(|day| day.year() < 2029) {
        assert_eq!(shipped().rest_name(day).is_none(), shipped().is_working(day), "{day}");
    }
}

#[test]
fn outside_the_years_held_only_weekends_rest() {
    let days = shipped();
    assert!(days.is_published(day("2026-12-31")) && !days.is_published(day("2027-01-01")));
    assert!(!days.is_published(day("2003-12-31")));
    assert!(days.is_working(day("2027-10-01")) && days.is_working(day("2003-10-01")));
    assert_eq!(days.rest_name(day("2027-10-02")), Some(Rest::Weekend(WeekendDay::Saturday)));
}

#[test]
fn the_next_working_day_is_the_day_itself_if_it_works() {
    for (asked, expected) in [
        ("2026-09-30", "2026-09-30"),
        ("2026-10-01", "2026-10-08"),
        ("2026-02-14", "2026-02-14"),
        ("2027-01-02", "2027-01-04"),
    ] {
        assert_eq!(shipped().next_working_day(day(asked)), day(expected));
    }
    assert_eq!(shipped().next_working_day(NaiveDate::MAX).year(), NaiveDate::MAX.year());
}

#[test]
fn working_days_before_a_day_do_not_count_it() {
    for (asked, n, expected) in [
        ("2026-10-08", 1, "2026-09-30"),
        ("2026-10-08", 0, "2026-10-08"),
        ("2026-10-12", 1, "2026-10-10"),
        ("2026-10-12", 4, "2026-09-30"),
        ("2004-01-02", 1, "2003-12-31"),
        ("2030-01-01", 1, "2029-12-31"),
    ] {
        assert_eq!(shipped().working_days_before(day(asked), n), day(expected), "{n} before {asked}");
    }
    assert_eq!(shipped().working_days_before(day("2026-10-08"), u32::MAX), NaiveDate::MIN);
    assert_eq!(shipped().working_days_before(NaiveDate::MIN, 3), NaiveDate::MIN);
}

#[test]
fn working_days_are_counted_backwards_as_forwards() {
    let days = shipped();
    let (one, other) = (day("2025-12-20"), day("2027-03-03"));
    assert_eq!(days.working_days_between(one, other), -days.working_days_between(other, one));
    assert_eq!(days.working_days_between(one, one), 0);
    assert!(days.working_days_between(NaiveDate::MIN, NaiveDate::MAX) > 130_000_000);
}

#[test]
fn a_calendar_that_cannot_be_meant_is_refused() {
    let sound = || year(2027, &["2027-02-08", "2027-02-06"], &["2027-02-14"]);
    assert_eq!(sound().checked(), Ok(sound()));
    let many: Vec<_> = day("2027-01-01").iter_days().take(121).map(|day| day.to_string()).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    let name = |name: &str| {
        let mut calendar = sound();
        calendar.off.iter_mut().for_each(|day| day.name = name.into());
        calendar
    };
    for (calendar, expected) in [
        (YearCalendar { source: " ".into(), ..sound() }, "source_missing"),
        (YearCalendar { source: "源".repeat(201), ..sound() }, "source_too_long"),
        (YearCalendar { year: 2028, ..sound() }, "day_outside_year"),
        (YearCalendar { year: 0, ..sound() }, "year_out_of_range"),
        (YearCalendar { year: i32::MAX, ..sound() }, "year_out_of_range"),
        (year(2027, &["2027-02-08", "2027-02-08"], &[]), "day_twice"),
        (year(2027, &["2027-02-13"], &["2027-02-13"]), "day_twice"),
        (year(2027, &[], &["2027-02-15"]), "make_up_day_is_no_weekend"),
        (year(2027, &many, &[]), "too_many_days"),
        (name(""), "day_name_length"),
        (name(&"节".repeat(51)), "day_name_length"),
    ] {
        assert_eq!(code(calendar.checked()), expected);
    }
    assert_eq!(name(&"节".repeat(50)).checked().map(|calendar| calendar.year), Ok(2027));
}

#[test]
fn years_follow_one_another_without_a_gap() {
    assert_eq!(code(WorkingDays::of([])), "calendar_empty");
    assert_eq!(code(WorkingDays::of([year(2026, &[], &[]), year(2028, &[], &[])])), "year_leaves_gap");
    assert_eq!(code(WorkingDays::of([year(2026, &[], &[]), year(2026, &[], &[])])), "year_twice");
    let turned = WorkingDays::of([year(2027, &[], &[]), year(2026, &[], &[])]).expect("any order");
    assert_eq!(turned.years(), 2026..=2027);
    for (added, expected) in [(2028, "year_leaves_gap"), (2002, "year_leaves_gap")] {
        assert_eq!(code(shipped().with(year(added, &[], &[]))), expected);
    }
    assert_eq!(code(shipped().with(year(2027, &["2026-01-01"], &[]))), "day_outside_year");
}

#[test]
fn a_year_is_added_or_put_in_the_place_of_the_one_held() {
    let longer = shipped().with(year(2027, &["2027-02-08"], &["2027-02-14"])).expect("follows");
    assert_eq!(longer.years(), 2004..=2027);
    assert!(!longer.is_working(day("2027-02-08")) && longer.is_working(day("2027-02-14")));
    assert!(shipped().is_working(day("2027-02-08")), "the one before is as it was");
    let mended = longer.with(year(2027, &["2027-02-09"], &[])).expect("replaces");
    assert_eq!(mended.years(), 2004..=2027);
    assert!(mended.is_working(day("2027-02-08")) && !mended.is_working(day("2027-02-09")));
    assert!(!mended.is_working(day("2027-02-14")));
    assert_eq!(mended.with(year(2027, &["2027-02-08"], &["2027-02-14"])), Ok(longer));
}
