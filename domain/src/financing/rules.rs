//! The rule file of this room, `rules/financing.toml`: rows of `number`.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::demand::DemandNumbers;
use super::money::Rate;
use super::numbers::{FinancingNumbers, FinancingNumbersByDay, NumberId};
use super::valuation::Sensitivity;
use crate::hall::{NumberFault, NumberRule};

/// The rules of this room, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinancingRules {
    numbers: FinancingNumbersByDay,
}

/// Why the rule file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FinancingRulesFault {
    /// The file is not TOML of the expected shape, or names a number or unit that is not known.
    #[error("the rule file cannot be read: {0}")]
    Unreadable(String),
    /// A number is wrong.
    #[error(transparent)]
    Number(#[from] NumberFault<NumberId>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    number: Vec<NumberRule<NumberId>>,
}

impl FinancingRules {
    /// Reads and checks the rule file.
    ///
    /// # Errors
    /// [`FinancingRulesFault`] names the number that is wrong.
    pub fn parse(text: &str) -> Result<Self, FinancingRulesFault> {
        let RuleFile { number } =
            toml::from_str(text).map_err(|error| FinancingRulesFault::Unreadable(error.to_string()))?;
        Ok(Self { numbers: FinancingNumbersByDay::of(number)? })
    }

    /// Counts and percentages.
    #[must_use]
    pub const fn numbers(&self) -> &FinancingNumbersByDay {
        &self.numbers
    }
}

impl FinancingNumbers {
    /// How many pledges a right carries at once, by its kind.
    #[must_use]
    pub const fn of_demands(&self) -> DemandNumbers {
        DemandNumbers {
            pledges_at_once_patent: self.pledges_at_once_patent,
            pledges_at_once_trademark: self.pledges_at_once_trademark,
            pledges_at_once_copyright: self.pledges_at_once_copyright,
        }
    }

    /// By how much the inputs of a valuation are moved.
    #[must_use]
    pub fn sensitivity(&self) -> Sensitivity {
        Sensitivity {
            discount_rate_by: percent(self.discount_rate_by_percent),
            royalty_rate_part: percent(self.royalty_rate_part_percent),
            profit_by: percent(self.profit_by_percent),
            obsolescence_by: percent(self.obsolescence_by_percent),
        }
    }
}

/// So many percent as a fraction; what lies above a hundred is the whole.
fn percent(number: u32) -> Rate {
    Rate::of(Decimal::new(i64::from(number), 2)).unwrap_or(Rate::ONE)
}
