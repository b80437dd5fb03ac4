//! Filing entities in the database.

use domain::preexam::entity::EntityKind;
use hall::act::table::{all_stored, stored};
use hall::act::{ActFault, uuid_of};
use hall::case_table;
use hall::db::oldest_first;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::of_either;
use crate::cases::{EntityCase, StoredEntity};
use crate::rows::entity::{ActiveModel, Column, Entity};

/// The states in which nothing more happens.
const ENDED: [&str; 3] = ["cancelled", "refused", "withdrawn"];

/// The registration of an organisation with a centre that has not ended.
pub(crate) async fn registered(
    connection: &impl ConnectionTrait,
    centre: Uuid,
    organisation: Uuid,
    kind: EntityKind,
) -> Result<Option<StoredEntity>, ActFault> {
    let of = Entity::find()
        .filter(Column::CentreId.eq(centre))
        .filter(Column::OrganisationId.eq(organisation))
        .filter(Column::Kind.eq(kind.code()))
        .filter(Column::State.is_not_in(ENDED));
    of.one(connection).await?.as_ref().map(stored::<Entity>).transpose()
}

/// The last registration of an organisation with a centre that was cancelled.
pub(crate) async fn last_cancelled(
    connection: &impl ConnectionTrait,
    centre: Uuid,
    organisation: Uuid,
    kind: EntityKind,
) -> Result<Option<StoredEntity>, ActFault> {
    let of = Entity::find()
        .filter(Column::CentreId.eq(centre))
        .filter(Column::OrganisationId.eq(organisation))
        .filter(Column::Kind.eq(kind.code()))
        .filter(Column::State.eq("cancelled"))
        .order_by_desc(Column::Id);
    of.one(connection).await?.as_ref().map(stored::<Entity>).transpose()
}

/// Which of them a list shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct EntityFilter {
    /// Those that concern this organisation.
    pub(crate) of: Option<Uuid>,
    /// Those in this state.
    pub(crate) state: Option<String>,
}

/// A page of them in the order of their making, and how many there are in all.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    filter: &EntityFilter,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredEntity>, u64), ActFault> {
    let mut all = Entity::find().filter(of_either(filter.of, Column::CentreId, Column::OrganisationId));
    if let Some(state) = &filter.state {
        all = all.filter(Column::State.eq(state));
    }
    let (rows, total) = oldest_first(connection, all, Column::Id, after, limit).await?;
    Ok((all_stored::<Entity>(&rows)?, total))
}

case_table!("preexam_entity": EntityCase, |stored| ActiveModel {
    centre_id: Set(uuid_of(stored.state.facts().centre)),
    organisation_id: Set(uuid_of(stored.state.facts().organisation)),
    kind: Set(stored.state.facts().kind.code().into()),
    state: Set(stored.name_of_state()),
    ..ActiveModel::default()
});
