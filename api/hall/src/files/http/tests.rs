//! The operations, asked as the server asks them once the guard has admitted a request.

use poem::http::{HeaderName, Method};
use poem::{Endpoint as _, EndpointExt as _, Response};
use poem_openapi::OpenApiService;
use serde_json::Value;

use super::super::Digest;
use super::super::house::{FIRM, House, OTHER, TEXT, call};
use super::*;
use crate::http::Contract;

const URI: &str = "/api/v1/files";

fn service() -> OpenApiService<FilesApi, ()> {
    OpenApiService::new(FilesApi, "files", "1")
}

/// An answer with its body read.
struct Reply {
    status: u16,
    response: Response,
    body: Vec<u8>,
}

impl Reply {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    fn header(&self, name: HeaderName) -> &str {
        self.response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

async fn ask(house: &House, by: Call, request: poem::RequestBuilder, body: &'static str) -> Reply {
    let mut request = request.body(body);
    request.set_data(by);
    let endpoint = service().data(house.desk.clone());
    let mut response = endpoint.get_response(request).await;
    let body = response.take_body().into_vec().await.expect("a body");
    Reply { status: response.status().as_u16(), response, body }
}

fn request(method: Method, uri: &str) -> poem::RequestBuilder {
    Request::builder().method(method).uri(uri.parse().expect("an address")).content_type("application/octet-stream")
}

fn get(uri: &str) -> poem::RequestBuilder {
    request(Method::GET, uri)
}

#[test]
fn the_contract_says_what_streams_in_and_what_streams_out() {
    let document: Value = serde_json::from_str(&service().spec()).expect("the contract");
    let contract = Contract::of_document(&document);
    let mut operations: Vec<_> = contract.operations().collect();
    operations.sort_unstable();
    let expected = [
        ("destroyFile", "post"),
        ("getFile", "get"),
        ("getFileContent", "get"),
        ("listFiles", "get"),
        ("uploadFile", "post"),
    ];
    assert_eq!(operations, expected);
    assert!(contract.operation(&Method::POST, URI).expect("the upload").streams);
    let answers = |pointer: &str| document.pointer(pointer).and_then(Value::as_object).expect("answers").clone();
    let upload = answers("/paths/~1api~1v1~1files/post/responses");
    assert!(["200", "201", "413", "422"].iter().all(|status| upload.contains_key(*status)));
    let content = answers("/paths/~1api~1v1~1files~1{id}~1content/get/responses");
    assert!(content["200"].pointer("/content/application~1pdf").is_some() && content.contains_key("304"));
}

#[tokio::test]
async fn a_file_comes_in_goes_out_and_is_destroyed() {
    let house = House::new().await;
    let own = || call(FIRM, None);
    let upload = format!("{URI}?name=%E4%B8%93%E5%88%A9.txt");
    let made = ask(&house, own(), request(Method::POST, &upload), TEXT).await;
    let (view, sha256) = (made.json(), Digest::of(TEXT.as_bytes()).to_string());
    assert_eq!((made.status, made.header(header::ETAG)), (201, "\"1\""));
    assert_eq!((view["name"].as_str(), view["sha256"].as_str()), (Some("专利.txt"), Some(sha256.as_str())));
    assert_eq!((view["media_type"].as_str(), view["kind"].as_str()), (Some("text/plain"), Some("txt")));
    let again = ask(&house, own(), request(Method::POST, &upload), TEXT).await;
    assert_eq!((again.status, again.json()), (200, view.clone()));
    let file = format!("{URI}/{}", view["id"].as_str().expect("an id"));
    let read = ask(&house, own(), get(&file), "").await;
    assert_eq!((read.status, read.json(), read.header(header::ETAG)), (200, view, "\"1\""));
    let content = ask(&house, own(), get(&format!("{file}/content")), "").await;
    assert_eq!((content.status, content.body.as_slice()), (200, TEXT.as_bytes()));
    let tag = content.header(header::ETAG).to_owned();
    assert_eq!(tag, format!("\"{sha256}\""));
    let same = get(&format!("{file}/content")).header(header::IF_NONE_MATCH, tag);
    let same = ask(&house, own(), same, "").await;
    assert_eq!((same.status, same.body.len()), (304, 0));
    for path in [file.clone(), format!("{file}/content")] {
        assert_eq!(ask(&house, call(OTHER, None), get(&path), "").await.status, 404, "{path}");
    }
    let destroy = || request(Method::POST, &format!("{file}/destroy"));
    assert_eq!(ask(&house, call(OTHER, Some(1)), destroy(), "").await.status, 404);
    let gone = ask(&house, call(FIRM, Some(1)), destroy(), "").await;
    assert_eq!((gone.status, gone.header(header::ETAG)), (200, "\"2\""));
    assert!(gone.json()["destroyed_at"].is_string() && gone.json().get("name").is_none());
    assert_eq!(ask(&house, own(), get(&format!("{file}/content")), "").await.status, 410);
    let list = ask(&house, own(), get(URI), "").await.json();
    assert_eq!((&list["total"], &list["items"][0]), (&Value::from(1), &gone.json()));
}

#[tokio::test]
async fn a_length_that_is_too_much_is_refused_before_anything_arrives() {
    let house = House::new().await;
    let upload = request(Method::POST, &format!("{URI}?name=a.txt")).header(header::CONTENT_LENGTH, 1 + (1 << 20));
    assert_eq!(ask(&house, call(FIRM, None), upload, TEXT).await.status, 413);
    assert_eq!(ask(&house, call(FIRM, None), request(Method::POST, URI), TEXT).await.status, 400, "without a name");
}
