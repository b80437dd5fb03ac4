//! Texts that people write and the journal keeps: trimmed, bounded in characters, and such that they can be shown.

use std::collections::BTreeMap;

use super::refusals;
use crate::hall::Refusal;

/// The most reasons of one decision.
const MOST_REASONS: usize = 50;

/// A title or subject of 1 to 200 characters.
pub(super) fn a_title(raw: &str) -> Result<String, Refusal> {
    one_line(raw, 1, 200, refusals::title_length)
}

/// A name of 2 to 100 characters.
pub(super) fn a_name(raw: &str) -> Result<String, Refusal> {
    one_line(raw, 2, 100, refusals::name_length)
}

/// A reference or receipt of 1 to 100 characters.
pub(super) fn a_reference(raw: &str) -> Result<String, Refusal> {
    one_line(raw, 1, 100, refusals::reference_length)
}

/// The name of a version, 1 to 50 characters.
pub(super) fn a_version(raw: &str) -> Result<String, Refusal> {
    one_line(raw, 1, 50, refusals::version_length)
}

/// A reason of 1 to 500 characters.
pub(super) fn a_reason(raw: &str) -> Result<String, Refusal> {
    several_lines(raw, 500, refusals::reason_length)
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
    several_lines(raw, 2_000, refusals::opinion_length)
}

/// A statement of 1 to 5,000 characters.
pub(super) fn a_statement(raw: &str) -> Result<String, Refusal> {
    several_lines(raw, 5_000, refusals::statement_length)
}

/// A SHA-256 in lower case.
pub(super) fn a_digest(raw: &str) -> Result<String, Refusal> {
    let sound = raw.len() == 64 && raw.bytes().all(|byte| byte.is_ascii_hexdigit());
    if sound { Ok(raw.to_ascii_lowercase()) } else { Err(refusals::digest_malformed()) }
}

fn one_line(raw: &str, least: usize, most: usize, wrong: fn() -> Refusal) -> Result<String, Refusal> {
    let text = raw.trim();
    if !(least..=most).contains(&text.chars().count()) {
        return Err(wrong());
    }
    if text.chars().any(char::is_control) { Err(refusals::text_characters()) } else { Ok(text.to_owned()) }
}

/// Lines may be broken; nothing else that cannot be shown.
fn several_lines(raw: &str, most: usize, wrong: fn() -> Refusal) -> Result<String, Refusal> {
    let text = raw.trim();
    if !(1..=most).contains(&text.chars().count()) {
        return Err(wrong());
    }
    let cannot_be_shown = |character: char| character.is_control() && !matches!(character, '\n' | '\r' | '\t');
    if text.chars().any(cannot_be_shown) { Err(refusals::text_characters()) } else { Ok(text.to_owned()) }
}
