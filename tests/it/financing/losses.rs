//! When a loan is not paid back: shares of the loss, the pool, the proceeds in their legal order.

use serde_json::{Value, json};
use tests::TestApp;
use tests::deals::{TODAY, Trade, WAY};
use tests::people::number;

const POOLS: &str = "/api/v1/financing/pools";

/// A pool with this much in it and this cap for one case; its id.
async fn pool(trade: &Trade<'_>, balance: &str, per_case: &str) -> String {
    let house = trade.market.house;
    let body = json!({"kind": "protection_centre", "name": format!("第{}保护中心", number())});
    let centre = house.system_administrator().await.post("/api/v1/organisations", body).await.must_be(201);
    let centre = centre["id"].as_str().expect("an id").to_owned();
    let lead = house.with_second_factor(&house.staff(&centre, "centre_lead").await).await;
    let founded = lead.post(POOLS, json!({"name": "风险补偿资金池", "caps": {"per_case": per_case}})).await;
    founded.must_be(201);
    let fund = json!({"amount": balance, "reference": "财政拨款"});
    lead.change(&format!("{POOLS}/{}/fund", founded.id()), founded.version(), fund).await.must_be(200);
    founded.id()
}

fn share(bearer: &str, percent: &str) -> Value {
    json!({"bearer_id": bearer, "percent": percent})
}

/// A deal of which a guarantor bears 30, a pool 40 and the bank 30 of a hundred, with its guarantor.
async fn shared(trade: &Trade<'_>, pool: &str) -> (String, String) {
    let deal = trade.led_to(Some("accept")).await;
    let guarantor = trade.market.house.organisation("guarantor", "担保公司").await.organisation;
    for party in
        [json!({"role": "guarantor", "organisation_id": guarantor}), json!({"role": "risk_pool", "pool_id": pool})]
    {
        trade.act(&trade.officer, &deal, "join", json!({"party": party})).await.must_be(200);
    }
    let refused = trade.act(&trade.officer, &deal, "join", json!({"party": {"role": "insurer"}})).await.must_be(422);
    assert_eq!(refused["errors"][0]["pointer"], json!("/party/organisation_id"), "{refused}");
    let bank = trade.officer.organisation.clone();
    let shares = |of_bank: &str| json!({"shares": [share(&bank, of_bank), share(&guarantor, "30"), share(pool, "40")]});
    let refused = trade.act(&trade.officer, &deal, "share-losses", shares("29.99")).await.must_be(422);
    assert_eq!(refused["errors"][0]["pointer"], json!("/shares"), "{refused}");
    assert_eq!(refused["code"], json!("financing.deal_shares_no_whole"));
    trade.act(&trade.officer, &deal, "share-losses", shares("30")).await.must_be(200);
    (deal, guarantor)
}

#[tokio::test]
async fn a_default_is_compensated_by_shares_and_disposed_of_in_the_legal_order() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let pool = pool(&trade, "10000000.00", "300000.00").await;
    let (deal, guarantor) = shared(&trade, &pool).await;
    for verb in &WAY[1..] {
        trade.step(&deal, verb).await;
    }
    let seen = trade.seen(&deal).await;
    assert_eq!((&seen["state"], &seen["clock"]["step"]), (&json!("default"), &json!("claim")), "{seen}");
    let paid = |of_pool: &str| {
        json!({"claimed_on": TODAY, "loss": "900000.00", "paid": [
            {"bearer_id": guarantor, "amount": "270000.00"}, {"bearer_id": pool, "amount": of_pool}]})
    };
    let refused = trade.act(&trade.officer, &deal, "compensate", paid("300000.01")).await.must_be(422);
    assert_eq!(refused["errors"][0]["pointer"], json!("/paid/1/amount"), "the cap of the case: {refused}");
    trade.act(&trade.officer, &deal, "compensate", paid("300000.00")).await.must_be(200);
    let kept = trade.officer.get(&format!("{POOLS}/{pool}")).await.must_be(200);
    assert_eq!((&kept["balance"], &kept["payments"]), (&json!("9700000.00"), &json!(1)), "{kept}");
    let disposal = json!({"disposed_on": TODAY, "method": "auction", "proceeds": "700000.00", "costs": "20000.00",
        "interest": "15000.00", "principal": "800000.00", "penalty": "3000.00", "file_id": trade.file("paper").await});
    let disposed = trade.act(&trade.officer, &deal, "dispose", disposal).await.must_be(200);
    let to = &disposed["loan"]["disposal"];
    let got = |name: &str| to[name].as_str().expect("an amount").to_owned();
    assert_eq!(
        ["costs", "interest", "principal", "penalty", "surplus", "shortfall"].map(got),
        ["20000.00", "15000.00", "665000.00", "0.00", "0.00", "138000.00"].map(str::to_owned)
    );
    for pledge in trade.pledges_of(&deal).await {
        let release = json!({"on": TODAY, "reason": "realised", "note": "登记簿查询"});
        trade.act_on_pledge(&trade.officer, &pledge, "release", release).await.must_be(200);
    }
    let closed = trade.act(&trade.officer, &deal, "close", Value::Null).await.must_be(200);
    assert_eq!(closed["state"], json!("closed"));
}

#[tokio::test]
async fn nobody_pays_more_than_his_part_of_a_loss() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let pool = pool(&trade, "1000.00", "300000.00").await;
    let (deal, guarantor) = shared(&trade, &pool).await;
    for verb in &WAY[1..] {
        trade.step(&deal, verb).await;
    }
    for (bearer, amount, pointer) in [
        (&guarantor, "270000.01", "/paid"),
        (&pool, "1000.01", "/paid/0/amount"),
        (&trade.officer.organisation, "1.00", "/paid"),
    ] {
        let paid = json!({"claimed_on": TODAY, "loss": "900000.00", "paid": [{"bearer_id": bearer, "amount": amount}]});
        let refused = trade.act(&trade.officer, &deal, "compensate", paid).await.must_be(422);
        assert_eq!(refused["errors"][0]["pointer"], json!(pointer), "{refused}");
    }
    let more = json!({"claimed_on": TODAY, "loss": "900000.01", "paid": [{"bearer_id": guarantor, "amount": "1.00"}]});
    let refused = trade.act(&trade.officer, &deal, "compensate", more).await.must_be(422);
    assert_eq!(refused["errors"][0]["pointer"], json!("/loss"), "{refused}");
}

#[tokio::test]
async fn amounts_that_cannot_be_are_refused_with_their_field() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let deal = trade.led_to(Some("record-valuation")).await;
    let with = |field: &str, value: &str| {
        let mut offer = trade.offer();
        offer[field] = json!(value);
        offer
    };
    for (field, value) in [
        ("amount", "-1"),
        ("amount", "0"),
        ("amount", "1.001"),
        ("amount", "99999999999999999999999999"),
        ("annual_rate", "-0.01"),
        ("annual_rate", "1.5"),
    ] {
        let refused = trade.act(&trade.officer, &deal, "make-offer", with(field, value)).await.must_be(422);
        assert_eq!(refused["errors"][0]["pointer"], json!(format!("/{field}")), "{value}: {refused}");
    }
}
