//! An id: 128 bits, written as a UUID. Who makes them, and of what, is not known here.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Hexadecimal digits before each hyphen of the written form (RFC 9562 section 4).
const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];

/// The id of an organisation, a person, a case or anything else that rows and entries name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id(u128);

/// Why a text is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is written as a UUID: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12")]
pub struct IdFault;

impl Id {
    /// The id of these bits.
    #[must_use]
    pub const fn from_u128(bits: u128) -> Self {
        Self(bits)
    }

    /// Its bits.
    #[must_use]
    pub const fn as_u128(self) -> u128 {
        self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = self.0;
        let (first, second, third) = (bits >> 96, (bits >> 80) & 0xffff, (bits >> 64) & 0xffff);
        let (fourth, fifth) = ((bits >> 48) & 0xffff, bits & 0xffff_ffff_ffff);
        write!(f, "{first:08x}-{second:04x}-{third:04x}-{fourth:04x}-{fifth:012x}")
    }
}

impl FromStr for Id {
    type Err = IdFault;

    /// Reads the hyphenated form, in either case (RFC 9562 section 4); nothing else.
    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let mut bits = 0_u128;
        let mut lengths = GROUPS.into_iter();
        for group in raw.split('-') {
            if lengths.next() != Some(group.len()) {
                return Err(IdFault);
            }
            for character in group.chars() {
                bits = (bits << 4) | u128::from(character.to_digit(16).ok_or(IdFault)?);
            }
        }
        if lengths.next().is_none() { Ok(Self(bits)) } else { Err(IdFault) }
    }
}

impl TryFrom<String> for Id {
    type Error = IdFault;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        raw.parse()
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EXAMPLE: &str = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";

    #[test]
    fn the_example_of_the_standard_is_read_and_written() {
        let id: Id = EXAMPLE.parse().expect("an id");
        assert_eq!(id, Id::from_u128(0x017f_22e2_79b0_7cc3_98c4_dc0c_0c07_398f));
        assert_eq!(id.to_string(), EXAMPLE);
        assert_eq!(EXAMPLE.to_uppercase().parse(), Ok(id));
        assert_eq!(serde_json::to_value(id).ok(), Some(EXAMPLE.into()));
    }

    #[test]
    fn zeros_in_front_are_written() {
        assert_eq!(Id::from_u128(1).to_string(), "00000000-0000-0000-0000-000000000001");
    }

    #[test]
    fn another_form_is_no_id() {
        for raw in [
            "",
            "017f22e279b07cc398c4dc0c0c07398f",
            "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}",
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398f-",
            "017f22e-279b0-7cc3-98c4-dc0c0c07398f",
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
            "+17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
            "017f22e2-79b0-7cc3-98c4-dc0c0c0739知",
        ] {
            assert_eq!(raw.parse::<Id>(), Err(IdFault), "{raw}");
            assert!(serde_json::from_value::<Id>(raw.into()).is_err(), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(bits: u128) {
            prop_assert_eq!(Id::from_u128(bits).to_string().parse(), Ok(Id::from_u128(bits)));
        }

        #[test]
        fn no_text_brings_the_reader_down(raw in ".{0,40}") {
            let _ = raw.parse::<Id>();
        }
    }
}
