//! A restore into an empty folder and an empty database.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::backup::sync_each;
use super::destroyed_keys;
use super::fault::{At, RestoreFault};
use super::folder::{self, on_a_blocking_thread};
use super::manifest::{BLOBS, JOURNAL, JournalHead, Kept, Kind, LIST_OF_BLOBS, Manifest};
use super::postgres::Server;
use super::store;
use crate::case_keys::{self, DestroyedKey};
use crate::clock::RealTime;
use crate::config::Config;
use crate::db::{Database, sqlite_file};
use crate::files::Digest;
use crate::journal;
use crate::journal::Export;

/// The folder within the data folder that stands as long as a restore is not over. The database of SQLite lies in it
/// until its keys are destroyed again; one of PostgreSQL must not be served before.
const UNFINISHED: &str = "restoring";

/// Whether a restore into this data folder was begun and not ended: keys that were destroyed may be back. A server must
/// not start on it.
pub fn is_half_restored(data: &Path) -> bool {
    data.join(UNFINISHED).exists()
}

/// What is restored, and where.
#[derive(Debug, Clone)]
pub struct Restoring {
    /// The backup.
    pub from: PathBuf,
    /// The settings that name the data folder and the database.
    pub config: Config,
    /// The folder of what the journal exports, for the house that is restored.
    pub export: PathBuf,
    /// A later list of destroyed keys than those of the backup and of the folder.
    pub destroyed_keys: Option<PathBuf>,
    /// What may lie in the data folder already, such as the key file of a small installation.
    pub apart: Vec<PathBuf>,
}

/// A restore that was made.
#[derive(Debug, Clone)]
pub struct RestoreReport {
    /// What was restored.
    pub manifest: Manifest,
    /// Where the restored journal stands: as the manifest says.
    pub journal: JournalHead,
    /// How many keys are on the lists of destroyed ones.
    pub keys_on_the_lists: usize,
    /// How many the backup had brought back, and are destroyed again.
    pub keys_destroyed_again: u64,
}

/// Restores a backup.
///
/// # Errors
/// [`RestoreFault`]. What is damaged in the backup is found before anything is written, a content when it is copied. Until
/// all is there and every key on the lists is destroyed again, [`is_half_restored`] holds.
pub async fn restore(restoring: Restoring, real: &dyn RealTime) -> Result<RestoreReport, RestoreFault> {
    let Restoring { from, config, .. } = &restoring;
    let manifest = Manifest::read(from)?;
    let kind = Kind::configured(config);
    if kind != manifest.database {
        return Err(RestoreFault::OtherDatabase { of: manifest.database, configured: kind });
    }
    let mut apart = restoring.apart.clone();
    apart.push(restoring.export.clone());
    if !folder::is_empty_but(&config.data, &apart)? {
        return Err(RestoreFault::FolderInUse(config.data.clone()));
    }
    let (backup, expected) = (from.clone(), manifest.clone());
    let list = on_a_blocking_thread(move || check_files(&backup, &expected)).await?;
    let destroyed = all_destroyed(&restoring)?;
    let server = match kind {
        Kind::Sqlite => None,
        Kind::Postgres => Some(an_empty_server(config).await?),
    };
    folder::make(&config.data.join(UNFINISHED))?;
    folder::sync(&config.data).map_err(At::path(&config.data))?;
    let (backup, data) = (from.clone(), config.data.clone());
    on_a_blocking_thread(move || copy_blobs(&backup, &data, &list)).await?;
    let (journal, keys_destroyed_again) = match server {
        None => restore_sqlite(&restoring, &manifest, &destroyed, real).await?,
        Some(server) => {
            server.restore(&from.join(kind.file())).await?;
            let database = Database::open(config).await?;
            let settled = settle(&database, &manifest, &destroyed, real).await;
            database.close().await?;
            settled?
        }
    };
    export(&restoring, &manifest, &destroyed, real.now_millis())?;
    let unfinished = config.data.join(UNFINISHED);
    std::fs::remove_dir_all(&unfinished).map_err(At::path(&unfinished))?;
    folder::sync(&config.data).map_err(At::path(&config.data))?;
    let keys_on_the_lists = destroyed.len();
    Ok(RestoreReport { manifest, journal, keys_on_the_lists, keys_destroyed_again })
}

/// Checks every file that the manifest names, and reads the list of contents.
fn check_files(backup: &Path, manifest: &Manifest) -> Result<Vec<(Digest, u64)>, RestoreFault> {
    for needed in [manifest.database.file(), LIST_OF_BLOBS] {
        if !manifest.files.contains_key(needed) {
            return Err(RestoreFault::Missing(needed.to_owned()));
        }
    }
    for (name, kept) in &manifest.files {
        // The manifest is text that anybody may have edited: a name leads to nothing outside of the backup.
        let within = Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        let path = backup.join(name);
        if !within || !path.is_file() {
            return Err(RestoreFault::Missing(name.clone()));
        }
        let (digest, octets) = folder::digest(&path).map_err(At::path(path))?;
        if (Kept { sha256: digest.to_string(), octets }) != *kept {
            return Err(RestoreFault::Damaged(name.clone()));
        }
    }
    let path = backup.join(LIST_OF_BLOBS);
    let list = std::fs::read_to_string(&path).map_err(At::path(path))?;
    let blobs = list.lines().map(|line| {
        let (digest, octets) = line.split_once(' ')?;
        Some((digest.parse().ok()?, octets.parse().ok()?))
    });
    let blobs: Option<Vec<(Digest, u64)>> = blobs.collect();
    let blobs = blobs.filter(|blobs| blobs.len() as u64 == manifest.blobs.count);
    blobs.ok_or_else(|| RestoreFault::Damaged(LIST_OF_BLOBS.to_owned()))
}

