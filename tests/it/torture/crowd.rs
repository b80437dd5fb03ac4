//! A crowd at the door: thousands of sockets that say nothing or never finish, and bodies that do not end. Those who ask
//! properly hardly notice, and the memory stays as it was.

use std::time::Duration;

use hall::clock::Stopwatch;
use tests::process::Home;
use tests::raw::{Wire, get};

/// Sockets that are held open.
const CROWD: usize = 5_000;

/// The most that one of a hundred proper requests may take meanwhile.
const P99: Duration = Duration::from_secs(1);

/// How much more memory a server may hold while the crowd stands there, in KiB.
const ROOM_KIB: u64 = 96 * 1024;

/// How much more it may hold after bodies that do not end, in KiB.
const BODIES_KIB: u64 = 64 * 1024;

async fn p99(address: std::net::SocketAddr) -> Duration {
    let mut taken = Vec::new();
    for _ in 0..200 {
        let watch = Stopwatch::start();
        assert_eq!(get(address, "/api/v1/search?q=a&limit=1").await.status, 200);
        taken.push(watch.elapsed());
    }
    taken.sort_unstable();
    taken[taken.len() * 99 / 100]
}

#[tokio::test]
async fn five_thousand_idle_sockets_and_unfinished_heads_keep_nobody_waiting_for_a_second() {
    let home = Home::new().await;
    let server = home.start_ready(&["serve"], &[("ZHIQUAN_HTTP_HEADER_TIMEOUT_MS", "60000")]).await;
    p99(server.address).await;
    let before = server.anonymous_memory_kib();
    let mut crowd = Vec::with_capacity(CROWD);
    for place in 0..CROWD {
        let mut wire = Wire::to(server.address).await;
        if place % 2 == 0 {
            wire.send("GET /livez HTTP/1.1\r\nHost: test\r\nX-Slow: ").await;
        }
        crowd.push(wire);
    }
    let waited = p99(server.address).await;
    assert!(waited < P99, "p99 {waited:?} with {CROWD} sockets at the door");
    assert!(crowd.iter().all(Wire::is_open), "the crowd stands there");
    let more = server.anonymous_memory_kib().saturating_sub(before);
    assert!(more < ROOM_KIB, "{more} KiB more with {CROWD} sockets");
}

#[tokio::test]
async fn bodies_that_do_not_end_take_no_memory_and_nobodys_time() {
    let home = Home::new().await;
    let server = home.start_ready(&["serve"], &[]).await;
    p99(server.address).await;
    let before = server.anonymous_memory_kib();
    let piece = format!("10000\r\n{}\r\n", " ".repeat(0x1_0000));
    let address = server.address;
    let senders: Vec<_> = (0..16)
        .map(|_| {
            let piece = piece.clone();
            tokio::spawn(async move {
                let mut wire = Wire::to(address).await;
                let head = "POST /api/v1/search HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n\
                            Transfer-Encoding: chunked\r\n\r\n";
                wire.send(head).await;
                // 64 MiB each; what is refused is read away for a moment, so that the refusal is not lost.
                for _ in 0..1_000 {
                    if !wire.send(&piece).await {
                        break;
                    }
                }
            })
        })
        .collect();
    let waited = p99(server.address).await;
    assert!(waited < P99, "p99 {waited:?} while bodies do not end");
    for sender in senders {
        sender.await.expect("it sends");
    }
    let more = server.anonymous_memory_kib().saturating_sub(before);
    assert!(more < BODIES_KIB, "{more} KiB more after bodies that do not end");
}
