//! Trademark application and registration numbers 商标申请号、注册号: one number serves for both.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::canonical::travels_as_its_canonical_string;
use super::fold::{first_char, fold, leading_digits};
use super::{IdentifierFault, IdentifierKind};

const KIND: IdentifierKind = IdentifierKind::TrademarkNumber;

/// A trademark number: one to eight digits, perhaps a letter (part of a divided application), `G` in front for an
/// international registration under the Madrid system. All of this shape is recalled, unverified; there is no check
/// character.
///
/// Canonical writing: as written after folding, without `第` and `号`. Leading zeros stay: no source says that
/// offices treat a number with and without them as one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TrademarkNumber {
    madrid: bool,
    digits: String,
    part: Option<char>,
}

travels_as_its_canonical_string!(TrademarkNumber);

impl TrademarkNumber {
    /// Reads `12345678`, `12345678A`, `G1234567`, `第1234567号`, in any width and case.
    ///
    /// # Errors
    /// [`IdentifierFault::Shape`] and those of [`fold`](super::fold()).
    pub fn parse(raw: &str) -> Result<Self, IdentifierFault> {
        let folded = fold(raw)?;
        let bare = folded.strip_prefix('第').and_then(|rest| rest.strip_suffix('号')).unwrap_or(&folded);
        let (madrid, rest) = bare.strip_prefix('G').map_or((false, bare), |rest| (true, rest));
        let (digits, rest) = leading_digits(rest);
        let part = match first_char(rest) {
            None => None,
            Some((letter, "")) if letter.is_ascii_uppercase() => Some(letter),
            Some(_) => return Err(IdentifierFault::Shape { kind: KIND }),
        };
        if !(1..=8).contains(&digits.len()) || digits.bytes().all(|digit| digit == b'0') {
            return Err(IdentifierFault::Shape { kind: KIND });
        }
        Ok(Self { madrid, digits: digits.to_owned(), part })
    }

    /// Whether it is an international registration under the Madrid system.
    #[must_use]
    pub const fn is_madrid(&self) -> bool {
        self.madrid
    }

    /// The digits as written.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The letter of the part, where the application was divided.
    #[must_use]
    pub const fn part(&self) -> Option<char> {
        self.part
    }
}

impl fmt::Display for TrademarkNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.madrid {
            f.write_str("G")?;
        }
        f.write_str(&self.digits)?;
        self.part.map_or(Ok(()), |part| write!(f, "{part}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_writings_of_a_number_lose_their_wrapping_and_keep_their_zeros() {
        for (raw, canonical) in [
            ("12345678", "12345678"),
            ("第 1234567 号", "1234567"),
            ("１２３４５６７８ａ", "12345678A"),
            ("g1234567", "G1234567"),
            ("0012345", "0012345"),
        ] {
            assert_eq!(TrademarkNumber::parse(raw).map(|n| n.to_string()), Ok(canonical.to_owned()), "{raw}");
        }
    }

    #[test]
    fn g_tells_an_international_registration_and_a_letter_behind_a_part() {
        let number = TrademarkNumber::parse("G1234567A").expect("a Madrid number");
        assert!(number.is_madrid());
        assert_eq!((number.digits(), number.part()), ("1234567", Some('A')));
    }

    #[test]
    fn what_has_another_shape_is_a_fault() {
        for raw in ["123456789", "G", "A123", "12345AB", "第号", "1234号", "000"] {
            assert_eq!(TrademarkNumber::parse(raw), Err(IdentifierFault::Shape { kind: KIND }), "{raw}");
        }
    }
}
