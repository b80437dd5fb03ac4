//! Organisations in the database.

use hall::act::ActFault;
use hall::act::table::{all_stored, stored};
use hall::case_table;
use hall::db::oldest_first;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set};
use uuid::Uuid;

use crate::cases::{OrganisationCase, StoredOrganisation};
use crate::rows::organisation::{ActiveModel, Column, Entity};

/// The organisation that is registered under a credit code and neither refused nor closed.
pub(crate) async fn find_by_uscc(
    connection: &impl ConnectionTrait,
    uscc: &str,
) -> Result<Option<StoredOrganisation>, ActFault> {
    Entity::find().filter(Column::Uscc.eq(uscc)).one(connection).await?.as_ref().map(stored::<Entity>).transpose()
}

/// The first organisation of this name that has no credit code.
pub(crate) async fn find_by_name(
    connection: &impl ConnectionTrait,
    name: &str,
) -> Result<Option<StoredOrganisation>, ActFault> {
    let find = Entity::find().filter(Column::Name.eq(name)).filter(Column::Uscc.is_null());
    find.order_by_asc(Column::Id).one(connection).await?.as_ref().map(stored::<Entity>).transpose()
}

/// The organisation of the platform itself.
pub(crate) async fn find_platform(connection: &impl ConnectionTrait) -> Result<Option<StoredOrganisation>, ActFault> {
    Entity::find().filter(Column::Kind.eq("platform")).one(connection).await?.as_ref().map(stored::<Entity>).transpose()
}

/// The names of these organisations, by the key of the table.
pub(crate) async fn names(
    connection: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<(Uuid, String)>, ActFault> {
    let named = Entity::find().select_only().columns([Column::Id, Column::Name]).filter(Column::Id.is_in(ids));
    Ok(named.into_tuple().all(connection).await?)
}

/// Which organisations are listed.
#[derive(Debug, Clone, Default)]
pub(crate) struct OrganisationFilter {
    pub(crate) only: Option<Uuid>,
    pub(crate) kind: Option<String>,
    pub(crate) state: Option<String>,
}

/// A page of organisations in the order of their registration, and how many there are in all.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    filter: &OrganisationFilter,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredOrganisation>, u64), ActFault> {
    let conditions = [
        filter.only.map(|id| Column::Id.eq(id)),
        filter.kind.as_deref().map(|kind| Column::Kind.eq(kind)),
        filter.state.as_deref().map(|state| Column::State.eq(state)),
    ];
    let all = conditions.into_iter().flatten().fold(Entity::find(), Select::filter);
    let (rows, total) = oldest_first(connection, all, Column::Id, after, limit).await?;
    Ok((all_stored::<Entity>(&rows)?, total))
}

case_table!("accounts_organisation": OrganisationCase, |stored| {
    let facts = stored.state.facts();
    ActiveModel {
        uscc: Set(code_of(stored)),
        kind: Set(facts.kind.code().into()),
        name: Set(facts.name.clone()),
        state: Set(stored.name_of_state()),
        ..ActiveModel::default()
    }
});

/// The code under which it is registered; free again when it was refused or has left.
fn code_of(stored: &StoredOrganisation) -> Option<String> {
    stored.state.facts().uscc.as_ref().filter(|_| !stored.state.has_ended()).map(ToString::to_string)
}
