//! Values and schedules, computed for anybody: against the vectors to the fen, and what cannot be meant.

use serde_json::{Value, json};
use tests::TestApp;

const VALUATIONS: &str = include_str!("../../../domain/src/financing/valuation/vectors.json");
const SCHEDULES: &str = include_str!("../../../domain/src/financing/schedule/vectors.json");

const VALUE: &str = "/api/v1/financing/valuations/calculate";
const SCHEDULE: &str = "/api/v1/financing/schedules/calculate";

fn vectors(text: &str, name: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).expect("the vectors are JSON");
    file[name].as_array().or(file.as_array()).expect("a list").clone()
}

/// The vector without what is expected of it.
fn asked(vector: &Value, answered: &[&str]) -> Value {
    let mut asked = vector.clone();
    for name in answered {
        asked.as_object_mut().expect("an object").remove(*name);
    }
    asked
}

fn fen(text: &Value) -> i64 {
    text.as_str().expect("text").replace('.', "").parse().expect("a figure of two places")
}

/// The pointers of a refusal.
fn pointers(problem: &Value) -> Vec<&str> {
    problem["errors"].as_array().expect("fields").iter().filter_map(|field| field["pointer"].as_str()).collect()
}

#[tokio::test]
async fn each_vector_of_a_value_is_met_to_the_fen_and_lies_between_its_ends() {
    let house = TestApp::start().await;
    let visitor = house.visitor();
    let vectors = vectors(VALUATIONS, "valuation");
    assert_eq!(vectors.len(), 30);
    for vector in vectors {
        let answer = visitor.post(VALUE, asked(&vector, &["value"])).await.must_be(200);
        assert_eq!(answer["value"], vector["value"], "{vector}");
        let (low, value, high) = (fen(&answer["low"]), fen(&answer["value"]), fen(&answer["high"]));
        assert!(low <= value && value <= high && low < high, "{answer}");
        assert!(!answer["low_assumes"].as_array().expect("assumptions").is_empty(), "{answer}");
        assert_eq!(answer["valid_for_months"], json!(12));
    }
}

