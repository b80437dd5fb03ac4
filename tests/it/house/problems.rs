//! Every "no" is a problem document in the caller's language.

use serde_json::Value;
use tests::TestApp;

#[tokio::test]
async fn what_is_not_there_is_a_problem_in_the_language_of_the_caller() {
    let house = TestApp::start().await;
    for (language, title) in [("zh-CN,zh;q=0.9", "没有找到"), ("en", "Not found")] {
        let response = house.client().get("/nowhere").header("Accept-Language", language).send().await;
        response.assert_status(poem::http::StatusCode::NOT_FOUND);
        response.assert_content_type("application/problem+json");
        let problem: Value = response.json().await.value().deserialize();
        assert_eq!(
            (&problem["title"], &problem["code"], &problem["status"]),
            (&title.into(), &"not_found".into(), &404.into())
        );
    }
}

#[tokio::test]
async fn a_method_that_a_path_does_not_know_is_told_which_it_does() {
    let house = TestApp::start().await;
    let response = house.client().delete("/api/v1/search").send().await;
    response.assert_status(poem::http::StatusCode::METHOD_NOT_ALLOWED);
    response.assert_header("allow", "GET, HEAD, POST");
}

#[tokio::test]
async fn an_answer_bears_the_callers_request_id_or_one_of_ours() {
    let house = TestApp::start().await;
    let response = house.client().get("/livez").header("X-Request-Id", "mine-1").send().await;
    response.assert_header("x-request-id", "mine-1");
    let response = house.client().get("/livez").header("X-Request-Id", "not ours {}").send().await;
    let given = response.0.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned();
    assert_eq!(given.len(), 32, "{given}");
}
