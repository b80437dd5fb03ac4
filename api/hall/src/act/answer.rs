//! The answer to an act, as it is sent and as it is kept for the caller who asks again; and the answer to a reading of
//! something that has a version.

use std::marker::PhantomData;

use poem::http::{HeaderValue, StatusCode, header};
use poem::{IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::payload::{Json, Payload};
use poem_openapi::registry::{
    MetaHeader, MetaMediaType, MetaResponse, MetaResponses, MetaSchema, MetaSchemaRef, Registry,
};
use poem_openapi::types::{ToJSON, Type};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Says that an answer was given before.
const REPLAYED: &str = "idempotency-replayed";

/// What is answered to an act.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    kept: Kept,
    /// Fields that are shown this once and not kept.
    secrets: Vec<(&'static str, Value)>,
    changed: bool,
    replayed: bool,
}

/// What is kept of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Kept {
    status: u16,
    version: Option<i32>,
    body: Value,
}

impl Answer {
    fn new(status: StatusCode, view: &impl ToJSON) -> Self {
        let body = view.to_json().unwrap_or_default();
        let kept = Kept { status: status.as_u16(), version: None, body };
        Self { kept, secrets: Vec::new(), changed: true, replayed: false }
    }

    /// Something was done.
    pub fn done(view: &impl ToJSON) -> Self {
        Self::new(StatusCode::OK, view)
    }

    /// Something was created.
    pub fn created(view: &impl ToJSON) -> Self {
        Self::new(StatusCode::CREATED, view)
    }

    /// Something was begun, which goes on.
    pub fn accepted(view: &impl ToJSON) -> Self {
        Self::new(StatusCode::ACCEPTED, view)
    }

    /// There is nothing to show.
    pub fn nothing() -> Self {
        Self::new(StatusCode::NO_CONTENT, &Value::Null)
    }

    /// With the version that what it shows has now.
    #[must_use]
    pub const fn at_version(mut self, version: i32) -> Self {
        self.kept.version = Some(version);
        self
    }

    /// With a field that is shown this once and not kept.
    #[must_use]
    pub fn with_secret(mut self, field: &'static str, value: impl Into<Value>) -> Self {
        self.secrets.push((field, value.into()));
        self
    }

    /// Nothing was changed by it, so there is nothing to record.
    #[must_use]
    pub const fn unchanged(mut self) -> Self {
        self.changed = false;
        self
    }

    /// Whether the act changed anything.
    pub const fn is_a_change(&self) -> bool {
        self.changed
    }

    /// What is kept, as JSON.
    pub(super) fn to_kept(&self) -> Vec<u8> {
        serde_json::to_vec(&self.kept).unwrap_or_default()
    }

    /// The answer that was kept.
    pub(super) fn of_kept(kept: &[u8]) -> Option<Self> {
        let kept = serde_json::from_slice(kept).ok()?;
        Some(Self { kept, secrets: Vec::new(), changed: false, replayed: true })
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut body = self.kept.body;
        if let Some(fields) = body.as_object_mut() {
            fields.extend(self.secrets.into_iter().map(|(name, value)| (name.to_owned(), value)));
        }
        let status = StatusCode::from_u16(self.kept.status).unwrap_or(StatusCode::OK);
        let mut response =
            Response::builder().status(status).content_type("application/json; charset=utf-8").body(body.to_string());
        put_version(&mut response, self.kept.version);
        if self.replayed {
            response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }
}

fn put_version(response: &mut Response, version: Option<i32>) {
    if let Some(tag) = version.and_then(|version| HeaderValue::from_str(&format!("\"{version}\"")).ok()) {
        response.headers_mut().insert(header::ETAG, tag);
    }
}

/// The answer to an act that shows a `V`: 200.
#[derive(Debug)]
pub struct Acted<V>(Answer, PhantomData<fn() -> V>);

/// The answer to an act that makes a `V`: 201.
#[derive(Debug)]
pub struct Created<V>(Answer, PhantomData<fn() -> V>);

/// The answer to an act that begins what a `V` shows the course of: 202.
#[derive(Debug)]
pub struct Accepted<V>(Answer, PhantomData<fn() -> V>);

/// The answer to a reading of a `V` that has a version: 200 with its `ETag`.
#[derive(Debug)]
pub struct Versioned<V> {
    view: V,
    version: i32,
}

impl<V> Versioned<V> {
    /// The view and the version it shows.
    pub const fn new(view: V, version: i32) -> Self {
        Self { view, version }
    }
}

impl<V> From<Answer> for Acted<V> {
    fn from(answer: Answer) -> Self {
        Self(answer, PhantomData)
    }
}

impl<V> From<Answer> for Created<V> {
    fn from(answer: Answer) -> Self {
        Self(answer, PhantomData)
    }
}

impl<V> From<Answer> for Accepted<V> {
    fn from(answer: Answer) -> Self {
        Self(answer, PhantomData)
    }
}

impl<V: Send> IntoResponse for Acted<V> {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

impl<V: Send> IntoResponse for Created<V> {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

impl<V: Send> IntoResponse for Accepted<V> {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

impl<V: ToJSON + Send> IntoResponse for Versioned<V> {
    fn into_response(self) -> Response {
        let mut response = Json(self.view).into_response();
        put_version(&mut response, Some(self.version));
        response
    }
}

impl<V: Type + ToJSON> ApiResponse for Acted<V> {
    fn meta() -> MetaResponses {
        meta::<V>(200, "已完成。Done.", &[ETAG_HEADER, REPLAYED_HEADER])
    }

    fn register(registry: &mut Registry) {
        V::register(registry);
    }
}

impl<V: Type + ToJSON> ApiResponse for Created<V> {
    fn meta() -> MetaResponses {
        meta::<V>(201, "已创建。Created.", &[ETAG_HEADER, REPLAYED_HEADER])
    }

    fn register(registry: &mut Registry) {
        V::register(registry);
    }
}

impl<V: Type + ToJSON> ApiResponse for Accepted<V> {
    fn meta() -> MetaResponses {
        meta::<V>(202, "已受理，正在进行。Begun; it goes on.", &[ETAG_HEADER, REPLAYED_HEADER])
    }

    fn register(registry: &mut Registry) {
        V::register(registry);
    }
}

impl<V: Type + ToJSON> ApiResponse for Versioned<V> {
    fn meta() -> MetaResponses {
        meta::<V>(200, "当前版本。The version of now.", &[ETAG_HEADER])
    }

    fn register(registry: &mut Registry) {
        V::register(registry);
    }
}

const ETAG_HEADER: (&str, &str) = ("ETag", "The version, in quotes; `If-Match` sends it back.");
const REPLAYED_HEADER: (&str, &str) = ("Idempotency-Replayed", "`true` where this was answered before.");

fn meta<V: Type + ToJSON>(status: u16, description: &'static str, headers: &[(&str, &str)]) -> MetaResponses {
    let header = |(name, description): &(&str, &str)| MetaHeader {
        name: (*name).to_owned(),
        description: Some((*description).to_owned()),
        required: false,
        deprecated: false,
        schema: MetaSchemaRef::Inline(Box::new(MetaSchema::new("string"))),
    };
    let response = MetaResponse {
        description,
        status: Some(status),
        status_range: None,
        content: vec![MetaMediaType { content_type: <Json<V> as Payload>::CONTENT_TYPE, schema: V::schema_ref() }],
        headers: headers.iter().map(header).collect(),
    };
    MetaResponses { responses: vec![response] }
}
