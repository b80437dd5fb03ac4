//! A house for one test.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use domain::hall::Moment;
use hall::clock::{AheadClock, Clocks, MovableClock};
use hall::config::Config;
use hall::secrets::MasterKey;
use poem::Endpoint;
use poem::test::{TestClient, TestResponse};
use registry::import::{ImportOutcome, ImportRequest};
use serde_json::Value;
use tempfile::TempDir;
use zhiquan::app::App;

use crate::Backend;
use crate::people::Administrators;
use crate::process::{Server, zhiquan as program};
use crate::raw::{PATIENCE, eventually};

/// The day on which the tests' clock stands: before the year's last calendar questions, after every demo record.
const TODAY: (i32, u32, u32) = (2026, 11, 23);

/// A house of its own.
pub struct TestApp {
    /// The house.
    pub app: App,
    /// The clock of its moments.
    pub clock: Arc<MovableClock>,
    /// The clock of its real time: the machine's, or ahead of it.
    pub real: Arc<AheadClock>,
    pub(crate) administrators: Administrators,
    client: TestClient<Box<dyn poem::endpoint::DynEndpoint<Output = poem::Response>>>,
    folder: TempDir,
}

/// A house that was ended, with its data.
pub struct StoppedApp {
    /// Its settings.
    pub config: Config,
    clock: Arc<MovableClock>,
    administrators: Administrators,
    folder: TempDir,
}

impl StoppedApp {
    /// Builds it again.
    pub async fn start(self) -> TestApp {
        let built = TestApp::built(self.config, self.clock, self.folder).await;
        TestApp { administrators: self.administrators, ..built }
    }

    /// Starts the program on its data and waits until it is ready.
    pub async fn start_program(&self) -> Server {
        let Config { data, secrets, database, .. } = &self.config;
        let [data, key] = [data, &secrets.master_key].map(|path| path.to_str().expect("a path of the test"));
        let settings = [
            ("ZHIQUAN_LISTEN", "127.0.0.1:0"),
            ("ZHIQUAN_METRICS_LISTEN", ""),
            ("ZHIQUAN_RATES_ENABLED", "false"),
            ("ZHIQUAN_LOG_LEVEL", "warn"),
            ("ZHIQUAN_SEARCH_WRITER_MEMORY_MIB", "32"),
            ("ZHIQUAN_DATABASE_URL", &database.url),
            ("ZHIQUAN_DATA", data),
            ("ZHIQUAN_SECRETS_MASTER_KEY", key),
        ];
        let server = Server::start(&mut program(&["serve"], &settings), self.folder.path().join("log")).await;
        server.ready().await;
        server
    }
}

/// Noon in China on a day.
pub fn china_noon(day: NaiveDate) -> Moment {
    let utc = day.and_hms_opt(4, 0, 0).expect("noon in China").and_utc();
    Moment::from_millis(utc.timestamp_millis()).expect("a day of the calendar")
}

impl TestApp {
    /// Builds one, with nothing in it.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Builds one with other settings.
    pub async fn start_with(adjust: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut config = Config { data: folder.path().join("data"), ..Config::default() };
        config.database.url = Backend::of_this_run().fresh_url().await;
        config.database.connections = 4;
        config.search.writer_memory_mib = 32;
        config.listen = ([127, 0, 0, 1], 0).into();
        config.metrics.listen = String::new();
        config.rates.enabled = false;
        config.journal.checkpoint_pause_ms = 0;
        config.secrets.master_key = folder.path().join("master.key");
        MasterKey::create(&config.secrets.master_key).expect("a master key");
        adjust(&mut config);
        let today = NaiveDate::from_ymd_opt(TODAY.0, TODAY.1, TODAY.2).expect("a day");
        let clock = Arc::new(MovableClock::standing_at(china_noon(today)));
        Self::built(config, clock, folder).await
    }

