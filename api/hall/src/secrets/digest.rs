//! Keyed digests: what must be found again and not be read, such as a login that somebody tried.

use std::fmt;

use zeroize::Zeroizing;

use super::hex;
use super::seal::hmac_sha256;

/// A key that makes digests. Its octets are overwritten when it is dropped.
pub struct DigestKey(Zeroizing<[u8; 32]>);

impl DigestKey {
    pub(super) fn derived(parent: &[u8; 32], purpose: &str) -> Self {
        Self(hmac_sha256(parent, purpose.as_bytes()))
    }

    /// The digest of a text within a context, as 64 hexadecimal digits: HMAC-SHA256(key, context ‖ 0 ‖ text).
    pub fn digest(&self, context: &str, text: &str) -> String {
        hex(&*hmac_sha256(&self.0, [context.as_bytes(), &[0], text.as_bytes()].concat().as_slice()))
    }
}

impl fmt::Debug for DigestKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DigestKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_depends_on_key_context_and_text() {
        let key = DigestKey::derived(&[7; 32], "a");
        assert_eq!(key.digest("login", "wang"), key.digest("login", "wang"));
        assert_ne!(key.digest("login", "wang"), key.digest("address", "wang"));
        assert_ne!(key.digest("login", "wang"), DigestKey::derived(&[7; 32], "b").digest("login", "wang"));
        assert_eq!(format!("{key:?}"), "DigestKey(…)");
    }
}
