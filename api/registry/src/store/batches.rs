//! Imports as rows: begun, gone on with, finished.

use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::StoreFault;
use crate::rows::batch;

/// One import of one file, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBatch {
    /// Its id.
    pub id: Uuid,
    /// When it was finished; `None`: it was cut short.
    pub finished_at: Option<i64>,
    /// Lines of the file that are dealt with.
    pub lines_done: u64,
    /// Bytes of the file of rejects that belong to them.
    pub rejects_bytes: u64,
    /// Counts and quality so far, as JSON.
    pub progress: String,
}

/// The import of a file, told by the digest of its content and the source it is loaded as.
///
/// # Errors
/// [`StoreFault`].
pub async fn find_batch(
    connection: &impl ConnectionTrait,
    file_digest: &str,
    source: &str,
) -> Result<Option<StoredBatch>, StoreFault> {
    let row = batch::Entity::find()
        .filter(batch::Column::FileDigest.eq(file_digest))
        .filter(batch::Column::Source.eq(source))
        .one(connection)
        .await?;
    let unsigned = |value: i64| u64::try_from(value).unwrap_or(0);
    Ok(row.map(|row| StoredBatch {
        id: row.id,
        finished_at: row.finished_at,
        lines_done: unsigned(row.lines_done),
        rejects_bytes: unsigned(row.rejects_bytes),
        progress: row.progress,
    }))
}

/// What is written of a batch when it begins.
#[derive(Debug, Clone)]
pub(crate) struct BatchBeginning {
    pub(crate) id: Uuid,
    pub(crate) source: String,
    pub(crate) file_name: String,
    pub(crate) file_digest: String,
    pub(crate) at: i64,
}

/// Writes that an import begins.
pub(crate) async fn begin_batch(
    transaction: &DatabaseTransaction,
    beginning: &BatchBeginning,
) -> Result<(), StoreFault> {
    let row = batch::ActiveModel {
        id: Set(beginning.id),
        source: Set(beginning.source.clone()),
        file_name: Set(beginning.file_name.clone()),
        file_digest: Set(beginning.file_digest.clone()),
        started_at: Set(beginning.at),
        finished_at: Set(None),
        lines_done: Set(0),
        rejects_bytes: Set(0),
        progress: Set("{}".into()),
    };
    batch::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes how far an import has come, or that it is finished.
pub(crate) async fn note_progress(transaction: &DatabaseTransaction, progress: &StoredBatch) -> Result<(), StoreFault> {
    let signed = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    let row = batch::ActiveModel {
        finished_at: Set(progress.finished_at),
        lines_done: Set(signed(progress.lines_done)),
        rejects_bytes: Set(signed(progress.rejects_bytes)),
        progress: Set(progress.progress.clone()),
        ..batch::ActiveModel::default()
    };
    batch::Entity::update_many().set(row).filter(batch::Column::Id.eq(progress.id)).exec(transaction).await?;
    Ok(())
}

/// How far an import has come by now.
pub(crate) async fn lines_done(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<u64>, StoreFault> {
    let row = batch::Entity::find_by_id(id).one(connection).await?;
    Ok(row.map(|row| u64::try_from(row.lines_done).unwrap_or(0)))
}
