//! The stories of cases, from the registration of the entity to the grant in time, and the ways to lose the lane.

use serde_json::{Value, json};
use tests::TestApp;
use tests::preexam::{CaseAt, Scene, application_number};

use tests::time::{days_later, on, told_of};

/// The case as it stands.
async fn seen(scene: &Scene<'_>, case: &CaseAt) -> Value {
    scene.applicant.get(&format!("/api/v1/preexam/cases/{}", case.id)).await.must_be(200)
}

/// The case at the version that it has now.
async fn now(scene: &Scene<'_>, case: &CaseAt) -> CaseAt {
    let seen = seen(scene, case).await;
    CaseAt { version: seen["version"].as_i64().expect("a version"), seen, ..case.clone() }
}

async fn granted_in_time(kind: &'static str, granted_on: &str, due_on: &str) {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.marked(kind).await;
    assert_eq!(case.seen["lane"]["identical"], json!(true));
    let shown = seen(&scene, &case).await;
    assert_eq!(shown["clocks"]["target_due_on"], json!(due_on), "{shown}");
    assert_eq!(shown["clocks"]["target_standing"], json!("on_track"));
    on(&house, granted_on).await;
    let number = shown["lane"]["application_number"].as_str().expect("a number").to_owned();
    let grant = json!({"announced_on": granted_on, "patent_number": format!("ZL{number}")});
    let case = scene.act(&scene.examiner, &now(&scene, &case).await, "grant", grant).await;
    assert_eq!(case.state(), "granted");
    let shown = seen(&scene, &case).await;
    assert_eq!(shown["clocks"]["target_standing"], json!("met"), "{shown}");
    assert_eq!(shown["outcome"]["patent_number"], json!(format!("ZL{number}")));
    assert_eq!(shown["possible_acts"], json!([]));
    assert!(told_of(&scene.applicant, "preexam.case_changed").await >= 4, "it was told of each step");
    house.sealed().await;
    assert!(house.app.verify().await.expect("verified").is_whole(), "all stands as the journal says");
}

#[tokio::test]
async fn an_invention_is_granted_within_three_months() {
    granted_in_time("invention", "2027-01-20", "2027-02-23").await;
}

#[tokio::test]
async fn a_utility_model_is_granted_within_a_month() {
    granted_in_time("utility_model", "2026-12-10", "2026-12-23").await;
}

#[tokio::test]
async fn a_design_is_granted_within_ten_working_days() {
    granted_in_time("design", "2026-12-02", "2026-12-07").await;
}

#[tokio::test]
async fn what_is_not_clear_is_amended_and_examined_again() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.accepted("utility_model").await;
    // The opinion comes after the documents.
    house.clock.move_to(house.app.clocks.moment.moment().plus_seconds(60));
    let opinion = json!({"items": [{"template": "claims_not_clear", "role": "claims", "text": "权利要求2不清楚"}]});
    let case = scene.act(&scene.examiner, &case, "issue-opinion", opinion.clone()).await;
    let silent = scene.applicant.change(&case.at("amend"), case.version, json!({})).await;
    assert_eq!(silent.must_be(409)["code"], json!("preexam.amendment_empty"));
    let file = scene.file("claims", "修改后的权利要求书").await;
    let case = scene.act(&scene.applicant, &case, "attach", json!({"role": "claims", "file_id": file})).await;
    let case = scene.act(&scene.applicant, &case, "amend", json!({"note": "已修改"})).await;
    let documents = case.seen["course"]["documents"].as_array().expect("documents").iter();
    let claims: Vec<i64> =
        documents.filter(|one| one["role"] == "claims").filter_map(|one| one["version"].as_i64()).collect();
    assert_eq!(claims, [1, 2], "every version is kept");
    let first = scene.examiner.get(&case.at("documents/claims/1/content")).await;
    assert_eq!((first.status, first.body.is_empty()), (200, false), "and the centre reads it");
    let case = scene.act(&scene.examiner, &case, "issue-opinion", opinion.clone()).await;
    let case = scene.act(&scene.applicant, &case, "amend", json!({"note": "不同意该意见"})).await;
    let third = scene.examiner.change(&case.at("issue-opinion"), case.version, opinion).await;
    assert_eq!(third.must_be(409)["code"], json!("preexam.rounds_used_up"));
    assert_eq!(scene.act(&scene.examiner, &case, "pass", Value::Null).await.state(), "passed");
}

