//! The limit of acts and readings: the same rows, written and read through sqlx alone.
//!
//! What the house writes is taken for a sample, so that every row is as long as the house's. On SQLite there is one
//! writer and a pool of readers, set as the house sets them; on PostgreSQL sixteen connections, serialisable, and one
//! sealer that gives entries their places behind the commit.

mod sealer;
mod statements;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hall::clock::{Clocks, Stopwatch};
use hall::ids::{new_id, new_request_id};
use sea_orm::prelude::Uuid;
use sea_orm::sqlx::postgres::PgPoolOptions;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sea_orm::sqlx::{
    Connection as _, Error, Executor as _, PgConnection, PgPool, Row as _, SqliteConnection, SqlitePool, query,
};
use tokio::runtime::Runtime;

use crate::legs::{CLIENTS, LEG, Leg};
use crate::setting::Outcome;
use statements as sql;

/// Readers of SQLite, as many as the house has.
const READERS: u32 = 8;

/// What one client writes.
#[derive(Debug, Clone)]
struct Sample {
    token_digest: Vec<u8>,
    person: Uuid,
    seat: Uuid,
    organisation: Uuid,
    name: String,
    body: String,
    audience: String,
    payload: String,
    caller: String,
    answer: Vec<u8>,
}

/// The database under sqlx.
#[derive(Debug, Clone)]
enum Pools {
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    Postgres(PgPool),
}

/// The limit on the database of a house that is stopped.
pub(crate) struct Limit {
    runtime: Runtime,
    pools: Pools,
}

/// What is said in the same words on both: the two differ in the types of their connections alone.
macro_rules! on_one_database {
    ($name:ident, $connection:ty) => {
        mod $name {
            use super::*;

            /// The guard's reading, and the organisation asked for where one is.
            pub(super) async fn read(
                connection: &mut $connection,
                sample: &Sample,
                one: Option<Uuid>,
            ) -> Result<(), Error> {
                query(sql::HOLDER).bind(&sample.token_digest).fetch_optional(&mut *connection).await?;
                if let Some(organisation) = one {
                    query(sql::ORGANISATION).bind(organisation).fetch_optional(&mut *connection).await?;
                }
                Ok(())
            }

            pub(super) async fn look_up_answer(
                connection: &mut $connection,
                sample: &Sample,
                key: &str,
            ) -> Result<(), Error> {
                query(sql::ANSWER).bind(&sample.caller).bind(key).fetch_optional(&mut *connection).await?;
                Ok(())
            }

            /// The act between its beginning and its end; sealed at once where there is one writer.
            pub(super) async fn act(
                connection: &mut $connection,
                sample: &Sample,
                key: &str,
                seals: bool,
            ) -> Result<(), Error> {
                let clocks = Clocks::of_the_machine();
                let now = clocks.real.now_millis();
                let found = query(sql::ORGANISATION).bind(sample.organisation).fetch_one(&mut *connection).await?;
                let version: i32 = found.try_get(1)?;
                query(sql::RENAME)
                    .bind(sample.organisation)
                    .bind(&sample.name)
                    .bind(&sample.body)
                    .bind(now)
                    .bind(version)
                    .execute(&mut *connection)
                    .await?;
                let head: Option<i64> = if seals {
                    Some(query(sql::CHAIN).fetch_one(&mut *connection).await?.try_get::<i64, _>(1)? + 1)
                } else {
                    None
                };
                query(sql::ENTRY)
                    .bind(new_id(clocks.real.as_ref()))
                    .bind(sample.organisation)
                    .bind(version + 1)
                    .bind(sample.person)
                    .bind(sample.seat)
                    .bind(now)
                    .bind(&sample.audience)
                    .bind(key)
                    .bind(&sample.payload)
                    .bind(vec![7_u8; 32])
                    .bind(head)
                    .bind(head.map(|_| vec![7_u8; 32]))
                    .execute(&mut *connection)
                    .await?;
                if let Some(head) = head {
                    query(sql::FEED).bind(sample.organisation).bind(head).execute(&mut *connection).await?;
                    query(sql::MOVE_CHAIN).bind(head).bind(vec![7_u8; 32]).execute(&mut *connection).await?;
                }
                query(sql::KEEP_ANSWER)
                    .bind(&sample.caller)
                    .bind(key)
                    .bind(vec![7_u8; 32])
                    .bind(&sample.answer)
                    .bind(now)
                    .bind(0_i64)
                    .execute(&mut *connection)
                    .await?;
                Ok(())
            }

            /// Enters so many organisations like those that are there.
            pub(super) async fn fill(connection: &mut $connection, organisations: usize) -> Result<(), Error> {
                let clocks = Clocks::of_the_machine();
                let now = clocks.real.now_millis();
                let mut transaction = connection.begin().await?;
                for at in 0..organisations {
                    let name = format!("名录测量第{at}号有限公司");
                    let body = format!(
                        r#"{{"state":"confirmed","confirmed_at":{now},"facts":{{"name":"{name}","kind":"enterprise"}}}}"#
                    );
                    query(sql::FILL)
                        .bind(new_id(clocks.real.as_ref()))
                        .bind(&name)
                        .bind(&body)
                        .bind(now)
                        .execute(&mut *transaction)
                        .await?;
                }
                transaction.commit().await
            }

            pub(super) async fn samples(connection: &mut $connection) -> Result<Vec<Sample>, Error> {
                let most = i64::try_from(CLIENTS).unwrap_or(i64::MAX);
                let writers = query(sql::WRITERS).bind(most).fetch_all(&mut *connection).await?;
                let written = query(sql::WRITTEN).bind(most).fetch_all(&mut *connection).await?;
                let answered = query(sql::ANSWERED).fetch_one(&mut *connection).await?;
                let mut samples = Vec::new();
                for (writer, written) in writers.iter().zip(&written) {
                    samples.push(Sample {
                        token_digest: writer.try_get(0)?,
                        person: writer.try_get(1)?,
                        seat: writer.try_get(2)?,
                        organisation: written.try_get(0)?,
                        body: written.try_get(1)?,
                        name: written.try_get(2)?,
                        audience: written.try_get(3)?,
                        payload: written.try_get(4)?,
                        caller: answered.try_get(0)?,
                        answer: answered.try_get(1)?,
                    });
                }
                Ok(samples)
            }
        }
    };
}
on_one_database!(sqlite, SqliteConnection);
on_one_database!(postgres, PgConnection);

