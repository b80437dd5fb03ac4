//! Texts that people write of deals, pledges and pools.

use super::refusals;
use crate::hall::{Refusal, text};

/// A name, number, receipt or reference: one line of 1 to 100 characters.
pub(in crate::financing) fn a_line(raw: &str) -> Result<String, Refusal> {
    text::a_line(raw, 1..=100, refusals::deal_line_length, refusals::deal_text_characters)
}

/// A reason of 1 to 500 characters.
pub(in crate::financing) fn a_reason(raw: &str) -> Result<String, Refusal> {
    text::lines(raw, 500, refusals::deal_reason_length, refusals::deal_text_characters)
}

/// A note of 1 to 2,000 characters; a blank one is none.
pub(in crate::financing) fn a_note(raw: Option<&str>) -> Result<Option<String>, Refusal> {
    match raw.map(str::trim) {
        None | Some("") => Ok(None),
        Some(note) => text::lines(note, 2_000, refusals::deal_note_length, refusals::deal_text_characters).map(Some),
    }
}

/// A SHA-256 in lower case.
pub(in crate::financing) fn a_digest(raw: &str) -> Result<String, Refusal> {
    text::a_digest(raw, refusals::deal_digest_malformed)
}
