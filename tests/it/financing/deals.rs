//! Deals over HTTP: from a demand to the end of the debt, and what stands in the way.

use serde_json::{Value, json};
use tests::TestApp;
use tests::deals::{TODAY, Trade, WAY};
use tests::financing::product_wish;
use tests::time::told_of;

const DEALS: &str = "/api/v1/financing/deals";

#[tokio::test]
async fn a_bundle_of_patent_and_trademark_goes_from_demand_to_release() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let market = &trade.market;
    let demand = market.demand("1000000.00", 12).await;
    market.bring(&demand, &market.patent().await, "6000000.00").await;
    market.bring(&demand, &market.mark().await, "2000000.00").await;
    market.settle_what_needs_a_person(&demand).await;
    market.open(&demand).await;
    let deal = trade.proposed(&demand).await;
    assert_eq!(told_of(&trade.officer, "financing.deal_changed").await, 1, "the bank hears that it is asked");
    let asked = trade.seen(&deal).await;
    assert_eq!((&asked["state"], &asked["clock"]["step"]), (&json!("matched"), &json!("answer")));
    assert_eq!(asked["clock"]["due_on"], json!("2026-12-07"), "ten working days: {asked}");
    trade.lead(&deal, Some("sign")).await;
    let refused = trade
        .act(
            &trade.officer,
            &deal,
            "disburse",
            json!({"amount": "900000.00", "disbursed_on": TODAY,
        "reference": "FK1"}),
        )
        .await
        .must_be(409);
    assert_eq!(refused["code"], json!("financing.deal_pledges_unregistered"), "no money before the registration");
    trade.step(&deal, "register").await;
    trade.step(&deal, "disburse").await;
    let lent = trade.seen(&deal).await;
    assert_eq!((&lent["state"], &lent["loan"]["matures_on"]), (&json!("disbursed"), &json!("2027-11-23")));
    let schedule = market.firm.get(&format!("{DEALS}/{deal}/schedule")).await.must_be(200);
    assert_eq!(
        (schedule["rows"].as_array().expect("rows").len(), &schedule["total_interest"]),
        (12, &json!("34650.00"))
    );
    let of_demand = market.firm.get(&format!("/api/v1/financing/demands/{demand}")).await.must_be(200);
    assert_eq!(of_demand["state"], json!("closed"), "the demand is met");
    trade.act(&trade.officer, &deal, "settle", json!({"settled_on": TODAY})).await.must_be(200);
    let refused = trade.act(&trade.officer, &deal, "close", Value::Null).await.must_be(409);
    assert_eq!(refused["code"], json!("financing.deal_pledge_stands"));
    for pledge in trade.pledges_of(&deal).await {
        let release = json!({"on": TODAY, "reason": "performed", "notice_file_id": trade.file("notice").await});
        trade.act_on_pledge(&trade.officer, &pledge, "release", release).await.must_be(200);
    }
    let closed = trade.act(&trade.officer, &deal, "close", Value::Null).await.must_be(200);
    assert_eq!(closed["state"], json!("closed"));
    assert!(closed["pledges"].as_array().expect("pledges").iter().all(|pledge| pledge["released_on"] == json!(TODAY)));
}

#[tokio::test]
async fn the_firm_takes_one_offer_and_those_of_other_banks_fall_away() {
    let house = TestApp::start().await;
    let first = Trade::of(&house).await;
    let other = Trade::with({
        let mut market = first.market.clone();
        let bank = house.organisation("bank", "另一银行").await;
        market.manager = house.login(&house.staff(&bank.organisation, "product_manager").await).await;
        market
    })
    .await;
    let demand = first.market.opened().await;
    let (taken, lost) = (first.proposed(&demand).await, other.proposed(&demand).await);
    first.lead(&taken, Some("make-offer")).await;
    other.lead(&lost, Some("make-offer")).await;
    first.step(&taken, "accept-offer").await;
    let lost = other.seen(&lost).await;
    assert_eq!((&lost["state"], &lost["exit"]["withdrawn_for"]), (&json!("withdrawn"), &json!("other_offer_accepted")));
    let of_demand = first.market.firm.get(&format!("/api/v1/financing/demands/{demand}")).await.must_be(200);
    assert_eq!(of_demand["state"], json!("matched"));
    let product = first.market.offered(product_wish()).await;
    let late = first.market.firm.post(DEALS, json!({"demand_id": demand, "product_id": product})).await.must_be(422);
    assert_eq!(late["code"], json!("financing.deal_demand_not_open"), "{late}");
    // The deal comes to nothing, and the demand is open again.
    let gave_up = json!({"reason": "firm_gave_up"});
    first.act(&first.market.firm, &taken, "withdraw", gave_up).await.must_be(200);
    let of_demand = first.market.firm.get(&format!("/api/v1/financing/demands/{demand}")).await.must_be(200);
    assert_eq!(of_demand["state"], json!("open"));
}

