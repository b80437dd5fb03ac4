//! Single periods: service, suspension, extension, roll, and what is refused.

use super::*;

fn answer(basis: &Basis) -> Due {
    due(basis, shipped()).expect("a due day")
}

fn refused(basis: &Basis) -> String {
    let refusal = code(due(basis, shipped()));
    assert_eq!(code(explain(basis, shipped())), refusal);
    refusal
}

#[test]
fn what_is_posted_is_presumed_received_after_fifteen_days_unless_the_receipt_is_proved() {
    let posted = Basis { channel: Channel::Post, ..months("2026-03-02", 2) };
    assert_eq!(due_on(&posted), "2026-05-18", "received on 03-17, raw end on Sunday 05-17");
    let proved = |on| Basis { received_on: Some(day(on)), ..posted.clone() };
    assert_eq!(due_on(&proved("2026-03-05")), "2026-05-06");
    assert_eq!(due_on(&proved("2026-03-30")), "2026-06-01", "a late receipt prevails too");
    assert_eq!(due_on(&proved("2026-03-02")), "2026-05-06");
}

#[test]
fn what_is_announced_is_served_after_a_month() {
    let announced = Basis { channel: Channel::Announcement, ..months("2026-01-31", 3) };
    assert_eq!(answer(&announced).raw_on, day("2026-05-28"));
}

#[test]
fn a_receipt_is_proved_only_of_what_was_posted_and_after_it_was() {
    let received = |channel, on| Basis { channel, received_on: Some(day(on)), ..months("2026-03-02", 2) };
    assert_eq!(refused(&received(Channel::Electronic, "2026-03-05")), "received_only_by_post");
    assert_eq!(refused(&received(Channel::Announcement, "2026-03-05")), "received_only_by_post");
    assert_eq!(refused(&received(Channel::Post, "2026-03-01")), "received_before_sent");
}

#[test]
fn an_extension_is_counted_on_from_the_period_itself() {
    let extended = |start, by| Basis { extended: Some(by), ..months(start, 1) };
    assert_eq!(answer(&extended("2026-09-05", 1)).raw_on, day("2026-11-05"), "not from 10-08, to which 10-05 rolls");
    assert_eq!(answer(&extended("2026-01-31", 1)).raw_on, day("2026-03-31"), "not from the short February");
    let days = Basis { extended: Some(5), ..working_days("2026-02-09", 5) };
    assert_eq!(answer(&days).due_on, answer(&working_days("2026-02-09", 10)).due_on);
}

#[test]
fn suspended_days_count_once_in_any_order_and_only_within_the_period() {
    let spans = |spans: &[Span]| Basis { suspensions: spans.to_vec(), ..months("2026-03-02", 1) };
    let raw_on = |basis: &Basis| answer(basis).raw_on.to_string();
    assert_eq!(raw_on(&spans(&[])), "2026-04-02");
    let (one, other) = (span("2026-03-10", "2026-03-14"), span("2026-03-12", "2026-03-16"));
    assert_eq!(raw_on(&spans(&[one, other])), "2026-04-09");
    assert_eq!(raw_on(&spans(&[other, one, one])), "2026-04-09");
    assert_eq!(raw_on(&spans(&[span("2026-02-01", "2026-03-02")])), "2026-04-02", "up to the start");
    assert_eq!(raw_on(&spans(&[span("2026-02-01", "2026-03-04")])), "2026-04-04", "two days after the start");
    assert_eq!(raw_on(&spans(&[span("2026-04-03", "2026-05-03")])), "2026-04-02", "after the end");
    assert_eq!(raw_on(&spans(&[one, span("2026-04-07", "2026-04-08")])), "2026-04-09", "within the end as it moved");
}

#[test]
fn a_suspension_after_the_raw_end_does_not_move_the_roll() {
    let basis = Basis {
        suspensions: vec![span("2010-04-25", "2010-06-01")],
        ..plain("2010-04-09", 15, Unit::Days, Roll::NextWorkingDay)
    };
    assert_eq!(due_on(&basis), "2010-04-26");
}

#[test]
fn working_days_in_a_suspension_do_not_count() {
    let basis = Basis { suspensions: vec![span("2026-03-03", "2026-03-06")], ..working_days("2026-03-02", 1) };
    assert_eq!(due_on(&basis), "2026-03-09");
    let long = Basis { suspensions: vec![span("2026-03-03", "2036-03-02")], ..working_days("2026-03-02", 1) };
    assert_eq!(due_on(&long), "2036-03-03");
    assert!(answer(&long).provisional);
}

#[test]
fn a_court_period_ends_on_the_same_day_by_its_own_article() {
    let court = plain("2026-09-05", 30, Unit::Days, Roll::NextDayAfterHoliday);
    assert_eq!(due_on(&court), "2026-10-08");
    let rolled = explain(&court, shipped()).expect("explained").trace;
    let rolled = rolled.iter().find(|step| step.kind == StepKind::Rolled).expect("rolled");
    assert_eq!(rolled.basis.as_deref(), Some("民事诉讼法第八十五条"));
}

#[test]
fn a_period_without_roll_ends_on_a_rest_day() {
    assert_eq!(due_on(&plain("2026-09-05", 30, Unit::Days, Roll::None)), "2026-10-05");
}

