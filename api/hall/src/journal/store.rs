//! Writing, sealing and reading the journal. All SQL of the journal is here.

use domain::hall::Moment;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, OnConflict, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select, Set, Statement, Value,
};
use uuid::Uuid;

use super::rows::{chain, entry, feed};
use super::{ActorOf, ChainHash, Entry, NewEntry, Payload, SealedEntry, content_hash, next};

/// The pattern of texts that begin so.
pub(crate) fn beginning_of(text: &str) -> LikeExpr {
    let plain = text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
    LikeExpr::new(format!("{plain}%")).escape('\\')
}

/// The advisory lock on PostgreSQL that makes a transaction the only sealer.
const SEALER_LOCK: i64 = 0x5a51_0002;

/// The most entries sealed in one transaction.
pub(super) const SEALED_AT_ONCE: u64 = 500;

/// Where the chain stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The last position; 0 before the first entry.
    pub position: i64,
    /// The chain's hash there.
    pub hash: ChainHash,
}

/// What is known of an act when its entries are written.
#[derive(Debug, Clone)]
pub struct Recording {
    /// Who acted.
    pub actor: ActorOf,
    /// The legal moment.
    pub moment: Moment,
    /// The real time.
    pub recorded_at: i64,
    /// The request that brought it.
    pub request_id: String,
}

/// Makes entries of what happened.
pub fn write(recording: &Recording, new: Vec<NewEntry>, id: impl Fn() -> Uuid) -> Vec<Entry> {
    let written = new.into_iter().map(|new| {
        let (payload, sealed, case_key_id) = match new.payload {
            Payload::Open(open) => (open, None, None),
            Payload::Private { open, case_key, sealed } => (open, Some(sealed), Some(case_key)),
        };
        Entry {
            id: id(),
            aggregate_kind: new.aggregate.kind.to_owned(),
            aggregate_id: new.aggregate.id,
            version: new.version,
            kind: new.kind,
            payload_version: new.payload_version,
            actor_kind: recording.actor.kind.to_owned(),
            actor_id: recording.actor.id,
            organisation_id: recording.actor.organisation,
            acting_for: recording.actor.acting_for,
            moment: recording.moment,
            recorded_at: recording.recorded_at,
            audience: serde_json::to_string(&new.audience).unwrap_or_else(|_| "[]".into()),
            request_id: recording.request_id.clone(),
            payload: payload.to_string(),
            sealed,
            case_key_id,
        }
    });
    written.collect()
}

/// Writes the entries of one act. On SQLite, which has one writer, they are sealed at once; on PostgreSQL the sealer
/// comes behind the commit.
///
/// # Errors
/// The database's.
pub async fn record(transaction: &DatabaseTransaction, entries: Vec<Entry>) -> Result<(), DbErr> {
    if entries.is_empty() {
        return Ok(());
    }
    if transaction.get_database_backend() == DbBackend::Sqlite {
        let mut head = head(transaction).await?;
        let placed: Vec<SealedEntry> = entries.into_iter().map(|entry| head.take(entry)).collect();
        insert(transaction, placed.iter().map(|sealed| row(&sealed.entry, Some(sealed)))).await?;
        let heard: Vec<_> =
            placed.iter().flat_map(|sealed| heard_of(&sealed.entry.audience, sealed.position)).collect();
        return advance(transaction, head, heard).await;
    }
    insert(transaction, entries.iter().map(|entry| row(entry, None))).await
}

impl Head {
    /// Places an entry behind the head and moves the head to it.
    fn take(&mut self, entry: Entry) -> SealedEntry {
        let content_hash = content_hash(&entry);
        self.position += 1;
        self.hash = next(&self.hash, self.position, &content_hash);
        SealedEntry { entry, position: self.position, content_hash, chain_hash: self.hash }
    }
}

fn row(entry: &Entry, sealed: Option<&SealedEntry>) -> entry::ActiveModel {
    let content = sealed.map_or_else(|| content_hash(entry), |sealed| sealed.content_hash);
    entry::ActiveModel {
        ordinal: sea_orm::NotSet,
        id: Set(entry.id),
        aggregate_kind: Set(entry.aggregate_kind.clone()),
        aggregate_id: Set(entry.aggregate_id),
        version: Set(entry.version),
        kind: Set(entry.kind.clone()),
        payload_version: Set(entry.payload_version),
        actor_kind: Set(entry.actor_kind.clone()),
        actor_id: Set(entry.actor_id),
        organisation_id: Set(entry.organisation_id),
        acting_for: Set(entry.acting_for),
        moment_at: Set(entry.moment.millis()),
        recorded_at: Set(entry.recorded_at),
        audience: Set(entry.audience.clone()),
        request_id: Set(entry.request_id.clone()),
        payload: Set(entry.payload.clone()),
        sealed: Set(entry.sealed.clone()),
        case_key_id: Set(entry.case_key_id),
        content_hash: Set(content.to_vec()),
        position: Set(sealed.map(|sealed| sealed.position)),
        chain_hash: Set(sealed.map(|sealed| sealed.chain_hash.to_vec())),
    }
}

