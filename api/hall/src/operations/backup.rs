//! A backup, while the house serves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, Utc};

use super::fault::{At, BackupFault};
use super::folder::{self, Partial, on_a_blocking_thread};
use super::manifest::{
    ABOUT_THE_MASTER_KEY, BLOBS, Blobs, FORMAT, JOURNAL, JournalHead, Kept, Kind, LIST_OF_BLOBS, Manifest,
};
use super::postgres::Server;
use super::{destroyed_keys, store};
use crate::clock::RealTime;
use crate::db::Database;
use crate::files::{Shelf, ShelfFault};

/// What the journal exports and a backup takes before the database: it must not name what the copy lacks.
const EXPORTED_BEFORE: [&str; 2] = ["checkpoints.ndjson", "keys.ndjson"];

/// What is backed up.
#[derive(Debug, Clone, Copy)]
pub struct BackupSource<'a> {
    /// The open database.
    pub database: &'a Database,
    /// Its URL; empty for SQLite.
    pub url: &'a str,
    /// The data folder.
    pub data: &'a Path,
    /// The folder into which the journal exports checkpoints, keys and destroyed keys.
    pub export: &'a Path,
}

/// A backup that was made.
#[derive(Debug, Clone)]
pub struct BackupReport {
    /// Where it is.
    pub folder: PathBuf,
    /// What it is.
    pub manifest: Manifest,
    /// The SHA-256 of the manifest itself, to be written down elsewhere.
    pub manifest_sha256: String,
}

/// Makes a backup of a house that serves.
///
/// Contents that are damaged on the shelf are left out and named in the report and the manifest: who has one rotten file
/// still wants a backup of all the others.
///
/// # Errors
/// [`BackupFault`]; nothing stands under the name then.
pub async fn backup(source: BackupSource<'_>, to: &Path, real: Arc<dyn RealTime>) -> Result<BackupReport, BackupFault> {
    let partial = begin(to, source.data)?;
    let place = partial.path().to_owned();
    let mut files = BTreeMap::new();
    let journal = place.join(JOURNAL);
    folder::make(&journal)?;
    for name in EXPORTED_BEFORE {
        export(source.export, &place, name, &mut files)?;
    }
    let kind = Kind::of(source.database);
    let copy = place.join(kind.file());
    let (head, copied_by) = match kind {
        Kind::Sqlite => copy_sqlite(source.database, &copy).await?,
        Kind::Postgres => copy_postgres(source.database, source.url, &copy).await?,
    };
    files.insert(kind.file().to_owned(), kept(copy).await?);
    export(source.export, &place, destroyed_keys::NAME, &mut files)?;
    folder::sync(&journal).map_err(At::path(journal))?;
    let (shelf, time) = (source.data.join(BLOBS), Arc::clone(&real));
    let target = place.clone();
    let (blobs, list) = on_a_blocking_thread(move || copy_blobs(&shelf, &target, time.as_ref())).await?;
    files.insert(LIST_OF_BLOBS.to_owned(), list);
    let manifest = Manifest {
        format: FORMAT,
        product_version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: instant(real.now_millis()),
        database: kind,
        copied_by,
        journal: head,
        files,
        blobs,
        master_key: ABOUT_THE_MASTER_KEY.to_owned(),
    };
    let manifest_sha256 = manifest.write(&place)?.sha256;
    partial.name(to)?;
    Ok(BackupReport { folder: to.to_owned(), manifest, manifest_sha256 })
}

fn begin(to: &Path, data: &Path) -> Result<Partial, BackupFault> {
    if std::fs::symlink_metadata(to).is_ok() {
        return Err(BackupFault::Exists(to.to_owned()));
    }
    let parent = folder::parent_of(to);
    folder::make(parent)?;
    let whole = |path: &Path| path.canonicalize().map_err(At::path(path));
    if data.exists() && whole(parent)?.starts_with(whole(data)?) {
        return Err(BackupFault::WithinTheData(to.to_owned()));
    }
    let mut name = to.file_name().map(ToOwned::to_owned).unwrap_or_default();
    name.push(".partial");
    let partial = to.with_file_name(name);
    Partial::make(partial.clone()).map_err(|cause| match cause.kind() == std::io::ErrorKind::AlreadyExists {
        true => BackupFault::Unfinished(partial),
        false => BackupFault::Machine { path: partial, cause },
    })
}

