//! Why a text is not an identifier. A failed check character is no fault: see [`super::Check`].

use std::fmt;

use super::{IdentifierKind, Warning};

/// Why a text could not be read as an identifier of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentifierFault {
    /// Nothing but white space.
    Empty,
    /// More than [`super::LONGEST_INPUT`] characters.
    TooLong,
    /// The text has not the shape of this kind.
    Shape {
        /// The kind asked for.
        kind: IdentifierKind,
    },
    /// The digits of the year cannot be a filing year under the scheme of that length.
    Year {
        /// The digits that stand where the year stands.
        found: String,
    },
    /// The digit that tells invention, utility model and design apart is none of those in use.
    KindDigit {
        /// The kind asked for.
        kind: IdentifierKind,
        /// The digit found.
        found: char,
    },
    /// A character that the alphabet of this kind leaves out.
    Alphabet {
        /// The kind asked for.
        kind: IdentifierKind,
        /// The character found.
        found: char,
    },
    /// A part that is a number lies outside its range.
    Range {
        /// The kind asked for.
        kind: IdentifierKind,
        /// The number found.
        found: u16,
        /// The lowest in use.
        lowest: u16,
        /// The highest in use.
        highest: u16,
    },
}

impl IdentifierFault {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "identifier.empty",
            Self::TooLong => "identifier.too_long",
            Self::Shape { .. } => "identifier.shape",
            Self::Year { .. } => "identifier.year",
            Self::KindDigit { .. } => "identifier.kind_digit",
            Self::Alphabet { .. } => "identifier.alphabet",
            Self::Range { .. } => "identifier.range",
        }
    }

    /// The sentence in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::Empty => "未输入任何内容。".to_owned(),
            Self::TooLong => format!("输入超过{}个字符，不是编号。", super::LONGEST_INPUT),
            Self::Shape { kind } => format!("格式不符合{}：应为{}。", kind.zh(), kind.shape_zh()),
            Self::Year { found } => format!("“{found}”不能作为专利申请号的申请年份。"),
            Self::KindDigit { kind, found } => {
                format!("{}中表示专利种类的数字“{found}”不在使用范围内。", kind.zh())
            }
            Self::Alphabet { kind, found } => {
                format!("{}不使用字符“{}”。", kind.zh(), found.escape_debug())
            }
            Self::Range { kind, found, lowest, highest } => {
                format!("{}中的{found}超出范围：应为{lowest}至{highest}。", kind.zh())
            }
        }
    }

    /// The sentence in English.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            Self::Empty => "Nothing was entered.".to_owned(),
            Self::TooLong => format!("More than {} characters: not an identifier.", super::LONGEST_INPUT),
            Self::Shape { kind } => format!("Not the shape of a {}: expected {}.", kind.en(), kind.shape_en()),
            Self::Year { found } => format!("“{found}” cannot be the filing year of a patent application number."),
            Self::KindDigit { kind, found } => {
                format!("The digit “{found}” for the kind of patent is not in use in a {}.", kind.en())
            }
            Self::Alphabet { kind, found } => {
                format!("A {} does not use the character “{}”.", kind.en(), found.escape_debug())
            }
            Self::Range { kind, found, lowest, highest } => {
                format!("{found} is out of range in a {}: expected {lowest} to {highest}.", kind.en())
            }
        }
    }

    /// The fault as a warning, for a recognition that goes on to answer.
    #[must_use]
    pub fn to_warning(&self) -> Warning {
        Warning { code: self.code(), zh: self.zh(), en: self.en() }
    }
}

impl fmt::Display for IdentifierFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en())
    }
}

impl std::error::Error for IdentifierFault {}
