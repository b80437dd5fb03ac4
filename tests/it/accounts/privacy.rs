//! What is personal or secret: masked in lists, shown in clear only with a purpose that is written down, and lying nowhere
//! in clear.

use std::path::{Path, PathBuf};

use accounts::desk::DemoAccount;
use hall::clock::Clocks;
use hall::config::Config;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};
use tests::people::number;
use tests::process::Home;
use tests::raw::{Answer, ask};
use tests::{Person, TestApp};
use zhiquan::app::App;

use super::{journal, token_by_form, word};

/// Somebody whom nobody else is like.
struct Planted {
    login: String,
    password: String,
    name: &'static str,
    phone: &'static str,
    email: &'static str,
}

impl Planted {
    fn new() -> Self {
        Self {
            login: format!("planted.login{}", number()),
            password: format!("Planted-pass-{}-Kranich", number()),
            name: "欧阳栽种",
            phone: "13912345678",
            email: "planted.mail@example.cn",
        }
    }

    fn as_person(&self) -> Value {
        let Self { login, password, name, phone, email } = self;
        json!({"login": login, "password": password, "name": name, "phone": phone, "email": email})
    }

    /// What is personal, as it came.
    fn details(&self) -> Vec<String> {
        [self.name, self.phone, self.email, &self.password].map(ToOwned::to_owned).into()
    }
}

/// A member of a firm who was planted.
async fn joined(house: &TestApp, firm: &Person<'_>, planted: &Planted) -> (String, String) {
    let invited = firm.post("/api/v1/invitations", json!({"roles": ["enterprise_member"]})).await.must_be(201);
    let code = word(&invited, "code");
    let body = json!({"code": code, "person": planted.as_person()});
    let accepted = house.visitor().post("/api/v1/invitations/accept", body).await.must_be(201);
    (word(&accepted, "person_id"), code)
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files_under(&path) } else { vec![path] }).collect()
}

/// Where these words stand in clear under a folder.
fn found_under(folder: &Path, words: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for path in files_under(folder) {
        let content = std::fs::read(&path).expect("a file");
        let stands = |word: &&String| content.windows(word.len()).any(|window| window == word.as_bytes());
        found.extend(words.iter().filter(stands).map(|word| format!("{word} in {}", path.display())));
    }
    found
}

/// Where these words stand in clear in the rows of the database, whatever it is.
async fn found_in_rows(app: &App, words: &[String]) -> Vec<String> {
    let (database, backend) = (app.database.reader(), app.database.backend());
    let tables = match backend {
        DbBackend::Postgres => {
            "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()"
        }
        DbBackend::Sqlite | DbBackend::MySql | _ => "SELECT name FROM sqlite_master WHERE type = 'table'",
    };
    let mut found = Vec::new();
    for table in database.query_all_raw(Statement::from_string(backend, tables)).await.expect("the tables") {
        let table: String = table.try_get("", "name").expect("a name");
        // SQLite is looked through as a file.
        if backend != DbBackend::Postgres {
            continue;
        }
        for word in words {
            let question = format!("SELECT count(*) AS hits FROM {table} t WHERE strpos(t::text, $1) > 0");
            let asked = Statement::from_sql_and_values(backend, question, [word.as_str().into()]);
            let row = database.query_one_raw(asked).await.expect("the rows").expect("a row");
            let hits: i64 = row.try_get("", "hits").expect("a number");
            found.extend((hits > 0).then(|| format!("{word} in {table}")));
        }
    }
    found
}

