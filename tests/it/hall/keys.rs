//! The key under which a request may be sent again.

use serde_json::{Value, json};
use tests::people::{PASSWORD, fresh_key, fresh_uscc};
use tests::{Reply, TestApp};

/// A little more than a day, in milliseconds.
const A_DAY_AND_MORE: i64 = 25 * 60 * 60 * 1_000;

fn registration(login: &str) -> Value {
    let administrator = json!({"login": login, "password": PASSWORD, "name": "测试员", "phone": "13900000001"});
    json!({"kind": "enterprise", "name": format!("{login}公司"), "uscc": fresh_uscc(), "administrator": administrator})
}

async fn register(house: &TestApp, key: &str, body: &Value) -> Reply {
    let headers = [("idempotency-key", key)];
    house.visitor().post_as("/api/v1/organisations/register", &headers, body.clone()).await
}

#[tokio::test]
async fn a_key_is_answered_as_before_for_a_day_and_is_free_afterwards() {
    let house = TestApp::start().await;
    let (key, first, second) = (fresh_key(), registration("first"), registration("second"));
    let made = register(&house, &key, &first).await;
    made.must_be(201);
    let again = register(&house, &key, &first).await;
    assert_eq!(again.must_be(201), made.json(), "the first answer");
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(register(&house, &key, &second).await.status, 422, "the key belongs to another body");
    house.real.set_ahead(A_DAY_AND_MORE);
    let anew = register(&house, &key, &second).await;
    assert_ne!(anew.must_be(201)["id"], made.json()["id"], "what was kept is forgotten");
    assert_eq!(anew.header("idempotency-replayed"), None);
    let again = register(&house, &key, &second).await;
    assert_eq!(again.must_be(201), anew.json(), "kept over the first one");
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
}
