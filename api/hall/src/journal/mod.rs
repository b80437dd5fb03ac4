//! The journal: every act is one entry or several, written in the act's own transaction and never changed.
//!
//! ```text
//! act ──► entry (committed, unsealed) ──sealer──► position n, chain hash n = H(chain hash n-1, n, content hash)
//!                                                     │
//!                                   followers, feed and cursors read positions only
//! ```
//!
//! **Invariants**
//! - An entry commits with the state it tells of, or neither does.
//! - Positions have no gap, and an entry that could know of another stands behind it: entries are sealed in the order of
//!   their ordinals, which an act takes after everything that it read was committed.
//! - The chain covers who, when, what kind, and the payload as it is stored. Of private payloads that is the sealed
//!   text, so destroying the key leaves the chain whole.
//! - A signed checkpoint outside the database names the head of the chain, so a tail that is cut off is seen.
//!
//! ```text
//! follower Witness ──► <folder>/checkpoints.ndjson      position, hash, time, key, signature; never going back
//!                      <folder>/keys.ndjson             the public keys that signed, each from its first use
//!                      <folder>/destroyed-keys.ndjson   case keys that a restore must destroy again
//! ```

mod chain;
mod checkpoint;
mod entry;
mod export;
pub mod http;
pub(crate) mod rows;
mod sealer;
mod store;
#[cfg(test)]
mod tests;
mod wire;
mod witness;

pub use chain::{ChainHash, GENESIS, content_hash, next};
pub use checkpoint::Checkpoint;
pub use entry::{ActorOf, Aggregate, Entry, NewEntry, Payload, SealedEntry};
pub(crate) use export::LONGEST_LINE;
pub use export::{Export, destroyed_keys};
pub use http::JournalApi;
pub use sealer::{OLD_AFTER, Sealer};
pub use store::{Head, Recording, head, last_position, oldest_unsealed, read, record, seal, tells_of, write};
pub(crate) use store::{beginning_of, entry_of, of_rows};
pub use witness::Witness;
