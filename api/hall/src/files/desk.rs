//! What is done with files: taken in, found, opened, destroyed.

use std::io;
use std::sync::Arc;

use futures_util::Stream;
use hyper::body::Bytes;
use serde_json::json;
use tokio::sync::RwLock;
use tracing::Instrument as _;
use uuid::Uuid;

use super::flow::{self, Outgoing, in_time};
use super::store::{self, Kept, inconsistent};
use super::{Digest, Examiner, FileFacts, Received, Shelf, ShelfFault, file_label, problems};
use crate::act::{Act, ActFault, Acts, Answer};
use crate::case_keys::CaseKeys;
use crate::config::Files;
use crate::http::Fault;
use crate::ids::new_id;
use crate::journal::{Aggregate, NewEntry, Payload};
use crate::policy::Call;
use crate::secrets::{CaseKey, SealingWriter};

/// Takes files in and gives them out. Clones share everything.
#[derive(Debug, Clone)]
pub struct FileDesk {
    pub(super) acts: Acts,
    pub(super) shelf: Shelf,
    examiner: Examiner,
    case_keys: CaseKeys,
    limits: Files,
    /// Held together by those who keep a content and then its row; alone by whoever removes a content that no row wants.
    pub(super) keeping: Arc<RwLock<()>>,
}

/// What a caller says of the content he sends.
#[derive(Debug, Clone, Default)]
pub struct Upload {
    /// The name he gave it.
    pub name: String,
    /// Whether it is to be sealed under a key of its own.
    pub private: bool,
    /// The type that he says it has.
    pub media_type: Option<String>,
    /// The SHA-256 that he says it has, in hexadecimal digits.
    pub sha256: Option<String>,
    /// The length that he says it has.
    pub octets: Option<u64>,
}

/// What an act did to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The file is new.
    Made,
    /// The file was changed.
    Changed,
    /// It is as it was.
    Unchanged,
}

/// How a file is shown in the answer to an act.
pub type AnswerOf = fn(&FileFacts, Outcome) -> Answer;

/// A content that was taken, before it is on the shelf.
struct Taken {
    content: Received,
    file: Kept,
    label: String,
    key: Option<Arc<CaseKey>>,
}

impl FileDesk {
    /// The desk with its shelf, its examiner and its limits.
    pub fn new(acts: Acts, shelf: Shelf, examiner: Examiner, case_keys: CaseKeys, limits: Files) -> Self {
        Self { acts, shelf, examiner, case_keys, limits, keeping: Arc::default() }
    }

    /// Takes a file in for the organisation of the call. An open one that is there already is answered as it is.
    ///
    /// # Errors
    /// What is wrong with the content, 413, 408, 400 where it broke off, 503 where no room is left, or the database's.
    pub async fn upload<S>(
        &self,
        call: &Call,
        content: S,
        upload: &Upload,
        answer: AnswerOf,
    ) -> Result<Answer, ActFault>
    where
        S: Stream<Item = io::Result<Bytes>> + Send,
    {
        let taken = self.take(call, content, upload).await?;
        let (desk, call) = (self.clone(), call.clone());
        to_the_end(async move { desk.keep(&call, taken, answer).await }).await
    }

    async fn take<S>(&self, call: &Call, content: S, upload: &Upload) -> Result<Taken, ActFault>
    where
        S: Stream<Item = io::Result<Bytes>> + Send,
    {
        let organisation = call.organisation().ok_or(ActFault::NotFound)?;
        let said = upload.sha256.as_ref().map(|digits| digits.to_ascii_lowercase().parse::<Digest>());
        let said = said.transpose().map_err(|_| problems::no_digest())?;
        let limit = self.limits.max_octets;
        if upload.octets.is_some_and(|octets| octets > limit) {
            return Err(ShelfFault::TooLarge { limit }.into());
        }
        let content = self.shelf.receive(in_time(content, self.limits.stall_timeout()), limit).await?;
        if said.is_some_and(|said| said != content.digest) {
            return Err(problems::digest_mismatch());
        }
        let kind = self.examiner.examine(content.path(), &content.head, upload.media_type.as_deref()).await?;
        let label = file_label(&upload.name);
        let mut file = Kept {
            id: new_id(self.acts.clocks().real.as_ref()),
            organisation: Some(organisation),
            digest: content.digest,
            octets: content.bytes,
            kind,
            name: label.clone().into_bytes(),
            case_key: None,
            created: 0,
            destroyed: None,
            version: 1,
        };
        if !upload.private {
            return Ok(Taken { content, file, label, key: None });
        }
        let key = Arc::new(CaseKey::generate());
        file.case_key = Some(file.id);
        file.name = key.seal(label.as_bytes(), &name_of(file.id));
        let content = self.sealed(content, Arc::clone(&key), file.id).await?;
        file.digest = content.digest;
        Ok(Taken { content, file, label, key: Some(key) })
    }

