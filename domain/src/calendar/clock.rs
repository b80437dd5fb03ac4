//! Clocks of a case: how many days have passed, how many of them are not the applicant's, and when most have run.

use chrono::{Days, NaiveDate};

use super::{Basis, Span, Unit, WorkingDays};

/// The gross clock: days from one day to another, the first not counted. Negative if `to` is the earlier.
#[must_use]
pub fn elapsed_days(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// The net clock: the gross clock less the applicant's time, a day of which counts once however many intervals name it.
/// Like the gross clock it counts the days after `from`, up to `to`; what lies outside, or is turned, has no effect. It
/// measures the service and moves no limit of law.
#[must_use]
pub fn net_days(from: NaiveDate, to: NaiveDate, applicant_time: &[Span]) -> i64 {
    let gross = elapsed_days(from, to);
    let Some(first) = from.succ_opt().filter(|first| *first <= to) else { return gross };
    let clipped = |span: &Span| Span { from_on: span.from_on.max(first), to_on: span.to_on.min(to) };
    let of_applicant = united(applicant_time.iter().map(clipped).collect());
    gross - of_applicant.iter().map(|span| days_of(*span)).sum::<i64>()
}

/// The first day on which so many hundredths of a clock have run, rounded up: in working days where it is counted in them,
/// else in calendar days. Never after the due day.
#[must_use]
pub fn portion_of(basis: &Basis, due_on: NaiveDate, percent: u32, calendar: &WorkingDays) -> NaiveDate {
    let start_on = basis.start_on;
    let part = |whole: i64| u64::try_from(whole).unwrap_or(0).saturating_mul(u64::from(percent)).div_ceil(100);
    let on = match basis.period.unit {
        Unit::WorkingDays => {
            let days = part(calendar.working_days_between(start_on, due_on));
            let has_run = |day: NaiveDate| {
                u64::try_from(calendar.working_days_between(start_on, day)).is_ok_and(|run| run >= days)
            };
            let mut passed = (0..).map_while(|later| start_on.checked_add_days(Days::new(later)));
            passed.find(|day| has_run(*day) || *day >= due_on)
        }
        Unit::Days | Unit::Months | Unit::Years => {
            start_on.checked_add_days(Days::new(part(elapsed_days(start_on, due_on))))
        }
    };
    on.unwrap_or(due_on).min(due_on)
}

/// The same days as intervals in order, none of which touches another. Turned ones have no day.
pub(super) fn united(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| span.from_on <= span.to_on);
    spans.sort_unstable();
    let mut united: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match united.last_mut() {
            Some(last) if last.to_on.succ_opt().is_none_or(|next| span.from_on <= next) => {
                last.to_on = last.to_on.max(span.to_on);
            }
            Some(_) | None => united.push(span),
        }
    }
    united
}

/// How many days a closed interval has.
pub(super) fn days_of(span: Span) -> i64 {
    elapsed_days(span.from_on, span.to_on) + 1
}
