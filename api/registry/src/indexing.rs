//! The follower that keeps the index behind the registry's change feed.
//!
//! It reads changes in the order of their numbers, applies them, and commits them together with the number of the last
//! one: the cursor moves with the effect, so a kill at any moment repeats nothing and loses nothing. An index without a
//! cursor (new, damaged, deleted) is filled from the first change.

use std::sync::Arc;
use std::time::Duration;

use domain::registry::{Particulars, PartyRole, Record, RegistryRules, standing_on};
use hall::clock::{Clocks, Stopwatch};
use hall::db::Database;
use search_index::{Batch, Engine, EngineFault, Entry, Rebuild, Replacement, Standing};
use sha2::{Digest, Sha256};
use tokio::sync::{Mutex, Notify, watch};

use crate::store::{self, StoreFault, StoredRecord};

/// Changes read and applied at once.
const CHANGES_AT_ONCE: u64 = 2_000;

/// How often changes are committed while more of them come in: they are found once they are committed.
const COMMIT_EVERY: Duration = Duration::from_millis(600);

/// Changes after which a rebuild commits, which nobody searches yet.
const COMMIT_REBUILD_AFTER: u64 = 50_000;

/// How many changes an import may be ahead of the index.
const FAR_AHEAD: u64 = 4_000;

/// How long an import waits for the index at one place: one that cannot follow does not stop it.
const PATIENCE_WITH_INDEX: Duration = Duration::from_secs(5);

/// How long a follower that failed waits before it tries again.
const REST_AFTER_FAULT: Duration = Duration::from_secs(1);

/// The follower. Clones share everything.
#[derive(Debug, Clone)]
pub struct Indexing {
    database: Database,
    engine: Arc<Engine>,
    rules: Arc<RegistryRules>,
    clocks: Clocks,
    changed: Arc<Notify>,
    reached: Arc<watch::Sender<u64>>,
    /// Held while the index in use is written or exchanged: a follower that has read its cursor must find it there.
    writing: Arc<Mutex<()>>,
}

/// Why the index could not follow.
#[derive(Debug, thiserror::Error)]
pub enum IndexingFault {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// The index failed.
    #[error(transparent)]
    Engine(#[from] EngineFault),
    /// A computation was cut off.
    #[error("a computation was cut off")]
    CutOff,
}

/// Where the index stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The last change in it.
    pub cursor: u64,
    /// The last change there is.
    pub last_change: u64,
}

impl Progress {
    /// Whether nothing is left to do.
    pub const fn is_current(self) -> bool {
        self.cursor >= self.last_change
    }
}

impl Indexing {
    /// The follower of this database into this index.
    pub fn new(database: Database, engine: Arc<Engine>, rules: Arc<RegistryRules>, clocks: Clocks) -> Self {
        let reached = Arc::new(watch::Sender::new(engine.cursor().unwrap_or(0)));
        Self { database, engine, rules, clocks, changed: Arc::new(Notify::new()), reached, writing: Arc::default() }
    }

    /// Wakes it: something was written.
    pub fn wake(&self) {
        self.changed.notify_one();
    }

    /// Waits until the index holds this change.
    pub async fn has_reached(&self, change_number: u64) {
        let mut reached = self.reached.subscribe();
        // The sender lives in `self`.
        let _gone = reached.wait_for(|reached| *reached >= change_number).await;
    }

    /// Wakes it, and waits while it is far behind the last change: an import that ran ahead of the index would keep every
    /// other change from being found until the index had worked through the import.
    ///
    /// # Errors
    /// [`StoreFault`].
    pub async fn keep_close(&self) -> Result<(), StoreFault> {
        self.wake();
        let last = unsigned(store::last_change_number(self.database.reader()).await?);
        let near = self.has_reached(last.saturating_sub(FAR_AHEAD));
        if tokio::time::timeout(PATIENCE_WITH_INDEX, near).await.is_err() {
            tracing::warn!("the index does not keep up with an import");
        }
        Ok(())
    }

    /// Records in the index.
    pub fn documents(&self) -> u64 {
        self.engine.documents()
    }

    /// Follows for ever; `current` hears how far it is whenever it has caught up or failed to.
    pub async fn follow(&self, poll: Duration, heard: impl Fn(&Result<Progress, IndexingFault>) + Send) {
        loop {
            let outcome = self.catch_up().await;
            if let Err(fault) = &outcome {
                tracing::error!(%fault, "the index could not follow; it tries again");
            }
            let rest = if outcome.is_ok() { poll } else { REST_AFTER_FAULT };
            heard(&outcome);
            // Woken or not, changes of other processes are looked for at each interval.
            let _woken = tokio::time::timeout(rest, self.changed.notified()).await;
        }
    }

