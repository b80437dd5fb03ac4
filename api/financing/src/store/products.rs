//! Products in the database.

use hall::act::table::all_stored;
use hall::act::{ActFault, uuid_of};
use hall::case_table;
use hall::db::oldest_first;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set};
use uuid::Uuid;

use crate::cases::{ProductCase, StoredProduct};
use crate::rows::product::{ActiveModel, Column, Entity};

/// Which of them a list shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct ProductFilter {
    /// Those of this bank.
    pub(crate) bank: Option<Uuid>,
    /// Those in this state.
    pub(crate) state: Option<String>,
}

/// A page of them in the order of their making, and how many there are in all.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    filter: &ProductFilter,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredProduct>, u64), ActFault> {
    let mut all = Entity::find();
    if let Some(bank) = filter.bank {
        all = all.filter(Column::BankId.eq(bank));
    }
    if let Some(state) = &filter.state {
        all = all.filter(Column::State.eq(state));
    }
    let (rows, total) = oldest_first(connection, all, Column::Id, after, limit).await?;
    Ok((all_stored::<Entity>(&rows)?, total))
}

/// What firms may ask for now, of one bank or all; at most so many, the oldest first.
pub(crate) async fn published(
    connection: &impl ConnectionTrait,
    bank: Option<Uuid>,
    limit: u64,
) -> Result<Vec<StoredProduct>, ActFault> {
    let of_bank = bank.map(|bank| Column::BankId.eq(bank));
    let published = Entity::find().filter(Column::State.eq("published"));
    let published = of_bank.into_iter().fold(published, Select::filter);
    all_stored::<Entity>(&published.order_by_asc(Column::Id).limit(limit).all(connection).await?)
}

case_table!("financing_product": ProductCase, |stored| ActiveModel {
    bank_id: Set(uuid_of(stored.state.product().bank)),
    state: Set(stored.name_of_state()),
    ..ActiveModel::default()
});
