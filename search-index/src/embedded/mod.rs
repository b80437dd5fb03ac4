//! The embedded engine: tantivy behind the neutral types of this crate. No type of tantivy leaves this room.
//!
//! Decided here: what the index holds ([`schema`]), how a query becomes a tree ([`plan`]), what is a list and what a
//! condition ([`filter`]), the total orders ([`order`]), and when an index on disk is good enough to be used
//! ([`volume`], [`shelf`]).
//!
//! Invariants:
//! - What is committed is committed together with the caller's cursor; a kill loses both or neither.
//! - No state of the folder keeps the program from starting: an index that cannot be used is replaced by an empty
//!   one without a cursor, and the caller fills it again.
//! - A search sees one snapshot. Totals and facets are exact. Every order is total, so a walk by page marks meets
//!   each hit once.

mod classification;
mod collector;
mod columns;
mod condition;
mod document;
mod either;
mod facets;
mod fault;
mod filter;
mod gate;
mod highlight;
mod kept;
mod numbers;
mod order;
mod plan;
mod row;
mod schema;
mod search;
mod shelf;
mod status_code;
mod tokenizers;
mod tops;
mod volume;
mod years;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Instant;

pub use fault::EngineFault;

use kept::KeptSnapshots;
use shelf::Shelf;
use volume::{Snapshot, Volume};

use crate::answer::{Answer, SearchFault};
use crate::entry::Batch;
use crate::request::{Request, Sort};

/// How the engine writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EngineOptions {
    /// Memory of all indexing threads together, in bytes; at least 15 MB for each thread is taken.
    pub writer_memory_bytes: usize,
    /// Indexing threads, 1 to 8.
    pub threads: usize,
    /// What the caller makes entries by (its rules, its code), as a number: an index made by another is built anew.
    pub made_by: u64,
}

impl Default for EngineOptions {
    fn default() -> Self {
        Self { writer_memory_bytes: 100_000_000, threads: 1, made_by: 0 }
    }
}

/// What opening came to.
#[derive(Debug)]
pub struct Opened {
    /// The engine.
    pub engine: Engine,
    /// The cursor of the last commit; `None` when everything has to be indexed again.
    pub cursor: Option<u64>,
    /// In which state the index was found.
    pub state: EngineState,
}

/// In which state an index was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EngineState {
    /// It is whole and goes on.
    Intact,
    /// There was none; it is new and empty.
    Created,
    /// It could not be used; it is new and empty.
    Rebuilt {
        /// Why the old one could not be used, for the log.
        reason: String,
    },
}

/// The index of one process. Searches run at the same time as each other and as writing; writers take turns.
pub struct Engine {
    shelf: Shelf,
    options: EngineOptions,
    current: RwLock<Arc<Volume>>,
    kept: Mutex<KeptSnapshots>,
}

/// An index that is being built beside the one in use. Dropping it removes what was built.
pub struct Rebuild {
    volume: Volume,
}

impl Engine {
    /// Opens the index in a folder of its own, making the folder and the index where they are missing. An index that
    /// is damaged, or was made by another schema, analysis or dictionary, is replaced by an empty one.
    ///
    /// # Errors
    ///
    /// [`EngineFault::InUse`] when another process has the folder, [`EngineFault::Io`] when it cannot be written.
    pub fn open(folder: &Path, options: EngineOptions) -> Result<Opened, EngineFault> {
        let shelf = Shelf::open(folder)?;
        let found = match shelf.current() {
            Some(path) => Volume::open(&path, options).map_err(|fault| fault.to_string()),
            None => Err("no index is named as the one in use".to_owned()),
        };
        let (volume, state) = match found {
            Ok(volume) => (volume, EngineState::Intact),
            Err(reason) => {
                let state = if shelf.is_used()? { EngineState::Rebuilt { reason } } else { EngineState::Created };
                let volume = Volume::create(&shelf.new_generation()?, options)?;
                shelf.point_to(volume.folder())?;
                (volume, state)
            }
        };
        shelf.clear_except(volume.folder())?;
        let cursor = volume.cursor();
        let engine = Self { shelf, options, current: RwLock::new(Arc::new(volume)), kept: Mutex::default() };
        Ok(Opened { engine, cursor, state })
    }

    /// Answers a request. This is work for the processor, a few milliseconds as a rule: call it on a thread that may
    /// block.
    ///
    /// # Errors
    ///
    /// A [`SearchFault`] when the request is out of bounds, its page mark is of no use any more, or the index cannot
    /// be read.
    pub fn search(&self, request: &Request) -> Result<Answer, SearchFault> {
        search::check(request)?;
        let (volume, snapshot) = self.snapshot_for(request)?;
        let answer = search::answer(request, &volume.fields, &snapshot)?;
        if answer.next.is_some() && search::sort_of(request) == Sort::Relevance {
            self.kept().keep(&volume, &snapshot, now());
        }
        Ok(answer)
    }

    /// Hands changes to the indexing threads, waiting while they are behind. Searches see them after the next
    /// [`Self::commit`].
    ///
    /// # Errors
    ///
    /// After a fault everything since the last commit is lost; resume from [`Self::cursor`].
    pub fn apply(&self, batch: &Batch) -> Result<(), EngineFault> {
        self.volume().apply(batch)
    }

    /// Makes everything applied so far durable, together with the cursor up to which the caller has read its source.
    /// When it returns, searches see it.
    ///
    /// # Errors
    ///
    /// After a fault everything since the last commit is lost; resume from [`Self::cursor`].
    pub fn commit(&self, cursor: u64) -> Result<(), EngineFault> {
        self.volume().commit(cursor)
    }

