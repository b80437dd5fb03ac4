//! Everybody at once: one key is one act, one version is one change, and two doors that are right each by itself do not
//! open together where the rule says one.

use std::net::SocketAddr;

use futures_util::future::join_all;
use serde_json::{Value, json};
use tests::journal::{check, count};
use tests::people::{PASSWORD, fresh_key, fresh_uscc, number};
use tests::{Person, Remote, Reply, TestApp};

use super::load::is_replayed;

/// How many send the same request.
const SAME: usize = 50;

/// How many change one thing.
const WRITERS: usize = 20;

/// How often two meet at a door.
const ROUNDS: usize = 20;

/// Sends the same request so many times at once, each over a connection of its own.
async fn at_once(times: usize, ask: impl AsyncFn(usize) -> Reply) -> Vec<Reply> {
    join_all((0..times).map(|place| ask(place))).await
}

async fn served(house: &TestApp) -> (zhiquan::command::Serving, SocketAddr) {
    let serving = zhiquan::command::start(&house.app).await.expect("it is served");
    let address = serving.address;
    (serving, address)
}

async fn invite(person: &Remote, to: SocketAddr, key: &str) -> Reply {
    let body = json!({"roles": ["enterprise_member"]});
    person.post(to, "/api/v1/invitations", &[("idempotency-key", key)], &body).await
}