    async fn built(config: Config, clock: Arc<MovableClock>, folder: TempDir) -> Self {
        let real = Arc::new(AheadClock::default());
        let movable = config.demo.enabled.then(|| Arc::new(AheadClock::default()));
        let clocks = Clocks { moment: Arc::clone(&clock) as Arc<_>, real: Arc::clone(&real) as Arc<_>, movable };
        let app = App::build(config, clocks).await.expect("the house is built");
        let client = TestClient::new(poem::EndpointExt::boxed(app.endpoint()) as Box<_>);
        Self { app, clock, real, administrators: Administrators::default(), client, folder }
    }

    /// Ends this house, lets something happen to its data folder, and builds it again on what is left.
    pub async fn restarted_after(self, happening: impl FnOnce(&Path)) -> Self {
        let stopped = self.stop().await;
        happening(&stopped.config.data);
        stopped.start().await
    }

    /// Ends this house; its data stay.
    pub async fn stop(self) -> StoppedApp {
        let Self { app, clock, client, folder, administrators, .. } = self;
        let config = Config::clone(&app.config);
        drop(client);
        app.followers.let_go().await;
        app.database.clone().close().await.expect("the database closes");
        StoppedApp { config, clock, administrators, folder }
    }

    /// A folder of the test's own.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Moves the clock to noon of a day.
    pub fn move_to(&self, day: &str) {
        self.clock.move_to(china_noon(day.parse().expect("a day")));
    }

    /// Puts a file into the test's folder.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        let mut file = std::fs::File::create(&path).expect("the file is made");
        file.write_all(content.as_ref()).expect("the file is written");
        path
    }

    /// Imports a file; the index has followed when it returns.
    pub async fn import_file(&self, file: &Path) -> ImportOutcome {
        let request = ImportRequest { rejects: Some(self.rejects_of(file)), ..ImportRequest::of(file, "test") };
        let outcome = self.app.importer.import(&request, &|_| {}).await.expect("the import ends well");
        self.follow().await;
        outcome
    }

    /// Imports lines of the published schema, one record each.
    pub async fn import(&self, records: &[Value]) -> ImportOutcome {
        let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
        self.import_file(&self.file("records.ndjson", lines)).await
    }

    /// The file of rejected lines of an import.
    pub fn rejects_of(&self, file: &Path) -> PathBuf {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.folder.path().join(format!("{name}.rejects"))
    }

    /// Lets the index catch up.
    pub async fn follow(&self) {
        self.app.indexing.catch_up().await.expect("the index follows");
    }

    /// Waits until every entry has its place in the chain.
    pub async fn sealed(&self) {
        let database = self.app.database.reader();
        eventually(PATIENCE, "every entry is sealed", async || {
            // Another sealer, or one that was stopped at this instant, may hold the place.
            self.app.sealer.seal_all().await.expect("the database answers");
            let oldest = hall::journal::oldest_unsealed(database).await.expect("the database answers");
            oldest.is_none().then_some(())
        })
        .await;
    }

    /// A GET, by path and query as they stand in a browser's address.
    pub async fn get(&self, path: &str) -> TestResponse {
        self.client.get(path).send().await
    }

    /// The client itself, for what the verbs here do not say.
    pub const fn client(&self) -> &TestClient<impl Endpoint + use<>> {
        &self.client
    }

    /// The JSON of a GET that must succeed.
    pub async fn get_json(&self, path: &str) -> Value {
        let response = self.get(path).await;
        response.assert_status_is_ok();
        response.json().await.value().deserialize()
    }

    /// Searches with these query parameters; the answer must be 200.
    pub async fn search(&self, parameters: &[(&str, &str)]) -> Value {
        let mut request = self.client.get("/api/v1/search");
        for (name, value) in parameters {
            request = request.query(*name, value);
        }
        let response = request.send().await;
        response.assert_status_is_ok();
        response.json().await.value().deserialize()
    }
}
