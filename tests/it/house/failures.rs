//! What a handler does wrong stays inside.

use hall::config::Config;
use hall::http::{Contract, Envelope, EnvelopeSettings, Listening, serve};
use hall::metrics::Metrics;
use poem::{EndpointExt, Route, get, handler};
use tests::raw::{Wire, get as ask_for};

#[handler]
fn panicking() -> String {
    panic!("the password is at /src/secret.rs")
}

#[handler]
fn failing() -> poem::Result<String> {
    Err(poem::error::InternalServerError(std::io::Error::other("SELECT secret FROM sqlite")))
}

#[handler]
async fn never_answering() -> String {
    std::future::pending().await
}

#[tokio::test]
async fn a_handler_that_panics_fails_or_never_answers_is_a_problem_that_tells_nothing() {
    let mut limits = Config::default().http;
    limits.request_timeout_ms = 200;
    let metrics = Metrics::default();
    let contract = Contract::default();
    let settings = EnvelopeSettings { contract, limits: limits.clone(), metrics: metrics.clone(), guard: None };
    let routes = Route::new().at("/panic", get(panicking)).at("/fail", get(failing)).at("/never", get(never_answering));
    let listening = Listening::on(([127, 0, 0, 1], 0).into()).await.expect("a port");
    let address = listening.address();
    let endpoint = routes.with(Envelope::new(settings));
    let server = tokio::spawn(async move { serve(listening, endpoint, &limits, std::future::pending()).await });
    let mut wire = Wire::to(address).await;
    for (target, status, code) in [
        ("/panic", 500, "internal"),
        ("/fail", 500, "internal"),
        ("/never", 503, "request.timeout"),
        ("/panic", 500, "internal"),
    ] {
        wire.send(format!("GET {target} HTTP/1.1\r\nHost: test\r\n\r\n")).await;
        let answer = wire.answer().await.expect("the connection outlives the handler");
        let problem = answer.problem();
        assert_eq!((answer.status, &problem["code"]), (status, &code.into()), "{target}");
        assert!(!answer.text().contains("secret"), "{target}");
        assert_eq!(answer.header("retry-after").is_some(), status == 503, "{target}");
    }
    assert_eq!(ask_for(address, "/nowhere").await.status, 404);
    let figures = metrics.to_text();
    assert!(figures.contains(r#"zhiquan_http_requests_total{operation="other",status="500"} 3"#), "{figures}");
    server.abort();
}
