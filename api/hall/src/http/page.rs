//! Cursors: opaque to callers, bound to the request that they continue.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

/// Why a cursor is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CursorFault {
    /// Nothing we ever gave out.
    Unreadable,
    /// Given out for another query, filter or sort.
    OfAnotherRequest,
}

#[derive(Serialize, Deserialize)]
struct Envelope<T> {
    r: String,
    m: T,
}

/// The cursor for a mark; `request` is everything that the following page must share with this one.
pub fn encode_cursor<T: Serialize>(request: &str, mark: &T) -> String {
    let envelope = Envelope { r: digest_of(request), m: mark };
    let json = serde_json::to_vec(&envelope).unwrap_or_default();
    json.iter().fold(String::with_capacity(json.len() * 2), |mut text, byte| {
        text.push(hex_digit(byte >> 4));
        text.push(hex_digit(byte & 15));
        text
    })
}

/// The mark in a cursor.
///
/// # Errors
/// [`CursorFault`] when it is not one of ours or continues another request.
pub fn decode_cursor<T: DeserializeOwned>(request: &str, cursor: &str) -> Result<T, CursorFault> {
    if cursor.len() > 2_000 || !cursor.len().is_multiple_of(2) {
        return Err(CursorFault::Unreadable);
    }
    let digits: Option<Vec<u8>> =
        cursor.chars().map(|digit| digit.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    let bytes: Vec<u8> =
        digits.ok_or(CursorFault::Unreadable)?.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    let envelope: Envelope<T> = serde_json::from_slice(&bytes).map_err(|_| CursorFault::Unreadable)?;
    if envelope.r == digest_of(request) { Ok(envelope.m) } else { Err(CursorFault::OfAnotherRequest) }
}

/// Eight bytes tell one request from another; nothing secret hangs on it.
fn digest_of(request: &str) -> String {
    Sha256::digest(request.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn hex_digit(value: u8) -> char {
    char::from_digit(u32::from(value), 16).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_continues_its_own_request_and_no_other() {
        let cursor = encode_cursor("q=a", &(7_u64, Some(-3_i64)));
        assert_eq!(decode_cursor::<(u64, Option<i64>)>("q=a", &cursor), Ok((7, Some(-3))));
        assert_eq!(decode_cursor::<(u64, Option<i64>)>("q=b", &cursor), Err(CursorFault::OfAnotherRequest));
        for nonsense in ["", "0", "zz", "00", "é", &cursor[2..]] {
            assert_eq!(
                decode_cursor::<(u64, Option<i64>)>("q=a", nonsense),
                Err(CursorFault::Unreadable),
                "{nonsense}"
            );
        }
    }
}
