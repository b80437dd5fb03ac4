//! Which days work. Asked millions of times, so each year is a table of 366 bits, and counts come from running sums.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};

use super::year::is_weekend;
use super::{YearCalendar, refusals};
use crate::hall::Refusal;

/// The days of some years that follow one another. Years before and after have weekends alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingDays {
    first: i32,
    last: i32,
    years: Vec<YearTable>,
    /// Every day that works otherwise than its weekday, in order, with the sum of all differences up to it.
    differences: Vec<(NaiveDate, i64)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct YearTable {
    calendar: YearCalendar,
    /// A bit for each day of the year, set where it works.
    works: [u64; 6],
}

/// Why a day is no working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rest<'a> {
    /// By its weekday.
    Weekend(WeekendDay),
    /// By the State Council's notice, for the festival of this name.
    Holiday(&'a str),
}

/// A day of the weekend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WeekendDay {
    /// 星期六.
    Saturday,
    /// 星期日.
    Sunday,
}

impl WorkingDays {
    /// The days of these years, in any order.
    ///
    /// # Errors
    /// What is wrong with one of them, no year at all, a year twice, or a gap between two.
    pub fn of(years: impl IntoIterator<Item = YearCalendar>) -> Result<Self, Refusal> {
        let checked: Result<Vec<_>, _> = years.into_iter().map(|year| year.checked().map(YearTable::of)).collect();
        let mut tables = checked?;
        tables.sort_by_key(|table| table.calendar.year);
        let (Some(first), Some(last)) = (tables.first(), tables.last()) else {
            return Err(refusals::calendar_empty());
        };
        let (first, last) = (first.calendar.year, last.calendar.year);
        for (one, next) in tables.iter().zip(tables.iter().skip(1)) {
            match next.calendar.year - one.calendar.year {
                0 => return Err(refusals::year_twice()),
                1 => {}
                _ => return Err(refusals::year_leaves_gap()),
            }
        }
        let differences = running_differences(&tables);
        Ok(Self { first, last, years: tables, differences })
    }

    /// The same days with this year added or put in the place of the one held.
    ///
    /// # Errors
    /// What is wrong with the year, or that it would leave a gap.
    pub fn with(&self, year: YearCalendar) -> Result<Self, Refusal> {
        let mut years: Vec<_> = self.years.iter().map(|table| table.calendar.clone()).collect();
        years.retain(|held| held.year != year.year);
        years.push(year);
        Self::of(years)
    }

    /// The years held.
    #[must_use]
    pub fn years(&self) -> RangeInclusive<i32> {
        self.first..=self.last
    }

    /// The calendar of one year, if held.
    #[must_use]
    pub fn year(&self, year: i32) -> Option<&YearCalendar> {
        self.table(year).map(|table| &table.calendar)
    }

    /// Whether a day works. Outside the years held: whether it is no Saturday and no Sunday.
    #[must_use]
    pub fn is_working(&self, day: NaiveDate) -> bool {
        self.table(day.year()).map_or_else(|| !is_weekend(day), |table| table.is_working(day.ordinal0()))
    }

    /// Whether the calendar of the day's year is held. The next notice may still arrange the last days of December of the last
    /// year held; that year is then put in the place of the one held.
    #[must_use]
    pub fn is_published(&self, day: NaiveDate) -> bool {
        self.years().contains(&day.year())
    }

