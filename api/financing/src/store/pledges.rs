//! Pledges in the database. A right has so many places for pledges as its kind carries at once; each is taken once, by a unique
//! key.

use chrono::NaiveDate;
use domain::financing::demand::RightKey;
use domain::financing::pledge::{EntryKind, Origin, PledgeState};
use hall::act::table::{self, all_stored};
use hall::act::{ActFault, uuid_of};
use hall::case_table;
use hall::db::oldest_first;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Set,
};
use uuid::Uuid;

use crate::cases::{PledgeCase, StoredPledge};
use crate::rows::pledge::{ActiveModel, Column, Entity};

/// Pledges of one right, or of one deal, that are looked through at once.
const MOST_AT_ONCE: u64 = 1_000;

/// Which of them a list shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct PledgeFilter {
    /// Those of which this organisation is the firm or the bank.
    pub(crate) of: Option<Uuid>,
    /// Those in this state.
    pub(crate) state: Option<String>,
    /// Those of this deal.
    pub(crate) deal: Option<Uuid>,
}

/// A page of them in the order of their making, and how many there are in all.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    filter: &PledgeFilter,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredPledge>, u64), ActFault> {
    let mut all = Entity::find();
    if let Some(of) = filter.of {
        all = all.filter(Condition::any().add(Column::FirmId.eq(of)).add(Column::BankId.eq(of)));
    }
    if let Some(state) = &filter.state {
        all = all.filter(Column::State.eq(state));
    }
    if let Some(deal) = filter.deal {
        all = all.filter(Column::DealId.eq(deal));
    }
    let (rows, total) = oldest_first(connection, all, Column::Id, after, limit).await?;
    Ok((all_stored::<Entity>(&rows)?, total))
}

/// What somebody looks for in the register; at least one of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct RegisterQuery {
    /// The number of the right, as the registry writes it.
    pub(crate) number: Option<String>,
    /// Who pledges, by the whole name.
    pub(crate) pledgor: Option<String>,
    /// Who took the pledge, by the whole name.
    pub(crate) pledgee: Option<String>,
    /// Those that stood in the register on this day or before.
    pub(crate) as_of: NaiveDate,
}

/// A page of what stands in the register or stood there.
pub(crate) async fn registered(
    connection: &impl ConnectionTrait,
    query: &RegisterQuery,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredPledge>, u64), ActFault> {
    let mut all = Entity::find().filter(Column::RegisteredOn.lte(query.as_of.to_string()));
    for (column, wanted) in
        [(Column::Number, &query.number), (Column::Pledgor, &query.pledgor), (Column::Pledgee, &query.pledgee)]
    {
        if let Some(wanted) = wanted {
            all = all.filter(column.eq(wanted));
        }
    }
    let (rows, total) = oldest_first(connection, all, Column::Id, after, limit).await?;
    Ok((all_stored::<Entity>(&rows)?, total))
}

/// The pledges of a right that hold it, each with the place that it takes; `None`: one made elsewhere.
pub(crate) async fn holding(
    connection: &impl ConnectionTrait,
    right: &RightKey,
) -> Result<Vec<(StoredPledge, Option<String>)>, ActFault> {
    let all = Entity::find()
        .filter(Column::Number.eq(&right.number))
        .filter(Column::Kind.eq(right.kind.code()))
        .filter(Column::State.is_in(["pack_ready", "submitted", "registered"]));
    let rows = all.order_by_asc(Column::Id).limit(MOST_AT_ONCE).all(connection).await?;
    let of = |row: &crate::rows::pledge::Model| Ok((table::stored::<Entity>(row)?, row.place.clone()));
    rows.iter().map(of).collect()
}

/// The pledges of a deal, the first first.
pub(crate) async fn of_deal(connection: &impl ConnectionTrait, deal: Uuid) -> Result<Vec<StoredPledge>, ActFault> {
    let all = Entity::find().filter(Column::DealId.eq(deal)).order_by_asc(Column::Id);
    all_stored::<Entity>(&all.limit(MOST_AT_ONCE).all(connection).await?)
}

/// Writes a new pledge that takes this place of its right.
pub(crate) async fn insert(
    transaction: &DatabaseTransaction,
    pledge: &StoredPledge,
    place: Option<String>,
    at: i64,
) -> Result<(), ActFault> {
    let mut row = table::row_of::<Entity>(pledge, at);
    row.place = Set(place);
    table::insert_row::<Entity>(transaction, row).await
}

/// Writes a changed pledge over the version it was read at. One that ended leaves its place.
pub(crate) async fn update(
    transaction: &DatabaseTransaction,
    pledge: &StoredPledge,
    before: i32,
    at: i64,
) -> Result<(), ActFault> {
    let mut row = table::row_of::<Entity>(pledge, at);
    if !pledge.state.holds_its_right() {
        row.place = Set(None);
    }
    table::update_row::<Entity>(transaction, row, pledge.id, before).await
}

fn sides(state: &PledgeState) -> (Option<Uuid>, Option<Uuid>, Option<Uuid>) {
    match state.facts().origin {
        Origin::Deal { deal, firm, bank, .. } => (Some(uuid_of(deal)), Some(uuid_of(firm)), Some(uuid_of(bank))),
        Origin::Elsewhere => (None, None, None),
    }
}

fn region(state: &PledgeState) -> Option<String> {
    match &state.facts().origin {
        Origin::Deal { region, .. } => region.clone(),
        Origin::Elsewhere => None,
    }
}

fn released_on(state: &PledgeState) -> Option<String> {
    let last = state.register()?.last();
    (last.kind == EntryKind::Released).then(|| last.on.to_string())
}

fn parties(state: &PledgeState) -> (Option<String>, Option<String>, Option<i64>) {
    match (state.register(), state.facts().terms()) {
        (Some(register), _) => {
            let content = &register.last().content;
            (content.pledgor.clone(), content.pledgee.clone(), content.amount.map(|amount| amount.fen()))
        }
        (None, Some(terms)) => (Some(terms.pledgor.clone()), Some(terms.pledgee.clone()), Some(terms.amount.fen())),
        (None, None) => (None, None, None),
    }
}

case_table!("financing_pledge": PledgeCase, |stored| {
    let (deal, firm, bank) = sides(&stored.state);
    let (pledgor, pledgee, secured) = parties(&stored.state);
    ActiveModel {
        deal_id: Set(deal),
        firm_id: Set(firm),
        bank_id: Set(bank),
        kind: Set(stored.state.facts().right.kind.code().into()),
        number: Set(stored.state.facts().right.number.clone()),
        state: Set(stored.name_of_state()),
        pledgor: Set(pledgor),
        pledgee: Set(pledgee),
        registered_on: Set(stored.state.register().map(|register| register.first().on.to_string())),
        released_on: Set(released_on(&stored.state)),
        secured: Set(secured),
        region: Set(region(&stored.state)),
        ..ActiveModel::default()
    }
});
