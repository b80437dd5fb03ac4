//! FNV-1a of 64 bits: a digest that is the same on every machine and under every compiler, for identities that are
//! written down. It guards against mistakes, not against malice.

use std::hash::Hasher;

const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The running digest.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(OFFSET_BASIS)
    }
}

impl Hasher for Digest {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::hash::Hasher as _;

    use super::Digest;

    /// Test vectors of the FNV reference page (Fowler, Noll, Vo).
    #[test]
    fn the_digest_is_that_of_the_reference() {
        for (text, expected) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            let mut digest = Digest::default();
            digest.write(text.as_bytes());
            assert_eq!(digest.finish(), expected, "{text}");
        }
    }
}
