//! Of which days figures of financing are told, and how long banks take to answer.
//!
//! **Invariants**
//! - A period has at least one day and at most [`Period::MOST_MONTHS`] months.
//! - A median is exact: the middle one, or half of the sum of the two in the middle.

pub mod refusals;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use rust_decimal::Decimal;

use crate::hall::Refusal;

/// The legal days of which figures are told, the first and the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    from_on: NaiveDate,
    to_on: NaiveDate,
}

impl Period {
    /// The most months that one has: three years.
    pub const MOST_MONTHS: u32 = 36;

    /// From one day to another.
    ///
    /// # Errors
    /// Of the last day: it lies before the first, or too long after it.
    pub fn new(from_on: NaiveDate, to_on: NaiveDate) -> Result<Self, Refusal> {
        if to_on < from_on {
            return Err(refusals::statistics_days_turned());
        }
        if from_on.checked_add_months(Months::new(Self::MOST_MONTHS)).is_some_and(|end| end <= to_on) {
            return Err(refusals::statistics_period_too_long());
        }
        Ok(Self { from_on, to_on })
    }

    /// The first day.
    #[must_use]
    pub const fn from_on(self) -> NaiveDate {
        self.from_on
    }

    /// The last day.
    #[must_use]
    pub const fn to_on(self) -> NaiveDate {
        self.to_on
    }
}

/// How many calendar days answers took: how often each number of days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waits(BTreeMap<i64, u64>);

impl Waits {
    /// So many answers took so many days.
    pub fn add(&mut self, days: i64, answers: u64) {
        if answers > 0 {
            *self.0.entry(days).or_default() += answers;
        }
    }

    /// The median of the days, with one decimal; `None`: there was no answer.
    #[must_use]
    pub fn median(&self) -> Option<Decimal> {
        let all: u64 = self.0.values().sum();
        let (lower, upper) = (self.at(all.checked_sub(1)? / 2)?, self.at(all / 2)?);
        Some(Decimal::new((lower + upper) * 5, 1))
    }

    /// The most days that an answer took; `None`: there was no answer.
    #[must_use]
    pub fn longest(&self) -> Option<i64> {
        self.0.last_key_value().map(|(days, _)| *days)
    }

    /// The days of the answer in this place, counted from nothing, where the shortest stands first.
    fn at(&self, place: u64) -> Option<i64> {
        let mut before = 0;
        let stands_here = |(_, answers): &(&i64, &u64)| {
            before += **answers;
            place < before
        };
        self.0.iter().find(stands_here).map(|(days, _)| *days)
    }
}
