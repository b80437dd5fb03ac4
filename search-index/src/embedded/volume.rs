//! One generation of the index: its folder, its writer, and the snapshot that searches see.

use std::hash::{Hash as _, Hasher as _};
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::index::SegmentComponent;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, SegmentMeta, Term};

use super::columns::SegmentColumns;
use super::document::EntryDocument;
use super::gate::Gate;
use super::schema::{Fields, identity, schema};
use super::{EngineFault, EngineOptions, shelf, tokenizers};
use crate::digest::Digest;
use crate::entry::Batch;

/// Says which schema and analysis made the index.
const IDENTITY: &str = "IDENTITY";
/// The engine's list of the files it has written.
const FILE_LIST: &str = ".managed.json";
/// The least memory the engine accepts for one indexing thread, in bytes.
const LEAST_MEMORY: usize = 15_000_000;
/// The most indexing threads the engine accepts.
const MOST_THREADS: usize = 8;

/// What searches see: a set of segments that does not change.
pub(super) struct Snapshot {
    pub(super) searcher: Searcher,
    /// The columns of the searcher's segments, in their order.
    pub(super) columns: Arc<[SegmentColumns]>,
    /// Digest of the segments and of what is deleted in them: the same after a restart when nothing was written.
    pub(super) generation: u64,
}

pub(super) struct Volume {
    folder: PathBuf,
    pub(super) fields: Fields,
    options: EngineOptions,
    index: Index,
    reader: IndexReader,
    writing: Mutex<Writing>,
    snapshot: RwLock<Arc<Snapshot>>,
    gate: Arc<Gate>,
    /// Whether the folder goes when the last user of the volume has gone.
    doomed: AtomicBool,
}

struct Writing {
    /// Opened by the first change, and again after a fault.
    writer: Option<IndexWriter<EntryDocument>>,
    cursor: Option<u64>,
    /// Whether something was applied since the last commit.
    uncommitted: bool,
}

impl Volume {
    /// Makes an empty index in an empty folder.
    pub(super) fn create(folder: &Path, options: EngineOptions) -> Result<Self, EngineFault> {
        let (schema, fields) = schema();
        let path = folder.join(IDENTITY);
        let write = || -> std::io::Result<()> {
            let mut file = std::fs::File::create(&path)?;
            file.write_all(identity(options.made_by).as_bytes())?;
            file.sync_all()
        };
        write().map_err(EngineFault::io(&path))?;
        let index = Index::builder().schema(schema).create_in_dir(folder)?;
        Self::assemble(folder, options, index, fields, None)
    }

    /// Opens an index if it is whole and was made by this schema and analysis. The fault is the reason why not.
    ///
    /// Opening reads the head and the foot of every file of every segment, so files that are missing, cut short or
    /// of another format are found here; a flipped bit inside one is found by [`Self::damaged_files`].
    pub(super) fn open(folder: &Path, options: EngineOptions) -> Result<Self, EngineFault> {
        let found = std::fs::read_to_string(folder.join(IDENTITY)).unwrap_or_default();
        let needed = identity(options.made_by);
        if found != needed {
            return Err(EngineFault::Index(format!("made as “{found}”, needed as “{needed}”")));
        }
        // The engine asserts in places where it meets impossible bytes; to us that is damage like any other.
        catch_unwind(AssertUnwindSafe(|| {
            let (schema, fields) = schema();
            let index = Index::open_in_dir(folder)?;
            if index.schema() != schema {
                return Err(EngineFault::Index("the schema on disk is another one".to_owned()));
            }
            let metas = index.load_metas()?;
            if let Some(path) = missing_file(folder, &metas.segments) {
                return Err(EngineFault::Index(format!("{} is missing", path.display())));
            }
            let cursor = match metas.payload.as_deref() {
                Some(payload) => Some(payload.parse().map_err(|_| {
                    EngineFault::Index(format!("the commit carries “{payload}” where a cursor belongs"))
                })?),
                None => None,
            };
            Self::assemble(folder, options, index, fields, cursor)
        }))
        .unwrap_or_else(|_| Err(EngineFault::Index("the files contradict each other".to_owned())))
    }

