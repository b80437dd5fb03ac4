//! Imports that are asked for over HTTP: uploaded, begun, watched, cancelled, and ended whatever dies meanwhile.

use std::time::Duration;

use hall::files::Digest;
use registry::store;
use serde_json::{Value, json};
use tests::raw::eventually;
use tests::{Person, Reply, TestApp};

use super::shelf::{many, one_of_each};

/// The longest that anything here is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

fn lines(records: &[Value]) -> String {
    records.iter().map(|record| format!("{record}\n")).collect()
}

/// Uploads a text; the id of the file.
async fn uploaded(by: &Person<'_>, text: &str) -> String {
    let reply = by.upload("records.ndjson", text.as_bytes(), "").await;
    assert!([200, 201].contains(&reply.status), "{}", reply.json());
    reply.id()
}

async fn begin(by: &Person<'_>, file: &str, more: Value) -> Reply {
    let mut body = json!({"file_id": file, "source": "test"});
    let fields = more.as_object().cloned().unwrap_or_default();
    body.as_object_mut().expect("an object").extend(fields);
    by.post("/api/v1/imports", body).await
}

async fn operation(by: &Person<'_>, id: &str) -> Value {
    by.get(&format!("/api/v1/operations/{id}")).await.must_be(200)
}

/// Begins an import and lets it run to its end.
async fn imported(house: &TestApp, by: &Person<'_>, text: &str, more: Value) -> Value {
    let file = uploaded(by, text).await;
    let begun = begin(by, &file, more).await;
    assert_eq!(begun.must_be(202)["state"], "queued");
    house.app.runner.catch_up().await.expect("it runs");
    house.follow().await;
    operation(by, &begun.id()).await
}

/// The kinds and facts of the journal's entries of a kind.
async fn entries(house: &TestApp, kind: &str) -> Vec<Value> {
    house.app.sealer.seal_all().await.expect("sealed");
    let entries = hall::journal::read(house.app.database.reader(), 0, 1_000).await.expect("the journal");
    entries.iter().filter(|sealed| sealed.entry.kind == kind).map(|sealed| sealed.entry.facts()).collect()
}

async fn is_whole(house: &TestApp) {
    house.app.sealer.seal_all().await.expect("sealed");
    let findings = house.app.verify().await.expect("verified");
    assert!(findings.is_whole(), "{findings:#?}");
}

/// The lead of a protection centre, with a second factor.
async fn centre_lead(house: &TestApp) -> Person<'_> {
    let system = house.system_administrator().await;
    let centre = json!({"kind": "protection_centre", "name": "保护中心测试机构", "uscc": tests::people::fresh_uscc()});
    let centre = system.post("/api/v1/organisations", centre).await;
    centre.must_be(201);
    let invitation = json!({"roles": ["centre_lead"], "organisation_id": centre.id()});
    let invited = system.post("/api/v1/invitations", invitation).await.must_be(201);
    let login = format!("lead{}", tests::people::number());
    house.accept(invited["code"].as_str().expect("a code"), &login).await.must_be(201);
    house.with_second_factor(&login).await
}

#[tokio::test]
async fn an_uploaded_file_is_imported_recorded_and_found() {
    let house = TestApp::start().await;
    let lead = centre_lead(&house).await;
    let done = imported(&house, &lead, &lines(&one_of_each()), json!({"region": "黑龙江"})).await;
    assert_eq!((&done["state"], &done["kind"]), (&json!("done"), &json!("registry.import")), "{done}");
    assert_eq!(done["result"]["counts"]["inserted"], 5);
    assert_eq!(done["result"]["quality"]["fields"]["kind"]["valid"], 5, "{done}");
    assert_eq!((&done["progress"]["unit"], &done["progress"]["counts"]["read"]), (&json!("bytes"), &json!(5)));
    assert_eq!(done["progress"]["done"], done["progress"]["total"]);
    assert!(done["finished_at"].is_string() && done["result"]["rejects_file_id"].is_null());
    assert_eq!(house.search(&[]).await["total"], 5);
    let recorded = entries(&house, "registry.import_finished").await;
    assert_eq!((recorded.len(), &recorded[0]["counts"]), (1, &done["result"]["counts"]));
    assert_eq!(entries(&house, "operations.operation_finished").await.len(), 1);
    let notices = lead.get("/api/v1/notices").await.must_be(200);
    assert_eq!(notices["items"][0]["title"], "操作已完成", "{notices}");
    let listed = lead.get("/api/v1/operations").await.must_be(200);
    assert_eq!((&listed["total"], &listed["items"][0]["id"]), (&json!(1), &done["id"]));
    let system = house.system_administrator().await;
    assert_eq!(system.get("/api/v1/operations").await.must_be(200)["total"], 1, "he sees everyone's");
    is_whole(&house).await;
}