#[tokio::test]
async fn an_invention_passes_by_two_people_and_not_by_one_twice() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.accepted("invention").await;
    let case = scene.act(&scene.examiner, &case, "pass", Value::Null).await;
    assert_eq!(case.state(), "pass_proposed");
    let again = scene.examiner.change(&case.at("pass"), case.version, Value::Null).await;
    assert_eq!(again.must_be(409)["code"], json!("preexam.same_person"));
    assert_eq!(scene.act(&scene.lead, &case, "pass", Value::Null).await.state(), "passed");
}

#[tokio::test]
async fn another_text_than_the_one_that_passed_is_found_and_needs_a_person() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.passed("utility_model").await;
    let mut filing = scene.filing(&case).await;
    filing["texts"][1]["file_id"] = scene.file("claims", "另一份权利要求书").await.into();
    let case = scene.act(&scene.applicant, &case, "file", filing).await;
    assert_eq!(case.seen["lane"]["differs_in"], json!(["claims"]));
    let case = scene.act(&scene.applicant, &case, "pay-fees", json!({"paid_on": scene.today()})).await;
    let marked = scene.examiner.change(&case.at("mark"), case.version, Value::Null).await;
    let problem = marked.must_be(409);
    assert_eq!(problem["code"], json!("preexam.text_differs"));
    let possible = problem["possible_acts"].as_array().expect("what is possible instead");
    assert!(possible.contains(&json!("confirm_identity")) && possible.contains(&json!("lose_lane")), "{problem}");
    let reason = json!({"reason": "仅排版不同"});
    let confirmed = scene.act(&scene.examiner, &case, "confirm-identity", reason).await;
    assert_eq!(scene.act(&scene.examiner, &confirmed, "mark", Value::Null).await.state(), "marked");
}

#[tokio::test]
async fn who_does_not_pay_on_the_day_loses_the_lane_and_what_he_pays_late_is_kept() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.filed("utility_model").await;
    days_later(&house, 1).await;
    let lost = now(&scene, &case).await;
    assert_eq!((lost.state(), &lost.seen["outcome"]["lane_loss"]), ("lane_lost", &json!("fees_late")));
    let case = scene.act(&scene.applicant, &lost, "pay-fees", json!({"paid_on": scene.today()})).await;
    assert_eq!(case.state(), "lane_lost");
    assert_eq!(case.seen["course"]["late_acts"][0]["what"], json!("pay_fees"));
}

#[tokio::test]
async fn a_late_act_that_comes_before_the_sweep_ends_the_case_and_is_kept() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.filed("design").await;
    let tomorrow = house.app.clocks.moment.moment().plus_seconds(24 * 3_600);
    house.clock.move_to(tomorrow);
    let case = scene.act(&scene.applicant, &case, "pay-fees", json!({"paid_on": scene.today()})).await;
    assert_eq!(case.state(), "lane_lost");
    assert_eq!(case.seen["course"]["late_acts"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn who_does_not_amend_in_time_has_withdrawn() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.accepted("utility_model").await;
    let opinion = json!({"items": [{"text": "权利要求2不清楚"}]});
    let case = scene.act(&scene.examiner, &case, "issue-opinion", opinion).await;
    on(&house, "2026-11-30").await;
    assert_eq!(now(&scene, &case).await.state(), "opinion_issued", "the last day is his");
    on(&house, "2026-12-01").await;
    let case = now(&scene, &case).await;
    assert_eq!((case.state(), &case.seen["outcome"]["withdrawal"]), ("withdrawn", &json!("amendment_late")));
}

#[tokio::test]
async fn who_does_not_file_in_time_has_withdrawn() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.passed("design").await;
    on(&house, "2026-12-04").await;
    let case = now(&scene, &case).await;
    assert_eq!((case.state(), &case.seen["outcome"]["withdrawal"]), ("withdrawn", &json!("filing_late")));
    let filing = scene.filing(&case).await;
    let kept = scene.act(&scene.applicant, &case, "file", filing).await;
    assert_eq!(kept.seen["course"]["late_acts"][0]["what"], json!("file"));
}

