//! Feeds in the database. All SQL of them is here.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::rows::feed::{ActiveModel, Column, Entity, Model};
use crate::db::newest_first;

/// Whose deadlines a feed shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Those that its maker works.
    Mine,
    /// Those of the organisation.
    Organisation,
}

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Feed {
    pub(super) id: Uuid,
    pub(super) person: Uuid,
    pub(super) organisation: Uuid,
    pub(super) scope: Scope,
    pub(super) created_at: i64,
    pub(super) revoked_at: Option<i64>,
}

fn feed(row: Model) -> Feed {
    Feed {
        id: row.id,
        person: row.person_id,
        organisation: row.organisation_id,
        scope: if row.scope == "mine" { Scope::Mine } else { Scope::Organisation },
        created_at: row.created_at,
        revoked_at: row.revoked_at,
    }
}

pub(super) async fn insert(transaction: &DatabaseTransaction, feed: &Feed, digest: Vec<u8>) -> Result<(), DbErr> {
    let row = ActiveModel {
        id: Set(feed.id),
        person_id: Set(feed.person),
        organisation_id: Set(feed.organisation),
        scope: Set(match feed.scope {
            Scope::Mine => "mine".into(),
            Scope::Organisation => "organisation".into(),
        }),
        token_digest: Set(digest),
        created_at: Set(feed.created_at),
        revoked_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// One feed of this person's.
pub(super) async fn find(connection: &impl ConnectionTrait, person: Uuid, id: Uuid) -> Result<Option<Feed>, DbErr> {
    let row = Entity::find_by_id(id).filter(Column::PersonId.eq(person)).one(connection).await?;
    Ok(row.map(feed))
}

/// The feed of this address, unless it was revoked.
pub(super) async fn by_token(connection: &impl ConnectionTrait, digest: Vec<u8>) -> Result<Option<Feed>, DbErr> {
    let open = Entity::find().filter(Column::TokenDigest.eq(digest)).filter(Column::RevokedAt.is_null());
    Ok(open.one(connection).await?.map(feed))
}

/// A page of a person's feeds, the newest first, and how many there are.
pub(super) async fn page(
    connection: &impl ConnectionTrait,
    person: Uuid,
    before: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<Feed>, u64), DbErr> {
    let all = Entity::find().filter(Column::PersonId.eq(person));
    let (rows, total) = newest_first(connection, all, Column::Id, before, limit).await?;
    Ok((rows.into_iter().map(feed).collect(), total))
}

/// Revokes feeds of a person that still stand: one, those for an organisation, or all. Answers how many.
pub(super) async fn revoke(
    transaction: &DatabaseTransaction,
    person: Uuid,
    id: Option<Uuid>,
    organisation: Option<Uuid>,
    at: i64,
) -> Result<u64, DbErr> {
    let mut update = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(at))
        .filter(Column::PersonId.eq(person))
        .filter(Column::RevokedAt.is_null());
    if let Some(id) = id {
        update = update.filter(Column::Id.eq(id));
    }
    if let Some(organisation) = organisation {
        update = update.filter(Column::OrganisationId.eq(organisation));
    }
    Ok(update.exec(transaction).await?.rows_affected)
}
