//! What is said of an identifier.

use domain::identifier::Recognition;
use poem_openapi::Object;

/// 号码识别结果。What a string is, if it is an identifier.
#[derive(Debug, Clone, Object)]
#[oai(example)]
pub struct IdentifierAnswer {
    /// The value as it was sent.
    pub value: String,
    /// `patent_application_number`, `patent_publication_number`, `trademark_number`, `uscc`, `organisation_code`, `ipc`,
    /// `nice_class`, `similar_group`, `locarno` or `gi_number`; `null`: no identifier, and `warnings` says why. More
    /// kinds may come.
    pub kind: Option<String>,
    /// The canonical writing.
    pub normalised: Option<String>,
    /// `false` whenever the check character fails or the shape is impossible.
    pub valid: bool,
    /// What is odd about it.
    pub warnings: Vec<IdentifierWarning>,
}

/// One oddity of an identifier.
#[derive(Debug, Clone, Object)]
pub struct IdentifierWarning {
    /// Stable code.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl IdentifierAnswer {
    /// The answer for a value.
    pub fn of(value: String, recognition: Recognition) -> Self {
        let warning = |warning: domain::identifier::Warning| IdentifierWarning {
            code: warning.code.into(),
            zh: warning.zh,
            en: warning.en,
        };
        Self {
            value,
            kind: recognition.kind.map(|kind| kind.code().into()),
            normalised: recognition.normalised,
            valid: recognition.valid,
            warnings: recognition.warnings.into_iter().map(warning).collect(),
        }
    }
}

impl poem_openapi::types::Example for IdentifierAnswer {
    fn example() -> Self {
        let value = "ZL 2020 1 0566088.9";
        Self::of(value.into(), domain::identifier::recognise(value))
    }
}
