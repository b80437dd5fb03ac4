//! Organisation codes 组织机构代码 (GB 11714): since 2015 the 9th to the 17th character of the credit code.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::canonical::travels_as_its_canonical_string;
use super::fold::{fold, last_char};
use super::{Check, IdentifierFault, IdentifierKind};

const KIND: IdentifierKind = IdentifierKind::OrganisationCode;

/// The weights of GB 11714, first character first.
const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// An organisation code: eight digits or capital letters and a check character. Canonical writing: with the hyphen
/// before the check character (`10000001-2`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrganisationCode {
    body: String,
    check: char,
}

travels_as_its_canonical_string!(OrganisationCode);

impl OrganisationCode {
    /// Reads a code with or without its hyphen, in any width and case.
    ///
    /// # Errors
    /// [`IdentifierFault::Shape`] and those of [`fold`](super::fold()).
    pub fn parse(raw: &str) -> Result<Self, IdentifierFault> {
        let folded = fold(raw)?;
        let code = last_char(&folded)
            .map(|(rest, check)| Self { body: rest.strip_suffix('-').unwrap_or(rest).to_owned(), check });
        code.filter(|code| code.body.len() == 8 && code.body.chars().all(in_alphabet) && in_alphabet(code.check))
            .ok_or(IdentifierFault::Shape { kind: KIND })
    }

    /// The code inside a credit code, whose parser has judged the characters.
    pub(super) fn inside_a_credit_code(body: &str, check: char) -> Self {
        Self { body: body.to_owned(), check }
    }

    /// The check character the body calls for: 11 less the weighted sum modulo 11, letters counting from A = 10, ten
    /// written `X`, eleven `0` (GB 11714).
    #[must_use]
    pub fn expected_check(&self) -> char {
        let sum: u32 = self
            .body
            .chars()
            .filter_map(|character| character.to_digit(36))
            .zip(WEIGHTS)
            .map(|(value, weight)| value * weight)
            .sum();
        match 11 - sum % 11 {
            10 => 'X',
            11 => '0',
            digit => char::from_digit(digit, 10).unwrap_or('0'),
        }
    }

    /// Whether the check character holds.
    #[must_use]
    pub fn check(&self) -> Check {
        Check::of(self.expected_check(), self.check)
    }
}

fn in_alphabet(character: char) -> bool {
    character.is_ascii_digit() || character.is_ascii_uppercase()
}

impl fmt::Display for OrganisationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.body, self.check)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_with_and_without_its_hyphen() {
        for raw in ["14741348-3", "147413483", "１４７４１３４８－３"] {
            assert_eq!(OrganisationCode::parse(raw).map(|code| code.to_string()), Ok("14741348-3".to_owned()), "{raw}");
        }
    }

    #[test]
    fn a_failed_check_character_is_kept_and_says_which_it_would_be() {
        let code = OrganisationCode::parse("QWER1234-5").expect("a code with a wrong check character");
        assert_eq!(code.check(), Check::Fails { expected: '9', found: '5' });
    }

    #[test]
    fn ten_is_written_x_and_eleven_is_written_0() {
        let check_of = |raw: &str| OrganisationCode::parse(raw).map(|code| code.expected_check());
        assert_eq!(check_of("74774186-X"), Ok('X'));
        assert_eq!(check_of("76860170-0"), Ok('0'));
    }

    #[test]
    fn what_has_another_shape_is_a_fault() {
        for raw in ["7837477-1", "783747741-", "78374774-一", "组织机构代码号码一", "-", "7837-47741"] {
            assert_eq!(OrganisationCode::parse(raw), Err(IdentifierFault::Shape { kind: KIND }), "{raw}");
        }
    }
}
