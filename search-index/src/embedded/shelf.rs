//! The folder that holds the index: a lock, a pointer, and one subfolder for each generation of the index.
//!
//! ```text
//! LOCK          held with flock while a process has the folder open; a killed process leaves it free
//! CURRENT       the name of the subfolder in use, replaced by rename, so it names a whole index or the one before
//! gen-000001/   an index; any other subfolder is half-built or outlived and goes at the next opening
//! ```

use std::fs::{File, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::EngineFault;

const LOCK: &str = "LOCK";
const POINTER: &str = "CURRENT";
const POINTER_DRAFT: &str = "CURRENT.new";
const PREFIX: &str = "gen-";

#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    /// Numbers rise for ever, so a name never comes back while its folder is being removed.
    last_number: AtomicU64,
    /// Held for its lock alone.
    _lock: File,
}

impl Shelf {
    /// Takes the folder, making it where it is missing.
    pub(super) fn open(folder: &Path) -> Result<Self, EngineFault> {
        std::fs::create_dir_all(folder).map_err(EngineFault::io(folder))?;
        let path = folder.join(LOCK);
        let lock =
            File::options().create(true).write(true).truncate(false).open(&path).map_err(EngineFault::io(&path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(EngineFault::InUse(folder.to_owned())),
            Err(TryLockError::Error(source)) => return Err(EngineFault::Io { path, source }),
        }
        let shelf = Self { folder: folder.to_owned(), last_number: AtomicU64::new(0), _lock: lock };
        let highest = shelf.generations()?.iter().filter_map(|path| number_of(path)).max().unwrap_or(0);
        shelf.last_number.store(highest, Ordering::Relaxed);
        Ok(shelf)
    }

    /// The generation in use; `None` when the pointer is missing or names nothing that could be one.
    pub(super) fn current(&self) -> Option<PathBuf> {
        let name = std::fs::read_to_string(self.folder.join(POINTER)).ok()?;
        let path = self.folder.join(name.trim());
        // The name must be one of ours and nothing else: the pointer is text that anybody may have edited.
        let ours = number_of(&path).is_some_and(|number| generation_name(number) == name.trim());
        (ours && path.is_dir()).then_some(path)
    }

    /// Whether there has been an index before.
    pub(super) fn is_used(&self) -> Result<bool, EngineFault> {
        Ok(self.folder.join(POINTER).exists() || !self.generations()?.is_empty())
    }

    /// An empty folder for a new generation.
    pub(super) fn new_generation(&self) -> Result<PathBuf, EngineFault> {
        let number = self.last_number.fetch_add(1, Ordering::Relaxed) + 1;
        let path = self.folder.join(generation_name(number));
        std::fs::create_dir(&path).map_err(EngineFault::io(&path))?;
        Ok(path)
    }

    /// Makes a generation the one in use, in one step that survives a loss of power.
    pub(super) fn point_to(&self, generation: &Path) -> Result<(), EngineFault> {
        let name = generation.file_name().unwrap_or_default().to_string_lossy();
        let draft = self.folder.join(POINTER_DRAFT);
        let write = || -> std::io::Result<()> {
            let mut file = File::create(&draft)?;
            file.write_all(name.as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&draft, self.folder.join(POINTER))?;
            File::open(&self.folder)?.sync_all()
        };
        write().map_err(EngineFault::io(&draft))
    }

    /// Removes every generation but the one to keep. What cannot be removed now goes at the next opening.
    pub(super) fn clear_except(&self, keep: &Path) -> Result<(), EngineFault> {
        for path in self.generations()?.into_iter().filter(|path| path != keep) {
            remove_generation(&path);
        }
        Ok(())
    }

    fn generations(&self) -> Result<Vec<PathBuf>, EngineFault> {
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(&self.folder).map_err(EngineFault::io(&self.folder))? {
            let path = entry.map_err(EngineFault::io(&self.folder))?.path();
            if path.is_dir() && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX)) {
                paths.push(path);
            }
        }
        Ok(paths)
    }
}

pub(super) fn remove_generation(path: &Path) {
    if let Err(fault) = std::fs::remove_dir_all(path) {
        tracing::warn!(path = %path.display(), %fault, "an outlived index folder could not be removed");
    }
}

fn generation_name(number: u64) -> String {
    format!("{PREFIX}{number:06}")
}

fn number_of(path: &Path) -> Option<u64> {
    path.file_name()?.to_str()?.strip_prefix(PREFIX)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{EngineFault, Shelf};

    #[test]
    fn two_holders_of_one_folder_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Shelf::open(folder.path()).expect("the folder is free");
        assert!(matches!(Shelf::open(folder.path()), Err(EngineFault::InUse(_))));
        drop(first);
        assert!(Shelf::open(folder.path()).is_ok(), "the lock goes with its holder");
    }

    #[test]
    fn the_pointer_names_a_generation_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::open(folder.path()).expect("the folder is free");
        let generation = shelf.new_generation().expect("a generation");
        assert_eq!(shelf.current(), None);
        shelf.point_to(&generation).expect("the pointer is written");
        assert_eq!(shelf.current(), Some(generation));
        for name in ["", "..", "gen-1", "gen-000009", "/", "gen-000001/.."] {
            std::fs::write(folder.path().join("CURRENT"), name).expect("the pointer is overwritten");
            assert_eq!(shelf.current(), None, "{name:?}");
        }
    }

    #[test]
    fn numbers_go_on_where_they_ended() {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::open(folder.path()).expect("the folder is free");
        shelf.new_generation().expect("a generation");
        let second = shelf.new_generation().expect("a generation");
        drop(shelf);
        let shelf = Shelf::open(folder.path()).expect("the folder is free");
        let third = shelf.new_generation().expect("a generation");
        shelf.clear_except(&third).expect("the others go");
        assert!(third.is_dir() && !second.exists());
    }
}
