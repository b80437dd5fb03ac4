//! A demand 融资需求: how much a firm wants, for how long and what for, on which rights, and what it shows of itself.
//!
//! ```text
//!       draft ──► draft ──publish──► open ──match──► matched ──close──► closed
//!                   ▲                  ▲                │
//!                   │                  └────release─────┘
//!                   └────take_back──── open ──expire──► expired
//!
//!       withdraw (from draft or open) ──► withdrawn
//! ```
//!
//! A deal follows an open demand, one for each bank that is asked. The deal that a bank accepts matches the demand, and from
//! then on no other can; it gives it free again, or closes it when the money is paid.
//!
//! **Invariants**
//! - Every check of every right answers yes, no or that a person must look ([`examine`]), with the reason and the basis. A
//!   demand is opened only while none says no, and when a person settled what needs one; apart from what nobody can be asked
//!   as yet, which the bank's own people look at.
//! - What was checked stays what it is: amount, term and bundle change in a draft only. An open demand is taken back first.
//! - A right whose standing is unknown is not in force. What is known to be no, nobody settles.
//! - A copyright stands in no register of this platform: it is declared, and a person checks its certificate.
//! - A demand is matched by one deal at a time, and only that deal gives it free or closes it.
//! - It is open up to the last day that the firm chose; the calendar says so when it is asked, whatever a sweep did.

mod apply;
mod basis;
mod bundle;
mod checks;
mod command;
mod data;
mod decide;
mod event;
mod facts;
mod gate;
mod key;
mod profile;
pub mod refusals;
pub(in crate::financing) mod said;
mod state;

#[cfg(test)]
pub(in crate::financing) mod tests;

pub use apply::apply;
pub use bundle::{BundledRight, Certificate, CoOwnerConsent, ConsentKind, Origin, StatedValue, Verdict};
pub use checks::{DemandCheck, DemandCheckId, Settled, examine};
pub use command::{DemandCommand, DemandCommandKind};
pub use data::DataPiece;
pub use decide::{allowed, decide, possible};
pub use event::DemandEvent;
pub use facts::{Demand, DemandFacts};
pub use gate::{
    CreditAnswer, DemandGate, DemandNumbers, DisputeAnswer, FirmIdentity, RegisteredOwner, RightAnswer, same_name,
};
pub use key::RightKey;
pub use profile::{Profile, Source, Told};
pub use state::DemandState;
