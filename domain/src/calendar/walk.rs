//! The walk from the start of a period to its due day. There is one; it tells whoever listens what it meets.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::clock::{days_of, elapsed_days, united};
use super::trace::told;
use super::year::is_weekend;
use super::{Basis, Channel, Due, Explained, Period, Roll, Span, Unit, WorkingDays, refusals};
use crate::hall::Refusal;

/// From dispatch by post to presumed receipt, in days (专利法实施细则第四条).
const POST_DAYS: Days = Days::new(15);
/// From announcement to service (专利法实施细则第四条).
const ANNOUNCEMENT_MONTHS: Months = Months::new(1);
/// The most suspensions of one period.
const MOST_SUSPENSIONS: usize = 100;
/// The longest suspension: ten years, in days.
const LONGEST_SUSPENSION: i64 = 3_653;
/// The last year that is computed, the last one that four digits can say.
const LAST_YEAR: i32 = 9_999;

/// What the walk meets, in this order. Rest days, make-up days and suspensions of working days come as they lie.
#[derive(Debug, Clone, Copy)]
pub(super) enum Met {
    /// The period to be counted.
    Period { on: NaiveDate },
    /// The day from which the law counts.
    Start { on: NaiveDate },
    /// The day on which what was sent counts as served.
    Served { on: NaiveDate, presumed: bool },
    /// The period is longer by so much.
    Extended { on: NaiveDate, by: u32, total: u32 },
    /// A rest day among working days.
    RestDay { on: NaiveDate },
    /// A weekend day that works and was counted.
    MakeUpDay { on: NaiveDate },
    /// Days on which the period stands still; of months, years and days also the end that follows.
    Suspended { span: Span, end_on: Option<NaiveDate> },
    /// The day on which the length is full, before suspensions of months, years and days.
    Full { on: NaiveDate, length: u32, month_is_shorter: bool },
    /// A rest day on which the period would end.
    CannotEnd { on: NaiveDate },
    /// The day to which the end moves.
    Rolled { on: NaiveDate },
    /// The due day lies beyond the last year held.
    NotPublished { on: NaiveDate },
    /// The due day.
    Due { on: NaiveDate },
}

/// When a period ends.
///
/// # Errors
/// A length out of range, suspensions that cannot be meant, a receipt that cannot be, a day before the first year held
/// that the calendar would have to answer for, or one beyond the year 9999.
pub fn due(basis: &Basis, calendar: &WorkingDays) -> Result<Due, Refusal> {
    walk(basis, calendar, |_| {})
}

/// When a period ends, and why.
///
/// # Errors
/// As [`due`].
pub fn explain(basis: &Basis, calendar: &WorkingDays) -> Result<Explained, Refusal> {
    let mut trace = Vec::new();
    let due = walk(basis, calendar, |met| trace.push(told(&met, basis, calendar)))?;
    Ok(Explained { due, trace })
}

fn walk(basis: &Basis, calendar: &WorkingDays, mut tell: impl FnMut(Met)) -> Result<Due, Refusal> {
    let length = the_whole_length(basis)?;
    let suspensions = what_stands_still(&basis.suspensions)?;

    // Of a period that begins before the first year held nobody can say which days it met.
    if basis.start_on.year() < *calendar.years().start() {
        return Err(refusals::year_not_held());
    }

    tell(Met::Period { on: basis.start_on });
    tell(Met::Start { on: basis.start_on });
    let from = served_on(basis)?;
    if basis.channel != Channel::Electronic {
        tell(Met::Served { on: from, presumed: basis.received_on.is_none() });
    }
    if let Some(by) = basis.extended {
        tell(Met::Extended { on: from, by, total: length });
    }

    let raw_on = match basis.period.unit {
        _ if length == 0 => from,
        Unit::WorkingDays => after_working_days(from, length, &suspensions, calendar, &mut tell)?,
        unit @ (Unit::Days | Unit::Months | Unit::Years) => {
            let full = after_calendar_time(from, length, unit)?;
            let month_is_shorter = unit != Unit::Days && full.day() != from.day();
            tell(Met::Full { on: full, length, month_is_shorter });
            moved_by_suspensions(from, full, &suspensions, &mut tell)?
        }
    };
    let due_on = rolled(raw_on, basis.period, calendar, &mut tell)?;
    let provisional = due_on.year() > *calendar.years().end();
    if provisional {
        tell(Met::NotPublished { on: due_on });
    }
    tell(Met::Due { on: due_on });
    Ok(Due { raw_on, due_on, provisional })
}

/// The length with its extension. An extension runs on from the raw end, so that both are counted as one.
fn the_whole_length(basis: &Basis) -> Result<u32, Refusal> {
    let Period { unit, length, .. } = basis.period;
    let lengths = unit.lengths();
    let whole = match basis.extended {
        None => Some(length),
        Some(0) => None,
        Some(by) => length.checked_add(by),
    };
    whole.filter(|whole| lengths.contains(&length) && lengths.contains(whole)).ok_or_else(refusals::length_out_of_range)
}

