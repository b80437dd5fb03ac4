//! Programs in the database. Of their secrets only the digests are kept.

use hall::act::{ActFault, Stored, uuid_of};
use hall::db::{Snapshot, oldest_first};
use hall::verify::CaseRow;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Select, Set};
use uuid::Uuid;

use super::{Disagreements, name_of_state, rows_behind, written};
use crate::cases::StoredClient;
use crate::rows::client::{ActiveModel, Column, Entity, Model};

const TABLE: &str = "accounts_client";

fn stored(row: Model) -> Result<StoredClient, ActFault> {
    Stored::of_row(TABLE, row.id, row.version, &row.body)
}

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
    Ok(KeptClient { client: stored(row)?, digests })
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
    Ok((rows.into_iter().map(stored).collect::<Result<_, _>>()?, total))
}

/// Writes a new program.
pub(crate) async fn insert(transaction: &DatabaseTransaction, kept: &KeptClient, at: i64) -> Result<(), DbErr> {
    let client = &kept.client;
    let row = ActiveModel {
        id: Set(client.id),
        version: Set(client.version),
        organisation_id: Set(uuid_of(client.state.organisation())),
        state: Set(name_of_state(&client.state)),
        body: Set(client.body()),
        secret_digest: Set(kept.digests.current.clone()),
        previous_digest: Set(kept.digests.previous.clone()),
        updated_at: Set(at),
    };
    Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a changed program over the version it was read at.
pub(crate) async fn update(
    transaction: &DatabaseTransaction,
    kept: &KeptClient,
    before: i32,
    at: i64,
) -> Result<(), ActFault> {
    let client = &kept.client;
    let changed = ActiveModel {
        version: Set(client.version),
        state: Set(name_of_state(&client.state)),
        body: Set(client.body()),
        secret_digest: Set(kept.digests.current.clone()),
        previous_digest: Set(kept.digests.previous.clone()),
        updated_at: Set(at),
        ..ActiveModel::default()
    };
    let update = Entity::update_many().set(changed).filter(Column::Id.eq(client.id));
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
