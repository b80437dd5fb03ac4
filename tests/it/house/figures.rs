//! Figures for monitoring, on a port of their own.

use tests::raw::{get, post};
use zhiquan::command::start;

use super::{Served, served_with};

async fn served_with_figures() -> Served {
    served_with(|config| config.metrics.listen = "127.0.0.1:0".into()).await
}

#[tokio::test]
async fn figures_are_told_by_operation_and_never_by_path() {
    let served = served_with_figures().await;
    let figures = served.serving.figures.expect("figures are served");
    assert_ne!(figures.port(), served.address.port());
    for target in
        ["/api/v1/search?q=a", "/api/v1/search?limit=x", "/api/v1/patents/1", "/api/v1/patents/2", "/nowhere/7f3a"]
    {
        get(served.address, target).await;
    }
    post(served.address, "/api/v1/search", "{}").await;
    let answer = get(figures, "/metrics").await;
    assert_eq!(answer.status, 200);
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    assert_eq!(answer.header("content-type"), Some(kind));
    let text = answer.text();
    for line in [
        r#"zhiquan_http_requests_total{operation="searchRecords",status="200"} 1"#,
        r#"zhiquan_http_requests_total{operation="searchRecords",status="400"} 1"#,
        r#"zhiquan_http_requests_total{operation="searchRecordsByBody",status="200"} 1"#,
        r#"zhiquan_http_requests_total{operation="getPatent",status="404"} 2"#,
        r#"zhiquan_http_requests_total{operation="other",status="404"} 1"#,
        r#"zhiquan_http_request_duration_seconds_count{operation="getPatent"} 2"#,
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(text.ends_with("# EOF\n") && !text.contains("7f3a") && !text.contains("/api"), "{text}");
}

#[tokio::test]
async fn nothing_but_figures_is_served_beside_the_figures() {
    let served = served_with_figures().await;
    let figures = served.serving.figures.expect("figures are served");
    for target in ["/", "/livez", "/docs", "/openapi.json", "/api/v1/search"] {
        assert_eq!(get(figures, target).await.status, 404, "{target}");
    }
    assert_eq!(get(served.address, "/metrics").await.status, 404);
}

#[tokio::test]
async fn an_address_for_figures_that_is_taken_or_none_keeps_nobody_from_being_served() {
    let first = served_with_figures().await;
    let taken = first.serving.figures.expect("figures are served");
    for listen in [taken.to_string(), "nonsense".into()] {
        let second = served_with(|config| config.metrics.listen = listen.clone()).await;
        assert_eq!(second.serving.figures, None, "{listen}");
        assert_eq!(get(second.address, "/livez").await.status, 200);
    }
    assert_eq!(get(taken, "/metrics").await.status, 200);
}

#[tokio::test]
async fn an_address_of_the_api_that_is_taken_is_named() {
    let first = served_with_figures().await;
    let second = tests::TestApp::start_with(|config| config.listen = first.address).await;
    let fault = start(&second.app).await.expect_err("the address is taken");
    assert!(fault.to_string().contains(&first.address.to_string()), "{fault}");
}
