//! Legal time from outside: the calculator, the calendars, and the feeds of deadlines.

use serde_json::{Value, json};
use tests::{Reply, TestApp};

const VECTORS: &str = include_str!("../../../domain/src/calendar/vectors/deadlines.json");

async fn calculated(house: &TestApp, body: Value) -> Reply {
    house.visitor().post("/api/v1/deadlines/calculate", body).await
}

#[tokio::test]
async fn the_calculator_answers_every_vector_without_a_login() {
    let house = TestApp::start().await;
    let vectors: Value = serde_json::from_str(VECTORS).expect("the vectors");
    let all = ["official_examples", "cases"].iter().flat_map(|of| vectors[*of].as_array().expect("vectors"));
    let mut asked = 0;
    for vector in all {
        let mut request = vector.clone();
        let expected = ["raw_on", "due_on", "provisional"]
            .map(|name| (name, request.as_object_mut().and_then(|fields| fields.remove(name))));
        let answer = calculated(&house, request).await.must_be(200);
        for (name, expected) in expected {
            assert!(expected.is_none_or(|expected| answer[name] == expected), "{name} of {vector}: {answer}");
        }
        let trace = answer["trace"].as_array().expect("a trace");
        let due = trace.iter().rev().find(|step| step["kind"] == "due").expect("it ends with the due day");
        assert_eq!(due["on"], answer["due_on"], "{answer}");
        asked += 1;
    }
    assert!(asked > 180, "{asked}");
}

#[tokio::test]
async fn a_trace_says_each_day_that_was_skipped_and_why_in_the_language_that_is_asked_for() {
    let house = TestApp::start().await;
    let body = json!({"start_on": "2026-08-03", "unit": "months", "length": 2, "roll": "next_working_day"});
    let chinese = calculated(&house, body.clone()).await.must_be(200);
    assert_eq!((&chinese["raw_on"], &chinese["due_on"]), (&json!("2026-10-03"), &json!("2026-10-08")));
    let texts = |answer: &Value| -> Vec<String> {
        let steps = answer["trace"].as_array().expect("a trace").iter();
        steps.map(|step| step["text"].as_str().expect("a text").to_owned()).collect()
    };
    assert!(texts(&chinese).iter().any(|text| text.contains("国庆节")), "{chinese}");
    let in_english = [("accept-language", "en")];
    let english = house.visitor().post_with("/api/v1/deadlines/calculate", body, &in_english).await.must_be(200);
    assert_ne!(texts(&chinese), texts(&english));
    assert!(texts(&english).iter().any(|text| text.contains("last day")), "{english}");
}

#[tokio::test]
async fn a_rule_is_that_of_the_first_day() {
    let house = TestApp::start().await;
    let opposition = |start: &str| json!({"start_on": start, "rule": "trademark.opposition"});
    let old = calculated(&house, opposition("2026-12-31")).await.must_be(200);
    let new = calculated(&house, opposition("2027-01-01")).await.must_be(200);
    assert_eq!((&old["rule"]["value"], &new["rule"]["value"]), (&json!(3), &json!(2)), "{old} {new}");
    let rules = house.visitor().get("/api/v1/deadline-rules?limit=200").await.must_be(200);
    let known = rules["items"].as_array().expect("rules");
    assert!(known.iter().all(|rule| rule["basis"].as_str().is_some_and(|basis| !basis.is_empty())), "{rules}");
    assert_eq!(rules["total"], json!(known.len()));
}

