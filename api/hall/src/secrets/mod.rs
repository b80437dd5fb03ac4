//! What is secret here, and how it is kept.
//!
//! Keys are nested, so that one file outside the database and its backups is what a thief of either lacks:
//!
//! ```text
//! master key                 a file, 32 octets            MasterKey
//!   purpose key              HMAC-SHA256(master, purpose)  SealingKey
//!     case key               one for each case, wrapped    CaseKey
//!       content and files    sealed under the case key     CaseKey::seal, SealingWriter
//!     signing key            Ed25519, sealed               PlatformKey
//!     second factor          sealed                        TotpSecret
//!     stored answers         sealed                        SealingKey::seal
//! ```
//!
//! Passwords are hashed and not sealed ([`PasswordHasher`]): nothing opens them again.
//!
//! Invariants:
//! - Whoever destroys a wrapped case key has destroyed what was sealed under it, in every backup as well.
//! - What is sealed is bound to its context (whose it is and where it stands): moved elsewhere, it does not open.
//! - A nonce is 24 random octets, or 16 random octets and a counter: no key's state needs to be remembered.
//! - Nothing secret is in a `Debug`, a fault or a log; key octets are overwritten when they are dropped.
//! - Chance comes from [`crate::ids`], the time is an argument, and nothing here knows the database or HTTP.

mod case_key;
mod digest;
mod master;
mod one_time;
mod password;
pub mod purposes;
mod seal;
mod signing;
mod stream;
pub mod token;
mod totp;

pub use case_key::CaseKey;
pub use digest::DigestKey;
pub use master::{MasterKey, SecretFault, SecretReason};
pub use one_time::{OneTimeSecret, digest_of};
pub use password::{PasswordFault, PasswordHasher};
pub use seal::{OpenFault, SealingKey};
pub use signing::{PlatformKey, PublicKey};
pub use stream::{CHUNK_OCTETS, OpeningReader, SealingWriter};
pub use totp::TotpSecret;

/// Octets as lower-case hexadecimal digits.
pub(crate) fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

/// The octets that this many hexadecimal digits say, in either case.
pub(crate) fn from_hex<const N: usize>(digits: &str) -> Option<zeroize::Zeroizing<[u8; N]>> {
    let mut octets = zeroize::Zeroizing::new([0; N]);
    let digits = digits.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    for (octet, pair) in octets.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |place: usize| char::from(pair[place]).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        *octet = digit(0)? * 16 + digit(1)?;
    }
    Some(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_digits_say_so_many_octets_and_nothing_else() {
        assert_eq!(hex(&[0x00, 0x9f, 0xff]), "009fff");
        assert_eq!(from_hex::<3>("009FfF").as_deref(), Some(&[0x00, 0x9f, 0xff]));
        for wrong in ["", "009ff", "009fff0", "009fff00", "009ffg", "+09fff", "知权", "0x9fff "] {
            assert_eq!(from_hex::<3>(wrong), None, "{wrong}");
        }
    }
}
