//! People of a house: they come in by the front door, with what a browser or a program would send.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::identifier::Uscc;
use poem::http::{HeaderMap, Method};
use serde_json::{Value, json};
use tokio::sync::OnceCell;
use totp_rs::{Algorithm, Builder, Secret};

use crate::TestApp;
use crate::remote::Remote;

/// The password of everybody in the tests.
pub const PASSWORD: &str = "test-Horse-battery-7";

static NEXT: AtomicU32 = AtomicU32::new(1);

/// A number that nobody else in this run has.
pub fn number() -> u32 {
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// An answer, read whole.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// Reads a response.
    pub async fn of(mut response: poem::Response) -> Self {
        let body = response.take_body();
        // A stream of events has no end that could be waited for.
        let endless = response.headers().get("content-type").is_some_and(|kind| kind == "text/event-stream");
        let body = if endless { Vec::new() } else { body.into_vec().await.expect("the body is read") };
        Self { status: response.status().as_u16(), headers: response.headers().clone(), body }
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        let text = || String::from_utf8_lossy(&self.body).into_owned();
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{} {error}: {}", self.status, text()))
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The JSON of an answer that must have this status.
    pub fn must_be(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        if self.body.is_empty() { Value::Null } else { self.json() }
    }

    /// The code of a refusal that must have this status.
    pub fn refusal(&self, status: u16) -> String {
        let problem = self.must_be(status);
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{problem}");
        problem["code"].as_str().expect("a code").to_owned()
    }

    /// The version in the `ETag`.
    pub fn version(&self) -> i64 {
        let tag = self.header("etag").expect("an ETag");
        tag.trim_matches('"').parse().expect("a version")
    }

    /// The id of what the answer shows.
    pub fn id(&self) -> String {
        self.json()["id"].as_str().expect("an id").to_owned()
    }
}

/// Somebody who asks.
#[derive(Clone)]
pub struct Person<'h> {
    house: &'h TestApp,
    headers: Vec<(String, String)>,
    /// The login, where there is one.
    pub login: String,
    /// The organisation acted for.
    pub organisation: String,
}

impl<'h> Person<'h> {
    /// Somebody without credentials.
    pub fn visitor(house: &'h TestApp) -> Self {
        Self { house, headers: Vec::new(), login: String::new(), organisation: String::new() }
    }

    /// The same person with one more header on each request.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut with = self.clone();
        with.headers.push((name.to_owned(), value.to_owned()));
        with
    }

    /// The same person over a socket.
    pub fn remote(&self) -> Remote {
        Remote::with(self.headers.clone())
    }

    /// Sends a request as it stands.
    pub async fn send(&self, method: Method, target: &str, headers: &[(&str, &str)], body: Option<Vec<u8>>) -> Reply {
        let mut request = self.house.client().request(method, target);
        let own = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in own.chain(headers.iter().copied()) {
            request = request.header(name, value);
        }
        let request = match body {
            Some(body) => request.body(body),
            None => request,
        };
        Reply::of(request.send().await.0).await
    }

    /// A GET.
    pub async fn get(&self, target: &str) -> Reply {
        self.send(Method::GET, target, &[], None).await
    }

    /// A POST with JSON, under a key of its own.
    pub async fn post(&self, target: &str, body: Value) -> Reply {
        self.post_as(target, &[("idempotency-key", &fresh_key())], body).await
    }

    /// A POST with JSON and these headers.
    pub async fn post_as(&self, target: &str, headers: &[(&str, &str)], body: Value) -> Reply {
        let json: &[(&str, &str)] = if body.is_null() { &[] } else { &[("content-type", "application/json")] };
        let (headers, body) = ([headers, json].concat(), (!body.is_null()).then(|| body.to_string().into_bytes()));
        self.send(Method::POST, target, &headers, body).await
    }

    /// A POST that changes what was seen at a version.
    pub async fn change(&self, target: &str, version: i64, body: Value) -> Reply {
        let tag = format!("\"{version}\"");
        self.post_as(target, &[("idempotency-key", &fresh_key()), ("if-match", &tag)], body).await
    }

    /// A GET with these headers.
    pub async fn get_with(&self, target: &str, headers: &[(&str, &str)]) -> Reply {
        self.send(Method::GET, target, headers, None).await
    }

    /// A POST with JSON under a key of its own, with these headers.
    pub async fn post_with(&self, target: &str, body: Value, headers: &[(&str, &str)]) -> Reply {
        self.post_as(target, &[&[("idempotency-key", fresh_key().as_str())], headers].concat(), body).await
    }

    /// An upload; `query` is what follows the name (`private=true`).
    pub async fn upload(&self, name: &str, octets: &[u8], query: &str) -> Reply {
        let encoded: String = name.bytes().map(|octet| format!("%{octet:02X}")).collect();
        let query = if query.is_empty() { String::new() } else { format!("&{query}") };
        let target = format!("/api/v1/files?name={encoded}{query}");
        let headers = [("content-type", "application/octet-stream")];
        self.send(Method::POST, &target, &headers, Some(octets.to_vec())).await
    }
}

