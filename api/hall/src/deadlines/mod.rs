//! Days that matter: each case says when something of it falls due, and the sweep raises it, once.
//!
//! ```text
//! set, or watched by its legal period (or moved, or lifted) by an act ──► due ──sweep──► raised: the room's own command,
//!                             ▲                                                          in one transaction
//!                   a calendar that is applied
//! ```
//!
//! **Invariants**
//! - A due moment is computed from its basis by the act that sets it, and never edited: where a calendar changes, every open
//!   one is computed anew from its basis, in the act that applies the calendar.
//! - Whether something has lapsed is decided by the calendar when it is asked. The sweep only makes it visible.
//! - A deadline is raised once, whatever restarts and however many processes sweep: raising it and what follows from it
//!   are one act, and the row is locked meanwhile. One that was due before it was set is raised at the next look.

pub mod feed;
mod period;
mod recompute;
mod rows;
mod store;
mod sweep;

pub use feed::{DeadlineFeedsApi, end_feeds};
pub use period::{Raise, Watched, watch};
pub use recompute::{Moved, Recomputed, recompute};
pub use store::{Deadline, ListedDeadline, hand_over, lift, listed, overdue, set};
pub use sweep::{FallsDue, Sweep};
