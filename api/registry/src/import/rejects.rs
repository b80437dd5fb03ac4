//! The file of rejected lines: one JSON object each. What is in it and how far the import has come stay together.

use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::rejection::Rejection;

/// The file, and how many of its bytes belong to committed lines.
#[derive(Debug, Clone)]
pub(super) struct RejectsFile {
    path: Option<PathBuf>,
    committed: u64,
}

impl RejectsFile {
    /// Opens it and cuts off what an interrupted run wrote beyond its last commit. Where that run wrote into another file,
    /// this one begins with what comes now.
    pub(super) fn open(path: Option<&Path>, committed: u64) -> std::io::Result<Self> {
        let Some(path) = path else { return Ok(Self { path: None, committed }) };
        let file = opened(path)?;
        let committed = committed.min(file.metadata()?.len());
        file.set_len(committed)?;
        Ok(Self { path: Some(path.to_path_buf()), committed })
    }

    /// Writes rejections behind the committed ones; doing it again overwrites what the first attempt wrote. Answers how
    /// long the file is once they are committed.
    pub(super) async fn write(&self, rejections: &[Rejection]) -> std::io::Result<u64> {
        let Some(path) = self.path.clone().filter(|_| !rejections.is_empty()) else { return Ok(self.committed) };
        let mut text = String::new();
        for rejection in rejections {
            text.push_str(&rejection.to_ndjson());
            text.push('\n');
        }
        let start = self.committed;
        let written = tokio::task::spawn_blocking(move || {
            let mut file = opened(&path)?;
            file.set_len(start)?;
            file.seek(SeekFrom::Start(start))?;
            file.write_all(text.as_bytes())?;
            file.sync_data()?;
            Ok::<u64, std::io::Error>(start + text.len() as u64)
        });
        written.await.map_err(std::io::Error::other)?
    }

    /// The transaction that wrote up to here is committed.
    pub(super) const fn is_written_to(&mut self, committed: u64) {
        self.committed = committed;
    }
}

fn opened(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().create(true).write(true).truncate(false).open(path)
}
