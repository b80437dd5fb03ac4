//! A checkpoint: where the chain stood, signed by the platform. It lies outside the database, one JSON line each.

use serde::{Deserialize, Serialize};

use super::{ChainHash, Head};
use crate::secrets::{PlatformKey, PublicKey, from_hex, hex};

/// Where the chain stood at an instant, signed.
///
/// The signature (Ed25519, RFC 8032) is over `"zhiquan checkpoint 1\n" ‖ position ‖ hash ‖ at`, both numbers in 8 octets
/// (big endian).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The last position.
    pub position: i64,
    /// The chain's hash there.
    pub hash: ChainHash,
    /// When it was signed, in real time, in milliseconds since 1970.
    pub at: i64,
    /// The key that signed.
    pub key: PublicKey,
    /// The signature.
    pub signature: [u8; 64],
}

/// A checkpoint as it is written.
#[derive(Serialize, Deserialize)]
struct Line {
    position: i64,
    hash: String,
    at: i64,
    kid: String,
    public_key: String,
    signature: String,
}

impl Checkpoint {
    /// Signs where the chain stands.
    pub fn sign(head: &Head, at: i64, key: &PlatformKey) -> Self {
        let signature = key.sign(&message(head.position, &head.hash, at));
        Self { position: head.position, hash: head.hash, at, key: key.public(), signature }
    }

    /// Whether the key that it names has signed it. Whether that key is the platform's, the caller must know.
    pub fn is_signed(&self) -> bool {
        self.key.verify(&message(self.position, &self.hash, self.at), &self.signature)
    }

    /// The line that it is written as, with its end.
    pub fn to_line(&self) -> String {
        let line = Line {
            position: self.position,
            hash: hex(&self.hash),
            at: self.at,
            kid: self.key.kid(),
            public_key: self.key.to_hex(),
            signature: hex(&self.signature),
        };
        serde_json::to_string(&line).unwrap_or_default() + "\n"
    }

    /// The checkpoint of a line; `None` where it is none.
    pub fn of_line(line: &[u8]) -> Option<Self> {
        let line: Line = serde_json::from_slice(line).ok()?;
        let key = PublicKey::from_hex(&line.public_key).filter(|key| key.kid() == line.kid)?;
        let (hash, signature) = (*from_hex(&line.hash)?, *from_hex(&line.signature)?);
        Some(Self { position: line.position, hash, at: line.at, key, signature })
    }
}

fn message(position: i64, hash: &ChainHash, at: i64) -> Vec<u8> {
    [b"zhiquan checkpoint 1\n".as_slice(), &position.to_be_bytes(), hash, &at.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkpoint() -> Checkpoint {
        Checkpoint::sign(&Head { position: 7, hash: [5; 32] }, 1_000, &PlatformKey::generate())
    }

    #[test]
    fn a_checkpoint_is_read_as_it_was_written() {
        let checkpoint = checkpoint();
        let line = checkpoint.to_line();
        assert_eq!(line.matches('\n').count(), 1);
        let again = Checkpoint::of_line(line.as_bytes()).expect("a checkpoint");
        assert_eq!(again, checkpoint);
        assert!(again.is_signed());
    }

    #[test]
    fn what_it_says_and_who_says_it_is_signed() {
        let whole = checkpoint();
        let changes: [fn(&mut Checkpoint); 5] = [
            |c| c.position = 8,
            |c| c.hash[31] ^= 1,
            |c| c.at += 1,
            |c| c.key = PlatformKey::generate().public(),
            |c| c.signature[0] ^= 1,
        ];
        for (place, change) in changes.into_iter().enumerate() {
            let mut changed = whole.clone();
            change(&mut changed);
            assert!(!changed.is_signed(), "change {place}");
        }
    }

    #[test]
    fn a_line_that_names_another_key_than_it_bears_is_none() {
        let line = checkpoint().to_line();
        assert_eq!(Checkpoint::of_line(line.replace("\"kid\":\"", "\"kid\":\"0").as_bytes()), None);
        for nonsense in ["", "{}", "null", &line[..40]] {
            assert_eq!(Checkpoint::of_line(nonsense.as_bytes()), None, "{nonsense}");
        }
    }
}
