//! Runs an import: a thread reads and shapes lines, and this side writes them batch by batch.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use hall::clock::Clocks;
use hall::db::{Database, Isolation};
use hall::journal::{self, ActorOf};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::chunk::{Chunk, write_chunk};
use super::fault::ImportFault;
use super::reading::{Reading, start_reading};
use super::recorded::Finished;
use super::rejects::RejectsFile;
use super::report::QualityReport;
use super::shape::Shape;
use super::source::digest_of;
use crate::indexing::Indexing;
use crate::store::{self, BatchBeginning, StoredBatch};

/// Imports files into the registry. Clones share everything.
#[derive(Debug, Clone)]
pub struct Importer {
    database: Database,
    clocks: Clocks,
    index: Option<Indexing>,
}

/// How often an import begins anew where another process went on with it meanwhile.
const MAX_TRIES: u32 = 5;

/// What to import, and as what.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// Its id in the journal. An import that the journal tells of is finished, and is not done again; `None`: it is a
    /// new one each time.
    pub id: Option<Uuid>,
    /// Who asked for it.
    pub actor: ActorOf,
    /// The request that brought it.
    pub request_id: String,
    /// The file.
    pub file: PathBuf,
    /// What it is called, where it lies under another name; its ending tells the format.
    pub name: Option<String>,
    /// The source's code that records without one of their own will bear.
    pub source: String,
    /// The day on which it was taken from there.
    pub retrieved_on: Option<NaiveDate>,
    /// The region of records whose shape has none of its own, in its short Chinese name.
    pub region: Option<String>,
    /// The shape of the records; `None`: the first record tells it.
    pub shape: Option<Shape>,
    /// Where rejected lines go, as NDJSON; `None`: they are counted only.
    pub rejects: Option<PathBuf>,
    /// Read, shape and compare, and write nothing.
    pub dry_run: bool,
    /// What to do with a file that was imported whole before.
    pub again: Again,
}

/// What to do with a file that was imported whole before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// Import it again; what is there already stays as it is.
    Repeat,
    /// Leave it.
    Skip,
}

impl ImportRequest {
    /// A plain import of a file: its shape told by its first record, rejects counted only, repeated when it was done
    /// before.
    pub fn of(file: impl Into<PathBuf>, source: impl Into<String>) -> Self {
        Self {
            id: None,
            actor: ActorOf::SYSTEM,
            request_id: hall::ids::new_request_id(),
            file: file.into(),
            name: None,
            source: source.into(),
            retrieved_on: None,
            region: None,
            shape: None,
            rejects: None,
            dry_run: false,
            again: Again::Repeat,
        }
    }

    /// What the file is called.
    pub(super) fn file_name(&self) -> String {
        let own = || self.file.file_name().map(|name| name.to_string_lossy().into_owned());
        self.name.clone().or_else(own).unwrap_or_default()
    }
}

/// What became of the lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Lines read, blank ones aside.
    pub read: u64,
    /// Records that are new.
    pub inserted: u64,
    /// Records that changed.
    pub updated: u64,
    /// Records that said nothing new.
    pub unchanged: u64,
    /// Lines refused.
    pub rejected: u64,
}

/// How an import ended.
#[derive(Debug, Clone)]
pub struct ImportOutcome {
    /// What became of the lines, those of an earlier, interrupted run included.
    pub counts: Counts,
    /// What the file is like, field by field.
    pub quality: QualityReport,
    /// The line after which this run went on; 0: it began at the beginning.
    pub resumed_after_line: u64,
    /// It had been imported whole before, and was left.
    pub skipped: bool,
}

/// How far an import is.
#[derive(Debug, Clone, Copy)]
pub struct ImportProgress {
    /// Bytes of the file read so far.
    pub bytes_read: u64,
    /// Bytes of the file.
    pub bytes_total: u64,
    /// Lines dealt with.
    pub lines: u64,
    /// What became of them.
    pub counts: Counts,
}

/// What is kept of an import between its batches.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    counts: Counts,
    quality: QualityReport,
}

impl Importer {
    /// The importer into this database.
    pub fn new(database: Database, clocks: Clocks) -> Self {
        Self { database, clocks, index: None }
    }

