//! Organisations in the database.

use hall::act::{ActFault, Stored};
use hall::db::{Snapshot, oldest_first};
use hall::verify::CaseRow;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, Select, Set,
};
use uuid::Uuid;

use super::{Disagreements, name_of_state, rows_behind, written};
use crate::cases::StoredOrganisation;
use crate::rows::organisation::{ActiveModel, Column, Entity, Model};

const TABLE: &str = "accounts_organisation";

pub(super) fn stored(row: Model) -> Result<StoredOrganisation, ActFault> {
    Stored::of_row(TABLE, row.id, row.version, &row.body)
}

/// One organisation.
pub(crate) async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<StoredOrganisation>, ActFault> {
    Entity::find_by_id(id).one(connection).await?.map(stored).transpose()
}

/// The organisation that is registered under a credit code and neither refused nor closed.
pub(crate) async fn find_by_uscc(
    connection: &impl ConnectionTrait,
    uscc: &str,
) -> Result<Option<StoredOrganisation>, ActFault> {
    Entity::find().filter(Column::Uscc.eq(uscc)).one(connection).await?.map(stored).transpose()
}

/// The first organisation of this name that has no credit code.
pub(crate) async fn find_by_name(
    connection: &impl ConnectionTrait,
    name: &str,
) -> Result<Option<StoredOrganisation>, ActFault> {
    let find = Entity::find().filter(Column::Name.eq(name)).filter(Column::Uscc.is_null());
    find.order_by_asc(Column::Id).one(connection).await?.map(stored).transpose()
}

/// The organisation of the platform itself.
pub(crate) async fn find_platform(connection: &impl ConnectionTrait) -> Result<Option<StoredOrganisation>, ActFault> {
    Entity::find().filter(Column::Kind.eq("platform")).one(connection).await?.map(stored).transpose()
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
    Ok((rows.into_iter().map(stored).collect::<Result<_, _>>()?, total))
}

fn row(stored: &StoredOrganisation, at: i64) -> ActiveModel {
    let facts = stored.state.facts();
    ActiveModel {
        id: Set(stored.id),
        version: Set(stored.version),
        uscc: Set(code_of(stored)),
        kind: Set(facts.kind.code().into()),
        name: Set(facts.name.clone()),
        state: Set(name_of_state(&stored.state)),
        body: Set(stored.body()),
        updated_at: Set(at),
    }
}

/// The code under which it is registered; free again when it was refused or has left.
fn code_of(stored: &StoredOrganisation) -> Option<String> {
    stored.state.facts().uscc.as_ref().filter(|_| !stored.state.has_ended()).map(ToString::to_string)
}

/// Writes a new organisation.
pub(crate) async fn insert(
    transaction: &DatabaseTransaction,
    stored: &StoredOrganisation,
    at: i64,
) -> Result<(), DbErr> {
    Entity::insert(row(stored, at)).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a changed organisation over the version it was read at.
pub(crate) async fn update(
    transaction: &DatabaseTransaction,
    stored: &StoredOrganisation,
    before: i32,
    at: i64,
) -> Result<(), ActFault> {
    let changed = ActiveModel { id: sea_orm::NotSet, ..row(stored, at) };
    let update = Entity::update_many().set(changed).filter(Column::Id.eq(stored.id));
    written(update.filter(Column::Version.eq(before)).exec(transaction).await?)
}

/// The rows behind an id as they stand, with what does not agree within a row, for the check against the journal.
pub(crate) async fn checked(snapshot: &Snapshot, after: Option<Uuid>, limit: u64) -> Result<Vec<CaseRow>, ActFault> {
    let rows = rows_behind::<Entity>(snapshot, Column::Id, after, limit).await?;
    Ok(rows.into_iter().map(checked_row).collect())
}

fn checked_row(row: Model) -> CaseRow {
    let (id, version, body) = (row.id, row.version, row.body.clone());
    let mut said = Disagreements::default();
    if let Ok(stored) = stored(row.clone()) {
        said.agree(row.state == name_of_state(&stored.state), "state");
        said.agree(row.kind == stored.state.facts().kind.code(), "kind");
        said.agree(row.name == stored.state.facts().name, "name");
        said.agree(row.uscc == code_of(&stored), "uscc");
    }
    let wrong = said.sentences();
    CaseRow { id, version, body, sealed_under: None, wrong }
}
