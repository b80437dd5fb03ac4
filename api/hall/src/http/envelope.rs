//! What surrounds every request: its id, its limits, its log line and figures, and the problem document when it fails.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;
use hyper::body::Bytes;
use poem::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use poem::{Body, Endpoint, Error, IntoResponse, Middleware, Request, Response};
use sha2::{Digest, Sha256};
use tracing::Instrument;

use super::contract::Operation;
use super::refusal::{Asked, check_body};
use super::{Contract, Fault, Language, Sentence, encoding};
use crate::clock::Stopwatch;
use crate::config::Http;
use crate::ids::new_request_id;
use crate::metrics::Metrics;
use crate::policy::{Call, Guard};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The longest request id that is taken over from the caller.
const REQUEST_ID_LIMIT: usize = 64;

/// The middleware. It must stand outside everything else.
#[derive(Debug, Clone)]
pub struct Envelope(Arc<EnvelopeSettings>);

/// What it needs to know.
#[derive(Debug)]
pub struct EnvelopeSettings {
    /// The operations of the contract.
    pub contract: Contract,
    /// Limits on requests.
    pub limits: Http,
    /// Figures for monitoring.
    pub metrics: Metrics,
    /// Who may do what; `None` where nothing is behind the door that needs a guard.
    pub guard: Option<Guard>,
}

impl Envelope {
    /// The middleware with these settings.
    pub fn new(settings: EnvelopeSettings) -> Self {
        Self(Arc::new(settings))
    }
}

impl<E: Endpoint> Middleware<E> for Envelope {
    type Output = EnvelopeEndpoint<E>;

    fn transform(&self, inner: E) -> Self::Output {
        EnvelopeEndpoint { inner, settings: Arc::clone(&self.0) }
    }
}

/// The endpoint in its envelope.
#[derive(Debug)]
pub struct EnvelopeEndpoint<E> {
    inner: E,
    settings: Arc<EnvelopeSettings>,
}

impl<E: Endpoint> Endpoint for EnvelopeEndpoint<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response, Error> {
        let taken = Stopwatch::start();
        let request_id = request_id_of(&request);
        let language = Language::preferred(request.header(header::ACCEPT_LANGUAGE));
        let method = request.method().clone();
        let path = request.uri().path().to_owned();
        let operation = self.settings.contract.operation(&method, &path).cloned();
        let name = operation.as_ref().map_or("other", |operation| operation.id.as_str()).to_owned();
        let span = tracing::info_span!("request", request_id, operation = name);

        let asking = Asking { operation: operation.as_deref(), request_id: &request_id, language };
        let answered = self.answer(request, asking).instrument(span.clone()).await;
        let mut response = match answered {
            Ok(response) => response,
            Err(fault) => {
                let mut response = problem_response(&fault, language, &request_id);
                if fault.http_status() == StatusCode::METHOD_NOT_ALLOWED
                    && let Ok(allow) = HeaderValue::from_str(&self.settings.contract.allow(&path))
                {
                    response.headers_mut().insert(header::ALLOW, allow);
                }
                response
            }
        };
        dress(&mut response, &request_id);
        if method == Method::HEAD {
            response = without_body(response).await;
        }
        let _entered = span.enter();
        let status = response.status();
        let elapsed = taken.elapsed();
        self.settings.metrics.answered(&name, status, elapsed);
        tracing::info!(%method, path, status = status.as_u16(), elapsed_us = elapsed.as_micros() as u64, "answered");
        Ok(response)
    }
}

impl<E: Endpoint> EnvelopeEndpoint<E> {
    async fn answer(&self, request: Request, asking: Asking<'_>) -> Result<Response, Fault> {
        let contract = &self.settings.contract;
        let operation = asking.operation;
        encoding::check(request.uri(), contract)?;
        let mut admitted = None;
        if let Some(operation) = operation {
            refuse_unknown_parameters(&request, operation)?;
            if let Some(guard) = &self.settings.guard {
                admitted = Some(guard.admit(&request, &operation.id, asking.request_id, asking.language).await?);
            }
        }
        let streams = operation.is_some_and(|operation| operation.streams);
        let (mut request, body) =
            if streams { (request, Bytes::new()) } else { self.with_bounded_body(request).await? };
        if let Some(operation) = operation {
            leave_out_empty_lists(&mut request, operation);
        }
        if let Some(mut facts) = admitted {
            if let Some(idempotency) = &mut facts.idempotency {
                // The target belongs to what was asked: one key means one act on one thing.
                idempotency.body_digest = digest_of(&request, &body);
            }
            request.set_data(Call::new(facts));
        }
        let says_json = request.content_type().is_some_and(|kind| kind.starts_with("application/json"));
        if let Some(schema) = operation.and_then(|operation| operation.body.as_ref())
            && says_json
        {
            check_body(contract, schema, &body)?;
        }
        if request.method() == Method::HEAD {
            // It is answered as the GET it stands for; the body is taken off at the end.
            request.set_method(Method::GET);
        }
        let asked = Asked { contract, operation, query: request.uri().query().map(str::to_owned) };
        let limits = &self.settings.limits;
        let limit = if streams { limits.upload_timeout() } else { limits.request_timeout() };
        let handled = AssertUnwindSafe(self.inner.call(request)).catch_unwind();
        match tokio::time::timeout(limit, handled).await {
            Ok(Ok(Ok(output))) => Ok(output.into_response()),
            Ok(Ok(Err(error))) => asked.response_or_fault(error),
            Ok(Err(_panic)) => {
                tracing::error!("a handler panicked");
                Err(Fault::internal())
            }
            Err(_elapsed) => {
                tracing::error!("a request was not answered in time");
                Err(Fault::unavailable("request.timeout", Sentence::new("处理超时", "The request took too long")))
            }
        }
    }