#[tokio::test]
async fn rejected_lines_are_listed_and_kept_as_a_file_of_the_organisation() {
    let house = TestApp::start().await;
    let lead = centre_lead(&house).await;
    let mut text = lines(&many(3));
    text.push_str(&lines(&[json!({"kind": "trademark", "number": "9900001"})]));
    let done = imported(&house, &lead, &text, json!({})).await;
    let result = &done["result"];
    assert_eq!((&result["counts"]["inserted"], &result["counts"]["rejected"]), (&json!(3), &json!(1)), "{done}");
    assert_eq!((&result["rejected"][0]["line"], &result["rejected"][0]["field"]), (&json!(4), &json!("/name")));
    let file = result["rejects_file_id"].as_str().expect("a file");
    let content = lead.get(&format!("/api/v1/files/{file}/content")).await;
    assert_eq!(content.json(), result["rejected"][0]);
    assert_eq!(content.status, 200);
    is_whole(&house).await;
}

#[tokio::test]
async fn a_dry_run_by_request_writes_nothing_to_the_registry() {
    let house = TestApp::start().await;
    let system = house.system_administrator().await;
    let done = imported(&house, &system, &lines(&many(4)), json!({"dry_run": true})).await;
    assert_eq!((&done["state"], &done["result"]["counts"]["inserted"]), (&json!("done"), &json!(4)), "{done}");
    assert_eq!(house.search(&[]).await["total"], 0);
    assert_eq!(entries(&house, "registry.import_finished").await.len(), 0);
    let real = imported(&house, &system, &lines(&many(4)), json!({})).await;
    assert_eq!(real["result"]["counts"]["inserted"], 4);
}

#[tokio::test]
async fn what_is_asked_is_checked_field_by_field() {
    let house = TestApp::start().await;
    let lead = centre_lead(&house).await;
    let firm = house.enterprise("甲").await;
    let text = lines(&one_of_each());
    let refused = async |reply: Reply| {
        let problem = reply.must_be(422);
        let field = &problem["errors"][0];
        (
            field["pointer"].as_str().unwrap_or_default().to_owned(),
            problem["code"].as_str().unwrap_or_default().to_owned(),
        )
    };
    let place = |pointer: &str, code: &str| (pointer.to_owned(), format!("registry.import.{code}"));
    let others = uploaded(&firm, &text).await;
    assert_eq!(refused(begin(&lead, &others, json!({})).await).await, place("/file_id", "no_such_file"));
    let private = lead.upload("a.ndjson", text.as_bytes(), "private=true").await.id();
    assert_eq!(refused(begin(&lead, &private, json!({})).await).await, place("/file_id", "private_file"));
    let prose = lead.upload("a.txt", "只是一段文字。".as_bytes(), "").await.id();
    assert_eq!(refused(begin(&lead, &prose, json!({})).await).await, place("/file_id", "kind"));
    let own = uploaded(&lead, &text).await;
    assert_eq!(refused(begin(&lead, &own, json!({"source": "../x"})).await).await, place("/source", "source_code"));
    let later = json!({"retrieved_on": "2999-01-01"});
    assert_eq!(refused(begin(&lead, &own, later).await).await, place("/retrieved_on", "retrieved_later"));
    let begun = begin(&lead, &own, json!({})).await;
    begun.must_be(202);
    assert_eq!(begin(&lead, &own, json!({})).await.refusal(409), "registry.import.under_way");
    assert_eq!(begin(&firm, &others, json!({})).await.refusal(403), "auth.role_missing");
    assert_eq!(firm.get(&format!("/api/v1/operations/{}", begun.id())).await.status, 404);
    assert_eq!(firm.get("/api/v1/operations").await.must_be(200)["total"], 0);
}

#[tokio::test]
async fn a_file_of_no_known_shape_fails_and_says_why() {
    let house = TestApp::start().await;
    let system = house.system_administrator().await;
    let failed = imported(&house, &system, "{\"a\": 1}\n{\"a\": 2}\n", json!({})).await;
    assert_eq!(failed["state"], "failed", "{failed}");
    assert_eq!(failed["fault"]["code"], "registry.import.unknown_shape");
    assert!(failed["fault"]["title"].as_str().is_some_and(|title| title.contains("首条记录")), "{failed}");
    assert_eq!(entries(&house, "operations.operation_failed").await.len(), 1);
}

