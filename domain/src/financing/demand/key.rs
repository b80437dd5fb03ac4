//! By what a right is known within a demand.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::super::product::PledgedKind;

/// A right by its kind and its number: that of the patent, of the mark, or of the copyright's certificate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RightKey {
    /// Its kind.
    pub kind: PledgedKind,
    /// Its number.
    pub number: String,
}

impl fmt::Display for RightKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind, self.number)
    }
}
