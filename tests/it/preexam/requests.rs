//! Fast confirmation and fast enforcement: taken in, sent the right way, acknowledged, concluded.

use serde_json::{Value, json};
use tests::preexam::Scene;
use tests::{Person, Reply, TestApp};

use tests::time::{on, told_of};

async fn brought(scene: &Scene<'_>, kind: &str, more: Value) -> Reply {
    let mut body = json!({
        "centre_id": scene.centre(), "kind": kind, "subject": "请求", "statement": "事实与请求",
    });
    body.as_object_mut().expect("a body").extend(more.as_object().expect("more").clone());
    scene.applicant.post("/api/v1/preexam/requests", body).await
}

async fn act(person: &Person<'_>, id: &str, verb: &str, body: Value) -> Value {
    let seen = person.get(&format!("/api/v1/preexam/requests/{id}")).await.must_be(200);
    let version = seen["version"].as_i64().expect("a version");
    person.change(&format!("/api/v1/preexam/requests/{id}/{verb}"), version, body).await.must_be(200)
}

#[tokio::test]
async fn an_evaluation_report_is_recommended_received_by_the_office_and_due_within_two_months() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let missing = brought(&scene, "evaluation_report", json!({})).await;
    assert_eq!(missing.must_be(409)["code"], json!("preexam.right_number_missing"));
    let request = brought(&scene, "evaluation_report", json!({"right_number": "202322865413.3"})).await;
    request.must_be(201);
    let id = request.id();
    act(&scene.examiner, &id, "triage", json!({"route": "recommend"})).await;
    let sent = act(&scene.examiner, &id, "refer", json!({"sent_on": scene.today(), "receipt": "函1"})).await;
    assert_eq!(sent["referral"]["to"], json!("国家知识产权局"));
    let received = json!({"receipt": "收9", "on": scene.today()});
    let received = act(&scene.examiner, &id, "acknowledge", received).await;
    assert_eq!(received["referral"]["acknowledgement"], json!("收9"));
    on(&house, "2027-01-26").await;
    assert_eq!(told_of(&scene.applicant, "preexam.request_late").await, 1, "2027-01-25 was the last day");
    let done = json!({"result": "未发现缺陷", "on": "2027-01-26"});
    assert_eq!(act(&scene.examiner, &id, "conclude", done).await["state"], json!("concluded"));
}

#[tokio::test]
async fn enforcement_in_electronic_commerce_is_triaged_within_two_working_days_and_referred_with_a_receipt() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let slow = brought(&scene, "fast_enforcement", json!({"ecommerce": true, "respondent": "某网店"})).await;
    slow.must_be(201);
    on(&house, "2026-11-25").await;
    assert_eq!(told_of(&scene.lead, "preexam.request_late").await, 0);
    on(&house, "2026-11-26").await;
    assert_eq!(told_of(&scene.lead, "preexam.request_late").await, 1);
    let id = slow.id();
    act(&scene.examiner, &id, "triage", json!({"route": "refer", "refer_to": "市市场监管局"})).await;
    let sent = act(&scene.examiner, &id, "refer", json!({"sent_on": scene.today()})).await;
    assert_eq!((&sent["state"], &sent["referral"]["to"]), (&json!("referred"), &json!("市市场监管局")));
}

#[tokio::test]
async fn what_is_not_for_the_centre_is_declined_with_its_basis_and_what_it_handles_is_not_sent_on() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let request = brought(&scene, "fast_enforcement", json!({})).await;
    let declined = json!({"reason": "专利权已终止", "basis": "专利法第四十四条"});
    let declined = act(&scene.examiner, &request.id(), "decline", declined).await;
    assert_eq!((&declined["state"], &declined["basis"]), (&json!("declined"), &json!("专利法第四十四条")));
    assert_eq!(declined["possible_acts"], json!([]));
    let request = brought(&scene, "fast_enforcement", json!({})).await;
    let handled = act(&scene.examiner, &request.id(), "triage", json!({"route": "handle"})).await;
    let version = handled["version"].as_i64().expect("a version");
    let target = format!("/api/v1/preexam/requests/{}/refer", request.id());
    let refused = scene.examiner.change(&target, version, json!({"sent_on": scene.today()})).await.must_be(409);
    assert_eq!(refused["code"], json!("preexam.request_handled_here"));
    assert!(refused["possible_acts"].as_array().is_some_and(|acts| acts.contains(&json!("conclude"))), "{refused}");
}
