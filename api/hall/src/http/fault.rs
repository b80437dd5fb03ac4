//! Every "no" that leaves the house: a problem document by RFC 9457, in the caller's language.

use domain::hall::Refusal;
use poem::error::ResponseError;
use poem::http::StatusCode;
use poem_openapi::payload::Payload;
use poem_openapi::registry::{MetaMediaType, MetaResponse, MetaResponses, MetaSchemaRef, Registry};
use poem_openapi::types::Type;
use poem_openapi::{ApiResponse, Object};

use super::{Language, Sentence};

/// After how many seconds a disk that was full is worth another try.
const ROOM_AFTER_SECONDS: u32 = 30;

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
    possible: Vec<&'static str>,
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
    /// The acts that are possible instead, where the state of a case does not allow this one.
    pub possible_acts: Option<Vec<String>>,
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
            possible: Vec::new(),
            retry_after_seconds: None,
        }))
    }

    /// 400: a request that cannot be understood.
    pub fn bad_request(code: &'static str, title: Sentence) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, title)
    }

    /// 401: nobody knows who asks.
    pub fn unauthenticated() -> Self {
        let title = Sentence::new("未登录或登录已失效", "Not logged in, or the login has ended");
        Self::new(StatusCode::UNAUTHORIZED, "auth.required", title)
    }

    /// 403: who asks is known and may not.
    pub fn forbidden(code: &'static str, title: Sentence) -> Self {
        Self::new(StatusCode::FORBIDDEN, code, title)
    }

    /// 409: what is asked does not go with how things stand.
    pub fn conflict(code: &'static str, title: Sentence) -> Self {
        Self::new(StatusCode::CONFLICT, code, title)
    }

    /// 412: the thing was changed since the caller read it (RFC 9110 section 13.1.1).
    pub fn precondition_failed() -> Self {
        let title = Sentence::new(
            "内容已被他人修改，请重新读取后再提交",
            "It has been changed meanwhile; read it again before you change it",
        );
        Self::new(StatusCode::PRECONDITION_FAILED, "version.stale", title)
    }

    /// 428: a header that makes the request safe is missing (RFC 6585 section 3).
    pub fn precondition_required(code: &'static str, title: Sentence) -> Self {
        Self::new(StatusCode::PRECONDITION_REQUIRED, code, title)
    }

    /// 429: asked too often (RFC 6585 section 4).
    pub fn rate_limited(seconds: u32) -> Self {
        let title = Sentence::new("请求过于频繁，请稍后再试", "Too many requests; try again later");
        Self::new(StatusCode::TOO_MANY_REQUESTS, "request.rate_limited", title).with_retry_after(seconds)
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
        Self::new(StatusCode::SERVICE_UNAVAILABLE, code, title).with_retry_after(2)
    }

    /// 503: no room is left, which may pass.
    pub fn storage_full() -> Self {
        let title = Sentence::new("存储空间不足，请稍后再试", "No storage is left; try again later");
        Self::unavailable("storage.full", title).with_retry_after(ROOM_AFTER_SECONDS)
    }

    /// 401: who asks was not let in.
    pub fn not_let_in(code: &'static str, title: Sentence) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code, title)
    }

    /// 429: it is too early to try again.
    pub fn too_early(code: &'static str, title: Sentence, seconds: u32) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, code, title).with_retry_after(seconds)
    }

    /// The same "no" with another status, where it stands in the way of everything and not of one case.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = status;
        self
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

    /// With the seconds after which a retry may succeed, for `Retry-After`.
    #[must_use]
    pub fn with_retry_after(mut self, seconds: u32) -> Self {
        self.0.retry_after_seconds = Some(seconds);
        self
    }

    /// With the acts that are possible instead.
    #[must_use]
    pub fn with_possible(mut self, acts: Vec<&'static str>) -> Self {
        self.0.possible = acts;
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
            possible_acts: (!self.0.possible.is_empty())
                .then(|| self.0.possible.iter().copied().map(Into::into).collect()),
            request_id: request_id.into(),
        }
    }
}

/// A rule's no: 409, with its words. Where it is about a field, who asked the rule knows the field and says so instead.
impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        let fault = Self::conflict(refusal.code, Sentence::new(refusal.zh, refusal.en));
        match refusal.basis {
            Some(basis) => fault.with_basis(basis),
            None => fault,
        }
    }
}

impl ResponseError for Fault {
    fn status(&self) -> StatusCode {
        self.0.status
    }
}

/// The statuses with which any operation may refuse, for the contract.
const STATUSES: [(u16, &str); 16] = [
    (400, "无法理解的请求。The request cannot be understood."),
    (401, "未登录。Not logged in."),
    (403, "无权限。Not allowed."),
    (404, "没有找到。Not found."),
    (405, "不支持的方法。The method is not supported here."),
    (408, "请求超时。The request took too long."),
    (409, "与当前状态冲突。In conflict with how things stand."),
    (410, "已失效，请重新开始。Gone; begin again."),
    (412, "内容已被他人修改。Changed meanwhile."),
    (413, "请求过大。The request is too large."),
    (415, "不支持的内容类型。The content type is not supported."),
    (422, "请求内容有误。The request cannot be accepted."),
    (428, "缺少必需的请求头。A required header is missing."),
    (429, "请求过于频繁，见 Retry-After。Too many requests; see Retry-After."),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rules_no_keeps_its_code_its_words_and_its_article() {
        let refusal = Refusal::new("accounts.invitation_expired", "邀请已过期", "The invitation has expired");
        let fault = Fault::from(refusal.with_basis("民法典第四百八十一条"));
        assert_eq!((fault.http_status(), fault.code()), (StatusCode::CONFLICT, "accounts.invitation_expired"));
        let problem = fault.to_problem(Language::Chinese, "r1");
        assert_eq!((problem.title.as_str(), problem.basis.as_deref()), ("邀请已过期", Some("民法典第四百八十一条")));
        assert_eq!(fault.to_problem(Language::English, "r1").title, "The invitation has expired");
    }

    #[test]
    fn every_refusal_that_can_be_made_is_documented() {
        let title = || Sentence::new("无权限", "Not allowed");
        let faults = [
            Fault::bad_request("c", title()),
            Fault::unauthenticated(),
            Fault::forbidden("c", title()),
            Fault::not_found(),
            Fault::conflict("c", title()),
            Fault::precondition_failed(),
            Fault::of_field("/a", "c", title()),
            Fault::precondition_required("c", title()),
            Fault::rate_limited(1),
            Fault::internal(),
            Fault::unavailable("c", title()),
        ];
        for fault in faults {
            let status = fault.http_status().as_u16();
            assert!(STATUSES.iter().any(|(documented, _)| *documented == status), "{status}");
        }
        assert!(STATUSES.is_sorted_by_key(|(status, _)| *status));
    }

    #[test]
    fn who_asks_too_often_is_told_when_to_come_back() {
        assert_eq!(Fault::rate_limited(7).retry_after_seconds(), Some(7));
        assert_eq!(Fault::unavailable("c", Sentence::new("稍候", "Later")).retry_after_seconds(), Some(2));
        assert_eq!(Fault::unauthenticated().retry_after_seconds(), None);
    }
}