    /// Brings the index to the last change there is.
    ///
    /// It runs as a task of its own, so that a caller who stops waiting does not leave a thread behind that still writes;
    /// and it begins by forgetting what a run that broke off has applied and not committed.
    ///
    /// # Errors
    /// [`IndexingFault`].
    pub async fn catch_up(&self) -> Result<Progress, IndexingFault> {
        let follower = self.clone();
        let run = async move {
            let _writing = follower.writing.lock().await;
            follower.engine.discard();
            let target =
                Arc::new(InUse { engine: Arc::clone(&follower.engine), reached: Arc::clone(&follower.reached) });
            let from = follower.engine.cursor().unwrap_or(0);
            let progress = follower.run(from, &mut |_| {}, target).await?;
            follower.reached.send_replace(progress.cursor);
            Ok(progress)
        };
        tokio::spawn(run).await.map_err(|_| IndexingFault::CutOff)?
    }

    /// Builds a second index beside the one in use, brings it to the last change, and puts it in the place of the old
    /// one. Searches go on all the while, and so does following, but for the last moment.
    ///
    /// # Errors
    /// [`IndexingFault`]; the old index stays in use.
    pub async fn rebuild(&self, mut heard: impl FnMut(Progress) + Send) -> Result<Progress, IndexingFault> {
        let rebuild = Arc::new(self.engine.begin_rebuild()?);
        // An empty registry leaves nothing to commit, and only what was committed can be put in place.
        rebuild.commit(0)?;
        let nearly = self.run(0, &mut heard, Arc::clone(&rebuild) as Arc<dyn Target>).await?;
        let _writing = self.writing.lock().await;
        let progress = self.run(nearly.cursor, &mut heard, Arc::clone(&rebuild) as Arc<dyn Target>).await?;
        let engine = Arc::clone(&self.engine);
        let swapped = tokio::task::spawn_blocking(move || {
            let rebuild = Arc::into_inner(rebuild).ok_or(IndexingFault::CutOff)?;
            engine.swap(rebuild).map_err(IndexingFault::from)
        });
        swapped.await.map_err(|_| IndexingFault::CutOff)??;
        Ok(progress)
    }

    async fn run(
        &self,
        from: u64,
        heard: &mut (impl FnMut(Progress) + Send),
        target: Arc<dyn Target>,
    ) -> Result<Progress, IndexingFault> {
        let mut cursor = from;
        let mut uncommitted = 0;
        let mut since_commit = Stopwatch::start();
        loop {
            let after = i64::try_from(cursor).unwrap_or(i64::MAX);
            let changes = store::changes_after(self.database.reader(), after, CHANGES_AT_ONCE).await?;
            let last_change = unsigned(store::last_change_number(self.database.reader()).await?);
            let read = changes.len() as u64;
            if let Some(last) = changes.last() {
                cursor = unsigned(last.change_number);
                uncommitted += read;
                let rules = Arc::clone(&self.rules);
                let today = self.clocks.moment.moment().legal_day();
                let into = Arc::clone(&target);
                off_the_async_threads(move || {
                    let replace = changes.iter().map(|change| replacement(change, &rules, today)).collect();
                    into.apply(&Batch { remove: Vec::new(), replace })
                })
                .await?;
            }
            let at_the_end = read < CHANGES_AT_ONCE;
            if uncommitted > 0 && (at_the_end || target.is_commit_due(uncommitted, since_commit.elapsed())) {
                let into = Arc::clone(&target);
                off_the_async_threads(move || into.commit(cursor)).await?;
                uncommitted = 0;
                since_commit = Stopwatch::start();
            }
            let progress = Progress { cursor, last_change: last_change.max(cursor) };
            heard(progress);
            if at_the_end {
                return Ok(progress);
            }
        }
    }
}

/// What changes are written into.
trait Target: Send + Sync {
    fn apply(&self, batch: &Batch) -> Result<(), EngineFault>;
    fn commit(&self, cursor: u64) -> Result<(), EngineFault>;
    /// Whether so many changes, the last commit so long ago, are to be committed though more are there.
    fn is_commit_due(&self, uncommitted: u64, since_commit: Duration) -> bool;
}

/// The index that is searched.
struct InUse {
    engine: Arc<Engine>,
    reached: Arc<watch::Sender<u64>>,
}

