//! Files as rows: kept, found, listed, destroyed. All SQL of them is here.

use std::collections::HashSet;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Select, Set,
};
use uuid::Uuid;

use super::rows::file;
use super::{Digest, Kind};
use crate::act::ActFault;
use crate::db::newest_first;
use crate::journal::ActorOf;
use crate::policy::Call;

/// A file as its row has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) id: Uuid,
    pub(super) organisation: Option<Uuid>,
    /// Of the content as it lies on the shelf: of a private one the sealed octets, and never the plain ones.
    pub(super) digest: Digest,
    /// Of the content as it came.
    pub(super) octets: u64,
    pub(super) kind: Kind,
    /// In UTF-8, or sealed where the file is private; empty once it is destroyed.
    pub(super) name: Vec<u8>,
    pub(super) case_key: Option<Uuid>,
    pub(super) created: i64,
    pub(super) destroyed: Option<i64>,
    pub(super) version: i32,
}

pub(super) async fn insert(transaction: &DatabaseTransaction, kept: &Kept, by: &ActorOf) -> Result<(), DbErr> {
    let row = file::ActiveModel {
        id: Set(kept.id),
        organisation_id: Set(kept.organisation),
        uploaded_by_kind: Set(by.kind.to_owned()),
        uploaded_by: Set(by.id),
        digest: Set(kept.digest.to_string()),
        stored_digest: Set(kept.digest.to_string()),
        octets: Set(i64::try_from(kept.octets).unwrap_or(i64::MAX)),
        kind: Set(kept.kind.extension().to_owned()),
        name: Set(kept.name.clone()),
        case_key_id: Set(kept.case_key),
        created_at: Set(kept.created),
        destroyed_at: Set(kept.destroyed),
        version: Set(kept.version),
    };
    file::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

pub(super) async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<Kept>, ActFault> {
    file::Entity::find_by_id(id).one(connection).await?.map(kept).transpose()
}

/// A file that the caller may see. What belongs to another organisation does not exist for him.
pub(super) async fn visible(connection: &impl ConnectionTrait, call: &Call, id: Uuid) -> Result<Kept, ActFault> {
    let file = find(connection, id).await?;
    file.filter(|file| call.may_see(file.organisation)).ok_or(ActFault::NotFound)
}

/// Whether other processes keep files in this database as well: on PostgreSQL, and not on SQLite, where one serves.
pub(super) fn is_shared(connection: &impl ConnectionTrait) -> bool {
    connection.get_database_backend() != DbBackend::Sqlite
}

/// The open file of this organisation that has the same content and the same name.
pub(super) async fn same(connection: &impl ConnectionTrait, file: &Kept) -> Result<Option<Kept>, ActFault> {
    let same = file::Entity::find()
        .filter(file::Column::Digest.eq(file.digest.to_string()))
        .filter(file::Column::OrganisationId.eq(file.organisation))
        .filter(file::Column::Name.eq(file.name.clone()))
        .filter(file::Column::CaseKeyId.is_null())
        .filter(file::Column::DestroyedAt.is_null())
        .order_by_asc(file::Column::Id);
    same.one(connection).await?.map(kept).transpose()
}

/// A page of the files of an organisation, or of all, the newest first; and how many there are.
pub(super) async fn page(
    connection: &impl ConnectionTrait,
    confined_to: Option<Uuid>,
    before: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<Kept>, u64), ActFault> {
    let own = confined_to.map(|organisation| file::Column::OrganisationId.eq(organisation));
    let all = own.into_iter().fold(file::Entity::find(), Select::filter);
    let (rows, total) = newest_first(connection, all, file::Column::Id, before, limit).await?;
    Ok((rows.into_iter().map(kept).collect::<Result<_, _>>()?, total))
}

/// Marks a file as destroyed and forgets its name; false where it has another version by now.
pub(super) async fn destroy(transaction: &DatabaseTransaction, id: Uuid, version: i32, at: i64) -> Result<bool, DbErr> {
    let destroyed = file::ActiveModel {
        name: Set(Vec::new()),
        destroyed_at: Set(Some(at)),
        version: Set(version + 1),
        ..file::ActiveModel::default()
    };
    let update = file::Entity::update_many().set(destroyed).filter(file::Column::Id.eq(id));
    let update = update.filter(file::Column::Version.eq(version)).filter(file::Column::DestroyedAt.is_null());
    Ok(update.exec(transaction).await?.rows_affected == 1)
}

/// Which of these contents a file still needs.
pub(super) async fn wanted(connection: &impl ConnectionTrait, of: &[Digest]) -> Result<HashSet<Digest>, ActFault> {
    let digests: Vec<String> = file::Entity::find()
        .select_only()
        .column(file::Column::Digest)
        .distinct()
        .filter(file::Column::Digest.is_in(of.iter().map(ToString::to_string)))
        .filter(file::Column::DestroyedAt.is_null())
        .into_tuple()
        .all(connection)
        .await?;
    digests.iter().map(|digest| digest_of(digest)).collect()
}

/// The files that are there, in the order of their contents, from one on.
pub(super) async fn live_after(
    connection: &impl ConnectionTrait,
    after: Option<(Digest, Uuid)>,
    limit: u64,
) -> Result<Vec<(Digest, Uuid)>, ActFault> {
    let behind = after.map(|(digest, id)| {
        let of_the_same =
            Condition::all().add(file::Column::Digest.eq(digest.to_string())).add(file::Column::Id.gt(id));
        Condition::any().add(file::Column::Digest.gt(digest.to_string())).add(of_the_same)
    });
    let live = file::Entity::find()
        .select_only()
        .column(file::Column::Digest)
        .column(file::Column::Id)
        .filter(file::Column::DestroyedAt.is_null());
    let rows: Vec<(String, Uuid)> = behind
        .into_iter()
        .fold(live, Select::filter)
        .order_by_asc(file::Column::Digest)
        .order_by_asc(file::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(connection)
        .await?;
    rows.into_iter().map(|(digest, id)| Ok((digest_of(&digest)?, id))).collect()
}

fn kept(row: file::Model) -> Result<Kept, ActFault> {
    let id = row.id;
    let cannot_be = |what: &str| inconsistent(format!("{what} of {id}"));
    Ok(Kept {
        id,
        organisation: row.organisation_id,
        digest: digest_of(&row.stored_digest)?,
        octets: u64::try_from(row.octets).map_err(|_| cannot_be("the octets"))?,
        kind: Kind::of_extension(&row.kind).ok_or_else(|| cannot_be("the kind"))?,
        name: row.name,
        case_key: row.case_key_id,
        created: row.created_at,
        destroyed: row.destroyed_at,
        version: row.version,
    })
}

fn digest_of(text: &str) -> Result<Digest, ActFault> {
    text.parse().map_err(|fault| inconsistent(format!("{text}: {fault}")))
}

/// A row that cannot be.
pub(super) const fn inconsistent(cause: String) -> ActFault {
    ActFault::Inconsistent { table: "hall_file", cause }
}
