//! Filing entities: registered, warned, suspended, struck off; and the lists of fields.

use serde_json::{Value, json};
use tests::preexam::Scene;
use tests::{Person, Reply, TestApp};

use tests::time::{on, told_of};

async fn entity(person: &Person<'_>, id: &str) -> Value {
    person.get(&format!("/api/v1/preexam/entities/{id}")).await.must_be(200)
}

async fn act(scene: &Scene<'_>, id: &str, verb: &str, body: Value) -> Reply {
    let version = entity(&scene.lead, id).await["version"].as_i64().expect("a version");
    scene.lead.change(&format!("/api/v1/preexam/entities/{id}/{verb}"), version, body).await
}

#[tokio::test]
async fn a_registration_takes_effect_after_review_and_report() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let firm = house.enterprise("新").await;
    let applied = scene.applied(&firm).await;
    applied.must_be(201);
    let checks = scene.lead.get(&format!("/api/v1/preexam/entities/{}/checks", applied.id())).await.must_be(200);
    let answers: Vec<&str> =
        checks.as_array().expect("checks").iter().filter_map(|check| check["answer"].as_str()).collect();
    assert_eq!(answers, ["yes", "yes", "yes", "yes", "yes", "yes", "needs_person"], "{checks}");
    let unsettled = act(&scene, &applied.id(), "review", json!({"settled": []})).await;
    assert_eq!(unsettled.must_be(409)["code"], json!("preexam.check_unsettled"));
    let id = scene.into_effect(&applied).await;
    assert_eq!(entity(&firm, &id).await["state"], json!("effective"));
    assert!(told_of(&firm, "preexam.entity_changed").await >= 3, "it was told of each step");
    assert!(told_of(&scene.lead, "preexam.entity_changed").await >= 1, "and the centre that somebody asks");
}

#[tokio::test]
async fn who_does_not_meet_a_condition_is_registered_with_a_reason_only() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let firm = house.enterprise("小").await;
    let facts = json!({
        "fields": ["A01C"], "founded_on": "2026-06-01", "insured_staff": 2, "granted_inventions": 0,
        "granted_others": 1, "has_ip_management": true, "has_research_site": true,
    });
    let body = json!({"centre_id": scene.centre(), "facts": facts});
    let applied = firm.post("/api/v1/preexam/entities", body).await;
    applied.must_be(201);
    let clean = json!({"settled": [{"check": "clean_record", "reason": "已核查"}]});
    let refused = act(&scene, &applied.id(), "review", clean).await;
    assert_eq!(refused.must_be(409)["code"], json!("preexam.entity_check_says_no"));
    let all = ["old_enough", "enough_staff", "enough_rights", "clean_record"];
    let settled: Vec<Value> = all.iter().map(|check| json!({"check": check, "reason": "中心会议同意"})).collect();
    act(&scene, &applied.id(), "review", json!({"settled": settled})).await.must_be(200);
}

#[tokio::test]
async fn an_organisation_is_registered_once_with_a_centre_even_if_it_asks_twice_at_once() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let firm = house.enterprise("双").await;
    let (first, second) = tokio::join!(scene.applied(&firm), scene.applied(&firm));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

#[tokio::test]
async fn who_is_suspended_may_not_submit_until_the_last_day_is_over() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.complete(scene.draft("design").await).await;
    let short =
        act(&scene, &scene.entity, "suspend", json!({"reason": "不合格率过高", "until_on": "2026-12-31"})).await;
    assert_eq!(short.must_be(409)["code"], json!("preexam.suspension_too_short"));
    let until = json!({"reason": "不合格率过高", "until_on": "2027-05-31"});
    act(&scene, &scene.entity, "suspend", until).await.must_be(200);
    let problem = scene.applicant.change(&case.at("submit"), case.version, Value::Null).await.must_be(409);
    assert_eq!(problem["code"], json!("preexam.gate_closed"));
    assert_eq!(problem["errors"][0]["pointer"], json!("gate:entity_effective"), "{problem}");
    on(&house, "2027-06-01").await;
    assert_eq!(entity(&scene.applicant, &scene.entity).await["state"], json!("effective"), "the sweep shows it");
    scene.act(&scene.applicant, &case, "submit", Value::Null).await;
}

#[tokio::test]
async fn who_was_struck_off_may_not_ask_again_for_three_years() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    act(&scene, &scene.entity, "cancel", json!({"reason": "两次非正常申请"})).await.must_be(200);
    let again = scene.applied(&scene.applicant).await;
    assert_eq!(again.must_be(409)["code"], json!("preexam.entity_barred"));
    on(&house, "2029-11-24").await;
    scene.applied(&scene.applicant).await.must_be(201);
}

#[tokio::test]
async fn a_quota_that_is_used_up_closes_the_gate() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    act(&scene, &scene.entity, "set-quota", json!({"year": 2026, "quota": 1})).await.must_be(200);
    scene.submitted("design").await;
    let second = scene.complete(scene.draft("design").await).await;
    let problem = scene.applicant.change(&second.at("submit"), second.version, Value::Null).await.must_be(409);
    assert_eq!(problem["errors"][0]["pointer"], json!("gate:quota_left"), "{problem}");
}

#[tokio::test]
async fn the_list_of_fields_of_the_day_opens_the_gate_or_closes_it() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let list = |version: &str, from: &str, prefixes: Value| json!({"scheme": "locarno", "version": version, "valid_from_on": from, "prefixes": prefixes, "basis": "批复"});
    scene.lead.post("/api/v1/preexam/field-lists", list("一", "2026-01-01", json!(["06"]))).await.must_be(201);
    let earlier = scene.lead.post("/api/v1/preexam/field-lists", list("二", "2025-01-01", json!(["09"]))).await;
    assert_eq!(earlier.must_be(409)["code"], json!("preexam.field_version_not_later"));
    let case = scene.complete(scene.draft("design").await).await;
    let problem = scene.applicant.change(&case.at("submit"), case.version, Value::Null).await.must_be(409);
    assert_eq!(problem["errors"][0]["pointer"], json!("gate:field_open"), "{problem}");
    scene.lead.post("/api/v1/preexam/field-lists", list("三", "2026-11-23", json!(["09"]))).await.must_be(201);
    scene.act(&scene.applicant, &case, "submit", Value::Null).await;
    let lists = house.visitor().get("/api/v1/preexam/field-lists").await.must_be(200);
    assert_eq!(lists["items"][0]["versions"].as_array().map(Vec::len), Some(2), "everybody reads it");
}
