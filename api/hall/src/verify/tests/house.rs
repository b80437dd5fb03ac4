//! A journal with its witness, and cases whose rows lie in memory.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;
use uuid::Uuid;

use super::store::without_rooms;
use crate::act::{Act, ActFault, Acts, Case, Replay, ReplayOf, Stored};
use crate::clock::Clocks;
use crate::config::Config;
use crate::db::{Database, Snapshot};
use crate::followers::Followers;
use crate::journal::{Export, Sealer, Witness};
use crate::policy::Call;
use crate::readiness::Readiness;
use crate::secrets::{MasterKey, purposes};
use crate::signing_keys::SigningKeys;
use crate::verify::{CaseRow, CaseRows, Findings, verify};

/// A case that counts. The organisation of its own id hears of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Counted {
    pub(crate) sum: i64,
}

impl Case for Count {
    const KIND: &'static str = "tests.count";
    type State = Counted;
    type Event = i64;

    fn apply(state: Option<Counted>, event: &i64) -> Counted {
        Counted { sum: state.map_or(0, |state| state.sum) + event }
    }

    fn name(_: &i64) -> &'static str {
        "added"
    }

    fn audience(id: Uuid, _: &Counted) -> Vec<Uuid> {
        vec![id]
    }
}

/// The rows of the cases.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows(pub(crate) Arc<Mutex<BTreeMap<Uuid, CaseRow>>>);

#[async_trait]
impl CaseRows for Rows {
    fn tables(&self) -> &'static [&'static str] {
        &["tests_count", "hall_calendar"]
    }

    async fn page(&self, _: &Snapshot, after: Option<Uuid>, limit: u64) -> Result<Vec<CaseRow>, ActFault> {
        let rows = self.0.lock().expect("the rows");
        let behind = rows.values().filter(|row| after.is_none_or(|after| row.id > after));
        Ok(behind.take(usize::try_from(limit).expect("a page")).cloned().collect())
    }
}

/// A journal and what follows it.
pub(crate) struct House {
    pub(crate) folder: TempDir,
    pub(crate) database: Database,
    pub(crate) acts: Acts,
    pub(crate) sealer: Sealer,
    pub(crate) export: Export,
    pub(crate) rows: Rows,
    followers: Followers,
}

pub(crate) async fn database_in(folder: &Path) -> Database {
    let config = Config { data: folder.to_owned(), ..Config::default() };
    let database = Database::open(&config).await.expect("a database");
    database.migrate().await.expect("tables");
    without_rooms(&database).await;
    database
}

impl House {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = database_in(folder.path()).await;
        Self::on(folder, database).await
    }

    async fn on(folder: TempDir, database: Database) -> Self {
        let clocks = Clocks::of_the_machine();
        let master = MasterKey::create(&folder.path().join("master.key")).expect("a key");
        let sealer = Sealer::new(database.clone(), clocks.clone());
        let answers = master.purpose(purposes::STORED_ANSWERS);
        let acts = Acts::new(database.clone(), clocks.clone(), sealer.clone(), answers);
        let signing = master.purpose(purposes::SIGNING_KEYS);
        let keys = SigningKeys::open(database.clone(), clocks.clone(), signing).await.expect("a ring");
        let export = Export::in_folder(&folder.path().join("journal"));
        let witness = Witness::new(database.clone(), clocks, keys, export.clone(), Duration::ZERO);
        let followers = Followers::new(acts.clone(), sealer.clone(), Readiness::default(), vec![Arc::new(witness)]);
        Self { folder, database, acts, sealer, export, rows: Rows::default(), followers }
    }

    /// Adds to the count of this number.
    pub(crate) async fn add(&self, number: u128, more: i64) {
        let (id, rows) = (Uuid::from_u128(number), &self.rows);
        let call = Call::of_the_system("tests", "request".into());
        let done = self.acts.perform_own::<_, ActFault, _>(&call, |act| {
            Box::pin(async move {
                rows.add(act, id, more);
                Ok(())
            })
        });
        done.await.expect("recorded");
        self.sealer.seal_all().await.expect("sealed");
    }

    /// Lets the witness sign.
    pub(crate) async fn sign(&self) -> Result<(), ActFault> {
        self.followers.catch_up().await
    }

    /// Verifies this journal.
    pub(crate) async fn verify(&self) -> Findings {
        self.verify_other(&self.database).await
    }

    /// Verifies what was put in the journal's place.
    pub(crate) async fn verify_other(&self, database: &Database) -> Findings {
        let replay: Box<dyn Replay> = Box::new(ReplayOf::<Count>::default());
        let now = self.acts.clocks().real.now_millis();
        let cases = vec![(replay, Box::new(self.rows.clone()) as Box<dyn CaseRows>)];
        verify(database, &self.export, cases, Vec::new(), now).await.expect("verified")
    }

    /// What is found, as people read it: places and English sentences.
    pub(crate) async fn found(&self) -> Vec<String> {
        said(&self.verify().await)
    }
}

pub(crate) fn said(findings: &Findings) -> Vec<String> {
    let said = |finding: &crate::verify::Finding| {
        format!("{}: {}", finding.place, finding.said.in_language(crate::http::Language::English))
    };
    findings.found.iter().map(said).collect()
}

impl Rows {
    fn add(&self, act: &Act<'_>, id: Uuid, more: i64) {
        let mut rows = self.0.lock().expect("the rows");
        let stored = match rows.get(&id) {
            Some(row) => {
                let stored = Stored::<Count>::of_row("tests_count", id, row.version, &row.body).expect("a state");
                stored.after(act, &[more])
            }
            None => Stored::<Count>::begun(act, id, &[more]).expect("an event"),
        };
        let row = CaseRow { id, version: stored.version, body: stored.body(), ..CaseRow::default() };
        rows.insert(id, row);
    }
}
