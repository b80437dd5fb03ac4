//! Texts that people write and the journal keeps: names of organisations and clients, and reasons.

use super::refusals;
use crate::hall::{Refusal, text};

/// The name without blanks around it, where it can be shown and has 2 to 100 characters.
pub(super) fn a_name(raw: &str) -> Result<String, Refusal> {
    text::a_line(raw, 2..=100, refusals::name_length, refusals::name_characters)
}

/// The reason without blanks around it, where there is one and it has at most 500 characters.
pub(super) fn a_reason(raw: &str) -> Result<String, Refusal> {
    let reason = raw.trim();
    if (1..=500).contains(&reason.chars().count()) { Ok(reason.to_owned()) } else { Err(refusals::reason_length()) }
}
