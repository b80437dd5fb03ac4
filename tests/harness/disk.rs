//! A disk so small that a test can fill it.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The name of the file that takes the room.
const BALLAST: &str = "ballast";

/// The least of a write that is tried before a disk counts as full.
const CRUMB: usize = 1;

/// A file system in memory, mounted on a folder and let go with this.
#[derive(Debug)]
pub struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Mounts one of so many MiB on a folder, which is made.
    ///
    /// # Errors
    /// Why this machine does not let us.
    pub fn mounted(folder: &Path, mebibytes: u32) -> Result<Self, String> {
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        let size = format!("size={mebibytes}m,mode=0700");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "zhiquan-test"]).arg(folder).output();
        let mount = mount.map_err(|error| format!("there is no mount: {error}"))?;
        if mount.status.success() {
            return Ok(Self(folder.to_owned()));
        }
        Err(format!("no disk may be mounted: {}", String::from_utf8_lossy(&mount.stderr).trim()))
    }

    /// Takes all the room that is left, to the last octet.
    pub fn fill(&self) {
        let path = self.0.join(BALLAST);
        let mut ballast = File::options().create(true).append(true).open(path).expect("the ballast");
        let mut piece = vec![0; 1 << 20];
        while piece.len() >= CRUMB {
            match ballast.write(&piece) {
                Ok(written) if written > 0 => {}
                Ok(_) => piece.truncate(piece.len() / 2),
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::StorageFull, "{error}");
                    piece.truncate(piece.len() / 2);
                }
            }
        }
    }

    /// Gives the room back.
    pub fn free(&self) {
        fs::remove_file(self.0.join(BALLAST)).expect("the ballast is taken away");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Files may still be open: it goes when they are closed.
        let _gone = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}