async fn insert(
    transaction: &DatabaseTransaction,
    rows: impl IntoIterator<Item = entry::ActiveModel>,
) -> Result<(), DbErr> {
    entry::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    Ok(())
}

fn heard_of(audience: &str, position: i64) -> Vec<feed::ActiveModel> {
    let organisations: Vec<Uuid> = serde_json::from_str(audience).unwrap_or_default();
    let row = |organisation_id| feed::ActiveModel { organisation_id: Set(organisation_id), position: Set(position) };
    organisations.into_iter().map(row).collect()
}

async fn advance(transaction: &DatabaseTransaction, head: Head, heard: Vec<feed::ActiveModel>) -> Result<(), DbErr> {
    if !heard.is_empty() {
        feed::Entity::insert_many(heard)
            .on_conflict(
                OnConflict::columns([feed::Column::OrganisationId, feed::Column::Position]).do_nothing().to_owned(),
            )
            .exec_without_returning(transaction)
            .await?;
    }
    let moved = chain::ActiveModel { id: Set(1), position: Set(head.position), hash: Set(head.hash.to_vec()) };
    chain::Entity::update(moved).exec(transaction).await?;
    Ok(())
}

/// Gives the oldest unsealed entries their places, if no other process is doing so; answers how many.
///
/// # Errors
/// The database's.
pub async fn seal(transaction: &DatabaseTransaction) -> Result<usize, DbErr> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        let statement = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_try_advisory_xact_lock($1) AS mine",
            [SEALER_LOCK.into()],
        );
        let row = transaction.query_one_raw(statement).await?;
        if !row.map(|row| row.try_get::<bool>("", "mine")).transpose()?.unwrap_or(false) {
            return Ok(0);
        }
    }
    let unsealed = entry::Entity::find()
        .filter(entry::Column::Position.is_null())
        .order_by_asc(entry::Column::Ordinal)
        .limit(SEALED_AT_ONCE)
        .all(transaction)
        .await?;
    if unsealed.is_empty() {
        return Ok(0);
    }
    let mut head = head(transaction).await?;
    let mut places = Vec::with_capacity(unsealed.len());
    let mut heard = Vec::new();
    for row in unsealed {
        let ordinal = row.ordinal;
        heard.push((row.audience.clone(), head.position + 1));
        let sealed = head.take(entry_of(row)?);
        places.push((ordinal, sealed.position, sealed.chain_hash));
    }
    place(transaction, &places).await?;
    let heard = heard.iter().flat_map(|(audience, position)| heard_of(audience, *position)).collect();
    advance(transaction, head, heard).await?;
    Ok(places.len())
}

async fn place(transaction: &DatabaseTransaction, places: &[(i64, i64, ChainHash)]) -> Result<(), DbErr> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        let mut values: Vec<Value> = Vec::with_capacity(places.len() * 3);
        let mut list = Vec::with_capacity(places.len());
        for (ordinal, position, hash) in places {
            let at = values.len();
            list.push(format!("(${}::bigint, ${}::bigint, ${}::bytea)", at + 1, at + 2, at + 3));
            values.extend([(*ordinal).into(), (*position).into(), hash.to_vec().into()]);
        }
        let statement = format!(
            "UPDATE hall_entry SET position = sealed.position, chain_hash = sealed.hash \
             FROM (VALUES {}) AS sealed (ordinal, position, hash) WHERE hall_entry.ordinal = sealed.ordinal",
            list.join(", ")
        );
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, statement, values);
        transaction.execute_raw(statement).await?;
        return Ok(());
    }
    for (ordinal, position, hash) in places {
        let update = Query::update()
            .table(entry::Entity)
            .value(entry::Column::Position, *position)
            .value(entry::Column::ChainHash, hash.to_vec())
            .and_where(Expr::col(entry::Column::Ordinal).eq(*ordinal))
            .to_owned();
        transaction.execute(&update).await?;
    }
    Ok(())
}

/// Where the chain stands.
///
/// # Errors
/// The database's.
pub async fn head(connection: &impl ConnectionTrait) -> Result<Head, DbErr> {
    let row = chain::Entity::find_by_id(1).one(connection).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("hall_chain has no row".into()))?;
    Ok(Head { position: row.position, hash: hash_of(row.hash)? })
}

/// The last position; 0 before the first entry.
///
/// # Errors
/// The database's.
pub async fn last_position(connection: &impl ConnectionTrait) -> Result<i64, DbErr> {
    Ok(head(connection).await?.position)
}

/// When the oldest entry without a place was recorded, in real time.
///
/// # Errors
/// The database's.
pub async fn oldest_unsealed(connection: &impl ConnectionTrait) -> Result<Option<i64>, DbErr> {
    entry::Entity::find()
        .select_only()
        .column(entry::Column::RecordedAt)
        .filter(entry::Column::Position.is_null())
        .order_by_asc(entry::Column::Ordinal)
        .into_tuple()
        .one(connection)
        .await
}

