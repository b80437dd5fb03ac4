//! Copies of the database, and what it says of itself. All SQL of operations is here.

use std::collections::BTreeSet;
use std::path::Path;

use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, IsolationLevel,
    Statement, TransactionOptions, TransactionTrait, TryGetable, Value,
};

use crate::db::Database;
use crate::files::Digest;
use crate::journal::{self, Head};

/// How many contents are asked for at once.
const ASKED_AT_ONCE: usize = 500;

/// The only value that a statement answers.
async fn ask<T: TryGetable>(connection: &impl ConnectionTrait, statement: &str) -> Result<T, DbErr> {
    let statement = Statement::from_string(connection.get_database_backend(), statement);
    let row = connection.query_one_raw(statement).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("the database answered nothing".into()))?.try_get_by_index(0)
}

/// Copies a SQLite database as it is at this moment into a new file, while others write.
pub(super) async fn copy_sqlite(database: &Database, to: &str) -> Result<(), DbErr> {
    let reader = database.reader();
    let copy = Statement::from_sql_and_values(reader.get_database_backend(), "VACUUM INTO ?", [to.into()]);
    reader.execute_raw(copy).await?;
    Ok(())
}

/// A copy of a SQLite database: what is wrong with it, and where its journal stands. Nothing is written beside it.
pub(super) async fn look_at_copy(file: &Path) -> Result<Result<Head, String>, DbErr> {
    let (file, mut options) = (file.to_owned(), ConnectOptions::new("sqlite://copy"));
    options
        .max_connections(1)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| sqlite.filename(&file).read_only(true).immutable(true));
    let copy = sea_orm::Database::connect(options).await?;
    let looked = match quick_check(&copy).await? {
        None => Ok(journal::head(&copy).await?),
        Some(wrong) => Err(wrong),
    };
    copy.close().await?;
    Ok(looked)
}

async fn quick_check(connection: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    let said: String = ask(connection, "PRAGMA quick_check(1)").await?;
    Ok(Some(said).filter(|said| said != "ok"))
}

/// What is wrong with a SQLite database by its own check.
pub(super) async fn damage(database: &Database) -> Result<Option<String>, DbErr> {
    quick_check(database.reader()).await
}

/// A moment of a PostgreSQL database that other connections can see, as long as this is held.
#[derive(Debug)]
pub(super) struct Snapshot {
    transaction: DatabaseTransaction,
    pub(super) name: String,
    pub(super) head: Head,
}

impl Snapshot {
    /// Holds this moment.
    pub(super) async fn take(database: &Database) -> Result<Self, DbErr> {
        let options = TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            ..TransactionOptions::default()
        };
        let transaction = database.reader().begin_with_options(options).await?;
        // The server must not end what waits for the copy.
        transaction.execute_unprepared("SET LOCAL idle_in_transaction_session_timeout = 0").await?;
        let name = ask(&transaction, "SELECT pg_export_snapshot()").await?;
        let head = journal::head(&transaction).await?;
        Ok(Self { transaction, name, head })
    }

    /// Lets it go.
    pub(super) async fn release(self) -> Result<(), DbErr> {
        self.transaction.rollback().await
    }
}

/// How many tables a PostgreSQL database has, its own aside.
pub(super) async fn tables(database: &Database) -> Result<i64, DbErr> {
    let statement = "SELECT count(*) FROM information_schema.tables \
                     WHERE table_schema NOT IN ('pg_catalog', 'information_schema')";
    ask(database.reader(), statement).await
}

/// Writes anew what held wrapped keys, so that no destroyed one lies in a free page.
pub(super) async fn write_anew(database: &Database) -> Result<(), DbErr> {
    let statement = if database.is_sqlite() { "VACUUM" } else { "VACUUM FULL hall_case_key" };
    database.writer().execute_unprepared(statement).await?;
    database.forget_freed_pages().await
}

/// The version of the database.
pub(super) async fn version(database: &Database) -> Result<String, DbErr> {
    let statement = if database.is_sqlite() { "SELECT sqlite_version()" } else { "SHOW server_version" };
    ask(database.reader(), statement).await
}

/// The migrations that wait, by name. Nothing is written.
pub(super) async fn pending(database: &Database) -> Result<Vec<String>, DbErr> {
    let pending = Migrator::get_pending_migrations_read_only(database.reader()).await?;
    Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
}

/// What a PostgreSQL server says of a database.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) encoding: String,
    pub(super) character_types: String,
    pub(super) isolation: String,
    pub(super) is_a_standby: bool,
}

/// Asks a PostgreSQL server.
pub(super) async fn server(database: &Database) -> Result<Server, DbErr> {
    let reader: &DatabaseConnection = database.reader();
    Ok(Server {
        encoding: ask(reader, "SHOW server_encoding").await?,
        character_types: ask(reader, "SELECT datctype::text FROM pg_database WHERE datname = current_database()")
            .await?,
        isolation: ask(reader, "SHOW default_transaction_isolation").await?,
        is_a_standby: ask(reader, "SELECT pg_is_in_recovery()").await?,
    })
}

/// The clock of a PostgreSQL server, in milliseconds since 1970.
pub(super) async fn clock(database: &Database) -> Result<i64, DbErr> {
    ask(database.reader(), "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint").await
}

/// Of these contents, those that a file which was not destroyed still wants.
pub(super) async fn wanted(database: &Database, contents: &[Digest]) -> Result<BTreeSet<String>, DbErr> {
    let (reader, mut wanted) = (database.reader(), BTreeSet::new());
    for contents in contents.chunks(ASKED_AT_ONCE) {
        let places = (1..=contents.len()).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ");
        let statement = format!(
            "SELECT DISTINCT stored_digest FROM hall_file WHERE destroyed_at IS NULL AND stored_digest IN ({places})"
        );
        let values = contents.iter().map(|digest| Value::from(digest.to_string()));
        let statement = Statement::from_sql_and_values(reader.get_database_backend(), statement, values);
        for row in reader.query_all_raw(statement).await? {
            wanted.insert(row.try_get_by_index(0)?);
        }
    }
    Ok(wanted)
}

/// Carries out a statement, so that tests find what no act would leave behind.
#[cfg(test)]
pub(super) async fn execute(database: &Database, statement: &str) {
    database.writer().execute_unprepared(statement).await.expect("the statement is carried out");
}

/// The octets that a statement answers, for tests.
#[cfg(test)]
pub(super) async fn octets(database: &Database, statement: &str) -> Vec<u8> {
    ask(database.reader(), statement).await.expect("octets")
}
