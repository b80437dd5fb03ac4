//! A consent 授权: what a firm lets one bank see of one demand, for what and until when, and what the bank has looked at.
//!
//! ```text
//! ──give──► given ──read──► given      (while it stands: up to its last day)
//!             └──withdraw──► withdrawn
//! ```
//!
//! **Invariants**
//! - A bank sees of a firm what a consent that stands gives it, and nothing else.
//! - Every look is written down before it is answered: who, when, which fields. The firm sees all of them.
//! - A consent that is withdrawn or past its last day is for the bank as if it had never been. What was read stays read.
//! - Fields only narrow: what was not given is given by another consent.

mod apply;
mod decide;
mod event;
pub mod refusals;
mod state;
mod words;

#[cfg(test)]
pub(in crate::financing) mod tests;

pub use apply::apply;
pub use decide::{allowed, decide, possible};
pub use event::{ConsentCommand, ConsentCommandKind, ConsentEvent};
pub use state::{Consent, ConsentState, Reading};
pub use words::{ConsentField, ConsentPurpose};
