//! The settings of a demonstration.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Demonstration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Demo {
    /// Loads the demo records on the first start. Listens on loopback only.
    pub enabled: bool,
    /// The folder with `MANIFEST.toml` that names the demo records.
    pub records: PathBuf,
    /// Allows a demonstration on an address that is not loopback.
    pub i_know: bool,
}

impl Default for Demo {
    fn default() -> Self {
        Self { enabled: false, records: PathBuf::from("data"), i_know: false }
    }
}
