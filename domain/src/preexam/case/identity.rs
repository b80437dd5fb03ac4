//! Whether what was filed is what passed 一致性审查: by the digest of each document, nothing else.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{DocumentRole, FiledText};

/// What the comparison says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "identity", rename_all = "snake_case")]
pub enum Identity {
    /// Each document that passed was filed, and no other.
    Identical,
    /// These differ, are missing, or were added.
    Differs {
        /// The documents, in the order of roles; never empty.
        roles: Vec<DocumentRole>,
    },
}

/// Compares the texts that passed with those that were filed.
#[must_use]
pub fn compare(passed: &BTreeMap<DocumentRole, String>, filed: &BTreeMap<DocumentRole, FiledText>) -> Identity {
    let either: BTreeSet<DocumentRole> = passed.keys().chain(filed.keys()).copied().collect();
    let differs = |role: &DocumentRole| passed.get(role) != filed.get(role).map(|text| &text.digest);
    let roles: Vec<DocumentRole> = either.into_iter().filter(differs).collect();
    if roles.is_empty() { Identity::Identical } else { Identity::Differs { roles } }
}
