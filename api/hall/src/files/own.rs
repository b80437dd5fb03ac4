//! What the platform itself does with files: it reads open ones where they lie, and lays down what it has written.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::hall::Refusal;
use serde_json::json;
use tokio::sync::OwnedRwLockReadGuard;
use uuid::Uuid;

use super::desk::entry;
use super::download::{FileContent, has_it};
use super::store::{self, Kept};
use super::{Digest, FileDesk, FileFacts, Kind, ShelfFault, file_label, problems};
use crate::act::{Act, ActFault};
use crate::ids::{new_id, new_request_id};
use crate::policy::Call;

/// A content that the platform made, which lies on the shelf and waits for the act that names it. While it waits nobody clears
/// it away; when no act takes it, the upkeep does.
#[derive(Debug)]
pub struct Laid {
    file: Kept,
    _keeping: OwnedRwLockReadGuard<()>,
}

impl FileDesk {
    /// Lays down octets that the platform made for an organisation, as an open file that an act is about to name.
    ///
    /// # Errors
    /// The shelf's.
    pub async fn lay_ready(
        &self,
        organisation: Option<Uuid>,
        name: &str,
        kind: Kind,
        octets: Vec<u8>,
    ) -> Result<Laid, ActFault> {
        let content = self.shelf.receive_written(move |to| to.write_all(&octets)).await?;
        let file = self.own(organisation, name, kind, content.digest, content.bytes);
        let keeping = Arc::clone(&self.keeping).read_owned().await;
        content.keep().await?;
        Ok(Laid { file, _keeping: keeping })
    }

    /// Enters what lies ready, in the act that names it: its id and its SHA-256 in hexadecimal digits. The same octets under the
    /// same name are the file that is there.
    ///
    /// # Errors
    /// The database's.
    pub async fn enter(&self, act: &Act<'_>, laid: &Laid) -> Result<(Uuid, String), ActFault> {
        Ok((write(act, &laid.file).await?, laid.file.digest.to_string()))
    }

    fn own(&self, organisation: Option<Uuid>, name: &str, kind: Kind, digest: Digest, octets: u64) -> Kept {
        Kept {
            id: new_id(self.acts.clocks().real.as_ref()),
            organisation,
            digest,
            octets,
            kind,
            name: file_label(name).into_bytes(),
            case_key: None,
            created: 0,
            destroyed: None,
            version: 1,
        }
    }

    /// Where a content lies; that of a private file is sealed there.
    pub fn place_of(&self, content: &Digest) -> PathBuf {
        self.shelf.path_of(content)
    }

    /// A file that a case names, whoever uploaded it: who asks may see the case.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], or 410 where it was destroyed.
    pub async fn of_a_case(&self, id: Uuid) -> Result<FileFacts, ActFault> {
        let file = store::find(self.acts.database().reader(), id).await?.ok_or(ActFault::NotFound)?;
        if file.destroyed.is_some() {
            return Err(problems::destroyed());
        }
        let mut named = self.named(vec![file]).await?;
        named.pop().ok_or(ActFault::NotFound)
    }

    /// The SHA-256 of a file of the caller's that he attaches to a case, in hexadecimal digits. It is open and there: what is
    /// compared by its digest cannot be sealed.
    ///
    /// # Errors
    /// 422 by the field that names it.
    pub async fn to_attach(&self, act: &Act<'_>, id: Uuid, pointer: &str) -> Result<String, ActFault> {
        let refused =
            |code, zh: &'static str, en: &'static str| ActFault::of_field(pointer, Refusal::new(code, zh, en));
        let file = match store::visible(act.transaction(), act.call(), id).await {
            Ok(file) => file,
            Err(ActFault::NotFound) => return Err(refused("files.unknown", "没有该文件", "There is no such file")),
            Err(fault) => return Err(fault),
        };
        if file.destroyed.is_some() {
            return Err(refused("files.destroyed", "该文件已销毁", "The file was destroyed"));
        }
        if file.case_key.is_some() {
            let en = "A sealed file has no digest to be compared by; upload it as an open one";
            return Err(refused("files.sealed", "加密文件没有可供比对的摘要，请以普通方式上传", en));
        }
        Ok(file.digest.to_string())
    }

    /// The content of a file for who may have it, or the answer that he has it already.
    ///
    /// # Errors
    /// 410 where it was destroyed; the row's where the shelf does not hold what it says.
    pub async fn serve(&self, file: &FileFacts, if_none_match: Option<&str>) -> Result<FileContent, ActFault> {
        if file.destroyed.is_some() {
            return Err(problems::destroyed());
        }
        if has_it(file, if_none_match) {
            return Ok(FileContent::not_modified(file));
        }
        Ok(FileContent::whole(file, self.content(file).await?))
    }

    /// Whether a file is still there: not destroyed since it was found.
    ///
    /// # Errors
    /// The database's.
    pub async fn is_live(&self, id: Uuid) -> Result<bool, ActFault> {
        let file = store::find(self.acts.database().reader(), id).await?;
        Ok(file.is_some_and(|file| file.destroyed.is_none()))
    }

    /// Lays down lines of JSON that the platform has written for an organisation, as an open file; answers its id. The
    /// same lines under the same name are the file that is there.
    ///
    /// # Errors
    /// The shelf's or the database's.
    pub async fn lay_down(&self, organisation: Option<Uuid>, name: &str, lines: &Path) -> Result<Uuid, ActFault> {
        let lines = tokio::fs::File::open(lines).await.map_err(ShelfFault::from)?;
        let content = self.shelf.receive_reader(lines, u64::MAX).await?;
        let file = self.own(organisation, name, Kind::Ndjson, content.digest, content.bytes);
        let keeping = self.keeping.read().await;
        let digest = content.keep().await?;
        let call = Call::of_the_system("layDownFile", new_request_id());
        let kept = self.acts.perform_own::<_, ActFault, _>(&call, |act| Box::pin(write(act, &file))).await;
        drop(keeping);
        if kept.is_err() {
            self.let_go(&digest).await;
        }
        kept
    }
}

async fn write(act: &Act<'_>, file: &Kept) -> Result<Uuid, ActFault> {
    if let Some(known) = store::same(act.transaction(), file).await? {
        return Ok(known.id);
    }
    let file = Kept { created: act.moment().millis(), ..file.clone() };
    store::insert(act.transaction(), &file, &act.call().actor()).await?;
    act.record(entry(
        &file,
        "files.file_laid_down",
        json!({
            "id": file.id,
            "sha256": file.digest.to_string(),
            "octets": file.octets,
            "kind": file.kind.extension(),
            "private": false,
        }),
    ));
    Ok(file.id)
}
