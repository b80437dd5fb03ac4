//! Counts and percentages of a room as rows of its rule file: each with its unit, from when on it applies, and where it comes
//! from.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::Deserialize;

use super::coded::coded;
use crate::calendar::Scope;

coded! {
    /// What a number counts.
    NumberUnit {
        /// How often.
        Times = "times" / "次",
        /// How many people.
        People = "people" / "人",
        /// A part of a hundred.
        Percent = "percent" / "%",
        /// How many cases or rights.
        Cases = "cases" / "件",
        /// Days.
        Days = "days" / "日",
        /// Working days.
        WorkingDays = "working_days" / "个工作日",
        /// Months.
        Months = "months" / "个月",
        /// Years.
        Years = "years" / "年",
    }
}

/// The name of a number of one room.
pub trait NumberName: Copy + PartialEq + fmt::Display {
    /// What it counts.
    fn unit(self) -> NumberUnit;

    /// The values that can be meant.
    fn range(self) -> RangeInclusive<u32>;
}

/// One row of the file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberRule<I> {
    /// Which number.
    pub id: I,
    /// Its value.
    pub value: u32,
    /// What the value counts.
    pub unit: NumberUnit,
    /// The first day on which it applies, up to that of the next row of the same number; `None`: from the beginning.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Where it applies.
    pub scope: Scope,
    /// The rule, or that it is the platform's own choice.
    pub basis: String,
    /// `false`: recalled, or read in a secondary source only; shown as such.
    pub verified: bool,
}

/// What is wrong with a number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault<I: fmt::Display> {
    /// A number lacks the row that applies from the beginning.
    #[error("number {0} has no row without valid_from")]
    Missing(I),
    /// Two rows of a number begin on one day.
    #[error("number {0} has two rows that begin on one day")]
    Twice(I),
    /// A number counts something else than it should.
    #[error("number {0} is not counted in {1}")]
    WrongUnit(I, NumberUnit),
    /// A value that cannot be meant.
    #[error("number {0} is too small or too large")]
    OutOfRange(I),
    /// It is not said where a number comes from.
    #[error("number {0} has no basis")]
    WithoutBasis(I),
}

impl<I: NumberName> NumberRule<I> {
    fn check(&self) -> Result<(), NumberFault<I>> {
        if self.basis.trim().is_empty() {
            return Err(NumberFault::WithoutBasis(self.id));
        }
        if self.unit != self.id.unit() {
            return Err(NumberFault::WrongUnit(self.id, self.id.unit()));
        }
        if self.id.range().contains(&self.value) { Ok(()) } else { Err(NumberFault::OutOfRange(self.id)) }
    }
}

/// A number by the day: the first value, and those that follow, each from its day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Timeline {
    first: u32,
    later: BTreeMap<NaiveDate, u32>,
}

/// Why rows make no timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TimelineFault {
    /// None of them applies from the beginning.
    NoBeginning,
    /// Two of them begin on one day.
    Twice,
}

impl Timeline {
    /// The timeline of these values, each from its day on; `None`: from the beginning.
    pub(crate) fn of(rows: impl IntoIterator<Item = (Option<NaiveDate>, u32)>) -> Result<Self, TimelineFault> {
        let mut first = None;
        let mut later = BTreeMap::new();
        for (valid_from, value) in rows {
            let already = match valid_from {
                None => first.replace(value),
                Some(from) => later.insert(from, value),
            };
            if already.is_some() {
                return Err(TimelineFault::Twice);
            }
        }
        first.map(|first| Self { first, later }).ok_or(TimelineFault::NoBeginning)
    }

    /// The timeline of one number among the rows of a file, each checked.
    pub(crate) fn of_number<I: NumberName>(rows: &[NumberRule<I>], id: I) -> Result<Self, NumberFault<I>> {
        let of_it = || rows.iter().filter(|row| row.id == id);
        of_it().try_for_each(NumberRule::check)?;
        Self::of(of_it().map(|row| (row.valid_from, row.value))).map_err(|fault| match fault {
            TimelineFault::NoBeginning => NumberFault::Missing(id),
            TimelineFault::Twice => NumberFault::Twice(id),
        })
    }

    /// The value on a day.
    pub(crate) fn on(&self, day: NaiveDate) -> u32 {
        self.later.range(..=day).next_back().map_or(self.first, |(_, value)| *value)
    }
}

/// The table of a room's numbers: the type of a day's numbers, that of all days, and of each number its name, field, unit, the
/// values it can have, and what it says.
macro_rules! numbers {
    (
        $numbers:ident, $by_day:ident;
        $($(#[$meta:meta])* $variant:ident $field:ident = $code:literal / $zh:literal: $unit:ident $range:expr;)+
    ) => {
        $crate::hall::coded! {
            /// The numbers that the file says.
            NumberId {
                $($(#[$meta])* $variant = $code / $zh),+
            }
        }

        impl $crate::hall::NumberName for NumberId {
            fn unit(self) -> $crate::hall::NumberUnit {
                match self { $(Self::$variant => $crate::hall::NumberUnit::$unit),+ }
            }

            fn range(self) -> std::ops::RangeInclusive<u32> {
                match self { $(Self::$variant => $range),+ }
            }
        }

        /// The numbers as they are on one day.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $numbers {
            $($(#[$meta])* pub $field: u32),+
        }

        /// The numbers, checked: on each day each has one value.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $by_day {
            rows: Vec<$crate::hall::NumberRule<NumberId>>,
            $($field: $crate::hall::Timeline),+
        }

        impl $by_day {
            /// Takes in the rows of a file.
            pub(super) fn of(
                rows: Vec<$crate::hall::NumberRule<NumberId>>,
            ) -> Result<Self, $crate::hall::NumberFault<NumberId>> {
                Ok(Self { $($field: $crate::hall::Timeline::of_number(&rows, NumberId::$variant)?,)+ rows })
            }

            /// The numbers as they are on this day.
            #[must_use]
            pub fn on(&self, day: chrono::NaiveDate) -> $numbers {
                $numbers { $($field: self.$field.on(day)),+ }
            }

            /// The rows as the file has them, with their basis, to be shown.
            #[must_use]
            pub fn rows(&self) -> &[$crate::hall::NumberRule<NumberId>] {
                &self.rows
            }
        }
    };
}
pub(crate) use numbers;