    /// Forgets what was applied and not committed. Whoever resumes from [`Self::cursor`] calls it first: a run that broke
    /// off between applying and committing has left entries that would stand twice.
    pub fn discard(&self) {
        self.volume().discard();
    }

    /// The cursor of the last commit.
    pub fn cursor(&self) -> Option<u64> {
        self.volume().cursor()
    }

    /// Records that searches see.
    pub fn documents(&self) -> u64 {
        self.volume().snapshot().searcher.num_docs()
    }

    /// Keys of all records that searches see, rising: what a check of the index against its source needs.
    pub fn keys(&self) -> Vec<u64> {
        let snapshot = self.volume().snapshot();
        let mut keys = Vec::new();
        for (segment, columns) in snapshot.searcher.segment_readers().iter().zip(snapshot.columns.iter()) {
            if let Some(column) = &columns.keys {
                keys.extend(segment.doc_ids_alive().filter_map(|doc| column.first(doc)));
            }
        }
        keys.sort_unstable();
        keys
    }

    /// Segments that searches go through: the fewer, the faster.
    pub fn segments(&self) -> usize {
        self.volume().snapshot().searcher.segment_readers().len()
    }

    /// Lets searches use what merges have tidied since the last commit. Worth calling when the source has been
    /// silent for a while.
    ///
    /// # Errors
    ///
    /// [`EngineFault::Index`] when the segments cannot be opened; searches stay with those they have.
    pub fn refresh(&self) -> Result<(), EngineFault> {
        self.volume().refresh()
    }

    /// Merges everything committed into one segment: after a first large load. What was applied and not committed is
    /// lost. Searches go on, writing waits.
    ///
    /// # Errors
    ///
    /// [`EngineFault::Index`] when the merge fails; the index stays as it was.
    pub fn optimise(&self) -> Result<(), EngineFault> {
        self.volume().optimise()
    }

    /// Reads every byte of the index, against the checksums written with it, and names the damaged files. Takes
    /// about as long as reading the folder from disk.
    ///
    /// # Errors
    ///
    /// [`EngineFault::Index`] when a file cannot be read at all.
    pub fn verify(&self) -> Result<Vec<PathBuf>, EngineFault> {
        self.volume().damaged_files()
    }

    /// Begins an empty index beside the one in use, which goes on serving and being written.
    ///
    /// # Errors
    ///
    /// [`EngineFault::Io`] when the folder cannot be written.
    pub fn begin_rebuild(&self) -> Result<Rebuild, EngineFault> {
        let volume = Volume::create(&self.shelf.new_generation()?, self.options)?;
        volume.doom(true);
        Ok(Rebuild { volume })
    }

    /// Puts a rebuilt index in the place of the one in use, in one step. Searches under way finish on the old one,
    /// whose folder goes after the last of them; walks by relevance go on there as long as their marks hold. The
    /// rebuilt index must have been committed; [`Self::cursor`] is then its cursor.
    ///
    /// # Errors
    ///
    /// [`EngineFault::Index`] when it was never committed, [`EngineFault::Io`] when the pointer cannot be written.
    /// The old index stays in use.
    pub fn swap(&self, rebuild: Rebuild) -> Result<(), EngineFault> {
        if rebuild.volume.cursor().is_none() {
            return Err(EngineFault::Index("a rebuilt index has to be committed before it is used".to_owned()));
        }
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        self.shelf.point_to(rebuild.volume.folder())?;
        rebuild.volume.doom(false);
        let old = std::mem::replace(&mut *current, Arc::new(rebuild.volume));
        old.doom(true);
        Ok(())
    }

    fn volume(&self) -> Arc<Volume> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, KeptSnapshots> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Scores compare within one snapshot alone, so a walk by relevance goes back to the one it began with.
    fn snapshot_for(&self, request: &Request) -> Result<(Arc<Volume>, Arc<Snapshot>), SearchFault> {
        let volume = self.volume();
        let snapshot = volume.snapshot();
        match request.after {
            Some(mark) if search::sort_of(request) == Sort::Relevance && mark.generation != snapshot.generation => {
                self.kept().find(mark.generation, now()).ok_or(SearchFault::PageMarkExpired)
            }
            Some(_) | None => Ok((volume, snapshot)),
        }
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Engine").field("shelf", &self.shelf).finish_non_exhaustive()
    }
}

impl Rebuild {
    /// Hands changes to the rebuilt index; see [`Engine::apply`].
    ///
    /// # Errors
    ///
    /// As [`Engine::apply`].
    pub fn apply(&self, batch: &Batch) -> Result<(), EngineFault> {
        self.volume.apply(batch)
    }

    /// Commits the rebuilt index; see [`Engine::commit`].
    ///
    /// # Errors
    ///
    /// As [`Engine::commit`].
    pub fn commit(&self, cursor: u64) -> Result<(), EngineFault> {
        self.volume.commit(cursor)
    }

    /// Merges the rebuilt index into one segment; see [`Engine::optimise`].
    ///
    /// # Errors
    ///
    /// As [`Engine::optimise`].
    pub fn optimise(&self) -> Result<(), EngineFault> {
        self.volume.optimise()
    }

    /// The cursor of its last commit.
    pub fn cursor(&self) -> Option<u64> {
        self.volume.cursor()
    }
}

impl std::fmt::Debug for Rebuild {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Rebuild").field("folder", &self.volume.folder()).finish_non_exhaustive()
    }
}

/// The one place where this crate looks at a clock: how long a snapshot is kept is a matter of memory, not of
/// meaning, and no answer says it.
#[expect(clippy::disallowed_methods, reason = "the life of kept snapshots is real time and never leaves the engine")]
fn now() -> Instant {
    Instant::now()
}
