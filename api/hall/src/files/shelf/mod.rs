//! The folder that holds contents, each once and under its digest.
//!
//! ```text
//! ba/ba7816bf…   a content, whole and durable from the moment it has this name
//! incoming/      contents on their way in, under random names; what a killed process left here goes after an hour
//! ```
//!
//! Whether a content is still wanted is not known here: that is a matter of rows, and who removes one must see to it
//! that nobody keeps the same one at that moment.

mod disk;

use std::fs::{self, File};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use futures_util::{Stream, TryStreamExt as _, stream};
use hyper::body::Bytes;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};

use disk::{if_there, is_older, names_in, now, on_a_blocking_thread, sync_folder};

use super::digest::{Digest, hex};
use super::fault::is_no_space;
use crate::clock::RealTime;
use crate::ids::random_bytes;

const INCOMING: &str = "incoming";

/// How much of the beginning of a content is kept at hand, in bytes.
const HEAD: usize = 8 * 1024;

/// How much is read at a time, in bytes.
const PIECE: usize = 64 * 1024;

/// An incoming file that nobody has written to for so long was left behind.
const LEFT_BEHIND_AFTER: Duration = Duration::from_secs(60 * 60);

/// The shelf. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: Arc<Path>,
}

/// Why the shelf could not do it.
#[derive(Debug, thiserror::Error)]
pub enum ShelfFault {
    /// The disk or the quota is full. It works again as soon as there is room.
    #[error("no room is left for files: {0}")]
    NoSpace(#[source] io::Error),
    /// The content is longer than it may be.
    #[error("the content has more than {limit} bytes")]
    TooLarge {
        /// The most bytes that it may have.
        limit: u64,
    },
    /// The caller stopped sending before the end.
    #[error("the content broke off: {0}")]
    BrokeOff(#[source] io::Error),
    /// The machine failed.
    #[error("the shelf failed: {0}")]
    Machine(#[source] io::Error),
}

impl From<io::Error> for ShelfFault {
    fn from(error: io::Error) -> Self {
        if is_no_space(&error) { Self::NoSpace(error) } else { Self::Machine(error) }
    }
}

/// A content that has come in whole and durable, and is not yet on the shelf. Dropped, it is gone.
#[derive(Debug)]
pub struct Received {
    /// The SHA-256 of the content.
    pub digest: Digest,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its first bytes, at most 8 KiB.
    pub head: Vec<u8>,
    incoming: Incoming,
    shelf: Shelf,
}

/// The file of a content on its way in, removed when it is dropped.
#[derive(Debug)]
struct Incoming(PathBuf);

impl Drop for Incoming {
    fn drop(&mut self) {
        // It is not there any more once it is on the shelf. What stays against our will goes with the leftovers.
        let _ = fs::remove_file(&self.0);
    }
}

impl Shelf {
    /// Opens the folder, making it where it is missing, and removes what was left behind in it.
    ///
    /// # Errors
    /// [`ShelfFault`] when the folder cannot be made or read.
    pub fn open(folder: impl AsRef<Path>, real: &dyn RealTime) -> Result<Self, ShelfFault> {
        let shelf = Self { folder: folder.as_ref().into() };
        fs::create_dir_all(shelf.incoming())?;
        sync_folder(&shelf.folder)?;
        shelf.remove_leftovers(real)?;
        Ok(shelf)
    }

    /// Removes incoming files that nobody has written to for an hour, and tells how many. Younger ones may be another
    /// process's that is still receiving them.
    ///
    /// # Errors
    /// [`ShelfFault`] when the folder cannot be read.
    pub fn remove_leftovers(&self, real: &dyn RealTime) -> Result<usize, ShelfFault> {
        let left = left_behind(&self.folder, real)?;
        Ok(left.iter().filter(|path| fs::remove_file(path).is_ok()).count())
    }

    /// Takes a content in. It is durable when this returns, and on the shelf after [`Received::keep`].
    ///
    /// # Errors
    /// [`ShelfFault`]; nothing remains of the content then, nor when the future is dropped.
    pub async fn receive<S>(&self, content: S, limit: u64) -> Result<Received, ShelfFault>
    where
        S: Stream<Item = io::Result<Bytes>> + Send,
    {
        let incoming = self.new_incoming();
        let (incoming, file) = on_a_blocking_thread(move || {
            let file = File::create_new(&incoming.0)?;
            Ok((incoming, file))
        })
        .await?;
        let SoFar { hasher, bytes, head } = pour(content, tokio::fs::File::from_std(file), limit).await?;
        Ok(Received { digest: Digest::of_hasher(hasher), bytes, head, incoming, shelf: self.clone() })
    }

    /// The same for a content that is written here, on a thread that may block.
    ///
    /// # Errors
    /// As [`Shelf::receive`], and what the writing itself says.
    pub async fn receive_written<F>(&self, write: F) -> Result<Received, ShelfFault>
    where
        F: FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static,
    {
        let (incoming, shelf) = (self.new_incoming(), self.clone());
        on_a_blocking_thread(move || {
            let mut to = Hashing { file: File::create_new(&incoming.0)?, so_far: SoFar::default() };
            write(&mut to)?;
            to.file.sync_all()?;
            let SoFar { hasher, bytes, head } = to.so_far;
            Ok(Received { digest: Digest::of_hasher(hasher), bytes, head, incoming, shelf })
        })
        .await
    }

    /// The same for a reader.
    ///
    /// # Errors
    /// As [`Shelf::receive`].
    pub async fn receive_reader<R>(&self, reader: R, limit: u64) -> Result<Received, ShelfFault>
    where
        R: AsyncRead + Unpin + Send,
    {
        self.receive(pieces(reader), limit).await
    }

    /// Opens a content for reading; `None` where the shelf does not hold it.
    ///
    /// # Errors
    /// [`ShelfFault`] when it is there and cannot be opened.
    pub async fn open_blob(&self, digest: &Digest) -> Result<Option<tokio::fs::File>, ShelfFault> {
        Ok(if_there(tokio::fs::File::open(self.path_of(digest)).await)?)
    }

    /// Removes a content; false where the shelf did not hold it.
    ///
    /// # Errors
    /// [`ShelfFault`] when it is there and stays.
    pub async fn remove(&self, digest: &Digest) -> Result<bool, ShelfFault> {
        let path = self.path_of(digest);
        on_a_blocking_thread(move || {
            let removed = if_there(fs::remove_file(&path))?.is_some();
            if let (true, Some(folder)) = (removed, path.parent()) {
                sync_folder(folder)?;
            }
            Ok(removed)
        })
        .await
    }

    /// Removes a content that nobody has kept anew for so long; false where somebody has, or where it is not there.
    ///
    /// It is taken aside first and looked at there: one that was kept again at the last moment bears a young date and is
    /// put back, and one that is kept from then on takes the place anew.
    ///
    /// # Errors
    /// [`ShelfFault`] when it is there and stays.
    pub async fn remove_untouched(
        &self,
        digest: &Digest,
        real: &dyn RealTime,
        for_so_long: Duration,
    ) -> Result<bool, ShelfFault> {
        let place = self.path_of(digest);
        let aside = Incoming(self.incoming().join(hex(&random_bytes::<16>())));
        let now = now(real);
        on_a_blocking_thread(move || {
            if if_there(fs::rename(&place, &aside.0))?.is_none() {
                return Ok(false);
            }
            let untouched = is_older(&aside.0, now, for_so_long).unwrap_or(false);
            // Whoever kept it in the meantime kept the same content.
            if !untouched && let Err(error) = fs::rename(&aside.0, &place) {
                // It stays aside, where somebody can find it for an hour, rather than go.
                std::mem::forget(aside);
                return Err(error);
            }
            if let Some(folder) = place.parent() {
                sync_folder(folder)?;
            }
            Ok(untouched)
        })
        .await
    }

    /// Whether the content is there and still has this digest.
    ///
    /// # Errors
    /// [`ShelfFault`] when it is there and cannot be read.
    pub async fn check(&self, digest: &Digest) -> Result<bool, ShelfFault> {
        let (path, digest) = (self.path_of(digest), *digest);
        on_a_blocking_thread(move || {
            let Some(mut file) = if_there(File::open(path))? else { return Ok(false) };
            let mut hasher = Sha256::new();
            let mut piece = vec![0; PIECE];
            loop {
                let read = file.read(&mut piece)?;
                if read == 0 {
                    return Ok(Digest::of_hasher(hasher) == digest);
                }
                hasher.update(piece.get(..read).unwrap_or_default());
            }
        })
        .await
    }

    /// When a content was laid here, in milliseconds of the machine's time since 1970; `None` where it is not.
    ///
    /// # Errors
    /// [`ShelfFault`] when it is there and cannot be looked at.
    pub async fn written_at(&self, digest: &Digest) -> Result<Option<i64>, ShelfFault> {
        let Some(metadata) = if_there(tokio::fs::metadata(self.path_of(digest)).await)? else { return Ok(None) };
        let since_1970 = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Some(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX)))
    }

    /// The digests of all contents by their names, in order. It reads the folder as it goes, on the caller's thread.
    ///
    /// # Errors
    /// [`ShelfFault`] when the folder cannot be read.
    pub fn digests(&self) -> Result<impl Iterator<Item = Result<Digest, ShelfFault>> + use<>, ShelfFault> {
        let is_prefix = |name: &String| name.len() == 2;
        let prefixes: Vec<String> = names_in(&self.folder)?.into_iter().filter(is_prefix).collect();
        let folder = Arc::clone(&self.folder);
        Ok(prefixes.into_iter().flat_map(move |prefix| {
            let found = match names_in(&folder.join(&prefix)) {
                Ok(names) => names.into_iter().filter_map(|name| name.parse().ok()).map(Ok).collect(),
                Err(error) => vec![Err(error.into())],
            };
            found.into_iter()
        }))
    }

    /// Where a content lies, or would lie.
    pub fn path_of(&self, digest: &Digest) -> PathBuf {
        let name = digest.to_string();
        self.folder.join(name.get(..2).unwrap_or_default()).join(name)
    }

    fn incoming(&self) -> PathBuf {
        self.folder.join(INCOMING)
    }

    fn new_incoming(&self) -> Incoming {
        Incoming(self.incoming().join(hex(&random_bytes::<16>())))
    }
}

/// What is known of a content while it comes in.
#[derive(Debug, Default)]
struct SoFar {
    hasher: Sha256,
    bytes: u64,
    head: Vec<u8>,
}

impl SoFar {
    fn take(&mut self, piece: &[u8]) {
        self.bytes = self.bytes.saturating_add(piece.len() as u64);
        self.hasher.update(piece);
        self.head.extend(piece.iter().take(HEAD - self.head.len()));
    }
}

/// A file that is looked at while it is written.
struct Hashing {
    file: File,
    so_far: SoFar,
}

impl Write for Hashing {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let written = self.file.write(piece)?;
        self.so_far.take(piece.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Received {
    /// Where it lies for now.
    pub fn path(&self) -> &Path {
        &self.incoming.0
    }

    /// Puts it on the shelf, durably. A content that is there already is replaced by itself, which mends a damaged one.
    ///
    /// # Errors
    /// [`ShelfFault`]; the content is gone then, unless it was on the shelf before.
    pub async fn keep(self) -> Result<Digest, ShelfFault> {
        // All of it moves to the other thread, so that a caller who goes away does not stop it in the middle.
        on_a_blocking_thread(move || {
            let place = self.shelf.path_of(&self.digest);
            let folder = place.parent().unwrap_or(&self.shelf.folder);
            match fs::create_dir(folder) {
                Ok(()) => sync_folder(&self.shelf.folder)?,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
            fs::rename(&self.incoming.0, &place)?;
            sync_folder(folder)?;
            Ok(self.digest)
        })
        .await
    }
}

/// Writes a content into a file, makes it durable, and tells what it is.
async fn pour<S>(content: S, mut file: tokio::fs::File, limit: u64) -> Result<SoFar, ShelfFault>
where
    S: Stream<Item = io::Result<Bytes>>,
{
    let mut content = pin!(content);
    let mut so_far = SoFar::default();
    while let Some(piece) = content.try_next().await.map_err(ShelfFault::BrokeOff)? {
        so_far.take(&piece);
        if so_far.bytes > limit {
            return Err(ShelfFault::TooLarge { limit });
        }
        file.write_all(&piece).await?;
    }
    file.flush().await?;
    file.sync_all().await?;
    Ok(so_far)
}

/// What a reader gives, in pieces.
pub(super) fn pieces<R>(reader: R) -> impl Stream<Item = io::Result<Bytes>> + Send
where
    R: AsyncRead + Unpin + Send,
{
    stream::try_unfold(reader, async |mut reader| {
        let mut piece = vec![0; PIECE];
        let read = reader.read(&mut piece).await?;
        piece.truncate(read);
        Ok((read > 0).then(|| (Bytes::from(piece), reader)))
    })
}

/// The incoming files of a shelf's folder that nobody has written to for an hour.
pub(crate) fn left_behind(folder: &Path, real: &dyn RealTime) -> io::Result<Vec<PathBuf>> {
    let now = now(real);
    let entries = fs::read_dir(folder.join(INCOMING))?.map(|entry| Ok(entry?.path()));
    let paths: Vec<PathBuf> = entries.collect::<io::Result<_>>()?;
    // Another process may have taken one away in the meantime.
    Ok(paths.into_iter().filter(|path| is_older(path, now, LEFT_BEHIND_AFTER).unwrap_or(false)).collect())
}

#[cfg(test)]
mod tests;
