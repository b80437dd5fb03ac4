//! What operators do with a house: back it up while it serves, restore it elsewhere, examine it, keep it tidy.
//!
//! ```text
//! backup/
//!   manifest.json         what the rest must be, where the journal stood, and where the master key is not
//!   database.sqlite       or database.pgdump: the database as it was at one moment
//!   files.txt             a line for each content: its digest and its length
//!   files/ba/ba7816bf…    the contents
//!   journal/              checkpoints.ndjson, keys.ndjson, destroyed-keys.ndjson
//! ```
//!
//! **Invariants**
//! - A backup has its name when it is whole and durable; until then the name ends in `.partial`.
//! - The master key is in no backup, and the index, which is built anew, neither.
//! - Checkpoints are copied before the database and destroyed keys after it: no checkpoint names what the copy lacks, and
//!   no key that was destroyed before the copy is missing in the list.
//! - A restore puts nothing over anything, and destroys again every key that the backup brought back.

mod backup;
mod destroyed_keys;
mod doctor;
mod fault;
mod folder;
mod manifest;
mod postgres;
mod restore;
mod retention;
mod store;

pub use backup::{BackupReport, BackupSource, backup};
pub use destroyed_keys::{append, read};
pub use doctor::{Finding, State, Surroundings, examine};
pub use fault::{BackupFault, RestoreFault};
pub use manifest::{Blobs, FORMAT, JournalHead, Kept, Kind, Manifest};
pub use restore::{RestoreReport, Restoring, is_half_restored, restore};
pub use retention::{Housekeeping, KeptByARoom, Tidied};

#[cfg(test)]
mod tests;
