//! Sealing of short content: XChaCha20-Poly1305 with a random nonce, bound to a context.
//!
//! Sealed octets: version 1 | nonce of 24 octets | ciphertext | tag of 16 octets.

use std::fmt;

use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::ids::random_bytes;

const VERSION: u8 = 1;
const HEAD_OCTETS: usize = 1 + NONCE_OCTETS;

/// Octets of a nonce.
pub(super) const NONCE_OCTETS: usize = 24;
/// Octets of a tag.
pub(super) const TAG_OCTETS: usize = 16;

/// A key that seals and opens. Its octets are overwritten when it is dropped.
pub struct SealingKey(Zeroizing<[u8; 32]>);

/// Why sealed content does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenFault {
    /// It does not have the form of sealed content of a known version.
    #[error("this was not sealed here")]
    NotOurs,
    /// Another key or another context, or the content was changed: these cannot be told apart.
    #[error("this was sealed with another key or for another place, or it was changed")]
    Changed,
}

impl SealingKey {
    /// The key for a purpose under another key: HMAC-SHA256(parent, purpose).
    pub(super) fn derived(parent: &[u8; 32], purpose: &str) -> Self {
        Self(hmac_sha256(parent, purpose.as_bytes()))
    }

    /// The same key once more, for what outlives a borrow.
    pub(super) fn again(&self) -> Self {
        Self(self.0.clone())
    }

    /// Seals content for one context, which must be given again to open it.
    ///
    /// The same content is sealed to other octets each time; its length shows.
    pub fn seal(&self, plain: &[u8], context: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_OCTETS] = random_bytes();
        // Room for everything at once: growing would leave a copy of the content behind.
        let mut sealed = Vec::with_capacity(HEAD_OCTETS + plain.len() + TAG_OCTETS);
        sealed.push(VERSION);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(plain);
        let tag = self.lock(&nonce, context, &mut sealed[HEAD_OCTETS..]);
        sealed.extend_from_slice(&tag);
        sealed
    }

    /// Opens what [`SealingKey::seal`] made for the same context.
    ///
    /// # Errors
    /// What does not have the form, and what was sealed otherwise or changed.
    pub fn open(&self, sealed: &[u8], context: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenFault> {
        let rest = sealed.strip_prefix(&[VERSION]).ok_or(OpenFault::NotOurs)?;
        let (nonce, rest) = rest.split_first_chunk().ok_or(OpenFault::NotOurs)?;
        let (text, tag) = rest.split_last_chunk().ok_or(OpenFault::NotOurs)?;
        let mut plain = Zeroizing::new(text.to_vec());
        self.unlock(nonce, context, &mut plain, tag)?;
        Ok(plain)
    }

    /// Encrypts in place and gives the tag. The nonce must be new for this key.
    pub(super) fn lock(&self, nonce: &[u8; NONCE_OCTETS], context: &[u8], text: &mut [u8]) -> [u8; TAG_OCTETS] {
        let tag = self.cipher().encrypt_inout_detached(nonce.into(), context, text.into());
        tag.unwrap_or_else(|_| unreachable!("256 GiB do not lie in one piece of memory")).into()
    }

    /// Decrypts in place where the tag is right, and else leaves the text as it is.
    pub(super) fn unlock(
        &self,
        nonce: &[u8; NONCE_OCTETS],
        context: &[u8],
        text: &mut [u8],
        tag: &[u8; TAG_OCTETS],
    ) -> Result<(), OpenFault> {
        let opened = self.cipher().decrypt_inout_detached(nonce.into(), context, text.into(), tag.into());
        opened.map_err(|_| OpenFault::Changed)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingKey(..)")
    }
}

/// HMAC-SHA256 (RFC 2104), the key filled up with zeros to a block as the RFC does.
pub(super) fn hmac_sha256(key: &[u8; 32], message: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key);
    let mac = <Hmac<Sha256> as KeyInit>::new((&*block).into());
    Zeroizing::new(mac.chain_update(message).finalize().into_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SealingKey {
        SealingKey::derived(&random_bytes(), "tests")
    }

    #[test]
    fn the_mac_is_that_of_rfc_4231() {
        // Test case 1 has a key of 20 octets, which zeros fill up as they do one of 32.
        let mut key = [0; 32];
        key[..20].fill(0x0b);
        let expected = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
        assert_eq!(super::super::hex(&*hmac_sha256(&key, b"Hi There")), expected);
    }

    #[test]
    fn what_was_sealed_opens_with_its_key_and_context_alone() {
        let (key, other) = (key(), key());
        for plain in [&b""[..], b"x", &[7; 10_000]] {
            let sealed = key.seal(plain, b"case 1");
            assert_eq!(sealed.len(), 1 + 24 + plain.len() + 16);
            assert_eq!(key.open(&sealed, b"case 1").as_deref().map(Vec::as_slice), Ok(plain));
            assert_eq!(key.open(&sealed, b"case 2"), Err(OpenFault::Changed));
            assert_eq!(key.open(&sealed, b""), Err(OpenFault::Changed));
            assert_eq!(other.open(&sealed, b"case 1"), Err(OpenFault::Changed));
        }
    }

    #[test]
    fn a_change_of_any_bit_is_found() {
        let key = key();
        let sealed = key.seal(b"a secret", b"here");
        for place in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[place / 8] ^= 1 << (place % 8);
            let fault = if place < 8 { OpenFault::NotOurs } else { OpenFault::Changed };
            assert_eq!(key.open(&changed, b"here"), Err(fault), "bit {place}");
        }
    }

    #[test]
    fn a_piece_of_sealed_content_does_not_open() {
        let key = key();
        let sealed = key.seal(b"a secret", b"here");
        for length in 0..sealed.len() {
            let fault = if length < 1 + 24 + 16 { OpenFault::NotOurs } else { OpenFault::Changed };
            assert_eq!(key.open(&sealed[..length], b"here"), Err(fault), "{length} octets");
        }
        assert_eq!(key.open(&[&sealed[..], b"x"].concat(), b"here"), Err(OpenFault::Changed));
    }

    #[test]
    fn nothing_is_sealed_twice_alike_and_nothing_shows() {
        let key = key();
        assert_ne!(key.seal(b"a secret", b"here"), key.seal(b"a secret", b"here"));
        assert!(!key.seal(b"a secret", b"here").windows(8).any(|window| window == b"a secret"));
        assert_eq!(format!("{key:?}"), "SealingKey(..)");
    }
}
