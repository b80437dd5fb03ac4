//! Days that matter: each case says when something of it falls due, and the sweep raises it, once.
//!
//! ```text
//! set (or moved, or lifted) by an act ──► due ──sweep──► raised: the room's own command, in one transaction
//! ```
//!
//! **Invariants**
//! - A due moment is computed from its basis by the act that sets it, and never edited.
//! - Whether something has lapsed is decided by the calendar when it is asked. The sweep only makes it visible.
//! - A deadline is raised once, whatever restarts and however many processes sweep: raising it and what follows from it
//!   are one act, and the row is locked meanwhile.

mod rows;
mod store;
mod sweep;

pub use store::{Deadline, lift, overdue, set};
pub use sweep::{FallsDue, Sweep};