/// The entries behind a position, in order.
///
/// # Errors
/// The database's.
pub async fn read(connection: &impl ConnectionTrait, after: i64, limit: u64) -> Result<Vec<SealedEntry>, DbErr> {
    let rows = entry::Entity::find()
        .filter(entry::Column::Position.gt(after))
        .order_by_asc(entry::Column::Position)
        .limit(limit)
        .all(connection)
        .await?;
    of_rows(rows)
}

/// The entries in these rows, which have their places.
pub(crate) fn of_rows(rows: Vec<entry::Model>) -> Result<Vec<SealedEntry>, DbErr> {
    rows.into_iter().map(sealed_of).collect()
}

/// Which entries are listed.
#[derive(Debug, Clone, Default)]
pub(super) struct Sieve {
    pub(super) actor_id: Option<Uuid>,
    pub(super) subject_id: Option<Uuid>,
    /// How their kinds begin.
    pub(super) kind: Option<String>,
    /// The first position and the last.
    pub(super) between: (i64, i64),
}

impl Sieve {
    fn entries(&self) -> Select<entry::Entity> {
        let (from, to) = self.between;
        let actor = self.actor_id.map(|id| entry::Column::ActorId.eq(id));
        let subject = self.subject_id.map(|id| entry::Column::AggregateId.eq(id));
        let kind = self.kind.as_deref().map(|kind| entry::Column::Kind.like(beginning_of(kind)));
        let between = entry::Entity::find().filter(entry::Column::Position.between(from, to));
        [actor, subject, kind].into_iter().flatten().fold(between, Select::filter)
    }

    /// How many there are. Positions have no gap, so where only positions are asked for it need not be counted.
    async fn count(&self, connection: &impl ConnectionTrait) -> Result<u64, DbErr> {
        if self.actor_id.is_some() || self.subject_id.is_some() || self.kind.is_some() {
            return self.entries().count(connection).await;
        }
        let (from, to) = self.between;
        let (first, last) = (Ord::max(from, 1), Ord::min(to, last_position(connection).await?));
        Ok(u64::try_from(last.saturating_sub(first).saturating_add(1)).unwrap_or(0))
    }
}

/// A page of entries, the newest first, and how many there are in all.
pub(super) async fn page(
    connection: &impl ConnectionTrait,
    sieve: &Sieve,
    before: Option<i64>,
    limit: u64,
) -> Result<(Vec<SealedEntry>, u64), DbErr> {
    let total = sieve.count(connection).await?;
    let behind = before.map(|position| entry::Column::Position.lt(position));
    let rows = behind.into_iter().fold(sieve.entries(), Select::filter);
    let rows = rows.order_by_desc(entry::Column::Position).limit(limit).all(connection).await?;
    Ok((of_rows(rows)?, total))
}

/// The entry at a position.
pub(super) async fn at(connection: &impl ConnectionTrait, position: i64) -> Result<Option<SealedEntry>, DbErr> {
    let row = entry::Entity::find().filter(entry::Column::Position.eq(position)).one(connection).await?;
    row.map(sealed_of).transpose()
}

fn hash_of(octets: Vec<u8>) -> Result<ChainHash, DbErr> {
    octets.try_into().map_err(|_| DbErr::Custom("a hash of the journal has not 32 octets".into()))
}

fn sealed_of(row: entry::Model) -> Result<SealedEntry, DbErr> {
    let position = row.position.unwrap_or(0);
    let content_hash = hash_of(row.content_hash.clone())?;
    let chain_hash = hash_of(row.chain_hash.clone().unwrap_or_default())?;
    Ok(SealedEntry { entry: entry_of(row)?, position, content_hash, chain_hash })
}

pub(crate) fn entry_of(row: entry::Model) -> Result<Entry, DbErr> {
    let moment = Moment::from_millis(row.moment_at)
        .map_err(|_| DbErr::Custom(format!("the moment of entry {} cannot be", row.id)))?;
    Ok(Entry {
        id: row.id,
        aggregate_kind: row.aggregate_kind,
        aggregate_id: row.aggregate_id,
        version: row.version,
        kind: row.kind,
        payload_version: row.payload_version,
        actor_kind: row.actor_kind,
        actor_id: row.actor_id,
        organisation_id: row.organisation_id,
        acting_for: row.acting_for,
        moment,
        recorded_at: row.recorded_at,
        audience: row.audience,
        request_id: row.request_id,
        payload: row.payload,
        sealed: row.sealed,
        case_key_id: row.case_key_id,
    })
}

/// Whether the journal tells of a case.
///
/// # Errors
/// The database's.
pub async fn tells_of(connection: &impl ConnectionTrait, aggregate_id: Uuid) -> Result<bool, DbErr> {
    let found = entry::Entity::find().filter(entry::Column::AggregateId.eq(aggregate_id)).limit(1);
    Ok(found.count(connection).await? > 0)
}