#[tokio::test]
async fn lists_are_masked_and_a_reading_in_clear_is_written_down_and_shown_to_the_person() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    let planted = Planted::new();
    let (id, _) = joined(&house, &firm, &planted).await;
    let security = house.security_administrator().await;
    for (who, target) in [
        (&firm, format!("/api/v1/organisations/{}/members", firm.organisation)),
        (&firm, format!("/api/v1/persons/{id}")),
        (&security, format!("/api/v1/persons/{id}")),
    ] {
        let seen = who.get(&target).await.must_be(200).to_string();
        for part in ["欧**", "139****5678", "p***@example.cn"] {
            assert!(seen.contains(part), "{part}: {seen}");
        }
        assert!(planted.details().iter().all(|detail| !seen.contains(detail)), "{seen}");
    }
    let member = house.person_of(&planted.login, &house.try_login(&planted.login, &planted.password, None).await);
    assert_eq!(member.get("/api/v1/me").await.must_be(200)["phone"], planted.phone, "his own are his to see");
    assert_eq!(member.get("/api/v1/me/readings").await.must_be(200)["total"], 0);
    let target = format!("/api/v1/persons/{id}/read-details");
    for purpose in [json!({}), json!({"purpose": ""}), json!({"purpose": "x"}), json!({"purpose": "长".repeat(201)})] {
        let refused = firm.post(&target, purpose.clone()).await;
        assert_eq!(refused.status, 400, "{purpose}");
    }
    let clear = firm.post(&target, json!({"purpose": "核实办件人的身份"})).await.must_be(200);
    let shown = [&clear["name"], &clear["phone"], &clear["email"]];
    assert_eq!(shown, [planted.name, planted.phone, planted.email]);
    let readings = member.get("/api/v1/me/readings").await.must_be(200);
    assert_eq!((&readings["total"], &readings["items"][0]["purpose"]), (&1.into(), &"核实办件人的身份".into()));
    let reader = word(&firm.get("/api/v1/me").await.json(), "person_id");
    assert_eq!(readings["items"][0]["reader_id"], reader);
    assert_eq!(readings["items"][0]["fields"], "name,phone,email");
    let entries = journal(&house).await;
    let read: Vec<&String> = entries.iter().filter(|entry| entry.starts_with("accounts.details_read")).collect();
    assert!(read.len() == 1 && read[0].contains("核实办件人的身份") && read[0].contains(&id), "{read:?}");
    let stranger = house.enterprise("乙").await;
    let refused = stranger.post(&target, json!({"purpose": "好奇"})).await;
    assert_eq!(refused.refusal(404), "not_found");
    assert_eq!(stranger.get("/api/v1/me/readings").await.must_be(200)["total"], 0);
}

#[tokio::test]
async fn nothing_personal_or_secret_lies_in_clear_and_what_was_erased_lies_nowhere() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    let planted = Planted::new();
    let (id, code) = joined(&house, &firm, &planted).await;
    let opened = house.try_login(&planted.login, &planted.password, None).await;
    let member = house.person_of(&planted.login, &opened);
    let cookie = super::cookie_of(&opened).split_once('=').expect("a value").1.to_owned();
    let begun = member.post("/api/v1/me/second-factor/begin", Value::Null).await.must_be(200);
    let factor = word(&begun["secret"], "base32");
    firm.post(&format!("/api/v1/persons/{id}/read-details"), json!({"purpose": "核实身份"})).await.must_be(200);
    let client = firm.post("/api/v1/clients", json!({"name": "程序", "scopes": ["files:read"]})).await.must_be(201);
    let (client_id, secret) = (word(&client, "id"), word(&client, "client_secret"));
    let fields =
        [("grant_type", "client_credentials"), ("client_id", client_id.as_str()), ("client_secret", secret.as_str())];
    let token = word(&token_by_form(&house, &fields, &[]).await.must_be(200), "access_token");
    let wrong = "Planted-wrong-password-1";
    house.try_login(&planted.login, wrong, None).await;
    house.try_login("planted.typed-into-the-wrong-field", wrong, None).await;
    let mut words = planted.details();
    words.extend([
        code,
        cookie,
        factor,
        secret,
        token,
        wrong.to_owned(),
        "planted.typed-into-the-wrong-field".to_owned(),
    ]);
    let entries = journal(&house).await.join("\n");
    let told: Vec<&String> = words.iter().filter(|word| entries.contains(word.as_str())).collect();
    assert!(told.is_empty(), "the journal tells {told:?}");
    assert_eq!(found_in_rows(&house.app, &words).await, [""; 0]);
    house.app.database.forget_freed_pages().await.expect("a checkpoint");
    assert_eq!(found_under(&house.app.config.data, &words), [""; 0]);
    // What is looked for is found where it lies: the login is no secret.
    let login = [planted.login.clone()];
    let (in_files, in_rows) = (found_under(&house.app.config.data, &login), found_in_rows(&house.app, &login).await);
    assert!(!in_files.is_empty() || !in_rows.is_empty(), "the search finds nothing at all");
    let version = firm.get(&format!("/api/v1/persons/{id}")).await.version();
    let target = format!("/api/v1/organisations/{}/members/{id}/remove", firm.organisation);
    let left = firm.change(&target, version, Value::Null).await;
    left.must_be(200);
    let security = house.security_administrator().await;
    let erased = security.change(&format!("/api/v1/persons/{id}/erase"), left.version(), Value::Null).await;
    assert_eq!(erased.must_be(200)["name"], Value::Null);
    words.extend(login);
    assert_eq!(found_in_rows(&house.app, &words).await, [""; 0], "after the erasure");
    assert_eq!(found_under(&house.app.config.data, &words), [""; 0], "after the erasure");
    assert_eq!(house.try_login(&planted.login, &planted.password, None).await.refusal(401), "accounts.login_refused");
}

