//! Money, rates and shares: exact, bounded, and never a floating-point number.
//!
//! - [`Money`]: an amount of yuan to the fen, not negative, at most [`Money::MAX`].
//! - [`Rate`]: a fraction of one (`0.0685` is 6.85 %), from 0 to 1, with at most eight decimal places.
//! - [`Share`]: a part of a whole in hundredths of a percent; shares of one thing sum to [`Share::WHOLE`].
//!
//! All three are written as text (`"3400000.00"`, `"0.0685"`, `"54.00"`), because a JSON number is a float in many readers.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use thiserror::Error;

#[cfg(test)]
mod tests;

/// Why a text is no amount, rate or share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MoneyFault {
    /// It is not digits with at most one point.
    #[error("not a decimal number")]
    Malformed,
    /// It has more decimal places than there can be.
    #[error("too many decimal places")]
    TooFine,
    /// It is negative, or larger than there can be.
    #[error("out of range")]
    OutOfRange,
}

/// An amount of yuan, in fen. Zero to [`Money::MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// A trillion yuan, more than any bank lends on rights.
    pub const MAX: Self = Self(100_000_000_000_000);

    /// So many fen.
    #[must_use]
    pub fn from_fen(fen: i64) -> Option<Self> {
        (0..=Self::MAX.0).contains(&fen).then_some(Self(fen))
    }

    /// The amount in fen.
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// Reads yuan with at most two decimal places.
    ///
    /// # Errors
    /// [`MoneyFault`].
    pub fn parse(text: &str) -> Result<Self, MoneyFault> {
        let value = decimal(text, 2)?;
        Self::rounded(value).ok_or(MoneyFault::OutOfRange)
    }

    /// The amount in yuan.
    #[must_use]
    pub fn yuan(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// Yuan rounded to the fen, half to even; nothing where that is negative or too large.
    #[must_use]
    pub fn rounded(yuan: Decimal) -> Option<Self> {
        let fen = yuan.checked_mul(Decimal::ONE_HUNDRED)?;
        let fen = fen.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven);
        Self::from_fen(i64::try_from(fen).ok()?)
    }

    /// The sum, where it is not too large.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        Self::from_fen(self.0.checked_add(other.0)?)
    }

    /// The difference, where it is not negative.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        Self::from_fen(self.0.checked_sub(other.0)?)
    }

    /// This part of the amount, rounded to the fen, half to even.
    #[must_use]
    pub fn times(self, rate: Rate) -> Self {
        // A rate is at most one, so that the product is within the amount.
        Self::rounded(self.yuan() * rate.0).unwrap_or(self)
    }

    /// The sum of all, where it is not too large.
    #[must_use]
    pub fn sum(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        all.into_iter().try_fold(Self::ZERO, Self::plus)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// A fraction of one, from 0 to 1, with at most eight decimal places: of interest a year, of a loan to a value, of royalties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rate(Decimal);

impl Rate {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// The whole.
    pub const ONE: Self = Self(Decimal::ONE);

    /// Reads a fraction: `0.0685`.
    ///
    /// # Errors
    /// [`MoneyFault`].
    pub fn parse(text: &str) -> Result<Self, MoneyFault> {
        Self::of(decimal(text, 8)?).ok_or(MoneyFault::OutOfRange)
    }

    /// This fraction, where it lies between 0 and 1.
    #[must_use]
    pub fn of(fraction: Decimal) -> Option<Self> {
        (Decimal::ZERO..=Decimal::ONE).contains(&fraction).then(|| Self(fraction.normalize()))
    }

    /// The fraction.
    #[must_use]
    pub const fn fraction(self) -> Decimal {
        self.0
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A part of a whole, in hundredths of a percent. Written as percent: `54.00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Share(u16);

impl Share {
    /// All of it.
    pub const WHOLE: Self = Self(10_000);

    /// Reads percent with at most two decimal places.
    ///
    /// # Errors
    /// [`MoneyFault`].
    pub fn parse(text: &str) -> Result<Self, MoneyFault> {
        let hundredths = decimal(text, 2)? * Decimal::ONE_HUNDRED;
        let hundredths = u16::try_from(hundredths).map_err(|_| MoneyFault::OutOfRange)?;
        if hundredths > Self::WHOLE.0 { Err(MoneyFault::OutOfRange) } else { Ok(Self(hundredths)) }
    }

    /// Whether these are parts of one whole, with nothing left and nothing twice.
    #[must_use]
    pub fn make_a_whole(shares: impl IntoIterator<Item = Self>) -> bool {
        shares.into_iter().map(|share| u32::from(share.0)).sum::<u32>() == u32::from(Self::WHOLE.0)
    }

    /// The part as a fraction of one.
    #[must_use]
    pub fn rate(self) -> Rate {
        Rate(Decimal::new(i64::from(self.0), 4).normalize())
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// A number of plain digits with at most one point and so many places; no sign, no exponent, no blanks.
fn decimal(text: &str, places: usize) -> Result<Decimal, MoneyFault> {
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if text.starts_with('-') {
        return Err(MoneyFault::OutOfRange);
    }
    if !is_digits(whole) || part.is_some_and(|part| !is_digits(part)) {
        return Err(MoneyFault::Malformed);
    }
    let part = part.unwrap_or_default().trim_end_matches('0');
    if part.len() > places {
        return Err(MoneyFault::TooFine);
    }
    if whole.len() > 18 {
        return Err(MoneyFault::OutOfRange);
    }
    format!("{whole}.{part}0").parse().map_err(|_| MoneyFault::Malformed)
}

macro_rules! as_text {
    ($($name:ident)+) => {$(
        impl TryFrom<String> for $name {
            type Error = MoneyFault;

            fn try_from(text: String) -> Result<Self, MoneyFault> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
    )+};
}

as_text!(Money Rate Share);
