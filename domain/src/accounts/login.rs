//! The name by which a person logs in. It may be a mail address, and so is personal data: it stands in no event and no
//! state, and this type cannot be stored in one.

use std::fmt;

use super::refusals;
use crate::hall::Refusal;

/// A login in its one writing: 3 to 64 of `a-z 0-9 . _ - @`, of which the first is a letter or a digit.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Login(String);

impl Login {
    /// Reads a login in either case.
    ///
    /// # Errors
    /// `accounts.login_not_valid`.
    pub fn parse(raw: &str) -> Result<Self, Refusal> {
        let login = raw.to_ascii_lowercase();
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_@".contains(c);
        let begins_well = login.chars().next().is_some_and(|first| first.is_ascii_alphanumeric());
        // All allowed characters are of one byte, so that the length in bytes is that in characters.
        let sound = login.chars().all(allowed) && (3..=64).contains(&login.len()) && begins_well;
        if sound { Ok(Self(login)) } else { Err(refusals::login_not_valid()) }
    }

    /// As it is kept and compared.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is printed for a developer may end in a log: the login does not.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(…)")
    }
}
