//! Clocks of cases: reminders once, whatever happens; calendars that move them; feeds that show them.

use serde_json::{Value, json};
use tests::TestApp;
use tests::preexam::Scene;

use tests::time::{on, swept, told_of};

async fn opinion(scene: &Scene<'_>) -> tests::preexam::CaseAt {
    let case = scene.imported("utility_model").await;
    scene.act(&scene.examiner, &case, "issue-opinion", json!({"items": [{"text": "不清楚"}]})).await
}

#[tokio::test]
async fn a_reminder_comes_once_whatever_sweeps_and_restarts_there_are() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    // Five working days from Monday 2026-11-23: the last is 2026-11-30, and two working days before is 2026-11-26.
    opinion(&scene).await;
    on(&house, "2026-11-25").await;
    assert_eq!(told_of(&scene.applicant, "preexam.step_near").await, 0);
    on(&house, "2026-11-26").await;
    swept(&house).await;
    assert_eq!(told_of(&scene.applicant, "preexam.step_near").await, 1);
    let applicant = (scene.applicant.login.clone(), scene.lead.login.clone());
    drop(scene);
    let house = house.restarted_after(|_| {}).await;
    on(&house, "2026-11-27").await;
    let person = house.login(&applicant.0).await;
    assert_eq!(told_of(&person, "preexam.step_near").await, 1, "also across a restart");
    on(&house, "2026-11-30").await;
    assert_eq!(told_of(&person, "preexam.step_today").await, 1);
}

#[tokio::test]
async fn what_else_happens_to_a_case_does_not_repeat_a_reminder_and_what_is_done_in_time_needs_none() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = opinion(&scene).await;
    on(&house, "2026-11-26").await;
    let me = scene.examiner.get("/api/v1/me").await.must_be(200)["person_id"].clone();
    let case = scene.act(&scene.lead, &case, "assign", json!({"examiner_id": me})).await;
    swept(&house).await;
    assert_eq!(told_of(&scene.applicant, "preexam.step_near").await, 1);
    scene.act(&scene.applicant, &case, "amend", json!({"note": "已修改"})).await;
    on(&house, "2026-11-30").await;
    assert_eq!(told_of(&scene.applicant, "preexam.step_today").await, 0);
}

#[tokio::test]
async fn several_processes_that_sweep_at_once_raise_each_deadline_once() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    for _ in 0..4 {
        opinion(&scene).await;
    }
    house.clock.move_to(tests::china_noon("2026-11-26".parse().expect("a day")));
    let sweeps = [&house.app.sweep, &house.app.sweep, &house.app.sweep].map(|sweep| sweep.once());
    futures_util::future::join_all(sweeps).await;
    swept(&house).await;
    assert_eq!(told_of(&scene.applicant, "preexam.step_near").await, 4);
}

#[tokio::test]
async fn the_centre_that_is_late_is_told_and_its_act_counts_all_the_same() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.imported_on("design", "2026-11-02", None).await;
    swept(&house).await;
    assert_eq!(told_of(&scene.lead, "preexam.step_late").await, 1, "a case that is imported late shows as late");
    assert_eq!(told_of(&scene.lead, "preexam.step_near").await, 0, "and is not reminded of what has passed");
    let shown = scene.lead.get(&format!("/api/v1/preexam/cases/{}", case.id)).await.must_be(200);
    assert_eq!(shown["clocks"]["step_standing"], json!("late"), "{shown}");
    let accepted = scene.act(&scene.examiner, &case, "accept", json!({"settled": []})).await;
    assert_eq!(accepted.state(), "accepted");
}

#[tokio::test]
async fn the_way_to_each_due_day_is_shown() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.marked("utility_model").await;
    let shown = scene.applicant.get(&case.at("deadlines")).await.must_be(200);
    let target = &shown["deadlines"][0];
    assert_eq!(target["due_on"], json!("2026-12-23"), "{shown}");
    let rule = &target["trace"][0];
    assert!(rule["kind"] == "rule" && rule["basis"].as_str().is_some_and(|basis| !basis.is_empty()), "{shown}");
}

#[tokio::test]
async fn a_calendar_shows_what_it_moves_and_then_moves_it_and_tells_each_owner_once() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let cases = [opinion(&scene).await, opinion(&scene).await];
    let system = house.system_administrator().await;
    let held = house.visitor().get("/api/v1/calendars/2026").await.must_be(200);
    let mut off = held["off"].as_array().expect("days").clone();
    off.push(json!({"on": "2026-11-27", "name": "示例假日"}));
    let calendar = json!({"source": "示例通知", "off": off, "working": held["working"]});
    let rehearsed = system.post("/api/v1/calendars/2026?dry_run=true", calendar.clone()).await.must_be(200);
    assert_eq!((&rehearsed["moved"], &rehearsed["dry_run"]), (&json!(2), &json!(true)), "{rehearsed}");
    let one = &rehearsed["deadlines"][0];
    assert_eq!((&one["before_on"], &one["due_on"]), (&json!("2026-11-30"), &json!("2026-12-01")));
    let due = |shown: &Value| shown["clocks"]["step_due_on"].as_str().expect("a day").to_owned();
    let address = format!("/api/v1/preexam/cases/{}", cases[0].id);
    assert_eq!(due(&scene.applicant.get(&address).await.must_be(200)), "2026-11-30");
    let applied = system.post("/api/v1/calendars/2026", calendar).await.must_be(200);
    assert_eq!(applied["deadlines"], rehearsed["deadlines"], "it does what was shown");
    assert_eq!(due(&scene.applicant.get(&address).await.must_be(200)), "2026-12-01");
    assert_eq!(told_of(&scene.applicant, "deadlines.moved").await, 1, "once, for both");
    let listed = scene.applicant.get("/api/v1/preexam/cases?due_by_on=2026-11-30").await.must_be(200);
    assert_eq!(listed["total"], json!(0), "the lists have followed");
    on(&house, "2026-12-01").await;
    assert_eq!(scene.applicant.get(&address).await.must_be(200)["state"], json!("opinion_issued"));
    on(&house, "2026-12-02").await;
    assert_eq!(scene.applicant.get(&address).await.must_be(200)["state"], json!("withdrawn"));
    house.sealed().await;
    assert!(house.app.verify().await.expect("verified").is_whole());
}

#[tokio::test]
async fn a_feed_shows_the_deadlines_that_run_and_keeps_their_names() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = opinion(&scene).await;
    let made = scene.applicant.post("/api/v1/deadline-feeds", json!({"scope": "organisation"})).await.must_be(201);
    let address = made["address"].as_str().expect("an address").to_owned();
    let shown = |address: String| {
        let visitor = house.visitor();
        async move { String::from_utf8_lossy(&visitor.get(&address).await.body).replace("\r\n ", "") }
    };
    let text = shown(address.clone()).await;
    assert!(text.contains("DTSTART;VALUE=DATE:20261130\r\n"), "{text}");
    assert!(text.contains(&format!("UID:{}.preexam.step@zhiquan\r\n", case.id)), "{text}");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1, "reminders are no deadlines of their own");
    let case = scene.act(&scene.applicant, &case, "amend", json!({"note": "已修改"})).await;
    let text = shown(address).await;
    assert!(
        text.contains(&format!("UID:{}.preexam.step@zhiquan\r\n", case.id)) && !text.contains("20261130"),
        "{text}"
    );
}
