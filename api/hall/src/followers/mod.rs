//! Followers: whoever must do something when something has happened. Each reads the journal behind a cursor of its own.
//!
//! ```text
//! positions ──► entries behind the cursor ──► effect ──► cursor
//!                inside:  one act, cursor and effect commit together
//!                outside: under a lease, the effect first, then the cursor
//! ```
//!
//! **Invariants**
//! - A follower sees every entry, in order, at least once; its effects bear repetition.
//! - One that fails waits, longer each time, and tries again. It holds up nobody, least of all an act.
//! - Of a follower one works at a time, whatever the number of processes.

mod rows;
mod run;
mod store;

pub use run::{Effect, Follower, Followers};
pub use store::{Cursor, cursors};
