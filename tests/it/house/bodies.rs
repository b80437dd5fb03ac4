//! What a body may weigh and how long it may take.

use std::time::Duration;

use hall::clock::Stopwatch;
use tests::process::Home;
use tests::raw::{Wire, get, post};

use super::served_with;

const HEAD: &str = "POST /api/v1/search HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n";

const MIB: usize = 1024 * 1024;

#[tokio::test]
async fn a_body_that_declares_too_much_is_refused_before_it_is_sent() {
    let served = served_with(|config| config.http.body_limit_bytes = 1000).await;
    for length in ["1001", "4294967296", "9223372036854775807"] {
        let mut wire = Wire::to(served.address).await;
        wire.send(format!("{HEAD}Content-Length: {length}\r\n\r\n")).await;
        let answer = wire.answer_within(Duration::from_secs(5)).await.expect("an answer");
        assert_eq!(
            (answer.status, answer.problem()["code"].as_str()),
            (413, Some("request.body_too_large")),
            "{length}"
        );
    }
    let question = format!("{{\"q\":\"{}\"}}", "a".repeat(1000 - 8));
    assert_eq!(question.len(), 1000);
    assert_eq!(post(served.address, "/api/v1/search", &question).await.status, 200, "the limit itself is allowed");
    assert_eq!(post(served.address, "/api/v1/search", question + " ").await.status, 413);
}

#[tokio::test]
async fn who_goes_on_sending_after_a_refusal_is_heard_out_and_not_reset() {
    let served = served_with(|config| config.http.body_limit_bytes = 1000).await;
    let mut wire = Wire::to(served.address).await;
    wire.send(format!("{HEAD}Content-Length: {}\r\n\r\n", 8 * MIB)).await;
    assert_eq!(wire.answer().await.expect("an answer").status, 413);
    // A reset would take an answer that the caller has not read yet with it.
    for piece in 0..32 {
        assert!(wire.send(vec![b' '; 64 * 1024]).await, "reset at piece {piece}");
    }
    assert_eq!(wire.ended_within(Duration::from_secs(5)).await, b"");
}

#[tokio::test]
async fn a_length_that_is_no_number_is_refused_and_two_lengths_are_too() {
    let served = served_with(|_| {}).await;
    for lengths in ["-1", "1e3", "0x10", "2\r\nContent-Length: 3"] {
        let mut wire = Wire::to(served.address).await;
        wire.send(format!("{HEAD}Content-Length: {lengths}\r\n\r\n{{}}")).await;
        let answer = wire.answer().await.expect("an answer");
        assert_eq!(answer.status, 400, "{lengths}: {answer:?}");
    }
}

#[tokio::test]
async fn a_flood_of_chunks_is_cut_off_and_takes_no_memory() {
    let home = Home::new().await;
    let server = home.start_ready(&["serve"], &[]).await;
    assert_eq!(post(server.address, "/api/v1/search", "{}").await.status, 200);
    let before = server.anonymous_memory_kib();
    let chunk = [format!("{MIB:x}\r\n").into_bytes(), vec![b' '; MIB], b"\r\n".to_vec()].concat();
    for _ in 0..4 {
        let mut wire = Wire::to(server.address).await;
        wire.send(format!("{HEAD}Transfer-Encoding: chunked\r\n\r\n")).await;
        for _ in 0..64 {
            if !wire.send(&chunk).await {
                break;
            }
        }
        let answer = wire.answer().await.expect("the refusal is not lost behind the flood");
        assert_eq!((answer.status, answer.problem()["code"].as_str()), (413, Some("request.body_too_large")));
        wire.ended_within(Duration::from_secs(5)).await;
    }
    let grown = server.anonymous_memory_kib().saturating_sub(before);
    assert!(grown <= 16 * 1024, "{grown} KiB more after four floods of 64 MiB");
    assert_eq!(get(server.address, "/livez").await.status, 200);
}

#[tokio::test]
async fn a_body_that_does_not_arrive_in_time_is_given_up() {
    let served = served_with(|config| config.http.body_timeout_ms = 400).await;
    for framing in ["Content-Length: 100", "Transfer-Encoding: chunked"] {
        let mut wire = Wire::to(served.address).await;
        let taken = Stopwatch::start();
        wire.send(format!("{HEAD}{framing}\r\n\r\n")).await;
        let answer = wire.answer_within(Duration::from_secs(5)).await.expect("an answer");
        assert!(taken.elapsed() >= Duration::from_millis(400), "{:?}", taken.elapsed());
        assert_eq!(
            (answer.status, answer.problem()["code"].as_str()),
            (408, Some("request.body_timeout")),
            "{framing}"
        );
        wire.ended_within(Duration::from_secs(5)).await;
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_or_lies_about_its_chunks_harms_nobody() {
    let served = served_with(|_| {}).await;
    for broken in
        ["Transfer-Encoding: chunked\r\n\r\nzz\r\n", "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n"]
    {
        let mut wire = Wire::to(served.address).await;
        wire.send(format!("{HEAD}{broken}")).await;
        let answer = wire.answer().await.expect("an answer");
        assert_eq!((answer.status, answer.problem()["code"].as_str()), (400, Some("request.body_broken")), "{broken}");
    }
    let mut left = Wire::to(served.address).await;
    left.send(format!("{HEAD}Content-Length: 100\r\n\r\n{{")).await;
    drop(left);
    assert_eq!(get(served.address, "/livez").await.status, 200);
}
