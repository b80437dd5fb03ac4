//! Demands in the database. What an open one brings to the matching stands beside its state, as it was known when it was last
//! written: banks look through thousands of them.

use domain::financing::demand::DemandState;
use domain::financing::matching::Sought;
use domain::financing::product::Purpose;
use hall::act::table::{self, all_stored};
use hall::act::{ActFault, CaseTable, uuid_of};
use hall::case_table;
use hall::db::oldest_first;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use crate::cases::{DemandCase, StoredDemand};
use crate::rows::demand::{ActiveModel, Column, Entity};

/// Which of them a list shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct DemandFilter {
    /// Those of this firm.
    pub(crate) firm: Option<Uuid>,
    /// Those in this state.
    pub(crate) state: Option<String>,
    /// Those with this reference of the firm's.
    pub(crate) client_reference: Option<String>,
}

/// A page of them in the order of their making, and how many there are in all.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    filter: &DemandFilter,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredDemand>, u64), ActFault> {
    let mut all = Entity::find();
    if let Some(firm) = filter.firm {
        all = all.filter(Column::FirmId.eq(firm));
    }
    if let Some(state) = &filter.state {
        all = all.filter(Column::State.eq(state));
    }
    if let Some(reference) = &filter.client_reference {
        all = all.filter(Column::ClientReference.eq(reference));
    }
    let (rows, total) = oldest_first(connection, all, Column::Id, after, limit).await?;
    Ok((all_stored::<Entity>(&rows)?, total))
}

/// Which open demands a bank looks through.
#[derive(Debug, Clone, Default)]
pub(crate) struct OpenFilter {
    /// Of at least so many fen.
    pub(crate) least_fen: Option<i64>,
    /// Of at most so many.
    pub(crate) most_fen: Option<i64>,
    /// For this purpose.
    pub(crate) purpose: Option<Purpose>,
}

/// What the open demands bring, the oldest first; at most so many.
pub(crate) async fn open(
    connection: &impl ConnectionTrait,
    filter: &OpenFilter,
    limit: u64,
) -> Result<Vec<Sought>, ActFault> {
    let mut open = Entity::find()
        .select_only()
        .column(Column::Id)
        .column(Column::Sought)
        .filter(Column::State.eq("open"))
        .filter(Column::Sought.is_not_null());
    if let Some(least) = filter.least_fen {
        open = open.filter(Column::Amount.gte(least));
    }
    if let Some(most) = filter.most_fen {
        open = open.filter(Column::Amount.lte(most));
    }
    if let Some(purpose) = filter.purpose {
        open = open.filter(Column::Purpose.eq(purpose.code()));
    }
    let rows: Vec<(Uuid, String)> = open.order_by_asc(Column::Id).limit(limit).into_tuple().all(connection).await?;
    let read = |(id, sought): (Uuid, String)| {
        serde_json::from_str(&sought)
            .map_err(|error| ActFault::Inconsistent { table: Entity::TABLE, cause: format!("{id}: {error}") })
    };
    rows.into_iter().map(read).collect()
}

fn row(demand: &StoredDemand, sought: Option<&Sought>, at: i64) -> ActiveModel {
    let mut row = table::row_of::<Entity>(demand, at);
    row.sought = Set(sought.and_then(|sought| serde_json::to_string(sought).ok()));
    row
}

/// Writes a new demand.
pub(crate) async fn insert(transaction: &DatabaseTransaction, demand: &StoredDemand, at: i64) -> Result<(), ActFault> {
    table::insert_row::<Entity>(transaction, row(demand, None, at)).await
}

/// Writes a changed demand over the version it was read at, with what it brings to the matching while it is open.
pub(crate) async fn update(
    transaction: &DatabaseTransaction,
    demand: &StoredDemand,
    sought: Option<&Sought>,
    before: i32,
    at: i64,
) -> Result<(), ActFault> {
    table::update_row::<Entity>(transaction, row(demand, sought, at), demand.id, before).await
}

fn amount_of(state: &DemandState) -> i64 {
    state.demand().facts.amount.fen()
}

case_table!("financing_demand": DemandCase, |stored| ActiveModel {
    firm_id: Set(uuid_of(stored.state.demand().firm)),
    state: Set(stored.name_of_state()),
    amount: Set(amount_of(&stored.state)),
    purpose: Set(stored.state.demand().facts.purpose.code().into()),
    client_reference: Set(stored.state.demand().facts.client_reference.clone()),
    ..ActiveModel::default()
});