#[tokio::test]
async fn each_vector_of_a_schedule_is_met_to_the_fen() {
    let house = TestApp::start().await;
    let visitor = house.visitor();
    let vectors = vectors(SCHEDULES, "schedules");
    assert_eq!(vectors.len(), 30);
    for vector in vectors {
        let answer = visitor.post(SCHEDULE, asked(&vector, &["first", "last", "total_interest"])).await.must_be(200);
        for name in ["first", "last", "total_interest"] {
            assert_eq!(answer[name], vector[name], "{vector}");
        }
        let rows = answer["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), usize::try_from(vector["months"].as_u64().expect("months")).expect("few"));
        let repaid: i64 = rows.iter().map(|row| fen(&row["principal"])).sum();
        assert_eq!(repaid, fen(&vector["principal"]), "the principal parts are the principal");
    }
}

#[tokio::test]
async fn a_bullet_is_one_row_with_simple_interest_and_days_follow_from_the_disbursement() {
    let house = TestApp::start().await;
    let terms = json!({"kind": "bullet", "principal": "1000000.00", "annual_rate": "0.06", "months": 6,
        "start_on": "2026-08-31"});
    let answer = house.visitor().post(SCHEDULE, terms).await.must_be(200);
    assert_eq!(answer["first"], json!(["1000000.00", "30000.00"]));
    assert_eq!(answer["last"], answer["first"]);
    assert_eq!(answer["rows"].as_array().expect("rows").len(), 1);
    assert_eq!(answer["rows"][0]["due_on"], json!("2027-02-28"), "a short month has its last day");
}

#[tokio::test]
async fn cost_and_market_are_computed_too() {
    let house = TestApp::start().await;
    let visitor = house.visitor();
    let cost = json!({
        "method": "cost",
        "items": [{"label": "研发", "amount": "1000000.00"}, {"label": "申请", "amount": "20000.00", "price_factor": "1.5"}],
        "profit": "0.1", "lives": {"used_months": 60, "remaining_months": 180}, "functional_obsolescence": "0.1",
    });
    // (1,000,000 + 30,000) · 1.1 · 180/240 · 0.9
    assert_eq!(visitor.post(VALUE, cost).await.must_be(200)["value"], json!("764775.00"));
    let sale = |price: &str, factor: &str| json!({"label": "可比交易", "price": price, "adjustments": [{"label": "剩余期限", "factor": factor}]});
    let sales = [sale("500000.00", "1.1"), sale("800000.00", "0.9"), sale("600000.00", "1")];
    let market = json!({"method": "market", "comparables": sales});
    let answer = visitor.post(VALUE, market).await.must_be(200);
    assert_eq!(
        [&answer["low"], &answer["value"], &answer["high"]],
        [&json!("550000.00"), &json!("600000.00"), &json!("720000.00")]
    );
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_with_every_field() {
    let house = TestApp::start().await;
    let visitor = house.visitor();
    let wrong = json!({
        "method": "relief_from_royalty", "revenue": ["1.00", "-5", "1.005", "99999999999999999"],
        "royalty_rate": "-0.1", "discount_rate": "1e3", "profit": "0.1",
    });
    let problem = visitor.post(VALUE, wrong).await.must_be(422);
    let expected =
        ["/profit", "/revenue/1", "/revenue/2", "/revenue/3", "/royalty_rate", "/discount_rate", "/tax_rate"];
    assert_eq!(pointers(&problem), expected, "{problem}");
    let negative = json!({"kind": "equal_principal", "principal": "-1", "annual_rate": "1.5", "months": 12});
    assert_eq!(pointers(&visitor.post(SCHEDULE, negative).await.must_be(422)), ["/principal", "/annual_rate"]);
    let endless = json!({"kind": "equal_principal", "principal": "0", "annual_rate": "0.05", "months": 4000});
    assert_eq!(pointers(&visitor.post(SCHEDULE, endless).await.must_be(422)), ["/principal", "/months"]);
    let number = json!({"kind": "bullet", "principal": 1000.1, "annual_rate": "0.05", "months": 4});
    assert_eq!(visitor.post(SCHEDULE, number).await.must_be(400)["code"], json!("validation.unreadable"));
    let too_many: Vec<&str> = vec!["1.00"; 61];
    let long = json!({"method": "relief_from_royalty", "revenue": too_many, "royalty_rate": "0.1",
        "discount_rate": "0.1", "tax_rate": "0"});
    assert_eq!(pointers(&visitor.post(VALUE, long).await.must_be(400)), ["/revenue"]);
}

#[tokio::test]
async fn a_questionnaire_is_scored_between_a_least_and_a_most_that_meet_when_all_is_answered() {
    let house = TestApp::start().await;
    let visitor = house.visitor();
    let asked = visitor.get("/api/v1/financing/valuations/questionnaire?scene=finance").await.must_be(200);
    let ids: Vec<&str> =
        asked["indicators"].as_array().expect("indicators").iter().filter_map(|one| one["id"].as_str()).collect();
    let answers = |of: &[&str]| {
        let answers: Vec<Value> = of.iter().map(|id| json!({"id": id, "score": 4})).collect();
        json!({"scene": "finance", "answers": answers})
    };
    let all = visitor.post("/api/v1/financing/valuations/score", answers(&ids)).await.must_be(200);
    assert_eq!((&all["total"]["least"], &all["total"]["most"]), (&json!("80.00"), &json!("80.00")), "{all}");
    assert_eq!(all["missing"], json!([]));
    let some = visitor.post("/api/v1/financing/valuations/score", answers(&ids[1..])).await.must_be(200);
    assert_ne!(some["total"]["least"], some["total"]["most"], "what is not answered widens the result: {some}");
    let wrong =
        json!({"scene": "finance", "answers": [{"id": "legal.nothing", "score": 4}, {"id": ids[0], "score": 6}]});
    let refused = visitor.post("/api/v1/financing/valuations/score", wrong).await.must_be(422);
    assert_eq!(refused["errors"].as_array().expect("errors").len(), 2, "{refused}");
}
