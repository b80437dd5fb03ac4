//! Accounts: who comes in, who may act, and for whom.

mod agencies;
mod entry;
mod guessing;
mod members;
mod privacy;
mod sessions;
mod tokens;

use poem::http::Method;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::Value;
use tests::{Person, Reply, TestApp};

/// The cookie of a login, as a browser sends it back.
fn cookie_of(reply: &Reply) -> String {
    let cookie = reply.header("set-cookie").expect("a cookie");
    cookie.split(';').next().expect("name and value").to_owned()
}

/// Asks for a token with a form.
async fn token_by_form(house: &TestApp, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Reply {
    let form: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", value.replace(' ', "+"))).collect();
    let headers = [&[("content-type", "application/x-www-form-urlencoded")], headers].concat();
    house.visitor().send(Method::POST, "/oauth/token", &headers, Some(form.join("&").into_bytes())).await
}

/// A word of an answer.
fn word(answer: &Value, name: &str) -> String {
    answer[name].as_str().unwrap_or_else(|| panic!("{name}: {answer}")).to_owned()
}

/// The kinds of what an inbox holds.
async fn told(person: &Person<'_>) -> Vec<String> {
    let inbox = person.get("/api/v1/notices?limit=200").await.must_be(200);
    inbox["items"].as_array().expect("items").iter().map(|notice| word(notice, "kind")).collect()
}

/// Everything that the journal says openly, an entry a line.
async fn journal(house: &TestApp) -> Vec<String> {
    let database = house.app.database.reader();
    let question = "SELECT kind, payload FROM hall_entry ORDER BY ordinal";
    let rows = database.query_all_raw(Statement::from_string(house.app.database.backend(), question)).await;
    let line = |row: &sea_orm::QueryResult| {
        let word = |column: &str| row.try_get::<String>("", column).expect("a text");
        format!("{} {}", word("kind"), word("payload"))
    };
    rows.expect("the journal").iter().map(line).collect()
}
