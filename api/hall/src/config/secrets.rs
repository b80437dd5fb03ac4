//! Where the keys lie that are outside the database.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Where the keys lie that are outside the database.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Secrets {
    /// The file of the master key; empty: a demonstration makes one in its data folder, and nothing else starts.
    pub master_key: PathBuf,
}

impl Secrets {
    /// The file of the master key: the one named, or that of a demonstration in this data folder.
    pub fn file(&self, data: &Path) -> PathBuf {
        if self.master_key.as_os_str().is_empty() { demo_master_key(data) } else { self.master_key.clone() }
    }
}

/// The master key that a demonstration makes in its data folder.
pub fn demo_master_key(data: &Path) -> PathBuf {
    data.join("demo-master.key")
}