/// The keys on every list there is.
fn all_destroyed(restoring: &Restoring) -> Result<Vec<DestroyedKey>, RestoreFault> {
    let of_the_backup = restoring.from.join(JOURNAL).join(destroyed_keys::NAME);
    let mut all = destroyed_keys::read(&of_the_backup)?;
    all.extend(destroyed_keys::read(&restoring.export.join(destroyed_keys::NAME))?);
    if let Some(later) = &restoring.destroyed_keys {
        // One that somebody names must be there.
        std::fs::metadata(later).map_err(At::path(later))?;
        all.extend(destroyed_keys::read(later)?);
    }
    Ok(all.into_values().collect())
}

async fn an_empty_server(config: &Config) -> Result<Server, RestoreFault> {
    let server = Server::of_url(&config.database.url)?;
    let database = Database::open(config).await?;
    let tables = store::tables(&database).await;
    database.close().await?;
    match tables? {
        0 => Ok(server),
        tables => Err(RestoreFault::DatabaseInUse(tables)),
    }
}

fn copy_blobs(backup: &Path, data: &Path, list: &[(Digest, u64)]) -> Result<(), RestoreFault> {
    let target = data.join(BLOBS);
    for (digest, octets) in list {
        let digits = digest.to_string();
        let place = format!("{}/{digits}", digits.get(..2).unwrap_or_default());
        let (from, to) = (backup.join(BLOBS).join(&place), target.join(&place));
        folder::make(folder::parent_of(&to))?;
        let copied = match folder::copy(&from, &to) {
            Ok(copied) => copied,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(RestoreFault::Missing(format!("{BLOBS}/{place}")));
            }
            Err(error) => return Err(At::path(from)(error).into()),
        };
        if copied != (*digest, *octets) {
            std::fs::remove_file(&to).map_err(At::path(&to))?;
            return Err(RestoreFault::Damaged(format!("{BLOBS}/{place}")));
        }
    }
    Ok(sync_each(&target)?)
}

/// The database lies apart until its keys are destroyed again and its journal ends where it should.
async fn restore_sqlite(
    restoring: &Restoring,
    manifest: &Manifest,
    destroyed: &[DestroyedKey],
    real: &dyn RealTime,
) -> Result<(JournalHead, u64), RestoreFault> {
    let data = &restoring.config.data;
    let apart = data.join(UNFINISHED);
    let (from, file) = (restoring.from.join(manifest.database.file()), sqlite_file(&apart));
    let to = file.clone();
    on_a_blocking_thread(move || folder::copy(&from, &to).map(drop).map_err(|error| At::path(from)(error).into()))
        .await
        .map_err(|fault: RestoreFault| fault)?;
    let database = Database::open(&Config { data: apart.clone(), ..restoring.config.clone() }).await?;
    let settled = settle(&database, manifest, destroyed, real).await;
    database.close().await?;
    let settled = settled?;
    folder::kept(&file)?;
    let place = sqlite_file(data);
    std::fs::rename(&file, &place).map_err(At::path(&place))?;
    folder::sync(data).map_err(At::path(data))?;
    Ok(settled)
}

/// Destroys again what was destroyed, leaves nothing of it behind, and looks where the journal stands.
async fn settle(
    database: &Database,
    manifest: &Manifest,
    destroyed: &[DestroyedKey],
    real: &dyn RealTime,
) -> Result<(JournalHead, u64), RestoreFault> {
    let cases: Vec<_> = destroyed.iter().map(|key| key.case).collect();
    let again = case_keys::destroy_again(database.writer(), &cases, real.now_millis()).await?;
    store::write_anew(database).await?;
    let restored = JournalHead::from(journal::head(database.reader()).await?);
    match restored == manifest.journal {
        true => Ok((restored, again)),
        false => Err(RestoreFault::OtherHead { restored, manifest: manifest.journal.clone() }),
    }
}

/// Gives the restored house what its journal had exported. A list that is there is the later one and stays; the one of
/// destroyed keys is completed.
fn export(
    restoring: &Restoring,
    manifest: &Manifest,
    destroyed: &[DestroyedKey],
    now: i64,
) -> Result<(), RestoreFault> {
    folder::make(&restoring.export)?;
    // What was signed after the backup tells of a journal that is not continued.
    let aside = Export::in_folder(&restoring.export).set_checkpoints_aside(now);
    aside.map_err(At::path(&restoring.export))?;
    for name in manifest.files.keys() {
        let Some(list) = name.strip_prefix(JOURNAL).and_then(|name| name.strip_prefix('/')) else { continue };
        let to = restoring.export.join(list);
        if list != destroyed_keys::NAME && !to.exists() {
            folder::copy(&restoring.from.join(name), &to).map_err(At::path(to))?;
        }
    }
    let path = restoring.export.join(destroyed_keys::NAME);
    let known: BTreeMap<_, _> = destroyed_keys::read(&path)?;
    let missing = destroyed.iter().filter(|key| !known.contains_key(&key.case));
    destroyed_keys::append(&path, missing).map_err(At::path(&path))?;
    Ok(folder::sync(&restoring.export).map_err(At::path(&restoring.export))?)
}
