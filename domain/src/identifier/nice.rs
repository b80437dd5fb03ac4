//! The Nice Classification of goods and services 尼斯分类, and the similar groups 类似群 the Chinese table divides it into.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::canonical::travels_as_its_canonical_string;
use super::fold::{all_digits, fold};
use super::{IdentifierFault, IdentifierKind};

/// A class of the Nice Classification, 1 to 45. Canonical writing: two digits (`09`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NiceClass(u8);

travels_as_its_canonical_string!(NiceClass, SimilarGroup);

impl NiceClass {
    /// The number of classes since the 8th edition.
    pub const LAST: u8 = 45;

    /// Reads `9`, `09`, `第9类`, in any width.
    ///
    /// # Errors
    /// [`IdentifierFault::Shape`], [`IdentifierFault::Range`], and those of [`fold`](super::fold()).
    pub fn parse(raw: &str) -> Result<Self, IdentifierFault> {
        let kind = IdentifierKind::NiceClass;
        let folded = fold(raw)?;
        let bare = folded.strip_prefix('第').and_then(|rest| rest.strip_suffix('类')).unwrap_or(&folded);
        if bare.len() > 2 || !all_digits(bare) {
            return Err(IdentifierFault::Shape { kind });
        }
        let number: u8 = bare.parse().map_err(|_| IdentifierFault::Shape { kind })?;
        Self::new(number).ok_or(IdentifierFault::Range {
            kind,
            found: u16::from(number),
            lowest: 1,
            highest: u16::from(Self::LAST),
        })
    }

    /// The class of that number, if there is one.
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        (1..=Self::LAST).contains(&number).then_some(Self(number))
    }

    /// The number of the class.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Whether the class holds services (35 to 45) rather than goods.
    #[must_use]
    pub const fn is_service(self) -> bool {
        self.0 >= 35
    }
}

impl fmt::Display for NiceClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

/// A similar group: `CCGG`, class and group, four digits (`0901`).
///
/// Which groups exist depends on the edition of the table (0305 is gone since 2026), so only class and shape are
/// judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SimilarGroup {
    class: NiceClass,
    group: u8,
}

impl SimilarGroup {
    /// Reads `0901`, in any width.
    ///
    /// # Errors
    /// [`IdentifierFault::Shape`], [`IdentifierFault::Range`] for a class above 45 or a class or group 00, and those
    /// of [`fold`](super::fold()).
    pub fn parse(raw: &str) -> Result<Self, IdentifierFault> {
        let kind = IdentifierKind::SimilarGroup;
        let folded = fold(raw)?;
        let number: u16 = Some(folded.as_str())
            .filter(|digits| digits.len() == 4 && all_digits(digits))
            .and_then(|digits| digits.parse().ok())
            .ok_or(IdentifierFault::Shape { kind })?;
        let (class, group) = (number / 100, number % 100);
        let range = |found, highest| IdentifierFault::Range { kind, found, lowest: 1, highest };
        let class = u8::try_from(class)
            .ok()
            .and_then(NiceClass::new)
            .ok_or_else(|| range(class, u16::from(NiceClass::LAST)))?;
        match u8::try_from(group) {
            Ok(group) if group > 0 => Ok(Self { class, group }),
            _ => Err(range(group, 99)),
        }
    }

    /// The class the group lies in.
    #[must_use]
    pub const fn class(self) -> NiceClass {
        self.class
    }

    /// The number of the group within its class.
    #[must_use]
    pub const fn group(self) -> u8 {
        self.group
    }
}

impl fmt::Display for SimilarGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:02}", self.class, self.group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_writing_of_a_class_has_two_digits_in_the_end() {
        for raw in ["9", "09", "第9类", "第 09 类", "９"] {
            assert_eq!(NiceClass::parse(raw).map(|class| class.to_string()), Ok("09".to_owned()), "{raw}");
        }
    }

    #[test]
    fn there_are_classes_1_to_45_and_services_begin_at_35() {
        let class = |raw| NiceClass::parse(raw);
        assert_eq!(class("45").map(NiceClass::is_service), Ok(true));
        assert_eq!(class("34").map(NiceClass::is_service), Ok(false));
        for (raw, found) in [("0", 0), ("46", 46)] {
            let kind = IdentifierKind::NiceClass;
            assert_eq!(class(raw), Err(IdentifierFault::Range { kind, found, lowest: 1, highest: 45 }), "{raw}");
        }
    }

    #[test]
    fn a_similar_group_is_its_class_and_its_number() {
        let group = SimilarGroup::parse("０９０１").expect("a group of class 9");
        assert_eq!((group.class().number(), group.group(), group.to_string().as_str()), (9, 1, "0901"));
    }

    #[test]
    fn a_similar_group_of_no_class_is_a_fault() {
        let kind = IdentifierKind::SimilarGroup;
        for (raw, found, highest) in [("0001", 0, 45), ("4601", 46, 45), ("0900", 0, 99)] {
            let fault = IdentifierFault::Range { kind, found, lowest: 1, highest };
            assert_eq!(SimilarGroup::parse(raw), Err(fault), "{raw}");
        }
    }

    #[test]
    fn what_has_another_shape_is_a_fault() {
        for raw in ["", "009", "-9", "+9", "第类", "九", "第9", "9类"] {
            assert!(NiceClass::parse(raw).is_err(), "{raw}");
        }
        for raw in ["901", "+901", "09-1", "09010", "零九零一"] {
            let kind = IdentifierKind::SimilarGroup;
            assert_eq!(SimilarGroup::parse(raw), Err(IdentifierFault::Shape { kind }), "{raw}");
        }
    }
}
