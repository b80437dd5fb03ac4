//! A bank's product 金融产品: what it lends on rights, to whom, and under which conditions, as data.
//!
//! ```text
//! draft ──► draft ─publish─► published ◄─resume── paused
//!             │                │  └─────pause──────►│       revise in draft: the same version
//!             └──── withdraw ──┴────────────────────┴─► withdrawn      elsewhere: the next
//! ```
//!
//! **Invariants**
//! - What firms have seen never changes: a revision of it is another version, and a match names the version.
//! - Conditions that contradict each other are refused: every published product can be met by some firm.

mod apply;
mod condition;
mod decide;
mod event;
mod offer;
pub mod refusals;
mod state;
mod terms;
pub(in crate::financing) mod text;
mod words;

#[cfg(test)]
pub(in crate::financing) mod tests;

pub use apply::apply;
pub use condition::Condition;
pub use decide::{allowed, decide, possible};
pub use event::{ProductCommand, ProductCommandKind, ProductEvent};
pub use offer::Offer;
pub use state::{Product, ProductState};
pub use terms::{AmountRange, LoanToValue, RateRange, TermRange, Terms};
pub use words::{CreditGrade, DataKind, FirmSize, PledgedKind, ProductKind, Purpose, Support};

pub(in crate::financing) use offer::MOST_CONDITIONS;
pub(in crate::financing) use terms::{LARGEST_LOAN_FEN, LONGEST_TERM};
