//! Who may do what: a caller is known, an operation has its row in one table, and what the row does not allow is refused.
//!
//! ```text
//! request ──► operation of the contract ──► row ──► caller (session | token | visitor) ──► Call, or 401, 403, 404, 428
//! ```
//!
//! **Invariants**
//! - The program does not start while an operation lacks its row.
//! - A handler has no [`Call`] but from the guard; a store that reads rows of organisations takes the [`Call`]'s confinement.
//! - Scopes, roles, suspensions and authorisations are read at each request, so a withdrawal acts at once.

mod caller;
mod guard;
mod table;

pub use caller::{Call, Caller, Facts, Idempotency, Mandate, Seat, Who};
pub use guard::{ACTING_FOR, Authenticator, Guard, IDEMPOTENCY_KEY, SESSION_COOKIE};
pub use table::{Effect, Persons, Policy, PolicyFault, Row};

/// Whose rows may be seen and changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// The person's own.
    Own,
    /// Those of the organisation he acts for.
    OwnOrganisation,
    /// Everyone's.
    Everyones,
}
