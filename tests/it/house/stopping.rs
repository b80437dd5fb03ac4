//! The end of the process: orderly when it is asked for, harmless when it is not.

use std::time::Duration;

use tests::process::{Home, repository, small_records};
use tests::raw::{Wire, get};
use tokio::net::TcpStream;

/// The longest that an orderly end may take.
const END: Duration = Duration::from_secs(10);

const HALF: &str =
    "POST /api/v1/search HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{";

#[tokio::test]
async fn a_server_told_to_stop_answers_what_is_under_way_and_ends_well() {
    for signal in ["TERM", "INT"] {
        let home = Home::new().await;
        let mut server = home.start_ready(&["serve"], &[]).await;
        let mut under_way = Wire::to(server.address).await;
        under_way.send(HALF).await;
        let mut idle = Wire::to(server.address).await;
        idle.send("GET /livez HTTP/1.1\r\nHost: test\r\n\r\n").await;
        assert_eq!(idle.answer().await.expect("an answer").status, 200);
        server.signal(signal);
        server.says("stopping").await;
        assert_eq!(idle.ended_within(Duration::from_secs(5)).await, b"", "who asks for nothing is let go");
        under_way.send("}").await;
        let answer = under_way.answer().await.expect("what was under way is answered");
        assert_eq!((answer.status, &answer.json()["total"]), (200, &0.into()));
        let exit = server.ended_within(END).await;
        assert_eq!(exit.code(), Some(0), "{signal}: {}", server.said());
        assert!(TcpStream::connect(server.address).await.is_err(), "nobody listens any more");
        assert!(!server.said().contains("panicked"), "{}", server.said());
    }
}

#[tokio::test]
async fn a_caller_who_never_finishes_does_not_keep_a_server_from_stopping() {
    let home = Home::new().await;
    let mut server = home.start_ready(&["serve"], &[]).await;
    let mut slow_head = Wire::to(server.address).await;
    slow_head.send("GET /livez HTTP/1.1\r\nHost: te").await;
    let mut slow_body = Wire::to(server.address).await;
    slow_body.send(HALF).await;
    assert_eq!(get(server.address, "/livez").await.status, 200);
    server.signal("TERM");
    let exit = server.ended_within(END).await;
    assert_eq!(exit.code(), Some(0), "{}", server.said());
}

#[tokio::test]
async fn a_server_told_to_stop_while_it_loads_stops_and_takes_up_the_work_at_the_next_start() {
    let home = Home::new().await;
    let large = repository().join("data").display().to_string();
    let mut server = home.start(&["serve", "--demo"], &[("ZHIQUAN_DEMO_RECORDS", &large)]).await;
    assert_eq!(get(server.address, "/readyz").await.status, 503, "there is much to load");
    server.signal("TERM");
    assert_eq!(server.ended_within(END).await.code(), Some(0), "{}", server.said());
    drop(server);
    let small = small_records().display().to_string();
    let server = home.start_ready(&["serve", "--demo"], &[("ZHIQUAN_DEMO_RECORDS", &small)]).await;
    assert_eq!(get(server.address, "/api/v1/trademarks/9900012").await.status, 200);
}

#[tokio::test]
async fn a_server_that_was_killed_starts_again_at_once_with_all_it_had() {
    let home = Home::new().await;
    let records = small_records().display().to_string();
    let demo = [("ZHIQUAN_DEMO_RECORDS", records.as_str())];
    let mut server = home.start_ready(&["serve", "--demo"], &demo).await;
    let before = get(server.address, "/api/v1/search?q=%E7%9F%B3%E5%A2%A8%E7%83%AF").await.json();
    for _ in 0..2 {
        server.signal("KILL");
        assert_eq!(server.ended_within(END).await.code(), None, "it had no time to say goodbye");
        drop(server);
        server = home.start_ready(&["serve", "--demo"], &demo).await;
        let after = get(server.address, "/api/v1/search?q=%E7%9F%B3%E5%A2%A8%E7%83%AF").await.json();
        assert_eq!(after["total"], before["total"]);
        assert!(after["total"].as_u64().is_some_and(|total| total > 0), "{after}");
        assert_eq!(get(server.address, "/api/v1/search?limit=0").await.json()["total"], 60, "nothing was loaded twice");
    }
}

#[tokio::test]
async fn a_second_server_on_the_same_data_folder_says_that_it_is_in_use() {
    let home = Home::new().await;
    let _first = home.start_ready(&["serve"], &[]).await;
    let own = home.settings();
    let settings: Vec<_> = own.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let said = tests::process::sentence_of_failure(&tests::process::run(&["serve"], &settings).await);
    assert!(said.contains("index"), "{said}");
}
