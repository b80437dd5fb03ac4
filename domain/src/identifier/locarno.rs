//! The Locarno Classification of industrial designs 洛迦诺分类.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::canonical::travels_as_its_canonical_string;
use super::fold::{all_digits, first_char, fold};
use super::{IdentifierFault, IdentifierKind};

const KIND: IdentifierKind = IdentifierKind::Locarno;

/// A class and subclass of the Locarno Classification, with the serial number of the good where the gazette prints it.
///
/// Canonical writing: `13-03`, `06-01-C0150`. The edition in `LOC(14)Cl.` in front is read and dropped (that gazettes
/// write so is recalled, unverified).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocarnoClass {
    class: u8,
    subclass: u8,
    good: Option<String>,
}

travels_as_its_canonical_string!(LocarnoClass);

impl LocarnoClass {
    /// The number of classes since the 10th edition.
    pub const LAST: u8 = 32;

    /// Reads `13-03`, `6-1`, `06-01-C0150`, `LOC(14)Cl.13-03`, in any width and case.
    ///
    /// # Errors
    /// [`IdentifierFault::Shape`], [`IdentifierFault::Range`] for a class outside 1 to 32 or a subclass 00, and those
    /// of [`fold`](super::fold()).
    pub fn parse(raw: &str) -> Result<Self, IdentifierFault> {
        let folded = fold(raw)?;
        let shape = || IdentifierFault::Shape { kind: KIND };
        let mut parts = without_edition(&folded).splitn(3, '-');
        let class = parts.next().and_then(two_digits).ok_or_else(shape)?;
        let subclass = parts.next().and_then(two_digits).ok_or_else(shape)?;
        let good = parts.next().map(|good| serial_of_good(good).ok_or_else(shape)).transpose()?;
        let range = |found: u8, highest| IdentifierFault::Range { kind: KIND, found: found.into(), lowest: 1, highest };
        if !(1..=Self::LAST).contains(&class) {
            return Err(range(class, Self::LAST.into()));
        }
        if subclass == 0 {
            return Err(range(subclass, 99));
        }
        Ok(Self { class, subclass, good })
    }

    /// The class, 1 to 32.
    #[must_use]
    pub const fn class(&self) -> u8 {
        self.class
    }

    /// The subclass, 1 to 99 (99: other).
    #[must_use]
    pub const fn subclass(&self) -> u8 {
        self.subclass
    }

    /// The serial number of the good within the subclass: a letter and digits.
    #[must_use]
    pub fn good(&self) -> Option<&str> {
        self.good.as_deref()
    }
}

impl fmt::Display for LocarnoClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.class, self.subclass)?;
        self.good.as_ref().map_or(Ok(()), |good| write!(f, "-{good}"))
    }
}

fn without_edition(folded: &str) -> &str {
    folded
        .strip_prefix("LOC(")
        .and_then(|rest| rest.split_once(")CL."))
        .filter(|(edition, _)| !edition.is_empty() && all_digits(edition))
        .map_or(folded, |(_, rest)| rest)
}

fn two_digits(part: &str) -> Option<u8> {
    Some(part).filter(|part| part.len() <= 2 && all_digits(part))?.parse().ok()
}

fn serial_of_good(part: &str) -> Option<String> {
    let (letter, digits) = first_char(part)?;
    let shaped = letter.is_ascii_uppercase() && digits.len() == 4 && all_digits(digits);
    shaped.then(|| part.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_reads_with_and_without_zeros_edition_and_good() {
        for (raw, canonical) in [
            ("13-03", "13-03"),
            ("6-1", "06-01"),
            ("１５－９９", "15-99"),
            ("06-01-c0150", "06-01-C0150"),
            ("LOC(14) Cl. 13-03", "13-03"),
        ] {
            assert_eq!(LocarnoClass::parse(raw).map(|class| class.to_string()), Ok(canonical.to_owned()), "{raw}");
        }
    }

    #[test]
    fn the_parts_are_told_apart() {
        let class = LocarnoClass::parse("09-01-B0367").expect("a class with a good");
        assert_eq!((class.class(), class.subclass(), class.good()), (9, 1, Some("B0367")));
    }

    #[test]
    fn a_class_above_32_or_a_part_00_is_a_fault() {
        for raw in ["33-01", "00-01", "13-00"] {
            assert!(matches!(LocarnoClass::parse(raw), Err(IdentifierFault::Range { .. })), "{raw}");
        }
    }

    #[test]
    fn what_has_another_shape_is_a_fault() {
        for raw in ["13", "13-", "-03", "13-031", "13-03-", "13-03-0150", "13-03-C15", "LOC()CL.13-03", "十三-03"] {
            assert_eq!(LocarnoClass::parse(raw), Err(IdentifierFault::Shape { kind: KIND }), "{raw}");
        }
    }
}
