//! SQLite FTS5 in this process, on the very SQLite that the house is linked with.

use std::path::Path;

use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{Connection as _, Executor as _, Row as _, SqliteConnection, query, query_scalar};
use tokio::runtime::Runtime;

use crate::peers::{Peer, Row, cut};
use crate::questions::Question;
use crate::setting::Outcome;

const TABLES: &str = "
    CREATE TABLE docs (
        id INTEGER PRIMARY KEY, number TEXT, title TEXT, kind TEXT, right_kind TEXT, status TEXT, ipc TEXT,
        region TEXT, year INTEGER, filing_on TEXT
    );
    CREATE VIRTUAL TABLE texts USING fts5(title, other, content = '', tokenize = 'unicode61');
";

const BEST: &str = "
    SELECT docs.number, docs.title FROM (SELECT rowid FROM texts WHERE texts MATCH ?1 ORDER BY rank LIMIT 10) AS best
    JOIN docs ON docs.id = best.rowid";

const TOTAL: &str = "SELECT count(*) FROM texts WHERE texts MATCH ?1";

const BEST_FILTERED: &str = "
    SELECT docs.number, docs.title FROM texts JOIN docs ON docs.id = texts.rowid
    WHERE texts MATCH ?1 AND docs.ipc LIKE ?2 AND docs.filing_on BETWEEN ?3 AND ?4 ORDER BY rank LIMIT 10";

const TOTAL_FILTERED: &str = "
    SELECT count(*) FROM texts JOIN docs ON docs.id = texts.rowid
    WHERE texts MATCH ?1 AND docs.ipc LIKE ?2 AND docs.filing_on BETWEEN ?3 AND ?4";

const FACETS: &str = "
    WITH found AS MATERIALIZED (
        SELECT docs.* FROM texts JOIN docs ON docs.id = texts.rowid WHERE texts MATCH ?1
    )
    SELECT kind AS value, count(*) FROM found GROUP BY kind
    UNION ALL SELECT right_kind, count(*) FROM found GROUP BY right_kind
    UNION ALL SELECT status, count(*) FROM found GROUP BY status
    UNION ALL SELECT substr(ipc, 1, 1), count(*) FROM found GROUP BY substr(ipc, 1, 1)
    UNION ALL SELECT region, count(*) FROM found GROUP BY region
    UNION ALL SELECT year, count(*) FROM found GROUP BY year";

/// A connection of its own.
pub(crate) struct Sqlite {
    runtime: Runtime,
    connection: SqliteConnection,
}

impl Sqlite {
    pub(crate) fn create(file: &Path) -> Outcome<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Off)
            .pragma("cache_size", "-1048576")
            .pragma("mmap_size", "8589934592");
        let mut connection = runtime.block_on(SqliteConnection::connect_with(&options))?;
        runtime.block_on(connection.execute(TABLES))?;
        Ok(Self { runtime, connection })
    }
}

/// The words of a question in the language of FTS5: each in quotes, a phrase in one pair of them.
fn expression(question: &Question) -> String {
    let quoted = |text: &str| format!("\"{text}\"");
    let words = question.words.iter().map(|word| cut(word));
    let mut parts: Vec<String> = words.flat_map(|words| words.split(' ').map(quoted).collect::<Vec<_>>()).collect();
    parts.extend(question.phrase.iter().map(|phrase| quoted(&cut(phrase))));
    parts.join(" ")
}

impl Peer for Sqlite {
    fn name(&self) -> &'static str {
        "SQLite FTS5"
    }

    fn load(&mut self, rows: &[Row]) -> Outcome<()> {
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            let mut transaction = connection.begin().await?;
            for row in rows {
                query("INSERT INTO docs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .bind(row.id)
                    .bind(&row.number)
                    .bind(&row.title)
                    .bind(row.kind)
                    .bind(row.right_kind)
                    .bind(row.status)
                    .bind(&row.ipc)
                    .bind(&row.region)
                    .bind(row.year)
                    .bind(&row.filing_on)
                    .execute(&mut *transaction)
                    .await?;
                query("INSERT INTO texts (rowid, title, other) VALUES (?, ?, ?)")
                    .bind(row.id)
                    .bind(&row.title_words)
                    .bind(&row.other_words)
                    .execute(&mut *transaction)
                    .await?;
            }
            transaction.commit().await?;
            Ok(())
        })
    }

    fn finish(&mut self) -> Outcome<()> {
        let optimise = "INSERT INTO texts (texts) VALUES ('optimize'); ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);";
        self.runtime.block_on(self.connection.execute(optimise))?;
        Ok(())
    }

    fn ask(&mut self, question: &Question, facets: bool) -> Outcome<u64> {
        let expression = expression(question);
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            let total: i64 = if let Some(filter) = &question.filter {
                let ipc = format!("{}%", filter.ipc);
                let (from, to) = (filter.from.to_string(), filter.to.to_string());
                let best = query(BEST_FILTERED).bind(&expression).bind(&ipc).bind(&from).bind(&to);
                best.fetch_all(&mut *connection).await?;
                let total = query_scalar(TOTAL_FILTERED).bind(&expression).bind(&ipc).bind(&from).bind(&to);
                total.fetch_one(&mut *connection).await?
            } else {
                query(BEST).bind(&expression).fetch_all(&mut *connection).await?;
                query_scalar(TOTAL).bind(&expression).fetch_one(&mut *connection).await?
            };
            if facets {
                for count in query(FACETS).bind(&expression).fetch_all(&mut *connection).await? {
                    let _count: i64 = count.try_get(1)?;
                }
            }
            Ok(u64::try_from(total)?)
        })
    }
}
