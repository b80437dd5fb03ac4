//! Slow callers, silent callers, too many callers.

use std::time::Duration;

use hall::clock::Stopwatch;
use tests::process::{Home, zhiquan};
use tests::raw::{Wire, ask, eventually, get, within};

use super::{served, served_with};

/// What a busy machine may take beyond a limit.
const SLACK: Duration = Duration::from_secs(3);

#[tokio::test]
async fn a_head_that_comes_one_octet_at_a_time_does_not_hold_its_connection() {
    let served = served_with(|config| config.http.header_timeout_ms = 500).await;
    let mut wire = Wire::to(served.address).await;
    let taken = Stopwatch::start();
    let head = "GET /livez HTTP/1.1\r\nHost: test\r\n".to_owned() + &"X-Slow: 1\r\n".repeat(100);
    let mut beats = tokio::time::interval(Duration::from_millis(20));
    let dripping = async {
        for octet in head.as_bytes() {
            beats.tick().await;
            if !wire.send([*octet]).await || !wire.is_open() {
                return true;
            }
        }
        false
    };
    let cut_off = within(Duration::from_millis(500) + SLACK, "the end of the connection", dripping).await;
    assert!(cut_off, "the whole head was taken");
    assert!(taken.elapsed() >= Duration::from_millis(500), "{:?}", taken.elapsed());
}

#[tokio::test]
async fn a_silent_connection_is_closed_before_its_first_request_and_between_requests() {
    let served = served_with(|config| config.http.header_timeout_ms = 300).await;
    let mut silent = Wire::to(served.address).await;
    assert_eq!(silent.ended_within(Duration::from_millis(300) + SLACK).await, b"");
    let mut idle = Wire::to(served.address).await;
    idle.send("GET /livez HTTP/1.1\r\nHost: test\r\n\r\n").await;
    assert_eq!(idle.answer().await.expect("an answer").status, 200);
    assert_eq!(idle.ended_within(Duration::from_millis(300) + SLACK).await, b"");
}

#[tokio::test]
async fn five_hundred_idle_connections_keep_nobody_from_being_served() {
    let served = served().await;
    let mut idle = Vec::new();
    for place in 0..500 {
        let mut wire = Wire::to(served.address).await;
        if place % 2 == 0 {
            wire.send("GET /livez HTTP/1.1\r\n").await;
        }
        idle.push(wire);
    }
    for _ in 0..20 {
        let answer = within(Duration::from_secs(5), "an answer", get(served.address, "/api/v1/search?q=a")).await;
        assert_eq!(answer.status, 200);
    }
    assert!(idle.iter().all(Wire::is_open), "the idle ones are within their time");
}

#[tokio::test]
async fn a_caller_beyond_the_cap_waits_and_is_served_when_another_leaves() {
    let served = served_with(|config| config.http.max_connections = 3).await;
    let mut inside = Vec::new();
    for _ in 0..3 {
        let mut wire = Wire::to(served.address).await;
        wire.send("GET /livez HTTP/1.1\r\nHost: test\r\n\r\n").await;
        assert_eq!(wire.answer().await.expect("an answer").status, 200);
        inside.push(wire);
    }
    let mut waiting = Wire::to(served.address).await;
    waiting.send("GET /livez HTTP/1.1\r\nHost: test\r\n\r\n").await;
    // Those inside are served on: the one outside is not before them.
    for wire in &mut inside {
        wire.send("GET /readyz HTTP/1.1\r\nHost: test\r\n\r\n").await;
        assert!(wire.answer().await.is_some());
    }
    assert!(waiting.is_open(), "nothing was said to it yet");
    inside.pop();
    assert_eq!(waiting.answer().await.expect("an answer").status, 200);
}

#[tokio::test]
async fn an_answer_that_nobody_fetches_is_given_up() {
    let served = served_with(|config| {
        config.http.request_timeout_ms = 500;
        config.http.max_connections = 1;
    })
    .await;
    let mut greedy = Wire::to(served.address).await;
    // Many times more than the buffers of both sides hold; it is asked for and never read.
    let asking = async { while greedy.send("GET /docs HTTP/1.1\r\nHost: test\r\n\r\n".repeat(50)).await {} };
    within(Duration::from_secs(30), "the end of patience", asking).await;
    assert_eq!(get(served.address, "/livez").await.status, 200, "its place is free again");
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let served = served().await;
    let many = "X-One-More: 1\r\n".repeat(101);
    let long = format!("X-Long: {}\r\n", "a".repeat(40 * 1024));
    let target = format!("/{}", "a".repeat(40 * 1024));
    for (target, headers) in [("/livez", many.as_str()), ("/livez", long.as_str()), (target.as_str(), "")] {
        let answer = ask(served.address, format!("GET {target} HTTP/1.1\r\nHost: test\r\n{headers}\r\n")).await;
        assert!([400, 414, 431].contains(&answer.status), "{answer:?}");
    }
    let hundred = "X-One-More: 1\r\n".repeat(99);
    let answer = ask(served.address, format!("GET /livez HTTP/1.1\r\nHost: test\r\n{hundred}\r\n")).await;
    assert_eq!(answer.status, 200, "a hundred are allowed");
}

#[tokio::test]
async fn what_is_not_http_ends_the_connection_and_nothing_else() {
    let served = served().await;
    let greetings: [&[u8]; 6] = [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /livez\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"GET /livez HTTP/1.1\r\nHost: test\r\nX: a\0b\r\n\r\n",
        b"GET /livez HTTP/1.1\r\nHost : test\r\n\r\n",
    ];
    for greeting in greetings {
        let mut wire = Wire::to(served.address).await;
        wire.send(greeting).await;
        if let Some(answer) = wire.answer().await {
            assert_eq!(answer.status, 400, "{answer:?}");
        }
        wire.ended_within(SLACK).await;
    }
    assert_eq!(get(served.address, "/livez").await.status, 200);
}

#[tokio::test]
async fn a_server_without_descriptors_waits_and_goes_on_when_there_are_some() {
    let home = Home::new().await;
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", "ulimit -n 96; exec \"$0\" serve"]).arg(zhiquan(&[], &[]).get_program());
    let server = home.start_as(limited.env_clear().envs(home.settings())).await;
    server.ready().await;
    let mut crowd = Vec::new();
    for _ in 0..150 {
        crowd.push(Wire::to(server.address).await);
    }
    server.says("a connection was not accepted").await;
    drop(crowd);
    let answered =
        eventually(Duration::from_secs(20), "service again", async || Some(get(server.address, "/livez").await.status));
    assert_eq!(answered.await, 200);
    let complaints = server.said().matches("a connection was not accepted").count();
    assert!(complaints < 1000, "{complaints} lines: it did not wait between its attempts");
}
