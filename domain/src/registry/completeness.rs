//! What is odd about a record that is kept all the same.

use super::{Particulars, Record};
use crate::identifier::{Check, PatentNumber, Uscc};

/// One oddity: the field by JSON pointer, and what is odd.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordWarning {
    /// JSON pointer into the published import shape.
    pub field: &'static str,
    /// Stable code.
    pub code: &'static str,
}

/// What is odd about a record. An official record is kept with its oddities: they are the office's, and people must
/// still find it.
pub fn warnings_of(record: &Record) -> Vec<RecordWarning> {
    let mut warnings = Vec::new();
    let mut warn = |field, code| warnings.push(RecordWarning { field, code });
    if let Particulars::Patent(patent) = &record.particulars {
        match patent.application_number.as_ref().map(PatentNumber::check) {
            Some(Check::Fails { .. }) => warn("/application_number", "identifier.check_character_fails"),
            Some(Check::Absent) => warn("/application_number", "identifier.check_character_absent"),
            Some(Check::Passes) | None => {}
        }
    }
    if record.parties.iter().filter_map(|party| party.uscc.as_ref()).any(fails) {
        warn("/parties", "identifier.check_character_fails");
    }
    let in_order = |first, second| !matches!((first, second), (Some(a), Some(b)) if b < a);
    if !in_order(record.filing_on(), record.publication_on()) {
        warn("/publication_on", "registry.record.published_before_filing");
    }
    if !in_order(record.filing_on(), record.grant_on()) {
        warn("/grant_on", "registry.record.granted_before_filing");
    }
    warnings
}

fn fails(uscc: &Uscc) -> bool {
    matches!(uscc.check(), Check::Fails { .. })
}
