//! Guessing is slowed, and nobody who knows his password is kept from his desk by those who guess.

use std::net::SocketAddr;
use std::time::Duration;

use hall::clock::Stopwatch;
use serde_json::{Value, json};
use tests::TestApp;
use tests::people::PASSWORD;
use tests::raw::{Answer, ask};
use zhiquan::command::start;

/// An hour and a second, in milliseconds.
const QUIET: i64 = 3_601_000;

const WRONG: &str = "wrong-Horse-battery-7";

/// A login from an address, told by the proxy that is believed.
async fn log_in(address: SocketAddr, from: &str, login: &str, password: &str) -> Answer {
    let body = json!({"login": login, "password": password}).to_string();
    let head = "POST /api/v1/sessions HTTP/1.1\r\nHost: test\r\nContent-Type: application/json";
    let length = body.len();
    ask(address, format!("{head}\r\nX-Forwarded-For: {from}\r\nContent-Length: {length}\r\n\r\n{body}")).await
}

fn seconds_to_wait(answer: &Answer) -> i64 {
    assert_eq!((answer.status, answer.problem()["code"].as_str()), (429, Some("accounts.attempts_too_many")));
    answer.header("retry-after").and_then(|seconds| seconds.parse().ok()).expect("how long")
}

async fn house_behind_a_proxy() -> TestApp {
    let house = TestApp::start_with(|config| config.rates.trusted_proxies = vec!["127.0.0.1".into()]).await;
    house.register("enterprise", "甲公司", "wang").await;
    house
}

#[tokio::test]
async fn a_thousand_guesses_from_many_addresses_come_to_nothing_and_the_owner_is_not_delayed() {
    let house = house_behind_a_proxy().await;
    let serving = start(&house.app).await.expect("the house is served");
    let (address, desk) = (serving.address, "198.51.100.7");
    assert_eq!(log_in(address, desk, "wang", PASSWORD).await.status, 200);
    let (mut read, mut longest) = (0, 0);
    for guess in 0..1_000 {
        let from = format!("203.0.{}.{}", guess / 250, guess % 250 + 1);
        let answer = log_in(address, &from, "wang", WRONG).await;
        if answer.status == 401 {
            read += 1;
        } else {
            let seconds = seconds_to_wait(&answer);
            assert!((1..=900).contains(&seconds), "{seconds}");
            longest = longest.max(seconds);
        }
        if guess % 333 == 332 {
            assert_eq!(log_in(address, desk, "wang", PASSWORD).await.status, 200, "the owner at his desk");
        }
    }
    // The free ones, and those for which the time of the run was enough: each waits twice as long as the one before.
    assert!((5..=5 + 8).contains(&read), "{read} of 1000 guesses were looked at");
    assert!(longest >= 1, "{longest}");
    let mut delays = Vec::new();
    let mut ahead = 0;
    for guess in 0..20 {
        let refused = log_in(address, &format!("192.0.2.{}", guess + 1), "wang", PASSWORD).await;
        let seconds = seconds_to_wait(&refused);
        delays.push(seconds);
        ahead += seconds * 1_000;
        house.real.set_ahead(ahead);
        let answer = log_in(address, &format!("192.0.2.{}", guess + 101), "wang", WRONG).await;
        assert_eq!(answer.status, 401, "after the time that was told");
    }
    assert!(delays.is_sorted() && delays.last() == Some(&900), "each is longer than the one before: {delays:?}");
    assert_eq!(log_in(address, desk, "wang", PASSWORD).await.status, 200, "the owner at his desk");
    house.real.set_ahead(ahead + QUIET);
    for _ in 0..5 {
        assert_eq!(log_in(address, "192.0.2.99", "wang", WRONG).await.status, 401, "a quiet hour forgets");
    }
    serving.stop().await;
}

#[tokio::test]
async fn many_logins_from_one_address_are_slowed_as_well() {
    let house = house_behind_a_proxy().await;
    let serving = start(&house.app).await.expect("the house is served");
    let address = serving.address;
    let mut looked_at = 0;
    for guess in 0..40 {
        // Addresses of one network of version 6 are one.
        let from = format!("2001:db8:1:2::{guess:x}");
        let answer = log_in(address, &from, &format!("nobody{guess}"), WRONG).await;
        looked_at += u32::from(answer.status == 401);
    }
    assert!((20..=26).contains(&looked_at), "{looked_at}");
    assert_eq!(log_in(address, "2001:db8:1:3::1", "nobody", WRONG).await.status, 401, "another network");
    serving.stop().await;
}

#[tokio::test]
async fn an_address_that_only_the_caller_says_is_not_believed() {
    let house = TestApp::start().await;
    house.register("enterprise", "甲公司", "wang").await;
    let serving = start(&house.app).await.expect("the house is served");
    let mut looked_at = 0;
    for guess in 0..40 {
        let answer = log_in(serving.address, &format!("203.0.113.{guess}"), &format!("nobody{guess}"), WRONG).await;
        looked_at += u32::from(answer.status == 401);
    }
    assert!((20..=26).contains(&looked_at), "they all came from here: {looked_at}");
    serving.stop().await;
}

#[tokio::test]
async fn guesses_at_a_programs_secret_are_slowed() {
    let house = TestApp::start().await;
    let firm = house.enterprise("甲").await;
    let client = firm.post("/api/v1/clients", json!({"name": "程序", "scopes": ["files:read"]})).await.must_be(201);
    let id = super::word(&client, "id");
    let fields = |secret: &'static str| {
        [("grant_type", "client_credentials"), ("client_id", id.as_str()), ("client_secret", secret)]
    };
    let mut statuses = Vec::new();
    for _ in 0..8 {
        statuses.push(super::token_by_form(&house, &fields("zqc_wrong"), &[]).await.status);
    }
    assert_eq!(statuses[..5], [401; 5], "the free ones");
    assert!(statuses.contains(&429), "{statuses:?}");
}

#[tokio::test]
async fn an_unknown_login_and_a_wrong_password_are_told_apart_by_neither_words_nor_time() {
    let house = TestApp::start().await;
    house.register("enterprise", "甲公司", "wang").await;
    let mut times: [Vec<Duration>; 3] = Default::default();
    let mut answers: [Vec<Value>; 3] = Default::default();
    for run in 0..17 {
        for (kind, login) in ["wang", "nobody.here", "no login at all!"].into_iter().enumerate() {
            // Each after a quiet hour.
            house.real.set_ahead((run * 3 + i64::try_from(kind).expect("a small number")) * QUIET);
            let took = Stopwatch::start();
            let reply = house.try_login(login, WRONG, None).await;
            times[kind].push(took.elapsed());
            assert_eq!(reply.refusal(401), "accounts.login_refused");
            let mut problem = reply.json();
            problem.as_object_mut().map(|problem| problem.remove("request_id"));
            answers[kind].push(problem);
        }
    }
    assert!(answers.iter().flatten().all(|answer| *answer == answers[0][0]), "{answers:?}");
    let medians = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    for median in medians {
        assert!(median < medians[0] * 2 && medians[0] < median * 2, "{medians:?}");
    }
}