/// What is sent to the program: JSON with a cookie and a key, and the answer.
async fn send(address: std::net::SocketAddr, target: &str, cookie: &str, body: &Value) -> Answer {
    let (body, key) = (body.to_string(), number());
    let length = body.len();
    let head = format!("POST {target} HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nCookie: {cookie}");
    ask(address, format!("{head}\r\nIdempotency-Key: k{key}\r\nContent-Length: {length}\r\n\r\n{body}")).await
}

fn cookie_in(answer: &Answer) -> String {
    let cookie = answer.header("set-cookie").expect("a cookie");
    cookie.split(';').next().expect("name and value").to_owned()
}

#[tokio::test]
async fn the_program_logs_nothing_personal_and_no_secret_at_whatever_level() {
    let home = Home::new().await;
    let config = Config::load(None, home.settings()).expect("the settings of a server at home");
    let app = App::build(config, Clocks::of_the_machine()).await.expect("a house");
    app.accounts.make_demo_accounts().await.expect("people");
    app.database.clone().close().await.expect("it closes");
    drop(app);
    let loudest = [("ZHIQUAN_LOG_LEVEL", "trace"), ("ZHIQUAN_LOG_FORMAT", "json")];
    let mut server = home.start_ready(&["serve"], &loudest).await;
    let at = server.address;
    let planted = Planted::new();
    let login = json!({"login": "enterprise.admin", "password": DemoAccount::PASSWORD});
    let opened = send(at, "/api/v1/sessions", "", &login).await;
    assert_eq!(opened.status, 200, "{}", opened.text());
    let cookie = cookie_in(&opened);
    let invited = send(at, "/api/v1/invitations", &cookie, &json!({"roles": ["enterprise_member"]})).await.json();
    let code = word(&invited, "code");
    let accepting = json!({"code": code, "person": planted.as_person()});
    let accepted = send(at, "/api/v1/invitations/accept", "", &accepting).await;
    assert_eq!(accepted.status, 201, "{}", accepted.text());
    let details = format!("/api/v1/persons/{}/read-details", word(&accepted.json(), "person_id"));
    assert_eq!(send(at, &details, &cookie, &json!({"purpose": "核实身份"})).await.status, 200);
    let wrong = json!({"login": planted.login, "password": "Planted-wrong-password-1"});
    assert_eq!(send(at, "/api/v1/sessions", "", &wrong).await.status, 401);
    let right = json!({"login": planted.login, "password": planted.password});
    let own = cookie_in(&send(at, "/api/v1/sessions", "", &right).await);
    let factor = send(at, "/api/v1/me/second-factor/begin", &own, &json!({})).await;
    let changed = json!({"old_password": planted.password, "new_password": "Planted-other-password-2"});
    assert_eq!(send(at, "/api/v1/me/password", &own, &changed).await.status, 200);
    let made = json!({"name": "程序", "scopes": ["files:read", "files:write"]});
    let client = send(at, "/api/v1/clients", &cookie, &made).await.json();
    let form = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}",
        word(&client, "id"),
        word(&client, "client_secret")
    );
    let given = tests::raw::post_as(at, "/oauth/token", "application/x-www-form-urlencoded", &form).await.json();
    let token = word(&given, "access_token");
    let seen =
        ask(at, format!("GET /api/v1/files HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer {token}\r\n\r\n")).await;
    assert_eq!(seen.status, 200);
    let tampered =
        ask(at, format!("GET /api/v1/files HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer {token}x\r\n\r\n")).await;
    assert_eq!(tampered.status, 401);
    let broken = ask(at, "POST /api/v1/sessions HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 42\r\n\r\n{\"login\":\"a\",\"password\":\"Planted-broken-3\"}").await;
    assert!([400, 401, 422].contains(&broken.status), "{}", broken.text());
    server.signal("TERM");
    server.ended_within(tests::raw::PATIENCE).await;
    let said = server.said();
    assert!(said.contains("\"level\":\"DEBUG\""), "the loudest level that is built in was asked for");
    assert!(said.contains("acceptInvitation") && said.contains("changePassword"), "the requests are there");
    let value = |cookie: &str| cookie.split_once('=').expect("a value").1.to_owned();
    let mut words = planted.details();
    words.extend([
        code,
        value(&cookie),
        value(&own),
        token,
        word(&client, "client_secret"),
        DemoAccount::PASSWORD.to_owned(),
    ]);
    words.extend(factor.json()["secret"]["base32"].as_str().map(ToOwned::to_owned));
    words.extend(["Planted-wrong-password-1", "Planted-other-password-2", "Planted-broken-3"].map(ToOwned::to_owned));
    let lines =
        |word: &String| said.lines().find(|line| line.contains(word.as_str())).map(|line| format!("{word}: {line}"));
    let told: Vec<String> = words.iter().filter_map(lines).collect();
    assert_eq!(told, [""; 0]);
}
