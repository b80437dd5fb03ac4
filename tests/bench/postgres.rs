//! PostgreSQL's `tsvector` with a GIN index, over its own protocol.

use sea_orm::sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, Row as _, query, query_scalar};
use tokio::runtime::Runtime;

use crate::peers::{Peer, Row, cut};
use crate::questions::Question;
use crate::setting::Outcome;

const DATABASE: &str = "peer";

const TABLE: &str = "
    CREATE TABLE docs (
        id bigint PRIMARY KEY, number text, title text, kind text, right_kind text, status text, ipc text, region text,
        year integer, filing_on text, words tsvector
    )";

const INSERT: &str = "
    INSERT INTO docs
    SELECT id, number, title, kind, right_kind, status, ipc, region, year, filing_on,
        setweight(to_tsvector('simple', title_words), 'A') || to_tsvector('simple', other_words)
    FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
        $9::integer[], $10::text[], $11::text[], $12::text[])
        AS r (id, number, title, kind, right_kind, status, ipc, region, year, filing_on, title_words, other_words)";

const FACETS: &str = "
    WITH found AS MATERIALIZED (
        SELECT kind, right_kind, status, left(ipc, 1) AS section, region, year FROM docs WHERE words @@ $1::tsquery
    )
    SELECT kind AS value, count(*) FROM found GROUP BY kind
    UNION ALL SELECT right_kind, count(*) FROM found GROUP BY right_kind
    UNION ALL SELECT status, count(*) FROM found GROUP BY status
    UNION ALL SELECT section, count(*) FROM found GROUP BY section
    UNION ALL SELECT region, count(*) FROM found GROUP BY region
    UNION ALL SELECT year::text, count(*) FROM found GROUP BY year";

const BEST: &str =
    "SELECT number, title FROM docs WHERE words @@ $1::tsquery ORDER BY ts_rank(words, $1::tsquery) DESC LIMIT 10";

const TOTAL: &str = "SELECT count(*) FROM docs WHERE words @@ $1::tsquery";

const BEST_FILTERED: &str = "
    SELECT number, title FROM docs WHERE words @@ $1::tsquery AND ipc LIKE $2 AND filing_on BETWEEN $3 AND $4
    ORDER BY ts_rank(words, $1::tsquery) DESC LIMIT 10";

const TOTAL_FILTERED: &str =
    "SELECT count(*) FROM docs WHERE words @@ $1::tsquery AND ipc LIKE $2 AND filing_on BETWEEN $3 AND $4";

/// A connection to a database of its own.
pub(crate) struct Postgres {
    runtime: Runtime,
    connection: PgConnection,
}

impl Postgres {
    pub(crate) fn create(server: &str) -> Outcome<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let connection = runtime.block_on(async {
            let mut administrator = PgConnection::connect(&format!("{server}/postgres")).await?;
            administrator.execute("CREATE DATABASE peer").await?;
            administrator.close().await?;
            let mut connection = PgConnection::connect(&format!("{server}/{DATABASE}")).await?;
            connection.execute(TABLE).await?;
            Ok::<_, sea_orm::sqlx::Error>(connection)
        })?;
        Ok(Self { runtime, connection })
    }
}

/// The URL of a new database.
pub(crate) fn fresh(server: &str, name: &str) -> Outcome<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut administrator = PgConnection::connect(&format!("{server}/postgres")).await?;
        administrator.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await?;
        administrator.close().await
    })?;
    Ok(format!("{server}/{name}"))
}

/// Bytes of the database that a URL names.
pub(crate) async fn size(url: &str) -> Outcome<u64> {
    let mut connection = PgConnection::connect(url).await?;
    let bytes: i64 = query_scalar("SELECT pg_database_size(current_database())").fetch_one(&mut connection).await?;
    connection.close().await?;
    Ok(u64::try_from(bytes)?)
}

/// The words of a question in the language of `tsquery`: each in quotes, those of a phrase one behind the other.
fn expression(question: &Question) -> String {
    let joined = |text: &str, by: &str| {
        let words: Vec<String> = cut(text).split(' ').map(|word| format!("'{word}'")).collect();
        words.join(by)
    };
    let mut parts: Vec<String> = question.words.iter().map(|word| joined(word, " & ")).collect();
    parts.extend(question.phrase.iter().map(|phrase| joined(phrase, " <-> ")));
    parts.join(" & ")
}

impl Peer for Postgres {
    fn name(&self) -> &'static str {
        "PostgreSQL tsvector"
    }

    fn load(&mut self, rows: &[Row]) -> Outcome<()> {
        fn column<T>(rows: &[Row], of: impl Fn(&Row) -> T) -> Vec<T> {
            rows.iter().map(of).collect()
        }
        let insert = query(INSERT)
            .bind(column(rows, |row| row.id))
            .bind(column(rows, |row| row.number.clone()))
            .bind(column(rows, |row| row.title.clone()))
            .bind(column(rows, |row| row.kind))
            .bind(column(rows, |row| row.right_kind))
            .bind(column(rows, |row| row.status))
            .bind(column(rows, |row| row.ipc.clone()))
            .bind(column(rows, |row| row.region.clone()))
            .bind(column(rows, |row| row.year))
            .bind(column(rows, |row| row.filing_on.clone()))
            .bind(column(rows, |row| row.title_words.clone()))
            .bind(column(rows, |row| row.other_words.clone()));
        self.runtime.block_on(insert.execute(&mut self.connection))?;
        Ok(())
    }

    fn finish(&mut self) -> Outcome<()> {
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            connection.execute("SET maintenance_work_mem = '512MB'").await?;
            connection.execute("CREATE INDEX docs_words ON docs USING gin (words) WITH (fastupdate = off)").await?;
            connection.execute("VACUUM ANALYZE docs").await?;
            connection.execute("SET work_mem = '256MB'").await
        })?;
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
