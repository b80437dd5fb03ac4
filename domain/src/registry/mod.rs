//! This room decides what the registry says of a right: who holds it, how long its term runs, and whether it stands
//! on a given day.
//!
//! ```text
//! application ──► pending ──► in force ──► dead
//!                    └───────────────────────▲     (refused, withdrawn)
//! whatever the known facts do not settle: unknown, with the reason
//! ```
//!
//! **Invariants**
//! - A status is derived from facts on each reading and is never stored as truth.
//! - What the facts do not say is [`SimpleStatus::Unknown`] with its reason; it is never guessed.
//! - Terms and the meaning of official event codes are rows of `rules/registry.toml`, not constants.
//! - A record is known by its numbers; a number whose check character fails is kept, with a warning.

mod completeness;
mod encumbrance;
mod event;
mod kind;
mod merge;
mod party;
mod record;
mod rules;
mod status;
mod term;

#[cfg(test)]
mod tests;

pub use completeness::{RecordWarning, warnings_of};
pub use encumbrance::{Encumbered, Encumbrance, pledged_on, preserved_on};
pub use event::{EventEffect, LegalEvent};
pub use kind::{RecordKind, RightKind, SimpleStatus};
pub use merge::{MergeConflict, absorb};
pub use party::{Party, PartyRole, holders_on};
pub use record::{GeographicalIndication, Particulars, Patent, Provenance, Publication, Record, Trademark};
pub use rules::{EventRule, RegistryRules, RulesFault, TermRule};
pub use status::{Standing, StatusReason, standing_on};
pub use term::{TermOfRight, term_of_right};
