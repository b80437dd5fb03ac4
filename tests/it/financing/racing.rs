//! Fifty at once: of each thing that can be once, exactly one comes through, and the database would not have two.

use futures_util::future::join_all;
use serde_json::{Value, json};
use tests::deals::{TODAY, Trade, deal_at};
use tests::{Reply, TestApp};

const DEALS: &str = "/api/v1/financing/deals";
const AT_ONCE: usize = 50;

fn one_came_through(replies: &[Reply]) -> usize {
    let succeeded = replies.iter().filter(|reply| reply.status < 300).count();
    let unexpected: Vec<u16> =
        replies.iter().map(|reply| reply.status).filter(|status| ![200, 201, 409, 412, 422].contains(status)).collect();
    assert!(unexpected.is_empty(), "{unexpected:?}");
    assert_eq!(succeeded, 1, "of {} one comes through", replies.len());
    succeeded
}

#[tokio::test]
async fn of_two_banks_offers_accepted_fifty_times_at_once_one_is_taken() {
    let house = TestApp::start().await;
    let first = Trade::of(&house).await;
    let mut market = first.market.clone();
    let bank = house.organisation("bank", "另一银行").await;
    market.manager = house.login(&house.staff(&bank.organisation, "product_manager").await).await;
    let other = Trade::with(market).await;
    let demand = first.market.opened().await;
    let (one, two) = (first.proposed(&demand).await, other.proposed(&demand).await);
    first.lead(&one, Some("make-offer")).await;
    other.lead(&two, Some("make-offer")).await;
    let versions = [first.seen(&one).await["version"].as_i64(), other.seen(&two).await["version"].as_i64()];
    let firm = &first.market.firm;
    let accept = |at: usize| {
        let (deal, version) = if at.is_multiple_of(2) { (&one, versions[0]) } else { (&two, versions[1]) };
        let target = deal_at(deal, "accept-offer");
        async move { firm.change(&target, version.expect("a version"), Value::Null).await }
    };
    let replies = join_all((0..AT_ONCE).map(accept)).await;
    one_came_through(&replies);
    let states = [first.seen(&one).await["state"].clone(), other.seen(&two).await["state"].clone()];
    assert!(states.contains(&json!("offer_accepted")) && states.contains(&json!("withdrawn")), "{states:?}");
}

#[tokio::test]
async fn of_fifty_pledges_of_one_right_one_is_prepared() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let deal = trade.led_to(Some("approve")).await;
    let demand = trade.seen(&deal).await["demand_id"].as_str().expect("an id").to_owned();
    let right = trade.rights_of(&demand).await.remove(0);
    // The same right for a second deal, so that each of both is asked for.
    let second = trade.market.demand("500000.00", 12).await;
    trade.market.bring(&second, &right, "6000000.00").await;
    trade.market.open(&second).await;
    let other = trade.proposed(&second).await;
    trade.lead(&other, Some("approve")).await;
    let wish = trade.pledge_wish(&right, "450000.00");
    let officer = &trade.officer;
    let prepare = |at: usize| {
        let target = format!("{DEALS}/{}/pledges", if at.is_multiple_of(2) { &deal } else { &other });
        let wish = wish.clone();
        async move { officer.post(&target, wish).await }
    };
    let replies = join_all((0..AT_ONCE).map(prepare)).await;
    one_came_through(&replies);
    assert_eq!(officer.get("/api/v1/financing/pledges").await.must_be(200)["total"], json!(1));
}

#[tokio::test]
async fn of_fifty_disbursements_one_is_paid() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let deal = trade.led_to(Some("register")).await;
    let version = trade.seen(&deal).await["version"].as_i64().expect("a version");
    let (officer, target) = (&trade.officer, deal_at(&deal, "disburse"));
    let pay = |at: usize| {
        let money = json!({"amount": "900000.00", "disbursed_on": TODAY, "reference": format!("FK{at}")});
        let target = target.clone();
        async move { officer.change(&target, version, money).await }
    };
    let replies = join_all((0..AT_ONCE).map(pay)).await;
    one_came_through(&replies);
    assert_eq!(trade.seen(&deal).await["state"], json!("disbursed"));
}
