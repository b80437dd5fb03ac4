//! Every "no" that leaves the house: a problem document by RFC 9457, in the caller's language.

use poem::error::ResponseError;
use poem::http::StatusCode;
use poem_openapi::payload::Payload;
use poem_openapi::registry::{MetaMediaType, MetaResponse, MetaResponses, MetaSchemaRef, Registry};
use poem_openapi::types::Type;
use poem_openapi::{ApiResponse, Object};

use super::{Language, Sentence};

/// A refusal on its way to the caller, before the language is known.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", .0.code)]
pub struct Fault(Box<Facts>);

#[derive(Debug, Clone)]
struct Facts {
    status: StatusCode,
    code: &'static str,
    title: Sentence,
    detail: Option<Sentence>,
    basis: Option<&'static str>,
    fields: Vec<FieldFault>,
    retry_after_seconds: Option<u32>,
}

/// What is wrong with one field.
#[derive(Debug, Clone)]
pub struct FieldFault {
    /// A JSON pointer into the body (`/limit`), or the name of a parameter (`?limit`).
    pub pointer: String,
    /// Stable code.
    pub code: &'static str,
    /// What is wrong.
    pub detail: Sentence,
}

/// 问题文档。A problem document (RFC 9457).
#[derive(Debug, Clone, Object)]
#[oai(rename = "Problem", skip_serializing_if_is_none)]
pub struct Problem {
    /// `urn:zhiquan:problem:` and the code.
    #[oai(rename = "type")]
    pub kind: String,
    /// What went wrong, in the caller's language; the same for every occurrence.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What went wrong this time.
    pub detail: Option<String>,
    /// Stable machine-readable code.
    pub code: String,
    /// The legal article behind a refusal, where there is one.
    pub basis: Option<String>,
    /// What is wrong field by field.
    pub errors: Option<Vec<ProblemField>>,
    /// Quote it when you ask for help.
    pub request_id: String,
}

/// What is wrong with one field.
#[derive(Debug, Clone, Object)]
pub struct ProblemField {
    /// A JSON pointer into the body (`/limit`), or `?` and the name of a parameter (`?limit`).
    pub pointer: String,
    /// Stable machine-readable code.
    pub code: String,
    /// What is wrong, in the caller's language.
    pub detail: String,
}

impl Fault {
    /// A refusal with its status, stable code and title.
    pub fn new(status: StatusCode, code: &'static str, title: Sentence) -> Self {
        Self(Box::new(Facts {
            status,
            code,
            title,
            detail: None,
            basis: None,
            fields: Vec::new(),
            retry_after_seconds: None,
        }))
    }

    /// 400: a request that cannot be understood.
    pub fn bad_request(code: &'static str, title: Sentence) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, title)
    }

    /// 404, in the words that hold for everything.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", Sentence::new("没有找到", "Not found"))
    }

    /// 422: one field of a well-formed request cannot be accepted.
    pub fn of_field(pointer: impl Into<String>, code: &'static str, detail: Sentence) -> Self {
        let title = Sentence::new("请求内容有误", "The request cannot be accepted");
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "validation.failed", title).with_field(FieldFault {
            pointer: pointer.into(),
            code,
            detail,
        })
    }

    /// 500: our own mistake; the cause goes to the log and never to the caller.
    pub fn internal() -> Self {
        let title = Sentence::new("系统内部错误", "Internal error");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", title)
    }

    /// 503: something we need is away for a while.
    pub fn unavailable(code: &'static str, title: Sentence) -> Self {
        let mut fault = Self::new(StatusCode::SERVICE_UNAVAILABLE, code, title);
        fault.0.retry_after_seconds = Some(2);
        fault
    }

    /// With what went wrong this time.
    #[must_use]
    pub fn with_detail(mut self, detail: Sentence) -> Self {
        self.0.detail = Some(detail);
        self
    }

    /// With the legal article.
    #[must_use]
    pub fn with_basis(mut self, basis: &'static str) -> Self {
        self.0.basis = Some(basis);
        self
    }

    /// With one more field.
    #[must_use]
    pub fn with_field(mut self, field: FieldFault) -> Self {
        self.0.fields.push(field);
        self
    }

    /// With its pointers as the caller knows them, where one operation takes in the query what another takes in the body.
    #[must_use]
    pub fn with_pointers(mut self, of: impl Fn(&str) -> String) -> Self {
        for field in &mut self.0.fields {
            field.pointer = of(&field.pointer);
        }
        self
    }

    /// Its stable code.
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// The HTTP status.
    pub fn http_status(&self) -> StatusCode {
        self.0.status
    }

    /// After how many seconds a retry may succeed.
    pub fn retry_after_seconds(&self) -> Option<u32> {
        self.0.retry_after_seconds
    }

    /// The document in one language.
    pub fn to_problem(&self, language: Language, request_id: &str) -> Problem {
        let say = |sentence: &Sentence| sentence.in_language(language).to_owned();
        let field = |fault: &FieldFault| ProblemField {
            pointer: fault.pointer.clone(),
            code: fault.code.into(),
            detail: say(&fault.detail),
        };
        Problem {
            kind: format!("urn:zhiquan:problem:{}", self.0.code),
            title: say(&self.0.title),
            status: self.0.status.as_u16(),
            detail: self.0.detail.as_ref().map(say),
            code: self.0.code.into(),
            basis: self.0.basis.map(Into::into),
            errors: (!self.0.fields.is_empty()).then(|| self.0.fields.iter().map(field).collect()),
            request_id: request_id.into(),
        }
    }
}

impl ResponseError for Fault {
    fn status(&self) -> StatusCode {
        self.0.status
    }
}

/// The statuses with which any operation may refuse, for the contract.
const STATUSES: [(u16, &str); 10] = [
    (400, "无法理解的请求。The request cannot be understood."),
    (404, "没有找到。Not found."),
    (405, "不支持的方法。The method is not supported here."),
    (408, "请求超时。The request took too long."),
    (410, "已失效，请重新开始。Gone; begin again."),
    (413, "请求过大。The request is too large."),
    (415, "不支持的内容类型。The content type is not supported."),
    (422, "请求内容有误。The request cannot be accepted."),
    (500, "系统内部错误。Internal error."),
    (503, "服务暂不可用。Unavailable for the moment."),
];

/// A problem document as a payload of the contract.
struct ProblemPayload;

impl Payload for ProblemPayload {
    const CONTENT_TYPE: &'static str = "application/problem+json";

    fn schema_ref() -> MetaSchemaRef {
        Problem::schema_ref()
    }

    fn register(registry: &mut Registry) {
        Problem::register(registry);
    }
}

impl ApiResponse for Fault {
    fn meta() -> MetaResponses {
        let response = |(status, description): (u16, &'static str)| MetaResponse {
            description,
            status: Some(status),
            status_range: None,
            content: vec![MetaMediaType {
                content_type: ProblemPayload::CONTENT_TYPE,
                schema: ProblemPayload::schema_ref(),
            }],
            headers: Vec::new(),
        };
        MetaResponses { responses: STATUSES.into_iter().map(response).collect() }
    }

    fn register(registry: &mut Registry) {
        ProblemPayload::register(registry);
    }
}
