//! A database of its own for each test: a SQLite file, or a PostgreSQL database cloned from a template of this run.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use hall::config::Config;
use hall::db::Database;
use sea_orm::{ConnectOptions, ConnectionTrait};
use tokio::sync::OnceCell;

/// The database that this run tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// SQLite in a temporary folder.
    Sqlite,
    /// PostgreSQL on the server named by `ZHIQUAN_TEST_POSTGRES`.
    Postgres,
}

static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static NEXT: AtomicU32 = AtomicU32::new(1);
static LEFT_BEHIND: Mutex<Vec<String>> = Mutex::new(Vec::new());

thread_local! {
    static OF_THIS_TEST: RefCell<OfThisTest> = const { RefCell::new(OfThisTest(Vec::new())) };
}

/// The databases of one test. A test has a thread of its own; when that ends, they may go: three hundred databases
/// kept to the end of the run are gigabytes.
struct OfThisTest(Vec<String>);

impl Drop for OfThisTest {
    fn drop(&mut self) {
        LEFT_BEHIND.lock().unwrap_or_else(PoisonError::into_inner).append(&mut self.0);
    }
}

impl Backend {
    /// By `ZHIQUAN_TEST_DB`; SQLite when it is not set.
    pub fn of_this_run() -> Self {
        match std::env::var("ZHIQUAN_TEST_DB").as_deref() {
            Ok("postgres") => Self::Postgres,
            Ok("sqlite") | Err(_) => Self::Sqlite,
            Ok(other) => panic!("ZHIQUAN_TEST_DB is sqlite or postgres, not {other}"),
        }
    }

    /// The URL of a fresh database; empty for SQLite, whose file lies in the data folder.
    pub async fn fresh_url(self) -> String {
        match self {
            Self::Sqlite => String::new(),
            Self::Postgres => {
                let template = TEMPLATE.get_or_init(make_template).await;
                let name = format!("{template}_{}", NEXT.fetch_add(1, Ordering::Relaxed));
                create(&name, &format!(" TEMPLATE {template}")).await;
                format!("{}/{name}", server())
            }
        }
    }

    /// The URL of a new database without a table; empty for SQLite.
    pub async fn empty_url(self) -> String {
        match self {
            Self::Sqlite => String::new(),
            Self::Postgres => {
                let name = format!("empty_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
                create(&name, "").await;
                format!("{}/{name}", server())
            }
        }
    }
}

/// Creates the database `name` for this test, and takes away those of the tests that have ended.
async fn create(name: &str, template: &str) {
    let left = std::mem::take(&mut *LEFT_BEHIND.lock().unwrap_or_else(PoisonError::into_inner));
    for ended in left {
        administer(&format!("DROP DATABASE {ended} WITH (FORCE)")).await;
    }
    administer(&format!("CREATE DATABASE {name}{template}")).await;
    OF_THIS_TEST.with_borrow_mut(|own| own.0.push(name.to_owned()));
}

fn server() -> String {
    std::env::var("ZHIQUAN_TEST_POSTGRES").expect("run PostgreSQL tests through `make test-postgres`")
}

/// A database with the tables of today, from which each test's own is cloned.
async fn make_template() -> String {
    let name = format!("template_{}", std::process::id());
    administer(&format!("CREATE DATABASE {name}")).await;
    let mut config = Config::default();
    config.database.url = format!("{}/{name}", server());
    let database = Database::open(&config).await.expect("the template opens");
    database.migrate().await.expect("the template is migrated");
    database.close().await.expect("the template is let go");
    name
}

async fn administer(statement: &str) {
    let mut options = ConnectOptions::new(format!("{}/postgres", server()));
    options.max_connections(1).sqlx_logging(false);
    let connection = sea_orm::Database::connect(options).await.expect("the test server answers");
    connection.execute_unprepared(statement).await.expect("the statement is carried out");
    connection.close().await.expect("the connection closes");
}
