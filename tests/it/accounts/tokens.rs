//! Programs: they ask for tokens, and a token is good as long as the program, its scopes and the key are.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hall::secrets::PlatformKey;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde_json::{Value, json};
use tests::{Person, Reply, TestApp};

use super::{token_by_form, word};

/// A program of a firm.
struct Program<'h> {
    house: &'h TestApp,
    firm: Person<'h>,
    id: String,
    secret: String,
    version: i64,
}

impl<'h> Program<'h> {
    async fn of(house: &'h TestApp, scopes: &[&str]) -> Self {
        let firm = house.enterprise("甲").await;
        let made = firm.post("/api/v1/clients", json!({"name": "ERP 接口", "scopes": scopes})).await;
        let made = made.must_be(201);
        let version = made["version"].as_i64().expect("a version");
        Self { house, firm, id: word(&made, "id"), secret: word(&made, "client_secret"), version }
    }

    async fn ask(&self, secret: &str, scope: Option<&str>) -> Reply {
        let mut fields =
            vec![("grant_type", "client_credentials"), ("client_id", self.id.as_str()), ("client_secret", secret)];
        fields.extend(scope.map(|scope| ("scope", scope)));
        token_by_form(self.house, &fields, &[]).await
    }

    async fn token(&self) -> String {
        word(&self.ask(&self.secret, None).await.must_be(200), "access_token")
    }

    async fn change(&mut self, how: &str, body: Value) -> Reply {
        let target = format!("/api/v1/clients/{}/{how}", self.id);
        let reply = self.firm.change(&target, self.version, body).await;
        self.version = reply.must_be(200)["version"].as_i64().expect("a version");
        reply
    }
}

/// What a token opens.
async fn files(house: &TestApp, token: &str) -> Reply {
    house.visitor().get_with("/api/v1/files", &[("authorization", &format!("Bearer {token}"))]).await
}

#[tokio::test]
async fn a_program_asks_by_form_or_basic_and_gets_what_it_may() {
    let house = TestApp::start().await;
    let program = Program::of(&house, &["files:read", "notices:read"]).await;
    let given = program.ask(&program.secret, None).await;
    let answer = given.must_be(200);
    assert_eq!(given.header("cache-control"), Some("no-store"));
    assert_eq!((&answer["token_type"], &answer["expires_in"]), (&"Bearer".into(), &600.into()));
    assert_eq!(answer["scope"], "files:read notices:read");
    let basic = format!("Basic {}", STANDARD.encode(format!("{}:{}", program.id, program.secret)));
    let grant = ("grant_type", "client_credentials");
    let by_basic = token_by_form(&house, &[grant], &[("authorization", &basic)]).await;
    assert_eq!(by_basic.must_be(200)["scope"], "files:read notices:read");
    let narrow = program.ask(&program.secret, Some("notices:read")).await.must_be(200);
    assert_eq!(narrow["scope"], "notices:read");
    assert_eq!(files(&house, &word(&narrow, "access_token")).await.refusal(403), "auth.scope_missing");
    files(&house, &word(&answer, "access_token")).await.must_be(200);
    let wider = program.ask(&program.secret, Some("files:read files:write")).await;
    assert_eq!(wider.refusal(400), "oauth.invalid_scope");
    let other = token_by_form(&house, &[("grant_type", "password")], &[]).await;
    assert_eq!(other.refusal(400), "oauth.unsupported_grant_type");
}

#[tokio::test]
async fn an_unknown_program_and_a_wrong_secret_are_one_answer() {
    let house = TestApp::start().await;
    let program = Program::of(&house, &["files:read"]).await;
    let mut answers = Vec::new();
    let nobody = "01935c2a-7b00-7000-8000-00000000dead";
    for (id, secret) in [
        (program.id.as_str(), "zqc_wrong"),
        (nobody, program.secret.as_str()),
        ("no-id-at-all", "zqc_wrong"),
        (&program.id, ""),
        ("", ""),
    ] {
        let fields = [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret)];
        let reply = token_by_form(&house, &fields, &[]).await;
        assert_eq!(reply.refusal(401), "oauth.invalid_client", "{id}");
        assert!(reply.header("www-authenticate").is_some());
        let mut problem = reply.json();
        problem.as_object_mut().map(|problem| problem.remove("request_id"));
        answers.push(problem);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}

