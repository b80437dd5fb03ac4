//! The manifest of a backup: what the rest of it must be.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::fault::{At, RestoreFault};
use super::folder;
use crate::db::Database;
use crate::journal::Head;

/// The form of backups that this program makes. It reads this one and those before it.
pub const FORMAT: u32 = 1;

/// The manifest's name.
pub(super) const NAME: &str = "manifest.json";
/// The list of contents.
pub(super) const LIST_OF_BLOBS: &str = "files.txt";
/// The folder of contents, here and in the data folder.
pub(super) const BLOBS: &str = "files";
/// The folder of what the journal exports.
pub(super) const JOURNAL: &str = "journal";

/// What is said of the master key in each manifest.
pub(super) const ABOUT_THE_MASTER_KEY: &str = "主密钥不在此备份中，须与备份分开、由两人分别封存两份；没有它，私密内容永远无法读取。\
     The master key is not in this backup. Keep two sealed copies of it apart from the backups, with two people; without \
     it, private content can never be read.";

/// A kind of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Kind {
    /// The kind of an open database.
    pub(super) fn of(database: &Database) -> Self {
        if database.is_sqlite() { Self::Sqlite } else { Self::Postgres }
    }

    /// The kind that the settings name.
    pub(super) fn configured(config: &crate::config::Config) -> Self {
        if config.database.url.is_empty() { Self::Sqlite } else { Self::Postgres }
    }

    /// The name of its copy in a backup.
    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::Sqlite => "database.sqlite",
            Self::Postgres => "database.pgdump",
        }
    }
}

impl Display for Kind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// Where the journal stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalHead {
    /// The last position; 0 before the first entry.
    pub position: i64,
    /// The chain's hash there, in hexadecimal digits.
    pub hash: String,
}

impl From<Head> for JournalHead {
    fn from(head: Head) -> Self {
        Self { position: head.position, hash: head.hash.iter().map(|octet| format!("{octet:02x}")).collect() }
    }
}

/// What a file of the backup must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// Its SHA-256.
    pub sha256: String,
    /// Its length.
    pub octets: u64,
}

/// The contents of the shelf.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blobs {
    /// How many there are.
    pub count: u64,
    /// Their length together.
    pub octets: u64,
    /// The digests of contents that were damaged on the shelf already and are left out.
    pub damaged: Vec<String>,
}

/// The manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the backup.
    pub format: u32,
    /// The release that made it.
    pub product_version: String,
    /// When it was made, in real time (RFC 3339).
    pub made_at: String,
    /// What was backed up.
    pub database: Kind,
    /// The program that copied it, with its version.
    pub copied_by: String,
    /// Where the journal stands in the copy.
    pub journal: JournalHead,
    /// Every file but the contents, by its path.
    pub files: BTreeMap<String, Kept>,
    /// The contents; `files.txt` lists them.
    pub blobs: Blobs,
    /// Where the master key is not.
    pub master_key: String,
}

/// What is read of a manifest before anything else: later ones may look otherwise.
#[derive(Deserialize)]
struct OfAnyFormat {
    format: u32,
}

impl Manifest {
    /// Reads the manifest of a backup.
    ///
    /// # Errors
    /// [`RestoreFault::Manifest`], or [`RestoreFault::Newer`].
    pub fn read(backup: &Path) -> Result<Self, RestoreFault> {
        let path = backup.join(NAME);
        let unreadable = |cause: String| RestoreFault::Manifest { path: path.clone(), cause };
        let text = std::fs::read_to_string(&path).map_err(|error| unreadable(error.to_string()))?;
        let wrong = |error: serde_json::Error| unreadable(error.to_string());
        let OfAnyFormat { format } = serde_json::from_str(&text).map_err(wrong)?;
        if format > FORMAT {
            return Err(RestoreFault::Newer { found: format, known: FORMAT });
        }
        serde_json::from_str(&text).map_err(wrong)
    }

    /// Writes it, durably, and answers its own SHA-256.
    pub(super) fn write(&self, backup: &Path) -> Result<Kept, At> {
        let path = backup.join(NAME);
        let text = serde_json::to_string_pretty(self).map_err(std::io::Error::other);
        let text = text.map_err(At::path(&path))? + "\n";
        folder::write(&path, text.as_bytes())
    }
}
