//! Words, phrases, filters, facets, order and highlights, over HTTP.

use poem::http::StatusCode;
use serde_json::{Value, json};
use tests::TestApp;

use super::shelf::{many, one_of_each};

async fn furnished() -> TestApp {
    let house = TestApp::start().await;
    let mut records = one_of_each();
    records.extend(many(30));
    assert_eq!(house.import(&records).await.counts.rejected, 0);
    house
}

fn numbers(answer: &Value) -> Vec<String> {
    let items = answer["items"].as_array().expect("items");
    items.iter().map(|item| item["number"].as_str().expect("a number").to_owned()).collect()
}

fn counts(answer: &Value, facet: &str) -> Vec<(String, u64)> {
    let facets = answer["facets"].as_array().expect("facets");
    let found = facets.iter().find(|f| f["facet"] == facet).unwrap_or_else(|| panic!("the facet {facet}"));
    let buckets = found["buckets"].as_array().expect("buckets").iter();
    buckets.map(|b| (b["value"].as_str().unwrap_or_default().to_owned(), b["count"].as_u64().unwrap_or(0))).collect()
}

#[tokio::test]
async fn words_find_records_of_every_register() {
    let house = furnished().await;
    for (q, number) in [
        ("石墨烯 散热膜", "201419900001.9"),
        ("清雪铲", "201829900002.7"),
        ("北疆红", "9900001"),
        ("示例大米", "AGI99001"),
        ("packaging", "202239900003.3"),
    ] {
        let answer = house.search(&[("q", q)]).await;
        assert_eq!(numbers(&answer).first().map(String::as_str), Some(number), "{q}: {answer}");
    }
}

#[tokio::test]
async fn a_quoted_phrase_is_literal() {
    let house = furnished().await;
    let total = async |q: &str| house.search(&[("q", q)]).await["total"].as_u64();
    // 墨烯散 crosses the borders of words; 烯墨 stands nowhere.
    assert_eq!(total("\"墨烯散\"").await, Some(1));
    assert_eq!(total("\"烯墨\"").await, Some(0));
    assert_eq!(total("\"膜\"").await, Some(1));
    assert_eq!(total("\"聚酰亚胺骨架\"").await, Some(1), "the claims are read too");
    assert_eq!(total("\"領域。\"").await, Some(1), "traditional characters and punctuation");
    assert_eq!(total("\"示例第1研究所\"").await, Some(0), "names are filtered by, not quoted");
}

#[tokio::test]
async fn what_is_excluded_is_not_there() {
    let house = furnished().await;
    let all = house.search(&[("q", "一种"), ("limit", "0")]).await["total"].as_u64().unwrap_or(0);
    let without = house.search(&[("q", "一种 -传感器"), ("limit", "0")]).await["total"].as_u64().unwrap_or(0);
    assert_eq!((all, without), (32, 22));
}

#[tokio::test]
async fn a_number_finds_its_record_first() {
    let house = furnished().await;
    for q in ["201419900001.9", "ZL201419900001.9", "CN104000001A", "9900001", "AGI99001"] {
        let answer = house.search(&[("q", q)]).await;
        assert!(!numbers(&answer).is_empty(), "{q}");
        let expected = match q {
            "9900001" | "AGI99001" => q,
            _ => "201419900001.9",
        };
        assert_eq!(numbers(&answer)[0], expected, "{q}");
    }
}

#[tokio::test]
async fn filters_narrow_and_their_facets_say_the_same() {
    let house = furnished().await;
    let everything =
        house.search(&[("limit", "0"), ("facets", "kind,right_kind,status,ipc_subclass,region,applicant")]).await;
    assert_eq!(everything["total"], 35);
    let parameter = |facet: &str| match facet {
        "ipc_subclass" => "ipc".to_owned(),
        other => other.to_owned(),
    };
    for facet in ["kind", "right_kind", "status", "ipc_subclass", "region", "applicant"] {
        for (value, count) in counts(&everything, facet) {
            let narrowed = house.search(&[(&parameter(facet), &value), ("limit", "0")]).await;
            assert_eq!(narrowed["total"].as_u64(), Some(count), "{facet}={value}");
        }
    }
}

