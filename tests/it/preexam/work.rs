//! The work of a centre: assignment, blocks, the board, the forecast, statistics.

use serde_json::{Value, json};
use tests::TestApp;
use tests::preexam::{CaseAt, Scene};
use tests::{Person, Reply};

use tests::time::on;

async fn me(person: &Person<'_>) -> String {
    person.get("/api/v1/me").await.must_be(200)["person_id"].as_str().expect("an id").to_owned()
}

async fn sets(scene: &Scene<'_>, person: &str, fields: Value) -> Reply {
    let body = json!({"fields": fields, "available": true});
    scene.lead.post(&format!("/api/v1/preexam/examiners/{person}/set"), body).await
}

#[tokio::test]
async fn a_case_is_given_by_field_and_load_and_given_to_another_by_the_lead() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let (examiner, lead) = (me(&scene.examiner).await, me(&scene.lead).await);
    let case = scene.imported("utility_model").await;
    let nobody = scene.lead.change(&case.at("assign"), case.version, json!({})).await;
    assert_eq!(nobody.must_be(409)["code"], json!("preexam.nobody_takes_the_field"));
    sets(&scene, &examiner, json!(["A01"])).await.must_be(200);
    sets(&scene, &lead, json!(["09"])).await.must_be(200);
    let case = scene.act(&scene.lead, &case, "assign", json!({})).await;
    assert_eq!(case.seen["course"]["examiner_id"], json!(examiner));
    sets(&scene, &lead, json!(["A01", "09"])).await.must_be(200);
    let second = scene.imported("utility_model").await;
    let second = scene.act(&scene.lead, &second, "assign", json!({})).await;
    assert_eq!(second.seen["course"]["examiner_id"], json!(lead), "who has fewer cases");
    let case = scene.act(&scene.lead, &case, "assign", json!({"examiner_id": lead})).await;
    assert_eq!(case.seen["course"]["examiner_id"], json!(lead));
    let stranger = house.enterprise("别家").await;
    let wrong = json!({"examiner_id": me(&stranger).await});
    let refused = scene.lead.change(&case.at("assign"), case.version, wrong).await.must_be(422);
    assert_eq!(refused["errors"][0]["code"], json!("preexam.examiner_unknown"));
}

#[tokio::test]
async fn a_blocked_case_is_not_decided_until_the_block_is_lifted_but_its_applicant_may_act() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.imported("design").await;
    let case = scene.act(&scene.examiner, &case, "block", json!({"reason": "等待外部检索"})).await;
    let refused = scene.examiner.change(&case.at("pass"), case.version, Value::Null).await.must_be(409);
    assert_eq!(refused["code"], json!("preexam.case_blocked"));
    assert!(refused["possible_acts"].as_array().is_some_and(|acts| acts.contains(&json!("unblock"))), "{refused}");
    let case = scene.act(&scene.examiner, &case, "unblock", Value::Null).await;
    let case = scene.act(&scene.examiner, &case, "block", json!({"reason": "等待外部检索"})).await;
    let case = scene.act(&scene.applicant, &case, "withdraw", json!({})).await;
    assert_eq!(case.state(), "withdrawn");
}

#[tokio::test]
async fn the_board_counts_what_is_due_late_and_at_risk_by_examiner_and_field() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let examiner = me(&scene.examiner).await;
    // Accepting has three working days: of these days the last is 2026-11-05, 2026-11-23, 2026-11-25 and 2026-11-26.
    for submitted_on in ["2026-11-02", "2026-11-18", "2026-11-20", "2026-11-23"] {
        scene.imported_on("design", submitted_on, None).await;
    }
    let given = scene.imported_on("utility_model", "2026-11-23", None).await;
    scene.act(&scene.lead, &given, "assign", json!({"examiner_id": examiner})).await;
    scene.draft("design").await;
    let board = scene.lead.get("/api/v1/preexam/board").await.must_be(200);
    let tally = |cases: &Value| {
        ["open", "late", "due_today", "due_this_week"].map(|name| cases[name].as_i64().expect("a number"))
    };
    assert_eq!(tally(&board["all"]), [5, 1, 1, 3], "{board}");
    let fields: Vec<(&str, [i64; 4])> = board["by_field"]
        .as_array()
        .expect("fields")
        .iter()
        .map(|field| (field["field"].as_str().expect("a field"), tally(&field["cases"])))
        .collect();
    assert_eq!(fields, [("09", [4, 1, 1, 2]), ("A01C", [1, 0, 0, 1])]);
    let people = board["by_examiner"].as_array().expect("examiners");
    assert_eq!((people.len(), tally(&people[0]["cases"])), (2, [4, 1, 1, 2]), "{board}");
    assert_eq!((&people[1]["examiner_id"], tally(&people[1]["cases"])), (&json!(examiner), [1, 0, 0, 1]));
    let stranger = Scene::of(&house).await;
    assert_eq!(stranger.lead.get("/api/v1/preexam/board").await.must_be(200)["all"]["open"], json!(0));
}

