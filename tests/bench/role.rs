//! The house under measure: the real program's parts, in a process of its own, told what to do line by line.
//!
//! It answers each line with one line of JSON and ends with its input.
//!
//! ```text
//! import FILE   imports a file while the follower runs, and waits until every record can be found
//! change FILE   imports a file and does not wait for the index
//! begin FILE    begins an import and does not wait
//! running       whether that import still runs
//! memory        anonymous memory
//! accounts      makes the demo accounts
//! multiply N    makes N open cases of the one that there is
//! ```

use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};

use hall::clock::{Clocks, Stopwatch};
use hall::config::Config;
use registry::import::{ImportOutcome, ImportRequest};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use zhiquan::app::App;

use crate::measure::{MemoryWatch, anonymous_memory, millis};
use crate::setting::Outcome;

/// The first argument of a process that plays the house; data folder and database follow.
pub(crate) const ARGUMENT: &str = "--house";

struct House {
    runtime: Runtime,
    app: App,
    running: Option<JoinHandle<Outcome<ImportOutcome>>>,
}

/// Plays the house until the input ends.
pub(crate) fn play(arguments: &[String]) -> Outcome<()> {
    let [_, data, url] = arguments else { return Err("a house needs a data folder and a database".into()) };
    // Settings of the index may be tried out from outside; everything else is as in production.
    let tried = std::env::vars().filter(|(name, _)| name.starts_with("ZHIQUAN_SEARCH_"));
    let mut config = Config { data: PathBuf::from(data), ..Config::load(None, tried)? };
    config.database.url.clone_from(url);
    config.listen = ([127, 0, 0, 1], 0).into();
    config.metrics.listen = String::new();
    // A demonstration on loopback makes its own master key, and nobody is told to ask less often.
    config.demo.enabled = true;
    hall::logs::start(&config.log);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let watch = Stopwatch::start();
    let app = runtime.block_on(App::build(config, Clocks::of_the_machine()))?;
    let built = watch.elapsed();
    let serving = runtime.block_on(zhiquan::command::start(&app))?;
    runtime.block_on(app.index_is_current());
    let ready = watch.elapsed();
    let documents = app.indexing.documents();
    say(&json!({
        "address": serving.address.to_string(),
        "built_ms": millis(built),
        "ready_ms": millis(ready),
        "documents": documents,
    }))?;
    let mut house = House { runtime, app, running: None };
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (word, file) = line.split_once(' ').unwrap_or((&line, ""));
        say(&house.obey(word, Path::new(file))?)?;
    }
    house.runtime.block_on(serving.stop());
    house.runtime.block_on(house.app.database.clone().close())?;
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the line is the answer to the process that asked")]
fn say(value: &Value) -> Outcome<()> {
    println!("{value}");
    Ok(std::io::stdout().flush()?)
}

impl House {
    fn obey(&mut self, word: &str, file: &Path) -> Outcome<Value> {
        match word {
            "import" => self.import(file),
            "change" => {
                let outcome = self.runtime.block_on(imported(self.app.clone(), file.to_owned()))?;
                Ok(json!({ "updated": outcome.counts.updated }))
            }
            "begin" => {
                self.running = Some(self.runtime.spawn(imported(self.app.clone(), file.to_owned())));
                Ok(json!({}))
            }
            "running" => {
                let running = self.running.as_ref().is_some_and(|import| !import.is_finished());
                Ok(json!({ "running": running }))
            }
            "memory" => Ok(json!({ "bytes": anonymous_memory()? })),
            "accounts" => {
                let accounts = self.runtime.block_on(self.app.accounts.make_demo_accounts())?;
                let logins: Vec<&str> = accounts.iter().map(|account| account.login.as_str()).collect();
                Ok(json!({ "logins": logins }))
            }
            "multiply" => self.multiply(file),
            other => Err(format!("the house does not know {other}").into()),
        }
    }

    fn multiply(&self, cases: &Path) -> Outcome<Value> {
        let cases = cases.to_string_lossy().parse()?;
        let database = &self.app.database;
        for statement in crate::board::multiplied(database.backend(), cases) {
            self.runtime.block_on(database.writer().execute_unprepared(&statement))?;
        }
        Ok(json!({}))
    }

    fn import(&self, file: &Path) -> Outcome<Value> {
        let before = anonymous_memory()?;
        let memory = MemoryWatch::start();
        let watch = Stopwatch::start();
        let outcome = self.runtime.block_on(imported(self.app.clone(), file.to_owned()))?;
        let in_database = watch.elapsed();
        self.runtime.block_on(self.app.index_is_current());
        let in_index = watch.elapsed();
        let peak = memory.peak()?;
        let counts = outcome.counts;
        Ok(json!({
            "database_seconds": in_database.as_secs_f64(),
            "seconds": in_index.as_secs_f64(),
            "read": counts.read,
            "inserted": counts.inserted,
            "unchanged": counts.unchanged,
            "rejected": counts.rejected,
            "memory_before": before,
            "memory_peak": peak,
            "memory_after": anonymous_memory()?,
        }))
    }
}

async fn imported(app: App, file: PathBuf) -> Outcome<ImportOutcome> {
    let request = ImportRequest::of(file, "bench");
    let outcome = app.importer.close_to(&app.indexing).import(&request, &|_| {}).await?;
    app.indexing.wake();
    Ok(outcome)
}
