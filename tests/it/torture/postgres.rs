//! A PostgreSQL server that crashes and comes back under people who write: nothing acknowledged is lost, everybody else
//! hears that the store is away and when to ask again, and the house recovers by itself.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use futures_util::poll;
use hall::clock::Stopwatch;
use hall::db::Isolation;
use sea_orm::{ConnectionTrait, DbErr};
use tests::cluster::Cluster;
use tests::journal::{check, count};
use tests::raw::{PATIENCE, eventually, within};
use tests::{Backend, TestApp, say, skipped};

use super::killed::is_there_exactly_once;
use super::load::Load;

/// In how many steps a write is done, at the most.
const STEPS: usize = 12;

/// How often it happens.
const TIMES: u32 = 5;

/// How many acts are acknowledged before it happens again.
const ACTS_BETWEEN: u64 = 100;

/// The longest that the house may take to write again once the server is back.
const RECOVERS: Duration = Duration::from_secs(10);

/// The longest that the writers may take to their last answer.
const LAST_ANSWERS: Duration = Duration::from_secs(60);

/// Lets people write to a house on a server of its own while something happens to it, again and again.
async fn nothing_is_lost(test: &str, happening: impl AsyncFn(&Cluster)) {
    if Backend::of_this_run() != Backend::Postgres {
        return skipped(test, "this run tests SQLite");
    }
    let cluster = Cluster::start().await;
    let house = TestApp::start_with(|config| {
        config.database.url = cluster.url();
        config.database.connections = 8;
    })
    .await;
    let mut load = Load::prepared(&house).await;
    let serving = zhiquan::command::start(&house.app).await.expect("it is served");
    load.house_is_at(Some(serving.address));
    let mut longest = Duration::ZERO;
    for _ in 0..TIMES {
        more_is_acknowledged(&load, ACTS_BETWEEN, PATIENCE).await;
        happening(&cluster).await;
        let back = Stopwatch::start();
        more_is_acknowledged(&load, 1, RECOVERS).await;
        longest = longest.max(back.elapsed());
        load.must_go_on();
    }
    more_is_acknowledged(&load, ACTS_BETWEEN, PATIENCE).await;
    let met = Arc::clone(&load.met);
    let done = within(LAST_ANSWERS, "the last answers", load.ended()).await;
    say(&format!("{test}: {TIMES} times; recovered within {} ms; {met}", longest.as_millis()));
    assert!(met.unavailable.load(Ordering::SeqCst) > 0, "nobody noticed: {met}");
    assert_eq!(met.broke_off.load(Ordering::SeqCst), 0, "the house answers everybody: {met}");

    let database = &house.app.database;
    let unsealed = "SELECT COUNT(*) AS n FROM hall_entry WHERE position IS NULL";
    let all_sealed = async || (count(database, unsealed).await == 0).then_some(());
    eventually(RECOVERS, "the sealer goes on by itself", all_sealed).await;
    serving.stop().await;
    check(database).await;
    is_there_exactly_once(&house, &done).await;
}

async fn more_is_acknowledged(load: &Load, acts: u64, limit: Duration) {
    let target = load.acknowledged() + acts;
    eventually(limit, "acts are acknowledged", async || (load.acknowledged() >= target).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_server_that_crashes_loses_nothing_that_was_acknowledged() {
    nothing_is_lost("a_database_server_that_crashes", async |cluster| cluster.crash_and_start().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_the_database_server_ends_lose_nothing_that_was_acknowledged() {
    let end = async |cluster: &Cluster| assert!(cluster.end_connections().await > 0, "there were connections");
    nothing_is_lost("connections_that_the_database_server_ends", end).await;
}

#[tokio::test]
async fn a_write_that_is_given_up_at_any_step_leaves_no_transaction_open() {
    if Backend::of_this_run() != Backend::Postgres {
        return skipped("a_write_that_is_given_up_at_any_step", "this run tests SQLite");
    }
    let house = TestApp::start().await;
    let database = &house.app.database;
    for steps in (0..STEPS).cycle().take(10 * STEPS) {
        let write = database.write::<_, DbErr, _>(Isolation::Serializable, |transaction| {
            Box::pin(async move { transaction.execute_unprepared("SELECT 1").await.map(drop) })
        });
        let mut write = std::pin::pin!(write);
        for _ in 0..steps {
            if poll!(&mut write).is_ready() {
                break;
            }
            tokio::task::yield_now().await;
        }
    }
    let open = "SELECT COUNT(*) AS n FROM pg_stat_activity \
                WHERE datname = current_database() AND state LIKE 'idle in transaction%'";
    eventually(PATIENCE, "no transaction is open", async || (count(database, open).await == 0).then_some(())).await;
}
