//! From the framework's errors to problem documents. What the framework says of a field is replaced by what the contract
//! says of it.

use poem::error::{MethodNotAllowedError, NotFoundError, ParsePathError as RoutePathError};
use poem::http::StatusCode;
use poem::{Error, Response};
use poem_openapi::error::{ContentTypeError, ParseParamError, ParsePathError, ParseRequestPayloadError};
use serde_json::Value;

use super::contract::Operation;
use super::{Contract, Fault, FieldFault, Sentence, departures, json};

/// What was asked, kept until the answer is known.
pub(super) struct Asked<'a> {
    pub(super) contract: &'a Contract,
    pub(super) operation: Option<&'a Operation>,
    pub(super) query: Option<String>,
}

impl Asked<'_> {
    /// A typed answer passes untouched; everything else becomes a fault.
    pub(super) fn response_or_fault(&self, error: Error) -> Result<Response, Fault> {
        if error.is_from_response() {
            return Ok(error.into_response());
        }
        if let Some(fault) = error.downcast_ref::<Fault>() {
            return Err(fault.clone());
        }
        Err(self.fault(&error))
    }

    fn fault(&self, error: &Error) -> Fault {
        if error.is::<NotFoundError>() || error.is::<RoutePathError>() {
            return Fault::not_found();
        }
        if error.is::<MethodNotAllowedError>() {
            let title = Sentence::new("此地址不支持该方法", "The method is not supported here");
            return Fault::new(StatusCode::METHOD_NOT_ALLOWED, "request.method_not_allowed", title);
        }
        if let Some(parameter) = error.downcast_ref::<ParseParamError>() {
            tracing::debug!(reason = parameter.reason, "a parameter was refused");
            return unreadable(vec![self.parameter(parameter.name)]);
        }
        if let Some(parameter) = error.downcast_ref::<ParsePathError>() {
            tracing::debug!(reason = parameter.reason, "a parameter was refused");
            return unreadable(vec![self.parameter(parameter.name)]);
        }
        if let Some(payload) = error.downcast_ref::<ParseRequestPayloadError>() {
            tracing::debug!(reason = payload.reason, "a body was refused");
            return unreadable(vec![cannot_be_read(String::new())]);
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

    fn parameter(&self, name: &str) -> FieldFault {
        if let Some(schema) = self.operation.and_then(|operation| operation.path.get(name)) {
            return departures::of_parameter(self.contract.schemas(), schema, format!("{{{name}}}"));
        }
        let pointer = format!("?{name}");
        let given = self.query.iter().flat_map(|query| query.split('&'));
        let stands = given.filter_map(|pair| pair.split('=').next()).any(|given| given == name);
        if !stands {
            let detail = Sentence::new("缺少必填参数", "The parameter is required");
            return FieldFault { pointer, code: "validation.missing", detail };
        }
        match self.operation.and_then(|operation| operation.query.get(name)) {
            Some(schema) => departures::of_parameter(self.contract.schemas(), schema, pointer),
            None => cannot_be_read(pointer),
        }
    }
}

/// Refuses a body that is not as the contract wants it, with every place where it departs.
///
/// # Errors
/// 400 by field.
pub(super) fn check_body(contract: &Contract, schema: &Value, body: &[u8]) -> Result<(), Fault> {
    if body.is_empty() {
        let detail = Sentence::new("请求内容为空", "The body is empty");
        let missing = FieldFault { pointer: String::new(), code: "validation.missing", detail };
        return Err(unreadable(vec![missing]));
    }
    json::check(body)?;
    let body = serde_json::from_slice(body).map_err(|_| unreadable(vec![cannot_be_read(String::new())]))?;
    let found = departures::of_body(contract.schemas(), schema, &body);
    if found.is_empty() { Ok(()) } else { Err(unreadable(found)) }
}

fn unreadable(fields: Vec<FieldFault>) -> Fault {
    let title = Sentence::new("请求内容无法解析", "The request cannot be read");
    fields.into_iter().fold(Fault::bad_request("validation.unreadable", title), Fault::with_field)
}

fn cannot_be_read(pointer: String) -> FieldFault {
    FieldFault { pointer, code: "validation.unreadable", detail: Sentence::new("无法解析", "It cannot be read") }
}
