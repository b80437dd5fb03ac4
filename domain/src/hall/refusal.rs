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

/// A refusal of one field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {refusal}")]
pub struct FieldRefusal {
    /// The field as a JSON pointer (RFC 6901) into what was sent: `/revenue/3`; empty where the whole, or the state, is meant.
    pub pointer: String,
    /// Why it is refused.
    pub refusal: Refusal,
}

impl FieldRefusal {
    /// This refusal at that field.
    #[must_use]
    pub fn at(pointer: impl Into<String>, refusal: Refusal) -> Self {
        Self { pointer: pointer.into(), refusal }
    }

    /// It alone, where a list is answered.
    #[must_use]
    pub fn alone(pointer: impl Into<String>, refusal: Refusal) -> Vec<Self> {
        vec![Self::at(pointer, refusal)]
    }
}

impl From<Refusal> for FieldRefusal {
    fn from(refusal: Refusal) -> Self {
        Self { pointer: String::new(), refusal }
    }
}

/// Nothing, where it holds; otherwise the refusal of this field.
pub(crate) fn must(holds: bool, pointer: &str, refusal: fn() -> Refusal) -> Result<(), FieldRefusal> {
    if holds { Ok(()) } else { Err(FieldRefusal::at(pointer, refusal())) }
}

/// Every "no" of one kind of rules: its name, which with the room's is its code, the sentence in both languages, and the
/// article where there is one.
macro_rules! refusals {
    ($room:literal; $($name:ident: $zh:literal / $en:literal $([$basis:literal])?;)+) => {
        $(
            #[doc = concat!($en, ".")]
            #[must_use]
            pub fn $name() -> $crate::hall::Refusal {
                $crate::hall::Refusal::new(concat!($room, ".", stringify!($name)), $zh, $en)$(.with_basis($basis))?
            }
        )+

        /// All of them, for the list of codes.
        pub const ALL: &[fn() -> $crate::hall::Refusal] = &[$($name),+];
    };
}
pub(crate) use refusals;
