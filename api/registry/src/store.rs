//! Loading and saving, in the words of the domain. All SQL of this room is here.

mod batches;
mod verified;

use std::collections::HashMap;

use domain::registry::{Record, RecordKind};
use hall::db::MayBeTheDatabase;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Set, Statement,
};
use uuid::Uuid;

use crate::rows::{change_counter, number, record};

pub(crate) use batches::{BatchBeginning, begin_batch, lines_done, note_progress};
pub use batches::{StoredBatch, find_batch};
pub(crate) use verified::CASE;
pub use verified::verified;

/// The advisory lock on PostgreSQL under which change numbers are taken, held to commit.
const CHANGE_LOCK: i64 = 0x5a51_0001;

/// The most values of one `IN` list; both databases take many more.
const KEYS_AT_ONCE: usize = 1_000;

/// A record with what the store knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRecord {
    /// Its id.
    pub id: Uuid,
    /// Its key in the index: the first change number it bore.
    pub key: i64,
    /// Its last change number.
    pub change_number: i64,
    /// How often it was written.
    pub version: i32,
    /// The record.
    pub record: Record,
}

/// Why the store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
    /// A row that cannot be: somebody changed it behind our back, or we have a fault.
    #[error("the row {row} of {table} cannot be: {cause}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The row's id.
        row: Uuid,
        /// What is wrong with it.
        cause: String,
    },
}

impl MayBeTheDatabase for StoreFault {
    fn database_error(&self) -> Option<&DbErr> {
        match self {
            Self::Database(error) => Some(error),
            Self::Inconsistent { .. } => None,
        }
    }
}

fn stored(row: record::Model) -> Result<StoredRecord, StoreFault> {
    let record: Record = serde_json::from_str(&row.body).map_err(|error| StoreFault::Inconsistent {
        table: "registry_record",
        row: row.id,
        cause: error.to_string(),
    })?;
    Ok(StoredRecord { id: row.id, key: row.key, change_number: row.change_number, version: row.version, record })
}

/// The record of a register that is known by this number.
///
/// # Errors
/// [`StoreFault`].
pub async fn find(
    connection: &impl ConnectionTrait,
    kind: RecordKind,
    lookup_key: &str,
) -> Result<Option<StoredRecord>, StoreFault> {
    let found = number::Entity::find_by_id((kind.code().to_owned(), lookup_key.to_owned())).one(connection).await?;
    let Some(found) = found else { return Ok(None) };
    record::Entity::find_by_id(found.record_id).one(connection).await?.map(stored).transpose()
}

/// The records changed after this change number, in the order of their changes.
///
/// # Errors
/// [`StoreFault`].
pub async fn changes_after(
    connection: &impl ConnectionTrait,
    change_number: i64,
    limit: u64,
) -> Result<Vec<StoredRecord>, StoreFault> {
    let rows = record::Entity::find()
        .filter(record::Column::ChangeNumber.gt(change_number))
        .order_by_asc(record::Column::ChangeNumber)
        .limit(limit)
        .all(connection)
        .await?;
    rows.into_iter().map(stored).collect()
}

/// The last change number given out.
///
/// # Errors
/// [`StoreFault`].
pub async fn last_change_number(connection: &impl ConnectionTrait) -> Result<i64, StoreFault> {
    let counter = change_counter::Entity::find_by_id(1).one(connection).await?;
    Ok(counter.map_or(0, |counter| counter.last_number))
}

/// Makes this transaction the only one that changes records until it ends. It must come first: what is read before it
/// may be stale.
///
/// SQLite has one writer already. On PostgreSQL an advisory lock is held to commit, so that the order of change numbers
/// is the order of commits and a follower never passes over one that commits late. There the transaction also keeps off
/// scans of whole tables: plans that were made while a table was empty outlive its filling.
///
/// # Errors
/// [`StoreFault`].
pub(crate) async fn lock_changes(transaction: &DatabaseTransaction) -> Result<(), StoreFault> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        let lock = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_advisory_xact_lock($1), set_config('enable_seqscan', 'off', true)",
            [CHANGE_LOCK.into()],
        );
        transaction.execute_raw(lock).await?;
    }
    Ok(())
}

/// Takes so many change numbers; answers the first.
pub(crate) async fn take_change_numbers(transaction: &DatabaseTransaction, count: i64) -> Result<i64, StoreFault> {
    let taken = Query::update()
        .table(change_counter::Entity)
        .value(change_counter::Column::LastNumber, Expr::col(change_counter::Column::LastNumber).add(count))
        .and_where(Expr::col(change_counter::Column::Id).eq(1))
        .returning_col(change_counter::Column::LastNumber)
        .to_owned();
    let row = transaction.query_one(&taken).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("registry_change_counter has no row".into()))?;
    let last: i64 = row.try_get("", "last_number")?;
    Ok(last - count + 1)
}

