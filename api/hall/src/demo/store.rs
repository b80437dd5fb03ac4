//! How far the moment was moved. All SQL of it is here.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, Set};

use super::rows::moment::{ActiveModel, Entity};

/// How far the moment is ahead of real time, in milliseconds.
pub(super) async fn ahead(connection: &impl ConnectionTrait) -> Result<i64, DbErr> {
    Ok(Entity::find_by_id(1).one(connection).await?.map_or(0, |row| row.ahead_ms))
}

pub(super) async fn set_ahead(transaction: &DatabaseTransaction, ahead_ms: i64) -> Result<(), DbErr> {
    Entity::update(ActiveModel { id: Set(1), ahead_ms: Set(ahead_ms) }).exec(transaction).await?;
    Ok(())
}
