//! Texts that people write and the journal keeps: trimmed, bounded in characters, and such that they can be shown.

use super::refusals;
use crate::hall::Refusal;

/// A name, number, receipt or reference: one line of 1 to 100 characters.
pub(in crate::financing) fn a_line(raw: &str) -> Result<String, Refusal> {
    bounded(raw, 100, refusals::deal_line_length, |_| false)
}

/// A reason of 1 to 500 characters.
pub(in crate::financing) fn a_reason(raw: &str) -> Result<String, Refusal> {
    bounded(raw, 500, refusals::deal_reason_length, breaks_a_line)
}

/// A note of 1 to 2,000 characters; a blank one is none.
pub(in crate::financing) fn a_note(raw: Option<&str>) -> Result<Option<String>, Refusal> {
    match raw.map(str::trim) {
        None | Some("") => Ok(None),
        Some(note) => bounded(note, 2_000, refusals::deal_note_length, breaks_a_line).map(Some),
    }
}

/// A SHA-256 in lower case.
pub(in crate::financing) fn a_digest(raw: &str) -> Result<String, Refusal> {
    let sound = raw.len() == 64 && raw.bytes().all(|byte| byte.is_ascii_hexdigit());
    if sound { Ok(raw.to_ascii_lowercase()) } else { Err(refusals::deal_digest_malformed()) }
}

const fn breaks_a_line(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\t')
}

fn bounded(raw: &str, most: usize, wrong: fn() -> Refusal, permitted: fn(char) -> bool) -> Result<String, Refusal> {
    let text = raw.trim();
    if !(1..=most).contains(&text.chars().count()) {
        return Err(wrong());
    }
    let cannot_be_shown = |character: char| character.is_control() && !permitted(character);
    if text.chars().any(cannot_be_shown) { Err(refusals::deal_text_characters()) } else { Ok(text.to_owned()) }
}
