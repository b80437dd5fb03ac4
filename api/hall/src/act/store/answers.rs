//! Stored answers: read, kept, forgotten after their time. All SQL of them is here.

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, QueryFilter, Set, Statement,
};

use crate::act::rows::answer;

/// Whose answer, to what.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::act) struct AnswerKey {
    pub(in crate::act) caller: String,
    pub(in crate::act) operation: String,
    pub(in crate::act) key: String,
}

impl AnswerKey {
    /// The words that the sealed answer is bound to.
    pub(in crate::act) fn context(&self) -> Vec<u8> {
        [self.caller.as_str(), &self.operation, &self.key].join("\n").into_bytes()
    }
}

/// An answer as it is stored.
#[derive(Debug)]
pub(in crate::act) struct StoredAnswer {
    pub(in crate::act) body_digest: Vec<u8>,
    pub(in crate::act) answer: Vec<u8>,
    pub(in crate::act) created_at: i64,
}

pub(in crate::act) async fn find(
    connection: &impl ConnectionTrait,
    key: &AnswerKey,
) -> Result<Option<StoredAnswer>, DbErr> {
    let id = (key.caller.clone(), key.operation.clone(), key.key.clone());
    let row = answer::Entity::find_by_id(id).one(connection).await?;
    Ok(row.map(|row| StoredAnswer { body_digest: row.body_digest, answer: row.answer, created_at: row.created_at }))
}

/// Takes the key for this transaction among all processes; false where another has it. SQLite has one writer.
pub(in crate::act) async fn take(transaction: &DatabaseTransaction, key: &AnswerKey) -> Result<bool, DbErr> {
    if transaction.get_database_backend() != DbBackend::Postgres {
        return Ok(true);
    }
    let statement = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine",
        [String::from_utf8_lossy(&key.context()).into_owned().into()],
    );
    let row = transaction.query_one_raw(statement).await?;
    Ok(row.map(|row| row.try_get::<bool>("", "mine")).transpose()?.unwrap_or(false))
}

/// Keeps an answer over one whose time is over. It is one statement that reads nothing beforehand: on PostgreSQL a reading
/// here would see a page of the index into which every other act of the caller writes, and they would undo each other.
///
/// [`DbErr::RecordNotInserted`] where another act has answered under this key meanwhile.
pub(in crate::act) async fn keep(
    transaction: &DatabaseTransaction,
    key: &AnswerKey,
    stored: StoredAnswer,
    forgotten_before: i64,
) -> Result<(), DbErr> {
    let row = answer::ActiveModel {
        caller: Set(key.caller.clone()),
        operation: Set(key.operation.clone()),
        key: Set(key.key.clone()),
        body_digest: Set(stored.body_digest),
        answer: Set(stored.answer),
        created_at: Set(stored.created_at),
    };
    use answer::Column;
    let over_a_forgotten_one = OnConflict::columns([Column::Caller, Column::Operation, Column::Key])
        .update_columns([Column::BodyDigest, Column::Answer, Column::CreatedAt])
        .action_and_where(Expr::col((answer::Entity, Column::CreatedAt)).lt(forgotten_before))
        .to_owned();
    let insert = answer::Entity::insert(row).on_conflict(over_a_forgotten_one);
    match insert.exec_without_returning(transaction).await? {
        0 => Err(DbErr::RecordNotInserted),
        _ => Ok(()),
    }
}

/// Forgets the answers that were kept before this instant.
///
/// # Errors
/// The database's.
pub async fn forget_answers_before(connection: &impl ConnectionTrait, instant: i64) -> Result<u64, DbErr> {
    let gone = answer::Entity::delete_many().filter(answer::Column::CreatedAt.lt(instant)).exec(connection).await?;
    Ok(gone.rows_affected)
}
