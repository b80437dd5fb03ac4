//! The calendar of one year, as the State Council's notice arranges it: which weekdays are off and which weekend days work.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::refusals;
use crate::hall::Refusal;

/// The most characters of a day's name.
const LONGEST_NAME: usize = 50;
/// The most characters of a source.
const LONGEST_SOURCE: usize = 200;
/// The most days off, and the most make-up days, of one year.
const MOST_DAYS: usize = 120;
/// The years a calendar can be of.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=9998;

/// A day that the notice names, with the festival for which it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedDay {
    /// The day.
    pub on: NaiveDate,
    /// The festival, as the notice calls it (国庆节).
    pub name: String,
}

/// The calendar of one year. Weekends are days off by themselves and need not be listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearCalendar {
    /// The year in which all its days lie. Days of late December that the next year's notice arranges stand here.
    pub year: i32,
    /// The notice, and where it was taken from.
    pub source: String,
    /// Days off.
    pub off: Vec<NamedDay>,
    /// Make-up working days 调休: a Saturday or Sunday that works.
    #[serde(rename = "working")]
    pub work: Vec<NamedDay>,
}

impl YearCalendar {
    /// The calendar, if it can be one.
    ///
    /// # Errors
    /// No or too long a source, a day outside the year, a day that stands twice, a make-up day that is no weekend day,
    /// a name of no or more than 50 characters, more than 120 days of a kind.
    pub fn checked(self) -> Result<Self, Refusal> {
        if !YEARS.contains(&self.year) {
            return Err(refusals::year_out_of_range());
        }
        if self.source.trim().is_empty() {
            return Err(refusals::source_missing());
        }
        if self.source.chars().count() > LONGEST_SOURCE {
            return Err(refusals::source_too_long());
        }
        if self.off.len() > MOST_DAYS || self.work.len() > MOST_DAYS {
            return Err(refusals::too_many_days());
        }
        let mut seen = BTreeSet::new();
        for NamedDay { on, name } in self.off.iter().chain(&self.work) {
            if on.year() != self.year {
                return Err(refusals::day_outside_year());
            }
            if name.trim().is_empty() || name.chars().count() > LONGEST_NAME {
                return Err(refusals::day_name_length());
            }
            if !seen.insert(*on) {
                return Err(refusals::day_twice());
            }
        }
        if self.work.iter().any(|day| !is_weekend(day.on)) {
            return Err(refusals::make_up_day_is_no_weekend());
        }
        Ok(self)
    }
}

/// Whether a day is a Saturday or a Sunday.
pub(super) fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