#[tokio::test]
async fn an_offer_is_sealed_until_the_firms_day_to_everybody_but_its_bank() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let demand = trade.market.opened().await;
    let product = trade.market.offered(product_wish()).await;
    let wish = json!({"demand_id": demand, "product_id": product, "offers_open_on": "2026-12-01"});
    let deal = trade.market.firm.post(DEALS, wish).await.must_be(201)["id"].as_str().expect("an id").to_owned();
    let told_before = told_of(&trade.market.firm, "financing.deal_changed").await;
    trade.lead(&deal, Some("make-offer")).await;
    let of_the_bank = trade.seen(&deal).await;
    assert_eq!(of_the_bank["offer"]["terms"]["amount"], json!("900000.00"));
    let of_the_firm = trade.market.firm.get(&format!("{DEALS}/{deal}")).await.must_be(200);
    assert_eq!((&of_the_firm["offer_sealed"], &of_the_firm["offer"]), (&json!(true), &Value::Null), "{of_the_firm}");
    let refused = trade.act(&trade.market.firm, &deal, "accept-offer", Value::Null).await.must_be(409);
    assert_eq!(refused["code"], json!("financing.deal_offers_sealed"));
    let feed = trade.market.firm.get("/api/v1/events?limit=200").await.must_be(200).to_string();
    assert!(!feed.contains("900000.00") && !feed.contains("offer_made"), "the feed tells of it: {feed}");
    assert_eq!(told_of(&trade.market.firm, "financing.deal_changed").await, told_before + 1, "of the acceptance alone");
    tests::time::on(&house, "2026-12-01").await;
    let firm = house.login(&trade.market.firm.login).await;
    let opened = firm.get(&format!("{DEALS}/{deal}")).await.must_be(200);
    assert_eq!(opened["offer"]["terms"]["amount"], json!("900000.00"));
    trade.act(&firm, &deal, "accept-offer", Value::Null).await.must_be(200);
}

#[tokio::test]
async fn a_bank_refuses_for_a_listed_reason_and_other_needs_a_note() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let deal = trade.led_to(None).await;
    let refused = trade.act(&trade.officer, &deal, "refuse", json!({"reason": "other"})).await;
    assert_eq!(refused.must_be(422)["code"], json!("financing.deal_note_missing"));
    trade.act(&trade.officer, &deal, "refuse", json!({"reason": "value_too_low"})).await.must_be(200);
    let seen = trade.market.firm.get(&format!("{DEALS}/{deal}")).await.must_be(200);
    assert_eq!((&seen["state"], &seen["exit"]["refused_for"]), (&json!("refused"), &json!("value_too_low")));
    assert!(seen["answered_at"].is_string());
    assert_eq!(seen["possible_acts"], json!([]));
}

#[tokio::test]
async fn who_made_the_offer_does_not_approve_it() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let deal = trade.led_to(Some("record-valuation")).await;
    trade.act(&trade.approver, &deal, "make-offer", trade.offer()).await.must_be(200);
    trade.step(&deal, "accept-offer").await;
    let refused = trade.act(&trade.approver, &deal, "approve", Value::Null).await.must_be(409);
    assert_eq!(refused["code"], json!("financing.deal_same_person"));
    let officers = trade.act(&trade.officer, &deal, "approve", Value::Null).await;
    assert_eq!(officers.status, 403, "a loan officer is no approver");
}

#[tokio::test]
async fn the_contract_is_a_pdf_that_both_sign_by_its_digest() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let deal = trade.led_to(Some("draw-up")).await;
    let content = trade.market.firm.get(&format!("{DEALS}/{deal}/contract/content")).await;
    assert_eq!((content.status, content.body.starts_with(b"%PDF-")), (200, true));
    let seen = trade.seen(&deal).await;
    let digest = hall::files::Digest::of(&content.body).to_string();
    assert_eq!(seen["contract"]["sha256"], json!(digest), "what is served is what is signed");
    let other = json!({"sha256": "0".repeat(64), "signed_on": TODAY});
    let refused = trade.act(&trade.officer, &deal, "sign", other).await.must_be(422);
    assert_eq!(refused["code"], json!("financing.deal_digest_differs"));
    trade.signed(&deal).await;
    assert_eq!(trade.seen(&deal).await["state"], json!("registering"));
}

#[tokio::test]
async fn the_other_side_and_others_find_no_deal_where_they_have_none() {
    let house = TestApp::start().await;
    let (trade, stranger) = (Trade::of(&house).await, Trade::of(&house).await);
    let deal = trade.led_to(Some("sign")).await;
    let pledge = trade.pledges_of(&deal).await.remove(0);
    for person in [&stranger.officer, &stranger.market.firm] {
        assert_eq!(person.get(&format!("{DEALS}/{deal}")).await.status, 404);
        assert_eq!(person.get(&format!("{DEALS}/{deal}/contract/content")).await.status, 404);
        assert_eq!(person.get(&format!("/api/v1/financing/pledges/{pledge}")).await.status, 404);
        assert_eq!(person.get(&format!("/api/v1/financing/pledges/{pledge}/pack/content")).await.status, 404);
        assert_eq!(person.get(DEALS).await.must_be(200)["total"], json!(0));
        assert_eq!(person.get("/api/v1/financing/pledges").await.must_be(200)["total"], json!(0));
    }
}

