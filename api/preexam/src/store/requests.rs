//! Requests in the database.

use chrono::NaiveDate;
use hall::act::table::{self, all_stored};
use hall::act::{ActFault, uuid_of};
use hall::case_table;
use hall::db::oldest_first;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::of_either;
use crate::cases::{RequestCase, StoredRequest};
use crate::rows::request::{ActiveModel, Column, Entity};

/// Which of them a list shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct RequestFilter {
    /// Those that concern this organisation.
    pub(crate) of: Option<Uuid>,
    /// Those of this kind.
    pub(crate) kind: Option<&'static str>,
    /// Those in this state.
    pub(crate) state: Option<String>,
}

/// A page of them in the order of their making, and how many there are in all.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    filter: &RequestFilter,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredRequest>, u64), ActFault> {
    let mut all = Entity::find().filter(of_either(filter.of, Column::CentreId, Column::ApplicantId));
    if let Some(kind) = filter.kind {
        all = all.filter(Column::Kind.eq(kind));
    }
    if let Some(state) = &filter.state {
        all = all.filter(Column::State.eq(state));
    }
    let (rows, total) = oldest_first(connection, all, Column::Id, after, limit).await?;
    Ok((all_stored::<Entity>(&rows)?, total))
}

/// Puts down when the clock that runs for a request runs out, as a calendar has moved it.
pub(crate) async fn move_step(transaction: &DatabaseTransaction, id: Uuid, due_on: NaiveDate) -> Result<(), ActFault> {
    let moved = ActiveModel { step_due_on: Set(Some(due_on.to_string())), ..ActiveModel::default() };
    Entity::update_many().set(moved).filter(Column::Id.eq(id)).exec(transaction).await?;
    Ok(())
}

case_table!("preexam_request": RequestCase, |stored| ActiveModel {
    centre_id: Set(uuid_of(stored.state.facts().centre)),
    applicant_id: Set(uuid_of(stored.state.facts().applicant)),
    kind: Set(stored.state.facts().kind.code().into()),
    state: Set(stored.name_of_state()),
    ..ActiveModel::default()
});

fn row(stored: &StoredRequest, step_due_on: Option<NaiveDate>, at: i64) -> ActiveModel {
    ActiveModel { step_due_on: Set(step_due_on.map(|day| day.to_string())), ..table::row_of::<Entity>(stored, at) }
}

/// Writes a new one.
pub(crate) async fn insert(
    transaction: &DatabaseTransaction,
    stored: &StoredRequest,
    step_due_on: Option<NaiveDate>,
    at: i64,
) -> Result<(), ActFault> {
    table::insert_row::<Entity>(transaction, row(stored, step_due_on, at)).await
}

/// Writes a changed one over the version it was read at.
pub(crate) async fn update(
    transaction: &DatabaseTransaction,
    stored: &StoredRequest,
    before: i32,
    step_due_on: Option<NaiveDate>,
    at: i64,
) -> Result<(), ActFault> {
    table::update_row::<Entity>(transaction, row(stored, step_due_on, at), stored.id, before).await
}
