//! By what an amount is multiplied: the movement of prices since a cost arose, the difference of a comparable right.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::super::money::MoneyFault;

/// A factor from 0.01 to 10, with at most eight decimal places. Written as text, as amounts are: `"1.15"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Factor(Decimal);

impl Factor {
    /// The amount as it is.
    pub const ONE: Self = Self(Decimal::ONE);

    /// Reads a factor: plain digits with at most one point, no sign, no exponent.
    ///
    /// # Errors
    /// [`MoneyFault`].
    pub fn parse(text: &str) -> Result<Self, MoneyFault> {
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let has_digits_at_both_ends = |text: &str| !text.is_empty() && !text.starts_with('.') && !text.ends_with('.');
        if text.starts_with('-') || text.len() > 40 {
            return Err(MoneyFault::OutOfRange);
        }
        if !is_plain(text) || !has_digits_at_both_ends(text) {
            return Err(MoneyFault::Malformed);
        }
        let places = text.split_once('.').map_or(0, |(_, part)| part.trim_end_matches('0').len());
        if places > 8 {
            return Err(MoneyFault::TooFine);
        }
        let factor: Decimal = text.parse().map_err(|_| MoneyFault::Malformed)?;
        let range = Decimal::new(1, 2)..=Decimal::TEN;
        if range.contains(&factor) { Ok(Self(factor.normalize())) } else { Err(MoneyFault::OutOfRange) }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> Decimal {
        self.0
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl TryFrom<String> for Factor {
    type Error = MoneyFault;

    fn try_from(text: String) -> Result<Self, MoneyFault> {
        Self::parse(&text)
    }
}

impl From<Factor> for String {
    fn from(factor: Factor) -> Self {
        factor.to_string()
    }
}
