//! Deals in the database. One accepted deal of a demand and one disbursement of a deal are unique keys here.

use chrono::NaiveDate;
use domain::financing::deal::{DealState, Disbursement};
use hall::act::table::all_stored;
use hall::act::{ActFault, uuid_of};
use hall::case_table;
use hall::db::oldest_first;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use crate::cases::{DealCase, StoredDeal};
use crate::rows::deal::{ActiveModel, Column, Entity};
use crate::rows::disbursement;

/// Deals of one demand that are looked through at once. A firm that asks more banks than this at a time asks nobody.
pub(crate) const MOST_OF_A_DEMAND: u64 = 50;

/// Which of them a list shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct DealFilter {
    /// Those of which this organisation is the firm or the bank.
    pub(crate) of: Option<Uuid>,
    /// Those in this state.
    pub(crate) state: Option<String>,
    /// Those of this demand.
    pub(crate) demand: Option<Uuid>,
}

/// A page of them in the order of their making, and how many there are in all.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    filter: &DealFilter,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredDeal>, u64), ActFault> {
    let mut all = Entity::find();
    if let Some(of) = filter.of {
        all = all.filter(Condition::any().add(Column::FirmId.eq(of)).add(Column::BankId.eq(of)));
    }
    if let Some(state) = &filter.state {
        all = all.filter(Column::State.eq(state));
    }
    if let Some(demand) = filter.demand {
        all = all.filter(Column::DemandId.eq(demand));
    }
    let (rows, total) = oldest_first(connection, all, Column::Id, after, limit).await?;
    Ok((all_stored::<Entity>(&rows)?, total))
}

/// The deals of a demand, the first first.
pub(crate) async fn of_demand(connection: &impl ConnectionTrait, demand: Uuid) -> Result<Vec<StoredDeal>, ActFault> {
    let all = Entity::find().filter(Column::DemandId.eq(demand)).order_by_asc(Column::Id);
    let rows = all.limit(MOST_OF_A_DEMAND).all(connection).await?;
    all_stored::<Entity>(&rows)
}

/// Writes that the money of a deal was paid out. A second time there is no room for it.
pub(crate) async fn disburse(
    transaction: &DatabaseTransaction,
    deal: Uuid,
    disbursement: &Disbursement,
) -> Result<(), ActFault> {
    let row = disbursement::ActiveModel {
        deal_id: Set(deal),
        amount: Set(disbursement.amount.fen()),
        disbursed_on: Set(disbursement.on.to_string()),
    };
    row.insert(transaction).await?;
    Ok(())
}

fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn accepted_demand(state: &DealState) -> Option<Uuid> {
    state.holds_its_demand().then(|| uuid_of(state.facts().demand))
}

case_table!("financing_deal": DealCase, |stored| ActiveModel {
    demand_id: Set(uuid_of(stored.state.facts().demand)),
    firm_id: Set(uuid_of(stored.state.facts().firm)),
    bank_id: Set(uuid_of(stored.state.facts().bank)),
    product_id: Set(uuid_of(stored.state.facts().product)),
    state: Set(stored.name_of_state()),
    accepted_demand_id: Set(accepted_demand(&stored.state)),
    amount: Set(stored.state.facts().amount.fen()),
    matched_on: Set(day(stored.state.course().matched_at.map(|at| at.legal_day()))),
    answered_on: Set(day(stored.state.course().answered_at.map(|at| at.legal_day()))),
    refused_for: Set(stored.state.refused_for().map(|reason| reason.code().to_owned())),
    disbursed_on: Set(day(stored.state.loan().map(|loan| loan.disbursement.on))),
    disbursed: Set(stored.state.loan().map(|loan| loan.disbursement.amount.fen())),
    outstanding: Set(stored.state.outstanding().map(|principal| principal.fen())),
    ..<ActiveModel as Default>::default()
});
