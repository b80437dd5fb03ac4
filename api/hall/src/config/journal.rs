//! The settings of what the journal says of itself outside the database.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The longest pause between two checkpoints, in milliseconds: a follower waits it out under a lease of 15 seconds.
const LONGEST_PAUSE: u64 = 10_000;

/// What the journal says of itself outside the database: signed checkpoints, and which case keys were destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Journal {
    /// The folder; empty: `journal` in the data folder. All processes of one platform share it.
    pub export: PathBuf,
    /// The shortest pause between two checkpoints, in milliseconds.
    pub checkpoint_pause_ms: u64,
}

impl Default for Journal {
    fn default() -> Self {
        Self { export: PathBuf::new(), checkpoint_pause_ms: 1_000 }
    }
}

impl Journal {
    /// The folder, for this data folder.
    pub fn folder(&self, data: &Path) -> PathBuf {
        if self.export.as_os_str().is_empty() { data.join("journal") } else { self.export.clone() }
    }

    /// Whether the pause can be waited out.
    ///
    /// # Errors
    /// The sentence that names the setting.
    pub(super) fn check(&self) -> Result<(), String> {
        if self.checkpoint_pause_ms > LONGEST_PAUSE {
            return Err(format!("journal.checkpoint_pause_ms must be at most {LONGEST_PAUSE}"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_lies_with_the_data_unless_another_is_named() {
        let data = Path::new("var");
        assert_eq!(Journal::default().folder(data), Path::new("var/journal"));
        let elsewhere = Journal { export: "/mnt/vault".into(), ..Journal::default() };
        assert_eq!(elsewhere.folder(data), Path::new("/mnt/vault"));
    }

    #[test]
    fn a_pause_that_outlasts_a_lease_is_refused_by_name() {
        assert_eq!(Journal::default().check(), Ok(()));
        let long = Journal { checkpoint_pause_ms: LONGEST_PAUSE + 1, ..Journal::default() };
        assert!(long.check().expect_err("refused").contains("journal.checkpoint_pause_ms"));
    }
}
