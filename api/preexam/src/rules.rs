//! The rules of pre-examination that ship with the program.

use domain::preexam::{PreexamRules, PreexamRulesFault};

const SHIPPED: &str = include_str!("../../../rules/preexam.toml");

/// The shipped rules.
///
/// # Errors
/// [`PreexamRulesFault`] where the file is wrong.
pub fn shipped() -> Result<PreexamRules, PreexamRulesFault> {
    PreexamRules::parse(SHIPPED)
}

/// The clocks of the file, as a rule file that is read together with others.
///
/// # Errors
/// [`PreexamRulesFault`] where the file is wrong.
pub fn clocks() -> Result<String, PreexamRulesFault> {
    PreexamRules::clocks_of(SHIPPED)
}