    /// Why a day does not work; `None` of a working day. A festival goes before the weekend on which it falls.
    #[must_use]
    pub fn rest_name(&self, day: NaiveDate) -> Option<Rest<'_>> {
        if self.is_working(day) {
            return None;
        }
        let off = self.year(day.year()).and_then(|year| year.off.iter().find(|off| off.on == day));
        Some(match (off, day.weekday()) {
            (Some(off), _) => Rest::Holiday(&off.name),
            (None, Weekday::Sun) => Rest::Weekend(WeekendDay::Sunday),
            (None, _) => Rest::Weekend(WeekendDay::Saturday),
        })
    }

    /// The first working day from this one on: the day itself, if it works. At the very end of what a date can say, the
    /// last day there is.
    #[must_use]
    pub fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        let mut day = day;
        while !self.is_working(day) {
            match day.succ_opt() {
                Some(next) => day = next,
                None => break,
            }
        }
        day
    }

    /// How many working days lie after one day and up to the other, itself included. Negative if `up_to` is the earlier.
    #[must_use]
    pub fn working_days_between(&self, after: NaiveDate, up_to: NaiveDate) -> i64 {
        self.working_days_up_to(up_to) - self.working_days_up_to(after)
    }

    /// The n-th working day before a day, which itself is not counted; the day itself for 0. At the very beginning of what
    /// a date can say, the first day there is.
    #[must_use]
    pub fn working_days_before(&self, day: NaiveDate, n: u32) -> NaiveDate {
        let Some(before) = day.pred_opt() else { return day };
        if n == 0 {
            return day;
        }
        let wanted = self.working_days_up_to(before) - i64::from(n) + 1;
        // The first day up to which so many working days have passed is the working day that makes their number full.
        let (mut low, mut high) = (NaiveDate::MIN.num_days_from_ce(), before.num_days_from_ce());
        while low < high {
            let middle = low + (high - low).div_euclid(2);
            if date(middle).is_some_and(|middle| self.working_days_up_to(middle) >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        date(low).unwrap_or(NaiveDate::MIN)
    }

    fn table(&self, year: i32) -> Option<&YearTable> {
        usize::try_from(year.checked_sub(self.first)?).ok().and_then(|index| self.years.get(index))
    }

    /// The working days from the first Monday of the calendar, 0001-01-01, up to this day: by weekdays, and then by what
    /// the notices change.
    fn working_days_up_to(&self, day: NaiveDate) -> i64 {
        let days = i64::from(day.num_days_from_ce());
        let by_weekdays = days.div_euclid(7) * 5 + days.rem_euclid(7).min(5);
        let passed = self.differences.partition_point(|(on, _)| *on <= day);
        let changed = passed.checked_sub(1).and_then(|last| self.differences.get(last));
        by_weekdays + changed.map_or(0, |(_, sum)| *sum)
    }
}

impl YearTable {
    fn of(calendar: YearCalendar) -> Self {
        let mut works = [0_u64; 6];
        let mut day = NaiveDate::from_ymd_opt(calendar.year, 1, 1);
        while let Some(on) = day.filter(|on| on.year() == calendar.year) {
            set(&mut works, on.ordinal0(), !is_weekend(on));
            day = on.succ_opt();
        }
        calendar.off.iter().for_each(|off| set(&mut works, off.on.ordinal0(), false));
        calendar.work.iter().for_each(|work| set(&mut works, work.on.ordinal0(), true));
        Self { calendar, works }
    }

    fn is_working(&self, ordinal0: u32) -> bool {
        let word = self.works.get((ordinal0 / 64) as usize);
        word.is_some_and(|word| word >> (ordinal0 % 64) & 1 == 1)
    }
}

fn set(works: &mut [u64; 6], ordinal0: u32, working: bool) {
    let bit = 1_u64 << (ordinal0 % 64);
    if let Some(word) = works.get_mut((ordinal0 / 64) as usize) {
        if working { *word |= bit } else { *word &= !bit }
    }
}

/// The days that the notices change against the weekday, with the running sum of the changes.
fn running_differences(tables: &[YearTable]) -> Vec<(NaiveDate, i64)> {
    let off = tables.iter().flat_map(|table| &table.calendar.off).filter(|off| !is_weekend(off.on));
    let work = tables.iter().flat_map(|table| &table.calendar.work);
    let mut differences: Vec<_> = off.map(|off| (off.on, -1)).chain(work.map(|work| (work.on, 1))).collect();
    differences.sort_unstable();
    let mut sum = 0;
    for (_, difference) in &mut differences {
        sum += *difference;
        *difference = sum;
    }
    differences
}

fn date(days_from_ce: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(days_from_ce)
}
