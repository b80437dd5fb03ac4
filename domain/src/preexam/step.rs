//! A clock that runs: for what, against whom, since when, and what comes of being late.

use crate::calendar::{Basis, Late};

/// Whose time it is that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// The applicant's.
    Applicant,
    /// The centre's.
    Centre,
    /// The office's, which the centre only watches.
    Office,
}

/// A clock that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<K> {
    /// For what.
    pub kind: K,
    /// Against whom.
    pub whose: Whose,
    /// Since when and for how long.
    pub basis: Basis,
    /// What comes of being late.
    pub late: Late,
}