    fn assemble(
        folder: &Path,
        options: EngineOptions,
        index: Index,
        fields: Fields,
        cursor: Option<u64>,
    ) -> Result<Self, EngineFault> {
        tokenizers::register(&index);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let snapshot = RwLock::new(Arc::new(Snapshot::of(reader.searcher())?));
        Ok(Self {
            folder: folder.to_owned(),
            fields,
            options,
            index,
            reader,
            writing: Mutex::new(Writing { writer: None, cursor, uncommitted: false }),
            snapshot,
            gate: Arc::default(),
            doomed: AtomicBool::new(false),
        })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder goes, or stays, when the volume is dropped.
    pub(super) fn doom(&self, doomed: bool) {
        self.doomed.store(doomed, Ordering::Relaxed);
    }

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn cursor(&self) -> Option<u64> {
        self.writing().cursor
    }

    /// Hands changes to the indexing threads. They are seen after the next commit.
    pub(super) fn apply(&self, batch: &Batch) -> Result<(), EngineFault> {
        let mut writing = self.writing();
        writing.uncommitted = true;
        let outcome = self.writer(&mut writing).and_then(|writer| {
            for &key in &batch.remove {
                writer.delete_term(Term::from_field_u64(self.fields.key, key));
            }
            for replacement in &batch.replace {
                if replacement.maybe_present {
                    writer.delete_term(Term::from_field_u64(self.fields.key, replacement.entry.key));
                }
                writer.add_document(EntryDocument::new(&replacement.entry, &self.fields, &self.gate)?)?;
            }
            Ok(())
        });
        abandon_on_fault(&mut writing, outcome)
    }

    /// Makes everything applied so far durable together with the cursor, and lets searches see it.
    pub(super) fn commit(&self, cursor: u64) -> Result<(), EngineFault> {
        let mut writing = self.writing();
        let outcome = self.writer(&mut writing).and_then(|writer| {
            let mut prepared = writer.prepare_commit()?;
            prepared.set_payload(&cursor.to_string());
            prepared.commit()?;
            Ok(())
        });
        abandon_on_fault(&mut writing, outcome)?;
        writing.cursor = Some(cursor);
        writing.uncommitted = false;
        self.refresh()
    }

    /// Forgets what was applied and not committed.
    pub(super) fn discard(&self) {
        let mut writing = self.writing();
        if writing.uncommitted {
            writing.writer = None;
            writing.uncommitted = false;
        }
    }

    /// Lets searches see what merges have tidied since the last commit.
    pub(super) fn refresh(&self) -> Result<(), EngineFault> {
        self.reader.reload()?;
        let fresh = Arc::new(Snapshot::of(self.reader.searcher())?);
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// Merges what is committed into one segment. What was applied and not committed is lost.
    pub(super) fn optimise(&self) -> Result<(), EngineFault> {
        let mut writing = self.writing();
        writing.uncommitted = false;
        if let Some(writer) = writing.writer.take() {
            writer.wait_merging_threads()?;
        }
        let segments = self.index.searchable_segment_ids()?;
        if segments.len() > 1 {
            let outcome = self.writer(&mut writing).and_then(|writer| {
                writer.merge(&segments).wait()?;
                Ok(())
            });
            abandon_on_fault(&mut writing, outcome)?;
        }
        self.refresh()?;
        if let Some(writer) = writing.writer.as_ref() {
            writer.garbage_collect_files().wait()?;
        }
        Ok(())
    }

    /// Reads every byte of the index and names the files that are not as they were written.
    pub(super) fn damaged_files(&self) -> Result<Vec<PathBuf>, EngineFault> {
        let mut files: Vec<PathBuf> = self.index.validate_checksum()?.into_iter().collect();
        files.sort_unstable();
        Ok(files)
    }

    fn writing(&self) -> MutexGuard<'_, Writing> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn writer<'a>(&self, writing: &'a mut Writing) -> Result<&'a mut IndexWriter<EntryDocument>, EngineFault> {
        if writing.writer.is_none() {
            let threads = self.options.threads.clamp(1, MOST_THREADS);
            let options = IndexWriterOptions::builder()
                .num_worker_threads(threads)
                .num_merge_threads(threads)
                .memory_budget_per_thread((self.options.writer_memory_bytes / threads).max(LEAST_MEMORY))
                .build();
            let writer = self.index.writer_with_options(options)?;
            writer.set_merge_policy(Box::new(merge_policy()));
            writing.writer = Some(writer);
        }
        writing.writer.as_mut().ok_or_else(|| EngineFault::Index("the writer is gone".to_owned()))
    }
}

impl Drop for Volume {
    fn drop(&mut self) {
        // Merges under way end before the folder is left to somebody else, or goes.
        let writer = self.writing.get_mut().unwrap_or_else(PoisonError::into_inner).writer.take();
        if let Some(Err(fault)) = writer.map(IndexWriter::wait_merging_threads) {
            tracing::warn!(folder = %self.folder.display(), %fault, "the last merges of an index failed");
        }
        if self.doomed.load(Ordering::Relaxed) {
            shelf::remove_generation(&self.folder);
        }
    }
}

impl Snapshot {
    fn of(searcher: Searcher) -> tantivy::Result<Self> {
        let mut digest = Digest::default();
        for (segment, deletes) in searcher.generation().segments() {
            segment.uuid_string().hash(&mut digest);
            deletes.hash(&mut digest);
        }
        let columns = searcher.segment_readers().iter().map(SegmentColumns::open).collect::<tantivy::Result<_>>()?;
        Ok(Self { searcher, columns, generation: digest.finish() })
    }
}

/// The first file that should be there and is not. The engine itself takes a segment without its positions for one of
/// a schema without phrases, and a folder without its list of files for one where nothing is to be verified.
fn missing_file(folder: &Path, segments: &[SegmentMeta]) -> Option<PathBuf> {
    let always = [
        SegmentComponent::Postings,
        SegmentComponent::Positions,
        SegmentComponent::Terms,
        SegmentComponent::Store,
        SegmentComponent::FastFields,
        SegmentComponent::FieldNorms,
    ];
    let files = segments.iter().flat_map(|segment| {
        let deletes = segment.has_deletes().then_some(SegmentComponent::Delete);
        always.clone().into_iter().chain(deletes).map(|component| segment.relative_path(component))
    });
    let list = std::iter::once(PathBuf::from(FILE_LIST));
    list.chain(files).map(|file| folder.join(file)).find(|path| !path.is_file())
}

/// A writer that has failed stays failed: it goes, and with it what was not committed.
fn abandon_on_fault(writing: &mut Writing, outcome: Result<(), EngineFault>) -> Result<(), EngineFault> {
    if outcome.is_err() {
        writing.writer = None;
    }
    outcome
}

/// Few segments, because each costs every query; deleted records leave when three in ten are dead.
fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(5);
    policy.set_del_docs_ratio_before_merge(0.3);
    policy
}
