//! Questions that are not as the contract wants them: refused by the place of the fault, in query and body alike.

use std::fmt::Write as _;

use serde_json::Value;
use tests::raw::{Answer, get, post, post_as};

use super::{Served, served};

const SEARCH: &str = "/api/v1/search";

fn refusals(answer: &Answer) -> Vec<(String, String)> {
    let problem = answer.problem();
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    errors.iter().map(|error| (text(&error["pointer"]), text(&error["code"]))).collect()
}

/// The house answers as it did before: nothing was changed and nothing was broken.
async fn stands_as_before(served: &Served) {
    let answer = post(served.address, SEARCH, "{}").await;
    assert_eq!((answer.status, &answer.json()["total"]), (200, &0.into()));
}

#[tokio::test]
async fn a_body_names_each_field_that_is_not_as_it_should_be() {
    let served = served().await;
    let cases = [
        (r#"{"q":7}"#, "/q", "validation.not_a_text"),
        (r#"{"q":["a"]}"#, "/q", "validation.not_a_text"),
        (r#"{"limit":"ten"}"#, "/limit", "validation.out_of_range"),
        (r#"{"limit":-1}"#, "/limit", "validation.out_of_range"),
        (r#"{"limit":201}"#, "/limit", "validation.out_of_range"),
        (r#"{"limit":1.5}"#, "/limit", "validation.out_of_range"),
        (r#"{"limit":4294967296}"#, "/limit", "validation.out_of_range"),
        (r#"{"limit":99999999999999999999}"#, "/limit", "validation.out_of_range"),
        (r#"{"facet_size":0}"#, "/facet_size", "validation.out_of_range"),
        (r#"{"sort":"best"}"#, "/sort", "validation.not_allowed"),
        (r#"{"facets":["kind","colour"]}"#, "/facets/1", "validation.not_allowed"),
        (r#"{"facets":"kind"}"#, "/facets", "validation.wrong_type"),
        (r#"{"filters":[]}"#, "/filters", "validation.wrong_type"),
        (r#"{"filters":{"kind":["patent","ship"]}}"#, "/filters/kind/1", "validation.not_allowed"),
        (r#"{"filters":{"nice_class":[256]}}"#, "/filters/nice_class/0", "validation.out_of_range"),
        (r#"{"filters":{"filing_from":"2026-02-30"}}"#, "/filters/filing_from", "validation.not_a_day"),
        (r#"{"filters":{"filing_to":"2026-2-3"}}"#, "/filters/filing_to", "validation.not_a_day"),
        (r#"{"filters":{"grant_to":"2026-02-03T00:00:00Z"}}"#, "/filters/grant_to", "validation.not_a_day"),
        (r#"{"filters":{"grant_from":20260203}}"#, "/filters/grant_from", "validation.not_a_day"),
        (r#"{"filters":{"colour":"red"}}"#, "/filters/colour", "validation.unknown_field"),
        (r#"{"quarry":"a"}"#, "/quarry", "validation.unknown_field"),
        (r#"{"a/b~c":1}"#, "/a~1b~0c", "validation.unknown_field"),
        (r#"{"q":"a","q":"b"}"#, "/q", "validation.repeated_field"),
        (r#"{"filters":{"kind":["patent"],"kind":["trademark"]}}"#, "/filters/kind", "validation.repeated_field"),
        ("[]", "", "validation.wrong_type"),
        ("null", "", "validation.wrong_type"),
        ("\"{}\"", "", "validation.wrong_type"),
    ];
    for (body, pointer, code) in cases {
        let answer = post(served.address, SEARCH, body).await;
        assert_eq!(answer.status, 400, "{body}");
        assert_eq!(refusals(&answer), [(pointer.to_owned(), code.to_owned())], "{body}");
    }
    let long = format!("{{\"q\":\"{}\"}}", "石".repeat(4_001));
    let answer = post(served.address, SEARCH, long).await;
    assert_eq!(refusals(&answer), [("/q".to_owned(), "validation.not_a_text".to_owned())]);
    stands_as_before(&served).await;
}

#[tokio::test]
async fn every_fault_of_a_body_is_told_at_once() {
    let served = served().await;
    let answer = post(served.address, SEARCH, r#"{"q":1,"limit":-1,"filters":{"status":["alive"]}}"#).await;
    let mut pointers: Vec<String> = refusals(&answer).into_iter().map(|(pointer, _)| pointer).collect();
    pointers.sort();
    assert_eq!(pointers, ["/filters/status/0", "/limit", "/q"]);
}

#[tokio::test]
async fn a_rule_that_a_body_breaks_names_the_field_of_the_body() {
    let served = served().await;
    let cases = [
        (r#"{"filters":{"nice_class":[46]}}"#, "/filters/nice_class"),
        (r#"{"filters":{"filing_from":"2026-02-03","filing_to":"2026-02-02"}}"#, "/filters/filing_to"),
        (r#"{"q":"\"unfinished"}"#, "/q"),
        (r#"{"cursor":"00"}"#, "/cursor"),
    ];
    for (body, pointer) in cases {
        let answer = post(served.address, SEARCH, body).await;
        assert!([400, 422].contains(&answer.status), "{body}: {}", answer.status);
        assert_eq!(refusals(&answer)[0].0, pointer, "{body}");
    }
}

#[tokio::test]
async fn what_is_not_json_is_refused_with_the_place_where_it_stops_being_it() {
    let served = served().await;
    let gb18030 = b"{\"q\":\"\xd7\xa8\xc0\xfb\"}".to_vec();
    let nested = |depth: usize| format!("{{\"q\":{}{}}}", "[".repeat(depth), "]".repeat(depth)).into_bytes();
    let bodies: [Vec<u8>; 12] = [
        b"{".to_vec(),
        b"{\"q\":}".to_vec(),
        b"{'q':'a'}".to_vec(),
        b"{\"q\":\"a\",}".to_vec(),
        b"{\"limit\":NaN}".to_vec(),
        b"{\"limit\":Infinity}".to_vec(),
        b"{\"limit\":1e999}".to_vec(),
        b"{\"q\":\"\\ud800\"}".to_vec(),
        b"{} {}".to_vec(),
        gb18030,
        nested(200),
        nested(100_000),
    ];
    for body in bodies {
        let answer = post(served.address, SEARCH, &body).await;
        let start = String::from_utf8_lossy(&body[..body.len().min(20)]).into_owned();
        assert_eq!(answer.status, 400, "{start}");
        assert_eq!(refusals(&answer), [(String::new(), "validation.not_json".to_owned())], "{start}");
    }
    let answer = post(served.address, SEARCH, "").await;
    assert_eq!((answer.status, refusals(&answer)), (400, vec![(String::new(), "validation.missing".to_owned())]));
    stands_as_before(&served).await;
}

#[tokio::test]
async fn a_body_of_another_kind_is_refused_by_its_type() {
    let served = served().await;
    for kind in
        ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "nonsense"]
    {
        let answer = post_as(served.address, SEARCH, kind, "{}").await;
        assert_eq!(
            (answer.status, answer.problem()["code"].as_str()),
            (415, Some("request.unsupported_media_type")),
            "{kind}"
        );
    }
    let without = tests::raw::ask(
        served.address,
        format!("POST {SEARCH} HTTP/1.1\r\nHost: test\r\nContent-Length: 2\r\n\r\n{{}}"),
    );
    assert_eq!(without.await.status, 415);
    for kind in ["application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8"] {
        assert_eq!(post_as(served.address, SEARCH, kind, "{}").await.status, 200, "{kind}");
    }
}

#[tokio::test]
async fn a_query_names_each_parameter_that_is_not_as_it_should_be() {
    let served = served().await;
    let cases = [
        ("limit=ten", "?limit", "validation.out_of_range"),
        ("limit=-1", "?limit", "validation.out_of_range"),
        ("limit=201", "?limit", "validation.out_of_range"),
        ("limit=", "?limit", "validation.out_of_range"),
        ("limit=NaN", "?limit", "validation.out_of_range"),
        ("facet_size=101", "?facet_size", "validation.out_of_range"),
        ("nice_class=300", "?nice_class", "validation.out_of_range"),
        ("nice_class=46", "?nice_class", "validation.out_of_range"),
        ("kind=patent,ship", "?kind", "validation.not_allowed"),
        ("sort=best", "?sort", "validation.not_allowed"),
        ("fields=colour", "?fields", "validation.not_allowed"),
        ("filing_from=2026-02-30", "?filing_from", "validation.not_a_day"),
        ("filing_from=2026-2-3", "?filing_from", "validation.not_a_day"),
        ("publication_to=today", "?publication_to", "validation.not_a_day"),
        ("filing_from=2026-02-03&filing_to=2026-02-02", "?filing_to", "validation.empty_range"),
        ("colour=red", "?colour", "validation.unknown_parameter"),
        ("Q=a", "?Q", "validation.unknown_parameter"),
        ("q=a&q=b", "?q", "validation.repeated_parameter"),
        ("kind=patent&kind=trademark", "?kind", "validation.repeated_parameter"),
        ("cursor=00", "?cursor", "page.cursor_unreadable"),
    ];
    for (query, pointer, code) in cases {
        let answer = get(served.address, &format!("{SEARCH}?{query}")).await;
        assert!([400, 422].contains(&answer.status), "{query}: {}", answer.status);
        assert_eq!(refusals(&answer), [(pointer.to_owned(), code.to_owned())], "{query}");
    }
    let answer = get(served.address, "/api/v1/identifiers").await;
    assert_eq!(refusals(&answer), [("?value".to_owned(), "validation.missing".to_owned())]);
    for probe in ["/livez?verbose=1", "/readyz?verbose=1", "/api/v1/patents/1?fields=a"] {
        assert_eq!(get(served.address, probe).await.status, 422, "{probe}");
    }
    stands_as_before(&served).await;
}

#[tokio::test]
async fn a_question_with_ten_thousand_clauses_is_refused_or_answered_and_never_breaks_anything() {
    let served = served().await;
    let mut quoted = String::new();
    for place in 0..400 {
        write!(quoted, "\\\"{place}\\\" ").expect("a string takes it");
    }
    let parentheses = "(".repeat(3_900);
    for question in
        [quoted.as_str(), &parentheses, "title:* OR kind:other", "[* TO *]", "/(a+)+$/", "a~9 b^9", "-a", "\\u0000"]
    {
        let answer = post(served.address, SEARCH, format!("{{\"q\":\"{question}\"}}")).await;
        let start: String = question.chars().take(20).collect();
        assert!(answer.status < 500, "{start}: {}", answer.text());
        if answer.status != 200 {
            assert_eq!(refusals(&answer)[0].0, "/q", "{start}");
        }
    }
}
