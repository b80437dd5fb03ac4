//! A desk on a database and a shelf of its own, for the tests of files.

use std::path::{Path, PathBuf};

use domain::hall::OrganisationKind;
use futures_util::{TryStreamExt as _, stream};
use hyper::body::Bytes;
use uuid::Uuid;

use super::{Caps, Examiner, FileDesk, FileFacts, Outcome, Shelf, Upload};
use crate::act::{ActFault, Acts, Answer};
use crate::case_keys::CaseKeys;
use crate::clock::Clocks;
use crate::config::{Config, Files};
use crate::db::Database;
use crate::http::{Fault, Language};
use crate::journal::{self, Sealer};
use crate::policy::{Call, Caller, Facts, Seat, Who, Whose};
use crate::secrets::{MasterKey, purposes};

pub(super) const FIRM: Uuid = Uuid::from_u128(0xa);
pub(super) const OTHER: Uuid = Uuid::from_u128(0xb);

/// A text that nobody else writes.
pub(super) const TEXT: &str = "planted: the secret recipe of the firm\n";

/// A desk with its folder.
pub(super) struct House {
    pub(super) desk: FileDesk,
    pub(super) folder: tempfile::TempDir,
}

/// What an act answered: the status and the file.
#[derive(Debug, PartialEq)]
pub(super) struct Said {
    pub(super) outcome: u16,
    pub(super) id: Uuid,
}

/// The answer with the id alone, which says whether anything is new by its status.
fn shown(file: &FileFacts, outcome: Outcome) -> Answer {
    let id = serde_json::json!(file.id.to_string());
    match outcome {
        Outcome::Made => Answer::created(&id),
        Outcome::Changed => Answer::done(&id),
        Outcome::Unchanged => Answer::done(&id).unchanged(),
    }
}

async fn said(answer: Answer) -> Said {
    let response = poem::IntoResponse::into_response(answer);
    let outcome = response.status().as_u16();
    let id = response.into_body().into_string().await.expect("a body");
    Said { outcome, id: id.trim_matches('"').parse().expect("an id") }
}

pub(super) fn call(organisation: Uuid, if_match: Option<i32>) -> Call {
    let seat = Seat { organisation, kind: OrganisationKind::Enterprise, roles: [].into(), hindrance: None };
    let who = Who::Person { id: Uuid::from_u128(1), session: Uuid::from_u128(2), second_factor: false };
    Call::new(Facts {
        caller: Caller { who, seat: Some(seat), mandate: None },
        operation: "uploadFile".into(),
        whose: Whose::OwnOrganisation,
        request_id: "r1".into(),
        language: Language::Chinese,
        idempotency: None,
        if_match,
        address: None,
    })
}

pub(super) fn named(name: &str) -> Upload {
    Upload { name: name.into(), ..Upload::default() }
}

pub(super) fn private(name: &str) -> Upload {
    Upload { private: true, ..named(name) }
}

impl House {
    pub(super) async fn new() -> Self {
        Self::with(Files { max_octets: 1 << 20, stall_timeout_ms: 10_000 }).await
    }

    pub(super) async fn with(limits: Files) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let config = Config { data: folder.path().join("data"), ..Config::default() };
        let database = Database::open(&config).await.expect("a database");
        database.migrate().await.expect("the tables");
        let clocks = Clocks::of_the_machine();
        let master = MasterKey::create(&folder.path().join("master.key")).expect("a master key");
        let shelf = Shelf::open(config.data.join("files"), clocks.real.as_ref()).expect("a shelf");
        let sealer = Sealer::new(database.clone(), clocks.clone());
        let acts = Acts::new(database, clocks, sealer, master.purpose(purposes::STORED_ANSWERS));
        let keys = CaseKeys::new(master.purpose(purposes::CASE_KEYS));
        let desk = FileDesk::new(acts, shelf, Examiner::new(Caps::default(), 2), keys, limits);
        Self { desk, folder }
    }

    pub(super) async fn try_upload(
        &self,
        of: Uuid,
        content: &str,
        upload: &Upload,
    ) -> Result<Said, (u16, &'static str)> {
        let pieces: Vec<_> = content.as_bytes().chunks(7).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        match self.desk.upload(&call(of, None), stream::iter(pieces), upload, shown).await {
            Ok(answer) => Ok(said(answer).await),
            Err(fault) => Err(code(fault)),
        }
    }

    pub(super) async fn upload(&self, of: Uuid, content: &str, upload: &Upload) -> Said {
        self.try_upload(of, content, upload).await.expect("it is taken")
    }

    pub(super) async fn destroy(&self, of: Uuid, id: Uuid, seen: i32) -> Result<u16, (u16, &'static str)> {
        match self.desk.destroy(&call(of, Some(seen)), id, shown).await {
            Ok(answer) => Ok(said(answer).await.outcome),
            Err(fault) => Err(code(fault)),
        }
    }

    pub(super) async fn read(&self, of: Uuid, id: Uuid) -> Result<String, (u16, &'static str)> {
        let file = self.desk.find(&call(of, None), id).await.map_err(code)?;
        let pieces: Vec<Bytes> = self.desk.content(&file).await.map_err(code)?.try_collect().await.expect("whole");
        Ok(String::from_utf8(pieces.concat()).expect("a text"))
    }

    /// The kinds and facts of everything in the journal.
    pub(super) async fn journal(&self) -> Vec<(String, serde_json::Value)> {
        let entries = journal::read(self.desk.acts.database().reader(), 0, 100).await.expect("the journal");
        entries.into_iter().map(|sealed| (sealed.entry.kind.clone(), sealed.entry.facts())).collect()
    }

    pub(super) fn blobs(&self) -> usize {
        self.desk.shelf.digests().expect("the shelf").count()
    }

    /// The files under the data folder in which these octets stand.
    pub(super) fn holding(&self, octets: &[u8]) -> Vec<PathBuf> {
        let holds =
            |path: &PathBuf| std::fs::read(path).expect("a file").windows(octets.len()).any(|window| window == octets);
        files_under(self.folder.path()).into_iter().filter(holds).collect()
    }
}

fn code(fault: ActFault) -> (u16, &'static str) {
    let fault = Fault::from(fault);
    (fault.http_status().as_u16(), fault.code())
}

pub(super) fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files_under(&path) } else { vec![path] }).collect()
}
