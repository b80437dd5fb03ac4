//! The answer to a check: yes, no, or that a person must look, with the sentence and the basis. Nothing is silently
//! refused, and what cannot be known is said to be unknown.

use serde::{Deserialize, Serialize};

use crate::hall::Answer;

/// What one check says, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAnswer<C = super::case::CheckId> {
    /// Which check.
    pub check: C,
    /// What it says.
    pub answer: Answer,
    /// The reason in Chinese.
    pub zh: String,
    /// The reason in English.
    pub en: String,
    /// The article or rule that asks for it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

impl<C> CheckAnswer<C> {
    /// An answer without a basis.
    pub(super) fn new(check: C, answer: Answer, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { check, answer, zh: zh.into(), en: en.into(), basis: None }
    }

    /// With the rule that asks for it.
    #[must_use]
    pub(super) fn on(mut self, basis: impl Into<String>) -> Self {
        self.basis = Some(basis.into());
        self
    }
}
