//! The registry's rule file, shipped with the program.

use domain::registry::{RegistryRules, RulesFault};

/// The text of the rule file.
pub const TEXT: &str = include_str!("../../../rules/registry.toml");

/// The rules that ship with the program.
///
/// # Errors
/// [`RulesFault`] names the row that is wrong; the tests hold the shipped file to be right.
pub fn shipped() -> Result<RegistryRules, RulesFault> {
    RegistryRules::from_toml(TEXT)
}
