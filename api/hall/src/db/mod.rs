//! One way to read and one way to write, on SQLite and PostgreSQL alike.
//!
//! SQLite has one writing connection, on which writers queue, and a pool of readers; a write begins IMMEDIATE and is
//! durable when it returns (`synchronous=FULL`). On PostgreSQL every connection comes from one pool.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::Duration;

use migrations::{Migrator, MigratorTrait};
use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::sqlite::{SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{self, Connection as _, Row as _};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    IsolationLevel, SqlErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::config::Config;

mod store;

pub use store::{newest_first, oldest_first, rows_behind, update_each, written};

/// How long a SQLite writer of another process is waited for.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// A connection to PostgreSQL that lay idle for so long is asked whether it still stands before it is used. Asking at each
/// use would double the round trips of every reading; a SQLite file is no peer that could go away.
const ASKED_AFTER_IDLE: Duration = Duration::from_secs(1);

/// How often a write that lost a race on PostgreSQL is done again before the caller hears of it.
const MAX_TRIES: u32 = 8;

/// The database.
#[derive(Debug, Clone)]
pub struct Database {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
}

/// A reading transaction that sees the database as it stood at its first reading, to its end.
pub type Snapshot = DatabaseTransaction;

/// What a write does inside its transaction. It may be called again when the transaction lost a race, so it must take
/// everything it changes from its arguments.
pub type Work<'t, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 't>>;

impl Database {
    /// Opens the database that the settings name, in its current state.
    ///
    /// # Errors
    /// [`DbErr`] when it cannot be reached or its folder cannot be made.
    pub async fn open(config: &Config) -> Result<Self, DbErr> {
        if config.database.url.is_empty() {
            return Self::open_sqlite(&sqlite_file(&config.data), config.database.connections).await;
        }
        let mut options = ConnectOptions::new(config.database.url.clone());
        options
            .max_connections(config.database.connections)
            .acquire_timeout(Duration::from_millis(config.database.acquire_timeout_ms))
            .test_before_acquire_if_idle_for(ASKED_AFTER_IDLE)
            .sqlx_logging(false);
        options.map_sqlx_postgres_pool_opts(|pool| {
            pool.after_release(|connection, _| Box::pin(postgres_is_clean(connection)))
        });
        let pool = sea_orm::Database::connect(options).await?;
        Ok(Self { writer: pool.clone(), reader: pool })
    }

    async fn open_sqlite(file: &Path, readers: u32) -> Result<Self, DbErr> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|error| DbErr::Custom(format!("the folder {} cannot be made: {error}", folder.display())))?;
        }
        let url = format!("sqlite://{}?mode=rwc", file.display());
        let connect = |connections: u32| {
            let mut options = ConnectOptions::new(url.clone());
            options.max_connections(connections).min_connections(1).test_before_acquire(false).sqlx_logging(false);
            options.map_sqlx_sqlite_pool_opts(|pool| {
                pool.after_release(|connection, _| Box::pin(sqlite_is_clean(connection)))
            });
            options.map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .busy_timeout(BUSY_TIMEOUT)
                    .foreign_keys(true)
                    .pragma("cache_size", "-65536")
                    .pragma("secure_delete", "ON")
            });
            sea_orm::Database::connect(options)
        };
        Ok(Self { writer: connect(1).await?, reader: connect(readers.max(1)).await? })
    }

    /// Brings the tables to the current state; what is there already stays.
    ///
    /// # Errors
    /// [`DbErr`] of the step that failed.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        Migrator::up(&self.writer, None).await
    }

    /// The connection for reading.
    pub const fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// The connection for what is written outside an act, in one statement: operational marks that nobody acknowledges.
    pub const fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Lets go of what was overwritten and deleted: on SQLite the log is written back and emptied, so that no earlier page
    /// lies in it. PostgreSQL does so by itself, later.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn forget_freed_pages(&self) -> Result<(), DbErr> {
        if self.backend() == DbBackend::Sqlite {
            self.writer.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        Ok(())
    }

    /// Which database it is.
    pub fn backend(&self) -> DbBackend {
        self.reader.get_database_backend()
    }

    /// Whether it is SQLite in the data folder.
    pub fn is_sqlite(&self) -> bool {
        self.backend() == DbBackend::Sqlite
    }

    /// Runs the work in one transaction and commits it. A transaction that lost a race on PostgreSQL is run again.
    ///
    /// # Errors
    /// What the work refused, or the database's error when it cannot be done.
    pub async fn write<T, E, W>(&self, isolation: Isolation, work: W) -> Result<T, E>
    where
        T: Send,
        E: From<DbErr> + MayBeTheDatabase + Send,
        W: for<'t> Fn(&'t DatabaseTransaction) -> Work<'t, T, E> + Send + Sync,
    {
        let mut tried = 0;
        loop {
            tried += 1;
            match self.write_once(isolation, &work).await {
                Err(error) if tried < MAX_TRIES && error.database_error().is_some_and(lost_a_race) => {
                    tracing::debug!(tried, "a write lost a race and is done again");
                }
                outcome => return outcome,
            }
        }
    }

    async fn write_once<T, E, W>(&self, isolation: Isolation, work: &W) -> Result<T, E>
    where
        E: From<DbErr>,
        W: for<'t> Fn(&'t DatabaseTransaction) -> Work<'t, T, E>,
    {
        let transaction = self.begin(isolation).await?;
        match work(&transaction).await {
            Ok(done) => {
                transaction.commit().await?;
                Ok(done)
            }
            Err(refused) => {
                if let Err(error) = transaction.rollback().await {
                    // The connection is gone, or SQLite has rolled back by itself.
                    tracing::debug!(%error, "a refused write could not be rolled back");
                }
                Err(refused)
            }
        }
    }

    /// Begins a writing transaction.
    pub(crate) async fn begin(&self, isolation: Isolation) -> Result<DatabaseTransaction, DbErr> {
        let options = match self.backend() {
            DbBackend::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            },
            DbBackend::Postgres | DbBackend::MySql | _ => {
                TransactionOptions { isolation_level: Some(isolation.level()), ..TransactionOptions::default() }
            }
        };
        self.writer.begin_with_options(options).await
    }

    /// Begins a reading transaction that sees the database as it stands at its first reading, to its end.
    pub(crate) async fn snapshot(&self) -> Result<Snapshot, DbErr> {
        let options = match self.backend() {
            DbBackend::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
                ..TransactionOptions::default()
            },
            DbBackend::Postgres | DbBackend::MySql | _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        self.reader.begin_with_options(options).await
    }

    /// Closes every connection.
    ///
    /// # Errors
    /// [`DbErr`] when one does not close.
    pub async fn close(self) -> Result<(), DbErr> {
        self.reader.close().await?;
        self.writer.close().await
    }
}

