//! Files of a backup: copied, linked, counted, made durable.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::fault::At;
use super::manifest::Kept;
use crate::files::Digest;

/// How much is read at a time, in octets.
const PIECE: usize = 256 * 1024;

/// What is wholly within a folder until it is named; taken away unless it was.
#[derive(Debug)]
pub(super) struct Partial {
    path: PathBuf,
    named: bool,
}

impl Partial {
    /// Makes the folder, for its owner alone.
    pub(super) fn make(path: PathBuf) -> io::Result<Self> {
        DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Self { path, named: false })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name, durably.
    pub(super) fn name(mut self, name: &Path) -> Result<(), At> {
        sync(&self.path).map_err(At::path(&self.path))?;
        std::fs::rename(&self.path, name).map_err(At::path(name))?;
        self.named = true;
        let parent = parent_of(name);
        sync(parent).map_err(At::path(parent))
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.named {
            // What stays against our will bears a name that says it is not whole.
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

/// The folder above, which for a bare name is the current one.
pub(super) fn parent_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A name is durable when its folder is (fsync(2)).
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Makes a folder for its owner alone, with those above it; one that is there stays as it is.
pub(super) fn make(folder: &Path) -> Result<(), At> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(At::path(folder))
}

/// Whether a folder is missing or holds nothing but what may lie there.
pub(super) fn is_empty_but(folder: &Path, apart: &[PathBuf]) -> Result<bool, At> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(At::path(folder)(error)),
    };
    for entry in entries {
        let path = entry.map_err(At::path(folder))?.path();
        if !apart.iter().any(|apart| apart.starts_with(&path)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Writes a new file, durably.
pub(super) fn write(path: &Path, octets: &[u8]) -> Result<Kept, At> {
    let write = || {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(octets)?;
        file.sync_all()
    };
    write().map_err(At::path(path))?;
    Ok(Kept { sha256: Digest::of(octets).to_string(), octets: octets.len() as u64 })
}

/// The digest and length of what a reader gives, poured into a writer.
fn pour(mut from: impl io::Read, mut to: impl io::Write) -> io::Result<(Digest, u64)> {
    let (mut hasher, mut octets, mut piece) = (Sha256::new(), 0, vec![0; PIECE]);
    loop {
        let read = from.read(&mut piece)?;
        let Some(piece) = piece.get(..read).filter(|piece| !piece.is_empty()) else { break };
        hasher.update(piece);
        to.write_all(piece)?;
        octets += read as u64;
    }
    Ok((Digest::of_hasher(hasher), octets))
}

/// The digest and length of a file.
pub(super) fn digest(path: &Path) -> io::Result<(Digest, u64)> {
    pour(File::open(path)?, io::sink())
}

/// What a file that was just written is; made durable.
pub(super) fn kept(path: &Path) -> Result<Kept, At> {
    let kept = || {
        File::open(path)?.sync_all()?;
        digest(path)
    };
    let (digest, octets) = kept().map_err(At::path(path))?;
    Ok(Kept { sha256: digest.to_string(), octets })
}

/// Copies a file to a new place, durably.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<(Digest, u64)> {
    let source = File::open(from)?;
    let mut target = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to)?;
    let copied = pour(source, &mut target)?;
    target.sync_all()?;
    Ok(copied)
}

/// A second name for a file that never changes, or a copy where there can be none.
pub(super) fn link_or_copy(from: &Path, to: &Path) -> io::Result<(Digest, u64)> {
    match std::fs::hard_link(from, to) {
        Ok(()) => digest(to),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(error),
        Err(_) => copy(from, to),
    }
}

/// The whole lines of a file that somebody may be adding to; `None` where there is no such file.
pub(super) fn whole_lines(path: &Path) -> Result<Option<Vec<u8>>, At> {
    let mut octets = Vec::new();
    match File::open(path).and_then(|mut file| file.read_to_end(&mut octets)) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(At::path(path)(error)),
    }
    let end = octets.iter().rposition(|octet| *octet == b'\n').map_or(0, |place| place + 1);
    octets.truncate(end);
    Ok(Some(octets))
}

/// Runs what reads and writes files on a thread for it.
pub(super) async fn on_a_blocking_thread<T: Send + 'static, E: From<At> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, E> {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome,
        Err(error) => Err(At::path("")(io::Error::other(error)).into()),
    }
}
