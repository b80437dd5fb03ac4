//! Attempts to log in, in the database. Login and address are kept as keyed digests: a password typed into the wrong
//! field stands nowhere, and nobody is followed by his address.

use domain::accounts::{Failures, FailuresSoFar};
use domain::hall::Moment;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use uuid::Uuid;

use crate::rows::attempt::{ActiveModel, Column, Entity, Model};

/// Failures beyond this number change nothing: the longest delay was reached.
const MOST_COUNTED: u64 = 64;

/// An attempt.
#[derive(Debug, Clone)]
pub(crate) struct Attempt {
    pub(crate) id: Uuid,
    pub(crate) login: String,
    pub(crate) address: String,
    pub(crate) attempted_at: i64,
    pub(crate) succeeded: bool,
}

/// Writes an attempt down.
pub(crate) async fn insert(transaction: &DatabaseTransaction, attempt: &Attempt) -> Result<(), DbErr> {
    let row = ActiveModel {
        id: Set(attempt.id),
        login: Set(attempt.login.clone()),
        address: Set(attempt.address.clone()),
        attempted_at: Set(attempt.attempted_at),
        succeeded: Set(i32::from(attempt.succeeded)),
    };
    Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// Notes that an attempt succeeded.
pub(crate) async fn succeed(transaction: &DatabaseTransaction, id: Uuid) -> Result<(), DbErr> {
    let succeeded = ActiveModel { succeeded: Set(1), ..ActiveModel::default() };
    Entity::update_many().set(succeeded).filter(Column::Id.eq(id)).exec(transaction).await?;
    Ok(())
}

/// What failed before an attempt with this login from this address.
pub(crate) async fn so_far(
    connection: &impl ConnectionTrait,
    login: &str,
    address: &str,
    quiet_millis: i64,
) -> Result<FailuresSoFar, DbErr> {
    let of_login = Condition::all().add(Column::Login.eq(login));
    let of_address = Condition::all().add(Column::Address.eq(address));
    let here = Condition::all().add(Column::Login.eq(login)).add(Column::Address.eq(address));
    let succeeded = Entity::find().filter(here.clone()).filter(Column::Succeeded.eq(1));
    let succeeded = succeeded.order_by_desc(Column::AttemptedAt).one(connection).await?;
    let since = succeeded.as_ref().map_or(i64::MIN, |attempt| attempt.attempted_at);
    Ok(FailuresSoFar {
        of_login: failures(connection, of_login, i64::MIN, quiet_millis).await?,
        of_address: failures(connection, of_address, i64::MIN, quiet_millis).await?,
        of_login_here: failures(connection, here, since, quiet_millis).await?,
        succeeded_here_before: succeeded.is_some(),
    })
}

/// The failures up to the last one that have no quiet time between them.
async fn failures(
    connection: &impl ConnectionTrait,
    of: Condition,
    since: i64,
    quiet_millis: i64,
) -> Result<Option<Failures>, DbErr> {
    let rows: Vec<Model> = Entity::find()
        .filter(of)
        .filter(Column::Succeeded.eq(0))
        .filter(Column::AttemptedAt.gt(since))
        .order_by_desc(Column::AttemptedAt)
        .limit(MOST_COUNTED)
        .all(connection)
        .await?;
    let Some(last) = rows.first().map(|row| row.attempted_at) else { return Ok(None) };
    let mut before = last;
    let unbroken = rows.iter().take_while(|row| {
        let close = before - row.attempted_at < quiet_millis;
        before = row.attempted_at;
        close
    });
    let count = u32::try_from(unbroken.count()).unwrap_or(u32::MAX);
    Ok(Moment::from_millis(last).ok().map(|last_at| Failures { count, last_at }))
}

/// Forgets attempts from before this instant; answers how many.
pub(crate) async fn forget_before(connection: &impl ConnectionTrait, instant: i64) -> Result<u64, DbErr> {
    let gone = Entity::delete_many().filter(Column::AttemptedAt.lt(instant)).exec(connection).await?;
    Ok(gone.rows_affected)
}