    /// A content sealed under a key. The plain one is gone when this returns.
    async fn sealed(&self, plain: Received, key: Arc<CaseKey>, id: Uuid) -> Result<Received, ShelfFault> {
        let seal = move |to: &mut dyn io::Write| {
            let plain = plain;
            let mut writer = SealingWriter::new(to, &key, &content_of(id))?;
            io::copy(&mut std::fs::File::open(plain.path())?, &mut writer)?;
            writer.finish().map(|_| ())
        };
        self.shelf.receive_written(seal).await
    }

    /// Lays a content on the shelf and writes its row.
    async fn keep(&self, call: &Call, taken: Taken, answer: AnswerOf) -> Result<Answer, ActFault> {
        let Taken { content, file, label, key } = taken;
        let keeping = self.keeping.read().await;
        let digest = content.keep().await?;
        let kept = self
            .acts
            .perform::<ActFault, _>(call, |act| {
                let (file, label, key) = (&file, &label, key.as_deref());
                Box::pin(async move { self.write(act, file, label, key, answer).await })
            })
            .await;
        drop(keeping);
        if kept.is_err() {
            self.let_go(&digest).await;
        }
        kept
    }

    async fn write(
        &self,
        act: &Act<'_>,
        file: &Kept,
        label: &str,
        key: Option<&CaseKey>,
        answer: AnswerOf,
    ) -> Result<Answer, ActFault> {
        if let Some(key) = key {
            self.case_keys.keep(act, file.id, key).await?;
        } else if let Some(known) = store::same(act.transaction(), file).await? {
            return Ok(answer(&facts(&known, Some(label.to_owned()))?, Outcome::Unchanged));
        }
        let file = Kept { created: act.moment().millis(), ..file.clone() };
        store::insert(act.transaction(), &file, &act.call().actor()).await?;
        act.record(entry(
            &file,
            "files.file_uploaded",
            json!({
                "id": file.id,
                "sha256": file.digest.to_string(),
                "octets": file.octets,
                "kind": file.kind.extension(),
                "private": file.case_key.is_some(),
            }),
        ));
        Ok(answer(&facts(&file, Some(label.to_owned()))?, Outcome::Made))
    }

    /// A file that the caller may see, destroyed or not.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], or the database's.
    pub async fn find(&self, call: &Call, id: Uuid) -> Result<FileFacts, ActFault> {
        let file = store::visible(self.acts.database().reader(), call, id).await?;
        let mut named = self.named(vec![file]).await?;
        named.pop().ok_or(ActFault::NotFound)
    }