/// A key that nobody has used.
pub fn fresh_key() -> String {
    format!("test-{}-{}", std::process::id(), number())
}

/// A credit code that nobody has: of region 990000, with a check character that holds.
pub fn fresh_uscc() -> String {
    let body = format!("91990000MA{:06}0", number());
    let draft = Uscc::parse(&format!("{body}0")).expect("a draft of a code");
    format!("{body}{}", draft.expected_check())
}

/// The code that an app shows for this secret at a second.
pub fn totp(base32: &str, second: u64) -> String {
    let secret = Secret::try_from_base32(base32).expect("a secret");
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_skew(0).with_step_duration(30);
    builder.with_secret(secret).build_noncompliant().generate(second).to_string()
}

/// What is known of a house's administrators.
#[derive(Debug, Default)]
pub struct Administrators {
    codes: OnceCell<HashMap<String, String>>,
    cookies: OnceCell<HashMap<String, (String, String)>>,
}

impl TestApp {
    /// Somebody without credentials.
    pub fn visitor(&self) -> Person<'_> {
        Person::visitor(self)
    }

    /// Logs in.
    pub async fn try_login(&self, login: &str, password: &str, code: Option<&str>) -> Reply {
        let mut body = json!({"login": login, "password": password});
        if let Some(code) = code {
            body["code"] = code.into();
        }
        self.visitor().post_as("/api/v1/sessions", &[], body).await
    }

    /// The person behind a login that must succeed.
    pub fn person_of(&self, login: &str, reply: &Reply) -> Person<'_> {
        let session = reply.must_be(200);
        let cookie = reply.header("set-cookie").expect("a cookie");
        let cookie = cookie.split(';').next().expect("name and value");
        let organisation = session["organisation_id"].as_str().unwrap_or_default().to_owned();
        Person { login: login.to_owned(), organisation, ..self.visitor().with("cookie", cookie) }
    }

    /// Logs in with the password of the tests.
    pub async fn login(&self, login: &str) -> Person<'_> {
        self.person_of(login, &self.try_login(login, PASSWORD, None).await)
    }

    /// A firm that was confirmed, by the person who registered it.
    pub async fn enterprise(&self, name: &str) -> Person<'_> {
        self.organisation("enterprise", name).await
    }

    /// An organisation of a kind that registers itself, confirmed; the person administers it.
    pub async fn organisation(&self, kind: &str, name: &str) -> Person<'_> {
        let login = format!("{}{}", kind, number());
        let registered = self.register(kind, name, &login).await;
        let id = registered.id();
        let system = self.system_administrator().await;
        system
            .change(&format!("/api/v1/organisations/{id}/confirm"), registered.version(), Value::Null)
            .await
            .must_be(200);
        self.login(&login).await
    }

    /// Somebody new with this role in an organisation, invited by the platform: the login.
    pub async fn staff(&self, organisation: &str, role: &str) -> String {
        let body = json!({"organisation_id": organisation, "roles": [role]});
        let invited = self.system_administrator().await.post("/api/v1/invitations", body).await.must_be(201);
        let login = format!("{}{}", role.replace('_', "."), number());
        self.accept(invited["code"].as_str().expect("a code"), &login).await.must_be(201);
        login
    }

    /// Registers an organisation, which is not confirmed yet.
    pub async fn register(&self, kind: &str, name: &str, login: &str) -> Reply {
        let administrator = json!({"login": login, "password": PASSWORD, "name": "测试员", "phone": "13900000001"});
        let uscc = (kind != "mediation_organisation").then(fresh_uscc);
        let mut body = json!({"kind": kind, "name": format!("{name}测试机构"), "administrator": administrator});
        if let Some(uscc) = uscc {
            body["uscc"] = uscc.into();
        }
        let reply = self.visitor().post("/api/v1/organisations/register", body).await;
        reply.must_be(201);
        reply
    }

    /// Somebody more with these roles in an organisation, invited by its administrator.
    pub async fn member(&self, of: &Person<'_>, roles: &[&str]) -> Person<'_> {
        let invited = of.post("/api/v1/invitations", json!({"roles": roles})).await.must_be(201);
        let login = format!("member{}", number());
        self.accept(invited["code"].as_str().expect("a code"), &login).await.must_be(201);
        self.login(&login).await
    }

    /// Accepts an invitation.
    pub async fn accept(&self, code: &str, login: &str) -> Reply {
        let person = json!({"login": login, "password": PASSWORD, "name": "受邀者", "email": "invited@example.cn"});
        self.visitor().post("/api/v1/invitations/accept", json!({"code": code, "person": person})).await
    }

    /// The system administrator, with a second factor.
    pub async fn system_administrator(&self) -> Person<'_> {
        self.administrator("system_administrator").await
    }

    /// The security administrator, with a second factor.
    pub async fn security_administrator(&self) -> Person<'_> {
        self.administrator("security_administrator").await
    }

    /// The audit administrator, with a second factor.
    pub async fn audit_administrator(&self) -> Person<'_> {
        self.administrator("audit_administrator").await
    }

    async fn administrator(&self, role: &str) -> Person<'_> {
        let cookies = self.administrators.cookies.get_or_init(|| self.let_administrators_in()).await;
        let (cookie, organisation) = cookies.get(role).expect("an administrator");
        let login = login_of(role);
        Person { login, organisation: organisation.clone(), ..self.visitor().with("cookie", cookie) }
    }

    /// The codes that the first entry prints, by role.
    pub async fn first_codes(&self) -> &HashMap<String, String> {
        let codes = || async {
            let invited = self.app.accounts.first_entry().await.expect("the first entry");
            invited.into_iter().map(|one| (one.role.code().to_owned(), one.code.to_string())).collect()
        };
        self.administrators.codes.get_or_init(codes).await
    }

    async fn let_administrators_in(&self) -> HashMap<String, (String, String)> {
        let mut cookies = HashMap::new();
        for (role, code) in self.first_codes().await {
            let login = login_of(role);
            self.accept(code, &login).await.must_be(201);
            let person = self.with_second_factor(&login).await;
            let cookie = person.headers.first().expect("a cookie").1.clone();
            cookies.insert(role.clone(), (cookie, person.organisation));
        }
        cookies
    }

    /// Sets up a second factor for somebody who has none, and logs in with it.
    pub async fn with_second_factor(&self, login: &str) -> Person<'_> {
        let person = self.login(login).await;
        let begun = person.post("/api/v1/me/second-factor/begin", Value::Null).await.must_be(200);
        let secret = begun["secret"]["base32"].as_str().expect("a secret").to_owned();
        let second = self.real_second();
        let confirmed = json!({"code": totp(&secret, second)});
        person.post("/api/v1/me/second-factor/confirm", confirmed).await.must_be(200);
        // A code opens nothing twice: the next one is good already.
        let code = totp(&secret, second + 30);
        self.person_of(login, &self.try_login(login, PASSWORD, Some(&code)).await)
    }

    /// The second that the house's real clock shows.
    pub fn real_second(&self) -> u64 {
        u64::try_from(self.app.clocks.real.now_millis() / 1_000).expect("after 1970")
    }
}

fn login_of(role: &str) -> String {
    role.replace('_', ".")
}
