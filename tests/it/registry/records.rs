//! One record in full, by any usual writing of its number, as of any day.

use poem::http::StatusCode;
use serde_json::{Value, json};
use tests::TestApp;

use super::shelf::one_of_each;

async fn furnished() -> TestApp {
    let house = TestApp::start().await;
    let outcome = house.import(&one_of_each()).await;
    assert_eq!((outcome.counts.inserted, outcome.counts.rejected), (5, 0));
    house
}

#[tokio::test]
async fn a_patent_is_found_by_any_usual_writing_of_any_of_its_numbers() {
    let house = furnished().await;
    let writings = [
        "201419900001.9",
        "201419900001",
        "CN201419900001.9",
        "ZL%202014%201%209900001.9",
        "２０１４１９９００００１.9",
        "cn104000001a",
        "CN104000001",
        "CN104000001B",
    ];
    for writing in writings {
        let record = house.get_json(&format!("/api/v1/patents/{writing}")).await;
        assert_eq!(record["number"], "201419900001.9", "{writing}");
    }
}

#[tokio::test]
async fn a_record_says_everything_that_is_known_of_it_and_where_from() {
    let house = furnished().await;
    let record = house.get_json("/api/v1/patents/201419900001.9").await;
    assert_eq!(record["title"], "一种石墨烯散热膜的制备方法");
    assert_eq!(record["ipc"], json!(["C01B32/184", "H05K7/20"]));
    assert_eq!(record["publications"][1], json!({"number": "CN104000001B", "on": "2016-08-03"}));
    assert_eq!(record["citations"], json!(["CN101000001A"]));
    assert_eq!(record["sources"], json!([{"source": "demo", "retrieved_on": "2026-11-01"}]));
    assert_eq!(record["events"][2]["meaning"]["en"], "transfer");
    let term = &record["term"];
    assert_eq!((&term["last_day_on"], &term["verified"]), (&json!("2034-05-05"), &json!(true)));
}

#[tokio::test]
async fn a_record_is_seen_from_any_day() {
    let house = furnished().await;
    let on = async |number: &str, day: &str| house.get_json(&format!("/api/v1/patents/{number}?as_of={day}")).await;
    let holder = |record: &Value| record["holders"][0]["name"].clone();
    let before = on("201419900001", "2019-12-31").await;
    assert_eq!((holder(&before), &before["status"]["simple"]), (json!("北疆示例材料有限公司"), &json!("in_force")));
    assert_eq!(before["events"].as_array().map(Vec::len), Some(2), "the transfer had not happened");
    let after = on("201419900001", "2020-02-01").await;
    assert_eq!(holder(&after), "松江示例电子有限公司");
    for (day, status) in [("2016-01-01", "pending"), ("2034-05-05", "in_force"), ("2034-05-06", "dead")] {
        assert_eq!(on("201419900001", day).await["status"]["simple"], status, "{day}");
    }
    for (day, status) in [("2022-02-28", "in_force"), ("2022-03-01", "dead")] {
        assert_eq!(on("201829900002", day).await["status"]["simple"], status, "{day}");
    }
}

#[tokio::test]
async fn a_status_is_never_guessed() {
    let house = furnished().await;
    let record = house.get_json("/api/v1/patents/202239900003").await;
    let status = &record["status"];
    assert_eq!(
        (&status["simple"], &status["reason_code"]),
        (&json!("unknown"), &json!("registry.status.events_not_known"))
    );
    assert!(!status["reason"]["zh"].as_str().unwrap_or_default().is_empty());
    assert_eq!(record["term"]["rule"], "design", "filed after 2021-06-01: fifteen years");
}

#[tokio::test]
async fn a_mark_and_a_geographical_indication_are_read_likewise() {
    let house = furnished().await;
    let mark = house.get_json("/api/v1/trademarks/9900001").await;
    assert_eq!((&mark["title"], &mark["status"]["simple"]), (&json!("北疆红"), &json!("in_force")));
    assert_eq!((&mark["nice_classes"], &mark["term"]["last_day_on"]), (&json!(["30", "31"]), &json!("2029-02-06")));
    let gi = house.get_json("/api/v1/geographical-indications/agi99001").await;
    assert_eq!((&gi["title"], &gi["right_kind"]), (&json!("示例大米"), &json!("gi_agro_product")));
}

#[tokio::test]
async fn what_is_not_there_is_404_and_what_is_no_number_says_why() {
    let house = furnished().await;
    let response = house.get("/api/v1/patents/202010566088.9").await;
    response.assert_status(StatusCode::NOT_FOUND);
    for path in ["/api/v1/patents/hello", "/api/v1/trademarks/%E7%B1%B3", "/api/v1/geographical-indications/1"] {
        let response = house.get(path).await;
        response.assert_status(StatusCode::NOT_FOUND);
        let problem: Value = response.json().await.value().deserialize();
        assert_eq!(problem["errors"][0]["pointer"], "{number}", "{path}");
    }
    let response = house.get("/api/v1/patents/202010566088.9?as_of=2026-02-30").await;
    response.assert_status(StatusCode::BAD_REQUEST);
    let problem: Value = response.json().await.value().deserialize();
    assert_eq!(problem["errors"][0]["pointer"], "?as_of");
}

#[tokio::test]
async fn a_number_whose_check_character_fails_is_kept_and_found_with_a_warning() {
    let house = TestApp::start().await;
    let record =
        json!({"kind": "patent", "application_number": "CN201419900001.3", "title": "校验位不符", "source": "demo"});
    assert_eq!(house.import(&[record]).await.counts.inserted, 1);
    let record = house.get_json("/api/v1/patents/201419900001").await;
    assert_eq!(record["number"], "201419900001.3");
    assert_eq!(record["warnings"], json!(["identifier.check_character_fails"]));
}
