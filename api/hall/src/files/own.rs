//! What the platform itself does with files: it reads open ones where they lie, and lays down what it has written.

use std::path::{Path, PathBuf};

use serde_json::json;
use uuid::Uuid;

use super::desk::entry;
use super::store::{self, Kept};
use super::{Digest, FileDesk, Kind, ShelfFault, file_label};
use crate::act::{Act, ActFault};
use crate::ids::{new_id, new_request_id};
use crate::policy::Call;

impl FileDesk {
    /// Where a content lies; that of a private file is sealed there.
    pub fn place_of(&self, content: &Digest) -> PathBuf {
        self.shelf.path_of(content)
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
        let file = Kept {
            id: new_id(self.acts.clocks().real.as_ref()),
            organisation,
            digest: content.digest,
            octets: content.bytes,
            kind: Kind::Ndjson,
            name: file_label(name).into_bytes(),
            case_key: None,
            created: 0,
            destroyed: None,
            version: 1,
        };
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
