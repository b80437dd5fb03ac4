//! What is said of an identifier: whether its check character holds, and what a text was recognised as.

use super::IdentifierKind;

/// What the check character of an identifier says.
///
/// A failure is kept, never refused: of 1.1 million registered credit codes about one in ten thousand fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Check {
    /// The character is the one computed.
    Passes,
    /// The character differs from the one computed: a slip of the pen, or a code given out wrong.
    Fails {
        /// The character computed from the rest.
        expected: char,
        /// The character written.
        found: char,
    },
    /// No check character was written.
    Absent,
}

impl Check {
    pub(super) fn of(expected: char, found: char) -> Self {
        if expected == found { Self::Passes } else { Self::Fails { expected, found } }
    }

    /// Whether a check character was written and is wrong.
    #[must_use]
    pub const fn fails(self) -> bool {
        matches!(self, Self::Fails { .. })
    }
}

/// A remark on an identifier, in both languages of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Stable dotted code, as `identifier.check_character_fails`.
    pub code: &'static str,
    /// The sentence in Chinese.
    pub zh: String,
    /// The sentence in English.
    pub en: String,
}

impl Warning {
    pub(super) fn unknown() -> Self {
        Self {
            code: "identifier.unknown",
            zh: "不是本平台能识别的编号。".to_owned(),
            en: "Not an identifier this platform recognises.".to_owned(),
        }
    }

    pub(super) fn check_character_fails(kind: IdentifierKind, expected: char, found: char) -> Self {
        Self {
            code: "identifier.check_character_fails",
            zh: format!("{}的校验位不符：应为“{expected}”，实为“{found}”。", kind.zh()),
            en: format!("The check character of the {} fails: expected “{expected}”, found “{found}”.", kind.en()),
        }
    }

    pub(super) fn check_character_absent(kind: IdentifierKind, expected: char) -> Self {
        Self {
            code: "identifier.check_character_absent",
            zh: format!("{}未写校验位；按规则应为“{expected}”。", kind.zh()),
            en: format!("The {} has no check character; it would be “{expected}”.", kind.en()),
        }
    }

    pub(super) fn organisation_code_check_fails(expected: char, found: char) -> Self {
        Self {
            code: "identifier.organisation_code_check_fails",
            zh: format!("信用代码内的组织机构代码校验码不符：应为“{expected}”，实为“{found}”。"),
            en: format!(
                "The organisation code inside the credit code fails its check: expected “{expected}”, found “{found}”."
            ),
        }
    }

    pub(super) fn ambiguous(other: IdentifierKind, reading: &str) -> Self {
        Self {
            code: "identifier.ambiguous",
            zh: format!("也可能是{}：{reading}。", other.zh()),
            en: format!("This can also be read as a {}: {reading}.", other.en()),
        }
    }

    pub(super) fn foreign_shape_only(country: &str) -> Self {
        Self {
            code: "identifier.foreign_shape_only",
            zh: format!("“{country}”开头的号码仅核对了格式，未核对是否存在。"),
            en: format!("Only the shape of a number beginning with “{country}” was checked, not whether it exists."),
        }
    }

    pub(super) fn kind_code_unknown(kind_code: &str) -> Self {
        Self {
            code: "identifier.kind_code_unknown",
            zh: format!("中国专利文献种类代码中没有“{kind_code}”。"),
            en: format!("“{kind_code}” is not among the kind codes of Chinese patent documents."),
        }
    }

    pub(super) fn kind_code_mismatch(digit: char, kind_code: &str) -> Self {
        Self {
            code: "identifier.kind_code_mismatch",
            zh: format!("种类数字“{digit}”与文献种类代码“{kind_code}”表示的专利种类不一致。"),
            en: format!("The digit “{digit}” and the kind code “{kind_code}” name different kinds of patent."),
        }
    }
}

/// What a text was recognised as.
///
/// Invariants: `normalised` is there only with a `kind`; `valid` holds only with a `normalised`; without a `kind`
/// there is at least one warning that says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognition {
    /// The kind, where there is one.
    pub kind: Option<IdentifierKind>,
    /// The canonical writing, where the text has the shape of its kind (also when the check character fails).
    pub normalised: Option<String>,
    /// False where the check character fails, the shape is impossible, or the text is no identifier.
    pub valid: bool,
    /// Whether `ZL` was written. Before the grant that is passing-off (PIR 101), but no number tells whether a grant
    /// exists.
    pub written_as_patent: bool,
    /// Remarks, in the order in which they matter.
    pub warnings: Vec<Warning>,
}

impl Recognition {
    pub(super) fn nothing(why: Warning) -> Self {
        Self { kind: None, normalised: None, valid: false, written_as_patent: false, warnings: vec![why] }
    }

    pub(super) fn of(kind: IdentifierKind, normalised: String) -> Self {
        Self {
            kind: Some(kind),
            normalised: Some(normalised),
            valid: true,
            written_as_patent: false,
            warnings: Vec::new(),
        }
    }

    pub(super) fn impossible(kind: IdentifierKind, why: Warning) -> Self {
        Self { kind: Some(kind), normalised: None, valid: false, written_as_patent: false, warnings: vec![why] }
    }

    pub(super) fn with(mut self, warning: Warning) -> Self {
        self.warnings.push(warning);
        self
    }

    /// Enters the verdict on the check character; `expected` is what it would be where none was written.
    pub(super) fn judged(mut self, kind: IdentifierKind, check: Check, expected: char) -> Self {
        match check {
            Check::Passes => {}
            Check::Fails { expected, found } => {
                self.valid = false;
                self.warnings.push(Warning::check_character_fails(kind, expected, found));
            }
            Check::Absent => self.warnings.push(Warning::check_character_absent(kind, expected)),
        }
        self
    }
}
