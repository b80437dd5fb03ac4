//! The platform's signing keys: Ed25519 (RFC 8032), for checkpoints, documents and the tokens of programs.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{OpenFault, SealingKey, from_hex, hex};
use crate::ids::random_bytes;

const PLACE: &[u8] = b"platform key";

/// A key that signs for the platform. Its octets are overwritten when it is dropped.
pub struct PlatformKey(SigningKey);

impl PlatformKey {
    /// A new random key.
    pub fn generate() -> Self {
        Self(SigningKey::from_bytes(&Zeroizing::new(random_bytes())))
    }

    /// The key as it is stored.
    pub fn to_sealed(&self, sealing: &SealingKey) -> Vec<u8> {
        sealing.seal(&*Zeroizing::new(self.0.to_bytes()), PLACE)
    }

    /// The key from its stored form.
    ///
    /// # Errors
    /// Another sealing key, changed octets, or what is no sealed key at all.
    pub fn from_sealed(sealed: &[u8], sealing: &SealingKey) -> Result<Self, OpenFault> {
        let opened = sealing.open(sealed, PLACE)?;
        let octets = opened.as_slice().try_into().map_err(|_| OpenFault::NotOurs)?;
        Ok(Self(SigningKey::from_bytes(octets)))
    }

    /// The name of the key: that of its public half.
    pub fn kid(&self) -> String {
        self.public().kid()
    }

    /// The half that everybody may know.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The signature of a message. The same message has the same signature.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for PlatformKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PlatformKey({})", self.kid())
    }
}

/// The public half of a signing key: a point of the curve that is not weak.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// The key of these octets; none where they are no point, or one of the few with which any message seems signed.
    pub fn from_octets(octets: &[u8; 32]) -> Option<Self> {
        VerifyingKey::from_bytes(octets).ok().filter(|key| !key.is_weak()).map(Self)
    }

    /// The key of 64 hexadecimal digits.
    pub fn from_hex(digits: &str) -> Option<Self> {
        Self::from_octets(&*from_hex(digits)?)
    }

    /// The key of 43 characters of base64url without padding, as a JWK has it in `x` (RFC 8037).
    pub fn from_base64url(text: &str) -> Option<Self> {
        Self::from_octets(URL_SAFE_NO_PAD.decode(text).ok()?.as_slice().try_into().ok()?)
    }

    /// Its octets.
    pub fn octets(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Its octets as hexadecimal digits.
    pub fn to_hex(&self) -> String {
        hex(self.octets())
    }

    /// Its octets in base64url without padding.
    pub fn to_base64url(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.octets())
    }

    /// The name of the key: the first 16 hexadecimal digits of the SHA-256 of its octets.
    pub fn kid(&self) -> String {
        hex(&Sha256::digest(self.octets())[..8])
    }

    /// Whether this is the key's signature of the message, by the strict rules: no signature has a second form.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        let signature = Signature::from_slice(signature);
        signature.is_ok_and(|signature| self.0.verify_strict(message, &signature).is_ok())
    }

    /// The key as a JWK (RFC 7517, RFC 8037).
    pub fn to_jwk(&self) -> Value {
        json!({
            "kty": "OKP",
            "crv": "Ed25519",
            "x": self.to_base64url(),
            "use": "sig",
            "alg": "EdDSA",
            "kid": self.kid(),
        })
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.to_hex())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealing() -> SealingKey {
        SealingKey::derived(&random_bytes(), "tests")
    }

    fn key_of(seed: &str) -> PlatformKey {
        PlatformKey(SigningKey::from_bytes(&from_hex(seed).expect("64 digits")))
    }

    #[test]
    fn signatures_are_those_of_rfc_8032() {
        // Test 2 of section 7.1.
        let key = key_of("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        assert_eq!(key.public().to_hex(), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        let signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                         085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
        assert_eq!(hex(&key.sign(&[0x72])), signature);
        assert!(key.public().verify(&[0x72], &key.sign(&[0x72])));
    }

    #[test]
    fn a_signature_is_of_its_message_and_key_alone() {
        let key = PlatformKey::generate();
        let signature = key.sign(b"message");
        assert!(key.public().verify(b"message", &signature));
        assert!(!key.public().verify(b"massage", &signature));
        assert!(!PlatformKey::generate().public().verify(b"message", &signature));
        assert!(!key.public().verify(b"message", &signature[..63]));
        assert!(!key.public().verify(b"message", &[&signature[..], &[0]].concat()));
        for place in 0..64 {
            let mut changed = signature;
            changed[place] ^= 1;
            assert!(!key.public().verify(b"message", &changed), "octet {place}");
        }
    }

    #[test]
    fn a_point_with_which_any_message_seems_signed_is_no_key() {
        // The neutral element, a point of order two, one of order four, and one of order eight.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let two = from_hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f").expect("digits");
        let eight = from_hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05").expect("digits");
        for weak in [&neutral, &*two, &[0; 32], &*eight] {
            assert_eq!(PublicKey::from_octets(weak), None, "{}", hex(weak));
        }
    }

    #[test]
    fn a_public_key_is_read_from_digits_and_from_base64url_as_it_is_written() {
        let public = PlatformKey::generate().public();
        assert_eq!(PublicKey::from_hex(&public.to_hex()), Some(public));
        assert_eq!(PublicKey::from_base64url(&public.to_base64url()), Some(public));
        assert_eq!(PublicKey::from_octets(public.octets()), Some(public));
        assert_eq!(PublicKey::from_base64url(&(public.to_base64url() + "=")), None);
        assert_eq!(PublicKey::from_base64url(""), None);
        assert_eq!(PublicKey::from_hex(&public.to_hex()[1..]), None);
    }

    #[test]
    fn the_jwk_says_what_the_key_is_and_nothing_secret() {
        // The key of RFC 8037 appendix A.
        let key = key_of("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        let jwk = key.public().to_jwk();
        let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
        let kid = key.kid();
        let expected = json!({"kty": "OKP", "crv": "Ed25519", "x": x, "use": "sig", "alg": "EdDSA", "kid": kid});
        assert_eq!(jwk, expected);
        assert_eq!(kid, "21fe31dfa154a261");
    }

    #[test]
    fn a_stored_key_is_the_same_key_and_never_shown() {
        let (sealing, other) = (sealing(), sealing());
        let key = PlatformKey::generate();
        let sealed = key.to_sealed(&sealing);
        let again = PlatformKey::from_sealed(&sealed, &sealing).expect("its own key");
        assert_eq!(again.sign(b"message"), key.sign(b"message"));
        assert_eq!(PlatformKey::from_sealed(&sealed, &other).err(), Some(OpenFault::Changed));
        assert_eq!(PlatformKey::from_sealed(&sealing.seal(&[7; 31], PLACE), &sealing).err(), Some(OpenFault::NotOurs));
        assert_eq!(format!("{key:?}"), format!("PlatformKey({})", key.kid()));
    }
}
