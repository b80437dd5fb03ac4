//! Texts that people write and the journal keeps: trimmed, bounded in characters, and such that they can be shown. Each room says
//! its own lengths and its own "no".

use std::ops::RangeInclusive;

use super::Refusal;

/// One line, without anything that cannot be shown.
pub(crate) fn a_line(
    raw: &str,
    length: RangeInclusive<usize>,
    wrong_length: fn() -> Refusal,
    cannot_be_shown: fn() -> Refusal,
) -> Result<String, Refusal> {
    bounded(raw, length, wrong_length, cannot_be_shown, |_| false)
}

/// Lines, of 1 to `most` characters: they may be broken, and nothing else that cannot be shown stands in them.
pub(crate) fn lines(
    raw: &str,
    most: usize,
    wrong_length: fn() -> Refusal,
    cannot_be_shown: fn() -> Refusal,
) -> Result<String, Refusal> {
    let breaks_a_line = |character: char| matches!(character, '\n' | '\r' | '\t');
    bounded(raw, 1..=most, wrong_length, cannot_be_shown, breaks_a_line)
}

/// A SHA-256 in hexadecimal digits, in lower case.
pub(crate) fn a_digest(raw: &str, malformed: fn() -> Refusal) -> Result<String, Refusal> {
    let sound = raw.len() == 64 && raw.bytes().all(|byte| byte.is_ascii_hexdigit());
    if sound { Ok(raw.to_ascii_lowercase()) } else { Err(malformed()) }
}

fn bounded(
    raw: &str,
    length: RangeInclusive<usize>,
    wrong_length: fn() -> Refusal,
    cannot_be_shown: fn() -> Refusal,
    permitted: fn(char) -> bool,
) -> Result<String, Refusal> {
    let text = raw.trim();
    if !length.contains(&text.chars().count()) {
        return Err(wrong_length());
    }
    let is_hidden = |character: char| character.is_control() && !permitted(character);
    if text.chars().any(is_hidden) { Err(cannot_be_shown()) } else { Ok(text.to_owned()) }
}
