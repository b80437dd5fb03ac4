//! The sealer: gives committed entries their places in the chain, in batches, within 200 ms.
//!
//! On SQLite an act seals its own entries, and the sealer finds nothing to do. On PostgreSQL every process runs one, and
//! an advisory lock that a transaction holds to its commit makes one of them the sealer of the moment.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::DbErr;
use tokio::sync::{Notify, watch};

use super::store;
use crate::clock::Clocks;
use crate::db::{Database, Isolation};
use crate::readiness::{Hindrance, Readiness};

/// How often entries of other processes are looked for.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// How long it is waited for another sealer that is at work.
const WAIT_FOR_ANOTHER: Duration = Duration::from_millis(10);

/// How often it is waited so; afterwards it is left to the other.
const MOST_WAITS: u32 = 200;
/// How long entries gather before they are sealed. Acts that come one upon the other are sealed, and followed, together
/// instead of each in a transaction of its own that waits for the disk.
const GATHER: Duration = Duration::from_millis(20);

/// How long a sealer rests when the database does not answer.
const REST_AFTER_FAULT: Duration = Duration::from_millis(500);

/// An entry that is unsealed for longer, in milliseconds, is something that somebody should look at.
pub const OLD_AFTER: i64 = 10_000;

/// The name under which readiness hears of unsealed entries.
const CONCERN: &str = "journal_sealing";

/// The sealer. Clones share everything.
#[derive(Debug, Clone)]
pub struct Sealer {
    database: Database,
    clocks: Clocks,
    wake: Arc<Notify>,
    sealed_to: Arc<watch::Sender<i64>>,
}

impl Sealer {
    /// The sealer of this database.
    pub fn new(database: Database, clocks: Clocks) -> Self {
        let sealed_to = Arc::new(watch::Sender::new(0));
        Self { database, clocks, wake: Arc::new(Notify::new()), sealed_to }
    }

    /// Says that an act was committed.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Hears whenever the chain has grown, as far as this process knows.
    pub fn growth(&self) -> watch::Receiver<i64> {
        self.sealed_to.subscribe()
    }

    /// Seals what is there and answers where the chain stands.
    ///
    /// # Errors
    /// The database's.
    pub async fn seal_all(&self) -> Result<i64, DbErr> {
        let mut waited = 0;
        loop {
            let sealed = self
                .database
                .write::<_, DbErr, _>(Isolation::ReadCommitted, |transaction| Box::pin(store::seal(transaction)))
                .await?;
            let position = self.hear_of_growth().await?;
            if 0 < sealed && (sealed as u64) < store::SEALED_AT_ONCE {
                // Less than was asked for is everything there was.
                return Ok(position);
            }
            if sealed == 0 {
                // Nothing is left, or another process is sealing and will be done in a moment.
                let is_done = store::oldest_unsealed(self.database.reader()).await?.is_none();
                if is_done || waited == MOST_WAITS {
                    return Ok(position);
                }
                waited += 1;
                tokio::time::sleep(WAIT_FOR_ANOTHER).await;
            }
        }
    }

    /// Tells those who listen where the chain stands.
    async fn hear_of_growth(&self) -> Result<i64, DbErr> {
        let position = store::last_position(self.database.reader()).await?;
        self.sealed_to.send_if_modified(|known| std::mem::replace(known, position) != position);
        Ok(position)
    }

    /// Seals for ever. Readiness hears of entries that stay unsealed for more than [`OLD_AFTER`].
    pub async fn run(&self, readiness: &Readiness) {
        loop {
            let woken = self.wake.notified();
            match self.seal_unless_empty().await {
                Ok(()) => {
                    let _woken_or_time = tokio::time::timeout(LOOK_EVERY, woken).await;
                    tokio::time::sleep(GATHER).await;
                }
                Err(error) => {
                    tracing::warn!(%error, "the journal could not be sealed; it is tried again");
                    tokio::time::sleep(REST_AFTER_FAULT).await;
                }
            }
            self.look(readiness).await;
        }
    }

    /// A writing transaction is begun only where there is something to seal.
    async fn seal_unless_empty(&self) -> Result<(), DbErr> {
        if store::oldest_unsealed(self.database.reader()).await?.is_some() {
            self.seal_all().await?;
        } else {
            self.hear_of_growth().await?;
        }
        Ok(())
    }

    /// Tells readiness whether an entry has been unsealed for too long.
    pub async fn look(&self, readiness: &Readiness) {
        let Ok(oldest) = store::oldest_unsealed(self.database.reader()).await else { return };
        match oldest.map(|recorded_at| self.clocks.real.now_millis() - recorded_at) {
            Some(age) if age > OLD_AFTER => {
                let said = format!("an entry of the journal has been unsealed for {} s", age / 1_000);
                readiness.hinder(CONCERN, Hindrance::Degraded(said));
            }
            Some(_) | None => readiness.clear(CONCERN),
        }
    }
}
