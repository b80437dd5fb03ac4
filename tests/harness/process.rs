//! The program itself as a process of its own, as an operator starts it.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use hall::secrets::MasterKey;
use tempfile::TempDir;

use crate::raw::{Answer, PATIENCE, eventually, get};

/// The longest that a start may take on a busy machine.
const START: Duration = Duration::from_secs(60);

static BUILT: OnceLock<PathBuf> = OnceLock::new();

/// The program beside the test binary, built so that it is never an older one than the library under test.
fn program() -> &'static Path {
    BUILT.get_or_init(|| {
        let this = std::env::current_exe().expect("the test binary has a path");
        let folder = this.parent().and_then(Path::parent).expect("it lies in deps of a profile");
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build.args(["build", "--workspace", "--bins", "--quiet"]).current_dir(repository());
        if folder.file_name().is_some_and(|profile| profile == "release") {
            build.arg("--release");
        }
        assert!(build.status().expect("cargo starts").success(), "the program is built");
        folder.join("zhiquan")
    })
}

/// The top of the source tree.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this package lies in the repository")
}

/// The folder of the small demo records.
pub fn small_records() -> PathBuf {
    repository().join("tests/data/small")
}

/// A command of the program, with settings of its own only: nothing comes from the environment of the test run.
pub fn zhiquan(arguments: &[&str], settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(program());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("ZHIQUAN_")) {
        command.env_remove(name);
    }
    command.args(arguments).envs(settings.iter().copied()).stdin(Stdio::null());
    command
}

/// Runs a command that ends by itself.
pub async fn run(arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let mut command = zhiquan(arguments, settings);
    let running = tokio::task::spawn_blocking(move || command.output().expect("the program starts"));
    tokio::time::timeout(START, running).await.expect("the command ends").expect("its output is read")
}

/// What a failed command says at its end, after the checks that hold for each: exit code 1 and no panic.
pub fn sentence_of_failure(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(!said.contains("panicked") && !said.contains("RUST_BACKTRACE"), "{said}");
    let place = said.rfind("zhiquan: ").unwrap_or_else(|| panic!("nothing is said: {said}"));
    said[place..].to_owned()
}

/// A server as a process. It is killed when it is let go.
#[derive(Debug)]
pub struct Server {
    child: Child,
    log: PathBuf,
    /// The address of the API.
    pub address: SocketAddr,
}

/// A folder for servers that are started one after the other.
#[derive(Debug)]
pub struct Home {
    folder: TempDir,
    database: String,
}

impl Home {
    /// An empty one with a database of its own.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        MasterKey::create(&folder.path().join("master.key")).expect("a master key");
        Self { folder, database: crate::Backend::of_this_run().fresh_url().await }
    }

    /// A path inside.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The settings of a server at home: loopback, any free port, no figures.
    pub fn settings(&self) -> Vec<(String, String)> {
        let settings = [
            ("ZHIQUAN_LISTEN", "127.0.0.1:0"),
            ("ZHIQUAN_METRICS_LISTEN", ""),
            ("ZHIQUAN_DATABASE_URL", self.database.as_str()),
            ("ZHIQUAN_SEARCH_WRITER_MEMORY_MIB", "32"),
        ];
        let mut settings: Vec<_> = settings.map(|(name, value)| (name.into(), value.into())).into();
        settings.push(("ZHIQUAN_DATA".into(), self.path("data").display().to_string()));
        settings.push(("ZHIQUAN_SECRETS_MASTER_KEY".into(), self.path("master.key").display().to_string()));
        settings
    }

    /// Starts a server and waits until it says its address.
    pub async fn start(&self, arguments: &[&str], more: &[(&str, &str)]) -> Server {
        let own = self.settings();
        let settings: Vec<_> = own.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let mut command = zhiquan(arguments, &[settings.as_slice(), more].concat());
        self.start_as(&mut command).await
    }

    /// Starts a server by a command of one's own.
    pub async fn start_as(&self, command: &mut Command) -> Server {
        Server::start(command, self.path("log")).await
    }

    /// Starts a server and waits until it is ready.
    pub async fn start_ready(&self, arguments: &[&str], more: &[(&str, &str)]) -> Server {
        let server = self.start(arguments, more).await;
        server.ready().await;
        server
    }
}

impl Server {
    /// Starts one by a command and waits until it says its address.
    pub async fn start(command: &mut Command, log: PathBuf) -> Self {
        let to_log = File::create(&log).expect("the log is made");
        let child = command.stdout(Stdio::null()).stderr(to_log).spawn().expect("the program starts");
        let mut server = Self { child, log, address: ([127, 0, 0, 1], 0).into() };
        server.address = eventually(START, "the address", async || {
            assert!(server.exit().is_none(), "it ended: {}", server.said());
            let said = server.said();
            let rest = said.split_once("listens on http://")?.1;
            rest.lines().next().filter(|_| rest.contains('\n'))?.parse().ok()
        })
        .await;
        server
    }

    /// Lets it run for a while, in which it must not end by itself.
    pub async fn runs_for(&mut self, long: Duration) {
        let ending = eventually(PATIENCE, "its end", async || self.exit());
        let ended = tokio::time::timeout(long, ending).await;
        assert!(ended.is_err(), "it ended by itself: {ended:?} {}", self.said());
    }

    /// Waits until it is ready; every answer before that, and the one that says so.
    pub async fn ready(&self) -> Vec<Answer> {
        let mut answers = Vec::new();
        eventually(START, "readiness", async || {
            answers.push(get(self.address, "/readyz").await);
            answers.last().filter(|answer| answer.status == 200).map(|_| ())
        })
        .await;
        answers
    }

    /// What it has said so far on standard error.
    pub fn said(&self) -> String {
        std::fs::read(&self.log).map(|said| String::from_utf8_lossy(&said).into_owned()).unwrap_or_default()
    }

    /// Waits until it has said something.
    pub async fn says(&self, words: &str) {
        eventually(PATIENCE, words, async || self.said().contains(words).then_some(())).await;
    }

    /// Sends it a signal, by name.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status();
        assert!(sent.expect("kill is a command").success(), "the process is there");
    }

    /// How it ended, if it has.
    pub fn exit(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("a child can be waited for")
    }

    /// Waits until it has ended.
    pub async fn ended_within(&mut self, limit: Duration) -> ExitStatus {
        eventually(limit, "the end of the process", async || self.exit()).await
    }

    /// Its anonymous memory in KiB: what it has allocated, without mapped files.
    pub fn anonymous_memory_kib(&self) -> u64 {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("the process is there");
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).expect("Linux tells it");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already; it must be reaped in either case.
        let _gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}
