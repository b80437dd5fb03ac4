//! What is no longer kept: answers after a day, records of access after their time, what was left behind on the shelf.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

use super::store;
use crate::act::{ActFault, KEPT_FOR, forget_answers_before};
use crate::clock::Clocks;
use crate::config::Retention;
use crate::db::Database;
use crate::files::{Digest, Shelf, ShelfFault};

/// How often it is tidied.
const EVERY: Duration = Duration::from_secs(10 * 60);

/// A content that no file wants is kept for so long: its row may be about to come.
const ORPHANED_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// What a room keeps for a time and forgets then: attempts, ended sessions.
#[async_trait]
pub trait KeptByARoom: Debug + Send + Sync {
    /// What it is, for the log.
    fn name(&self) -> &'static str;

    /// Forgets what is older than this instant (milliseconds since 1970); answers how much.
    async fn forget_before(&self, database: &Database, instant: i64) -> Result<u64, ActFault>;
}

/// What tidies. Clones share everything.
#[derive(Debug, Clone)]
pub struct Housekeeping {
    database: Database,
    shelf: Shelf,
    clocks: Clocks,
    settings: Retention,
    rooms: Arc<[Arc<dyn KeptByARoom>]>,
}

/// What went in one round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tidied {
    /// Stored answers older than a day.
    pub answers: u64,
    /// Records of access older than the settings say.
    pub access: u64,
    /// Contents whose arrival broke off.
    pub left_behind: u64,
    /// Contents that no file wants.
    pub orphans: u64,
    /// How many of these tasks failed; the log says why.
    pub failed: u32,
}

impl Housekeeping {
    /// Tidies this database and this shelf.
    pub fn new(
        database: Database,
        shelf: Shelf,
        clocks: Clocks,
        settings: Retention,
        rooms: Vec<Arc<dyn KeptByARoom>>,
    ) -> Self {
        Self { database, shelf, clocks, settings, rooms: rooms.into() }
    }

    /// One round. A task that fails is told to the log and holds up no other.
    pub async fn once(&self) -> Tidied {
        let now = self.clocks.real.now_millis();
        let mut failed = 0;
        let mut count = |task: &str, outcome: Result<u64, ActFault>| {
            outcome.unwrap_or_else(|error| {
                tracing::warn!(task, %error, "what is no longer kept could not be removed; it is tried again");
                failed += 1;
                0
            })
        };
        let answers = forget_answers_before(self.database.writer(), now - KEPT_FOR).await;
        let answers = count("answers", answers.map_err(Into::into));
        let mut access = 0;
        for room in self.rooms.iter() {
            let since = self.settings.access_kept_since(now);
            access += count(room.name(), room.forget_before(&self.database, since).await);
        }
        let left_behind = self.shelf.remove_leftovers(self.clocks.real.as_ref());
        let left_behind = count("left_behind", left_behind.map(|count| count as u64).map_err(of_shelf));
        let orphans = count("orphans", self.remove_orphans().await);
        Tidied { answers, access, left_behind, orphans, failed }
    }

    /// Removes contents that no file has wanted for a day.
    async fn remove_orphans(&self) -> Result<u64, ActFault> {
        let shelf = self.shelf.clone();
        let held = tokio::task::spawn_blocking(move || shelf.digests()?.collect::<Result<Vec<Digest>, ShelfFault>>());
        let held = held.await.map_err(std::io::Error::other).map_err(ShelfFault::from).map_err(of_shelf)?;
        let held = held.map_err(of_shelf)?;
        let wanted = store::wanted(&self.database, &held).await?;
        let mut removed = 0;
        for orphan in held.iter().filter(|digest| !wanted.contains(&digest.to_string())) {
            let gone = self.shelf.remove_untouched(orphan, self.clocks.real.as_ref(), ORPHANED_AFTER).await;
            removed += u64::from(gone.map_err(of_shelf)?);
        }
        Ok(removed)
    }

    /// Tidies for ever, every ten minutes.
    pub async fn run(&self) {
        loop {
            let tidied = self.once().await;
            if tidied != Tidied::default() {
                tracing::info!(?tidied, "what is no longer kept was removed");
            }
            tokio::time::sleep(EVERY).await;
        }
    }
}

fn of_shelf(fault: ShelfFault) -> ActFault {
    ActFault::Inconsistent { table: "hall_file", cause: fault.to_string() }
}
