//! The kind of patent that a case asks for, under the code that rows, entries and the contract of this room use.

pub use crate::identifier::PatentKind;

impl PatentKind {
    /// All of them, in the order of the Patent Law (PL 2).
    pub const ALL: &'static [Self] = &[Self::Invention, Self::UtilityModel, Self::Design];

    /// The code that rows, entries and the contract use.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invention => "invention",
            Self::UtilityModel => "utility_model",
            Self::Design => "design",
        }
    }

    /// The one with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.code() == code)
    }
}