fn what_stands_still(suspensions: &[Span]) -> Result<Vec<Span>, Refusal> {
    if suspensions.is_empty() {
        return Ok(Vec::new());
    }
    if suspensions.len() > MOST_SUSPENSIONS {
        return Err(refusals::too_many_suspensions());
    }
    for span in suspensions {
        if span.to_on < span.from_on {
            return Err(refusals::suspension_turned());
        }
        if days_of(*span) > LONGEST_SUSPENSION {
            return Err(refusals::suspension_too_long());
        }
    }
    Ok(united(suspensions.to_vec()))
}

/// The day on which the period begins, itself not counted.
fn served_on(basis: &Basis) -> Result<NaiveDate, Refusal> {
    let sent_on = basis.start_on;
    let served = match (basis.channel, basis.received_on) {
        (Channel::Electronic | Channel::Announcement, Some(_)) => return Err(refusals::received_only_by_post()),
        (Channel::Post, Some(received_on)) if received_on < sent_on => return Err(refusals::received_before_sent()),
        (Channel::Post, Some(received_on)) => Some(received_on),
        (Channel::Post, None) => sent_on.checked_add_days(POST_DAYS),
        (Channel::Announcement, None) => sent_on.checked_add_months(ANNOUNCEMENT_MONTHS),
        (Channel::Electronic, None) => Some(sent_on),
    };
    within_the_calendar(served)
}

fn after_calendar_time(from: NaiveDate, length: u32, unit: Unit) -> Result<NaiveDate, Refusal> {
    within_the_calendar(match unit {
        Unit::Days | Unit::WorkingDays => from.checked_add_days(Days::new(u64::from(length))),
        Unit::Months => from.checked_add_months(Months::new(length)),
        Unit::Years => length.checked_mul(12).and_then(|months| from.checked_add_months(Months::new(months))),
    })
}

/// Each suspended day after the start and up to the end, as it moves, moves the end by one day.
fn moved_by_suspensions(
    from: NaiveDate,
    full: NaiveDate,
    suspensions: &[Span],
    tell: &mut impl FnMut(Met),
) -> Result<NaiveDate, Refusal> {
    let mut end = full;
    for span in suspensions.iter().filter_map(|span| after(from, *span)) {
        if span.from_on > end {
            break;
        }
        let days = u64::try_from(days_of(span)).unwrap_or_default();
        end = within_the_calendar(end.checked_add_days(Days::new(days)))?;
        tell(Met::Suspended { span, end_on: Some(end) });
    }
    Ok(end)
}

/// The day on which so many working days are full; suspended days are not counted.
fn after_working_days(
    from: NaiveDate,
    length: u32,
    suspensions: &[Span],
    calendar: &WorkingDays,
    tell: &mut impl FnMut(Met),
) -> Result<NaiveDate, Refusal> {
    let mut ahead = suspensions.iter().filter_map(|span| after(from, *span)).peekable();
    let mut day = from;
    let mut counted = 0;
    while counted < length {
        day = within_the_calendar(day.succ_opt())?;
        if let Some(span) = ahead.next_if(|span| span.from_on <= day) {
            tell(Met::Suspended { span, end_on: None });
            day = span.to_on;
        } else if calendar.is_working(day) {
            counted += 1;
            if is_weekend(day) {
                tell(Met::MakeUpDay { on: day });
            }
        } else {
            tell(Met::RestDay { on: day });
        }
    }
    tell(Met::Full { on: day, length, month_is_shorter: false });
    Ok(day)
}

/// The part of an interval that lies after a day.
fn after(day: NaiveDate, span: Span) -> Option<Span> {
    let first = day.succ_opt().filter(|first| *first <= span.to_on)?;
    Some(Span { from_on: span.from_on.max(first), to_on: span.to_on })
}

/// Where a period ends whose last day is a rest day. A suspension that begins after the raw end does not move it.
fn rolled(
    raw_on: NaiveDate,
    period: Period,
    calendar: &WorkingDays,
    tell: &mut impl FnMut(Met),
) -> Result<NaiveDate, Refusal> {
    let mut day = raw_on;
    match period.roll {
        Roll::None => return Ok(raw_on),
        Roll::NextWorkingDay | Roll::NextDayAfterHoliday => {
            while !calendar.is_working(day) {
                tell(Met::CannotEnd { on: day });
                day = within_the_calendar(day.succ_opt())?;
            }
        }
    }
    if elapsed_days(raw_on, day) > 0 {
        tell(Met::Rolled { on: day });
    }
    Ok(day)
}

fn within_the_calendar(day: Option<NaiveDate>) -> Result<NaiveDate, Refusal> {
    day.filter(|day| day.year() <= LAST_YEAR).ok_or_else(refusals::beyond_the_calendar)
}
