//! What surrounds every request: its id, its limits, its log line and figures, and the problem document when it fails.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;
use poem::error::{MethodNotAllowedError, NotFoundError, ParsePathError as RoutePathError};
use poem::http::{HeaderName, HeaderValue, StatusCode, header};
use poem::{Body, Endpoint, Error, IntoResponse, Middleware, Request, Response};
use poem_openapi::error::{ContentTypeError, ParseParamError, ParsePathError, ParseRequestPayloadError};
use tracing::Instrument;

use super::contract::Operation;
use super::{Contract, Fault, FieldFault, Language, Sentence};
use crate::clock::Stopwatch;
use crate::config::Http;
use crate::ids::new_request_id;
use crate::metrics::Metrics;

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

        let answered = self.answer(request, operation.as_ref()).instrument(span.clone()).await;
        let _entered = span.enter();
        let mut response = match answered {
            Ok(response) => response,
            Err(fault) => {
                let mut response = problem_response(&fault, language, &request_id);
                if fault.http_status() == StatusCode::METHOD_NOT_ALLOWED
                    && let Some(allow) = self.settings.contract.allow(&path)
                    && let Ok(allow) = HeaderValue::from_str(&allow)
                {
                    response.headers_mut().insert(header::ALLOW, allow);
                }
                response
            }
        };
        dress(&mut response, &request_id);
        let status = response.status();
        let elapsed = taken.elapsed();
        self.settings.metrics.answered(&name, status, elapsed);
        tracing::info!(%method, path, status = status.as_u16(), elapsed_us = elapsed.as_micros() as u64, "answered");
        Ok(response)
    }
}

impl<E: Endpoint> EnvelopeEndpoint<E> {
    async fn answer(&self, request: Request, operation: Option<&Operation>) -> Result<Response, Fault> {
        if let Some(operation) = operation {
            refuse_unknown_parameters(&request, operation)?;
        }
        let request = self.with_bounded_body(request).await?;
        let handled = AssertUnwindSafe(self.inner.call(request)).catch_unwind();
        match tokio::time::timeout(self.settings.limits.request_timeout(), handled).await {
            Ok(Ok(Ok(output))) => Ok(output.into_response()),
            Ok(Ok(Err(error))) => response_or_fault(error),
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
    async fn with_bounded_body(&self, mut request: Request) -> Result<Request, Fault> {
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
                request.set_body(Body::from_bytes(bytes));
                Ok(request)
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
        if !operation.query.contains(&name) {
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

/// A typed answer passes untouched; everything else becomes a fault.
fn response_or_fault(error: Error) -> Result<Response, Fault> {
    if error.is_from_response() {
        return Ok(error.into_response());
    }
    if let Some(fault) = error.downcast_ref::<Fault>() {
        return Err(fault.clone());
    }
    Err(fault_of_framework(&error))
}

fn fault_of_framework(error: &Error) -> Fault {
    if error.is::<NotFoundError>() {
        return Fault::not_found();
    }
    if error.is::<MethodNotAllowedError>() {
        let title = Sentence::new("此地址不支持该方法", "The method is not supported here");
        return Fault::new(StatusCode::METHOD_NOT_ALLOWED, "request.method_not_allowed", title);
    }
    if let Some(parameter) = error.downcast_ref::<ParseParamError>() {
        return unreadable(format!("?{}", parameter.name), &parameter.reason);
    }
    if let Some(parameter) = error.downcast_ref::<ParsePathError>() {
        return unreadable(format!("{{{}}}", parameter.name), &parameter.reason);
    }
    if error.is::<RoutePathError>() {
        return Fault::not_found();
    }
    if let Some(payload) = error.downcast_ref::<ParseRequestPayloadError>() {
        return unreadable(pointer_in(&payload.reason), &payload.reason);
    }
    if error.is::<ContentTypeError>() {
        let title = Sentence::new("不支持的内容类型", "The content type is not supported");
        return Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "request.unsupported_media_type", title);
    }
    let status = error.status();
    if status.is_client_error() {
        tracing::debug!(%error, "refused by the framework");
        return Fault::new(status, "request.refused", Sentence::new("请求无法处理", "The request is refused"));
    }
    tracing::error!(%error, "a handler failed");
    Fault::internal()
}

fn unreadable(pointer: String, reason: &str) -> Fault {
    let reason: String = reason.chars().filter(|c| !c.is_control()).take(300).collect();
    let title = Sentence::new("请求内容无法解析", "The request cannot be read");
    Fault::bad_request("validation.unreadable", title).with_field(FieldFault {
        pointer,
        code: "validation.unreadable",
        detail: Sentence::new(format!("无法解析：{reason}"), reason),
    })
}

/// The framework names the field at the end of its sentence: `(occurred while parsing "Type.field")`. The whole body
/// (an empty pointer) where it does not.
fn pointer_in(reason: &str) -> String {
    let named = reason.rsplit_once("unknown field `").map(|(_, rest)| rest.split('`').next().unwrap_or_default());
    let parsing = || {
        let (_, rest) = reason.rsplit_once("while parsing \"")?;
        let path = rest.split('"').next()?;
        path.split_once('.').map(|(_, field)| field)
    };
    named.or_else(parsing).map_or_else(String::new, |field| format!("/{}", field.replace('.', "/")))
}

fn problem_response(fault: &Fault, language: Language, request_id: &str) -> Response {
    use poem_openapi::types::ToJSON;
    let problem = fault.to_problem(language, request_id);
    let mut response = Response::builder()
        .status(fault.http_status())
        .content_type("application/problem+json")
        .header(header::CONTENT_LANGUAGE, language.tag())
        .body(problem.to_json_string());
    if let Some(seconds) = fault.retry_after_seconds() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
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
