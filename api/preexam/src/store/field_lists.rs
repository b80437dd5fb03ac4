//! Lists of fields in the database.

use domain::preexam::field_list::FieldScheme;
use hall::act::table::{all_stored, stored};
use hall::act::{ActFault, uuid_of};
use hall::case_table;
use hall::db::oldest_first;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select, Set};
use uuid::Uuid;

use crate::cases::{FieldListCase, StoredFieldList};
use crate::rows::field_list::{ActiveModel, Column, Entity};

/// The list of a centre by a scheme.
pub(crate) async fn of_scheme(
    connection: &impl ConnectionTrait,
    centre: Uuid,
    scheme: FieldScheme,
) -> Result<Option<StoredFieldList>, ActFault> {
    let of = Entity::find().filter(Column::CentreId.eq(centre)).filter(Column::Scheme.eq(scheme.code()));
    of.one(connection).await?.as_ref().map(stored::<Entity>).transpose()
}

/// A page of the lists, of one centre or all, in the order of their making, and how many there are in all.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    centre: Option<Uuid>,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredFieldList>, u64), ActFault> {
    let of = centre.map(|centre| Column::CentreId.eq(centre));
    let all = of.into_iter().fold(Entity::find(), Select::filter);
    let (rows, total) = oldest_first(connection, all, Column::Id, after, limit).await?;
    Ok((all_stored::<Entity>(&rows)?, total))
}

case_table!("preexam_field_list": FieldListCase, |stored| ActiveModel {
    centre_id: Set(uuid_of(stored.state.centre())),
    scheme: Set(stored.state.scheme().code().into()),
    ..ActiveModel::default()
});
