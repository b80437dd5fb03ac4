//! The shelf and the rows held against each other: contents that no file wants are removed, and files whose content is
//! missing or damaged are named.

use std::time::Duration;

use uuid::Uuid;

use super::{Digest, FileDesk, Shelf, ShelfFault, store};
use crate::act::ActFault;
use crate::db::Database;

/// How many contents and rows are looked at together.
const AT_ONCE: usize = 500;

/// Where several processes share a database, a content that is younger may be one that another process has laid here and not written its row yet.
const YOUNG: Duration = Duration::from_secs(60 * 60);

/// How the files are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilesReport {
    /// How many were looked at.
    pub checked: u64,
    /// Files whose content is not on the shelf.
    pub missing: Vec<Uuid>,
    /// Files whose content is another one, or cannot be read.
    pub damaged: Vec<Uuid>,
}

impl FilesReport {
    /// Whether every file has its content.
    pub const fn is_sound(&self) -> bool {
        self.missing.is_empty() && self.damaged.is_empty()
    }
}

/// How one content is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Condition {
    Sound,
    Missing,
    Damaged,
}

/// Reads the content of every file that is there, each content once, and compares it with its digest.
///
/// # Errors
/// The database's.
pub async fn check_all(database: &Database, shelf: &Shelf) -> Result<FilesReport, ActFault> {
    let reader = database.reader();
    let mut report = FilesReport::default();
    let mut last: Option<(Digest, Uuid)> = None;
    let mut condition = Condition::Sound;
    loop {
        let files = store::live_after(reader, last, AT_ONCE as u64).await?;
        if files.is_empty() {
            return Ok(report);
        }
        for (digest, id) in files {
            if last.is_none_or(|(before, _)| before != digest) {
                condition = condition_of(shelf, &digest).await;
            }
            last = Some((digest, id));
            // One that was destroyed meanwhile is not missing.
            let is_live = condition == Condition::Sound
                || store::find(reader, id).await?.is_some_and(|file| file.destroyed.is_none());
            report.checked += u64::from(is_live);
            match condition {
                Condition::Missing if is_live => report.missing.push(id),
                Condition::Damaged if is_live => report.damaged.push(id),
                Condition::Sound | Condition::Missing | Condition::Damaged => {}
            }
        }
    }
}

async fn condition_of(shelf: &Shelf, digest: &Digest) -> Condition {
    let looked = async {
        if shelf.written_at(digest).await?.is_none() {
            return Ok(Condition::Missing);
        }
        Ok::<_, ShelfFault>(if shelf.check(digest).await? { Condition::Sound } else { Condition::Damaged })
    };
    looked.await.unwrap_or_else(|fault| {
        tracing::error!(%digest, %fault, "a content cannot be read");
        Condition::Damaged
    })
}

impl FileDesk {
    /// Reads the content of every file that is there; see [`check_all`].
    ///
    /// # Errors
    /// The database's.
    pub async fn check_all(&self) -> Result<FilesReport, ActFault> {
        check_all(self.acts.database(), &self.shelf).await
    }

    /// Removes contents of this age that no file wants, and tells how many. They remain where a process was killed between
    /// a content and its row, or between a destruction and the removal.
    ///
    /// # Errors
    /// The shelf's or the database's.
    pub async fn remove_orphans(&self, min_age: Duration) -> Result<u64, ActFault> {
        let reader = self.acts.database().reader();
        let mut removed = 0;
        let mut digests = self.shelf.digests()?;
        loop {
            let some = move || {
                let found: Result<Vec<Digest>, ShelfFault> = digests.by_ref().take(AT_ONCE).collect();
                (digests, found)
            };
            let some = tokio::task::spawn_blocking(some).await;
            let (rest, found) = some.map_err(|error| ShelfFault::from(std::io::Error::other(error)))?;
            let found = found?;
            digests = rest;
            if found.is_empty() {
                return Ok(removed);
            }
            let wanted = store::wanted(reader, &found).await?;
            for digest in found.iter().filter(|digest| !wanted.contains(digest)) {
                removed += u64::from(self.remove_unless_wanted(digest, min_age).await?);
            }
        }
    }

    /// Removes a content that a file has just let go of.
    pub(super) async fn let_go(&self, digest: &Digest) {
        let shared = store::is_shared(self.acts.database().reader());
        let min_age = if shared { YOUNG } else { Duration::ZERO };
        if let Err(fault) = self.remove_unless_wanted(digest, min_age).await {
            tracing::error!(%digest, %fault, "a content that no file wants is not removed yet");
        }
    }

    async fn remove_unless_wanted(&self, digest: &Digest, min_age: Duration) -> Result<bool, ActFault> {
        let _alone = self.keeping.write().await;
        if store::wanted(self.acts.database().reader(), &[*digest]).await?.contains(digest) {
            return Ok(false);
        }
        let Some(written) = self.shelf.written_at(digest).await? else { return Ok(false) };
        let age = self.acts.clocks().real.now_millis().saturating_sub(written);
        if u128::try_from(age).unwrap_or(0) < min_age.as_millis() {
            return Ok(false);
        }
        Ok(self.shelf.remove(digest).await?)
    }
}
