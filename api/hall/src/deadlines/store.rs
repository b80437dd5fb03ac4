//! Setting, moving, lifting and raising deadlines. All SQL of them is here.

use domain::hall::Moment;
use sea_orm::sea_query::{LockBehavior, LockType, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use super::rows::deadline;

/// What falls due when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The kind of the case.
    pub aggregate_kind: String,
    /// The case.
    pub aggregate_id: Uuid,
    /// What must be done or happens (`accounts.invitation_expires`); one of a kind for each case.
    pub kind: String,
    /// When.
    pub due: Moment,
}

/// Sets a deadline, or moves the one of this kind that the case has.
///
/// # Errors
/// The database's.
pub async fn set(transaction: &DatabaseTransaction, deadline: &Deadline) -> Result<(), DbErr> {
    let row = deadline::ActiveModel {
        aggregate_id: Set(deadline.aggregate_id),
        kind: Set(deadline.kind.clone()),
        aggregate_kind: Set(deadline.aggregate_kind.clone()),
        due_at: Set(deadline.due.millis()),
        raised_at: Set(None),
    };
    let moved = OnConflict::columns([deadline::Column::AggregateId, deadline::Column::Kind])
        .update_columns([deadline::Column::DueAt, deadline::Column::RaisedAt])
        .to_owned();
    deadline::Entity::insert(row).on_conflict(moved).exec_without_returning(transaction).await?;
    Ok(())
}

/// Lifts a deadline: it is met, or the case is over.
///
/// # Errors
/// The database's.
pub async fn lift(transaction: &DatabaseTransaction, aggregate_id: Uuid, kind: &str) -> Result<(), DbErr> {
    deadline::Entity::delete_by_id((aggregate_id, kind.to_owned())).exec(transaction).await?;
    Ok(())
}

/// What is due at a moment and not raised, the oldest first.
pub(super) async fn due(connection: &impl ConnectionTrait, moment: Moment, limit: u64) -> Result<Vec<Deadline>, DbErr> {
    let rows = deadline::Entity::find()
        .filter(deadline::Column::RaisedAt.is_null())
        .filter(deadline::Column::DueAt.lte(moment.millis()))
        .order_by_asc(deadline::Column::DueAt)
        .limit(limit)
        .all(connection)
        .await?;
    let read = |row: deadline::Model| Moment::from_millis(row.due_at).ok().map(|due| deadline_of(row, due));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// How many were due at a moment and are not raised.
///
/// # Errors
/// The database's.
pub async fn overdue(connection: &impl ConnectionTrait, moment: Moment) -> Result<u64, DbErr> {
    let due = deadline::Entity::find()
        .filter(deadline::Column::RaisedAt.is_null())
        .filter(deadline::Column::DueAt.lte(moment.millis()));
    due.count(connection).await
}

fn deadline_of(row: deadline::Model, due: Moment) -> Deadline {
    Deadline { aggregate_kind: row.aggregate_kind, aggregate_id: row.aggregate_id, kind: row.kind, due }
}

/// Marks a deadline as raised, unless it was raised, moved or lifted meanwhile or another process is raising it.
pub(super) async fn raise(
    transaction: &DatabaseTransaction,
    deadline: &Deadline,
    moment: Moment,
) -> Result<bool, DbErr> {
    let mut find = deadline::Entity::find_by_id((deadline.aggregate_id, deadline.kind.clone()))
        .filter(deadline::Column::RaisedAt.is_null())
        .filter(deadline::Column::DueAt.eq(deadline.due.millis()));
    if sea_orm::ConnectionTrait::get_database_backend(transaction) == DbBackend::Postgres {
        find = find.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    let Some(row) = find.one(transaction).await? else { return Ok(false) };
    let mut raised: deadline::ActiveModel = row.into();
    raised.raised_at = Set(Some(moment.millis()));
    deadline::Entity::update(raised).exec(transaction).await?;
    Ok(true)
}
