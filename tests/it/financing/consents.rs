//! Consents: what a firm gives a bank to see, that and nothing else, as long as it stands; every look is written down.

use serde_json::{Value, json};
use tests::financing::{Market, demand_wish};
use tests::time::{on, told_of};
use tests::{Person, Reply, TestApp};

const CONSENTS: &str = "/api/v1/financing/consents";

const FIELDS: [&str; 10] = [
    "identity",
    "rights",
    "valuations",
    "profile",
    "tax",
    "social_insurance",
    "housing_fund",
    "revenue",
    "financial_statement",
    "utilities",
];

async fn given(market: &Market<'_>, demand: &str, fields: &[&str]) -> Reply {
    let consent = json!({
        "bank_id": market.manager.organisation, "demand_id": demand, "fields": fields, "purpose": "before_lending",
        "until_on": "2027-02-26",
    });
    market.firm.post(CONSENTS, consent).await
}

async fn looked(person: &Person<'_>, consent: &str, fields: &[&str]) -> Reply {
    person.post(&format!("{CONSENTS}/{consent}/read"), json!({"fields": fields})).await
}

/// A demand with a piece of each kind of data; its id, and the files by kind.
async fn with_all_data(market: &Market<'_>) -> (String, Vec<(&'static str, String)>) {
    let id = market.opened().await;
    let mut files = Vec::new();
    for kind in &FIELDS[4..] {
        let file = market.file(kind, &format!("{kind} 的内容")).await;
        let data = json!({"kind": kind, "file_id": file, "issuer": format!("{kind} 出具单位"), "from_on": "2025-01-01",
            "to_on": "2025-12-31"});
        market.act(&market.firm, &id, "attach-data", data).await.must_be(200);
        files.push((*kind, file));
    }
    (id, files)
}

#[tokio::test]
async fn a_bank_sees_the_field_that_it_was_given_and_no_other_field_by_field() {
    let house = TestApp::start().await;
    let market = Market::of(&house).await;
    let (demand, files) = with_all_data(&market).await;
    let number = market.right_of(&demand, 0).await["number"].as_str().expect("a number").to_owned();
    // What stands for each field, and for no other.
    let mut signs = vec![
        ("identity", market.firm_name().to_owned()),
        ("rights", number),
        ("valuations", "6000000.00".to_owned()),
        ("profile", "230100".to_owned()),
    ];
    signs.extend(files.iter().map(|(kind, file)| (*kind, file.clone())));
    for field in FIELDS {
        let consent = given(&market, &demand, &[field]).await;
        consent.must_be(201);
        let seen = looked(&market.manager, &consent.id(), &[field]).await.must_be(200).to_string();
        for (of, sign) in &signs {
            assert_eq!(seen.contains(sign.as_str()), *of == field, "{of} by a consent to {field}: {seen}");
        }
        for other in FIELDS.iter().filter(|other| **other != field) {
            let refused = looked(&market.manager, &consent.id(), &[field, other]).await.must_be(422);
            assert_eq!(refused["code"], json!("financing.consent_field_not_given"));
        }
        for (kind, file) in &files {
            let target = format!("{CONSENTS}/{}/files/{file}/content", consent.id());
            let served = market.manager.get(&target).await.status;
            assert_eq!(served, if *kind == field { 200 } else { 404 }, "the file of {kind} by a consent to {field}");
        }
    }
}

#[tokio::test]
async fn every_look_is_written_down_before_it_is_answered_and_the_firm_sees_it() {
    let house = TestApp::start().await;
    let market = Market::of(&house).await;
    let (demand, files) = with_all_data(&market).await;
    let consent = given(&market, &demand, &["identity", "tax"]).await;
    consent.must_be(201);
    assert_eq!(told_of(&market.manager, "financing.consent_changed").await, 1);
    let content = format!("{CONSENTS}/{}/files/{}/content", consent.id(), files[0].1);
    assert_eq!(market.manager.get(&content).await.status, 404, "nobody has looked at the tax data yet");
    looked(&market.manager, &consent.id(), &["tax"]).await.must_be(200);
    assert_eq!(market.manager.get(&content).await.status, 200);
    let seen = market.firm.get(&format!("{CONSENTS}/{}", consent.id())).await.must_be(200);
    let readings = seen["readings"].as_array().expect("readings");
    assert_eq!(readings.len(), 1, "{seen}");
    let reader = market.manager.get("/api/v1/me").await.must_be(200)["person_id"].clone();
    assert_eq!((&readings[0]["by_id"], &readings[0]["fields"]), (&reader, &json!(["tax"])));
}

