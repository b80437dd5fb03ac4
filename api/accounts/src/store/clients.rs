//! Programs in the database. Of their secrets only the digests are kept.

use hall::act::table::{self, all_stored, stored};
use hall::act::{ActFault, uuid_of};
use hall::case_table;
use hall::db::oldest_first;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, Select, Set};
use uuid::Uuid;

use crate::cases::{ClientCase, StoredClient};
use crate::rows::client::{ActiveModel, Column, Entity, Model};

/// The digests of a program's secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Digests {
    /// Of the last one.
    pub(crate) current: Vec<u8>,
    /// Of the one before, which is good for a while.
    pub(crate) previous: Option<Vec<u8>>,
}

/// A program with the digests of its secrets.
#[derive(Debug, Clone)]
pub(crate) struct KeptClient {
    pub(crate) client: StoredClient,
    pub(crate) digests: Digests,
}

fn kept(row: Model) -> Result<KeptClient, ActFault> {
    let digests = Digests { current: row.secret_digest.clone(), previous: row.previous_digest.clone() };
    Ok(KeptClient { client: stored::<Entity>(&row)?, digests })
}

/// One program with the digests of its secrets.
pub(crate) async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<KeptClient>, ActFault> {
    Entity::find_by_id(id).one(connection).await?.map(kept).transpose()
}

/// A page of programs, in the order of their making, and how many there are in all.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    organisation: Option<Uuid>,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredClient>, u64), ActFault> {
    let own = organisation.map(|id| Column::OrganisationId.eq(id));
    let all = own.into_iter().fold(Entity::find(), Select::filter);
    let (rows, total) = oldest_first(connection, all, Column::Id, after, limit).await?;
    Ok((all_stored::<Entity>(&rows)?, total))
}

case_table!("accounts_client": ClientCase, |client| ActiveModel {
    organisation_id: Set(uuid_of(client.state.organisation())),
    state: Set(client.name_of_state()),
    ..ActiveModel::default()
});

fn row(kept: &KeptClient, at: i64) -> ActiveModel {
    ActiveModel {
        secret_digest: Set(kept.digests.current.clone()),
        previous_digest: Set(kept.digests.previous.clone()),
        ..table::row_of::<Entity>(&kept.client, at)
    }
}

/// Writes a new program.
pub(crate) async fn insert(transaction: &DatabaseTransaction, kept: &KeptClient, at: i64) -> Result<(), ActFault> {
    table::insert_row::<Entity>(transaction, row(kept, at)).await
}

/// Writes a changed program over the version it was read at.
pub(crate) async fn update(
    transaction: &DatabaseTransaction,
    kept: &KeptClient,
    before: i32,
    at: i64,
) -> Result<(), ActFault> {
    table::update_row::<Entity>(transaction, row(kept, at), kept.client.id, before).await
}
