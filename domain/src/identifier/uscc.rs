//! Unified social credit codes 统一社会信用代码 (GB 32100-2015).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::canonical::travels_as_its_canonical_string;
use super::fold::{all_digits, fold, last_char};
use super::{Check, IdentifierFault, IdentifierKind, OrganisationCode};

const KIND: IdentifierKind = IdentifierKind::Uscc;

/// The 31 characters of GB 32100-2015 in the order of their values: I, O, S, V and Z are left out.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A unified social credit code of 18 characters: department, type, six digits of region, nine of organisation code,
/// check.
///
/// A code whose check character fails is still a code: about one in ten thousand registered ones does.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Uscc(String);

travels_as_its_canonical_string!(Uscc);

impl Uscc {
    /// Reads a code in any width and case, with or without spaces.
    ///
    /// # Errors
    /// [`IdentifierFault::Shape`] where there are not 18 characters or the region is not digits,
    /// [`IdentifierFault::Alphabet`] for a character outside the standard's alphabet, and those of
    /// [`fold`](super::fold()).
    pub fn parse(raw: &str) -> Result<Self, IdentifierFault> {
        let folded = fold(raw)?;
        if folded.chars().count() != 18 {
            return Err(IdentifierFault::Shape { kind: KIND });
        }
        if let Some(found) = folded.chars().find(|&character| value_of(character).is_none()) {
            return Err(IdentifierFault::Alphabet { kind: KIND, found });
        }
        let code = Self(folded);
        if all_digits(code.region()) { Ok(code) } else { Err(IdentifierFault::Shape { kind: KIND }) }
    }

    /// The code as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The character of the department that registers 登记管理部门代码 (`9`: market regulation).
    #[must_use]
    pub fn department(&self) -> char {
        self.0.chars().next().unwrap_or_default()
    }

    /// The character of the type of body within that department 机构类别代码.
    #[must_use]
    pub fn body_type(&self) -> char {
        self.0.chars().nth(1).unwrap_or_default()
    }

    /// The six digits of the administrative division that registers 登记管理机关行政区划码 (GB/T 2260).
    #[must_use]
    pub fn region(&self) -> &str {
        self.0.get(2..8).unwrap_or_default()
    }

    /// The organisation code inside, 9th to 17th character; it bears a check character of its own.
    #[must_use]
    pub fn organisation_code(&self) -> OrganisationCode {
        let (body, check) = self.0.get(8..17).and_then(last_char).unwrap_or_default();
        OrganisationCode::inside_a_credit_code(body, check)
    }

    /// The check character the first 17 call for: 31 less the weighted sum modulo 31, weights the powers of 3 modulo 31
    /// (GB 32100-2015).
    #[must_use]
    pub fn expected_check(&self) -> char {
        let weights = std::iter::successors(Some(1_usize), |weight| Some(weight * 3 % 31));
        let sum: usize =
            self.0.chars().take(17).filter_map(value_of).zip(weights).map(|(value, weight)| value * weight).sum();
        ALPHABET.chars().nth((31 - sum % 31) % 31).unwrap_or('0')
    }

    /// Whether the check character holds. That of the organisation code inside is judged apart: it only warns.
    #[must_use]
    pub fn check(&self) -> Check {
        last_char(&self.0).map_or(Check::Absent, |(_, found)| Check::of(self.expected_check(), found))
    }
}

fn value_of(character: char) -> Option<usize> {
    ALPHABET.chars().position(|member| member == character)
}

impl fmt::Display for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(raw: &str) -> Uscc {
        Uscc::parse(raw).expect(raw)
    }

    #[test]
    fn the_example_codes_pass() {
        for raw in
            ["91110000101623741K", "9135021359498494XQ", "911101066976941872", "９１１１００００１０１６２３７４１ｋ"]
        {
            assert_eq!(code(raw).check(), Check::Passes, "{raw}");
        }
    }

    #[test]
    fn the_parts_stand_where_the_standard_puts_them() {
        let code = code("9133078374774186X8");
        assert_eq!((code.department(), code.body_type(), code.region()), ('9', '1', "330783"));
        assert_eq!(code.organisation_code().to_string(), "74774186-X");
        assert_eq!(code.organisation_code().check(), Check::Passes);
    }

    #[test]
    fn an_early_pilot_code_is_kept_although_its_check_character_fails() {
        assert!(code("91350211M0000XUF46").check().fails());
    }

    #[test]
    fn the_check_of_the_organisation_code_inside_is_judged_apart() {
        let code = code("91522625QWER12345E");
        assert_eq!(code.check(), Check::Fails { expected: 'Q', found: 'E' });
        assert_eq!(code.organisation_code().check(), Check::Fails { expected: '9', found: '5' });
    }

    #[test]
    fn letters_that_look_like_digits_are_a_fault() {
        assert_eq!(Uscc::parse("9111000010162374IK"), Err(IdentifierFault::Alphabet { kind: KIND, found: 'I' }));
        assert_eq!(Uscc::parse("9111OOOO101623741K"), Err(IdentifierFault::Alphabet { kind: KIND, found: 'O' }));
    }

    #[test]
    fn another_length_or_a_region_of_letters_is_a_fault() {
        for raw in ["91110000101623741", "91110000101623741KK", "91AB0000101623741K"] {
            assert_eq!(Uscc::parse(raw), Err(IdentifierFault::Shape { kind: KIND }), "{raw}");
        }
    }
}
