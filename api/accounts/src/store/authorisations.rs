//! Authorisations of agencies in the database.

use hall::act::{ActFault, Stored, uuid_of};
use hall::db::{Snapshot, oldest_first};
use hall::verify::CaseRow;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Select, Set,
};
use uuid::Uuid;

use super::{Disagreements, name_of_state, rows_behind, written};
use crate::cases::StoredAuthorisation;
use crate::rows::authorisation::{ActiveModel, Column, Entity, Model};

const TABLE: &str = "accounts_authorisation";

fn stored(row: Model) -> Result<StoredAuthorisation, ActFault> {
    Stored::of_row(TABLE, row.id, row.version, &row.body)
}

/// One authorisation.
pub(crate) async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<StoredAuthorisation>, ActFault> {
    Entity::find_by_id(id).one(connection).await?.map(stored).transpose()
}

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
    rows.into_iter().map(stored).collect()
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
    Ok((rows.into_iter().map(stored).collect::<Result<_, _>>()?, total))
}

/// Writes a new authorisation.
pub(crate) async fn insert(
    transaction: &DatabaseTransaction,
    stored: &StoredAuthorisation,
    at: i64,
) -> Result<(), DbErr> {
    let (enterprise, agency) = stored.state.parties();
    let row = ActiveModel {
        id: Set(stored.id),
        version: Set(stored.version),
        enterprise_id: Set(uuid_of(enterprise)),
        agency_id: Set(uuid_of(agency)),
        state: Set(name_of_state(&stored.state)),
        body: Set(stored.body()),
        updated_at: Set(at),
    };
    Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a changed authorisation over the version it was read at.
pub(crate) async fn update(
    transaction: &DatabaseTransaction,
    stored: &StoredAuthorisation,
    before: i32,
    at: i64,
) -> Result<(), ActFault> {
    let changed = ActiveModel {
        version: Set(stored.version),
        state: Set(name_of_state(&stored.state)),
        body: Set(stored.body()),
        updated_at: Set(at),
        ..ActiveModel::default()
    };
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
        said.agree(row.enterprise_id == uuid_of(stored.state.parties().0), "enterprise_id");
        said.agree(row.agency_id == uuid_of(stored.state.parties().1), "agency_id");
    }
    let wrong = said.sentences();
    CaseRow { id, version, body, sealed_under: None, wrong }
}
