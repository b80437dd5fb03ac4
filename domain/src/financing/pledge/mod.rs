//! A pledge 质权 of one right, and the mirror of what stands of it in the office's register.
//!
//! ```text
//! prepare ─► pack_ready ─submit─► submitted ─register─► registered ◄─► amend, extend: a further version of the entry
//!                │                 │  ▲ │                   │
//!                │        defects, cure │ └─refuse─► refused └─release─► released
//!                └──abandon────────┴──► abandoned
//! mirror (a pledge made elsewhere, as the registry tells) ─► registered
//! ```
//!
//! The office registers; this room prepares the pack, follows what the office does, and says how it knows.
//!
//! **Invariants**
//! - Everything for which the office would refuse is asked before anyone signs ([`examine`]): each check answers yes, no or
//!   that a person must look. No pack is made while one says no, but for what the parties may declare to know; what needs a
//!   person is settled with a reason.
//! - How many pledges a right carries at once is a number of `rules/financing.toml` for each kind; one, unless it says more.
//! - What was registered never changes: an amendment, an extension and the release are further versions, each with its day, the
//!   office's number and how it is known ([`HowKnown`]). [`Register::as_of`] answers for any day.
//! - A pledge of the platform is registered by the office's notice alone; one made elsewhere by whatever tells of it.
//! - The office's clock starts anew when all defects are cured, and stands still while one is not. Its being late ends nothing.

mod apply;
mod checks;
mod command;
mod decide;
mod event;
mod facts;
mod gate;
mod grounds;
mod papers;
mod procedure;
pub mod refusals;
mod register;
mod said;
mod state;
mod words;

#[cfg(test)]
pub(in crate::financing) mod tests;

pub use apply::apply;
pub use checks::{Cleared, PledgeCheck, examine, may_be_signed, what_keeps_from_signing};
pub use command::{PledgeCommand, PledgeCommandKind};
pub use decide::{allowed, decide, possible};
pub use event::PledgeEvent;
pub use facts::{Elsewhere, Origin, Pack, PledgeFacts, PledgeTerms};
pub use gate::PledgeGate;
pub use grounds::Ground;
pub use papers::{Paper, papers};
pub use procedure::{Procedure, step};
pub use register::{Content, HowKnown, PublicEntry, Register, Version, public_entry};
pub use state::{Defects, PledgeState};
pub use words::{EntryKind, ReleaseReason};

pub(in crate::financing) use procedure::{COPYRIGHT, PATENT_BY_WINDOW, PATENT_ONLINE, TRADEMARK};