impl Pools {
    async fn open(data: &Path, url: &str) -> Result<Self, Error> {
        if !url.is_empty() {
            let clients = u32::try_from(CLIENTS).unwrap_or(u32::MAX);
            let pool =
                PgPoolOptions::new().max_connections(clients + 1).test_before_acquire(false).connect(url).await?;
            return Ok(Self::Postgres(pool));
        }
        let options = SqliteConnectOptions::new()
            .filename(hall::db::sqlite_file(data))
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("cache_size", "-65536")
            .pragma("secure_delete", "ON");
        let pool = |most| SqlitePoolOptions::new().max_connections(most).test_before_acquire(false);
        let writer = pool(1).connect_with(options.clone()).await?;
        Ok(Self::Sqlite { writer, readers: pool(READERS).connect_with(options).await? })
    }

    async fn samples(&self) -> Result<Vec<Sample>, Error> {
        match self {
            Self::Sqlite { readers, .. } => sqlite::samples(&mut *readers.acquire().await?).await,
            Self::Postgres(pool) => postgres::samples(&mut *pool.acquire().await?).await,
        }
    }

    async fn act(&self, sample: &Sample) -> Result<(), Error> {
        let key = new_request_id();
        match self {
            Self::Sqlite { writer, readers } => {
                let mut reader = readers.acquire().await?;
                sqlite::read(&mut reader, sample, None).await?;
                sqlite::look_up_answer(&mut reader, sample, &key).await?;
                drop(reader);
                let mut writer = writer.acquire().await?;
                let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
                sqlite::act(&mut transaction, sample, &key, true).await?;
                transaction.commit().await
            }
            Self::Postgres(pool) => {
                let mut connection = pool.acquire().await?;
                postgres::read(&mut connection, sample, None).await?;
                loop {
                    postgres::look_up_answer(&mut connection, sample, &key).await?;
                    match act_on_postgres(&mut connection, sample, &key).await {
                        Err(error) if lost_a_race(&error) => {}
                        outcome => return outcome,
                    }
                }
            }
        }
    }

