//! Texts and codes that people write and the journal keeps: trimmed, bounded, and such that they can be shown.

use crate::hall::{FieldRefusal, Refusal};

/// One line of 1 to `most` characters, without any that cannot be shown.
pub(in crate::financing) fn a_line(
    raw: &str,
    most: usize,
    pointer: &str,
    wrong: fn() -> Refusal,
) -> Result<String, FieldRefusal> {
    let text = raw.trim();
    let sound = (1..=most).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if sound { Ok(text.to_owned()) } else { Err(FieldRefusal::at(pointer, wrong())) }
}

/// Whether it is the beginning of an administrative division code (GB/T 2260): a province, a prefecture or a county.
pub(in crate::financing) fn is_a_region_prefix(raw: &str) -> bool {
    matches!(raw.len(), 2 | 4 | 6) && raw.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether it is an industry or the beginning of one (GB/T 4754): a letter from A to T and up to four digits.
pub(in crate::financing) fn is_an_industry(raw: &str) -> bool {
    let mut bytes = raw.bytes();
    raw.len() <= 5
        && bytes.next().is_some_and(|letter| (b'A'..=b'T').contains(&letter))
        && bytes.all(|byte| byte.is_ascii_digit())
}
