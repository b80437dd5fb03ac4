//! What the shelf asks of the system, in the words that it needs.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use super::ShelfFault;
use crate::clock::RealTime;

pub(super) fn now(real: &dyn RealTime) -> Duration {
    Duration::from_millis(u64::try_from(real.now_millis()).unwrap_or(0))
}

pub(super) fn is_older(path: &Path, now: Duration, than: Duration) -> io::Result<bool> {
    let written = fs::metadata(path)?.modified()?;
    Ok(now.saturating_sub(written.duration_since(UNIX_EPOCH).unwrap_or_default()) >= than)
}

/// A name is durable when its folder is (fsync(2)).
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

pub(super) fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().into_string().unwrap_or_default()));
    let mut names: Vec<String> = names.collect::<io::Result<_>>()?;
    names.sort_unstable();
    Ok(names)
}

pub(super) fn if_there<T>(outcome: io::Result<T>) -> io::Result<Option<T>> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

pub(super) async fn on_a_blocking_thread<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, ShelfFault> {
    Ok(tokio::task::spawn_blocking(work).await.map_err(io::Error::other)??)
}
