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

/// The master key that a demonstration makes in its data folder.
pub fn demo_master_key(data: &Path) -> PathBuf {
    data.join("demo-master.key")
}