#[tokio::test]
async fn after_its_last_day_or_its_withdrawal_a_consent_is_for_the_bank_as_if_it_had_never_been() {
    let house = TestApp::start().await;
    let market = Market::of(&house).await;
    let demand = market.opened().await;
    let (lapsing, withdrawn) = (given(&market, &demand, &["identity"]).await, given(&market, &demand, &["tax"]).await);
    let target = |consent: &Reply| format!("{CONSENTS}/{}", consent.id());
    market
        .firm
        .change(&format!("{}/withdraw", target(&withdrawn)), withdrawn.version(), Value::Null)
        .await
        .must_be(200);
    assert_eq!(market.manager.get(&target(&withdrawn)).await.status, 404);
    assert_eq!(looked(&market.manager, &withdrawn.id(), &["tax"]).await.status, 404);
    assert_eq!(market.manager.get(&target(&lapsing)).await.status, 200);
    on(&house, "2027-02-27").await;
    let (manager, firm) = (house.login(&market.manager.login).await, house.login(&market.firm.login).await);
    assert_eq!(manager.get(&target(&lapsing)).await.status, 404);
    assert_eq!(looked(&manager, &lapsing.id(), &["identity"]).await.status, 404);
    assert_eq!(manager.get(CONSENTS).await.must_be(200)["total"], json!(0));
    let kept = firm.get(CONSENTS).await.must_be(200);
    let states: Vec<&Value> = kept["items"].as_array().expect("consents").iter().map(|one| &one["state"]).collect();
    assert_eq!(states, [&json!("expired"), &json!("withdrawn")]);
}

#[tokio::test]
async fn a_consent_is_given_to_a_bank_of_a_demand_of_ones_own() {
    let house = TestApp::start().await;
    let market = Market::of(&house).await;
    let demand = market.opened().await;
    let stranger = house.enterprise("别家").await;
    let member = house.login(&house.staff(&stranger.organisation, "enterprise_member").await).await;
    let mut wish = json!({"bank_id": market.manager.organisation, "demand_id": demand, "fields": ["identity"],
        "purpose": "before_lending", "until_on": "2027-02-26"});
    let refused = member.post(CONSENTS, wish.clone()).await.must_be(422);
    assert_eq!(refused["errors"][0]["pointer"], json!("/demand_id"), "{refused}");
    wish["bank_id"] = json!(stranger.organisation);
    let refused = market.firm.post(CONSENTS, wish).await.must_be(422);
    assert_eq!(refused["code"], json!("financing.consent_not_a_bank"), "{refused}");
    let given = given(&market, &demand, &["identity"]).await;
    let other = house.organisation("bank", "农村银行").await;
    let other = house.login(&house.staff(&other.organisation, "loan_officer").await).await;
    assert_eq!(looked(&other, &given.id(), &["identity"]).await.status, 404, "it is for one bank alone");
    assert_eq!(looked(&market.firm, &given.id(), &["identity"]).await.status, 403);
}

#[tokio::test]
async fn no_firm_shows_a_bank_the_file_of_another_as_the_source_of_its_own_facts() {
    let house = TestApp::start().await;
    let market = Market::of(&house).await;
    let stranger = house.enterprise("别家").await;
    let theirs = stranger.upload("secret.txt", "别家的报表\n".as_bytes(), "").await;
    theirs.must_be(201);
    let mut wish = demand_wish("1000000.00", 12);
    wish["profile"][2]["file_id"] = json!(theirs.id());
    let refused = market.firm.post("/api/v1/financing/demands", wish.clone()).await.must_be(422);
    assert_eq!(refused["errors"][0]["pointer"], json!("/profile"), "{refused}");
    let demand = market.demand("1000000.00", 12).await;
    let refused = market.act(&market.firm, &demand, "revise", wish.clone()).await.must_be(422);
    assert_eq!(refused["errors"][0]["pointer"], json!("/profile"), "{refused}");
    let own = market.file("size", "企业规模证明").await;
    wish["profile"][2]["file_id"] = json!(own);
    market.act(&market.firm, &demand, "revise", wish).await.must_be(200);
    let consent = given(&market, &demand, &["profile"]).await;
    looked(&market.manager, &consent.id(), &["profile"]).await.must_be(200);
    let content = format!("{CONSENTS}/{}/files/{own}/content", consent.id());
    assert_eq!(market.manager.get(&content).await.status, 200);
}
