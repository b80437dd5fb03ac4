//! Consents in the database.

use chrono::NaiveDate;
use hall::act::table::all_stored;
use hall::act::{ActFault, uuid_of};
use hall::case_table;
use hall::db::oldest_first;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use crate::cases::{ConsentCase, StoredConsent};
use crate::rows::consent::{ActiveModel, Column, Entity};

/// Which of them a list shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct ConsentFilter {
    /// Those that this organisation gave, and those given to it that stand.
    pub(crate) of: Option<Uuid>,
    /// Those of this demand.
    pub(crate) demand: Option<Uuid>,
}

/// A page of them in the order of their making, and how many there are in all. What does not stand today is not there for who
/// it was given to.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    filter: &ConsentFilter,
    today: NaiveDate,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredConsent>, u64), ActFault> {
    let mut all = Entity::find();
    if let Some(organisation) = filter.of {
        let stands = Condition::all()
            .add(Column::BankId.eq(organisation))
            .add(Column::State.eq("given"))
            .add(Column::UntilOn.gte(today.to_string()));
        all = all.filter(Condition::any().add(Column::FirmId.eq(organisation)).add(stands));
    }
    if let Some(demand) = filter.demand {
        all = all.filter(Column::DemandId.eq(demand));
    }
    let (rows, total) = oldest_first(connection, all, Column::Id, after, limit).await?;
    Ok((all_stored::<Entity>(&rows)?, total))
}

case_table!("financing_consent": ConsentCase, |stored| ActiveModel {
    firm_id: Set(uuid_of(stored.state.consent().firm)),
    bank_id: Set(uuid_of(stored.state.consent().bank)),
    demand_id: Set(uuid_of(stored.state.consent().demand)),
    state: Set(stored.name_of_state()),
    until_on: Set(stored.state.consent().until_on.to_string()),
    ..ActiveModel::default()
});
