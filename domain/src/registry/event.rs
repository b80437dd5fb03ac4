//! Legal-status events with the codes that the offices publish.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One entry of the office's legal-status file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LegalEvent {
    /// The day from which it has effect.
    pub on: NaiveDate,
    /// The official code (`GR01`, `CF01`, …), upper case.
    pub code: String,
    /// What the office adds: numbers, names, reasons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// What an event does to the standing of a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventEffect {
    /// Applied for or published: the right is pending.
    Opens,
    /// Granted or registered.
    Grants,
    /// Renewed: the term runs on. Marks only.
    Renews,
    /// Refused, withdrawn, lapsed, waived, expired, invalidated or revoked as a whole.
    Ends,
    /// An end undone.
    Restores,
    /// Recorded without touching whether the right stands (transfer, licence, pledge, preservation, …).
    Records,
}
