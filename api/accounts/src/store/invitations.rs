//! Invitations in the database. Of a code only its digest is kept.

use hall::act::{ActFault, Stored, uuid_of};
use hall::db::{Snapshot, oldest_first};
use hall::verify::CaseRow;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Select, Set};
use uuid::Uuid;

use super::{Disagreements, name_of_state, rows_behind, written};
use crate::cases::StoredInvitation;
use crate::rows::invitation::{ActiveModel, Column, Entity, Model};

const TABLE: &str = "accounts_invitation";

fn stored(row: Model) -> Result<StoredInvitation, ActFault> {
    Stored::of_row(TABLE, row.id, row.version, &row.body)
}

/// One invitation.
pub(crate) async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<StoredInvitation>, ActFault> {
    Entity::find_by_id(id).one(connection).await?.map(stored).transpose()
}

/// The invitation with this code.
pub(crate) async fn find_by_code(
    connection: &impl ConnectionTrait,
    code_digest: &[u8],
) -> Result<Option<StoredInvitation>, ActFault> {
    Entity::find().filter(Column::CodeDigest.eq(code_digest)).one(connection).await?.map(stored).transpose()
}

/// A page of invitations, in the order of their making, and how many there are in all.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    organisation: Option<Uuid>,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredInvitation>, u64), ActFault> {
    let own = organisation.map(|id| Column::OrganisationId.eq(id));
    let all = own.into_iter().fold(Entity::find(), Select::filter);
    let (rows, total) = oldest_first(connection, all, Column::Id, after, limit).await?;
    Ok((rows.into_iter().map(stored).collect::<Result<_, _>>()?, total))
}

/// Writes a new invitation.
pub(crate) async fn insert(
    transaction: &DatabaseTransaction,
    stored: &StoredInvitation,
    code_digest: &[u8],
    at: i64,
) -> Result<(), DbErr> {
    let row = ActiveModel {
        id: Set(stored.id),
        version: Set(stored.version),
        organisation_id: Set(uuid_of(stored.state.organisation())),
        code_digest: Set(code_digest.to_vec()),
        state: Set(name_of_state(&stored.state)),
        body: Set(stored.body()),
        updated_at: Set(at),
    };
    Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a changed invitation over the version it was read at.
pub(crate) async fn update(
    transaction: &DatabaseTransaction,
    stored: &StoredInvitation,
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
        said.agree(row.organisation_id == uuid_of(stored.state.organisation()), "organisation_id");
    }
    let wrong = said.sentences();
    CaseRow { id, version, body, sealed_under: None, wrong }
}
