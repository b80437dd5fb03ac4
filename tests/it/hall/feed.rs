//! The feed of events: each organisation hears what concerns it, in order, and nothing of others.

use std::collections::BTreeSet;

use serde_json::Value;
use tests::{Person, TestApp};

use super::sealed;

/// One answer of the feed.
async fn asked(person: &Person<'_>, query: &str) -> Value {
    let reply = person.get(&format!("/api/v1/events{query}")).await;
    assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
    reply.json()
}

/// Everything that a person's organisation hears, read on in pages of this size.
async fn heard(person: &Person<'_>, limit: u32) -> Vec<Value> {
    let (mut all, mut after) = (Vec::new(), 0);
    loop {
        let answer = asked(person, &format!("?after={after}&limit={limit}")).await;
        all.extend(answer["items"].as_array().expect("items").iter().cloned());
        after = answer["next_after"].as_i64().expect("where to go on");
        if after >= answer["last_position"].as_i64().expect("where the journal stands") {
            return all;
        }
    }
}

fn positions(events: &[Value]) -> Vec<i64> {
    events.iter().map(|event| event["position"].as_i64().expect("a position")).collect()
}

#[tokio::test]
async fn events_come_in_the_order_of_their_positions_whatever_the_size_of_a_page() {
    let house = TestApp::start().await;
    let person = house.enterprise("甲").await;
    sealed(&house).await;
    let all = heard(&person, 200).await;
    assert!(!all.is_empty(), "an enterprise hears of itself");
    let order = positions(&all);
    assert!(order.is_sorted_by(|a, b| a < b), "{order:?}");
    assert_eq!(heard(&person, 1).await, all);
    for event in &all {
        for field in ["id", "kind", "subject_kind", "subject_id", "at", "recorded_at"] {
            assert!(event[field].is_string(), "{field}: {event}");
        }
        assert!(event["version"].as_i64() >= Some(1) && event["payload"].is_object(), "{event}");
    }
}

#[tokio::test]
async fn another_organisation_hears_nothing_of_it() {
    let house = TestApp::start().await;
    let (first, second) = (house.enterprise("甲").await, house.enterprise("乙").await);
    sealed(&house).await;
    let of = |events: Vec<Value>| positions(&events).into_iter().collect::<BTreeSet<i64>>();
    let (first, second) = (of(heard(&first, 50).await), of(heard(&second, 50).await));
    assert!(!first.is_empty() && !second.is_empty());
    assert!(first.is_disjoint(&second), "{first:?} and {second:?}");
}

#[tokio::test]
async fn whoever_reads_on_hears_what_came_since_and_nothing_twice() {
    let house = TestApp::start().await;
    let auditor = house.audit_administrator().await;
    let person = house.enterprise("甲").await;
    sealed(&house).await;
    let before = asked(&person, "?limit=200").await;
    let after = before["next_after"].as_i64().expect("where to go on");
    assert_eq!(Some(after), before["last_position"].as_i64(), "it has everything");
    house.enterprise("乙").await;
    sealed(&house).await;
    let since = asked(&person, &format!("?after={after}")).await;
    assert_eq!(since["items"], serde_json::json!([]), "what happened since concerns another");
    assert!(since["next_after"].as_i64() > Some(after), "and was passed over");
    let journal = auditor.get("/api/v1/journal/head").await.json();
    assert_eq!(since["last_position"], journal["position"]);
}

#[tokio::test]
async fn a_position_beyond_the_end_is_answered_by_nothing() {
    let house = TestApp::start().await;
    let person = house.enterprise("甲").await;
    let answer = asked(&person, "?after=900000").await;
    assert_eq!((&answer["items"], &answer["next_after"]), (&serde_json::json!([]), &900_000.into()));
    assert_eq!(person.get("/api/v1/events?after=-1").await.status, 400);
    assert_eq!(person.get("/api/v1/events?limit=201").await.status, 400);
}

#[tokio::test]
async fn a_filter_takes_the_kinds_that_begin_so() {
    let house = TestApp::start().await;
    let person = house.enterprise("甲").await;
    sealed(&house).await;
    let all = heard(&person, 200).await;
    let kind = all[0]["kind"].as_str().expect("a kind");
    let expected: Vec<Value> = all.iter().filter(|event| event["kind"] == kind).cloned().collect();
    let found = asked(&person, &format!("?limit=200&kind={kind}")).await;
    assert_eq!(found["items"], Value::from(expected));
    let nothing = asked(&person, "?kind=accounts%25").await;
    assert_eq!(nothing["items"], serde_json::json!([]), "a wildcard is a letter like others");
    assert_eq!(nothing["next_after"], nothing["last_position"]);
}
