//! The loaded years in the database. All SQL of them is here.

use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryOrder, QuerySelect, Set};

use super::case::{CalendarCase, StoredCalendar};
pub(super) use super::rows::calendar::Entity as Years;
use super::rows::calendar::{ActiveModel, Column, Entity};
use crate::act::ActFault;
use crate::act::table::all_stored;
use crate::case_table;

/// Which years were loaded, each with its version, the earliest first.
pub(super) async fn versions(connection: &impl ConnectionTrait) -> Result<Vec<(i32, i32)>, DbErr> {
    let both = Entity::find().select_only().column(Column::Year).column(Column::Version);
    both.order_by_asc(Column::Year).into_tuple().all(connection).await
}

/// The loaded years, the earliest first.
pub(super) async fn all(connection: &impl ConnectionTrait) -> Result<Vec<StoredCalendar>, ActFault> {
    let rows = Entity::find().order_by_asc(Column::Year).all(connection).await?;
    all_stored::<Entity>(&rows)
}

case_table!("hall_calendar": CalendarCase, |year| ActiveModel { year: Set(year.state.year), ..ActiveModel::default() });