impl Target for InUse {
    fn apply(&self, batch: &Batch) -> Result<(), EngineFault> {
        self.engine.apply(batch)
    }

    fn commit(&self, cursor: u64) -> Result<(), EngineFault> {
        self.engine.commit(cursor)?;
        self.reached.send_replace(cursor);
        Ok(())
    }

    fn is_commit_due(&self, _uncommitted: u64, since_commit: Duration) -> bool {
        since_commit >= COMMIT_EVERY
    }
}

impl Target for Rebuild {
    fn apply(&self, batch: &Batch) -> Result<(), EngineFault> {
        Self::apply(self, batch)
    }

    fn commit(&self, cursor: u64) -> Result<(), EngineFault> {
        Self::commit(self, cursor)
    }

    fn is_commit_due(&self, uncommitted: u64, _since_commit: Duration) -> bool {
        uncommitted >= COMMIT_REBUILD_AFTER
    }
}

async fn off_the_async_threads(
    work: impl FnOnce() -> Result<(), EngineFault> + Send + 'static,
) -> Result<(), IndexingFault> {
    Ok(tokio::task::spawn_blocking(work).await.map_err(|_| IndexingFault::CutOff)??)
}

fn replacement(stored: &StoredRecord, rules: &RegistryRules, today: chrono::NaiveDate) -> Replacement {
    // A record written once stands in the feed once, so the index cannot hold it yet.
    Replacement { entry: entry(stored, rules, today), maybe_present: stored.version > 1 }
}

/// Raised when entries are made in another way, so that indexes made before are built anew.
const ENTRY_REVISION: u64 = 1;

/// What entries are made by: this code and the registry's rules.
pub fn made_by() -> u64 {
    let digest = Sha256::digest(crate::rules::TEXT.as_bytes());
    let of_rules = digest.iter().take(7).fold(0, |number, byte| number << 8 | u64::from(*byte));
    of_rules << 8 | ENTRY_REVISION
}

/// What the index holds of a record.
pub fn entry(stored: &StoredRecord, rules: &RegistryRules, today: chrono::NaiveDate) -> Entry {
    let record = &stored.record;
    let standing = standing_on(record, rules, today);
    let mut entry = Entry {
        key: unsigned(stored.key),
        kind: record.kind(),
        right_kind: record.right(),
        number: record.number().unwrap_or_default(),
        numbers: written_numbers(record),
        title: record.title().to_owned(),
        other_titles: Vec::new(),
        abstract_text: None,
        claims: None,
        description: None,
        parties: names(record),
        standing: Standing { status: standing.reason.status(), changes_after: standing.changes_after },
        filing_on: record.filing_on(),
        publication_on: record.publication_on(),
        grant_on: record.grant_on(),
        ipc: Vec::new(),
        locarno: Vec::new(),
        nice_classes: Vec::new(),
        region: record.region().map(ToOwned::to_owned),
    };
    match &record.particulars {
        Particulars::Patent(patent) => {
            entry.abstract_text.clone_from(&patent.abstract_text);
            entry.claims.clone_from(&patent.claims);
            entry.description.clone_from(&patent.description);
            entry.ipc = patent.ipc.iter().map(ToString::to_string).collect();
            entry.locarno = patent.locarno.iter().map(ToString::to_string).collect();
        }
        Particulars::Trademark(mark) => {
            entry.abstract_text = (!mark.goods.is_empty()).then(|| mark.goods.join("；"));
            entry.nice_classes = mark.nice_classes.iter().map(|class| class.number()).collect();
        }
        Particulars::GeographicalIndication(gi) => {
            entry.other_titles.clone_from(&gi.other_names);
            entry.abstract_text.clone_from(&gi.product);
        }
    }
    entry
}

/// The numbers by which a record is found: with and without check character or kind code.
fn written_numbers(record: &Record) -> Vec<String> {
    let mut numbers = record.lookup_keys();
    numbers.extend(record.number());
    if let Particulars::Patent(patent) = &record.particulars {
        numbers.extend(patent.publications.iter().map(|publication| publication.number.to_string()));
    }
    numbers.sort();
    numbers.dedup();
    numbers
}

/// The names by which a record is found: owners and applicants, each once.
fn names(record: &Record) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for party in record.parties.iter().filter(|party| party.role != PartyRole::Inventor) {
        if !names.contains(&party.name) {
            names.push(party.name.clone());
        }
    }
    names
}

fn unsigned(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}
