//! Long operations as rows, and the leases under which they run. All SQL of them is here.

use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Select, Set,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::rows::operation;
use super::{Failure, Operation, State, Told};
use crate::act::ActFault;
use crate::db::newest_first;
use crate::policy::Call;

/// A process's hold on an operation.
#[derive(Debug, Clone)]
pub(super) struct Lease {
    pub(super) operation: Uuid,
    pub(super) holder: String,
    /// Until when, in real time.
    pub(super) until: i64,
    pub(super) now: i64,
}

/// What stands in the column of progress.
#[derive(Serialize, Deserialize)]
struct Noted {
    progress: Told,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    result: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    failure: Option<Failure>,
}

impl Noted {
    fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn text_of(operation: &Operation) -> String {
    let Operation { progress, result, failure, .. } = operation;
    Noted { progress: progress.clone(), result: result.clone(), failure: failure.clone() }.text()
}

pub(super) async fn insert(transaction: &DatabaseTransaction, operation: &Operation) -> Result<(), DbErr> {
    let row = operation::ActiveModel {
        id: Set(operation.id),
        kind: Set(operation.kind.clone()),
        organisation_id: Set(operation.organisation),
        started_by: Set(operation.started_by),
        request: Set(serde_json::to_string(&operation.asked).unwrap_or_default()),
        state: Set(operation.state.code().to_owned()),
        progress: Set(text_of(operation)),
        holder: Set(None),
        held_until_at: Set(None),
        created_at: Set(operation.created_at),
        updated_at: Set(operation.updated_at),
        finished_at: Set(operation.finished_at),
        version: Set(operation.version),
    };
    operation::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// An operation that the caller may see. What belongs to another organisation does not exist for him.
pub(super) async fn visible(connection: &impl ConnectionTrait, call: &Call, id: Uuid) -> Result<Operation, ActFault> {
    let found = operation::Entity::find_by_id(id).one(connection).await?.map(stored).transpose()?;
    found.filter(|operation| call.may_see(operation.organisation)).ok_or(ActFault::NotFound)
}

/// A page of the operations of an organisation, or of all, the newest first; and how many there are.
pub(super) async fn page(
    connection: &impl ConnectionTrait,
    confined_to: Option<Uuid>,
    before: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<Operation>, u64), ActFault> {
    let own = confined_to.map(|organisation| operation::Column::OrganisationId.eq(organisation));
    let all = own.into_iter().fold(operation::Entity::find(), Select::filter);
    let (rows, total) = newest_first(connection, all, operation::Column::Id, before, limit).await?;
    Ok((rows.into_iter().map(stored).collect::<Result<_, _>>()?, total))
}

/// The operations of a kind that have not ended.
pub(super) async fn open(connection: &impl ConnectionTrait, kind: &str) -> Result<Vec<Operation>, ActFault> {
    let open = operation::Entity::find()
        .filter(operation::Column::FinishedAt.is_null())
        .filter(operation::Column::Kind.eq(kind))
        .order_by_asc(operation::Column::CreatedAt);
    open.all(connection).await?.into_iter().map(stored).collect()
}

/// What nobody works on: queued, or running under a lease that ran out.
fn waiting(kinds: &[&'static str], now: i64) -> Select<operation::Entity> {
    let left = Condition::any()
        .add(operation::Column::HeldUntilAt.is_null())
        .add(operation::Column::HeldUntilAt.lte(now))
        .add(operation::Column::State.eq(State::Queued.code()));
    operation::Entity::find()
        .filter(operation::Column::FinishedAt.is_null())
        .filter(operation::Column::Kind.is_in(kinds.iter().copied()))
        .filter(left)
        .order_by_asc(operation::Column::CreatedAt)
        .order_by_asc(operation::Column::Id)
        .limit(1)
}

/// Whether there is anything to take.
pub(super) async fn is_any_waiting(
    connection: &impl ConnectionTrait,
    kinds: &[&'static str],
    now: i64,
) -> Result<bool, DbErr> {
    Ok(waiting(kinds, now).one(connection).await?.is_some())
}

/// Takes the oldest operation that nobody works on, under a lease.
pub(super) async fn take(
    transaction: &DatabaseTransaction,
    kinds: &[&'static str],
    lease: &Lease,
) -> Result<Option<Operation>, ActFault> {
    let mut find = waiting(kinds, lease.now);
    if transaction.get_database_backend() == DbBackend::Postgres {
        find = find.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    let Some(mut row) = find.one(transaction).await? else { return Ok(None) };
    let taken = operation::ActiveModel {
        state: Set(State::Running.code().to_owned()),
        holder: Set(Some(lease.holder.clone())),
        held_until_at: Set(Some(lease.until)),
        updated_at: Set(lease.now),
        ..operation::ActiveModel::default()
    };
    operation::Entity::update_many().set(taken).filter(operation::Column::Id.eq(row.id)).exec(transaction).await?;
    State::Running.code().clone_into(&mut row.state);
    stored(row).map(Some)
}

/// Whether a process still has its operation.
pub(super) async fn is_held(connection: &impl ConnectionTrait, lease: &Lease) -> Result<bool, DbErr> {
    Ok(held(lease, operation::Entity::find()).one(connection).await?.is_some())
}

fn held<Q: QueryFilter>(lease: &Lease, query: Q) -> Q {
    query
        .filter(operation::Column::Id.eq(lease.operation))
        .filter(operation::Column::State.eq(State::Running.code()))
        .filter(operation::Column::Holder.eq(lease.holder.as_str()))
}

/// Writes how far an operation is and renews the lease; false where it is not held any more.
pub(super) async fn note(connection: &impl ConnectionTrait, lease: &Lease, told: &Told) -> Result<bool, DbErr> {
    let noted = Noted { progress: told.clone(), result: None, failure: None };
    let row = operation::ActiveModel {
        progress: Set(noted.text()),
        held_until_at: Set(Some(lease.until)),
        updated_at: Set(lease.now),
        ..operation::ActiveModel::default()
    };
    let update = held(lease, operation::Entity::update_many().set(row));
    Ok(update.exec(connection).await?.rows_affected == 1)
}

/// Writes that an operation has ended.
pub(super) async fn end(transaction: &DatabaseTransaction, operation: &Operation) -> Result<(), DbErr> {
    let row = operation::ActiveModel {
        state: Set(operation.state.code().to_owned()),
        progress: Set(text_of(operation)),
        holder: Set(None),
        held_until_at: Set(None),
        updated_at: Set(operation.updated_at),
        finished_at: Set(operation.finished_at),
        version: Set(operation.version),
        ..operation::ActiveModel::default()
    };
    operation::Entity::update_many().set(row).filter(operation::Column::Id.eq(operation.id)).exec(transaction).await?;
    Ok(())
}

/// The operation that this process holds, as it stands; `None` where it is not held any more.
pub(super) async fn held_by(transaction: &DatabaseTransaction, lease: &Lease) -> Result<Option<Operation>, ActFault> {
    held(lease, operation::Entity::find()).one(transaction).await?.map(stored).transpose()
}

/// Lets go of everything that a process holds.
pub(super) async fn let_go(connection: &impl ConnectionTrait, holder: &str) -> Result<(), DbErr> {
    let row =
        operation::ActiveModel { holder: Set(None), held_until_at: Set(None), ..operation::ActiveModel::default() };
    let update = operation::Entity::update_many().set(row).filter(operation::Column::Holder.eq(holder));
    update.filter(operation::Column::FinishedAt.is_null()).exec(connection).await?;
    Ok(())
}

fn stored(row: operation::Model) -> Result<Operation, ActFault> {
    let id = row.id;
    let cannot_be = |what: &str, cause: String| ActFault::Inconsistent {
        table: "hall_operation",
        cause: format!("{what} of {id}: {cause}"),
    };
    let asked = serde_json::from_str(&row.request).map_err(|error| cannot_be("the request", error.to_string()))?;
    let noted: Noted =
        serde_json::from_str(&row.progress).map_err(|error| cannot_be("the progress", error.to_string()))?;
    let state = State::ALL.into_iter().find(|state| state.code() == row.state);
    Ok(Operation {
        id,
        kind: row.kind,
        organisation: row.organisation_id,
        started_by: row.started_by,
        asked,
        state: state.ok_or_else(|| cannot_be("the state", row.state))?,
        progress: noted.progress,
        result: noted.result,
        failure: noted.failure,
        created_at: row.created_at,
        updated_at: row.updated_at,
        finished_at: row.finished_at,
        version: row.version,
    })
}