    /// The same importer, which does not run far ahead of an index that follows meanwhile.
    #[must_use]
    pub fn close_to(&self, index: &Indexing) -> Self {
        Self { index: Some(index.clone()), ..self.clone() }
    }

    /// Imports a file, going on where an earlier run of the same content was cut short.
    ///
    /// # Errors
    /// [`ImportFault`]; what was written before it stays.
    pub async fn import(
        &self,
        request: &ImportRequest,
        heard: &(dyn Fn(ImportProgress) + Send + Sync),
    ) -> Result<ImportOutcome, ImportFault> {
        let mut tried = 0;
        loop {
            tried += 1;
            match self.attempt(request, heard).await {
                Err(ImportFault::Overtaken) if tried < MAX_TRIES => {
                    tracing::warn!(tried, "another process went on with this import; it goes on behind it");
                }
                outcome => return outcome,
            }
        }
    }

    async fn attempt(
        &self,
        request: &ImportRequest,
        heard: &(dyn Fn(ImportProgress) + Send + Sync),
    ) -> Result<ImportOutcome, ImportFault> {
        let file = request.file.clone();
        let digest = tokio::task::spawn_blocking(move || digest_of(&file)).await.map_err(|_| ImportFault::CutOff)??;
        let known = store::find_batch(self.database.reader(), &digest, &request.source).await?;
        let finished = known.as_ref().is_some_and(|batch| batch.finished_at.is_some());
        let is_recorded = match request.id {
            Some(id) => journal::tells_of(self.database.reader(), id).await?,
            None => false,
        };
        if is_recorded || (finished && request.again == Again::Skip) {
            return Ok(ImportOutcome::left(known.as_ref().map(kept_of)));
        }
        let digest_of_file = digest.clone();
        let mut stood_at = known.as_ref().map_or(0, |batch| batch.lines_done);
        let mut batch = match known {
            Some(batch) if !finished && !request.dry_run => batch,
            Some(batch) => {
                StoredBatch { finished_at: None, lines_done: 0, rejects_bytes: 0, progress: "{}".into(), ..batch }
            }
            None => self.begin(request, digest).await?,
        };
        let resumed_after_line = batch.lines_done;
        let kept = kept_of(&batch);
        let mut rejects = RejectsFile::open(request.rejects.as_deref(), batch.rejects_bytes)?;
        let mut quality = kept.quality;
        let mut reading = start_reading(request, batch.lines_done, quality.snapshot())?;
        let bytes_total = std::fs::metadata(&request.file)?.len();
        let mut counts = kept.counts;
        while let Some(chunk) = reading.next().await {
            quality = chunk.quality.clone();
            counts = self.write(request, &mut batch, stood_at, Arc::new(chunk), counts, &mut rejects).await?;
            stood_at = batch.lines_done;
            if let Some(index) = self.index.as_ref().filter(|_| !request.dry_run) {
                index.keep_close().await?;
            }
            heard(ImportProgress { bytes_read: reading.bytes_read(), bytes_total, lines: batch.lines_done, counts });
        }
        self.finish(request, batch, digest_of_file, counts, &quality, reading).await?;
        Ok(ImportOutcome { counts, quality, resumed_after_line, skipped: false })
    }

    async fn begin(&self, request: &ImportRequest, file_digest: String) -> Result<StoredBatch, ImportFault> {
        let file_name = request.file_name();
        let at = self.clocks.real.now_millis();
        let id = hall::ids::new_id(self.clocks.real.as_ref());
        let beginning = BatchBeginning { id, source: request.source.clone(), file_name, file_digest, at };
        if !request.dry_run {
            let beginning = Arc::new(beginning);
            self.database
                .write::<_, ImportFault, _>(Isolation::ReadCommitted, |transaction| {
                    let beginning = Arc::clone(&beginning);
                    Box::pin(async move { Ok(store::begin_batch(transaction, &beginning).await?) })
                })
                .await?;
        }
        Ok(StoredBatch { id, finished_at: None, lines_done: 0, rejects_bytes: 0, progress: "{}".into() })
    }