#[tokio::test]
async fn anybody_verifies_a_token_with_the_published_keys() {
    let house = TestApp::start().await;
    let program = Program::of(&house, &["files:read"]).await;
    let token = program.token().await;
    let published = house.visitor().get("/.well-known/jwks.json").await.must_be(200);
    let keys: JwkSet = serde_json::from_value(published.clone()).expect("a set of keys (RFC 7517)");
    assert!(!published.to_string().contains("\"d\""), "no private half: {published}");
    let header = jsonwebtoken::decode_header(&token).expect("a header");
    assert_eq!((header.alg, header.typ.as_deref()), (Algorithm::EdDSA, Some("at+jwt")));
    let key = keys.find(&header.kid.expect("the key's name")).expect("the key is published");
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_audience(&["zhiquan-api"]);
    validation.set_issuer(&["zhiquan"]);
    let read = jsonwebtoken::decode::<Value>(&token, &DecodingKey::from_jwk(key).expect("a key"), &validation);
    let claims = read.expect("a good token").claims;
    assert_eq!((&claims["sub"], &claims["scope"]), (&program.id.clone().into(), &"files:read".into()));
}

/// A token of these words, signed by a key.
fn signed(key: &PlatformKey, header: &str, claims: &str) -> String {
    let message = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    let signature = URL_SAFE_NO_PAD.encode(key.sign(message.as_bytes()));
    format!("{message}.{signature}")
}

