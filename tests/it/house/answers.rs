//! What every answer bears, and the pages beside the API.

use tests::raw::{Answer, Wire, ask, get, is_han, post};

use super::served;

async fn say(address: std::net::SocketAddr, request_line: &str, headers: &str) -> Answer {
    ask(address, format!("{request_line} HTTP/1.1\r\nHost: test\r\n{headers}\r\n")).await
}

#[tokio::test]
async fn every_answer_bears_the_headers_of_the_house_whatever_it_is() {
    let served = served().await;
    for (request_line, status) in [
        ("GET /livez", 200),
        ("GET /api/v1/search?q=a", 200),
        ("GET /docs", 200),
        ("GET /openapi.json", 200),
        ("GET /", 307),
        ("GET /nowhere", 404),
        ("GET /api/v1/patents/202010566088.9", 404),
        ("GET /api/v1/patents/x", 404),
        ("GET /api/v1/search?limit=x", 400),
        ("DELETE /api/v1/search", 405),
        ("POST /api/v1/search", 415),
    ] {
        let answer = say(served.address, request_line, "").await;
        assert_eq!(answer.status, status, "{request_line}");
        answer.bears_what_every_answer_bears();
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{request_line}");
        let policy = answer.header("content-security-policy").expect("a policy");
        let own = request_line == "GET /docs";
        assert!(
            policy.starts_with(if own { "default-src 'self'" } else { "default-src 'none'" }),
            "{request_line}: {policy}"
        );
        assert!(policy.contains("frame-ancestors 'none'"), "{request_line}: {policy}");
        assert_eq!(answer.header("server"), None, "{request_line}");
        if status >= 400 {
            answer.problem();
        }
    }
}

#[tokio::test]
async fn every_problem_is_said_in_chinese_or_english_as_the_caller_prefers() {
    let served = served().await;
    for request_line in [
        "GET /nowhere",
        "GET /api/v1/patents/x",
        "GET /api/v1/search?limit=x",
        "GET /api/v1/search?colour=red",
        "GET /api/v1/search?filing_from=2026-02-30",
        "GET /api/v1/search?q=%ff",
        "GET /api/v1/search?q=%22a",
        "GET /api/v1/search?cursor=00",
        "GET /api/v1/patents/202010566088.9",
        "DELETE /api/v1/search",
        "POST /api/v1/search",
    ] {
        for (header, tag) in [
            ("", "zh-CN"),
            ("Accept-Language: en-GB, zh;q=0.5\r\n", "en"),
            ("Accept-Language: zh-TW, en;q=0.9\r\n", "zh-CN"),
        ] {
            let answer = say(served.address, request_line, header).await;
            let problem = answer.problem();
            assert_eq!(answer.header("content-language"), Some(tag), "{request_line}");
            let errors = problem["errors"].as_array().into_iter().flatten();
            let sentences =
                [&problem["title"], &problem["detail"]].into_iter().chain(errors.map(|error| &error["detail"]));
            for sentence in sentences.filter_map(|sentence| sentence.as_str()) {
                assert_eq!(sentence.chars().any(is_han), tag == "zh-CN", "{request_line} {tag}: {sentence}");
            }
        }
    }
}

#[tokio::test]
async fn a_request_id_is_the_callers_where_it_is_decent_and_ours_where_it_is_not() {
    let served = served().await;
    let long = "a".repeat(65);
    for (given, kept) in [("order-7_a.b", true), ("a b", false), ("a\"b", false), (long.as_str(), false), ("", false)] {
        let answer = say(served.address, "GET /nowhere", &format!("X-Request-Id: {given}\r\n")).await;
        let id = answer.header("x-request-id").expect("an id");
        assert_eq!(id == given, kept, "{given}");
        assert!(kept || (id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit())), "{id}");
        assert_eq!(answer.problem()["request_id"], id);
    }
}

#[tokio::test]
async fn a_head_is_answered_as_the_get_it_stands_for_without_its_body() {
    let served = served().await;
    for target in ["/livez", "/api/v1/search?q=a", "/docs", "/openapi.json", "/nowhere", "/api/v1/search?limit=x"] {
        let whole = get(served.address, target).await;
        let mut wire = Wire::to(served.address).await;
        // The request behind it shows that no body came between.
        let both = format!("HEAD {target} HTTP/1.1\r\nHost: test\r\n\r\nGET /livez HTTP/1.1\r\nHost: test\r\n\r\n");
        wire.send(both).await;
        let head = wire.answer_to_head().await.expect("an answer");
        assert_eq!(head.status, whole.status, "{target}");
        for name in ["content-type", "content-length", "content-language", "content-security-policy"] {
            assert_eq!(head.header(name), whole.header(name), "{target} {name}");
        }
        assert_eq!(wire.answer().await.expect("the next answer").status, 200, "{target}");
    }
    assert_eq!(get(served.address, "/api/v1/search").await.json()["total"], 0);
}

#[tokio::test]
async fn a_method_that_an_address_does_not_know_is_told_which_it_does() {
    let served = served().await;
    for method in ["OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "BREW"] {
        for (target, allowed) in [
            ("/api/v1/search", "GET, HEAD, POST"),
            ("/api/v1/patents/202010566088.9", "GET, HEAD"),
            ("/livez", "GET, HEAD"),
            ("/openapi.json", "GET, HEAD"),
            ("/docs", "GET, HEAD"),
            ("/", "GET, HEAD"),
        ] {
            let answer = say(served.address, &format!("{method} {target}"), "").await;
            assert_eq!((answer.status, answer.header("allow")), (405, Some(allowed)), "{method} {target}");
            assert_eq!(answer.problem()["code"], "request.method_not_allowed");
            assert_eq!(answer.header("access-control-allow-origin"), None, "no other site is invited");
        }
    }
    assert_eq!(say(served.address, "BREW /nowhere", "").await.status, 404);
}

#[tokio::test]
async fn the_document_and_its_pages_are_served_and_the_front_door_leads_there() {
    let served = served().await;
    let front = get(served.address, "/").await;
    assert_eq!((front.status, front.header("location")), (307, Some("/docs")));
    for page in ["/docs", "/docs/"] {
        let page = get(served.address, page).await;
        assert_eq!(page.status, 200);
        assert!(page.header("content-type").is_some_and(|kind| kind.starts_with("text/html")), "{page:?}");
        assert!(page.text().contains("searchRecords"), "the page shows the operations");
    }
    let document = get(served.address, "/openapi.json").await;
    assert_eq!(document.header("content-type"), Some("application/json"));
    assert!(document.text() == include_str!("../../../openapi/zhiquan.v1.json"), "what is served is what is committed");
    assert_eq!(get(served.address, "/metrics").await.status, 404, "figures have an address of their own");
}

#[tokio::test]
async fn readiness_is_denied_until_the_index_has_caught_up() {
    let house = tests::TestApp::start().await;
    let waiting = house.client().get("/readyz").header("Accept-Language", "en").send().await;
    waiting.assert_status(poem::http::StatusCode::SERVICE_UNAVAILABLE);
    waiting.assert_header_exist("retry-after");
    waiting.assert_content_type("application/problem+json");
    let serving = zhiquan::command::start(&house.app).await.expect("the house is served");
    let ready = tests::raw::eventually(tests::raw::PATIENCE, "readiness", async || {
        Some(get(serving.address, "/readyz").await).filter(|answer| answer.status == 200)
    });
    assert_eq!(ready.await.json(), serde_json::json!({"status": "ok", "concerns": []}));
    assert_eq!(post(serving.address, "/readyz", "{}").await.status, 405);
    serving.stop().await;
}