#[tokio::test]
async fn the_forecast_names_what_will_be_late_and_whose_hands_would_avoid_it() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let (busy, idle) = (me(&scene.examiner).await, me(&scene.lead).await);
    for person in [&busy, &idle] {
        sets(&scene, person, json!([])).await.must_be(200);
    }
    let mut cases: Vec<CaseAt> = Vec::new();
    // Nobody has a past: each is taken to do one case a day. Eight cases of seven working days do not fit.
    for _ in 0..10 {
        let case = scene.imported("design").await;
        cases.push(scene.act(&scene.lead, &case, "assign", json!({"examiner_id": busy})).await);
    }
    let forecast = scene.lead.get("/api/v1/preexam/forecast").await.must_be(200);
    let late = forecast["late"].as_array().expect("late cases").len();
    assert!((1..10).contains(&late), "{forecast}");
    let moves = forecast["moves"].as_array().expect("moves");
    assert_eq!(moves.len(), late, "each move saves one");
    assert_eq!(forecast["still_late"], json!(0));
    let first = &moves[0];
    assert_eq!((&first["from_examiner_id"], &first["to_examiner_id"]), (&json!(busy), &json!(idle)));
    for one in moves {
        let id = one["case_id"].as_str().expect("an id");
        let case = cases.iter().find(|case| case.id == id).expect("one of them");
        scene.act(&scene.lead, case, "assign", json!({"examiner_id": idle})).await;
    }
    let after = scene.lead.get("/api/v1/preexam/forecast").await.must_be(200);
    assert_eq!(after["late"], json!([]), "what was proposed avoids it: {after}");
}

#[tokio::test]
async fn statistics_count_what_was_received_accepted_passed_and_granted_with_mean_days() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    scene.imported_on("design", "2026-11-20", None).await;
    let case = scene.marked("design").await;
    on(&house, "2026-12-03").await;
    let seen = scene.examiner.get(&format!("/api/v1/preexam/cases/{}", case.id)).await.must_be(200);
    let number = seen["lane"]["application_number"].as_str().expect("a number");
    let grant = json!({"announced_on": "2026-12-03", "patent_number": format!("ZL{number}")});
    let version = seen["version"].as_i64().expect("a version");
    scene.examiner.change(&case.at("grant"), version, grant).await.must_be(200);
    let asked = "?from_on=2026-11-01&to_on=2026-12-31";
    let figures = scene.lead.get(&format!("/api/v1/preexam/statistics{asked}")).await.must_be(200);
    let design = figures["rows"].as_array().expect("rows").iter().find(|row| row["kind"] == "design").expect("a row");
    assert_eq!(
        design,
        &json!({
            "kind": "design", "received": 2, "accepted": 1, "passed": 1, "mean_pre_exam_working_days": "0.00",
            "granted": 1, "mean_grant_days": "10.00",
        })
    );
    let table = scene.lead.get(&format!("/api/v1/preexam/statistics/export{asked}")).await;
    let text = String::from_utf8_lossy(&table.body).into_owned();
    assert!(text.contains("外观设计,2,1,1,0.00,1,10.00\r\n"), "{text}");
    let turned = scene.lead.get("/api/v1/preexam/statistics?from_on=2026-12-31&to_on=2026-01-01").await;
    assert_eq!(turned.must_be(422)["errors"][0]["code"], json!("preexam.days_turned"));
}
