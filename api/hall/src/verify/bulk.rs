//! What a room holds in bulk: not folded row by row, and held against the journal in a way of the room's own.

use std::fmt::Debug;

use async_trait::async_trait;

use super::Findings;
use crate::act::ActFault;
use crate::db::Snapshot;
use crate::journal::Entry;

/// How bulk is held against the journal. A room implements it for what it does not fold.
#[async_trait]
pub trait Bulk: Debug + Send + Sync {
    /// The kind of case under which the journal tells of it.
    fn kind(&self) -> &'static str;

    /// Hears of every entry, of whatever kind, in their order.
    fn hear(&mut self, entry: &Entry);

    /// Adds what does not agree.
    ///
    /// # Errors
    /// The database's.
    async fn compare(&mut self, snapshot: &Snapshot, findings: &mut Findings) -> Result<(), ActFault>;
}
