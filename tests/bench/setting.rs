//! What is measured, where, and on what.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// How a step of the measurement ends.
pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Records when nothing is said.
const DEFAULT_RECORDS: usize = 200_000;

/// This run.
pub(crate) struct Setting {
    /// Records of the largest corpus.
    pub(crate) records: usize,
    /// A PostgreSQL server without the name of a database; `None`: its rows are left out.
    pub(crate) postgres: Option<String>,
    /// Another one that waits for its disk; `None`: acts are not measured on PostgreSQL.
    pub(crate) durable_postgres: Option<String>,
    folder: TempDir,
}

impl Setting {
    pub(crate) fn of_this_run() -> Outcome<Self> {
        let records = match std::env::var("ZHIQUAN_BENCH_RECORDS") {
            Ok(records) => records.parse().map_err(|_| "ZHIQUAN_BENCH_RECORDS is no number")?,
            Err(_) => DEFAULT_RECORDS,
        };
        let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
        std::fs::create_dir_all(scratch)?;
        Ok(Self {
            records,
            postgres: std::env::var("ZHIQUAN_TEST_POSTGRES").ok(),
            durable_postgres: std::env::var("ZHIQUAN_TEST_POSTGRES_DURABLE").ok(),
            folder: tempfile::Builder::new().prefix("figures-").tempdir_in(scratch)?,
        })
    }

    /// A path in the folder of this run, which goes away with it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where the tables are written.
    pub(crate) fn report_path() -> PathBuf {
        let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
        scratch.parent().unwrap_or(scratch).join("figures.md")
    }
}

/// Bytes of a folder and everything in it.
pub(crate) fn bytes_of(folder: &Path) -> Outcome<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        bytes += if metadata.is_dir() { bytes_of(&entry.path())? } else { metadata.len() };
    }
    Ok(bytes)
}
