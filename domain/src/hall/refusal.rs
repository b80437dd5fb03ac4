//! A "no" as a value: a stable code, a sentence in both languages, and the legal basis where there is one.

use std::borrow::Cow;

/// Why a rule says no. What HTTP makes of it is not known here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {en}")]
pub struct Refusal {
    /// Stable dotted code: the room, then the fact that stands in the way (`accounts.invitation_expired`).
    pub code: &'static str,
    /// The sentence in Chinese.
    pub zh: Cow<'static, str>,
    /// The sentence in English.
    pub en: Cow<'static, str>,
    /// The article, where the law itself says no.
    pub basis: Option<&'static str>,
}

impl Refusal {
    /// A refusal with its sentence in Chinese and in English.
    pub fn new(code: &'static str, zh: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self { code, zh: zh.into(), en: en.into(), basis: None }
    }

    /// With the article.
    #[must_use]
    pub const fn with_basis(mut self, basis: &'static str) -> Self {
        self.basis = Some(basis);
        self
    }
}
