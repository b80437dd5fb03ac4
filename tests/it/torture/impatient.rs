//! Callers who hang up before they are answered and ask again: what they hung up on was done whole or not at all, and the
//! house serves whoever comes next.

use std::time::Duration;

use futures_util::future::join_all;
use serde_json::json;
use tests::chance::Chance;
use tests::journal::{check, count};
use tests::raw::{PATIENCE, eventually};
use tests::{TestApp, say};

use super::load::is_replayed;
use super::seed;

/// How many ask at once.
const CALLERS: usize = 8;

/// How many acts each wants.
const ACTS: usize = 40;

/// The longest that a caller waits before he hangs up, in milliseconds.
const LONGEST_WAIT: usize = 60;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_hangs_up_and_asks_again_finds_one_act() {
    let seed = seed();
    let house = TestApp::start().await;
    let firm = house.enterprise("松木").await.remote();
    let serving = zhiquan::command::start(&house.app).await.expect("it is served");
    let caller = async |caller: usize| {
        let mut chance = Chance::seeded(seed + caller as u64);
        let (mut hung_up, mut replayed) = (0_usize, 0_usize);
        for act in 0..ACTS {
            let key = format!("impatient-{caller}-{act}");
            let headers = [("idempotency-key", key.as_str())];
            let body = json!({"roles": ["enterprise_member"]});
            let ask = || firm.post(serving.address, "/api/v1/invitations", &headers, &body);
            let patience = Duration::from_millis(chance.below(LONGEST_WAIT) as u64);
            hung_up += usize::from(tokio::time::timeout(patience, ask()).await.is_err());
            let answered = eventually(PATIENCE, "an answer", async || {
                let reply = ask().await;
                if reply.status == 409 {
                    assert_eq!(reply.refusal(409), "idempotency.in_flight");
                    return None;
                }
                reply.must_be(201);
                Some(reply)
            });
            replayed += usize::from(is_replayed(&answered.await));
        }
        (hung_up, replayed)
    };
    let seen = join_all((0..CALLERS).map(caller)).await;
    let hung_up: usize = seen.iter().map(|(hung_up, _)| hung_up).sum();
    let replayed: usize = seen.iter().map(|(_, replayed)| replayed).sum();
    let acts = CALLERS * ACTS;
    say(&format!(
        "torture: ZHIQUAN_TORTURE_SEED={seed}: {hung_up} of {acts} requests hung up on, {replayed} acts were done already"
    ));
    assert!(hung_up > 0 && hung_up + replayed >= acts, "an act that was answered is answered again");
    serving.stop().await;
    house.sealed().await;
    check(&house.app.database).await;
    let database = &house.app.database;
    let invited =
        "SELECT COUNT(*) AS n FROM hall_entry WHERE kind = 'accounts.invitation_invited' AND actor_kind = 'person'";
    assert_eq!(usize::try_from(count(database, invited).await).ok(), Some(acts));
    let keys = "SELECT COUNT(*) AS n FROM hall_answer WHERE key LIKE 'impatient-%'";
    assert_eq!(usize::try_from(count(database, keys).await).ok(), Some(acts));
}
