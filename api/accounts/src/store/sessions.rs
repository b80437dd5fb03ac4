//! Sessions in the database. Of a token only its digest is kept.

use hall::act::ActFault;
use hall::act::table::stored;
use hall::db::newest_first;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::persons::Kept;
use crate::cases::StoredOrganisation;
use crate::rows::session::{ActiveModel, Column, Entity, Model};
use crate::rows::{organisation, person};

/// A session. Its instants are real time in milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Session {
    pub(crate) id: Uuid,
    pub(crate) person: Uuid,
    /// For which organisation the person acts in it.
    pub(crate) organisation: Option<Uuid>,
    pub(crate) token_digest: Vec<u8>,
    pub(crate) second_factor: bool,
    /// Where it was opened from, masked.
    pub(crate) address: String,
    /// What opened it, as it names itself.
    pub(crate) agent: String,
    pub(crate) opened_at: i64,
    pub(crate) seen_at: i64,
    pub(crate) ended_at: Option<i64>,
}

/// Who holds a session.
#[derive(Debug, Clone)]
pub(crate) struct Holder {
    pub(crate) session: Session,
    pub(crate) kept: Kept,
    /// The organisation that is acted for.
    pub(crate) organisation: Option<StoredOrganisation>,
}

impl From<Model> for Session {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            person: row.person_id,
            organisation: row.organisation_id,
            token_digest: row.token_digest,
            second_factor: row.second_factor != 0,
            address: row.address,
            agent: row.agent,
            opened_at: row.opened_at,
            seen_at: row.seen_at,
            ended_at: row.ended_at,
        }
    }
}

/// Writes a new session.
pub(crate) async fn insert(transaction: &DatabaseTransaction, session: &Session) -> Result<(), DbErr> {
    let row = ActiveModel {
        id: Set(session.id),
        person_id: Set(session.person),
        organisation_id: Set(session.organisation),
        token_digest: Set(session.token_digest.clone()),
        second_factor: Set(i32::from(session.second_factor)),
        address: Set(session.address.clone()),
        agent: Set(session.agent.clone()),
        opened_at: Set(session.opened_at),
        seen_at: Set(session.seen_at),
        ended_at: Set(session.ended_at),
    };
    Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// The session of a token, whose it is, and the organisation that is acted for in it: one question, because every
/// request asks it.
pub(crate) async fn find_by_token(
    connection: &impl ConnectionTrait,
    token_digest: &[u8],
) -> Result<Option<Holder>, ActFault> {
    let found = Entity::find()
        .filter(Column::TokenDigest.eq(token_digest))
        .find_also_related(person::Entity)
        .find_also_related(organisation::Entity)
        .one(connection)
        .await?;
    let Some((session, Some(person), organisation)) = found else { return Ok(None) };
    let organisation = organisation.as_ref().map(stored::<organisation::Entity>).transpose()?;
    Ok(Some(Holder { session: session.into(), kept: super::persons::kept(person)?, organisation }))
}

/// One session.
pub(crate) async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<Session>, DbErr> {
    Ok(Entity::find_by_id(id).one(connection).await?.map(Into::into))
}

/// A page of a person's sessions that are open, the newest first, and how many there are in all: those used and opened
/// after these instants.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    person: Uuid,
    (seen_after, opened_after): (i64, i64),
    before: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<Session>, u64), DbErr> {
    let all = Entity::find().filter(Column::PersonId.eq(person)).filter(Column::EndedAt.is_null());
    let all = all.filter(Column::SeenAt.gt(seen_after)).filter(Column::OpenedAt.gt(opened_after));
    let (rows, total) = newest_first(connection, all, Column::Id, before, limit).await?;
    Ok((rows.into_iter().map(Into::into).collect(), total))
}

/// Notes that a session was used. It is not an act: only how long it lies idle hangs on it.
pub(crate) async fn note_seen(connection: &impl ConnectionTrait, id: Uuid, seen_at: i64) -> Result<(), DbErr> {
    let seen = ActiveModel { seen_at: Set(seen_at), ..ActiveModel::default() };
    Entity::update_many().set(seen).filter(Column::Id.eq(id)).exec(connection).await?;
    Ok(())
}

/// Ends a session; false where it had ended.
pub(crate) async fn end(transaction: &DatabaseTransaction, id: Uuid, at: i64) -> Result<bool, DbErr> {
    let ended = ActiveModel { ended_at: Set(Some(at)), ..ActiveModel::default() };
    let update = Entity::update_many().set(ended).filter(Column::Id.eq(id)).filter(Column::EndedAt.is_null());
    Ok(update.exec(transaction).await?.rows_affected == 1)
}

/// The sessions of a person that are open.
pub(crate) async fn open_of(connection: &impl ConnectionTrait, person: Uuid) -> Result<Vec<Session>, DbErr> {
    let rows = Entity::find().filter(Column::PersonId.eq(person)).filter(Column::EndedAt.is_null());
    Ok(rows.all(connection).await?.into_iter().map(Into::into).collect())
}

/// Forgets sessions that ended, or were last used, before this instant; answers how many.
pub(crate) async fn forget_ended_before(connection: &impl ConnectionTrait, instant: i64) -> Result<u64, DbErr> {
    let gone = Entity::delete_many().filter(Column::SeenAt.lt(instant)).exec(connection).await?;
    Ok(gone.rows_affected)
}
