//! Up to which change of the registry the watch has looked, and how pledged rights were last seen.

use std::collections::HashMap;

use domain::financing::watch::Sight;
use hall::act::ActFault;
use hall::act::table::all_stored;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use uuid::Uuid;

use crate::cases::{StoredDemand, StoredPledge};
use crate::rows::{deal, demand, pledge, sight, watch};

/// Values of one statement: with more, a database has too many parameters.
const AT_ONCE: usize = 500;

/// The change up to which the watch has looked.
pub(crate) async fn looked_up_to(connection: &impl ConnectionTrait) -> Result<i64, ActFault> {
    let row = watch::Entity::find_by_id(1).one(connection).await?;
    Ok(row.map_or(0, |row| row.change_number))
}

/// Moves on from one change to another; `false`: somebody else did.
pub(crate) async fn look_on(transaction: &DatabaseTransaction, from: i64, to: i64) -> Result<bool, ActFault> {
    if looked_up_to(transaction).await? != from {
        return Ok(false);
    }
    let row = watch::ActiveModel { id: Set(1), change_number: Set(to) };
    watch::Entity::insert(row)
        .on_conflict(OnConflict::column(watch::Column::Id).update_column(watch::Column::ChangeNumber).to_owned())
        .exec_without_returning(transaction)
        .await?;
    Ok(true)
}

/// The pledges on rights of these numbers that stand in the register.
pub(crate) async fn standing_on(
    connection: &impl ConnectionTrait,
    numbers: &[String],
) -> Result<Vec<StoredPledge>, ActFault> {
    let mut found = Vec::new();
    for some in numbers.chunks(AT_ONCE) {
        let all = pledge::Entity::find()
            .filter(pledge::Column::Number.is_in(some))
            .filter(pledge::Column::State.eq("registered"))
            .filter(pledge::Column::DealId.is_not_null());
        let rows = all.order_by_asc(pledge::Column::Id).all(connection).await?;
        found.extend(all_stored::<pledge::Entity>(&rows)?);
    }
    Ok(found)
}

/// How these pledges' rights were last seen; one that is not named was as it should be.
pub(crate) async fn sights(
    connection: &impl ConnectionTrait,
    pledges: &[Uuid],
) -> Result<HashMap<Uuid, Sight>, ActFault> {
    let mut found = HashMap::new();
    for some in pledges.chunks(AT_ONCE) {
        let rows =
            sight::Entity::find().filter(sight::Column::PledgeId.is_in(some.iter().copied())).all(connection).await?;
        for row in rows {
            let read = serde_json::from_str(&row.sight).map_err(|error| ActFault::Inconsistent {
                table: "financing_sight",
                cause: format!("{}: {error}", row.pledge_id),
            })?;
            found.insert(row.pledge_id, read);
        }
    }
    Ok(found)
}

/// Writes how rights are seen now.
pub(crate) async fn see(transaction: &DatabaseTransaction, seen: &[(Uuid, Sight)]) -> Result<(), ActFault> {
    for some in seen.chunks(AT_ONCE) {
        let row = |(pledge, sight): &(Uuid, Sight)| sight::ActiveModel {
            pledge_id: Set(*pledge),
            sight: Set(serde_json::to_string(sight).unwrap_or_default()),
        };
        sight::Entity::insert_many(some.iter().map(row))
            .on_conflict(OnConflict::column(sight::Column::PledgeId).update_column(sight::Column::Sight).to_owned())
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

/// Of a deal what its cover is counted from.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub(crate) struct Owed {
    /// The deal.
    pub(crate) id: Uuid,
    /// Its demand, which says what the rights are worth.
    pub(crate) demand_id: Uuid,
    /// The principal that is not paid back, in fen; `None`: nothing is owed.
    pub(crate) outstanding: Option<i64>,
}

/// What is owed by these deals.
pub(crate) async fn owed(connection: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Owed>, ActFault> {
    let mut found = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let all = deal::Entity::find()
            .select_only()
            .columns([deal::Column::Id, deal::Column::DemandId, deal::Column::Outstanding])
            .filter(deal::Column::Id.is_in(some.iter().copied()));
        found.extend(all.into_model::<Owed>().all(connection).await?);
    }
    Ok(found)
}

/// These demands.
pub(crate) async fn demands(connection: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<StoredDemand>, ActFault> {
    let mut found = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let rows =
            demand::Entity::find().filter(demand::Column::Id.is_in(some.iter().copied())).all(connection).await?;
        found.extend(all_stored::<demand::Entity>(&rows)?);
    }
    Ok(found)
}

/// A pledge that stands in the register, and its right.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub(crate) struct Standing {
    /// The pledge.
    pub(crate) id: Uuid,
    /// Its deal.
    pub(crate) deal_id: Uuid,
    /// The code of the kind of the right.
    pub(crate) kind: String,
    /// The number of the right.
    pub(crate) number: String,
}

/// The pledges of these deals that stand in the register.
pub(crate) async fn of_deals(connection: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Standing>, ActFault> {
    let mut found = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let all = pledge::Entity::find()
            .select_only()
            .columns([pledge::Column::Id, pledge::Column::DealId, pledge::Column::Kind, pledge::Column::Number])
            .filter(pledge::Column::DealId.is_in(some.iter().copied()))
            .filter(pledge::Column::State.eq("registered"));
        found.extend(all.into_model::<Standing>().all(connection).await?);
    }
    Ok(found)
}
