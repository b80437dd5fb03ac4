//! The answer to who fetches the content of a file.

use std::collections::BTreeSet;

use poem::http::{HeaderName, HeaderValue, StatusCode, header};
use poem::{Body, IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::payload::{Binary, Payload as _};
use poem_openapi::registry::{
    MetaHeader, MetaMediaType, MetaResponse, MetaResponses, MetaSchema, MetaSchemaRef, Registry,
};

use super::{FileFacts, Kind, Outgoing, content_disposition};

/// No cache keeps it; the caller himself may ask whether it is still the same.
const NOWHERE: HeaderValue = HeaderValue::from_static("private, no-store");

/// The content of a file, to be saved and not to be shown.
pub struct FileContent {
    tag: Option<String>,
    whole: Option<Whole>,
}

struct Whole {
    content: Outgoing,
    octets: u64,
    media_type: &'static str,
    disposition: String,
}

impl FileContent {
    /// The whole content.
    pub(super) fn whole(file: &FileFacts, content: Outgoing) -> Self {
        let whole = Whole {
            content,
            octets: file.octets,
            media_type: file.kind.media_type(),
            disposition: content_disposition(file.name.as_deref().unwrap_or_default()),
        };
        Self { tag: tag_of(file), whole: Some(whole) }
    }

    /// The answer that the caller has it already.
    pub(super) fn not_modified(file: &FileFacts) -> Self {
        Self { tag: tag_of(file), whole: None }
    }
}

/// The tag of an open content. A private one has none: no hash of it is kept.
fn tag_of(file: &FileFacts) -> Option<String> {
    (!file.is_private()).then(|| format!("\"{}\"", file.digest))
}

/// Whether the caller has this content, by `If-None-Match` with weak comparison (RFC 9110 section 13.1.2).
pub(super) fn has_it(file: &FileFacts, if_none_match: Option<&str>) -> bool {
    let (Some(tag), Some(given)) = (tag_of(file), if_none_match) else { return false };
    let mut tags = given.split(',').map(str::trim);
    tags.any(|given| given == "*" || given.strip_prefix("W/").unwrap_or(given) == tag)
}

impl IntoResponse for FileContent {
    fn into_response(self) -> Response {
        let mut response = Response::default();
        response.headers_mut().insert(header::CACHE_CONTROL, NOWHERE);
        put(&mut response, header::ETAG, self.tag);
        let Some(whole) = self.whole else {
            response.set_status(StatusCode::NOT_MODIFIED);
            return response;
        };
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(whole.media_type));
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(whole.octets));
        put(&mut response, header::CONTENT_DISPOSITION, Some(whole.disposition));
        response.set_body(Body::from_bytes_stream(whole.content));
        response
    }
}

fn put(response: &mut Response, name: HeaderName, value: Option<String>) {
    if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
        response.headers_mut().insert(name, value);
    }
}

impl ApiResponse for FileContent {
    fn meta() -> MetaResponses {
        let header = |name: &str, description: &str| MetaHeader {
            name: name.to_owned(),
            description: Some(description.to_owned()),
            required: false,
            deprecated: false,
            schema: MetaSchemaRef::Inline(Box::new(MetaSchema::new("string"))),
        };
        let tag = || header("ETag", "The SHA-256 of an open content, in quotes; `If-None-Match` sends it back.");
        let types: BTreeSet<&'static str> = Kind::ALL.iter().map(|kind| kind.media_type()).collect();
        let of_type = |content_type| MetaMediaType { content_type, schema: Binary::<Body>::schema_ref() };
        let whole = MetaResponse {
            description: "文件内容；Content-Type 为文件自身的类型。The content; `Content-Type` is that of the file.",
            status: Some(200),
            status_range: None,
            content: types.into_iter().map(of_type).collect(),
            headers: vec![tag(), header("Content-Disposition", "An attachment, with the file's name.")],
        };
        let not_modified = MetaResponse {
            description: "内容未变。The caller has it already.",
            status: Some(304),
            status_range: None,
            content: Vec::new(),
            headers: vec![tag()],
        };
        MetaResponses { responses: vec![whole, not_modified] }
    }

    fn register(_registry: &mut Registry) {}
}

#[cfg(test)]
mod tests {
    use domain::hall::Moment;
    use uuid::Uuid;

    use super::super::{Digest, Kind};
    use super::*;

    fn file(case_key: Option<Uuid>) -> FileFacts {
        FileFacts {
            id: Uuid::nil(),
            organisation: None,
            name: Some("质押合同.pdf".into()),
            digest: Digest::of(b"abc"),
            octets: 3,
            kind: Kind::Pdf,
            case_key,
            uploaded: Moment::from_millis(0).expect("a moment"),
            destroyed: None,
            version: 1,
        }
    }

    #[test]
    fn who_names_the_digest_has_it_and_a_private_content_is_never_the_same() {
        let (open, private) = (file(None), file(Some(Uuid::nil())));
        let tag = tag_of(&open).expect("a tag");
        for given in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".into()] {
            assert!(has_it(&open, Some(&given)), "{given}");
            assert!(!has_it(&private, Some(&given)), "{given}");
        }
        let digits = tag.trim_matches('"').to_owned();
        for given in [None, Some(""), Some("\"other\""), Some(digits.as_str())] {
            assert!(!has_it(&open, given), "{given:?}");
        }
    }

    #[tokio::test]
    async fn a_content_is_saved_and_not_shown() {
        let content = |octets: &'static [u8]| -> Outgoing {
            Box::pin(futures_util::stream::iter([Ok(hyper::body::Bytes::from_static(octets))]))
        };
        let response = FileContent::whole(&file(None), content(b"abc")).into_response();
        let said =
            |name: HeaderName| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        assert_eq!(said(header::CONTENT_TYPE).as_deref(), Some("application/pdf"));
        assert_eq!(said(header::CONTENT_LENGTH).as_deref(), Some("3"));
        assert_eq!(said(header::CACHE_CONTROL).as_deref(), Some("private, no-store"));
        assert_eq!(said(header::ETAG), tag_of(&file(None)));
        assert!(said(header::CONTENT_DISPOSITION).expect("a name").starts_with("attachment; "));
        assert_eq!(response.into_body().into_bytes().await.expect("the content").as_ref(), b"abc");
        let same = FileContent::not_modified(&file(None)).into_response();
        assert_eq!((same.status().as_u16(), same.headers().get(header::CONTENT_LENGTH)), (304, None));
        let private = FileContent::whole(&file(Some(Uuid::nil())), content(b"abc")).into_response();
        assert_eq!(private.headers().get(header::ETAG), None);
    }
}