#[test]
fn the_same_day_is_a_period_of_no_length() {
    for unit in [Unit::Days, Unit::WorkingDays] {
        assert_eq!(due_on(&plain("2026-10-03", 0, unit, Roll::None)), "2026-10-03");
        assert_eq!(due_on(&plain("2026-10-03", 0, unit, Roll::NextWorkingDay)), "2026-10-08");
    }
    for unit in [Unit::Months, Unit::Years] {
        assert_eq!(refused(&plain("2026-10-03", 0, unit, Roll::None)), "length_out_of_range");
    }
}

#[test]
fn a_length_has_bounds_with_its_extension() {
    for (unit, most) in [(Unit::Days, 36_600), (Unit::WorkingDays, 5_000), (Unit::Months, 1_200), (Unit::Years, 100)] {
        let of = |length| plain("2026-10-09", length, unit, Roll::None);
        assert!(due(&of(most), shipped()).is_ok(), "{unit}");
        assert_eq!(refused(&of(most + 1)), "length_out_of_range");
        assert_eq!(refused(&of(u32::MAX)), "length_out_of_range");
        let extended = |by| Basis { extended: Some(by), ..of(most - 1) };
        assert!(due(&extended(1), shipped()).is_ok(), "{unit}");
        for by in [0, 2, u32::MAX] {
            assert_eq!(refused(&extended(by)), "length_out_of_range", "{by}");
        }
    }
}

#[test]
fn suspensions_have_bounds() {
    let with = |suspensions| Basis { suspensions, ..months("2026-03-02", 1) };
    assert_eq!(refused(&with(vec![span("2026-03-05", "2026-03-04")])), "suspension_turned");
    assert_eq!(refused(&with(vec![span("2026-03-05", "2026-03-05"); 101])), "too_many_suspensions");
    assert_eq!(answer(&with(vec![span("2026-03-05", "2026-03-05"); 100])).raw_on, day("2026-04-03"));
    assert_eq!(answer(&with(vec![span("2026-03-05", "2036-03-04")])).raw_on, day("2036-04-02"));
    assert_eq!(refused(&with(vec![span("2026-03-05", "2036-03-06")])), "suspension_too_long");
    let all = Span { from_on: NaiveDate::MIN, to_on: NaiveDate::MAX };
    assert_eq!(refused(&with(vec![all])), "suspension_too_long");
}

#[test]
fn a_period_that_begins_before_the_first_year_held_is_refused() {
    assert_eq!(refused(&months("2003-09-01", 3)), "year_not_held");
    assert_eq!(refused(&working_days("2003-12-31", 0)), "year_not_held");
    assert_eq!(refused(&working_days("2003-12-30", 1)), "year_not_held");
    assert_eq!(refused(&working_days("2003-12-31", 1)), "year_not_held");
    assert_eq!(refused(&plain("2001-06-01", 3, Unit::Years, Roll::NextWorkingDay)), "year_not_held");
    assert_eq!(due_on(&working_days("2004-01-01", 1)), "2004-01-02");
}

#[test]
fn after_the_last_year_held_a_due_day_is_provisional() {
    let last = answer(&months("2026-11-30", 1));
    assert_eq!((last.due_on, last.provisional), (day("2026-12-30"), false));
    let beyond = answer(&months("2026-12-02", 1));
    assert_eq!((beyond.raw_on, beyond.due_on, beyond.provisional), (day("2027-01-02"), day("2027-01-04"), true));
    let days = answer(&working_days("2026-12-30", 2));
    assert_eq!((days.due_on, days.provisional), (day("2027-01-01"), true));
}

#[test]
fn a_published_year_makes_the_due_day_firm_and_may_move_it() {
    let basis = months("2026-11-29", 3);
    let off = |on: &str| NamedDay { on: day(on), name: "春节".into() };
    let year = YearCalendar { year: 2027, source: "-".into(), off: vec![off("2027-03-01")], work: vec![] };
    let published = shipped().with(year).expect("follows");
    assert_eq!(answer(&basis), Due { raw_on: day("2027-02-28"), due_on: day("2027-03-01"), provisional: true });
    let firm = due(&basis, &published);
    assert_eq!(firm, Ok(Due { raw_on: day("2027-02-28"), due_on: day("2027-03-02"), provisional: false }));
}

#[test]
fn nothing_is_computed_beyond_the_year_9999() {
    assert_eq!(due_on(&months("9999-11-30", 1)), "9999-12-30");
    for basis in [
        months("9999-12-30", 1),
        working_days("9999-12-31", 1),
        plain("9999-12-24", 1, Unit::Years, Roll::None),
        plain("9999-12-31", 1, Unit::Days, Roll::None),
        Basis { channel: Channel::Post, ..months("9999-12-20", 1) },
        Basis { start_on: NaiveDate::MAX, ..months("2026-01-01", 1) },
        Basis { start_on: NaiveDate::MAX, ..working_days("2026-01-01", 0) },
        Basis { suspensions: vec![span("9999-12-01", "9999-12-31")], ..months("9999-11-05", 1) },
        Basis { suspensions: vec![span("9999-12-01", "9999-12-31")], ..working_days("9999-11-30", 1) },
    ] {
        assert_eq!(refused(&basis), "beyond_the_calendar", "{basis:?}");
    }
    assert_eq!(refused(&Basis { start_on: NaiveDate::MIN, ..working_days("2026-01-01", 5_000) }), "year_not_held");
}
