//! What verification reads, page by page in one snapshot. All its SQL is here; it changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement, Value,
};
use uuid::Uuid;

use super::chain::Read;
use crate::db::Snapshot;
use crate::journal::entry_of;
use crate::journal::rows::{chain, entry, feed};

/// Parameters of one question.
const ASKED_AT_ONCE: usize = 500;

/// Positions of the feed that are named where no entry stands.
const FEED_NAMED: u64 = 100;

/// The entries behind a position, in order.
pub(super) async fn entries(snapshot: &Snapshot, after: i64, limit: u64) -> Result<Vec<Read>, DbErr> {
    let rows = entry::Entity::find()
        .filter(entry::Column::Position.gt(after))
        .order_by_asc(entry::Column::Position)
        .limit(limit)
        .all(snapshot)
        .await?;
    Ok(rows.into_iter().map(read_of).collect())
}

/// The entries without a place behind an ordinal, in order.
pub(super) async fn unsealed(snapshot: &Snapshot, after: i64, limit: u64) -> Result<Vec<Read>, DbErr> {
    let rows = entry::Entity::find()
        .filter(entry::Column::Position.is_null())
        .filter(entry::Column::Ordinal.gt(after))
        .order_by_asc(entry::Column::Ordinal)
        .limit(limit)
        .all(snapshot)
        .await?;
    Ok(rows.into_iter().map(read_of).collect())
}

fn read_of(mut row: entry::Model) -> Read {
    Read {
        id: row.id,
        ordinal: row.ordinal,
        position: row.position.unwrap_or(0),
        recorded_at: row.recorded_at,
        content_hash: std::mem::take(&mut row.content_hash),
        chain_hash: row.chain_hash.take().unwrap_or_default(),
        entry: entry_of(row).map_err(|error| error.to_string()),
    }
}

/// Which organisations hear of these positions.
pub(super) async fn feed(snapshot: &Snapshot, from: i64, to: i64) -> Result<BTreeMap<i64, BTreeSet<Uuid>>, DbErr> {
    let rows = feed::Entity::find().filter(feed::Column::Position.between(from, to)).all(snapshot).await?;
    let mut heard: BTreeMap<i64, BTreeSet<Uuid>> = BTreeMap::new();
    for row in rows {
        heard.entry(row.position).or_default().insert(row.organisation_id);
    }
    Ok(heard)
}

/// Some positions of the feed that lie before the first entry or behind the last.
pub(super) async fn feed_beyond(snapshot: &Snapshot, last: i64) -> Result<Vec<i64>, DbErr> {
    feed::Entity::find()
        .select_only()
        .column(feed::Column::Position)
        .distinct()
        .filter(Condition::any().add(feed::Column::Position.gt(last)).add(feed::Column::Position.lt(1)))
        .order_by_asc(feed::Column::Position)
        .limit(FEED_NAMED)
        .into_tuple()
        .all(snapshot)
        .await
}

/// The row of the head: its position, and its hash as it is stored; `None` where it is gone.
pub(super) async fn head(snapshot: &Snapshot) -> Result<Option<(i64, Vec<u8>)>, DbErr> {
    let row = chain::Entity::find_by_id(1).one(snapshot).await?;
    Ok(row.map(|row| (row.position, row.hash)))
}

/// Which of these case keys are there, although they were destroyed; and every key that says that it is destroyed and is
/// there.
pub(super) async fn still_there(snapshot: &Snapshot, destroyed: &[Uuid]) -> Result<BTreeSet<Uuid>, DbErr> {
    let mut back =
        keys(snapshot, "SELECT id FROM hall_case_key WHERE wrapped IS NOT NULL AND destroyed_at IS NOT NULL", &[])
            .await?;
    let sql = "SELECT id FROM hall_case_key WHERE wrapped IS NOT NULL AND id IN ";
    for cases in destroyed.chunks(ASKED_AT_ONCE) {
        back.extend(keys(snapshot, sql, cases).await?);
    }
    Ok(back)
}

/// Which of these case keys were destroyed.
pub(super) async fn destroyed_of(snapshot: &Snapshot, cases: &[Uuid]) -> Result<BTreeSet<Uuid>, DbErr> {
    let mut gone = BTreeSet::new();
    let sql = "SELECT id FROM hall_case_key WHERE destroyed_at IS NOT NULL AND id IN ";
    for cases in cases.chunks(ASKED_AT_ONCE) {
        gone.extend(keys(snapshot, sql, cases).await?);
    }
    Ok(gone)
}

/// The ids that a question answers; the list of cases goes to its end.
async fn keys(snapshot: &Snapshot, question: &str, cases: &[Uuid]) -> Result<BTreeSet<Uuid>, DbErr> {
    let backend = snapshot.get_database_backend();
    let place = |place: usize| if backend == DbBackend::Postgres { format!("${}", place + 1) } else { "?".to_owned() };
    let places: Vec<String> = (0..cases.len()).map(place).collect();
    let list = if cases.is_empty() { String::new() } else { format!("({})", places.join(", ")) };
    let values = cases.iter().map(|case| Value::from(*case));
    let statement = Statement::from_sql_and_values(backend, format!("{question}{list}"), values);
    let rows = snapshot.query_all_raw(statement).await?;
    rows.iter().map(|row| row.try_get("", "id")).collect()
}

/// Every table but the database's own.
pub(super) async fn tables(snapshot: &Snapshot) -> Result<Vec<String>, DbErr> {
    let backend = snapshot.get_database_backend();
    let question = match backend {
        DbBackend::Postgres => {
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY table_name"
        }
        DbBackend::Sqlite | DbBackend::MySql | _ => {
            "SELECT name AS table_name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
        }
    };
    let rows = snapshot.query_all_raw(Statement::from_string(backend, question)).await?;
    rows.iter().map(|row| row.try_get("", "table_name")).collect()
}
