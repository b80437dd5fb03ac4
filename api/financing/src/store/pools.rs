//! Risk-compensation pools in the database.

use hall::act::table::all_stored;
use hall::act::{ActFault, uuid_of};
use hall::case_table;
use hall::db::oldest_first;
use sea_orm::{ConnectionTrait, EntityTrait, Set};
use uuid::Uuid;

use crate::cases::{PoolCase, StoredPool};
use crate::rows::pool::{ActiveModel, Column, Entity};

/// A page of them in the order of their making, and how many there are in all.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredPool>, u64), ActFault> {
    let (rows, total) = oldest_first(connection, Entity::find(), Column::Id, after, limit).await?;
    Ok((all_stored::<Entity>(&rows)?, total))
}

case_table!("financing_pool": PoolCase, |stored| ActiveModel {
    keeper_id: Set(uuid_of(stored.state.keeper)),
    state: Set(stored.name_of_state()),
    balance: Set(stored.state.balance.fen()),
    ..ActiveModel::default()
});
