//! Invitations in the database. Of a code only its digest is kept.

use hall::act::table::{self, all_stored, stored};
use hall::act::{ActFault, uuid_of};
use hall::case_table;
use hall::db::oldest_first;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, Select, Set};
use uuid::Uuid;

use crate::cases::{InvitationCase, StoredInvitation};
use crate::rows::invitation::{ActiveModel, Column, Entity};

/// The invitation with this code.
pub(crate) async fn find_by_code(
    connection: &impl ConnectionTrait,
    code_digest: &[u8],
) -> Result<Option<StoredInvitation>, ActFault> {
    Entity::find()
        .filter(Column::CodeDigest.eq(code_digest))
        .one(connection)
        .await?
        .as_ref()
        .map(stored::<Entity>)
        .transpose()
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
    Ok((all_stored::<Entity>(&rows)?, total))
}

case_table!("accounts_invitation": InvitationCase, |stored| ActiveModel {
    organisation_id: Set(uuid_of(stored.state.organisation())),
    state: Set(stored.name_of_state()),
    ..ActiveModel::default()
});

/// Writes a new invitation.
pub(crate) async fn insert(
    transaction: &DatabaseTransaction,
    stored: &StoredInvitation,
    code_digest: &[u8],
    at: i64,
) -> Result<(), ActFault> {
    let row = ActiveModel { code_digest: Set(code_digest.to_vec()), ..table::row_of::<Entity>(stored, at) };
    table::insert_row::<Entity>(transaction, row).await
}
