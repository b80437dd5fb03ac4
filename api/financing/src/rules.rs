//! The rules of financing that ship with the program.

use domain::financing::{FinancingRules, FinancingRulesFault};

const SHIPPED: &str = include_str!("../../../rules/financing.toml");

/// The shipped rules.
///
/// # Errors
/// [`FinancingRulesFault`] where the file is wrong.
pub fn shipped() -> Result<FinancingRules, FinancingRulesFault> {
    FinancingRules::parse(SHIPPED)
}
