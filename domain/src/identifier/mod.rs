//! The numbers of Chinese IP practice: reading them, writing them one way, judging their check characters.
//!
//! Decides what a number is and whether it can be right; whether it was ever given out is the registers' to say.
//!
//! Invariants: `parse` never panics and looks at no more than [`LONGEST_INPUT`] characters; `Display` writes the
//! canonical form, and reading that gives it back; a failed check character is a verdict ([`Check`]), never a fault,
//! because offices have given out such numbers; every type travels as its canonical string.

mod canonical;
mod fault;
mod fold;
mod gi_number;
mod ipc;
mod kind;
mod locarno;
mod nice;
mod organisation_code;
mod patent_number;
mod publication_number;
mod recognise;
mod trademark_number;
mod uscc;
mod verdict;

#[cfg(test)]
mod tests;

pub use fault::IdentifierFault;
pub use fold::{LONGEST_INPUT, fold};
pub use gi_number::{EuropeanRequest, EuropeanScheme, GiNumber};
pub use ipc::{IpcLevel, IpcPrefix, IpcSymbol, IpcVersion};
pub use kind::IdentifierKind;
pub use locarno::LocarnoClass;
pub use nice::{NiceClass, SimilarGroup};
pub use organisation_code::OrganisationCode;
pub use patent_number::{PatentKind, PatentNumber};
pub use publication_number::{KindCode, KindMeaning, PublicationNumber};
pub use recognise::recognise;
pub use trademark_number::TrademarkNumber;
pub use uscc::Uscc;
pub use verdict::{Check, Recognition, Warning};