#[tokio::test]
async fn every_step_of_the_way_is_told_as_possible_before_it_is_taken() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let deal = trade.led_to(None).await;
    for verb in WAY {
        let possible = trade.seen(&deal).await["possible_acts"].to_string();
        let named = verb.replace('-', "_");
        assert!(verb == "register" || possible.contains(&named), "{named} is not among {possible}");
        trade.step(&deal, verb).await;
    }
}

#[tokio::test]
async fn a_demand_that_fails_a_product_is_told_the_nearest_change_makes_it_and_is_accepted() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let market = &trade.market;
    let product = market.offered(product_wish()).await;
    let demand = market.demand("1000000.00", 48).await;
    market.bring(&demand, &market.patent().await, "6000000.00").await;
    market.open(&demand).await;
    let asked = json!({"demand_id": demand, "product_id": product});
    let refused = market.firm.post(DEALS, asked.clone()).await.must_be(422);
    assert_eq!(refused["code"], json!("financing.deal_product_not_met"), "{refused}");
    assert_eq!(refused["errors"][0]["pointer"], json!("/product_id"));
    let matches = market.firm.get(&format!("/api/v1/financing/demands/{demand}/matches")).await.must_be(200);
    let other = &matches["others"][0];
    assert_eq!(other["product"]["id"].as_str().or(other["product_id"].as_str()), Some(product.as_str()), "{matches}");
    let nearest = other["failing"][0].to_string();
    assert!(nearest.contains("36"), "the term is to be 36 months at most: {nearest}");
    market.act(&market.firm, &demand, "take-back", Value::Null).await.must_be(200);
    market.act(&market.firm, &demand, "revise", tests::financing::demand_wish("1000000.00", 36)).await.must_be(200);
    market.open(&demand).await;
    let deal = market.firm.post(DEALS, asked).await.must_be(201)["id"].as_str().expect("an id").to_owned();
    trade.step(&deal, "accept").await;
    assert_eq!(trade.seen(&deal).await["state"], json!("accepted"));
}

#[tokio::test]
async fn a_demand_that_is_taken_back_takes_what_banks_were_asked_for_with_it() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let demand = trade.market.opened().await;
    let deal = trade.proposed(&demand).await;
    trade.lead(&deal, Some("make-offer")).await;
    trade.market.act(&trade.market.firm, &demand, "take-back", Value::Null).await.must_be(200);
    let seen = trade.seen(&deal).await;
    assert_eq!((&seen["state"], &seen["exit"]["withdrawn_for"]), (&json!("withdrawn"), &json!("demand_withdrawn")));
}

#[tokio::test]
async fn a_bank_that_does_not_answer_in_time_is_told_and_may_answer_all_the_same() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let deal = trade.led_to(None).await;
    tests::time::on(&house, "2026-12-07").await;
    let officer = house.login(&trade.officer.login).await;
    assert_eq!(told_of(&officer, "financing.deal_step").await, 1, "on the day itself the bank alone");
    tests::time::on(&house, "2026-12-08").await;
    let firm = house.login(&trade.market.firm.login).await;
    assert_eq!((told_of(&officer, "financing.deal_step").await, told_of(&firm, "financing.deal_step").await), (2, 1));
    trade.act(&officer, &deal, "accept", Value::Null).await.must_be(200);
}

#[tokio::test]
async fn the_clocks_of_deals_and_offices_stand_in_the_calendar_of_the_bank() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let deal = trade.led_to(Some("draw-up")).await;
    let pledge = trade.officer.get("/api/v1/financing/pledges").await.must_be(200)["items"][0]["id"].clone();
    let receipt = json!({"receipt": "ZLZY1", "submitted_on": TODAY});
    trade.act_on_pledge(&trade.officer, pledge.as_str().expect("an id"), "submit", receipt).await.must_be(200);
    let made = trade.officer.post("/api/v1/deadline-feeds", json!({"scope": "organisation"})).await.must_be(201);
    let feed = house.visitor().get(made["address"].as_str().expect("an address")).await;
    let text = String::from_utf8_lossy(&feed.body).replace("\r\n ", "");
    assert!(text.contains(&format!("UID:{deal}.financing.deal_step@zhiquan")) && text.contains("签订合同"), "{text}");
    assert!(text.contains("financing.pledge_step@zhiquan") && text.contains("质押登记审查"), "{text}");
}