/// Ways to forge a token (RFC 8725). Where it is not the signature that is wrong, the platform itself has signed.
fn forgeries(key: &PlatformKey, good: &str) -> Vec<(&'static str, String)> {
    let parts: Vec<&str> = good.split('.').collect();
    let text = |part: &str| String::from_utf8(URL_SAFE_NO_PAD.decode(part).expect("base64url")).expect("text");
    let (header, claims) = (text(parts[0]), text(parts[1]));
    let read: Value = serde_json::from_str(&claims).expect("claims");
    let now = read["iat"].as_i64().expect("a time");
    let with = |name: &str, value: Value| {
        let mut claims = read.clone();
        claims[name] = value;
        signed(key, &header, &claims.to_string())
    };
    let without = |name: &str| {
        let mut claims = read.clone();
        claims.as_object_mut().map(|claims| claims.remove(name));
        signed(key, &header, &claims.to_string())
    };
    let headed = |name: &str, value: Value| {
        let mut header: Value = serde_json::from_str(&header).expect("a header");
        header[name] = value;
        signed(key, &header.to_string(), &claims)
    };
    let unsigned = |name: &str| {
        let header = header.replace("EdDSA", name);
        format!("{}.{}.", URL_SAFE_NO_PAD.encode(header), parts[1])
    };
    let by_secret = |secret: &[u8]| {
        let header = Header { typ: Some("at+jwt".into()), kid: Some(key.kid()), ..Header::new(Algorithm::HS256) };
        jsonwebtoken::encode(&header, &read, &EncodingKey::from_secret(secret)).expect("a token")
    };
    let stranger = PlatformKey::generate();
    let public = key.public();
    let mut flipped = URL_SAFE_NO_PAD.decode(parts[2]).expect("base64url");
    flipped[0] ^= 1;
    vec![
        ("no algorithm and no signature", unsigned("none")),
        ("NONE", unsigned("NONE")),
        ("no algorithm, and a good signature", headed("alg", json!("none"))),
        ("HS256 with the public key", by_secret(public.octets())),
        ("HS256 with the public key's letters", by_secret(public.to_base64url().as_bytes())),
        ("HS256 with nothing", by_secret(b"")),
        ("ES256 in name", headed("alg", json!("ES256"))),
        ("another type", headed("typ", json!("JWT"))),
        ("an identity token's type", headed("typ", json!("id_token"))),
        ("a key that nobody knows", headed("kid", json!("0000000000000000"))),
        ("a key named by a path", headed("kid", json!("../../master.key"))),
        ("a key brought along", headed("jwk", stranger.public().to_jwk())),
        ("a key from elsewhere", headed("jku", json!("https://evil.example/jwks.json"))),
        ("a critical member that nobody understands", headed("crit", json!(["exp"]))),
        ("a stranger's signature", signed(&stranger, &header, &claims)),
        ("wider claims under the old signature", {
            let wider = claims.replace("files:read", "files:read files:write");
            format!("{}.{}.{}", parts[0], URL_SAFE_NO_PAD.encode(wider), parts[2])
        }),
        ("one bit of the signature", format!("{}.{}.{}", parts[0], parts[1], URL_SAFE_NO_PAD.encode(flipped))),
        ("no signature", format!("{}.{}.", parts[0], parts[1])),
        ("two parts", format!("{}.{}", parts[0], parts[1])),
        ("four parts", format!("{good}.{}", parts[2])),
        ("a signature with padding", format!("{good}==")),
        ("another issuer", with("iss", json!("https://evil.example"))),
        ("another audience", with("aud", json!("another-api"))),
        ("several audiences", with("aud", json!(["zhiquan-api", "another-api"]))),
        ("expired", with("exp", json!(now - 1))),
        ("good for ever", without("exp")),
        ("good for a year", with("exp", json!(now + 31_536_000))),
        ("issued tomorrow", with("iat", json!(now + 86_400))),
        ("not good before tomorrow", with("nbf", json!(now + 86_400))),
        ("an end that is a text", with("exp", json!("9999999999"))),
        ("another program", with("sub", json!("01935c2a-7b00-7000-8000-00000000dead"))),
        ("no program", without("client_id")),
        ("no scope", without("scope")),
        ("no id", without("jti")),
        ("a claim that stands twice", signed(key, &header, &claims.replacen('{', r#"{"scope":"files:write","#, 1))),
        ("claims that are a list", signed(key, &header, "[]")),
        ("nothing", String::new()),
        ("endless", "a".repeat(10_000)),
    ]
}

#[tokio::test]
async fn a_forged_token_opens_nothing() {
    let house = TestApp::start().await;
    let program = Program::of(&house, &["files:read"]).await;
    let good = program.token().await;
    let key = house.app.accounts.signing().active().await.expect("the key");
    files(&house, &good).await.must_be(200);
    let forged = forgeries(&key, &good);
    assert!(forged.len() >= 30);
    for (what, token) in forged {
        let reply = files(&house, &token).await;
        assert_eq!(reply.refusal(401), "auth.required", "{what}");
        assert!(reply.header("www-authenticate").is_some_and(|challenge| challenge.starts_with("Bearer")), "{what}");
    }
    for scheme in [format!("Basic {good}"), format!("Token {good}"), good.clone(), format!("Bearer{good}")] {
        let reply = house.visitor().get_with("/api/v1/files", &[("authorization", &scheme)]).await;
        assert_eq!(reply.refusal(401), "auth.required", "{scheme}");
    }
    files(&house, &good).await.must_be(200);
}

#[tokio::test]
async fn a_token_is_good_for_ten_minutes() {
    let house = TestApp::start().await;
    let program = Program::of(&house, &["files:read"]).await;
    let token = program.token().await;
    house.real.set_ahead(590_000);
    files(&house, &token).await.must_be(200);
    house.real.set_ahead(601_000);
    assert_eq!(files(&house, &token).await.refusal(401), "auth.required");
}

#[tokio::test]
async fn what_is_done_to_a_program_its_tokens_feel_at_once() {
    let house = TestApp::start().await;
    let mut program = Program::of(&house, &["files:read", "notices:read"]).await;
    let token = program.token().await;
    program.change("change-scopes", json!({"scopes": ["notices:read"]})).await;
    assert_eq!(files(&house, &token).await.refusal(403), "auth.scope_missing");
    program.change("change-scopes", json!({"scopes": ["files:read", "notices:read"]})).await;
    program.change("suspend", json!({"reason": "核查"})).await;
    assert_eq!(files(&house, &token).await.refusal(401), "auth.required");
    assert_eq!(program.ask(&program.secret, None).await.refusal(409), "accounts.client_suspended");
    program.change("reinstate", Value::Null).await;
    files(&house, &token).await.must_be(200);
    program.change("revoke", Value::Null).await;
    assert_eq!(files(&house, &token).await.refusal(401), "auth.required");
    assert_eq!(program.ask(&program.secret, None).await.refusal(401), "oauth.invalid_client");
}

#[tokio::test]
async fn a_suspended_organisations_programs_do_nothing() {
    let house = TestApp::start().await;
    let program = Program::of(&house, &["files:read"]).await;
    let token = program.token().await;
    let system = house.system_administrator().await;
    let target = format!("/api/v1/organisations/{}", program.firm.organisation);
    let version = system.get(&target).await.version();
    system.change(&format!("{target}/suspend"), version, json!({"reason": "核查"})).await.must_be(200);
    assert_eq!(files(&house, &token).await.refusal(403), "accounts.organisation_suspended");
    assert_eq!(program.ask(&program.secret, None).await.refusal(409), "accounts.organisation_suspended");
    assert_eq!(program.firm.get("/api/v1/files").await.refusal(403), "accounts.organisation_suspended");
}

#[tokio::test]
async fn the_secret_before_the_last_one_is_good_for_another_day() {
    let house = TestApp::start().await;
    let mut program = Program::of(&house, &["files:read"]).await;
    let first = program.secret.clone();
    let second = word(&program.change("rotate-secret", Value::Null).await.json(), "client_secret");
    assert_ne!(first, second);
    house.move_to("2026-11-23");
    for secret in [&first, &second] {
        program.ask(secret, None).await.must_be(200);
    }
    house.move_to("2026-11-24");
    program.ask(&second, None).await.must_be(200);
    assert_eq!(program.ask(&first, None).await.refusal(401), "oauth.invalid_client", "24 hours later");
    let third = word(&program.change("rotate-secret", Value::Null).await.json(), "client_secret");
    for secret in [&second, &third] {
        program.ask(secret, None).await.must_be(200);
    }
    assert_eq!(program.ask(&first, None).await.refusal(401), "oauth.invalid_client", "two generations ago");
}

#[tokio::test]
async fn a_signing_key_that_was_rotated_out_still_verifies_what_it_signed() {
    let house = TestApp::start().await;
    let program = Program::of(&house, &["files:read"]).await;
    let old = program.token().await;
    let security = house.security_administrator().await;
    let rotated = security.post("/api/v1/signing-keys/rotate", Value::Null).await.must_be(200);
    let new = program.token().await;
    let kid = |token: &str| jsonwebtoken::decode_header(token).expect("a header").kid;
    assert_eq!(kid(&new), rotated["kid"].as_str().map(ToOwned::to_owned));
    assert_ne!(kid(&old), kid(&new));
    for token in [&old, &new] {
        files(&house, token).await.must_be(200);
    }
    let published = house.visitor().get("/.well-known/jwks.json").await.must_be(200);
    assert_eq!(published["keys"].as_array().map(Vec::len), Some(2), "{published}");
    let listed = security.get("/api/v1/signing-keys").await.must_be(200);
    let retired = listed.as_array().expect("keys").iter().filter(|key| !key["retired_at"].is_null()).count();
    assert_eq!(retired, 1, "{listed}");
    assert!(!listed.to_string().contains("sealed"), "{listed}");
}

#[tokio::test]
async fn what_is_for_persons_no_program_does() {
    let house = TestApp::start().await;
    let program = Program::of(&house, &["accounts:read", "notices:read", "files:read", "files:write"]).await;
    let token = program.token().await;
    let bearer = house.visitor().with("authorization", &format!("Bearer {token}"));
    for target in ["/api/v1/me", "/api/v1/sessions", "/api/v1/me/readings", "/api/v1/clients", "/api/v1/invitations"] {
        assert_eq!(bearer.get(target).await.refusal(403), "auth.persons_only", "{target}");
    }
    let more = bearer.post("/api/v1/clients", json!({"name": "又一个", "scopes": ["files:read"]})).await;
    assert_eq!(more.refusal(403), "auth.persons_only", "a program makes no other");
    let kept = bearer.upload("report.txt", "月报\n".as_bytes(), "").await;
    kept.must_be(201);
    let seen = program.firm.get(&format!("/api/v1/files/{}", kept.id())).await;
    assert_eq!(seen.status, 200, "it acts for its organisation");
}

#[tokio::test]
async fn an_organisation_gives_its_programs_no_scope_that_its_kind_has_not() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    for scopes in [json!(["registry:import"]), json!(["everything"]), json!(["files:read", "admin"])] {
        let refused = firm.post("/api/v1/clients", json!({"name": "程序", "scopes": scopes})).await;
        assert_eq!(refused.refusal(409), "accounts.scope_not_of_this_kind", "{scopes}");
    }
}
