//! The witness: a follower that signs where the chain stands and writes it outside the database, together with the case
//! keys that were destroyed.

use std::collections::HashSet;
use std::io;
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::Mutex;
use uuid::Uuid;

use super::{Checkpoint, Export, SealedEntry, store};
use crate::act::ActFault;
use crate::case_keys::{self, DestroyedKey};
use crate::clock::Clocks;
use crate::db::Database;
use crate::followers::{Effect, Follower};
use crate::signing_keys::SigningKeys;

/// How far back destroyed keys are looked for again, in milliseconds: an act commits after the instant that it writes.
const LOOKED_BACK: i64 = 60 * 60 * 1_000;

/// Signs where the chain stands.
#[derive(Debug)]
pub struct Witness {
    database: Database,
    clocks: Clocks,
    keys: SigningKeys,
    export: Export,
    /// The shortest time between two checkpoints.
    pause: Duration,
    noted: Mutex<Option<Noted>>,
}

/// The destroyed keys that the file names, and up to when the database was asked for more.
#[derive(Debug)]
struct Noted {
    cases: HashSet<Uuid>,
    until: i64,
}

impl Witness {
    /// A witness that writes there, not more often than this.
    pub fn new(database: Database, clocks: Clocks, keys: SigningKeys, export: Export, pause: Duration) -> Self {
        Self { database, clocks, keys, export, pause, noted: Mutex::default() }
    }

    /// Notes the keys that were destroyed since the last time.
    async fn note_destroyed_keys(&self) -> Result<(), ActFault> {
        let mut kept = self.noted.lock().await;
        let mut noted = match kept.take() {
            Some(noted) => noted,
            None => {
                let cases = self.at_the_disk(Export::destroyed).await?;
                Noted { cases: cases.into_iter().collect(), until: i64::MIN }
            }
        };
        let since = noted.until.saturating_sub(LOOKED_BACK);
        let found = case_keys::destroyed_since(self.database.reader(), since).await?;
        let until = found.last().map_or(noted.until, |(_, at)| *at);
        let keys = found.into_iter().map(|(case, destroyed_at)| DestroyedKey { case, destroyed_at });
        let new: Vec<DestroyedKey> = keys.filter(|key| !noted.cases.contains(&key.case)).collect();
        if !new.is_empty() {
            let written = new.clone();
            self.at_the_disk(move |export| export.append_destroyed(&written)).await?;
        }
        noted.cases.extend(new.iter().map(|key| key.case));
        noted.until = until;
        *kept = Some(noted);
        Ok(())
    }

    /// Signs the head, unless what is signed reaches far enough.
    async fn sign(&self, reached: i64) -> Result<(), ActFault> {
        if let Some(last) = self.at_the_disk(Export::last_checkpoint).await? {
            self.continues(&last).await?;
            if last.position >= reached {
                return Ok(());
            }
            // What comes meanwhile is signed with it, so this holds up nobody for more than one pause.
            let since = self.clocks.real.now_millis().saturating_sub(last.at).max(0);
            let rest = self.pause.saturating_sub(Duration::from_millis(since.unsigned_abs()));
            if !rest.is_zero() {
                tokio::time::sleep(rest).await;
            }
        }
        let head = store::head(self.database.reader()).await?;
        let key = self.keys.active().await?;
        let checkpoint = Checkpoint::sign(&head, self.clocks.real.now_millis(), &key);
        self.at_the_disk(move |export| export.append_checkpoint(&checkpoint)).await
    }

    /// Whether the journal is the one whose head was signed. Where it is not, nothing more is signed: somebody has cut or
    /// exchanged it, or restored a copy without setting the checkpoints aside.
    async fn continues(&self, last: &Checkpoint) -> Result<(), ActFault> {
        let stands = store::at(self.database.reader(), last.position).await?;
        let cause = match stands {
            None => format!("the journal ends before position {}, which was signed", last.position),
            Some(entry) if entry.chain_hash != last.hash => {
                format!("position {} (entry {}) is not what was signed", last.position, entry.entry.id)
            }
            Some(_) => return Ok(()),
        };
        Err(ActFault::Inconsistent { table: "hall_entry", cause })
    }

    async fn at_the_disk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Export) -> io::Result<T> + Send + 'static,
    ) -> Result<T, ActFault> {
        let export = self.export.clone();
        let done = tokio::task::spawn_blocking(move || work(&export)).await;
        Ok(done.map_err(io::Error::other)??)
    }
}

#[async_trait]
impl Follower for Witness {
    fn name(&self) -> &'static str {
        "journal.checkpoints"
    }

    fn effect(&self) -> Effect {
        Effect::Outside
    }

    async fn outside(&self, entries: &[SealedEntry]) -> Result<(), ActFault> {
        self.note_destroyed_keys().await?;
        match entries.last() {
            Some(last) => self.sign(last.position).await,
            None => Ok(()),
        }
    }
}
