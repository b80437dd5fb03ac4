//! Tokens that are good; the ways to forge one stand in `forged`.

mod forged;

use ed25519_dalek::SigningKey;
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::{EncodingKey, Header, Validation};
use sha2::Sha256;

use super::*;

/// A moment, 2026-11-25, in seconds.
const NOW: i64 = 1_795_564_800;
const CLIENT: &str = "01936100-0000-7000-8000-000000000001";
const OTHER: &str = "01936100-0000-7000-8000-000000000002";

/// The platform's key, and what it would sign.
struct House {
    key: PlatformKey,
    settings: TokenSettings,
}

impl House {
    fn new() -> Self {
        let settings = TokenSettings {
            issuer: "https://zhiquan.example".to_owned(),
            audience: "https://zhiquan.example/api".to_owned(),
            lifetime_seconds: 600,
        };
        Self { key: PlatformKey::generate(), settings }
    }

    /// The header of a good token, as text.
    fn header(&self) -> String {
        format!(r#"{{"alg":"EdDSA","typ":"at+jwt","kid":"{}"}}"#, self.key.kid())
    }

    /// The claims of a good token, as text.
    fn claims(&self) -> String {
        let TokenSettings { issuer, audience, .. } = &self.settings;
        format!(
            r#"{{"iss":"{issuer}","aud":"{audience}","sub":"{CLIENT}","client_id":"{CLIENT}","scope":"read write","iat":{NOW},"exp":{},"jti":"{OTHER}"}}"#,
            NOW + 600
        )
    }

    fn good(&self) -> String {
        self.signed(&self.header(), &self.claims())
    }

    /// Signed by the platform's key, whatever it says: what is wrong is then wrong by itself.
    fn signed(&self, header: &str, claims: &str) -> String {
        signed_by(header, claims, |message| self.key.sign(message).to_vec())
    }

    /// A good token in whose header this stands otherwise.
    fn header_with(&self, good: &str, other: &str) -> String {
        self.signed(&replaced(&self.header(), good, other), &self.claims())
    }

    /// A good token in whose claims this stands otherwise.
    fn claims_with(&self, good: &str, other: &str) -> String {
        self.signed(&self.header(), &replaced(&self.claims(), good, other))
    }

    fn verify(&self, token: &str) -> Result<Claims, TokenFault> {
        self.verify_at(token, NOW * 1000)
    }

    fn verify_at(&self, token: &str, now_millis: i64) -> Result<Claims, TokenFault> {
        let key_of = |kid: &str| (kid == self.key.kid()).then(|| self.key.public());
        verify(token, &self.settings, key_of, now_millis)
    }

    /// Each must be refused, and with its reason.
    fn refuses<const N: usize>(&self, forged: [(&str, String, TokenFault); N]) {
        assert!(self.verify(&self.good()).is_ok(), "what the forgeries are made of is good");
        for (what, token, fault) in forged {
            assert_ne!(token, self.good(), "{what}");
            assert_eq!(self.verify(&token), Err(fault), "{what}");
        }
    }
}

fn replaced(text: &str, good: &str, other: &str) -> String {
    assert_eq!(text.matches(good).count(), 1, "{good} stands once in {text}");
    text.replace(good, other)
}

fn signed_by(header: &str, claims: &str, sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
    let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part));
    let message = format!("{header}.{claims}");
    let signature = URL_SAFE_NO_PAD.encode(sign(message.as_bytes()));
    format!("{message}.{signature}")
}

fn hs256(key: &[u8]) -> impl Fn(&[u8]) -> Vec<u8> {
    let mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    move |message| mac.clone().chain_update(message).finalize().into_bytes().to_vec()
}

fn claims() -> Claims {
    let id = |text| Uuid::parse_str(text).expect("a UUID");
    Claims { client: id(CLIENT), scopes: vec!["read".to_owned(), "write".to_owned()], id: id(OTHER) }
}

#[test]
fn a_token_that_was_issued_here_is_good_for_its_lifetime() {
    let house = House::new();
    let token = issue(&house.key, &house.settings, &claims(), NOW * 1000 + 999);
    for (now_millis, expected) in [
        (NOW * 1000, Ok(claims())),
        ((NOW - 60) * 1000, Ok(claims())),
        ((NOW - 60) * 1000 - 1, Err(TokenFault::IssuedAhead)),
        ((NOW + 600) * 1000 - 1, Ok(claims())),
        ((NOW + 600) * 1000, Err(TokenFault::Expired)),
        (i64::MAX, Err(TokenFault::Expired)),
        (i64::MIN, Err(TokenFault::IssuedAhead)),
    ] {
        assert_eq!(house.verify_at(&token, now_millis), expected, "at {now_millis}");
    }
    assert_eq!(house.verify(&house.good()), Ok(claims()));
}

#[test]
fn the_library_reads_what_is_issued_and_writes_what_is_read() {
    let house = House::new();
    let token = issue(&house.key, &house.settings, &claims(), NOW * 1000);
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.validate_exp = false;
    validation.set_audience(&[&house.settings.audience]);
    validation.set_issuer(&[&house.settings.issuer]);
    let public = DecodingKey::from_ed_der(house.key.public().octets());
    let read = jsonwebtoken::decode::<Value>(&token, &public, &validation).expect("a good token");
    assert_eq!(read.header.kid, Some(house.key.kid()));
    let scope_and_times = ["scope", "iat", "exp"].map(|name| read.claims[name].clone());
    assert_eq!(scope_and_times, [json!("read write"), json!(NOW), json!(NOW + 600)]);
    // The private half in the form of RFC 8410 section 7.
    let private = SigningKey::from_bytes(&[7; 32]);
    let head = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    let encoding = EncodingKey::from_ed_der(&[&head[..], &private.to_bytes()].concat());
    let kid = "0123456789abcdef";
    let header = Header { typ: Some(TYPE.to_owned()), kid: Some(kid.to_owned()), ..Header::new(Algorithm::EdDSA) };
    let written = jsonwebtoken::encode(&header, &read.claims, &encoding).expect("written");
    let key = PublicKey::from_octets(private.verifying_key().as_bytes());
    let known = verify(&written, &house.settings, |name| key.filter(|_| name == kid), NOW * 1000);
    assert_eq!(known, Ok(claims()));
}

#[test]
fn a_token_may_say_more_and_have_no_scope() {
    let house = House::new();
    let more = house.claims_with(r#","jti""#, &format!(r#","nbf":{NOW},"acr":{{"a":[1]}},"jti""#));
    assert_eq!(house.verify(&more), Ok(claims()));
    let none = house.verify(&house.claims_with("read write", ""));
    assert_eq!(none.map(|claims| claims.scopes), Ok(Vec::new()));
}

#[test]
fn a_scope_with_a_space_is_never_issued_as_two() {
    let house = House::new();
    let scopes = ["read", "read write", "", "re\"ad", "读", "a\\b", "x:y/z"].map(ToOwned::to_owned).to_vec();
    let token = issue(&house.key, &house.settings, &Claims { scopes, ..claims() }, NOW * 1000);
    assert_eq!(house.verify(&token).expect("good").scopes, ["read", "x:y/z"]);
}
