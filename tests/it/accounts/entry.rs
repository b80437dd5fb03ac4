//! The first entry, and the registration of a firm.

use serde_json::{Value, json};
use tests::TestApp;
use tests::people::{PASSWORD, fresh_uscc, totp};

#[tokio::test]
async fn the_three_administrators_come_in_by_one_time_codes_and_act_with_a_second_factor() {
    let house = TestApp::start().await;
    let codes = house.first_codes().await.clone();
    assert_eq!(codes.len(), 3);
    house.accept(&codes["system_administrator"], "system.one").await.must_be(201);
    let again = house.accept(&codes["system_administrator"], "system.two").await;
    assert_eq!(again.refusal(409), "accounts.invitation_used", "a code lets in once");
    let without = house.login("system.one").await;
    assert_eq!(without.get("/api/v1/organisations").await.refusal(403), "auth.second_factor_required");
    let with = house.with_second_factor("system.one").await;
    assert_eq!(with.get("/api/v1/organisations").await.must_be(200)["total"], 1, "the platform itself");
    let refused = house.try_login("system.one", PASSWORD, None).await;
    assert_eq!(refused.refusal(401), "accounts.second_factor_needed");
}

#[tokio::test]
async fn a_code_of_the_second_factor_opens_nothing_twice() {
    let house = TestApp::start().await;
    house.register("enterprise", "甲公司", "wang").await;
    let person = house.login("wang").await;
    let begun = person.post("/api/v1/me/second-factor/begin", Value::Null).await.must_be(200);
    let secret = begun["secret"]["base32"].as_str().expect("a secret");
    let second = house.real_second();
    let code = totp(secret, second);
    person.post("/api/v1/me/second-factor/confirm", json!({"code": code})).await.must_be(200);
    assert_eq!(house.try_login("wang", PASSWORD, Some(&code)).await.refusal(401), "accounts.login_refused");
    let next = totp(secret, second + 30);
    house.try_login("wang", PASSWORD, Some(&next)).await.must_be(200);
    assert_eq!(house.try_login("wang", PASSWORD, Some(&next)).await.refusal(401), "accounts.login_refused");
}

#[tokio::test]
async fn a_firm_registers_with_its_credit_code_and_acts_after_it_was_confirmed() {
    let house = TestApp::start().await;
    let registered = house.register("enterprise", "甲公司", "wang").await;
    let person = house.login("wang").await;
    let waiting = person.post("/api/v1/invitations", json!({"roles": ["enterprise_member"]})).await;
    assert_eq!(waiting.refusal(403), "accounts.organisation_not_confirmed");
    let system = house.system_administrator().await;
    let target = format!("/api/v1/organisations/{}/confirm", registered.id());
    let confirmed = system.change(&target, registered.version(), Value::Null).await;
    assert_eq!(confirmed.must_be(200)["state"], "confirmed");
    assert_eq!(system.change(&target, registered.version(), Value::Null).await.refusal(412), "version.stale");
    person.post("/api/v1/invitations", json!({"roles": ["enterprise_member"]})).await.must_be(201);
    let inbox = person.get("/api/v1/notices").await.must_be(200);
    assert_eq!(inbox["items"][0]["kind"], "accounts.organisation_confirmed", "{inbox}");
    assert_eq!(inbox["items"][0]["title"], "机构已通过审核");
}

#[tokio::test]
async fn what_is_wrong_with_a_registration_is_told_by_field() {
    let house = TestApp::start().await;
    house.register("enterprise", "甲公司", "wang").await;
    let uscc = fresh_uscc();
    let person = |login: &str, password: &str| json!({"login": login, "password": password, "name": "王五"});
    let ask = |kind: &str, uscc: &str, administrator: Value| {
        let body = json!({"kind": kind, "name": "乙公司", "uscc": uscc, "administrator": administrator});
        let visitor = house.visitor();
        async move { visitor.post("/api/v1/organisations/register", body).await }
    };
    let taken = ask("enterprise", &uscc, person("wang", PASSWORD)).await;
    assert_eq!(taken.must_be(422)["errors"][0]["pointer"], "/administrator/login");
    let weak = ask("enterprise", &uscc, person("li.si", "password")).await;
    assert_eq!(weak.must_be(422)["errors"][0]["pointer"], "/administrator/password");
    let state = ask("credit_authority", &uscc, person("li.si", PASSWORD)).await;
    assert_eq!(state.refusal(422), "accounts.kind_not_open");
    let broken = ask("enterprise", "91990000MA0000010X", person("li.si", PASSWORD)).await;
    assert_eq!(broken.refusal(409), "accounts.uscc_check_character_fails");
    ask("enterprise", &uscc, person("li.si", PASSWORD)).await.must_be(201);
    let twice = ask("enterprise", &uscc, person("zhao.liu", PASSWORD)).await;
    assert_eq!(twice.must_be(422)["errors"][0]["code"], "accounts.uscc_taken");
}
