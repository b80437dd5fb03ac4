//! Access tokens for programs: JWTs by RFC 9068, read as strictly as RFC 8725 asks.
//!
//! A token says its algorithm, but that is only compared: the algorithm is EdDSA and the key is one of the platform's.
//! No other member of a header is understood (`jku`, `jwk`, `x5u`, `x5c`, `crit`, `zip`, `b64`), so nothing is ever
//! fetched and no key comes with a token.

mod members;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::crypto::rust_crypto::DEFAULT_PROVIDER;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use self::members::MembersFault;
use super::{PlatformKey, PublicKey};

/// The longest token that is looked at, in octets.
const MOST_OCTETS: usize = 4096;
/// How far ahead the clock of who issued a token may be, in seconds.
const CLOCKS_DIFFER_SECONDS: i64 = 60;
const ALGORITHM: &str = "EdDSA";
const TYPE: &str = "at+jwt";

/// Who issues tokens, for whom, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenSettings {
    /// `iss`: this platform's address.
    pub issuer: String,
    /// `aud`: the API that the tokens are for.
    pub audience: String,
    /// How long a token is good, in seconds; one that says it is good for longer is refused.
    pub lifetime_seconds: u32,
}

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// The program, `client_id` and `sub`.
    pub client: Uuid,
    /// What it may do, `scope`. Each is a scope token of RFC 6749 section 3.3.
    pub scopes: Vec<String>,
    /// The token itself, `jti`.
    pub id: Uuid,
}

/// Why a token is refused. For logs: a program learns only that its token is not good (RFC 6750 section 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// More than 4096 octets.
    #[error("the token is too long")]
    TooLong,
    /// Not three parts in base64url without padding.
    #[error("the token is not three parts in base64url")]
    Shape,
    /// The header is no JSON object.
    #[error("the header is no JSON object")]
    Header,
    /// A name stands twice in the header or the claims.
    #[error("a name stands twice")]
    RepeatedName,
    /// The header has a member that is not understood.
    #[error("the header has a member that is not understood")]
    HeaderMember,
    /// The algorithm is not `EdDSA`.
    #[error("the algorithm is not EdDSA")]
    Algorithm,
    /// The type is not `at+jwt`.
    #[error("the type is not at+jwt")]
    Type,
    /// The name of the key is missing or no name of a key.
    #[error("the token names no key")]
    KeyName,
    /// The key is not known.
    #[error("the key is not known")]
    UnknownKey,
    /// The signature is not that of the key.
    #[error("the signature is wrong")]
    Signature,
    /// The claims are no JSON object.
    #[error("the claims are no JSON object")]
    Claims,
    /// Another issuer.
    #[error("the issuer is another")]
    Issuer,
    /// Another audience, or several.
    #[error("the audience is another")]
    Audience,
    /// This time is missing or not a whole number of seconds.
    #[error("{0} is not a whole number")]
    NotAnInteger(&'static str),
    /// Issued in the future.
    #[error("the token was issued in the future")]
    IssuedAhead,
    /// Not good any more.
    #[error("the token has expired")]
    Expired,
    /// Not good yet.
    #[error("the token is not good yet")]
    NotYet,
    /// Good for longer than tokens are.
    #[error("the token is good for too long")]
    LivesTooLong,
    /// No program, or two.
    #[error("sub and client_id are not one and the same UUID")]
    Client,
    /// The scope is missing or not scope tokens with one space between.
    #[error("the scope cannot be read")]
    Scope,
    /// No `jti`, or one that is no UUID.
    #[error("jti is no UUID")]
    Id,
}

/// A new token, good from now for the settings' lifetime.
///
/// A scope that is no scope token is left out, so that none is ever read as two.
pub fn issue(key: &PlatformKey, settings: &TokenSettings, claims: &Claims, now_millis: i64) -> String {
    let now = now_millis.div_euclid(1000);
    let scopes: Vec<&str> = claims.scopes.iter().map(String::as_str).filter(|scope| is_scope(scope)).collect();
    let header = json!({"alg": ALGORITHM, "typ": TYPE, "kid": key.kid()});
    let claims = json!({
        "iss": settings.issuer,
        "aud": settings.audience,
        "sub": claims.client,
        "client_id": claims.client,
        "scope": scopes.join(" "),
        "iat": now,
        "exp": now.saturating_add(i64::from(settings.lifetime_seconds)),
        "jti": claims.id,
    });
    let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
    let message = format!("{header}.{claims}");
    let signature = URL_SAFE_NO_PAD.encode(key.sign(message.as_bytes()));
    format!("{message}.{signature}")
}

/// What a token says, if it is one that this platform issued and that is good now.
///
/// `key_of` knows the platform's public keys by their names.
///
/// # Errors
/// The first thing that is wrong with it. Nothing that a token says counts before its signature was found right, but the
/// name of its key.
pub fn verify(
    token: &str,
    settings: &TokenSettings,
    key_of: impl Fn(&str) -> Option<PublicKey>,
    now_millis: i64,
) -> Result<Claims, TokenFault> {
    if token.len() > MOST_OCTETS {
        return Err(TokenFault::TooLong);
    }
    let (message, _) = token.rsplit_once('.').ok_or(TokenFault::Shape)?;
    let [header, claims, signature] = parts(token).ok_or(TokenFault::Shape)?;
    let kid = key_name(&members_of(&header, TokenFault::Header)?)?;
    let key = key_of(&kid).ok_or(TokenFault::UnknownKey)?;
    if !is_signed(message.as_bytes(), &signature, &key) {
        return Err(TokenFault::Signature);
    }
    let claims = members_of(&claims, TokenFault::Claims)?;
    good_for(&claims, settings)?;
    good_at(&claims, settings, now_millis.div_euclid(1000))?;
    said(&claims)
}

