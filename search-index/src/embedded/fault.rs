//! Why the engine could not do its work.

use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use thiserror::Error;

/// A fault of opening, writing or swapping. Whatever was not committed is lost; what was committed stands, and the
/// caller resumes from the cursor.
#[derive(Debug, Error)]
pub enum EngineFault {
    /// Another process has the folder.
    #[error("the index folder {0} is in use by another process")]
    InUse(PathBuf),
    /// A file or folder could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The indexing threads have not moved for minutes.
    #[error("the indexing threads have stalled")]
    Stalled,
    /// The engine refused or failed.
    #[error("{0}")]
    Index(String),
}

impl EngineFault {
    pub(super) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }
}

impl From<TantivyError> for EngineFault {
    fn from(fault: TantivyError) -> Self {
        Self::Index(fault.to_string())
    }
}

impl From<EngineFault> for crate::SearchFault {
    fn from(fault: EngineFault) -> Self {
        Self::Index(fault.to_string())
    }
}