/// Looks up each number by itself. A list of a thousand values would do in words, but PostgreSQL plans it while the
/// table is small as a filter behind the kind alone, keeps that plan, and then compares every row with every value.
const RECORDS_OF_NUMBERS: &str = "\
    SELECT known.lookup_key, known.record_id FROM json_array_elements_text($2::json) AS wanted (lookup_key) \
    CROSS JOIN LATERAL (\
        SELECT lookup_key, record_id FROM registry_number \
        WHERE kind = $1 AND lookup_key = wanted.lookup_key LIMIT 1\
    ) AS known";

/// Which record each of these numbers leads to.
pub(crate) async fn find_by_numbers(
    transaction: &DatabaseTransaction,
    kind: RecordKind,
    lookup_keys: &[String],
) -> Result<HashMap<String, Uuid>, StoreFault> {
    let mut found = HashMap::new();
    for keys in lookup_keys.chunks(KEYS_AT_ONCE) {
        if transaction.get_database_backend() == DbBackend::Postgres {
            let keys = serde_json::json!(keys).to_string();
            let values = [kind.code().into(), keys.into()];
            let wanted = Statement::from_sql_and_values(DbBackend::Postgres, RECORDS_OF_NUMBERS, values);
            for row in transaction.query_all_raw(wanted).await? {
                found.insert(row.try_get("", "lookup_key")?, row.try_get("", "record_id")?);
            }
        } else {
            let rows = number::Entity::find()
                .filter(number::Column::Kind.eq(kind.code()))
                .filter(number::Column::LookupKey.is_in(keys))
                .all(transaction)
                .await?;
            found.extend(rows.into_iter().map(|row| (row.lookup_key, row.record_id)));
        }
    }
    Ok(found)
}

/// These records.
pub(crate) async fn load(
    transaction: &DatabaseTransaction,
    ids: Vec<Uuid>,
) -> Result<HashMap<Uuid, StoredRecord>, StoreFault> {
    let mut found = HashMap::new();
    for ids in ids.chunks(KEYS_AT_ONCE) {
        let rows =
            record::Entity::find().filter(record::Column::Id.is_in(ids.iter().copied())).all(transaction).await?;
        for row in rows {
            found.insert(row.id, stored(row)?);
        }
    }
    Ok(found)
}

/// A record to be written, new or changed.
#[derive(Debug)]
pub(crate) struct Write<'r> {
    pub(crate) stored: &'r StoredRecord,
    pub(crate) number: String,
    pub(crate) batch_id: Uuid,
    pub(crate) at: i64,
}

impl Write<'_> {
    fn body(&self) -> Result<String, StoreFault> {
        serde_json::to_string(&self.stored.record).map_err(|error| StoreFault::Inconsistent {
            table: "registry_record",
            row: self.stored.id,
            cause: error.to_string(),
        })
    }
}

/// Writes new records.
pub(crate) async fn insert(transaction: &DatabaseTransaction, writes: &[Write<'_>]) -> Result<(), StoreFault> {
    if writes.is_empty() {
        return Ok(());
    }
    let mut insert = Query::insert();
    insert.into_table(record::Entity).columns([
        record::Column::Id,
        record::Column::Kind,
        record::Column::Number,
        record::Column::Body,
        record::Column::Key,
        record::Column::ChangeNumber,
        record::Column::BatchId,
        record::Column::Version,
        record::Column::UpdatedAt,
    ]);
    for write in writes {
        insert.values_panic([
            write.stored.id.into(),
            write.stored.record.kind().code().into(),
            write.number.clone().into(),
            write.body()?.into(),
            write.stored.key.into(),
            write.stored.change_number.into(),
            write.batch_id.into(),
            write.stored.version.into(),
            write.at.into(),
        ]);
    }
    transaction.execute(&insert).await?;
    Ok(())
}

/// Writes a changed record over the version it was read at.
pub(crate) async fn update(transaction: &DatabaseTransaction, write: &Write<'_>) -> Result<(), StoreFault> {
    let changed = record::ActiveModel {
        number: Set(write.number.clone()),
        body: Set(write.body()?),
        change_number: Set(write.stored.change_number),
        batch_id: Set(write.batch_id),
        version: Set(write.stored.version),
        updated_at: Set(write.at),
        ..record::ActiveModel::default()
    };
    let outcome = record::Entity::update_many()
        .set(changed)
        .filter(record::Column::Id.eq(write.stored.id))
        .filter(record::Column::Version.eq(write.stored.version - 1))
        .exec(transaction)
        .await?;
    if outcome.rows_affected == 1 { Ok(()) } else { Err(DbErr::RecordNotUpdated.into()) }
}

/// Lets these numbers lead to these records.
pub(crate) async fn insert_numbers(
    transaction: &DatabaseTransaction,
    numbers: &[(RecordKind, String, Uuid)],
) -> Result<(), StoreFault> {
    if numbers.is_empty() {
        return Ok(());
    }
    let mut insert = Query::insert();
    insert.into_table(number::Entity).columns([
        number::Column::Kind,
        number::Column::LookupKey,
        number::Column::RecordId,
    ]);
    for (kind, lookup_key, record_id) in numbers {
        insert.values_panic([kind.code().into(), lookup_key.clone().into(), (*record_id).into()]);
    }
    transaction.execute(&insert).await?;
    Ok(())
}