#[tokio::test]
async fn filters_by_day_class_and_name_work_together() {
    let house = furnished().await;
    let total = async |parameters: &[(&str, &str)]| house.search(parameters).await["total"].as_u64();
    assert_eq!(total(&[("filing_from", "2018-01-01"), ("filing_to", "2018-12-31")]).await, Some(2));
    assert_eq!(total(&[("filing_from", "2018-03-01"), ("filing_to", "2018-03-01")]).await, Some(1));
    assert_eq!(total(&[("publication_from", "2015-01-01"), ("publication_to", "2015-12-31")]).await, Some(1));
    assert_eq!(total(&[("grant_from", "2019-01-01")]).await, Some(1));
    assert_eq!(total(&[("nice_class", "31")]).await, Some(1));
    assert_eq!(total(&[("nice_class", "30,9")]).await, Some(1));
    assert_eq!(total(&[("locarno", "09")]).await, Some(1));
    assert_eq!(total(&[("ipc", "G01D5/12")]).await, Some(10));
    assert_eq!(total(&[("ipc", "G,A")]).await, Some(20));
    assert_eq!(total(&[("applicant", "example packaging co., ltd.")]).await, Some(1));
    assert_eq!(total(&[("applicant", "*研究所"), ("ipc", "B01J")]).await, Some(10));
    assert_eq!(total(&[("applicant", "示例第2研究所"), ("q", "传感器")]).await, Some(2));
    assert_eq!(total(&[("region", "黑龙江"), ("kind", "patent,trademark")]).await, Some(2));
}

#[tokio::test]
async fn the_status_searched_by_is_that_of_the_day() {
    let house = furnished().await;
    let in_force = async || house.search(&[("status", "in_force"), ("facets", "status")]).await["total"].as_u64();
    assert_eq!(in_force().await, Some(3), "the invention, the mark, the indication");
    house.move_to("2034-05-06");
    assert_eq!(in_force().await, Some(1), "the invention's term is over, the mark's renewal is not known");
    let unknown = house.search(&[("status", "unknown"), ("kind", "trademark")]).await;
    assert_eq!(unknown["total"], 1);
}

#[tokio::test]
async fn highlights_cover_what_was_asked_for() {
    let house = furnished().await;
    let answer = house.search(&[("q", "\"石墨烯散热膜\""), ("kind", "patent")]).await;
    let item = &answer["items"][0];
    let highlights = item["highlights"].as_array().expect("highlights");
    assert!(highlights.iter().any(|h| h["field"] == "title") && highlights.iter().any(|h| h["field"] == "abstract"));
    for highlight in highlights {
        let text: Vec<char> =
            item[highlight["field"].as_str().unwrap_or_default()].as_str().unwrap_or_default().chars().collect();
        let range = highlight["start"].as_u64().unwrap_or(0) as usize..highlight["end"].as_u64().unwrap_or(0) as usize;
        let marked: String = text[range].iter().collect();
        assert!("石墨烯散热膜".contains(&marked) && !marked.is_empty(), "{marked}");
    }
}

#[tokio::test]
async fn an_item_carries_what_was_asked_for_and_no_more() {
    let house = furnished().await;
    let answer = house.search(&[("q", "清雪铲"), ("fields", "status")]).await;
    let item = answer["items"][0].as_object().expect("an item");
    let keys: Vec<&str> = item.keys().map(String::as_str).collect();
    assert_eq!(keys, ["highlights", "kind", "number", "right_kind", "status", "title"]);
}

#[tokio::test]
async fn the_same_question_in_a_body_has_the_same_answer() {
    let house = furnished().await;
    let by_query = house.search(&[("q", "传感器"), ("ipc", "G01D"), ("limit", "3"), ("facets", "applicant")]).await;
    let body = json!({"q": "传感器", "filters": {"ipc": ["G01D"]}, "limit": 3, "facets": ["applicant"]});
    let response = house.client().post("/api/v1/search").body_json(&body).send().await;
    response.assert_status_is_ok();
    let by_body: Value = response.json().await.value().deserialize();
    assert_eq!(by_query["items"], by_body["items"]);
    assert_eq!((&by_query["total"], &by_query["facets"]), (&by_body["total"], &by_body["facets"]));
}

#[tokio::test]
async fn words_that_stand_nowhere_together_are_searched_one_by_one_and_the_answer_says_so() {
    let house = furnished().await;
    let answer = house.search(&[("q", "清雪铲 催化剂")]).await;
    assert_eq!((&answer["matched"], &answer["total"]), (&json!("any"), &json!(11)));
    assert_eq!(house.search(&[("q", "催化剂")]).await["matched"], "all");
}

#[tokio::test]
async fn a_query_that_makes_no_sense_is_refused_with_its_place() {
    let house = furnished().await;
    for (q, code) in [
        ("石墨烯 \"散热", "search.query.unclosed_quote"),
        ("\"\"", "search.query.empty_phrase"),
        ("-铲", "search.query.only_exclusions"),
    ] {
        let response = house.client().get("/api/v1/search").query("q", &q).send().await;
        response.assert_status(StatusCode::BAD_REQUEST);
        let problem: Value = response.json().await.value().deserialize();
        assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("?q"), &json!(code)));
    }
    let long = "铲 ".repeat(600);
    house.client().get("/api/v1/search").query("q", &long).send().await.assert_status(StatusCode::BAD_REQUEST);
}
