//! Texts that people write and the journal keeps: trimmed, bounded in characters, and such that they can be shown.

use std::collections::BTreeMap;

use super::refusals;
use crate::hall::{Refusal, text};

/// The most reasons of one decision.
const MOST_REASONS: usize = 50;

/// A title or subject of 1 to 200 characters.
pub(super) fn a_title(raw: &str) -> Result<String, Refusal> {
    text::a_line(raw, 1..=200, refusals::title_length, refusals::text_characters)
}

/// A name of 2 to 100 characters.
pub(super) fn a_name(raw: &str) -> Result<String, Refusal> {
    text::a_line(raw, 2..=100, refusals::name_length, refusals::text_characters)
}

/// A reference or receipt of 1 to 100 characters.
pub(super) fn a_reference(raw: &str) -> Result<String, Refusal> {
    text::a_line(raw, 1..=100, refusals::reference_length, refusals::text_characters)
}

/// The name of a version, 1 to 50 characters.
pub(super) fn a_version(raw: &str) -> Result<String, Refusal> {
    text::a_line(raw, 1..=50, refusals::version_length, refusals::text_characters)
}

/// A reason of 1 to 500 characters.
pub(super) fn a_reason(raw: &str) -> Result<String, Refusal> {
    text::lines(raw, 500, refusals::reason_length, refusals::text_characters)
}

/// Reasons of a decision: at least one, at most fifty.
pub(super) fn reasons(raw: &[String]) -> Result<Vec<String>, Refusal> {
    match raw.len() {
        0 => Err(refusals::reasons_missing()),
        1..=MOST_REASONS => raw.iter().map(|reason| a_reason(reason)).collect(),
        _ => Err(refusals::reasons_too_many()),
    }
}

/// A reason for each check.
pub(super) fn reasons_by_check<C: Ord>(raw: BTreeMap<C, String>) -> Result<BTreeMap<C, String>, Refusal> {
    raw.into_iter().map(|(check, reason)| Ok((check, a_reason(&reason)?))).collect()
}

/// A note of 1 to 2,000 characters; a blank one is none.
pub(super) fn a_note(raw: Option<&str>) -> Result<Option<String>, Refusal> {
    match raw.map(str::trim) {
        None | Some("") => Ok(None),
        Some(note) => an_opinion(note).map(Some).map_err(|_| refusals::note_length()),
    }
}

/// What is to be amended, 1 to 2,000 characters.
pub(super) fn an_opinion(raw: &str) -> Result<String, Refusal> {
    text::lines(raw, 2_000, refusals::opinion_length, refusals::text_characters)
}

/// A statement of 1 to 5,000 characters.
pub(super) fn a_statement(raw: &str) -> Result<String, Refusal> {
    text::lines(raw, 5_000, refusals::statement_length, refusals::text_characters)
}

/// A SHA-256 in lower case.
pub(super) fn a_digest(raw: &str) -> Result<String, Refusal> {
    text::a_digest(raw, refusals::digest_malformed)
}
