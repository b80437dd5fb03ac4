//! Demands: from a draft to what meets it; every check with its answer; what a bank sees of it.

use serde_json::{Value, json};
use tests::financing::{Market, demand_at, demand_wish, product_wish};
use tests::time::{on, swept, told_of};
use tests::{Person, Reply, TestApp};

async fn demand(person: &Person<'_>, id: &str) -> Value {
    person.get(&format!("/api/v1/financing/demands/{id}")).await.must_be(200)
}

async fn act(person: &Person<'_>, id: &str, verb: &str, body: Value) -> Reply {
    let version = demand(person, id).await["version"].as_i64().expect("a version");
    person.change(&demand_at(id, verb), version, body).await
}

fn answers(checks: &Value) -> Vec<(String, String)> {
    let text = |check: &Value, name: &str| check[name].as_str().unwrap_or_default().to_owned();
    checks.as_array().expect("checks").iter().map(|check| (text(check, "check"), text(check, "answer"))).collect()
}

#[tokio::test]
async fn a_bundle_of_a_patent_a_mark_and_a_copyright_is_checked_opened_and_meets_a_product() {
    let house = TestApp::start().await;
    let market = Market::of(&house).await;
    let product = market.offered(product_wish()).await;
    let id = market.demand("3000000.00", 12).await;
    for right in [market.patent().await, market.mark().await] {
        market.bring(&id, &right, "6000000.00").await;
    }
    let certificate = market.file("certificate", "作品登记证书").await;
    let right = json!({"kind": "copyright", "number": "国作登字-2024-F-00000001"});
    let declared = json!({"kind": "copyright", "number": right["number"], "certificate": {
        "file_id": certificate, "title": "收割机控制软件", "author": "研发部", "owners": [market.firm_name()],
        "completed_on": "2024-03-01"}});
    act(&market.firm, &id, "add-right", declared).await.must_be(200);
    let early = act(&market.firm, &id, "publish", json!({"until_on": "2027-03-31"})).await.must_be(422);
    assert_eq!(early["code"], json!("financing.demand_needs_person"), "{early}");
    let accepted = json!({"right": right, "protected_until_on": "2074-12-31"});
    act(&market.centre, &id, "accept-declaration", accepted).await.must_be(200);
    market.settle_what_needs_a_person(&id).await;
    let published = act(&market.firm, &id, "publish", json!({"until_on": "2027-03-31"})).await.must_be(200);
    assert_eq!(published["state"], json!("open"), "{published}");
    let matches = market.firm.get(&format!("/api/v1/financing/demands/{id}/matches")).await.must_be(200);
    assert_eq!(matches["matching"][0]["product_id"], json!(product), "{matches}");
    assert_eq!(matches["matching"][0]["lends_up_to"], json!("4200000.00"), "40 % of the patent and 30 % of the mark");
    assert!(told_of(&market.firm, "financing.demand_changed").await >= 1, "the firm hears what was checked");
}

#[tokio::test]
async fn what_fails_is_told_with_the_nearest_change_and_the_change_qualifies() {
    let house = TestApp::start().await;
    let market = Market::of(&house).await;
    let mut wish = product_wish();
    wish["conditions"] = json!([
        {"condition": "size_in", "sizes": ["small"]}, {"condition": "data_attached", "data": "tax"},
    ]);
    let product = market.offered(wish).await;
    let id = market.demand("3000000.00", 12).await;
    market.bring(&id, &market.patent().await, "5000000.00").await;
    market.open(&id).await;
    let target = format!("/api/v1/financing/demands/{id}/matches");
    let matches = market.firm.get(&target).await.must_be(200);
    assert_eq!(matches["matching"], json!([]));
    let failing = &matches["others"][0]["failing"];
    let codes: Vec<&str> =
        failing.as_array().expect("conditions").iter().filter_map(|one| one["code"].as_str()).collect();
    assert_eq!(codes, ["loan_to_value", "data_attached"], "{failing}");
    assert_eq!(failing[0]["nearest"][0]["text"], json!("金额调整为2000000.00元"), "40 % of 5,000,000");
    assert_eq!(failing[1]["nearest"][0]["text"], json!("补充纳税数据"));
    let tax = market.file("tax", "纳税证明").await;
    let data =
        json!({"kind": "tax", "file_id": tax, "issuer": "税务局", "from_on": "2025-01-01", "to_on": "2025-12-31"});
    act(&market.firm, &id, "attach-data", data).await.must_be(200);
    act(&market.firm, &id, "take-back", Value::Null).await.must_be(200);
    act(&market.firm, &id, "revise", demand_wish("2000000.00", 12)).await.must_be(200);
    market.open(&id).await;
    let matches = market.firm.get(&target).await.must_be(200);
    assert_eq!(matches["matching"][0]["product_id"], json!(product), "{matches}");
}

#[tokio::test]
async fn a_right_that_is_not_the_firms_lapsed_pledged_or_too_short_is_refused_with_its_basis() {
    let house = TestApp::start().await;
    let market = Market::of(&house).await;
    let cases = [
        (market.patent_of("别人有限公司", &[]).await, "financing.demand_right_not_owned"),
        (market.patent_with(&[("2025-03-01", "CF01")]).await, "financing.demand_right_not_in_force"),
        (market.patent_with(&[("2025-03-01", "PE01")]).await, "financing.demand_right_pledged"),
        (market.patent_with(&[("2025-03-01", "PP01")]).await, "financing.demand_right_seized"),
    ];
    for (right, code) in cases {
        let id = market.demand("3000000.00", 12).await;
        market.bring(&id, &right, "6000000.00").await;
        let refused = act(&market.firm, &id, "publish", json!({"until_on": "2027-03-31"})).await.must_be(422);
        assert_eq!(refused["code"], json!(code), "{refused}");
        assert_eq!(refused["errors"][0]["pointer"], json!("/rights/0"), "{refused}");
        assert!(refused["basis"].is_string(), "{refused}");
    }
    let id = market.demand("3000000.00", 300).await;
    market.bring(&id, &market.patent().await, "6000000.00").await;
    let refused = act(&market.firm, &id, "publish", json!({"until_on": "2027-03-31"})).await.must_be(422);
    assert_eq!(refused["code"], json!("financing.demand_right_ends_too_soon"), "{refused}");
    let unknown = json!({"kind": "invention", "number": "201010000000.1"});
    let refused = act(&market.firm, &id, "add-right", unknown).await.must_be(422);
    assert_eq!(refused["errors"][0]["code"], json!("financing.demand_right_unregistered"), "{refused}");
}

