//! Authorisations of agencies in the database.

use hall::act::table::all_stored;
use hall::act::{ActFault, uuid_of};
use hall::case_table;
use hall::db::oldest_first;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, Select, Set};
use uuid::Uuid;

use crate::cases::{AuthorisationCase, StoredAuthorisation};
use crate::rows::authorisation::{ActiveModel, Column, Entity};

/// What an enterprise lets an agency do, as long as it was not withdrawn and is not shown as over.
pub(crate) async fn granted(
    connection: &impl ConnectionTrait,
    agency: Uuid,
    enterprise: Uuid,
) -> Result<Vec<StoredAuthorisation>, ActFault> {
    let rows = Entity::find()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::EnterpriseId.eq(enterprise))
        .filter(Column::State.eq("granted"))
        .all(connection)
        .await?;
    all_stored::<Entity>(&rows)
}

/// A page of authorisations that an organisation gave or was given, in the order of their making, and how many there are in all.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    organisation: Option<Uuid>,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredAuthorisation>, u64), ActFault> {
    let of = |id: Uuid| Condition::any().add(Column::EnterpriseId.eq(id)).add(Column::AgencyId.eq(id));
    let own = organisation.map(of);
    let all = own.into_iter().fold(Entity::find(), Select::filter);
    let (rows, total) = oldest_first(connection, all, Column::Id, after, limit).await?;
    Ok((all_stored::<Entity>(&rows)?, total))
}

case_table!("accounts_authorisation": AuthorisationCase, |stored| {
    let (enterprise, agency) = stored.state.parties();
    ActiveModel {
        enterprise_id: Set(uuid_of(enterprise)),
        agency_id: Set(uuid_of(agency)),
        state: Set(stored.name_of_state()),
        ..ActiveModel::default()
    }
});
