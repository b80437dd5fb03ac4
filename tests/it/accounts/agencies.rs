//! Agencies: they act for an enterprise within what it gave them, as long as it did.

use std::sync::Arc;

use hall::clock::Clocks;
use hall::config::Config;
use hall::db::sqlite_file;
use serde_json::{Value, json};
use tests::{Person, TestApp};
use zhiquan::app::App;

use super::{told, word};

const EXPIRED: &str = "accounts.authorisation_expired";

/// An enterprise, an agency, and the agency's agent.
async fn parties(house: &TestApp) -> (Person<'_>, Person<'_>) {
    (house.enterprise("委托").await, house.organisation("agency", "代理").await)
}

async fn grant(firm: &Person<'_>, agency: &Person<'_>, powers: &[&str], until: Option<&str>) -> (String, i64) {
    let mut body = json!({"agency_id": agency.organisation, "powers": powers});
    if let Some(until) = until {
        body["until_on"] = until.into();
    }
    let granted = firm.post("/api/v1/authorisations", body).await;
    granted.must_be(201);
    (granted.id(), granted.version())
}

#[tokio::test]
async fn an_agency_acts_for_an_enterprise_in_what_it_was_given() {
    let house = TestApp::start().await;
    let (firm, agency) = parties(&house).await;
    grant(&firm, &agency, &["files", "notices"], None).await;
    let acting = agency.with("zhiquan-acting-for", &firm.organisation);
    let kept = acting.upload("委托书.txt", "委托代理\n".as_bytes(), "").await;
    kept.must_be(201);
    let target = format!("/api/v1/files/{}", kept.id());
    firm.get(&target).await.must_be(200);
    assert_eq!(agency.get(&target).await.refusal(404), "not_found", "it is the enterprise's and not the agency's");
    acting.get(&target).await.must_be(200);
    assert_eq!(told(&acting).await, told(&firm).await);
    assert_eq!(told(&agency).await[0], "accounts.authorisation_granted");
    let seen = agency.get("/api/v1/authorisations").await.must_be(200);
    assert_eq!(seen["items"][0]["powers"], json!(["files", "notices"]));
    assert_eq!(acting.get("/api/v1/clients").await.refusal(403), "auth.role_missing", "no power covers it");
    let firms_own = firm.with("zhiquan-acting-for", &firm.organisation).get("/api/v1/files").await;
    assert_eq!(firms_own.refusal(403), "auth.role_missing", "an enterprise is no agent");
    for unreadable in ["", "not-an-id", "é"] {
        let reply = agency.with("zhiquan-acting-for", unreadable).get("/api/v1/files").await;
        assert_eq!(reply.refusal(400), "validation.unreadable", "{unreadable}");
    }
    let twice = acting.with("zhiquan-acting-for", &agency.organisation).get("/api/v1/files").await;
    assert_eq!(twice.refusal(400), "validation.unreadable", "for one enterprise at a time");
}

#[tokio::test]
async fn what_was_not_given_is_refused_and_who_gave_nothing_does_not_exist() {
    let house = TestApp::start().await;
    let (firm, agency) = parties(&house).await;
    let stranger = house.enterprise("无关").await;
    let (id, version) = grant(&firm, &agency, &["files", "notices"], None).await;
    let acting = agency.with("zhiquan-acting-for", &firm.organisation);
    let nobody = agency.with("zhiquan-acting-for", "01935c2a-7b00-7000-8000-00000000dead");
    let mut problems = Vec::new();
    for asked in [agency.with("zhiquan-acting-for", &stranger.organisation), nobody] {
        let reply = asked.get("/api/v1/files").await;
        assert_eq!(reply.refusal(404), "not_found");
        let mut problem = reply.json();
        problem.as_object_mut().map(|problem| problem.remove("request_id"));
        problems.push(problem);
    }
    assert_eq!(problems[0], problems[1]);
    let target = format!("/api/v1/authorisations/{id}");
    let by_the_agency = agency.change(&format!("{target}/limit"), version, json!({"powers": ["files"]})).await;
    assert_eq!(by_the_agency.refusal(404), "not_found", "who was given something does not change it");
    assert_eq!(stranger.get(&target).await.refusal(404), "not_found");
    let limited = firm.change(&format!("{target}/limit"), version, json!({"powers": ["notices"]})).await;
    limited.must_be(200);
    assert_eq!(acting.get("/api/v1/files").await.refusal(403), "auth.power_missing", "at the next request");
    acting.get("/api/v1/notices").await.must_be(200);
    let wider =
        firm.change(&format!("{target}/limit"), limited.version(), json!({"powers": ["files", "notices"]})).await;
    assert_eq!(wider.refusal(409), "accounts.authorisation_only_narrows");
    firm.change(&format!("{target}/withdraw"), limited.version(), Value::Null).await.must_be(200);
    assert_eq!(acting.get("/api/v1/notices").await.refusal(404), "not_found", "at the next request");
    let kinds = told(&agency).await;
    assert_eq!(kinds[..2], ["accounts.authorisation_withdrawn", "accounts.authorisation_limited"], "{kinds:?}");
}

