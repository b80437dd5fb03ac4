//! Why an import ended early.

use hall::db::MayBeTheDatabase;
use sea_orm::DbErr;

use super::reading::UnknownShape;
use super::source::SourceFault;
use crate::store::StoreFault;

/// Why an import ended early. What was written stays, and the next run goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// The file cannot be read at all.
    #[error("{}", .0.en())]
    Source(SourceFault),
    /// The file or the file of rejects failed.
    #[error("the file failed: {0}")]
    File(#[from] std::io::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// The first record has no shape that is known.
    #[error("the first record has no shape that is known; its fields are: {0}")]
    UnknownShape(String),
    /// Another process goes on with the same import.
    #[error("another process goes on with this import")]
    Overtaken,
    /// The reading thread died.
    #[error("the reading was cut off")]
    CutOff,
}

impl From<DbErr> for ImportFault {
    fn from(error: DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl MayBeTheDatabase for ImportFault {
    fn database_error(&self) -> Option<&DbErr> {
        if let Self::Store(fault) = self { fault.database_error() } else { None }
    }
}

impl From<UnknownShape> for ImportFault {
    fn from(unknown: UnknownShape) -> Self {
        Self::UnknownShape(unknown.0)
    }
}