/// Whatever reads: the pool, or a transaction that also sees what it has written itself. Desks hand it on to stores.
pub use sea_orm::ConnectionTrait as Connection;

/// Whether a connection that comes back to its pool may be used again: it is in no transaction.
///
/// Where the disk is full or fails, SQLite rolls back by itself. The driver's own rollback then finds no transaction, and
/// the driver goes on counting one: it would begin what follows as a savepoint and release it instead of committing it, so
/// that nothing written since would ever be durable. Such a connection is closed, and the pool opens another.
async fn sqlite_is_clean(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // A rollback that was queued when its transaction was let go is done before this is answered.
    connection.ping().await?;
    Ok(closed_unless(!connection.is_in_transaction()))
}

/// Where a caller hangs up while a transaction begins, the driver has sent the beginning and counts none: it rolls nothing
/// back, and who came next would work within the open transaction (sqlx issue 4393, in 0.9.0). PostgreSQL itself is asked:
/// outside a transaction the present moment is that of the statement. One that is open and failed refuses to say, and the
/// pool closes its connection as well.
async fn postgres_is_clean(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let asked = sqlx::raw_sql("SELECT now() = statement_timestamp()").fetch_one(connection).await?;
    Ok(closed_unless(asked.try_get(0)?))
}

fn closed_unless(is_clean: bool) -> bool {
    if !is_clean {
        tracing::warn!("a connection was left within a transaction and is closed");
    }
    is_clean
}

/// How much of other writers a transaction may see on PostgreSQL. On SQLite there is one writer and the question does
/// not arise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Isolation {
    /// As if alone: for every act of a person or program.
    Serializable,
    /// Each statement sees what is committed: for imports, which order themselves by a lock of their own.
    ReadCommitted,
}

impl Isolation {
    const fn level(self) -> IsolationLevel {
        match self {
            Self::Serializable => IsolationLevel::Serializable,
            Self::ReadCommitted => IsolationLevel::ReadCommitted,
        }
    }
}

/// An error that may have come from the database, so that a lost race can be told from a refusal.
pub trait MayBeTheDatabase {
    /// The database's error, if that is what it is.
    fn database_error(&self) -> Option<&DbErr>;
}

impl MayBeTheDatabase for DbErr {
    fn database_error(&self) -> Option<&DbErr> {
        Some(self)
    }
}

/// The SQLite file within a data folder.
pub fn sqlite_file(data: &Path) -> PathBuf {
    data.join("zhiquan.sqlite")
}

/// Serialization failure (40001) and deadlock (40P01) by PostgreSQL's codes.
fn lost_a_race(error: &DbErr) -> bool {
    code_of(error).is_some_and(|code| code == "40001" || code == "40P01")
}

/// Whether an act that failed with this may be done again: it lost a race, be it for a row or for a unique key. Doing it
/// again finds what the other has written.
pub(crate) fn may_be_done_again(error: &DbErr) -> bool {
    lost_a_race(error)
        || matches!(error, DbErr::RecordNotInserted)
        || matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}

/// Whether the database has no room left, which passes: SQLITE_FULL by SQLite's result codes, `disk_full` (53100) by
/// PostgreSQL's.
pub(crate) fn is_full(error: &DbErr) -> bool {
    code_of(error).is_some_and(|code| code == "13" || code == "53100")
}

/// The database's own code of an error.
fn code_of(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(cause) | DbErr::Query(cause) | DbErr::Conn(cause)) = error else { return None };
    let sea_orm::RuntimeErr::SqlxError(cause) = cause else { return None };
    cause.as_database_error().and_then(|database| database.code()).map(std::borrow::Cow::into_owned)
}
