//! Cursors and leases of followers. All SQL of them is here.

use sea_orm::sea_query::{LockBehavior, LockType, OnConflict};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, QueryOrder, QuerySelect, Set};

use super::rows::cursor;

/// How far a follower has read, and how it fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The follower.
    pub name: String,
    /// The last position it is done with.
    pub position: i64,
    /// Which process works for it, where it works outside the database.
    pub holder: Option<String>,
    /// Until when, in real time.
    pub held_until_at: Option<i64>,
    /// How often in a row it has failed.
    pub failures: i32,
    /// When it tries again, in real time.
    pub retry_at: Option<i64>,
    /// What it failed with.
    pub fault: Option<String>,
}

impl From<cursor::Model> for Cursor {
    fn from(row: cursor::Model) -> Self {
        let cursor::Model { name, position, holder, held_until_at, failures, retry_at, fault } = row;
        Self { name, position, holder, held_until_at, failures, retry_at, fault }
    }
}

/// Every follower's cursor.
///
/// # Errors
/// The database's.
pub async fn cursors(connection: &impl ConnectionTrait) -> Result<Vec<Cursor>, DbErr> {
    let rows = cursor::Entity::find().order_by_asc(cursor::Column::Name).all(connection).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Makes sure that a follower has a cursor; a new one begins before the first entry.
pub(super) async fn begin(transaction: &DatabaseTransaction, name: &str) -> Result<(), DbErr> {
    let row = cursor::ActiveModel {
        name: Set(name.to_owned()),
        position: Set(0),
        holder: Set(None),
        held_until_at: Set(None),
        failures: Set(0),
        retry_at: Set(None),
        fault: Set(None),
    };
    let known = OnConflict::column(cursor::Column::Name).do_nothing().to_owned();
    cursor::Entity::insert(row).on_conflict(known).exec_without_returning(transaction).await?;
    Ok(())
}

/// The cursor without locking it.
pub(super) async fn look(connection: &impl ConnectionTrait, name: &str) -> Result<Option<Cursor>, DbErr> {
    Ok(cursor::Entity::find_by_id(name.to_owned()).one(connection).await?.map(Into::into))
}

/// The cursor, held by this transaction to its end; `None` where another has it.
pub(super) async fn take(transaction: &DatabaseTransaction, name: &str) -> Result<Option<Cursor>, DbErr> {
    let mut find = cursor::Entity::find_by_id(name.to_owned());
    if transaction.get_database_backend() == DbBackend::Postgres {
        find = find.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    Ok(find.one(transaction).await?.map(Into::into))
}

/// Writes a cursor.
pub(super) async fn put(transaction: &DatabaseTransaction, cursor: &Cursor) -> Result<(), DbErr> {
    let row = cursor::ActiveModel {
        name: Set(cursor.name.clone()),
        position: Set(cursor.position),
        holder: Set(cursor.holder.clone()),
        held_until_at: Set(cursor.held_until_at),
        failures: Set(cursor.failures),
        retry_at: Set(cursor.retry_at),
        fault: Set(cursor.fault.clone()),
    };
    cursor::Entity::update(row).exec(transaction).await?;
    Ok(())
}