/// The name of the key that a token says it was signed with; nothing else of it was looked at.
pub fn key_named_in(token: &str) -> Option<String> {
    if token.len() > MOST_OCTETS {
        return None;
    }
    let [header, ..] = parts(token)?;
    key_name(&members_of(&header, TokenFault::Header).ok()?).ok()
}

/// The three parts, each in the one form that base64url without padding has.
fn parts(token: &str) -> Option<[Vec<u8>; 3]> {
    let parts: Option<Vec<_>> = token.split('.').map(|part| URL_SAFE_NO_PAD.decode(part).ok()).collect();
    parts?.try_into().ok()
}

fn members_of(json: &[u8], otherwise: TokenFault) -> Result<Map<String, Value>, TokenFault> {
    members::read(json).map_err(|fault| match fault {
        MembersFault::NotAnObject => otherwise,
        MembersFault::Repeated => TokenFault::RepeatedName,
    })
}

/// The name of the key, from a header that is in order.
fn key_name(header: &Map<String, Value>) -> Result<String, TokenFault> {
    if header.keys().any(|name| !["alg", "typ", "kid"].contains(&name.as_str())) {
        return Err(TokenFault::HeaderMember);
    }
    let text = |name: &str| header.get(name).and_then(Value::as_str);
    if text("alg") != Some(ALGORITHM) {
        return Err(TokenFault::Algorithm);
    }
    if text("typ") != Some(TYPE) {
        return Err(TokenFault::Type);
    }
    let is_name = |kid: &&str| kid.len() == 16 && kid.bytes().all(|octet| matches!(octet, b'0'..=b'9' | b'a'..=b'f'));
    text("kid").filter(is_name).map(ToOwned::to_owned).ok_or(TokenFault::KeyName)
}

/// The library is asked for EdDSA by name, whatever a header says, and through the provider rather than the process's
/// default one, which another package could have set. Its rules for EdDSA are not the strict ones, but a [`PublicKey`] is
/// never weak, so whoever has not the private half finds no signature that only the strict ones refuse.
fn is_signed(message: &[u8], signature: &[u8], key: &PublicKey) -> bool {
    let key = DecodingKey::from_ed_der(key.octets());
    let verifier = (DEFAULT_PROVIDER.verifier_factory)(&Algorithm::EdDSA, &key);
    verifier.is_ok_and(|verifier| verifier.verify(message, &signature.to_vec()).is_ok())
}

/// Issued here, and for this API.
fn good_for(claims: &Map<String, Value>, settings: &TokenSettings) -> Result<(), TokenFault> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("iss") != Some(&settings.issuer) {
        return Err(TokenFault::Issuer);
    }
    if text("aud") != Some(&settings.audience) {
        return Err(TokenFault::Audience);
    }
    Ok(())
}

/// Issued already, not expired, and not for longer than tokens are good.
fn good_at(claims: &Map<String, Value>, settings: &TokenSettings, now: i64) -> Result<(), TokenFault> {
    let seconds = |name: &'static str| claims.get(name)?.as_i64();
    let [issued, end] = ["iat", "exp"].map(|name| seconds(name).ok_or(TokenFault::NotAnInteger(name)));
    let (issued, end) = (issued?, end?);
    if issued > now.saturating_add(CLOCKS_DIFFER_SECONDS) {
        return Err(TokenFault::IssuedAhead);
    }
    if end <= now {
        return Err(TokenFault::Expired);
    }
    if end.saturating_sub(issued) > i64::from(settings.lifetime_seconds) {
        return Err(TokenFault::LivesTooLong);
    }
    match claims.get("nbf").map(|_| seconds("nbf")) {
        None => Ok(()),
        Some(None) => Err(TokenFault::NotAnInteger("nbf")),
        Some(Some(start)) if start > now => Err(TokenFault::NotYet),
        Some(Some(_)) => Ok(()),
    }
}

fn said(claims: &Map<String, Value>) -> Result<Claims, TokenFault> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let client = text("sub").filter(|sub| text("client_id") == Some(*sub)).and_then(uuid);
    let scope = text("scope").ok_or(TokenFault::Scope)?;
    let scopes: Vec<String> = match scope {
        "" => Vec::new(),
        scope => scope.split(' ').map(ToOwned::to_owned).collect(),
    };
    if !scopes.iter().all(|scope| is_scope(scope)) {
        return Err(TokenFault::Scope);
    }
    let id = text("jti").and_then(uuid).ok_or(TokenFault::Id)?;
    Ok(Claims { client: client.ok_or(TokenFault::Client)?, scopes, id })
}

/// A UUID in the form of RFC 9562 alone: lower-case digits and hyphens.
fn uuid(text: &str) -> Option<Uuid> {
    let uuid = Uuid::try_parse(text).ok()?;
    (uuid.hyphenated().encode_lower(&mut Uuid::encode_buffer()) == text).then_some(uuid)
}

/// RFC 6749 section 3.3: printable ASCII without space, quotation mark and backslash.
fn is_scope(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|octet| octet.is_ascii_graphic() && octet != b'"' && octet != b'\\')
}

#[cfg(test)]
mod tests;
