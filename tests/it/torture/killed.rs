//! The real program, killed with -9 again and again under people who write: nothing acknowledged is lost, nothing is done
//! twice, nothing is half done.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use hall::clock::Stopwatch;
use sea_orm::QueryResult;
use sea_orm::prelude::Uuid;
use tests::chance::Chance;
use tests::journal::{ask, check, column, count};
use tests::process::small_records;
use tests::raw::within;
use tests::{TestApp, say};

use super::load::{Done, Load, WRITERS};
use super::{number_in, seed};

/// How often the program is killed where nothing else is said.
const KILLS: u64 = 50;

/// For how long it runs before it is killed, in milliseconds.
const RUNS: (usize, usize) = (50, 400);

/// The longest that the writers may take to their last answer.
const LAST_ANSWERS: Duration = Duration::from_secs(60);

/// What was acknowledged is in the database, each once and nothing besides.
pub(super) async fn is_there_exactly_once(house: &TestApp, done: &Done) {
    let database = &house.app.database;
    let ids = async |question: &str| {
        let rows = ask(database, question).await;
        let mut ids: Vec<String> = rows.iter().map(|row| column::<Uuid>(row, "id").to_string()).collect();
        ids.sort();
        ids
    };
    let sorted = |ids: &[String]| {
        let mut ids = ids.to_vec();
        ids.sort();
        ids
    };
    let by_firms = "JOIN accounts_organisation o ON o.id = i.organisation_id AND o.kind = 'enterprise'";
    let invited = ids(&format!("SELECT i.id FROM accounts_invitation i {by_firms}")).await;
    assert_eq!(invited, sorted(&done.invitations), "invitations");
    assert_eq!(ids("SELECT id FROM accounts_client").await, sorted(&done.clients), "programs");
    let registered = ids("SELECT id FROM accounts_organisation WHERE name LIKE 'torture-%'").await;
    assert_eq!(registered, sorted(&done.registered), "organisations");
    let files: Vec<String> = done.files.iter().map(|(id, _)| id.clone()).collect();
    assert_eq!(ids("SELECT id FROM hall_file").await, sorted(&files), "files");
    let rows = ask(database, "SELECT id, version FROM accounts_organisation WHERE name LIKE '更名%' ORDER BY id").await;
    let version = |row: &QueryResult| (column::<Uuid>(row, "id").to_string(), column::<i32>(row, "version").into());
    let mut renamed = done.renamed.clone();
    renamed.sort();
    assert_eq!(rows.iter().map(version).collect::<Vec<(String, i64)>>(), renamed, "names");
    let keys = count(database, "SELECT COUNT(*) AS n FROM hall_answer WHERE key LIKE 'torture-%'").await;
    assert_eq!(usize::try_from(keys).ok(), Some(done.keys.len()), "each key has its answer");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_killed_again_and_again_loses_nothing_that_it_acknowledged_and_does_nothing_twice() {
    let kills = number_in("ZHIQUAN_TORTURE_KILLS", KILLS);
    let seed = seed();
    say(&format!("torture: ZHIQUAN_TORTURE_SEED={seed}, {kills} kills"));
    let mut chance = Chance::seeded(seed);
    let house = TestApp::start().await;
    for name in ["patents", "trademarks", "geographical_indications"] {
        house.import_file(&small_records().join(format!("{name}.ndjson"))).await;
    }
    let mut load = Load::prepared(&house).await;
    let uploader = load.uploader.clone();
    let stopped = house.stop().await;

    let lasted = Stopwatch::start();
    for _ in 0..kills {
        let mut server = stopped.start_program().await;
        load.house_is_at(Some(server.address));
        server.runs_for(Duration::from_millis(chance.between(RUNS.0, RUNS.1) as u64)).await;
        drop(server);
        load.house_is_at(None);
        load.must_go_on();
    }
    let lasted = lasted.elapsed();
    let server = stopped.start_program().await;
    load.house_is_at(Some(server.address));
    let met = Arc::clone(&load.met);
    let done = within(LAST_ANSWERS, "the last answers", load.ended()).await;
    drop(server);
    say(&format!("torture: {kills} kills in {} s: {met}", lasted.as_secs()));
    let broke_off = met.broke_off.load(Ordering::SeqCst);
    assert!(broke_off >= kills, "the kills came when nobody was asking: {broke_off}");
    assert!(done.keys.len() + done.files.len() > WRITERS * 2, "{met}");

    let house = stopped.start().await;
    house.sealed().await;
    let found = check(&house.app.database).await;
    is_there_exactly_once(&house, &done).await;
    let of_kind = |kind: &str| found.kinds.get(kind).copied().unwrap_or_default();
    assert_eq!(of_kind("accounts.client_made"), done.clients.len(), "{:?}", found.kinds);
    assert_eq!(of_kind("files.file_uploaded"), done.files.len(), "{:?}", found.kinds);
    house.follow().await;
    let records = count(&house.app.database, "SELECT COUNT(*) AS n FROM registry_record").await;
    assert!(records > 0);
    assert_eq!(house.search(&[("limit", "0")]).await["total"], records, "the index holds what the database holds");
    let serving = zhiquan::command::start(&house.app).await.expect("it is served");
    for (id, content) in &done.files {
        let reply = uploader.get(serving.address, &format!("/api/v1/files/{id}/content")).await;
        assert_eq!((reply.status, reply.body.as_slice()), (200, content.as_bytes()), "{id}");
    }
    serving.stop().await;
}