async fn ended(house: &TestApp, serving: zhiquan::command::Serving) {
    serving.stop().await;
    house.sealed().await;
    check(&house.app.database).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_requests_with_one_key_are_one_act() {
    let house = TestApp::start().await;
    let firm = house.enterprise("松木").await.remote();
    let (serving, at) = served(&house).await;
    let key = fresh_key();
    let replies = at_once(SAME, async |_| invite(&firm, at, &key).await).await;
    let (in_flight, made): (Vec<&Reply>, Vec<&Reply>) = replies.iter().partition(|reply| reply.status == 409);
    for reply in in_flight {
        assert_eq!(reply.refusal(409), "idempotency.in_flight");
    }
    let (again, first): (Vec<&Reply>, Vec<&Reply>) = made.into_iter().partition(|reply| is_replayed(reply));
    assert_eq!(first.len(), 1, "one of them made it");
    let mut shown = first[0].must_be(201);
    let code = shown.as_object_mut().and_then(|shown| shown.remove("code"));
    assert!(code.is_some_and(|code| code.is_string()), "the code is shown");
    for reply in again {
        assert_eq!(reply.must_be(201), shown, "the same without what is shown once");
        assert_eq!(reply.version(), first[0].version());
    }
    let late = invite(&firm, at, &key).await;
    assert!(is_replayed(&late));
    assert_eq!(late.must_be(201), shown);
    let question =
        "SELECT COUNT(*) AS n FROM hall_entry WHERE kind = 'accounts.invitation_invited' AND actor_kind = 'person'";
    assert_eq!(count(&house.app.database, question).await, 1);
    ended(&house, serving).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_belongs_to_one_person_and_one_body() {
    let house = TestApp::start().await;
    let (pine, birch) = (house.enterprise("松木").await, house.enterprise("桦木").await);
    let colleague = house.member(&pine, &["organisation_administrator"]).await;
    let (serving, at) = served(&house).await;
    let key = fresh_key();
    let first = invite(&pine.remote(), at, &key).await;
    first.must_be(201);
    let headers = [("idempotency-key", key.as_str())];
    let other = json!({"roles": ["organisation_administrator"]});
    let other = pine.remote().post(at, "/api/v1/invitations", &headers, &other).await;
    assert_eq!(other.refusal(422), "idempotency.other_body");
    for another in [&colleague, &birch] {
        let reply = invite(&another.remote(), at, &key).await;
        reply.must_be(201);
        assert!(!is_replayed(&reply) && reply.id() != first.id(), "another person's act");
    }
    let elsewhere = json!({"name": "ERP", "scopes": ["notices:read"]});
    let elsewhere = pine.remote().post(at, "/api/v1/clients", &headers, &elsewhere).await;
    elsewhere.must_be(201);
    assert!(!is_replayed(&elsewhere), "another operation's act");
    ended(&house, serving).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_secret_is_shown_once_and_not_again_to_who_asks_again() {
    let house = TestApp::start().await;
    let firm = house.enterprise("松木").await.remote();
    let (serving, at) = served(&house).await;
    let key = fresh_key();
    let body = json!({"name": "ERP", "scopes": ["notices:read"]});
    let ask = async |_| firm.post(at, "/api/v1/clients", &[("idempotency-key", &key)], &body).await;
    let first = ask(0).await;
    let secret = first.must_be(201)["client_secret"].as_str().expect("a secret").to_owned();
    for again in at_once(SAME, ask).await {
        let text = String::from_utf8_lossy(&again.body);
        assert!(!text.contains(&secret), "{text}");
        assert!(again.status == 409 || is_replayed(&again), "{text}");
    }
    ended(&house, serving).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_twenty_who_change_one_thing_one_at_a_time_succeeds() {
    let house = TestApp::start().await;
    let firm = house.enterprise("松木").await;
    let system = house.system_administrator().await;
    let target = format!("/api/v1/organisations/{}", firm.organisation);
    let seen = system.get(&target).await.version();
    let system = system.remote();
    let (serving, at) = served(&house).await;
    let rename = format!("{target}/rename");
    for version in seen..seen + 5 {
        let tag = format!("\"{version}\"");
        let replies = at_once(WRITERS, async |writer| {
            let name = json!({"name": format!("第{version}版第{writer}名")});
            let headers = [("idempotency-key", fresh_key()), ("if-match", tag.clone())];
            let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
            system.post(at, &rename, &headers, &name).await
        })
        .await;
        let (changed, rest): (Vec<&Reply>, Vec<&Reply>) = replies.iter().partition(|reply| reply.status == 200);
        assert_eq!(changed.len(), 1, "at version {version}");
        assert_eq!(changed[0].version(), version + 1);
        for reply in rest {
            assert_eq!(reply.refusal(412), "version.stale");
        }
    }
    let without = system.post(at, &rename, &[("idempotency-key", &fresh_key())], &json!({"name": "无版本号"})).await;
    assert_eq!(without.refusal(428), "version.required");
    let without = system.post(at, &rename, &[("if-match", "\"1\"")], &json!({"name": "无键"})).await;
    assert_eq!(without.refusal(428), "idempotency.key_required");
    ended(&house, serving).await;
}

async fn remove(by: &Remote, at: SocketAddr, organisation: &str, (person, version): &(String, i64)) -> Reply {
    let target = format!("/api/v1/organisations/{organisation}/members/{person}/remove");
    let tag = format!("\"{version}\"");
    by.post(at, &target, &[("idempotency-key", &fresh_key()), ("if-match", &tag)], &Value::Null).await
}

async fn myself(person: &Person<'_>) -> (String, i64) {
    let me = person.get("/api/v1/me").await;
    (me.json()["person_id"].as_str().expect("an id").to_owned(), me.version())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_administrators_who_remove_each_other_leave_one() {
    let house = TestApp::start().await;
    let firm = house.enterprise("松木").await;
    let organisation = firm.organisation.clone();
    let (serving, at) = served(&house).await;
    let mut remaining = firm;
    let mut wins = [0, 0];
    for round in 0..ROUNDS {
        let joined = house.member(&remaining, &["organisation_administrator"]).await;
        let (one, two) = (myself(&remaining).await, myself(&joined).await);
        let (first, second) = (remaining.remote(), joined.remote());
        let (of_two, of_one) =
            tokio::join!(remove(&first, at, &organisation, &two), remove(&second, at, &organisation, &one));
        let statuses = [of_two.status, of_one.status];
        let removed = statuses.iter().filter(|status| **status == 200).count();
        assert_eq!(removed, 1, "round {round}: {statuses:?}");
        let lost = statuses.iter().find(|status| **status != 200).expect("one lost");
        assert!([401, 403, 404, 409].contains(lost), "round {round}: {statuses:?}");
        let question = "SELECT COUNT(*) AS n FROM accounts_membership WHERE roles LIKE '%organisation_administrator%'";
        assert_eq!(count(&house.app.database, question).await, 1, "round {round}");
        wins[usize::from(of_one.status == 200)] += 1;
        if of_one.status == 200 {
            remaining = joined;
        }
    }
    assert_eq!(wins.iter().sum::<usize>(), ROUNDS, "{wins:?}");
    ended(&house, serving).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_that_two_accept_at_once_lets_one_in() {
    let house = TestApp::start().await;
    let firm = house.enterprise("松木").await;
    let (serving, at) = served(&house).await;
    let visitor = house.visitor().remote();
    for round in 0..ROUNDS / 4 {
        let invited = firm.post("/api/v1/invitations", json!({"roles": ["enterprise_member"]})).await.must_be(201);
        let replies = at_once(2, async |_| {
            let person = json!({"login": format!("racer{}", number()), "password": PASSWORD, "name": "竞速者"});
            let body = json!({"code": invited["code"], "person": person});
            visitor.post(at, "/api/v1/invitations/accept", &[("idempotency-key", &fresh_key())], &body).await
        })
        .await;
        let (won, lost): (Vec<&Reply>, Vec<&Reply>) = replies.iter().partition(|reply| reply.status == 201);
        assert_eq!((won.len(), lost.len()), (1, 1), "round {round}");
        assert_eq!(lost[0].refusal(409), "accounts.invitation_used");
    }
    ended(&house, serving).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_credit_code_that_two_register_at_once_is_one_organisations() {
    let house = TestApp::start().await;
    let (serving, at) = served(&house).await;
    let visitor = house.visitor().remote();
    for round in 0..ROUNDS / 4 {
        let uscc = fresh_uscc();
        let replies = at_once(2, async |racer| {
            let login = format!("racer{}", number());
            let administrator = json!({"login": login, "password": PASSWORD, "name": "竞速者"});
            let name = format!("竞速第{racer}公司");
            let body = json!({"kind": "enterprise", "name": name, "uscc": uscc, "administrator": administrator});
            visitor.post(at, "/api/v1/organisations/register", &[("idempotency-key", &fresh_key())], &body).await
        })
        .await;
        let (won, lost): (Vec<&Reply>, Vec<&Reply>) = replies.iter().partition(|reply| reply.status == 201);
        assert_eq!((won.len(), lost.len()), (1, 1), "round {round}");
        assert_eq!(lost[0].must_be(422)["errors"][0]["code"], "accounts.uscc_taken");
        let question = format!("SELECT COUNT(*) AS n FROM accounts_organisation WHERE uscc = '{uscc}'");
        assert_eq!(count(&house.app.database, &question).await, 1);
    }
    ended(&house, serving).await;
}
