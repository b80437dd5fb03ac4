//! An import as a long operation: begun by a request, run behind it, and gone on with where a process died.
//!
//! **Invariants**
//! - An import that was finished and not yet shown as done is not done again: the journal knows it by its id.
//! - Rejected lines are written beside the shelf while it runs, under the digest of the file and the source as the
//!   import itself, and laid on the shelf for the organisation at the end.
//! - Of the file's name nothing is kept: people put what is personal into the names of their files.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use chrono::NaiveDate;
use hall::files::{Digest, FileDesk};
use hall::http::Sentence;
use hall::long_operations::{Operation, Progress, Ran, RunFault, Runs, Told};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::fault::ImportFault;
use super::run::{Again, Counts, ImportProgress, ImportRequest, Importer};
use super::shape::Shape;
use crate::store::StoreFault;

/// The kind of operation.
pub const KIND: &str = "registry.import";

/// Reasons of rejected lines that are shown with the result; the file of them has all.
const REJECTED_SHOWN: usize = 1_000;

/// What an import by request needs to know, as its operation keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ImportWish {
    /// The import's id in the journal.
    pub import_id: Uuid,
    /// The file.
    pub file_id: Uuid,
    /// The SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// The usual extension of its type.
    pub extension: String,
    /// The source's code.
    pub source: String,
    /// The day on which it was taken from there.
    pub retrieved_on: Option<NaiveDate>,
    /// The region of records whose shape has none.
    pub region: Option<String>,
    /// The shape by its code; `None`: the first record tells it.
    pub shape: Option<String>,
    /// Read, shape and compare, and write nothing to the registry.
    pub dry_run: bool,
}

/// Runs imports.
#[derive(Debug, Clone)]
pub struct ImportRuns {
    importer: Importer,
    files: FileDesk,
    /// Where rejected lines are written meanwhile.
    folder: PathBuf,
}

impl ImportRuns {
    /// Runs imports of what lies on the shelf.
    pub const fn new(importer: Importer, files: FileDesk, folder: PathBuf) -> Self {
        Self { importer, files, folder }
    }

    fn rejects_of(&self, wish: &ImportWish) -> PathBuf {
        let name = if wish.dry_run { wish.import_id.to_string() } else { format!("{}-{}", wish.sha256, wish.source) };
        self.folder.join(format!("{name}.rejects.ndjson"))
    }

    fn request(&self, operation: &Operation, wish: &ImportWish) -> Result<ImportRequest, RunFault> {
        let content: Digest = wish.sha256.parse().map_err(|_| unreadable())?;
        Ok(ImportRequest {
            id: Some(wish.import_id),
            actor: operation.actor(),
            request_id: operation.request_id().to_owned(),
            file: self.files.place_of(&content),
            name: Some(format!("{}.{}", wish.sha256, wish.extension)),
            source: wish.source.clone(),
            retrieved_on: wish.retrieved_on,
            region: wish.region.clone(),
            shape: wish.shape.as_deref().and_then(Shape::from_code),
            rejects: Some(self.rejects_of(wish)),
            dry_run: wish.dry_run,
            again: Again::Repeat,
        })
    }
}

#[async_trait]
impl Runs for ImportRuns {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn name(&self) -> Sentence {
        Sentence::new("导入登记数据", "Import into the registry")
    }

    async fn run(&self, operation: &Operation, progress: &Progress) -> Result<Ran, RunFault> {
        let wish = wish_of(operation)?;
        if !self.files.is_live(wish.file_id).await? {
            let title = Sentence::new("文件已被销毁", "The file was destroyed");
            return Err(RunFault::Fails { code: "registry.import.file_destroyed", title });
        }
        std::fs::create_dir_all(&self.folder).map_err(away)?;
        let request = self.request(operation, &wish)?;
        let heard = |so_far: ImportProgress| progress.tell(told(&so_far));
        let outcome = self.importer.import(&request, &heard).await.map_err(of_import)?;
        let rejects = self.rejects_of(&wish);
        let rejected = tokio::task::spawn_blocking(move || first_lines(&rejects)).await.map_err(away)?.map_err(away)?;
        let rejects_file_id = if rejected.is_empty() {
            None
        } else {
            let name = format!("rejected-{}.ndjson", wish.import_id);
            Some(self.files.lay_down(operation.organisation, &name, &self.rejects_of(&wish)).await?)
        };
        let facts = json!({
            "import": wish.import_id,
            "dry_run": wish.dry_run,
            "counts": outcome.counts,
            "rejects_file_id": rejects_file_id,
        });
        let result = json!({
            "file_id": wish.file_id,
            "source": wish.source,
            "dry_run": wish.dry_run,
            "counts": outcome.counts,
            "quality": outcome.quality,
            "rejected": rejected,
            "rejects_file_id": rejects_file_id,
        });
        Ok(Ran { result, facts })
    }

    async fn tidy(&self, operation: &Operation) {
        let Ok(wish) = wish_of(operation) else { return };
        match std::fs::remove_file(self.rejects_of(&wish)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(%error, "a file of rejected lines stays behind");
            }
            Ok(()) | Err(_) => {}
        }
    }
}

fn wish_of(operation: &Operation) -> Result<ImportWish, RunFault> {
    serde_json::from_value(operation.asked.request.clone()).map_err(|_| unreadable())
}

fn unreadable() -> RunFault {
    let title = Sentence::new("导入请求无法读取", "The request of the import cannot be read");
    RunFault::Fails { code: "registry.import.unreadable", title }
}

fn away(error: impl ToString) -> RunFault {
    RunFault::Away(error.to_string())
}

fn told(so_far: &ImportProgress) -> Told {
    let Counts { read, inserted, updated, unchanged, rejected } = so_far.counts;
    let counts = [
        ("read", read),
        ("inserted", inserted),
        ("updated", updated),
        ("unchanged", unchanged),
        ("rejected", rejected),
    ];
    Told {
        done: so_far.bytes_read,
        total: so_far.bytes_total,
        unit: "bytes".into(),
        text: None,
        counts: BTreeMap::from(counts.map(|(name, count)| (name.to_owned(), count))),
    }
}

/// What never will be well, told from what may be another time.
fn of_import(fault: ImportFault) -> RunFault {
    match fault {
        ImportFault::Source(fault) => {
            RunFault::Fails { code: fault.code(), title: Sentence::new(fault.zh(), fault.en()) }
        }
        ImportFault::UnknownShape(fields) => {
            let zh = format!("首条记录的格式无法识别，其字段为：{fields}");
            let title =
                Sentence::new(zh, format!("The first record has no shape that is known; its fields are: {fields}"));
            RunFault::Fails { code: "registry.import.unknown_shape", title }
        }
        ImportFault::Store(fault @ StoreFault::Inconsistent { .. }) => {
            tracing::error!(%fault, "an import met a row that cannot be");
            RunFault::Fails { code: "internal", title: Sentence::new("系统内部错误", "Internal error") }
        }
        fault @ (ImportFault::Store(StoreFault::Database(_))
        | ImportFault::File(_)
        | ImportFault::Overtaken
        | ImportFault::CutOff) => away(fault),
    }
}

/// The first reasons of rejected lines.
fn first_lines(rejects: &Path) -> io::Result<Vec<Value>> {
    let file = match File::open(rejects) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        opened => opened?,
    };
    let lines = BufReader::new(file).lines().take(REJECTED_SHOWN);
    lines.map(|line| Ok(serde_json::from_str(&line?).unwrap_or_default())).collect()
}
