//! The gate: every check answers, with its reason; nothing is silently refused.

use serde_json::{Value, json};
use tests::TestApp;
use tests::preexam::Scene;

#[tokio::test]
async fn every_check_answers_and_credit_says_that_nobody_can_be_asked() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.draft("utility_model").await;
    let gate = scene.applicant.get(&case.at("gate")).await.must_be(200);
    let checks = gate.as_array().expect("checks");
    assert_eq!(checks.len(), 14);
    let answer = |name: &str| {
        let check = checks.iter().find(|check| check["check"] == name).expect("a check");
        assert!(check["reason"].as_str().is_some_and(|reason| !reason.is_empty()), "{check}");
        check["answer"].as_str().expect("an answer").to_owned()
    };
    assert_eq!(answer("credit_clear"), "needs_person");
    assert_eq!(answer("field_open"), "needs_person", "the centre has no list");
    assert_eq!((answer("entity_effective"), answer("quota_left")), ("yes".into(), "yes".into()));
    assert_eq!((answer("documents_complete"), answer("commitment_signed")), ("no".into(), "no".into()));
    let english = scene.applicant.get_with(&case.at("gate"), &[("accept-language", "en")]).await.must_be(200);
    let credit = english.as_array().expect("checks").last().expect("the last check").clone();
    assert_eq!(credit["reason"], json!("No credit source is connected, so a person must look"));
}

#[tokio::test]
async fn what_is_declared_to_be_excluded_stays_out_each_for_its_own_reason() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    for (declared, check) in [
        ("pct", "not_pct"),
        ("same_day_twin", "no_same_day_twin"),
        ("divisional", "not_divisional"),
        ("secrecy_review", "no_secrecy_review"),
        ("accelerated_elsewhere", "not_accelerated_elsewhere"),
    ] {
        let mut wish = scene.wish("design");
        wish["declarations"] = json!({declared: true});
        let opened = scene.applicant.post("/api/v1/preexam/cases", wish).await;
        let seen = opened.must_be(201);
        let case = tests::preexam::CaseAt { id: opened.id(), version: opened.version(), kind: "design", seen };
        let case = scene.complete(case).await;
        let problem = scene.applicant.change(&case.at("submit"), case.version, Value::Null).await.must_be(409);
        assert_eq!(problem["errors"][0]["pointer"], json!(format!("gate:{check}")), "{problem}");
        assert_eq!(problem["errors"].as_array().map(Vec::len), Some(1), "{problem}");
    }
}

#[tokio::test]
async fn a_check_that_needs_a_person_is_settled_by_one_with_a_reason_before_the_case_is_accepted() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.submitted("design").await;
    let accept = |settled: Value| {
        scene.examiner.change(Box::leak(case.at("accept").into_boxed_str()), case.version, json!({"settled": settled}))
    };
    let unsettled = accept(json!([])).await.must_be(409);
    assert_eq!(unsettled["code"], json!("preexam.check_unsettled"));
    let too_many = json!([
        {"check": "credit_clear", "reason": "已核查"}, {"check": "field_open", "reason": "已核查"},
        {"check": "not_pct", "reason": "已核查"},
    ]);
    assert_eq!(accept(too_many).await.must_be(409)["code"], json!("preexam.check_settles_nothing"));
    let settled =
        json!([{"check": "credit_clear", "reason": "已核查"}, {"check": "field_open", "reason": "属于农业机械"}]);
    assert_eq!(accept(settled).await.must_be(200)["state"], json!("accepted"));
}

#[tokio::test]
async fn a_program_of_the_applicant_does_all_that_an_applicant_can() {
    let house = TestApp::start().await;
    let mut scene = Scene::of(&house).await;
    let scopes = json!(["preexam:read", "preexam:write", "files:write", "files:read"]);
    let made = scene.applicant.post("/api/v1/clients", json!({"name": "接口", "scopes": scopes})).await.must_be(201);
    let word = |name: &str| made[name].as_str().expect("a word").to_owned();
    let form =
        format!("grant_type=client_credentials&client_id={}&client_secret={}", word("id"), word("client_secret"));
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let visitor = house.visitor();
    let given = visitor.send(poem::http::Method::POST, "/oauth/token", &headers, Some(form.into())).await;
    let token = given.must_be(200)["access_token"].as_str().expect("a token").to_owned();
    scene.applicant = house.visitor().with("authorization", &format!("Bearer {token}"));
    let case = scene.marked("design").await;
    let action = json!({"kind": "other", "served_on": scene.today()});
    let case = scene.act(&scene.applicant, &case, "receive-action", action).await;
    let case = scene.act(&scene.applicant, &case, "reply", json!({"replied_on": scene.today()})).await;
    assert_eq!(scene.act(&scene.applicant, &case, "withdraw", json!({})).await.state(), "lane_lost");
}

#[tokio::test]
async fn an_agency_acts_for_the_applicant_with_his_power_and_must_be_registered_itself() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let agency = house.organisation("agency", "代理").await;
    let body = json!({"agency_id": agency.organisation, "powers": ["preexam", "files"]});
    scene.applicant.post("/api/v1/authorisations", body).await.must_be(201);
    let mut by_agency = scene.clone();
    by_agency.applicant = agency.with("zhiquan-acting-for", &scene.applicant.organisation);
    let case = by_agency.complete(by_agency.draft("design").await).await;
    assert_eq!(case.seen["agency_id"], json!(agency.organisation));
    let problem = by_agency.applicant.change(&case.at("submit"), case.version, Value::Null).await.must_be(409);
    assert_eq!(problem["errors"][0]["pointer"], json!("gate:agency_registered"), "{problem}");
    let facts = json!({
        "fields": [], "granted_inventions": 0, "granted_others": 0, "has_ip_management": true,
        "has_research_site": true, "on_assured_list": true,
    });
    let applied = agency.post("/api/v1/preexam/entities", json!({"centre_id": scene.centre(), "facts": facts})).await;
    assert_eq!(applied.must_be(201)["kind"], json!("agency"));
    scene.into_effect(&applied).await;
    assert_eq!(by_agency.act(&by_agency.applicant, &case, "submit", Value::Null).await.state(), "submitted");
}