    /// A page of the files that the caller may see, the newest first, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub async fn page(&self, call: &Call, before: Option<Uuid>, limit: u64) -> Result<(Vec<FileFacts>, u64), ActFault> {
        let reader = self.acts.database().reader();
        let (files, total) = store::page(reader, call.confined_to(), before, limit).await?;
        Ok((self.named(files).await?, total))
    }

    /// Files with their names. One whose key was destroyed has none.
    pub(super) async fn named(&self, files: Vec<Kept>) -> Result<Vec<FileFacts>, ActFault> {
        let live = files.iter().filter(|file| file.destroyed.is_none());
        let keys: Vec<Uuid> = live.filter_map(|file| file.case_key).collect();
        let keys = self.case_keys.of_each(self.acts.database().reader(), &keys).await?;
        let name = |file: &Kept| {
            if file.destroyed.is_some() {
                return Ok(None);
            }
            let octets = match file.case_key {
                None => file.name.clone(),
                Some(key) => {
                    let Some(key) = keys.get(&key) else { return Ok(None) };
                    let opened = key.open(&file.name, &name_of(file.id));
                    opened.map_err(|fault| inconsistent(format!("the name of {}: {fault}", file.id)))?.to_vec()
                }
            };
            let text = String::from_utf8(octets);
            text.map(Some).map_err(|fault| inconsistent(format!("the name of {}: {fault}", file.id)))
        };
        files.iter().map(|file| facts(file, name(file)?)).collect()
    }

    /// The content of a file that [`FileDesk::find`] gave.
    ///
    /// # Errors
    /// 410 where it was destroyed; the row's where the shelf does not hold what it says.
    pub async fn content(&self, file: &FileFacts) -> Result<Outgoing, ActFault> {
        if file.destroyed.is_some() {
            return Err(problems::destroyed());
        }
        let reader = self.acts.database().reader();
        let key = match file.case_key {
            None => None,
            Some(id) => {
                let key = self.case_keys.of_each(reader, &[id]).await?.remove(&id);
                Some(key.ok_or_else(problems::destroyed)?)
            }
        };
        let Some(content) = self.shelf.open_blob(&file.digest).await? else {
            // It may have been destroyed since it was found.
            let now = store::find(reader, file.id).await?;
            let is_live = now.is_some_and(|file| file.destroyed.is_none());
            let missing = || inconsistent(format!("the content of {} is not on the shelf", file.id));
            return Err(if is_live { missing() } else { problems::destroyed() });
        };
        let Some(key) = key else {
            let octets = content.metadata().await.map_err(ShelfFault::from)?.len();
            return if octets == file.octets {
                Ok(flow::plain(content))
            } else {
                Err(inconsistent(format!("the content of {} has {octets} octets", file.id)))
            };
        };
        let opened = flow::opened(content.into_std().await, Arc::new(key), content_of(file.id)).await;
        opened.map_err(|error| {
            if error.kind() == io::ErrorKind::InvalidData {
                inconsistent(format!("the content of {}: {error}", file.id))
            } else {
                ShelfFault::from(error).into()
            }
        })
    }

    /// Destroys a file for ever: its name and, where no other file has the same, its content; of a private one the key.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or the database's.
    pub async fn destroy(&self, call: &Call, id: Uuid, answer: AnswerOf) -> Result<Answer, ActFault> {
        let (desk, call) = (self.clone(), call.clone());
        to_the_end(async move {
            let answered = desk
                .acts
                .perform::<ActFault, _>(&call, |act| {
                    let desk = &desk;
                    Box::pin(async move { desk.mark_destroyed(act, id, answer).await })
                })
                .await?;
            // After a replay as well, for the first time may have ended between the commit and this.
            desk.clear_away(id).await;
            Ok(answered)
        })
        .await
    }

    async fn mark_destroyed(&self, act: &Act<'_>, id: Uuid, answer: AnswerOf) -> Result<Answer, ActFault> {
        let file = store::visible(act.transaction(), act.call(), id).await?;
        act.has_seen(file.version)?;
        if file.destroyed.is_some() {
            return Ok(answer(&facts(&file, None)?, Outcome::Unchanged));
        }
        if let Some(key) = file.case_key {
            self.case_keys.destroy(act, key).await?;
        }
        let at = act.moment().millis();
        if !store::destroy(act.transaction(), id, file.version, at).await? {
            return Err(ActFault::Stale);
        }
        let file = Kept { destroyed: Some(at), version: file.version + 1, ..file };
        act.record(entry(&file, "files.file_destroyed", json!({"id": id, "private": file.case_key.is_some()})));
        Ok(answer(&facts(&file, None)?, Outcome::Changed))
    }

    /// What follows a destruction that is committed. What fails here is done by the upkeep.
    async fn clear_away(&self, id: Uuid) {
        let database = self.acts.database();
        match store::find(database.reader(), id).await {
            Ok(Some(file)) if file.destroyed.is_some() => {
                if file.case_key.is_some()
                    && let Err(error) = database.forget_freed_pages().await
                {
                    tracing::error!(%error, "the pages of a destroyed key are not overwritten yet");
                }
                self.let_go(&file.digest).await;
            }
            Ok(_) => {}
            Err(fault) => tracing::error!(%fault, "the content of a destroyed file is not removed yet"),
        }
    }
}

fn facts(file: &Kept, name: Option<String>) -> Result<FileFacts, ActFault> {
    let moment = |millis| {
        domain::hall::Moment::from_millis(millis)
            .map_err(|_| inconsistent(format!("{} has {millis}, which is no moment", file.id)))
    };
    Ok(FileFacts {
        id: file.id,
        organisation: file.organisation,
        name,
        digest: file.digest,
        octets: file.octets,
        kind: file.kind,
        case_key: file.case_key,
        uploaded: moment(file.created)?,
        destroyed: file.destroyed.map(moment).transpose()?,
        version: file.version,
    })
}

pub(super) fn entry(file: &Kept, kind: &str, facts: serde_json::Value) -> NewEntry {
    NewEntry {
        aggregate: Aggregate { kind: "files.file", id: file.id },
        version: file.version,
        kind: kind.to_owned(),
        payload_version: 1,
        payload: Payload::Open(facts),
        audience: file.organisation.into_iter().collect(),
    }
}

/// What the sealed content of a file is bound to.
fn content_of(id: Uuid) -> Vec<u8> {
    [&b"file content "[..], id.as_bytes()].concat()
}

/// What the sealed name of a file is bound to.
fn name_of(id: Uuid) -> Vec<u8> {
    [&b"file name "[..], id.as_bytes()].concat()
}

/// Does a work that a caller who goes away must not stop in the middle.
async fn to_the_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, ActFault>> + Send + 'static,
) -> Result<T, ActFault> {
    tokio::spawn(work.in_current_span()).await.unwrap_or_else(|error| {
        tracing::error!(%error, "a work with files did not end");
        Err(Fault::internal().into())
    })
}

#[cfg(test)]
mod tests;
