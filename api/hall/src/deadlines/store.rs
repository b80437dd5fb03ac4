//! Setting, moving, lifting and raising deadlines. All SQL of them is here.

use chrono::NaiveDate;
use domain::calendar::Due;
use domain::hall::Moment;
use futures_util::Stream;
use sea_orm::sea_query::{LockBehavior, LockType, OnConflict};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, FromQueryResult,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use serde_json::Value;
use uuid::Uuid;

use super::period::{Kept, Watched};
use super::recompute::Moved;
use super::rows::deadline::{self, Column};
use crate::act::ActFault;
use crate::db::update_each;

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

/// An open deadline as it is listed.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedDeadline {
    /// The kind of the case.
    pub aggregate_kind: String,
    /// The case.
    pub aggregate_id: Uuid,
    /// The deadline.
    pub kind: String,
    /// The last day.
    pub due_on: NaiveDate,
    /// Whether that is provisional.
    pub provisional: bool,
    /// What its wording needs.
    pub facts: Value,
}

/// Sets a deadline that follows from no legal period, or moves the one of this kind that the case has.
///
/// # Errors
/// The database's.
pub async fn set(transaction: &DatabaseTransaction, deadline: &Deadline) -> Result<(), DbErr> {
    write(transaction, [plain(deadline)]).await
}

/// Sets a deadline with what it was computed from.
pub(super) async fn set_watched(
    transaction: &DatabaseTransaction,
    deadline: &Deadline,
    watched: &Watched,
    kept: &Kept,
    due: Due,
) -> Result<(), DbErr> {
    let mut row = plain(deadline);
    row.due_on = Set((!watched.is_reminder).then(|| due.due_on.to_string()));
    row.provisional = Set(Some(i64::from(due.provisional)));
    row.basis = Set(serde_json::to_string(kept).ok());
    row.owner_id = Set(Some(watched.owner));
    row.keeper_id = Set(Some(watched.keeper));
    row.person_id = Set(watched.person);
    row.facts = Set(Some(watched.facts.to_string()));
    write(transaction, [row]).await
}

fn plain(deadline: &Deadline) -> deadline::ActiveModel {
    deadline::ActiveModel {
        aggregate_id: Set(deadline.aggregate_id),
        kind: Set(deadline.kind.clone()),
        aggregate_kind: Set(deadline.aggregate_kind.clone()),
        due_at: Set(deadline.due.millis()),
        raised_at: Set(None),
        due_on: Set(None),
        provisional: Set(None),
        basis: Set(None),
        owner_id: Set(None),
        keeper_id: Set(None),
        person_id: Set(None),
        facts: Set(None),
    }
}

