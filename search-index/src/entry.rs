//! What goes in: one record of the registry, as far as searching is concerned.

use chrono::NaiveDate;
use domain::registry::{RecordKind, RightKind, SimpleStatus};

/// One record, ready to be indexed. Texts are given as they are published; the index folds them itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The caller's own key of the record: unique, and the last word when two records sort alike.
    pub key: u64,
    /// The register.
    pub kind: RecordKind,
    /// The kind of right within the register.
    pub right_kind: RightKind,
    /// The number people quote.
    pub number: String,
    /// Every other number under which the record may be looked up (application, publication, registration…).
    pub numbers: Vec<String>,
    /// The title of the invention, the words of the mark, or the name of the indication.
    pub title: String,
    /// Further names that are searched like the title, for instance the Latin name of an indication.
    pub other_titles: Vec<String>,
    /// The abstract, or the list of goods and services.
    pub abstract_text: Option<String>,
    /// The claims.
    pub claims: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// The names of applicants and owners.
    pub parties: Vec<String>,
    /// Whether the right stands, and until which day that answer holds.
    pub standing: Standing,
    /// Day of filing.
    pub filing_on: Option<NaiveDate>,
    /// Day of publication.
    pub publication_on: Option<NaiveDate>,
    /// Day of grant or registration.
    pub grant_on: Option<NaiveDate>,
    /// Symbols of the International Patent Classification in canonical form (`H05C1/04`), the main one first.
    pub ipc: Vec<String>,
    /// Locarno classes (`13-03`).
    pub locarno: Vec<String>,
    /// Nice classes, 1 to 45.
    pub nice_classes: Vec<u8>,
    /// The region, as the caller names regions.
    pub region: Option<String>,
}

/// Whether a right stands, today and when nobody touches the index for a while: the calendar alone may turn the status
/// once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The status when the entry was written.
    pub status: SimpleStatus,
    /// The last day on which it holds, and the status from the day after; `None` when no change is known.
    pub changes_after: Option<(NaiveDate, SimpleStatus)>,
}

impl Standing {
    /// The status as of a day.
    pub fn on(self, day: NaiveDate) -> SimpleStatus {
        match self.changes_after {
            Some((last, then)) if day > last => then,
            Some(_) | None => self.status,
        }
    }
}

/// One entry to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The entry as it shall stand afterwards.
    pub entry: Entry,
    /// Whether the index may already hold an entry of this key. `false` spares the look-up and is for a first load
    /// alone: a wrong `false` leaves the old entry beside the new one.
    pub maybe_present: bool,
}

/// Changes that are applied together. Removals come first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// Keys of the entries that go. Unknown keys are ignored.
    pub remove: Vec<u64>,
    /// Entries that come or change.
    pub replace: Vec<Replacement>,
}