    /// Writes one chunk: the records, how far the file has come and the bytes of rejects commit together.
    async fn write(
        &self,
        request: &ImportRequest,
        batch: &mut StoredBatch,
        stood_at: u64,
        chunk: Arc<Chunk>,
        before: Counts,
        rejects: &mut RejectsFile,
    ) -> Result<Counts, ImportFault> {
        let context = Arc::new(WriteContext {
            batch: batch.clone(),
            at: self.clocks.real.now_millis(),
            clocks: self.clocks.clone(),
            dry_run: request.dry_run,
            rejects: rejects.clone(),
        });
        let written = self
            .database
            .write::<_, ImportFault, _>(Isolation::ReadCommitted, |transaction| {
                let (context, chunk) = (Arc::clone(&context), Arc::clone(&chunk));
                Box::pin(async move {
                    if !context.dry_run {
                        store::lock_changes(transaction).await?;
                        // Whoever goes on with the same import counts its lines; they must not be counted twice.
                        if store::lines_done(transaction, context.batch.id).await? != Some(stood_at) {
                            return Err(ImportFault::Overtaken);
                        }
                    }
                    let outcome = write_chunk(transaction, &chunk, &context.as_writer()).await?;
                    let counts = before.with(&outcome.counts);
                    let rejects_bytes = context.rejects.write(&outcome.rejections).await?;
                    let kept = Kept { counts, quality: chunk.quality.clone() };
                    let progress = StoredBatch {
                        lines_done: chunk.last_line,
                        rejects_bytes,
                        progress: serde_json::to_string(&kept).unwrap_or_default(),
                        ..context.batch.clone()
                    };
                    if !context.dry_run {
                        store::note_progress(transaction, &progress).await?;
                    }
                    Ok((counts, progress))
                })
            })
            .await?;
        let (counts, progress) = written;
        rejects.is_written_to(progress.rejects_bytes);
        *batch = progress;
        Ok(counts)
    }

    /// Writes that an import is finished, and records it.
    async fn finish(
        &self,
        request: &ImportRequest,
        batch: StoredBatch,
        file_digest: String,
        counts: Counts,
        quality: &QualityReport,
        reading: Reading,
    ) -> Result<(), ImportFault> {
        reading.ended().await?;
        if request.dry_run {
            return Ok(());
        }
        let progress = serde_json::to_string(&Kept { counts, quality: quality.clone() }).unwrap_or_default();
        let batch = StoredBatch { finished_at: Some(self.clocks.real.now_millis()), progress, ..batch };
        let finished = Arc::new(Finished::of(request, batch, file_digest, counts, &self.clocks));
        self.database
            .write::<_, ImportFault, _>(Isolation::ReadCommitted, |transaction| {
                let finished = Arc::clone(&finished);
                Box::pin(async move {
                    store::note_progress(transaction, &finished.batch).await?;
                    Ok(journal::record(transaction, finished.entries()).await?)
                })
            })
            .await
    }
}

/// What the writing of one chunk needs, in one piece that the transaction can hold.
struct WriteContext {
    batch: StoredBatch,
    at: i64,
    clocks: Clocks,
    dry_run: bool,
    rejects: RejectsFile,
}

impl WriteContext {
    fn as_writer(&self) -> super::chunk::Writer<'_> {
        super::chunk::Writer { batch_id: self.batch.id, at: self.at, clocks: &self.clocks, dry_run: self.dry_run }
    }
}

fn kept_of(batch: &StoredBatch) -> Kept {
    let nothing = |_| Kept { counts: Counts::default(), quality: QualityReport::new() };
    serde_json::from_str(&batch.progress).unwrap_or_else(nothing)
}

impl ImportOutcome {
    /// The file was left: what its earlier import came to.
    fn left(kept: Option<Kept>) -> Self {
        let kept = kept.unwrap_or_else(|| Kept { counts: Counts::default(), quality: QualityReport::new() });
        Self { counts: kept.counts, quality: kept.quality, resumed_after_line: 0, skipped: true }
    }
}

impl Counts {
    fn with(self, other: &Self) -> Self {
        Self {
            read: self.read + other.read,
            inserted: self.inserted + other.inserted,
            updated: self.updated + other.updated,
            unchanged: self.unchanged + other.unchanged,
            rejected: self.rejected + other.rejected,
        }
    }
}
