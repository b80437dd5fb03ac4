//! What examiners work on, in the database.

use hall::act::table::{all_stored, stored};
use hall::act::{ActFault, uuid_of};
use hall::case_table;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use crate::cases::{ExaminerCase, StoredExaminer};
use crate::rows::examiner::{ActiveModel, Column, Entity};

/// The most examiners of a centre that are looked at.
const MOST: u64 = 1_000;

/// What one person works on for a centre.
pub(crate) async fn of_person(
    connection: &impl ConnectionTrait,
    centre: Uuid,
    person: Uuid,
) -> Result<Option<StoredExaminer>, ActFault> {
    let of = Entity::find().filter(Column::CentreId.eq(centre)).filter(Column::PersonId.eq(person));
    of.one(connection).await?.as_ref().map(stored::<Entity>).transpose()
}

/// Everybody of a centre; a centre has few.
pub(crate) async fn of_centre(
    connection: &impl ConnectionTrait,
    centre: Uuid,
) -> Result<Vec<StoredExaminer>, ActFault> {
    let of = Entity::find().filter(Column::CentreId.eq(centre)).order_by_asc(Column::Id).limit(MOST);
    all_stored::<Entity>(&of.all(connection).await?)
}

case_table!("preexam_examiner": ExaminerCase, |stored| ActiveModel {
    centre_id: Set(uuid_of(stored.state.centre())),
    person_id: Set(uuid_of(stored.state.person())),
    ..ActiveModel::default()
});
