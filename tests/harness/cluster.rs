//! A PostgreSQL server of a test's own, durable as in production, which the test may ill-treat.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use sea_orm::{ConnectOptions, ConnectionTrait, DbBackend, Statement};
use tempfile::TempDir;
use tokio::process::Command;

/// The server. It is stopped and removed when it is let go.
#[derive(Debug)]
pub struct Cluster {
    folder: TempDir,
    port: u16,
}

impl Cluster {
    /// Starts one on a free port.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        if let Some(user) = user() {
            // The server runs as another user, who must own its folder.
            let status = Command::new("chown").arg(user).arg(folder.path()).status().await;
            assert!(status.expect("chown is a command").success(), "the folder is given away");
        }
        let free = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = free.local_addr().expect("its address").port();
        drop(free);
        let cluster = Self { folder, port };
        let made = ["--username", "zhiquan", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"];
        cluster.run("initdb", &made).await;
        let options = format!("-p {port} -k {} -c listen_addresses=127.0.0.1", cluster.folder.path().display());
        cluster.control(&["start", "--options", &options]).await;
        cluster.say("CREATE DATABASE zhiquan").await;
        cluster
    }

    /// The URL of its database.
    pub fn url(&self) -> String {
        self.url_of("zhiquan")
    }

    fn url_of(&self, database: &str) -> String {
        format!("postgres://zhiquan@127.0.0.1:{}/{database}", self.port)
    }

    /// Kills every process of the server at once, as a crash does, and starts it again on what was durable.
    pub async fn crash_and_start(&self) {
        self.control(&["restart", "--mode", "immediate"]).await;
    }

    /// Ends every connection to its database; how many there were.
    pub async fn end_connections(&self) -> i64 {
        self.say("SELECT COUNT(pg_terminate_backend(pid)) AS n FROM pg_stat_activity WHERE datname = 'zhiquan'").await
    }

    /// Says something to the server as its administrator; the number in the column `n`, where there is one.
    async fn say(&self, statement: &str) -> i64 {
        let mut options = ConnectOptions::new(self.url_of("postgres"));
        options.max_connections(1).sqlx_logging(false);
        let connection = sea_orm::Database::connect(options).await.expect("the server answers");
        let rows = connection.query_all_raw(Statement::from_string(DbBackend::Postgres, statement)).await;
        let rows = rows.expect("the statement is carried out");
        connection.close().await.expect("the connection closes");
        rows.first().and_then(|row| row.try_get("", "n").ok()).unwrap_or_default()
    }

    async fn control(&self, arguments: &[&str]) {
        let log = self.data().join("server.log").display().to_string();
        self.run("pg_ctl", &[arguments, &["--log", &log, "--wait", "--silent"]].concat()).await;
    }

    async fn run(&self, program: &str, arguments: &[&str]) {
        let mut command = self.command(program);
        // What the server inherits must not be a pipe that somebody reads to its end.
        let status = command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status().await;
        assert!(status.expect("the program starts").success(), "{program} {arguments:?}");
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A program of the server, on its data folder and as its user.
    fn command(&self, program: &str) -> Command {
        let bin = std::env::var_os("ZHIQUAN_TEST_PG_BIN").expect("run PostgreSQL tests through `make test-postgres`");
        let program = Path::new(&bin).join(program);
        let mut command = match user() {
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args([OsStr::new("-u"), OsStr::new(&user), OsStr::new("--"), program.as_os_str()]);
                command
            }
            None => Command::new(program),
        };
        command.arg("--pgdata").arg(self.data()).current_dir(self.folder.path());
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.command("pg_ctl").into_std();
        stop.args(["stop", "--mode", "immediate", "--silent"]).stdout(Stdio::null()).stderr(Stdio::null());
        // The folder goes in either case.
        let _stopped = stop.status();
    }
}

/// As whom the server runs; `None`: as oneself.
fn user() -> Option<String> {
    std::env::var("ZHIQUAN_TEST_PG_USER").ok().filter(|user| !user.is_empty())
}
