//! The rules of financing that ship with the program.

use domain::financing::valuation::{IndicatorFault, IndicatorSet};
use domain::financing::{FinancingRules, FinancingRulesFault};

const SHIPPED: &str = include_str!("../../../rules/financing.toml");

/// The shipped rules.
///
/// # Errors
/// [`FinancingRulesFault`] where the file is wrong.
pub fn shipped() -> Result<FinancingRules, FinancingRulesFault> {
    FinancingRules::parse(SHIPPED)
}

/// The shipped clocks of this room alone, to be read together with those of the other rooms.
///
/// # Errors
/// [`FinancingRulesFault`] where the file is no TOML.
pub fn clocks() -> Result<String, FinancingRulesFault> {
    FinancingRules::clocks_of(SHIPPED)
}

/// The shipped questionnaire.
///
/// # Errors
/// [`IndicatorFault`] where the file is wrong.
pub fn indicators() -> Result<IndicatorSet, IndicatorFault> {
    IndicatorSet::parse(include_str!("../../../rules/valuation-indicators.toml"))
}