async fn copy_sqlite(database: &Database, copy: &Path) -> Result<(JournalHead, String), BackupFault> {
    let name = copy.to_str().ok_or_else(|| BackupFault::NotText(copy.to_owned()))?;
    store::copy_sqlite(database, name).await?;
    let head = store::look_at_copy(copy).await?.map_err(BackupFault::Damaged)?;
    Ok((head.into(), format!("SQLite {}", store::version(database).await?)))
}

async fn copy_postgres(database: &Database, url: &str, copy: &Path) -> Result<(JournalHead, String), BackupFault> {
    let server = Server::of_url(url)?;
    let snapshot = store::Snapshot::take(database).await?;
    let dumped = server.dump(&snapshot.name, copy).await;
    let head = snapshot.head.into();
    snapshot.release().await?;
    Ok((head, dumped?))
}

async fn kept(path: PathBuf) -> Result<Kept, BackupFault> {
    on_a_blocking_thread(move || Ok(folder::kept(&path)?)).await
}

/// Takes a list of the journal, where there is one, up to its last whole line.
fn export(from: &Path, place: &Path, name: &str, files: &mut BTreeMap<String, Kept>) -> Result<(), BackupFault> {
    if let Some(lines) = folder::whole_lines(&from.join(name))? {
        let path = format!("{JOURNAL}/{name}");
        files.insert(path.clone(), folder::write(&place.join(&path), &lines)?);
    }
    Ok(())
}

/// Takes every content of the shelf, and the list of them.
fn copy_blobs(shelf: &Path, place: &Path, real: &dyn RealTime) -> Result<(Blobs, Kept), BackupFault> {
    let (mut blobs, mut list) = (Blobs::default(), String::new());
    let target = place.join(BLOBS);
    if shelf.is_dir() {
        let failed = |fault: ShelfFault| At::path(shelf)(std::io::Error::other(fault));
        let shelf = Shelf::open(shelf, real).map_err(failed)?;
        for digest in shelf.digests().map_err(failed)? {
            let digest = digest.map_err(failed)?;
            let name = digest.to_string();
            let prefix = target.join(name.get(..2).unwrap_or_default());
            let (from, to) = (shelf.path_of(&digest), prefix.join(&name));
            folder::make(&prefix)?;
            match folder::link_or_copy(&from, &to) {
                Ok((found, octets)) if found == digest => {
                    blobs.count += 1;
                    blobs.octets += octets;
                    list.push_str(&format!("{name} {octets}\n"));
                }
                Ok(_) => {
                    std::fs::remove_file(&to).map_err(At::path(&to))?;
                    blobs.damaged.push(name);
                }
                // Removed from the shelf since its name was read: nobody wants it any more.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(At::path(from)(error).into()),
            }
        }
        sync_each(&target)?;
    }
    let list = folder::write(&place.join(LIST_OF_BLOBS), list.as_bytes())?;
    Ok((blobs, list))
}

/// Makes the names in a folder of folders durable.
pub(super) fn sync_each(target: &Path) -> Result<(), At> {
    if !target.is_dir() {
        return Ok(());
    }
    for prefix in std::fs::read_dir(target).map_err(At::path(target))? {
        let prefix = prefix.map_err(At::path(target))?.path();
        folder::sync(&prefix).map_err(At::path(&prefix))?;
    }
    folder::sync(target).map_err(At::path(target))
}

fn instant(millis: i64) -> String {
    DateTime::<Utc>::from_timestamp_millis(millis).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Secs, true)
}
