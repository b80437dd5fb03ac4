//! The rules of accounts that ship with the program.

use domain::accounts::{AccountsRules, RulesFault};

/// The shipped rules.
///
/// # Errors
/// [`RulesFault`] where the file is wrong.
pub fn shipped() -> Result<AccountsRules, RulesFault> {
    AccountsRules::parse(include_str!("../../../rules/accounts.toml"))
}