#[tokio::test]
async fn an_office_action_is_answered_in_time_or_the_lane_is_lost() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.marked("invention").await;
    let action = json!({"kind": "examination", "served_on": scene.today()});
    let case = scene.act(&scene.applicant, &case, "receive-action", action).await;
    assert_eq!(case.state(), "action_open");
    let shown = seen(&scene, &case).await;
    assert_eq!(shown["clocks"]["step_due_on"], json!("2026-12-03"), "ten days, {shown}");
    let case = scene.act(&scene.applicant, &case, "reply", json!({"replied_on": scene.today()})).await;
    assert_eq!(case.state(), "marked");
    let action = json!({"kind": "examination", "served_on": scene.today(), "channel": "post"});
    let case = scene.act(&scene.applicant, &case, "receive-action", action).await;
    on(&house, "2027-01-10").await;
    let case = now(&scene, &case).await;
    assert_eq!((case.state(), &case.seen["outcome"]["lane_loss"]), ("lane_lost", &json!("reply_late")));
}

#[tokio::test]
async fn a_design_that_the_office_objects_to_leaves_the_lane() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.marked("design").await;
    let action = json!({"kind": "amendment", "served_on": scene.today()});
    let case = scene.act(&scene.applicant, &case, "receive-action", action).await;
    assert_eq!((case.state(), &case.seen["outcome"]["lane_loss"]), ("lane_lost", &json!("too_many_actions")));
}

#[tokio::test]
async fn a_case_that_is_not_in_order_is_returned_failed_or_put_on_the_normal_track_with_reasons() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let reasons = json!({"reasons": ["不属于本中心领域"]});
    let case = scene.imported_on("design", "2026-11-20", None).await;
    let returned = scene.act(&scene.examiner, &case, "return", reasons.clone()).await;
    assert_eq!((returned.state(), &returned.seen["outcome"]["reasons"]), ("returned", &reasons["reasons"]));
    let case = scene.imported("design").await;
    assert_eq!(scene.act(&scene.examiner, &case, "fail", reasons).await.state(), "failed");
    let case = scene.marked("design").await;
    let lost = json!({"reason": "bibliographic_change", "note": "变更了申请人"});
    assert_eq!(scene.act(&scene.examiner, &case, "lose-lane", lost).await.state(), "lane_lost");
    let case = scene.marked("design").await;
    let rejected = json!({"on": scene.today(), "reason": "不符合授权条件"});
    assert_eq!(scene.act(&scene.examiner, &case, "reject", rejected).await.state(), "rejected");
}

#[tokio::test]
async fn an_application_number_belongs_to_one_case() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let (first, second) = (scene.passed("design").await, scene.passed("design").await);
    let number = application_number("2026", "design");
    for (case, status) in [(first, 200), (second, 422)] {
        let mut filing = scene.filing(&case).await;
        filing["application_number"] = number.clone().into();
        let reply = scene.applicant.change(&case.at("file"), case.version, filing).await;
        assert_eq!(reply.status, status, "{}", String::from_utf8_lossy(&reply.body));
    }
}

#[tokio::test]
async fn of_two_examiners_who_decide_at_once_one_wins_and_the_other_hears_that_it_is_stale() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let case = scene.imported("design").await;
    let (passing, failing) = (case.at("pass"), case.at("fail"));
    let pass = scene.examiner.change(&passing, case.version, Value::Null);
    let fail = scene.lead.change(&failing, case.version, json!({"reasons": ["不具备新颖性"]}));
    let (pass, fail) = tokio::join!(pass, fail);
    let mut statuses = [pass.status, fail.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

#[tokio::test]
async fn a_case_is_its_applicants_and_its_centres_and_nobody_elses_and_a_draft_the_applicants_alone() {
    let house = TestApp::start().await;
    let scene = Scene::of(&house).await;
    let stranger = house.enterprise("别家").await;
    let (draft, case) = (scene.draft("design").await, scene.imported("design").await);
    let address = |case: &CaseAt| format!("/api/v1/preexam/cases/{}", case.id);
    for (person, draft_status, case_status) in
        [(&scene.applicant, 200, 200), (&scene.examiner, 404, 200), (&stranger, 404, 404)]
    {
        assert_eq!(person.get(&address(&draft)).await.status, draft_status);
        assert_eq!(person.get(&address(&case)).await.status, case_status);
    }
    let listed = |items: Value| items["total"].as_i64();
    assert_eq!(listed(scene.applicant.get("/api/v1/preexam/cases").await.must_be(200)), Some(2));
    assert_eq!(listed(scene.examiner.get("/api/v1/preexam/cases").await.must_be(200)), Some(1));
    assert_eq!(listed(stranger.get("/api/v1/preexam/cases").await.must_be(200)), Some(0));
}