#[tokio::test]
async fn an_authorisation_needs_both_sides_to_be_what_they_are() {
    let house = TestApp::start().await;
    let (firm, agency) = parties(&house).await;
    let bank = house.enterprise("另一家").await;
    let ask = async |from: &Person<'_>, to: &str, until: &str| {
        let body = json!({"agency_id": to, "powers": ["files"], "until_on": until});
        from.post("/api/v1/authorisations", body).await
    };
    let good = "2027-11-23";
    assert_eq!(ask(&firm, &bank.organisation, good).await.refusal(409), "accounts.authorisation_only_to_agency");
    assert_eq!(
        ask(&agency, &agency.organisation, good).await.refusal(409),
        "accounts.authorisation_only_from_enterprise"
    );
    assert_eq!(ask(&firm, &agency.organisation, "2026-11-22").await.refusal(409), "accounts.authorisation_end_passed");
    assert_eq!(ask(&firm, &agency.organisation, "2029-11-24").await.refusal(409), "accounts.authorisation_too_long");
    let nobody = ask(&firm, "01935c2a-7b00-7000-8000-00000000dead", good).await.must_be(422);
    assert_eq!(nobody["errors"][0]["pointer"], "/agency_id");
    ask(&firm, &agency.organisation, good).await.must_be(201);
    assert_eq!(ask(&firm, &agency.organisation, good).await.refusal(409), "accounts.authorisation_granted");
    let system = house.system_administrator().await;
    let target = format!("/api/v1/organisations/{}", firm.organisation);
    let version = system.get(&target).await.version();
    system.change(&format!("{target}/suspend"), version, json!({"reason": "核查"})).await.must_be(200);
    let acting = agency.with("zhiquan-acting-for", &firm.organisation);
    assert_eq!(acting.get("/api/v1/files").await.refusal(404), "not_found", "a suspended enterprise is not acted for");
}

#[tokio::test]
async fn an_authorisation_is_over_the_day_after_its_last_one_and_the_agency_is_told_once() {
    let house = TestApp::start().await;
    let (firm, agency) = parties(&house).await;
    grant(&firm, &agency, &["files"], Some("2026-12-31")).await;
    let (enterprise, login) = (firm.organisation.clone(), agency.login.clone());
    let acting = agency.with("zhiquan-acting-for", &enterprise);
    house.move_to("2026-12-31");
    acting.get("/api/v1/files").await.must_be(200);
    assert_eq!(house.app.sweep.once().await.expect("the sweep"), 0, "the last day is inside");
    house.move_to("2027-01-01");
    assert_eq!(acting.get("/api/v1/files").await.refusal(404), "not_found", "by the calendar, before any sweep");
    assert_eq!(house.app.sweep.once().await.expect("the sweep"), 1);
    assert_eq!(house.app.sweep.once().await.expect("the sweep"), 0);
    let state = agency.get("/api/v1/authorisations").await.must_be(200);
    assert_eq!(state["items"][0]["state"], "expired", "{state}");
    let house = house.stop().await.start().await;
    assert_eq!(house.app.sweep.once().await.expect("the sweep"), 0, "after a restart");
    let kinds = told(&house.login(&login).await).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == EXPIRED).count(), 1, "{kinds:?}");
}

#[tokio::test]
async fn two_processes_that_sweep_at_once_tell_the_agency_once() {
    let house = TestApp::start().await;
    let (firm, agency) = parties(&house).await;
    grant(&firm, &agency, &["files"], Some("2026-12-31")).await;
    let mut config = Config::clone(&house.app.config);
    if config.database.url.is_empty() {
        let file = sqlite_file(&config.data);
        config.database.url = format!("sqlite://{}", file.display());
    }
    config.data = house.folder().join("another process");
    let clocks =
        Clocks { moment: Arc::clone(&house.clock) as Arc<_>, real: Arc::clone(&house.real) as Arc<_>, movable: None };
    let second = App::build(config, clocks).await.expect("a second process on the same database");
    house.move_to("2027-01-01");
    let (one, two) = tokio::join!(house.app.sweep.once(), second.sweep.once());
    assert_eq!(one.expect("a sweep") + two.expect("a sweep"), 1, "one of them raised it");
    let kinds = told(&agency).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == EXPIRED).count(), 1, "{kinds:?}");
    second.database.clone().close().await.expect("it closes");
    let known = word(&agency.get("/api/v1/authorisations").await.must_be(200)["items"][0], "state");
    assert_eq!(known, "expired");
}