    /// Reads the body within its limits of size and time, so that no handler ever waits for a slow caller.
    async fn with_bounded_body(&self, mut request: Request) -> Result<(Request, Bytes), Fault> {
        let limits = &self.settings.limits;
        let too_large = || {
            Fault::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "request.body_too_large",
                Sentence::new("请求内容过大", "The request body is too large"),
            )
        };
        let declared = request.header(header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
        if declared.is_some_and(|length| length > limits.body_limit_bytes as u64) {
            return Err(too_large());
        }
        let body = request.take_body();
        let read = tokio::time::timeout(limits.body_timeout(), body.into_bytes_limit(limits.body_limit_bytes)).await;
        match read {
            Ok(Ok(bytes)) => {
                request.set_body(Body::from_bytes(bytes.clone()));
                Ok((request, bytes))
            }
            Ok(Err(poem::error::ReadBodyError::PayloadTooLarge)) => Err(too_large()),
            Ok(Err(error)) => {
                tracing::debug!(%error, "a request body broke off");
                let title = Sentence::new("请求内容不完整", "The request body broke off");
                Err(Fault::bad_request("request.body_broken", title))
            }
            Err(_elapsed) => Err(Fault::new(
                StatusCode::REQUEST_TIMEOUT,
                "request.body_timeout",
                Sentence::new("请求内容未在规定时间内到达", "The request body did not arrive in time"),
            )),
        }
    }
}

/// What is asked, by whom it will be quoted, and in which language.
#[derive(Debug, Clone, Copy)]
struct Asking<'a> {
    operation: Option<&'a Operation>,
    request_id: &'a str,
    language: Language,
}

/// The digest of what a request asks for: its target and its body.
fn digest_of(request: &Request, body: &[u8]) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(request.uri().path_and_query().map_or("", |target| target.as_str()));
    digest.update([0]);
    digest.update(body);
    digest.finalize().into()
}

/// The caller's own request id where it is a decent one, else a new one.
fn request_id_of(request: &Request) -> String {
    let decent = |id: &&str| {
        (1..=REQUEST_ID_LIMIT).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
    };
    request.header(REQUEST_ID).filter(decent).map_or_else(new_request_id, Into::into)
}

fn refuse_unknown_parameters(request: &Request, operation: &Operation) -> Result<(), Fault> {
    let query = request.uri().query().unwrap_or_default();
    let given = serde_urlencoded::from_str::<Vec<(String, String)>>(query).unwrap_or_default();
    let mut seen = std::collections::BTreeSet::new();
    for (name, _) in given {
        let named = || format!("?{}", name.chars().take(100).collect::<String>());
        if !operation.query.contains_key(&name) {
            let detail = Sentence::new("未知的查询参数", "No such query parameter");
            return Err(Fault::of_field(named(), "validation.unknown_parameter", detail));
        }
        if !seen.insert(name.clone()) {
            let detail = Sentence::new("查询参数重复", "The query parameter stands twice");
            return Err(Fault::of_field(named(), "validation.repeated_parameter", detail));
        }
    }
    Ok(())
}

/// A list parameter that is there and empty (`kind=`) is the empty list, as if it were not there. The framework would
/// read one empty value.
fn leave_out_empty_lists(request: &mut Request, operation: &Operation) {
    let Some(query) = request.uri().query() else { return };
    let is_empty_list = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let schema = operation.query.get(name);
        value.is_empty() && schema.is_some_and(|schema| schema.get("type").is_some_and(|kind| kind == "array"))
    };
    if !query.split('&').any(is_empty_list) {
        return;
    }
    let rest: Vec<&str> = query.split('&').filter(|pair| !is_empty_list(pair)).collect();
    if let Ok(uri) = format!("{}?{}", request.uri().path(), rest.join("&")).parse() {
        *request.uri_mut() = uri;
    }
}

fn problem_response(fault: &Fault, language: Language, request_id: &str) -> Response {
    use poem_openapi::types::ToJSON;
    let problem = fault.to_problem(language, request_id);
    let mut response = Response::builder()
        .status(fault.http_status())
        .content_type("application/problem+json")
        .header(header::CONTENT_LANGUAGE, language.tag())
        .body(problem.to_json_string());
    if fault.http_status() == StatusCode::UNAUTHORIZED {
        // RFC 9110 section 15.5.2 wants a challenge; browsers come with a cookie and are sent to the login by the console.
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"zhiquan\""));
    }
    if let Some(seconds) = fault.retry_after_seconds() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// A HEAD tells the length of the body that it leaves out.
async fn without_body(mut response: Response) -> Response {
    let endless = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
    // A length that is known is told without reading a whole file for it.
    let is_known = response.headers().contains_key(header::CONTENT_LENGTH);
    let body = response.take_body();
    if endless || is_known {
        return response;
    }
    if let Ok(body) = body.into_bytes().await {
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    }
    response
}

/// The headers that every answer bears.
fn dress(response: &mut Response, request_id: &str) {
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(REQUEST_ID, id);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let nothing = "default-src 'none'; frame-ancestors 'none'";
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(nothing));
    }
}
