//! Codes and tokens that are shown once: drawn, and kept as a digest.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::ids::random_bytes;

/// Octets of a code or a token.
const OCTETS: usize = 32;

/// Something that is shown once and kept as a digest.
#[derive(Clone)]
pub struct OneTimeSecret {
    /// What is shown.
    pub text: Zeroizing<String>,
    /// What is kept.
    pub digest: Vec<u8>,
}

impl std::fmt::Debug for OneTimeSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTimeSecret(…)")
    }
}

impl OneTimeSecret {
    /// Draws one; it begins with a word that says what it is for.
    pub fn draw(what_for: &str) -> Self {
        let octets: [u8; OCTETS] = random_bytes();
        let digits: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
        let text = Zeroizing::new(format!("{what_for}_{digits}"));
        let digest = digest_of(&text);
        Self { text, digest }
    }
}

/// The digest under which a code or token is kept. Their 256 bits of chance need no salt and no slowness.
pub fn digest_of(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}
