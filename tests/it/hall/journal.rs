//! The journal as the auditor reads it, and nobody else.

use serde_json::Value;
use tests::{Person, TestApp};

use super::sealed;

async fn read(person: &Person<'_>, path: &str) -> Value {
    let reply = person.get(path).await;
    assert_eq!(reply.status, 200, "{path}: {}", String::from_utf8_lossy(&reply.body));
    reply.json()
}

fn positions(page: &Value) -> Vec<i64> {
    let items = page["items"].as_array().expect("items");
    items.iter().map(|entry| entry["position"].as_i64().expect("a position")).collect()
}

#[tokio::test]
async fn the_auditor_reads_every_entry_from_the_newest_to_the_first() {
    let house = TestApp::start().await;
    let auditor = house.audit_administrator().await;
    house.enterprise("甲").await;
    sealed(&house).await;
    let head = read(&auditor, "/api/v1/journal/head").await;
    let last = head["position"].as_i64().expect("a position");
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = read(&auditor, &format!("/api/v1/journal?limit=2{cursor}&to_position={last}")).await;
        assert_eq!(page["total"].as_i64(), Some(last), "the exact number, on every page");
        all.extend(positions(&page));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(all, (1..=last).rev().collect::<Vec<i64>>(), "no gap, nothing twice");
}

#[tokio::test]
async fn an_entry_says_who_did_what_when_and_how_it_is_bound_into_the_chain() {
    let house = TestApp::start().await;
    let auditor = house.audit_administrator().await;
    house.enterprise("甲").await;
    sealed(&house).await;
    let head = read(&auditor, "/api/v1/journal/head").await;
    let entry = read(&auditor, &format!("/api/v1/journal/{}", head["position"])).await;
    assert_eq!(entry["chain_hash"], head["hash"], "the head is the last entry's");
    for field in ["id", "kind", "subject_kind", "subject_id", "at", "recorded_at", "request_id"] {
        assert!(entry[field].is_string(), "{field}: {entry}");
    }
    for field in ["content_hash", "chain_hash"] {
        let digits = entry[field].as_str().expect("digits");
        assert!(digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()), "{entry}");
    }
    assert!(entry["actor"]["kind"].is_string(), "{entry}");
    assert_eq!(entry["payload"].is_null(), entry["private"] == true, "facts are shown where nothing is sealed");
    assert_eq!(auditor.get("/api/v1/journal/900000").await.status, 404);
}

#[tokio::test]
async fn a_filter_is_counted_as_it_is_listed() {
    let house = TestApp::start().await;
    let auditor = house.audit_administrator().await;
    house.enterprise("甲").await;
    sealed(&house).await;
    let first = read(&auditor, "/api/v1/journal/1").await;
    let of_subject = format!("/api/v1/journal?limit=200&subject_id={}", first["subject_id"].as_str().expect("an id"));
    let found = read(&auditor, &of_subject).await;
    assert!(positions(&found).contains(&1), "{found}");
    assert_eq!(found["total"].as_u64(), found["items"].as_array().map(|items| items.len() as u64));
    assert!(found["items"].as_array().expect("items").iter().all(|entry| entry["subject_id"] == first["subject_id"]));
    let found = read(&auditor, "/api/v1/journal?kind=accounts.&from_position=1&to_position=2").await;
    assert!(found["total"].as_u64() <= Some(2), "{found}");
    let none = read(&auditor, "/api/v1/journal?kind=no.such_kind").await;
    assert_eq!((&none["total"], &none["items"]), (&0.into(), &serde_json::json!([])));
}

#[tokio::test]
async fn nobody_but_the_auditor_reads_it() {
    let house = TestApp::start().await;
    let person = house.enterprise("甲").await;
    sealed(&house).await;
    for path in ["/api/v1/journal", "/api/v1/journal/head", "/api/v1/journal/1"] {
        let reply = person.get(path).await;
        assert_eq!((reply.status, &reply.json()["code"]), (403, &"auth.role_missing".into()), "{path}");
    }
}

#[tokio::test]
async fn the_head_shows_the_last_checkpoint_that_was_signed() {
    let house = TestApp::start().await;
    let auditor = house.audit_administrator().await;
    house.enterprise("甲").await;
    super::signed(&house).await;
    let head = read(&auditor, "/api/v1/journal/head").await;
    let checkpoint = &head["checkpoint"];
    let position = checkpoint["position"].as_i64().expect("a checkpoint");
    let entry = read(&auditor, &format!("/api/v1/journal/{position}")).await;
    assert_eq!(checkpoint["hash"], entry["chain_hash"]);
    assert_eq!(checkpoint["signature"].as_str().map(str::len), Some(128));
}
