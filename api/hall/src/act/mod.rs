//! An act: one transaction in which state, entries, deadlines, notices and the answer that may be asked for again commit
//! together.
//!
//! ```text
//! key claimed ─► answered before? ─► replay
//!      │ no
//!      ▼
//! begin ─► load, ask, decide, save, record ─► entries + stored answer ─► commit ─► wake the sealer
//!            └── lost a race (PostgreSQL) ── begin again
//! ```
//!
//! **Invariants**
//! - What an act changes comes from its arguments, for it may run again.
//! - An act that changes something records it: one that records nothing must say so ([`Answer::unchanged`]).
//! - One key leads to one act: a second request with it hears the first one's answer, 409 while it runs, 422 with another
//!   body.

mod answer;
mod asked;
mod case;
mod fault;
mod idempotency;
mod perform;
mod rows;
mod store;

pub use answer::{Accepted, Acted, Answer, Created, Versioned};
pub use asked::{acting_organisation, found, who_acts};
pub use case::{Case, Private, Replay, ReplayOf, Stored, id_of, uuid_of};
pub use fault::{ActFault, Unavailable};
pub(crate) use idempotency::KEPT_FOR;
pub use perform::{Act, Acts};
pub use store::answers::forget_answers_before;
pub use store::table::{self, CaseTable};