#[tokio::test]
async fn what_was_cancelled_is_not_run() {
    let house = TestApp::start().await;
    let system = house.system_administrator().await;
    let file = uploaded(&system, &lines(&many(3))).await;
    let begun = begin(&system, &file, json!({})).await;
    let cancel = format!("/api/v1/operations/{}/cancel", begun.id());
    assert_eq!(system.change(&cancel, 7, Value::Null).await.refusal(412), "version.stale");
    let cancelled = system.change(&cancel, begun.version(), Value::Null).await;
    assert_eq!((&cancelled.must_be(200)["state"], cancelled.version()), (&json!("cancelled"), 2));
    house.app.runner.catch_up().await.expect("nothing runs");
    assert_eq!(house.search(&[]).await["total"], 0);
    let again = begin(&system, &file, json!({})).await;
    house.app.runner.catch_up().await.expect("it runs");
    assert_eq!(operation(&system, &again.id()).await["state"], "done");
    let late = format!("/api/v1/operations/{}/cancel", again.id());
    assert_eq!(system.change(&late, 2, Value::Null).await.refusal(409), "operations.ended");
}

/// Lets an import run into its middle in a task of its own.
async fn in_the_middle(house: &TestApp, text: &str) -> tokio::task::JoinHandle<()> {
    let runner = house.app.runner.clone();
    let running = tokio::spawn(async move { runner.catch_up().await.expect("it runs") });
    let digest = Digest::of(text.as_bytes()).to_string();
    eventually(PATIENCE, "the import comes to its middle", async || {
        let batch = store::find_batch(house.app.database.reader(), &digest, "test").await.expect("the batch");
        batch.filter(|batch| batch.lines_done > 0)
    })
    .await;
    running
}

#[tokio::test]
async fn what_is_cancelled_while_it_runs_stops_and_what_was_written_stays() {
    let house = TestApp::start().await;
    let system = house.system_administrator().await;
    let text = lines(&many(40_000));
    let file = uploaded(&system, &text).await;
    let begun = begin(&system, &file, json!({})).await;
    let running = in_the_middle(&house, &text).await;
    let cancel = format!("/api/v1/operations/{}/cancel", begun.id());
    system.change(&cancel, begun.version(), Value::Null).await.must_be(200);
    tokio::time::timeout(PATIENCE, running).await.expect("it stops").expect("it ran");
    assert_eq!(operation(&system, &begun.id()).await["state"], "cancelled");
    let written = store::last_change_number(house.app.database.reader()).await.expect("the counter");
    assert!(written > 0 && written < 40_000, "{written}");
    assert_eq!(entries(&house, "registry.import_finished").await.len(), 0);
}

#[tokio::test]
async fn an_import_whose_process_died_is_ended_by_the_next_with_every_record_once() {
    let house = TestApp::start().await;
    {
        let lead = centre_lead(&house).await;
        let text = lines(&many(12_000));
        let file = uploaded(&lead, &text).await;
        begin(&lead, &file, json!({})).await.must_be(202);
        let running = in_the_middle(&house, &text).await;
        running.abort();
        assert!(running.await.is_err_and(|error| error.is_cancelled()), "it died in the middle");
    }
    let house = house.stop().await.start().await;
    house.app.runner.catch_up().await.expect("another process still has it");
    let system = house.system_administrator().await;
    let listed = async || system.get("/api/v1/operations").await.must_be(200)["items"][0].clone();
    assert_eq!(listed().await["state"], "running");
    house.real.set_ahead(20_000);
    house.app.runner.catch_up().await.expect("it runs to its end");
    let done = listed().await;
    assert_eq!((&done["state"], &done["result"]["counts"]["inserted"]), (&json!("done"), &json!(12_000)), "{done}");
    house.follow().await;
    assert_eq!(house.search(&[("limit", "0")]).await["total"], 12_000);
    assert_eq!(store::last_change_number(house.app.database.reader()).await.expect("the counter"), 12_000, "once");
    assert_eq!(entries(&house, "registry.import_finished").await.len(), 1);
    is_whole(&house).await;
}

#[tokio::test]
async fn counts_that_were_changed_behind_the_platforms_back_are_named() {
    use sea_orm::ConnectionTrait as _;
    let house = TestApp::start().await;
    house.import(&one_of_each()).await;
    house.import(&one_of_each()).await;
    is_whole(&house).await;
    assert_eq!(entries(&house, "registry.import_finished").await.len(), 2, "each import has its entry");
    let forged = "UPDATE registry_batch SET progress = '{\"counts\": {\"read\": 6}}'";
    house.app.database.writer().execute_unprepared(forged).await.expect("tampered");
    let findings = house.app.verify().await.expect("verified");
    let places: Vec<String> = findings.found.iter().map(|finding| finding.place.to_string()).collect();
    assert!(places.len() == 1 && places[0].starts_with("registry_batch "), "{findings:#?}");
}
