//! Who asks too often is told to wait, and nobody else is.

use hall::config::Config;
use tests::raw::{Answer, ask};

use super::served_with;

fn few(config: &mut Config) {
    config.rates.enabled = true;
    config.rates.lookup_per_second = 1;
    config.rates.lookup_burst = 3;
    config.rates.login_per_minute = 1;
    config.rates.login_burst = 2;
    config.rates.trusted_proxies = vec!["127.0.0.0/8".into()];
}

async fn asked(address: std::net::SocketAddr, target: &str, from: &str) -> Answer {
    ask(address, format!("GET {target} HTTP/1.1\r\nHost: test\r\nX-Forwarded-For: {from}\r\n\r\n")).await
}

#[tokio::test]
async fn an_address_that_asks_too_often_is_told_when_to_come_back_and_another_is_not() {
    let served = served_with(few).await;
    for _ in 0..3 {
        assert_eq!(asked(served.address, "/api/v1/search?limit=0", "198.51.100.1").await.status, 200);
    }
    let refused = asked(served.address, "/api/v1/search?limit=0", "198.51.100.1").await;
    assert_eq!((refused.status, refused.problem()["code"].as_str()), (429, Some("request.rate_limited")));
    let seconds: u32 = refused.header("retry-after").and_then(|seconds| seconds.parse().ok()).expect("when to return");
    assert!((1..=2).contains(&seconds), "{seconds}");
    assert_eq!(asked(served.address, "/api/v1/search?limit=0", "198.51.100.2").await.status, 200);
    // Who only says that he is forwarded counts with the last address that no proxy of ours named.
    let disguised = asked(served.address, "/api/v1/search?limit=0", "203.0.113.9, 198.51.100.1").await;
    assert_eq!(disguised.status, 429);
}

#[tokio::test]
async fn logins_are_rarer_than_searches() {
    let served = served_with(few).await;
    let body = r#"{"login": "nobody.here", "password": "whatever-it-may-be"}"#;
    let login = format!(
        "POST /api/v1/sessions HTTP/1.1\r\nHost: test\r\nX-Forwarded-For: 198.51.100.7\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    for _ in 0..2 {
        assert_eq!(ask(served.address, &login).await.problem()["code"], "accounts.login_refused");
    }
    assert_eq!(ask(served.address, &login).await.problem()["code"], "request.rate_limited");
    assert_eq!(asked(served.address, "/api/v1/search?limit=0", "198.51.100.7").await.status, 200);
}
