//! Addresses that no browser would send.

use tests::raw::{ask, get};

use super::served;

#[tokio::test]
async fn an_address_that_does_not_decode_is_refused_and_the_parameter_is_named() {
    let served = served().await;
    for bad in ["%00", "a%00b", "%ff", "%c0%af", "%ed%a0%80", "%e7%9f", "%", "%4", "%zz", "100%"] {
        let addresses = [
            (format!("/api/v1/search?q={bad}"), "?q"),
            (format!("/api/v1/search?kind=patent&applicant={bad}"), "?applicant"),
            (format!("/api/v1/identifiers?value={bad}"), "?value"),
            (format!("/api/v1/patents/{bad}"), "{number}"),
            (format!("/api/v1/trademarks/{bad}?as_of=2026-01-01"), "{number}"),
        ];
        for (address, pointer) in addresses {
            let answer = get(served.address, &address).await;
            assert_eq!(answer.status, 400, "{address}");
            let problem = answer.problem();
            assert_eq!(problem["code"], "request.address_encoding", "{address}");
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{address}");
        }
        let answer = get(served.address, &format!("/nowhere/{bad}")).await;
        assert_eq!((answer.status, answer.problem()["errors"].is_null()), (400, true), "{bad}");
    }
}

#[tokio::test]
async fn nobody_climbs_out_of_the_house_by_its_address() {
    let served = served().await;
    for address in [
        "/../../etc/passwd",
        "/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/docs/../../etc/passwd",
        "/docs/%2e%2e/%2e%2e/etc/passwd",
        "/docs/..%2f..%2fetc%2fpasswd",
        "/docs/..%5c..%5cetc%5cpasswd",
        "/openapi.json/../../etc/passwd",
        "//etc/passwd",
        "/api/v1/../../etc/passwd",
        "/api/v1/patents/../../../etc/passwd",
        "/api/v1/patents/..%2f..%2f..%2fetc%2fpasswd",
        "/api/v1/patents/%2e%2e%5c%2e%2e",
    ] {
        let answer = get(served.address, address).await;
        assert!((400..500).contains(&answer.status), "{address}: {}", answer.status);
        answer.problem();
        assert!(!answer.text().contains("root:"), "{address}");
    }
}

#[tokio::test]
async fn a_number_that_is_none_is_refused_by_its_place_whatever_it_is_made_of() {
    let served = served().await;
    let long = "9".repeat(5_000);
    let numbers = ["%20", "%0a", "%27%20OR%201%3D1--", "%F0%9F%9A%80", "%E2%80%AE", "x", long.as_str(), "%3Cscript%3E"];
    for register in ["patents", "trademarks", "geographical-indications"] {
        for number in numbers {
            let answer = get(served.address, &format!("/api/v1/{register}/{number}")).await;
            assert!([400, 404].contains(&answer.status), "{register} {number}: {}", answer.status);
            assert_eq!(answer.problem()["errors"][0]["pointer"], "{number}", "{register} {number}");
        }
    }
}

#[tokio::test]
async fn a_query_of_ten_thousand_characters_is_answered_or_refused_by_name() {
    let served = served().await;
    let long = "a".repeat(10_000);
    for name in ["q", "cursor"] {
        let answer = get(served.address, &format!("/api/v1/search?{name}={long}")).await;
        assert_eq!(answer.status, 400, "{name}");
        assert_eq!(answer.problem()["errors"][0]["pointer"], format!("?{name}"));
    }
    let answer = get(served.address, &format!("/api/v1/identifiers?value={long}")).await;
    assert_eq!((answer.status, &answer.problem()["errors"][0]["pointer"]), (400, &"?value".into()));
    let answer = get(served.address, &format!("/api/v1/search?{long}=1")).await;
    assert_eq!(answer.status, 422);
    assert!(answer.problem()["errors"][0]["pointer"].as_str().is_some_and(|pointer| pointer.len() < 200));
    for address in ["ipc", "region", "locarno", "applicant"].map(|name| format!("/api/v1/search?{name}={long}")) {
        let answer = get(served.address, &address).await;
        assert!(answer.status < 500, "{}", answer.text());
    }
    let answer = get(served.address, &format!("/api/v1/search?{}", "&".repeat(10_000))).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[tokio::test]
async fn an_address_in_a_form_meant_for_proxies_is_answered_or_refused() {
    let served = served().await;
    for (request_line, status) in [
        ("GET http://elsewhere.example/livez", 200),
        ("GET http://elsewhere.example", 307),
        ("GET HTTP://elsewhere.example/nowhere", 404),
        ("OPTIONS *", 404),
        ("GET *", 404),
        ("CONNECT elsewhere.example:443", 404),
        ("GET /%6civez", 404),
        ("GET /docs/%c3%a9", 404),
        ("GET /docsx", 404),
        ("GET /livez#top", 200),
    ] {
        let answer = ask(served.address, format!("{request_line} HTTP/1.1\r\nHost: test\r\n\r\n")).await;
        assert_eq!(answer.status, status, "{request_line}: {answer:?}");
    }
}
