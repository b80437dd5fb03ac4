//! The calendar year of a day number, fast enough to be asked of every hit.

use chrono::{Datelike as _, NaiveDate};

/// First days of consecutive years.
pub(super) struct Years {
    first_year: i32,
    first_days: Vec<i64>,
}

impl Years {
    /// The years that hold the days from `first` to `last`, given as days since 1970-01-01.
    pub(super) fn between(first: i64, last: i64) -> Self {
        let first_year = year_of(first);
        let last_year = year_of(last).max(first_year);
        let first_days = (first_year..=last_year)
            .map_while(|year| NaiveDate::from_ymd_opt(year, 1, 1))
            .map(|day| i64::from(day.to_epoch_days()))
            .collect();
        Self { first_year, first_days }
    }

    pub(super) fn count(&self) -> usize {
        self.first_days.len()
    }

    /// The ordinal of the year of a day within the range.
    #[inline]
    pub(super) fn index(&self, day: i64) -> u64 {
        let origin = self.first_days.first().copied().unwrap_or(0);
        // No year has more than 366 days, so the guess is never too late; it is early by one year in about 480.
        let mut index = usize::try_from((day - origin).div_euclid(366)).unwrap_or(0);
        while self.first_days.get(index + 1).is_some_and(|&first| first <= day) {
            index += 1;
        }
        index as u64
    }

    pub(super) fn year(&self, index: u32) -> i32 {
        self.first_year.saturating_add_unsigned(index)
    }
}

fn year_of(day: i64) -> i32 {
    i32::try_from(day).ok().and_then(NaiveDate::from_epoch_days).map_or(1970, |day| day.year())
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike as _, NaiveDate};

    use super::Years;

    #[test]
    fn every_day_of_three_centuries_has_the_year_of_the_calendar() {
        let days = |year, month, day| {
            NaiveDate::from_ymd_opt(year, month, day).map(|day| i64::from(day.to_epoch_days())).expect("a day")
        };
        let (first, last) = (days(1801, 5, 6), days(2110, 2, 3));
        let years = Years::between(first, last);
        for day in first..=last {
            let date = NaiveDate::from_epoch_days(i32::try_from(day).expect("a near day")).expect("a day");
            let index = u32::try_from(years.index(day)).expect("a small index");
            assert_eq!(years.year(index), date.year(), "{date}");
        }
        assert_eq!(years.count(), 310);
    }
}