    async fn read(&self, sample: &Sample) -> Result<(), Error> {
        let one = Some(sample.organisation);
        match self {
            Self::Sqlite { readers, .. } => sqlite::read(&mut *readers.acquire().await?, sample, one).await,
            Self::Postgres(pool) => postgres::read(&mut *pool.acquire().await?, sample, one).await,
        }
    }

    async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

async fn act_on_postgres(connection: &mut PgConnection, sample: &Sample, key: &str) -> Result<(), Error> {
    let mut transaction = connection.begin_with("BEGIN ISOLATION LEVEL SERIALIZABLE").await?;
    query(sql::KEY_LOCK).bind(format!("{}\n{key}", sample.caller)).fetch_one(&mut *transaction).await?;
    postgres::act(&mut transaction, sample, key, false).await?;
    transaction.commit().await
}

/// Serialisation failure and deadlock, by PostgreSQL's codes.
fn lost_a_race(error: &Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| code == "40001" || code == "40P01")
}

impl Limit {
    pub(crate) fn open(data: &Path, url: &str) -> Outcome<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let pools = runtime.block_on(Pools::open(data, url))?;
        Ok(Self { runtime, pools })
    }

    /// Fills the table of organisations, and lets the planner know.
    pub(crate) fn fill(&self, organisations: usize) -> Outcome<()> {
        self.runtime.block_on(async {
            match &self.pools {
                Pools::Sqlite { writer, .. } => {
                    let mut writer = writer.acquire().await?;
                    sqlite::fill(&mut writer, organisations).await
                }
                Pools::Postgres(pool) => {
                    let mut connection = pool.acquire().await?;
                    postgres::fill(&mut connection, organisations).await?;
                    connection.execute("ANALYZE").await.map(|_| ())
                }
            }
        })?;
        Ok(())
    }

    /// Acts for a leg; on PostgreSQL with a sealer behind them.
    pub(crate) fn acts(&self) -> Outcome<Leg> {
        let over = Arc::new(AtomicBool::new(false));
        let sealer = match &self.pools {
            Pools::Sqlite { .. } => None,
            Pools::Postgres(pool) => Some(self.runtime.spawn(sealer::run(pool.clone(), Arc::clone(&over)))),
        };
        let leg = self.leg(true);
        over.store(true, Ordering::Relaxed);
        if let Some(sealer) = sealer {
            self.runtime.block_on(sealer)??;
        }
        leg
    }

    /// Reads for a leg.
    pub(crate) fn reads(&self) -> Outcome<Leg> {
        self.leg(false)
    }

    fn leg(&self, acts: bool) -> Outcome<Leg> {
        self.runtime.block_on(async {
            let samples = self.pools.samples().await?;
            if samples.len() != CLIENTS {
                return Err(format!("only {} of {CLIENTS} clients have written", samples.len()).into());
            }
            let start = Stopwatch::start();
            let tasks: Vec<_> =
                samples.into_iter().map(|sample| tokio::spawn(ask(self.pools.clone(), sample, acts))).collect();
            let mut times = Vec::new();
            for task in tasks {
                times.extend(task.await??);
            }
            Ok(Leg::since(start, times))
        })
    }

    /// Lets go of the database, so that the house can have it.
    pub(crate) fn close(self) {
        self.runtime.block_on(self.pools.close());
    }
}

async fn ask(pools: Pools, sample: Sample, acts: bool) -> Result<Vec<Duration>, Error> {
    let start = Stopwatch::start();
    let mut times = Vec::new();
    while start.elapsed() < LEG {
        let one = Stopwatch::start();
        if acts {
            pools.act(&sample).await?;
        } else {
            pools.read(&sample).await?;
        }
        times.push(one.elapsed());
    }
    Ok(times)
}
