//! Products of banks: drafted, published in versions, paused, withdrawn; seen by firms while they are published.

use serde_json::{Value, json};
use tests::financing::{product_at, product_wish};
use tests::{Person, Reply, TestApp};

const PRODUCTS: &str = "/api/v1/financing/products";

async fn drafted(manager: &Person<'_>) -> Reply {
    let drafted = manager.post(PRODUCTS, product_wish()).await;
    drafted.must_be(201);
    drafted
}

async fn act(manager: &Person<'_>, product: &Reply, verb: &str, body: Value) -> Reply {
    manager.change(&product_at(&product.id(), verb), product.version(), body).await
}

async fn offered(house: &TestApp, id: &str) -> u16 {
    house.visitor().get(&format!("/api/v1/financing/catalogue/{id}")).await.status
}

#[tokio::test]
async fn firms_see_a_product_while_it_is_published() {
    let house = TestApp::start().await;
    let bank = house.organisation("bank", "城市银行").await;
    let manager = house.login(&house.staff(&bank.organisation, "product_manager").await).await;
    let product = drafted(&manager).await;
    assert_eq!(offered(&house, &product.id()).await, 404, "a draft is the bank's alone");
    let product = act(&manager, &product, "publish", Value::Null).await;
    assert_eq!(product.must_be(200)["state"], json!("published"));
    let catalogue = house.visitor().get("/api/v1/financing/catalogue").await.must_be(200);
    assert_eq!(catalogue["total"], json!(1));
    assert_eq!(catalogue["items"][0]["conditions"][0]["text"], json!("企业规模为微型企业、小型企业、中型企业"));
    let product = act(&manager, &product, "pause", json!({"reason": "额度已满"})).await;
    assert_eq!(offered(&house, &product.id()).await, 404);
    let product = act(&manager, &product, "resume", Value::Null).await;
    assert_eq!(offered(&house, &product.id()).await, 200);
    let product = act(&manager, &product, "withdraw", json!({"reason": "产品到期"})).await;
    assert_eq!(product.must_be(200)["possible_acts"], json!([]));
    let late = act(&manager, &product, "publish", Value::Null).await.must_be(409);
    assert_eq!(late["code"], json!("financing.product_withdrawn"));
}

#[tokio::test]
async fn what_firms_have_seen_gets_a_further_version_when_it_is_revised() {
    let house = TestApp::start().await;
    let bank = house.organisation("bank", "城市银行").await;
    let manager = house.login(&house.staff(&bank.organisation, "product_manager").await).await;
    let mut wish = product_wish();
    wish["terms"]["name"] = json!("知产贷");
    let product = act(&manager, &drafted(&manager).await, "revise", wish.clone()).await;
    assert_eq!(product.must_be(200)["offer_version"], json!(1), "nobody has seen the draft");
    let product = act(&manager, &product, "publish", Value::Null).await;
    wish["terms"]["amount"]["most"] = json!("20000000.00");
    let product = act(&manager, &product, "revise", wish.clone()).await;
    assert_eq!(product.must_be(200)["offer_version"], json!(2));
    let same = act(&manager, &product, "revise", wish).await;
    assert_eq!(same.must_be(409)["code"], json!("financing.product_nothing_changes"));
}

#[tokio::test]
async fn what_no_firm_could_meet_is_refused_with_its_place() {
    let house = TestApp::start().await;
    let bank = house.organisation("bank", "城市银行").await;
    let manager = house.login(&house.staff(&bank.organisation, "product_manager").await).await;
    let refused = |wish: Value| {
        let manager = manager.clone();
        async move {
            let problem = manager.post(PRODUCTS, wish).await.must_be(422);
            problem["errors"][0]["pointer"].as_str().expect("a place").to_owned()
        }
    };
    let mut upside_down = product_wish();
    upside_down["terms"]["amount"]["least"] = json!("20000000.00");
    assert_eq!(refused(upside_down).await, "/terms/amount/least");
    let mut negative = product_wish();
    negative["terms"]["annual_rate"]["least"] = json!("-0.01");
    assert_eq!(refused(negative).await, "/terms/annual_rate/least");
    let mut twice = product_wish();
    let size = json!({"condition": "size_in", "sizes": ["large"]});
    twice["conditions"] = json!([size, size]);
    assert_eq!(refused(twice).await, "/conditions/1");
    let mut unsaid = product_wish();
    unsaid["conditions"] = json!([{"condition": "revenue_at_least"}]);
    assert_eq!(refused(unsaid).await, "/conditions/0/amount");
    let mut beside = product_wish();
    beside["conditions"] = json!([{"condition": "no_existing_pledge", "number": 3}]);
    assert_eq!(refused(beside).await, "/conditions/0/number");
}

#[tokio::test]
async fn a_bank_sees_its_own_products_alone_and_two_who_change_one_at_once_do_not_both_win() {
    let house = TestApp::start().await;
    let bank = house.organisation("bank", "城市银行").await;
    let other = house.organisation("bank", "农村银行").await;
    let manager = house.login(&house.staff(&bank.organisation, "product_manager").await).await;
    let stranger = house.login(&house.staff(&other.organisation, "product_manager").await).await;
    let product = drafted(&manager).await;
    let target = format!("{PRODUCTS}/{}", product.id());
    assert_eq!(stranger.get(&target).await.status, 404);
    assert_eq!(stranger.get(PRODUCTS).await.must_be(200)["total"], json!(0));
    assert_eq!(act(&stranger, &product, "publish", Value::Null).await.status, 404);
    let officer = house.login(&house.staff(&bank.organisation, "loan_officer").await).await;
    assert_eq!(officer.get(&target).await.status, 200);
    assert_eq!(act(&officer, &product, "publish", Value::Null).await.status, 403, "the product manager does that");
    let (first, second) = tokio::join!(
        act(&manager, &product, "publish", Value::Null),
        act(&manager, &product, "withdraw", json!({"reason": "不再办理"})),
    );
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}