#[tokio::test]
async fn what_cannot_be_counted_is_refused_by_its_field() {
    let house = TestApp::start().await;
    for (body, pointer, code) in [
        (json!({"start_on": "2003-12-31", "unit": "working_days", "length": 3}), "/start_on", "calendar.year_not_held"),
        (json!({"start_on": "2026-01-05", "unit": "months", "length": 0}), "/length", "calendar.length_out_of_range"),
        (json!({"start_on": "2026-01-05", "rule": "no.such"}), "/rule", "deadline.rule_unknown"),
        (
            json!({"start_on": "2026-01-05", "rule": "trademark.opposition", "length": 3}),
            "/rule",
            "deadline.rule_and_period",
        ),
        (json!({"start_on": "2026-01-05"}), "/length", "deadline.period_missing"),
        (
            json!({"start_on": "2026-01-05", "unit": "days", "length": 3,
                   "suspensions": [{"from_on": "2026-02-02", "to_on": "2026-02-01"}]}),
            "/suspensions",
            "calendar.suspension_turned",
        ),
    ] {
        let problem = calculated(&house, body.clone()).await.must_be(422);
        assert_eq!(
            (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
            (&json!(pointer), &json!(code)),
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_year_that_is_not_published_is_computed_by_weekends_and_said_to_be_provisional() {
    let house = TestApp::start().await;
    let body = json!({"start_on": "2026-12-26", "unit": "working_days", "length": 20});
    assert_eq!(calculated(&house, body.clone()).await.must_be(200)["provisional"], json!(true));
    let system = house.system_administrator().await;
    let calendar = json!({
        "source": "示例通知",
        "off": [{"on": "2027-01-01", "name": "元旦"}, {"on": "2027-01-04", "name": "元旦"}],
        "working": [{"on": "2027-01-09", "name": "元旦"}],
    });
    let rehearsed = system.post("/api/v1/calendars/2027?dry_run=true", calendar.clone()).await.must_be(200);
    assert_eq!((&rehearsed["dry_run"], &rehearsed["examined"]), (&json!(true), &json!(0)));
    assert_eq!(house.visitor().get("/api/v1/calendars/2027").await.status, 404, "a rehearsal changes nothing");
    system.post("/api/v1/calendars/2027", calendar).await.must_be(200);
    let held = house.visitor().get("/api/v1/calendars/2027").await.must_be(200);
    assert_eq!(held["working"], json!([{"on": "2027-01-09", "name": "元旦"}]));
    let certain = calculated(&house, body).await.must_be(200);
    assert_eq!((&certain["provisional"], &certain["due_on"]), (&json!(false), &json!("2027-01-25")), "{certain}");
    assert!(super::verified(&house).await.is_whole(), "the year stands as the journal says");
}

#[tokio::test]
async fn a_calendar_that_is_none_is_refused_by_its_field() {
    let house = TestApp::start().await;
    let system = house.system_administrator().await;
    for (year, off, working, code) in [
        (2027, json!([{"on": "2026-12-31", "name": "元旦"}]), json!([]), "calendar.day_outside_year"),
        (2027, json!([]), json!([{"on": "2027-01-05", "name": "元旦"}]), "calendar.make_up_day_is_no_weekend"),
        (2028, json!([]), json!([]), "calendar.year_leaves_gap"),
    ] {
        let body = json!({"source": "示例", "off": off, "working": working});
        let problem = system.post(&format!("/api/v1/calendars/{year}"), body).await.must_be(422);
        assert_eq!(problem["errors"][0]["code"], json!(code));
    }
    let years = house.visitor().get("/api/v1/calendars?limit=200").await.must_be(200);
    assert_eq!(years["total"], json!(23), "2004 to 2026");
}

#[tokio::test]
async fn a_feed_is_shown_by_its_address_alone_until_it_is_revoked() {
    let house = TestApp::start().await;
    let person = house.enterprise("甲").await;
    let made = person.post("/api/v1/deadline-feeds", json!({"scope": "organisation"})).await;
    let made = made.must_be(201);
    let address = made["address"].as_str().expect("an address").to_owned();
    let shown = house.visitor().get(&address).await;
    assert_eq!((shown.status, shown.header("content-type")), (200, Some("text/calendar; charset=utf-8")));
    let text = String::from_utf8_lossy(&shown.body).into_owned();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
    let listed = person.get("/api/v1/deadline-feeds").await.must_be(200);
    assert_eq!(listed["items"][0].get("address"), None, "the address is shown once");
    let id = made["id"].as_str().expect("an id");
    person.post(&format!("/api/v1/deadline-feeds/{id}/revoke"), Value::Null).await.must_be(200);
    assert_eq!(house.visitor().get(&address).await.status, 404);
}
