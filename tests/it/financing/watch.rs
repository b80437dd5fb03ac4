//! What becomes of a pledged right reaches pledgee and pledgor, once, with what the rights still cover.

use serde_json::{Value, json};
use tests::TestApp;
use tests::deals::Trade;
use tests::time::{told, told_of};

const COLLATERAL: &str = "financing.collateral";

/// A loan on two patents, worth six and two million at least; the rights.
async fn lent(trade: &Trade<'_>, of_each: [&str; 2]) -> (String, Vec<Value>) {
    let market = &trade.market;
    let demand = market.demand("1000000.00", 12).await;
    for low in of_each {
        market.bring(&demand, &market.patent().await, low).await;
    }
    market.open(&demand).await;
    let deal = trade.proposed(&demand).await;
    trade.lead(&deal, Some("disburse")).await;
    (deal, trade.rights_of(&demand).await)
}

async fn watched(house: &TestApp) {
    house.app.watch.catch_up().await.expect("the watch looks");
}

#[tokio::test]
async fn a_lapse_during_the_pledge_reaches_both_sides_once_with_the_remaining_cover() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let (_, rights) = lent(&trade, ["6000000.00", "400000.00"]).await;
    watched(&house).await;
    assert_eq!(told_of(&trade.officer, COLLATERAL).await, 0, "nothing has become of them");
    trade.market.becomes(&rights[0], &trade.market.name, &[("2026-11-20", "CF01")]).await;
    watched(&house).await;
    watched(&house).await;
    for side in [&trade.officer, &trade.market.firm] {
        let of_it: Vec<String> =
            told(side).await.into_iter().filter(|(kind, _)| kind == COLLATERAL).map(|one| one.1).collect();
        assert_eq!(of_it.len(), 1, "{of_it:?}");
        let number = rights[0]["number"].as_str().expect("a number");
        assert!(of_it[0].contains(number) && of_it[0].contains("权利已终止"), "{of_it:?}");
        assert!(of_it[0].contains("覆盖率44%") && of_it[0].contains("第四百三十三条"), "400,000 of 900,000: {of_it:?}");
    }
    // The register tells the same again, and then that the right was restored.
    trade.market.becomes(&rights[0], &trade.market.name, &[("2026-11-20", "CF01"), ("2026-11-21", "RR01")]).await;
    watched(&house).await;
    let last = told(&trade.officer).await.into_iter().find(|(kind, _)| kind == COLLATERAL).expect("it was told");
    assert!(told_of(&trade.officer, COLLATERAL).await <= 2, "{last:?}");
}

#[tokio::test]
async fn a_transfer_and_a_seizure_are_told_each_by_its_name() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let (_, rights) = lent(&trade, ["6000000.00", "2000000.00"]).await;
    trade.market.becomes(&rights[0], "另一家有限公司", &[]).await;
    trade.market.becomes(&rights[1], &trade.market.name, &[("2026-11-20", "PP01")]).await;
    watched(&house).await;
    let texts: Vec<String> =
        told(&trade.officer).await.into_iter().filter(|(kind, _)| kind == COLLATERAL).map(|one| one.1).collect();
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(
        texts.iter().any(|text| text.contains("权利人已变更")) && texts.iter().any(|text| text.contains("保全")),
        "{texts:?}"
    );
    assert!(texts.iter().all(|text| text.contains("覆盖率0%")), "neither counts any more: {texts:?}");
}

#[tokio::test]
async fn several_processes_that_watch_at_once_tell_once() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let (_, rights) = lent(&trade, ["6000000.00", "2000000.00"]).await;
    trade.market.becomes(&rights[0], &trade.market.name, &[("2026-11-20", "CF01")]).await;
    let watches = (0..8).map(|_| house.app.watch.catch_up());
    for outcome in futures_util::future::join_all(watches).await {
        outcome.expect("the watch looks");
    }
    assert_eq!(told_of(&trade.officer, COLLATERAL).await, 1);
    let seen = trade.officer.get("/api/v1/notices?limit=200").await.must_be(200);
    assert!(seen["items"].as_array().expect("items").iter().any(|one| one["kind"] == json!(COLLATERAL)));
}

#[tokio::test]
async fn what_is_not_pledged_is_nobodys_news() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let deal = trade.led_to(Some("sign")).await;
    let demand = trade.seen(&deal).await["demand_id"].as_str().expect("an id").to_owned();
    let right = trade.rights_of(&demand).await.remove(0);
    trade.market.becomes(&right, &trade.market.name, &[("2026-11-20", "CF01")]).await;
    watched(&house).await;
    assert_eq!(told_of(&trade.officer, COLLATERAL).await, 0, "its pledge is not registered yet");
}

#[tokio::test]
async fn the_annual_fee_of_a_pledged_patent_is_known_to_both_sides_before_it_is_missed() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    lent(&trade, ["6000000.00", "2000000.00"]).await;
    tests::time::on(&house, "2027-04-10").await;
    let firm = house.login(&trade.market.firm.login).await;
    assert_eq!(told_of(&firm, "financing.annual_fee_due").await, 0);
    tests::time::on(&house, "2027-04-11").await;
    tests::time::on(&house, "2027-04-12").await;
    let (firm, officer) = (house.login(&trade.market.firm.login).await, house.login(&trade.officer.login).await);
    for side in [&firm, &officer] {
        let of_it: Vec<String> = told(side)
            .await
            .into_iter()
            .filter(|(kind, _)| kind == "financing.annual_fee_due")
            .map(|one| one.1)
            .collect();
        assert_eq!(of_it.len(), 2, "one for each patent, once: {of_it:?}");
        assert!(of_it.iter().all(|text| text.contains("2027-06-10")), "filed on 10 June: {of_it:?}");
    }
    tests::time::on(&house, "2028-04-11").await;
    let firm = house.login(&trade.market.firm.login).await;
    assert_eq!(told_of(&firm, "financing.annual_fee_due").await, 4, "and in the next year again");
}
