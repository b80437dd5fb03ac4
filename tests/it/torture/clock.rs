//! Clocks that jump: what runs by real time ends with it, what runs by the legal moment does not, and nothing is raised
//! twice.

use serde_json::{Value, json};
use tests::TestApp;
use tests::journal::{check, count};

use super::load::is_replayed;

const HOUR: i64 = 60 * 60 * 1_000;
const DAY: i64 = 24 * HOUR;

fn member() -> Value {
    json!({"roles": ["enterprise_member"]})
}

#[tokio::test]
async fn a_day_that_is_leapt_over_ends_every_session_and_no_invitation() {
    let house = TestApp::start().await;
    let firm = house.enterprise("松木").await;
    let invited = firm.post("/api/v1/invitations", member()).await.must_be(201);
    house.real.set_ahead(DAY);
    assert_eq!(firm.get("/api/v1/me").await.refusal(401), "auth.required");
    let body = member();
    assert_eq!(firm.post("/api/v1/invitations", body).await.refusal(401), "auth.required");
    assert_eq!(house.app.sweep.once().await.expect("a sweep"), 0, "nothing is due by the legal moment");
    let firm = house.login(&firm.login).await;
    let listed = firm.get("/api/v1/invitations").await.must_be(200);
    assert_eq!((&listed["items"][0]["id"], &listed["items"][0]["state"]), (&invited["id"], &"open".into()), "{listed}");
    house.real.set_ahead(400 * DAY);
    let code = invited["code"].as_str().expect("a code");
    house.accept(code, "late.comer").await.must_be(201);
}

#[tokio::test]
async fn an_answer_is_given_again_for_a_day_and_a_second_act_is_done_after_it() {
    let house = TestApp::start().await;
    let firm = house.enterprise("松木").await;
    let ask = async |key: &str| {
        let firm = house.login(&firm.login).await;
        firm.post_as("/api/v1/invitations", &[("idempotency-key", key)], member()).await
    };
    let first = ask("once").await;
    first.must_be(201);
    house.real.set_ahead(23 * HOUR);
    let again = ask("once").await;
    assert!(is_replayed(&again));
    assert_eq!(again.id(), first.id());
    house.real.set_ahead(24 * HOUR + 60_000);
    let second = ask("once").await;
    second.must_be(201);
    assert!(!is_replayed(&second), "it is forgotten");
    assert_ne!(second.id(), first.id());
    let third = ask("once").await;
    assert!(is_replayed(&third));
    assert_eq!(third.id(), second.id(), "and kept for another day");
    house.sealed().await;
    check(&house.app.database).await;
}

#[tokio::test]
async fn what_falls_due_is_raised_once_however_the_clocks_jump_and_whoever_sweeps() {
    let house = TestApp::start().await;
    let firm = house.enterprise("松木").await;
    for _ in 0..10 {
        firm.post("/api/v1/invitations", member()).await.must_be(201);
    }
    house.move_to("2026-12-30");
    let (one, two, three) = tokio::join!(house.app.sweep.once(), house.app.sweep.once(), house.app.sweep.once());
    let raised = [one, two, three].map(|sweep| sweep.expect("a sweep"));
    assert_eq!(raised.iter().sum::<usize>(), 10, "{raised:?}");
    house.real.set_ahead(DAY);
    house.move_to("2026-11-23");
    assert_eq!(house.app.sweep.once().await.expect("a sweep"), 0, "back before it");
    house.move_to("2027-06-01");
    assert_eq!(house.app.sweep.once().await.expect("a sweep"), 0, "and far behind it");
    house.sealed().await;
    let found = check(&house.app.database).await;
    assert_eq!(found.kinds.get("accounts.invitation_expired"), Some(&10), "{:?}", found.kinds);
    let told = "SELECT COUNT(*) AS n FROM hall_notice WHERE kind = 'accounts.invitation_expired'";
    assert_eq!(count(&house.app.database, told).await, 10);
}
