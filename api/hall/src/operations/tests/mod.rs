//! Backups, restores and tidying, on real databases in temporary folders.

mod backing_up;
mod keeping;
mod restoring;

use crate::case_keys::DestroyedKey;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;
use tempfile::TempDir;
use tokio::process::Command;
use uuid::Uuid;

use super::*;
use crate::act::{Act, ActFault, Acts};
use crate::case_keys::CaseKeys;
use crate::clock::{Clocks, RealTime};
use crate::config::Config;
use crate::db::Database;
use crate::files::{Digest, Shelf};
use crate::ids::new_request_id;
use crate::journal::{self, Aggregate, NewEntry, Payload, Sealer};
use crate::policy::Call;
use crate::secrets::{MasterKey, purposes};

/// A house that acts, with its shelf, its exported lists and its master key.
pub(super) struct House {
    pub(super) folder: TempDir,
    pub(super) config: Config,
    pub(super) clocks: Clocks,
    pub(super) database: Database,
    pub(super) acts: Acts,
    pub(super) sealer: Sealer,
    pub(super) shelf: Shelf,
    keys: CaseKeys,
}

impl House {
    pub(super) async fn new() -> Self {
        Self::with_url(String::new()).await
    }

    pub(super) async fn with_url(url: String) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config { data: folder.path().join("data"), ..Config::default() };
        config.database.url = url;
        let master = folder.path().join("master.key");
        MasterKey::create(&master).expect("a key");
        std::fs::create_dir(folder.path().join("export")).expect("made");
        Self::open(folder, config, &master).await
    }

    async fn open(folder: TempDir, config: Config, master: &Path) -> Self {
        let (clocks, key) = (Clocks::of_the_machine(), MasterKey::load(master).expect("the key"));
        let database = Database::open(&config).await.expect("it opens");
        database.migrate().await.expect("it is migrated");
        let sealer = Sealer::new(database.clone(), clocks.clone());
        let sealing = key.purpose(purposes::STORED_ANSWERS);
        let acts = Acts::new(database.clone(), clocks.clone(), sealer.clone(), sealing);
        let shelf = Shelf::open(config.data.join("files"), clocks.real.as_ref()).expect("a shelf");
        let keys = CaseKeys::new(key.purpose(purposes::CASE_KEYS));
        Self { folder, config, clocks, database, acts, sealer, shelf, keys }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn export(&self, name: &str) -> PathBuf {
        self.path("export").join(name)
    }

    pub(super) fn real(&self) -> Arc<dyn RealTime> {
        Arc::clone(&self.clocks.real)
    }

    /// An act on a new case, with a key of its own; the case.
    pub(super) async fn act(&self) -> Uuid {
        let call = Call::of_the_system("test", new_request_id());
        let work = |act: &Act<'_>| record(act);
        self.acts
            .perform_own::<_, ActFault, _>(&call, |act| {
                Box::pin(async move {
                    let case = work(act);
                    self.keys.make(act, case).await?;
                    Ok(case)
                })
            })
            .await
            .expect("it is done")
    }

    pub(super) async fn destroy(&self, case: Uuid) {
        let call = Call::of_the_system("test", new_request_id());
        self.acts
            .perform_own::<_, ActFault, _>(&call, |act| {
                Box::pin(async move {
                    record(act);
                    self.keys.destroy(act, case).await
                })
            })
            .await
            .expect("it is destroyed");
        let key = DestroyedKey { case, destroyed_at: 1 };
        append(&self.export("destroyed-keys.ndjson"), [&key]).expect("it is on the list");
    }

    pub(super) async fn can_read(&self, database: &Database, case: Uuid) -> bool {
        self.keys.of(database.reader(), case).await.is_ok()
    }

    pub(super) async fn upload(&self, content: &[u8]) -> Digest {
        let received = self.shelf.receive_reader(content, 1_000_000).await.expect("it comes in");
        received.keep().await.expect("it is kept")
    }

    pub(super) async fn head(&self) -> JournalHead {
        self.sealer.seal_all().await.expect("it is sealed");
        journal::head(self.database.reader()).await.expect("a head").into()
    }

    pub(super) async fn backup(&self, name: &str) -> Result<BackupReport, BackupFault> {
        let export = self.path("export");
        let source = BackupSource {
            database: &self.database,
            url: &self.config.database.url,
            data: &self.config.data,
            export: &export,
        };
        backup(source, &self.path(name), self.real()).await
    }

    /// A restore of one of its backups into a folder of its own, with exported lists of its own.
    pub(super) fn restoring(&self, backup: &str, elsewhere: &str) -> Restoring {
        Restoring {
            from: self.path(backup),
            config: Config { data: self.path(elsewhere).join("data"), ..self.config.clone() },
            export: self.path(elsewhere).join("export"),
            destroyed_keys: None,
            apart: Vec::new(),
        }
    }

    pub(super) async fn restore(&self, restoring: &Restoring) -> Result<RestoreReport, RestoreFault> {
        restore(restoring.clone(), self.clocks.real.as_ref()).await
    }
}

fn record(act: &Act<'_>) -> Uuid {
    let case = act.new_id();
    act.record(NewEntry {
        aggregate: Aggregate { kind: "test.case", id: case },
        version: 1,
        kind: "test.opened".into(),
        payload_version: 1,
        payload: Payload::Open(json!({})),
        audience: Vec::new(),
    });
    case
}

/// Everything in a folder and below it, as one text of octets.
pub(super) fn octets_below(folder: &Path) -> Vec<u8> {
    let mut octets = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        octets.extend(if path.is_dir() { octets_below(&path) } else { std::fs::read(&path).expect("a file") });
    }
    octets
}

/// The URL of a new, empty database on the server of this run.
pub(super) async fn a_new_postgres_database(name: &str) -> String {
    let server = std::env::var("ZHIQUAN_TEST_POSTGRES").expect("run it through tests/tools/with-postgres.sh");
    let statement = format!("CREATE DATABASE {name}");
    let asked = Command::new("psql").args([&format!("{server}/postgres"), "--command", &statement]).output().await;
    let asked = asked.expect("psql starts");
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    format!("{server}/{name}")
}