async fn write(
    transaction: &DatabaseTransaction,
    rows: impl IntoIterator<Item = deadline::ActiveModel>,
) -> Result<(), DbErr> {
    let moved = OnConflict::columns([Column::AggregateId, Column::Kind])
        .update_columns([
            Column::DueAt,
            Column::RaisedAt,
            Column::DueOn,
            Column::Provisional,
            Column::Basis,
            Column::OwnerId,
            Column::KeeperId,
            Column::PersonId,
            Column::Facts,
        ])
        .to_owned();
    deadline::Entity::insert_many(rows).on_conflict(moved).exec_without_returning(transaction).await?;
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

/// Puts the deadlines of a case down to another person who works it, or to nobody.
///
/// # Errors
/// The database's.
pub async fn hand_over(
    transaction: &DatabaseTransaction,
    aggregate_id: Uuid,
    person: Option<Uuid>,
) -> Result<(), DbErr> {
    let to = deadline::ActiveModel { person_id: Set(person), ..deadline::ActiveModel::default() };
    deadline::Entity::update_many().set(to).filter(Column::AggregateId.eq(aggregate_id)).exec(transaction).await?;
    Ok(())
}

/// What is due at a moment and not raised, the oldest first.
pub(super) async fn due(connection: &impl ConnectionTrait, moment: Moment, limit: u64) -> Result<Vec<Deadline>, DbErr> {
    let rows = deadline::Entity::find()
        .filter(Column::RaisedAt.is_null())
        .filter(Column::DueAt.lte(moment.millis()))
        .order_by_asc(Column::DueAt)
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
    let due = deadline::Entity::find().filter(Column::RaisedAt.is_null()).filter(Column::DueAt.lte(moment.millis()));
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
        .filter(Column::RaisedAt.is_null())
        .filter(Column::DueAt.eq(deadline.due.millis()));
    if sea_orm::ConnectionTrait::get_database_backend(transaction) == DbBackend::Postgres {
        find = find.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    let Some(row) = find.one(transaction).await? else { return Ok(false) };
    let mut raised: deadline::ActiveModel = row.into();
    raised.raised_at = Set(Some(moment.millis()));
    deadline::Entity::update(raised).exec(transaction).await?;
    Ok(true)
}

/// The open deadlines of an organisation, as the one that keeps to them or works them, or of a person; the nearest first.
///
/// # Errors
/// The database's.
pub async fn listed(
    connection: &impl ConnectionTrait,
    organisation: Option<Uuid>,
    person: Option<Uuid>,
    limit: u64,
) -> Result<Vec<ListedDeadline>, DbErr> {
    let of = |id: Uuid| Condition::any().add(Column::OwnerId.eq(id)).add(Column::KeeperId.eq(id));
    let mut all = deadline::Entity::find().filter(Column::DueOn.is_not_null());
    if let Some(organisation) = organisation {
        all = all.filter(of(organisation));
    }
    if let Some(person) = person {
        all = all.filter(Column::PersonId.eq(person));
    }
    let rows = all.order_by_asc(Column::DueOn).order_by_asc(Column::AggregateId).limit(limit).all(connection).await?;
    let listed = |row: deadline::Model| {
        Some(ListedDeadline {
            due_on: row.due_on?.parse().ok()?,
            provisional: row.provisional == Some(1),
            facts: row.facts.and_then(|facts| serde_json::from_str(&facts).ok()).unwrap_or_default(),
            aggregate_kind: row.aggregate_kind,
            aggregate_id: row.aggregate_id,
            kind: row.kind,
        })
    };
    Ok(rows.into_iter().filter_map(listed).collect())
}

/// An open row that follows from a legal period, with what a calendar can move and whom that concerns.
#[derive(Debug, FromQueryResult)]
pub(super) struct WatchedRow {
    aggregate_id: Uuid,
    kind: String,
    aggregate_kind: String,
    due_at: i64,
    due_on: Option<String>,
    provisional: Option<i64>,
    basis: String,
    owner_id: Option<Uuid>,
    keeper_id: Option<Uuid>,
}

impl WatchedRow {
    /// What it follows from, as it is stored.
    pub(super) fn basis(&self) -> &str {
        &self.basis
    }

    pub(super) fn kept(&self) -> Result<Kept, ActFault> {
        serde_json::from_str(&self.basis).map_err(|error| self.cannot_be(&error))
    }

    pub(super) fn due_on(&self) -> Result<Option<NaiveDate>, ActFault> {
        let due_on = self.due_on.as_deref();
        due_on.map(str::parse::<NaiveDate>).transpose().map_err(|error| self.cannot_be(&error))
    }

    fn cannot_be(&self, error: &dyn std::fmt::Display) -> ActFault {
        ActFault::Inconsistent { table: "hall_deadline", cause: format!("{}: {error}", self.aggregate_id) }
    }

    pub(super) const fn is_reminder(&self) -> bool {
        self.due_on.is_none()
    }

    pub(super) fn is_computed_as(&self, due: Due, moment: Moment) -> bool {
        let day = self.due_on.as_deref().is_none_or(|day| day == due.due_on.to_string());
        day && self.due_at == moment.millis() && self.provisional == Some(i64::from(due.provisional))
    }

    pub(super) fn moved(&self, before_on: NaiveDate, due: Due) -> Moved {
        Moved {
            aggregate_kind: self.aggregate_kind.clone(),
            aggregate_id: self.aggregate_id,
            kind: self.kind.clone(),
            owner: self.owner_id,
            keeper: self.keeper_id,
            before_on,
            due_on: due.due_on,
            provisional: due.provisional,
        }
    }

    /// The row as it is due now.
    pub(super) fn put(self, due: Due, moment: Moment) -> PutRow {
        PutRow {
            aggregate_id: self.aggregate_id,
            kind: self.kind,
            due_at: moment.millis(),
            due_on: self.due_on.map(|_| due.due_on),
            provisional: due.provisional,
        }
    }
}

/// When a row is due by another calendar.
#[derive(Debug)]
pub(super) struct PutRow {
    aggregate_id: Uuid,
    kind: String,
    due_at: i64,
    due_on: Option<NaiveDate>,
    provisional: bool,
}

/// Lets nobody else set, lift or raise a deadline until the transaction ends: what moves all of them would lose every race
/// against the sweep and the acts of a busy day. On SQLite there is one writer anyway.
pub(super) async fn alone(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared("LOCK TABLE hall_deadline IN SHARE ROW EXCLUSIVE MODE").await?;
    }
    Ok(())
}

/// Every open row that follows from a legal period, one after the other as the database has them.
pub(super) async fn watched(
    transaction: &DatabaseTransaction,
) -> Result<impl Stream<Item = Result<WatchedRow, DbErr>>, DbErr> {
    // One reading of the table is far cheaper than as many searches as it has pages.
    deadline::Entity::find()
        .select_only()
        .columns([
            Column::AggregateId,
            Column::Kind,
            Column::AggregateKind,
            Column::DueAt,
            Column::DueOn,
            Column::Provisional,
            Column::Basis,
            Column::OwnerId,
            Column::KeeperId,
        ])
        .filter(Column::RaisedAt.is_null())
        .filter(Column::Basis.is_not_null())
        .into_model::<WatchedRow>()
        .stream(transaction)
        .await
}

/// Writes rows that a calendar moved.
pub(super) async fn write_moved(transaction: &DatabaseTransaction, rows: &[PutRow]) -> Result<(), DbErr> {
    let keys = [Column::AggregateId, Column::Kind];
    let columns = [Column::DueAt, Column::DueOn, Column::Provisional];
    for some in rows.chunks(WRITTEN_AT_ONCE) {
        let said = some.iter().map(|row| {
            let due_on = row.due_on.map(|day| day.to_string());
            let provisional = i64::from(row.provisional);
            vec![row.aggregate_id.into(), row.kind.clone().into(), row.due_at.into(), due_on.into(), provisional.into()]
        });
        update_each(transaction, deadline::Entity, &keys, &columns, said.collect()).await?;
    }
    Ok(())
}

/// Rows that one statement writes.
const WRITTEN_AT_ONCE: usize = 4_000;