#[tokio::test]
async fn what_a_machine_cannot_know_is_said_and_a_person_settles_it_with_a_reason() {
    let house = TestApp::start().await;
    let market = Market::of(&house).await;
    let id = market.demand("3000000.00", 12).await;
    market.bring(&id, &market.patent_without_events().await, "6000000.00").await;
    let checks = market.firm.get(&format!("/api/v1/financing/demands/{id}/checks")).await.must_be(200);
    let needs: Vec<String> =
        answers(&checks).into_iter().filter(|(_, answer)| answer == "needs_person").map(|(check, _)| check).collect();
    assert_eq!(needs, ["in_force", "not_pledged", "not_seized", "not_in_dispute", "credit_clear"], "{checks}");
    let disputes = checks.as_array().expect("checks").iter().find(|check| check["check"] == "not_in_dispute");
    assert_eq!(disputes.expect("a check")["reason"], json!("未接入纠纷数据源，需人工核查"));
    let by_itself = json!({"right": market.right_of(&id, 0).await, "check": "in_force", "reason": "我说有效"});
    assert_eq!(act(&market.firm, &id, "settle-check", by_itself.clone()).await.status, 403);
    let other = json!({"right": market.right_of(&id, 0).await, "check": "owner_is_firm", "reason": "已核对"});
    let refused = act(&market.centre, &id, "settle-check", other).await.must_be(422);
    assert_eq!(refused["code"], json!("financing.demand_check_settles_nothing"), "{refused}");
    market.settle_what_needs_a_person(&id).await;
    act(&market.firm, &id, "publish", json!({"until_on": "2027-03-31"})).await.must_be(200);
}

#[tokio::test]
async fn an_open_demand_is_over_the_day_after_its_last_one_and_the_firm_is_told_once() {
    let house = TestApp::start().await;
    let market = Market::of(&house).await;
    let id = market.opened().await;
    let login = market.firm.login.clone();
    drop(market);
    on(&house, "2027-03-31").await;
    let firm = house.login(&login).await;
    assert_eq!(demand(&firm, &id).await["state"], json!("open"), "the last day is one");
    on(&house, "2027-04-01").await;
    swept(&house).await;
    assert_eq!(demand(&firm, &id).await["state"], json!("expired"));
    assert_eq!(told_of(&firm, "financing.demand_changed").await, 1);
}

#[tokio::test]
async fn a_bank_sees_what_is_asked_for_and_nothing_of_who_asks() {
    let house = TestApp::start().await;
    let market = Market::of(&house).await;
    let product = market.offered(product_wish()).await;
    let id = market.opened().await;
    let opportunities = market.manager.get("/api/v1/financing/opportunities").await.must_be(200);
    assert_eq!(opportunities["total"], json!(1), "{opportunities}");
    let seen = &opportunities["items"][0];
    assert_eq!([&seen["demand_id"], &seen["product_id"]], [&json!(id), &json!(product)]);
    let text = opportunities.to_string();
    let number = market.right_of(&id, 0).await["number"].as_str().expect("a number").to_owned();
    for hidden in [market.firm.organisation.as_str(), market.firm_name(), number.as_str(), "230100"] {
        assert!(!text.contains(hidden), "{hidden} is told: {text}");
    }
    for target in [format!("/api/v1/financing/demands/{id}"), format!("/api/v1/financing/demands/{id}/matches")] {
        assert_eq!(market.manager.get(&target).await.status, 403);
    }
    let none = market.manager.get("/api/v1/financing/opportunities?least_amount=5000000").await.must_be(200);
    assert_eq!(none["total"], json!(0));
    let wrong = market.manager.get("/api/v1/financing/opportunities?least_amount=-5").await.must_be(422);
    assert_eq!(wrong["errors"][0]["pointer"], json!("?least_amount"), "{wrong}");
    act(&market.firm, &id, "take-back", Value::Null).await.must_be(200);
    let gone = market.manager.get("/api/v1/financing/opportunities").await.must_be(200);
    assert_eq!(gone["total"], json!(0), "a draft is the firm's alone");
}

#[tokio::test]
async fn a_demand_is_its_firms_alone_and_of_two_at_once_one_wins() {
    let house = TestApp::start().await;
    let market = Market::of(&house).await;
    let id = market.opened().await;
    let stranger = house.enterprise("别家").await;
    let stranger = house.login(&house.staff(&stranger.organisation, "enterprise_member").await).await;
    let target = format!("/api/v1/financing/demands/{id}");
    assert_eq!(stranger.get(&target).await.status, 404);
    let version = demand(&market.firm, &id).await["version"].as_i64().expect("a version");
    let (back, away) = (demand_at(&id, "take-back"), demand_at(&id, "withdraw"));
    let (first, second) = tokio::join!(
        market.firm.change(&back, version, Value::Null),
        market.firm.change(&away, version, json!({"reason": "资金已到位"})),
    );
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}
