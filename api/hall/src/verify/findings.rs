//! What verification found.

use std::collections::BTreeMap;
use std::fmt;

use uuid::Uuid;

use crate::http::Sentence;

/// Findings beyond these are counted and not kept.
pub const MOST_FINDINGS: usize = 1_000;

/// What verification found, and how much it looked at.
#[derive(Debug, Default)]
pub struct Findings {
    /// What is wrong, in the order in which it was found.
    pub found: Vec<Finding>,
    /// How much more is wrong.
    pub more: u64,
    /// What was looked at.
    pub seen: Seen,
}

/// What was looked at.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Entries in their places.
    pub entries: u64,
    /// Entries without a place yet.
    pub unsealed: u64,
    /// The last position.
    pub last_position: i64,
    /// Checkpoints that hold.
    pub checkpoints: u64,
    /// The last position that a checkpoint vouches for; what stands behind it could be cut off unseen.
    pub signed_to: i64,
    /// Rows that were compared with the journal.
    pub rows: u64,
    /// Entries of kinds that have no rows to compare, by the kind of case.
    pub not_replayed: BTreeMap<String, u64>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub said: Sentence,
}

/// Where something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// At an entry.
    Entry {
        /// Its position; `None`: it has none yet.
        position: Option<i64>,
        /// Its id.
        id: Uuid,
    },
    /// At positions where no entry is.
    Missing {
        /// The first.
        from: i64,
        /// The last.
        to: i64,
    },
    /// At the row that names the head of the chain.
    Head,
    /// In the feed, at a position.
    Feed {
        /// The position.
        position: i64,
    },
    /// At a line of the file of checkpoints.
    Checkpoint {
        /// The line; the first is 1.
        line: u64,
        /// The position that it names, where it can be read.
        position: Option<i64>,
        /// The entry at that position, where there is one.
        entry: Option<Uuid>,
    },
    /// At a case's row.
    Row {
        /// The table.
        table: &'static str,
        /// The row.
        id: Uuid,
    },
    /// At a case key.
    CaseKey {
        /// The case.
        id: Uuid,
    },
    /// At a table as a whole.
    Table {
        /// Its name.
        name: String,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry { position: Some(position), id } => write!(f, "entry {id} at position {position}"),
            Self::Entry { position: None, id } => write!(f, "entry {id} without a position"),
            Self::Missing { from, to } if from == to => write!(f, "position {from}"),
            Self::Missing { from, to } => write!(f, "positions {from} to {to}"),
            Self::Head => f.write_str("hall_chain"),
            Self::Feed { position } => write!(f, "hall_feed at position {position}"),
            Self::Checkpoint { line, position, entry } => {
                write!(f, "checkpoints.ndjson line {line}")?;
                if let Some(position) = position {
                    write!(f, " at position {position}")?;
                }
                if let Some(entry) = entry {
                    write!(f, ", entry {entry}")?;
                }
                Ok(())
            }
            Self::Row { table, id } => write!(f, "{table} {id}"),
            Self::CaseKey { id } => write!(f, "hall_case_key {id}"),
            Self::Table { name } => f.write_str(name),
        }
    }
}

impl Findings {
    /// Whether everything stands as the journal says.
    pub const fn is_whole(&self) -> bool {
        self.found.is_empty() && self.more == 0
    }

    /// Adds one.
    pub fn add(&mut self, place: Place, zh: impl Into<String>, en: impl Into<String>) {
        self.say(place, Sentence::new(zh.into(), en.into()));
    }

    /// Adds one whose sentence is made already.
    pub(super) fn say(&mut self, place: Place, said: Sentence) {
        if self.found.len() < MOST_FINDINGS {
            self.found.push(Finding { place, said });
        } else {
            self.more += 1;
        }
    }
}
