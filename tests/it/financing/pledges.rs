//! Pledges over HTTP: what is asked before anyone signs, what the office does, the register as it stood on any day.

use serde_json::{Value, json};
use tests::deals::{TODAY, Trade};
use tests::{Reply, TestApp};

const DEALS: &str = "/api/v1/financing/deals";
const PLEDGES: &str = "/api/v1/financing/pledges";
const REGISTER: &str = "/api/v1/financing/pledge-register";

/// An approved deal with the right of its demand.
async fn approved(trade: &Trade<'_>) -> (String, Value) {
    let deal = trade.led_to(Some("approve")).await;
    let demand = trade.seen(&deal).await["demand_id"].as_str().expect("an id").to_owned();
    let right = trade.rights_of(&demand).await.remove(0);
    (deal, right)
}

async fn asked(trade: &Trade<'_>, deal: &str, wish: Value) -> Reply {
    trade.officer.post(&format!("{DEALS}/{deal}/pledges"), wish).await
}

#[tokio::test]
async fn every_ground_of_the_office_is_asked_before_anyone_signs() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let (deal, right) = approved(&trade).await;
    let mut wish = trade.pledge_wish(&right, "450000.00");
    wish["debt_until_on"] = json!("2045-11-30");
    wish["settled"] = json!([]);
    let checks = trade.officer.post(&format!("{DEALS}/{deal}/pledges/examine"), wish.clone()).await.must_be(200);
    let answer = |ground: &str| {
        let of = |check: &&Value| check["ground"] == ground;
        checks.as_array().expect("checks").iter().find(of).expect("it is asked")["answer"].clone()
    };
    assert_eq!(answer("not_owner"), json!("yes"));
    assert_eq!(answer("debt_outlives_right"), json!("no"), "the patent ends in 2039");
    assert_eq!(answer("disputed"), json!("needs_person"), "no source of disputes is connected");
    let refused = asked(&trade, &deal, wish.clone()).await.must_be(422);
    let codes: Vec<&str> =
        refused["errors"].as_array().expect("errors").iter().filter_map(|one| one["code"].as_str()).collect();
    assert!(codes.contains(&"financing.pledge_debt_outlives_right"), "{refused}");
    assert!(codes.contains(&"financing.pledge_needs_person"), "{refused}");
    assert_eq!(trade.officer.get(PLEDGES).await.must_be(200)["total"], json!(0), "nothing was prepared");
}

#[tokio::test]
async fn a_pack_has_the_papers_that_the_office_asks_for() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let (deal, right) = approved(&trade).await;
    let pledge = trade.prepared(&deal, &right, "450000.00").await;
    let pack = trade.market.firm.get(&format!("{PLEDGES}/{pledge}/pack/content")).await;
    assert_eq!(pack.status, 200);
    let seen = trade.officer.get(&format!("{PLEDGES}/{pledge}")).await.must_be(200);
    assert_eq!(seen["pack_sha256"], json!(hall::files::Digest::of(&pack.body).to_string()));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(pack.body.clone())).expect("a ZIP");
    let names: Vec<String> = (0..archive.len())
        .map(|at| archive.by_index(at).expect("an entry").name().expect("a name").into_owned())
        .collect();
    for paper in ["材料清单.pdf", "质押登记申请表.pdf", "质押合同.pdf", "承诺书.pdf", "评估报告"]
    {
        assert!(names.iter().any(|name| name.starts_with(paper)), "{paper} is not among {names:?}");
    }
}

#[tokio::test]
async fn a_right_carries_one_pledge_and_a_second_is_refused_with_its_ground() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let (deal, right) = approved(&trade).await;
    trade.prepared(&deal, &right, "450000.00").await;
    // The same right in a demand of its own.
    let demand = trade.market.demand("500000.00", 12).await;
    trade.market.bring(&demand, &right, "6000000.00").await;
    trade.market.open(&demand).await;
    let second = trade.proposed(&demand).await;
    trade.lead(&second, Some("approve")).await;
    let refused = asked(&trade, &second, trade.pledge_wish(&right, "450000.00")).await.must_be(422);
    assert_eq!(refused["code"], json!("financing.pledge_already_pledged"), "{refused}");
}

#[tokio::test]
async fn a_pledge_of_which_the_registry_tells_or_that_is_mirrored_blocks() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let (deal, right) = approved(&trade).await;
    let mirror = json!({"right": right, "registered_on": TODAY, "number": "Y2026110000002", "pledgor": trade.market.name,
        "pledgee": "外省银行", "note": "专利登记簿副本"});
    trade.market.centre.post(&format!("{PLEDGES}/mirror"), mirror).await.must_be(201);
    let refused = asked(&trade, &deal, trade.pledge_wish(&right, "450000.00")).await.must_be(422);
    assert_eq!(refused["code"], json!("financing.pledge_already_pledged"), "{refused}");
    let number = right["number"].as_str().expect("a number");
    let found = house.visitor().get(&format!("{REGISTER}?number={number}")).await.must_be(200);
    assert_eq!((&found["total"], &found["items"][0]["pledgee"]), (&json!(1), &json!("外省银行")), "{found}");
}

#[tokio::test]
async fn the_office_wants_corrections_and_its_clock_starts_anew() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let (deal, right) = approved(&trade).await;
    let pledge = trade.prepared(&deal, &right, "450000.00").await;
    let submitted = json!({"receipt": "ZLZY1", "submitted_on": TODAY});
    let submitted = trade.act_on_pledge(&trade.market.firm, &pledge, "submit", submitted).await.must_be(200);
    assert_eq!(submitted["office_due_on"], json!("2026-11-25"), "two working days online");
    let defects = json!({"note": "缺少质权人盖章", "on": TODAY});
    let stopped = trade.act_on_pledge(&trade.officer, &pledge, "note-defects", defects).await.must_be(200);
    assert_eq!((&stopped["office_due_on"], &stopped["defects"]), (&Value::Null, &json!("缺少质权人盖章")));
    let early = json!({"number": "Y1", "registered_on": TODAY, "notice_file_id": trade.file("notice").await});
    let refused = trade.act_on_pledge(&trade.officer, &pledge, "register", early).await.must_be(409);
    assert_eq!(refused["code"], json!("financing.pledge_defective"));
    let cured = trade.act_on_pledge(&trade.officer, &pledge, "cure", json!({"on": TODAY})).await.must_be(200);
    assert_eq!(cured["office_due_on"], json!("2026-11-25"));
    let refused = json!({"ground": "contract_lacks", "reason": "合同缺少担保范围", "refused_on": TODAY});
    let refused = trade.act_on_pledge(&trade.officer, &pledge, "refuse", refused).await.must_be(200);
    assert_eq!((&refused["state"], &refused["refused_for"]), (&json!("refused"), &json!("contract_lacks")));
    trade.prepared(&deal, &right, "450000.00").await;
}

#[tokio::test]
async fn the_register_keeps_every_version_and_answers_for_any_day() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let deal = trade.led_to(Some("disburse")).await;
    let pledge = trade.pledges_of(&deal).await.remove(0);
    tests::time::on(&house, "2026-12-10").await;
    let trade = Trade {
        officer: house.login(&trade.officer.login).await,
        market: tests::financing::Market { firm: house.login(&trade.market.firm.login).await, ..trade.market.clone() },
        ..trade.clone()
    };
    let extended = json!({"on": "2026-12-01", "debt_until_on": "2028-11-30", "note": "登记簿查询"});
    trade.act_on_pledge(&trade.officer, &pledge, "extend", extended).await.must_be(200);
    let released = json!({"on": "2026-12-10", "reason": "waived", "note": "登记簿查询"});
    let released = trade.act_on_pledge(&trade.officer, &pledge, "release", released).await.must_be(200);
    let kinds: Vec<&str> =
        released["versions"].as_array().expect("versions").iter().filter_map(|one| one["kind"].as_str()).collect();
    assert_eq!(kinds, ["created", "extended", "released"]);
    let number = released["right"]["number"].as_str().expect("a number").to_owned();
    let on =
        async |day: &str| house.visitor().get(&format!("{REGISTER}?number={number}&as_of={day}")).await.must_be(200);
    assert_eq!(on("2026-11-22").await["total"], json!(0));
    for (day, last, stands) in
        [("2026-11-23", "created", true), ("2026-12-05", "extended", true), ("2026-12-10", "released", false)]
    {
        let found = on(day).await;
        let entry = &found["items"][0];
        assert_eq!((&entry["last"], &entry["stands"]), (&json!(last), &json!(stands)), "{day}: {found}");
        assert!(
            entry.get("amount").is_none() && !found.to_string().contains("450000"),
            "the debt is not public: {found}"
        );
    }
    let refused = asked_to_move(&trade, &pledge).await;
    assert_eq!(refused["code"], json!("financing.pledge_released"));
}

async fn asked_to_move(trade: &Trade<'_>, pledge: &str) -> Value {
    let late = json!({"on": "2026-12-10", "debt_until_on": "2029-11-30", "note": "登记簿查询"});
    trade.act_on_pledge(&trade.officer, pledge, "extend", late).await.must_be(409)
}

#[tokio::test]
async fn what_came_up_since_the_papers_were_made_keeps_the_parties_from_signing() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let deal = trade.led_to(Some("draw-up")).await;
    let seen = trade.seen(&deal).await;
    let demand = seen["demand_id"].as_str().expect("an id").to_owned();
    let right = trade.rights_of(&demand).await.remove(0);
    let mirror = json!({"right": right, "registered_on": TODAY, "note": "专利登记簿副本", "pledgee": "外省银行"});
    trade.market.centre.post(&format!("{PLEDGES}/mirror"), mirror).await.must_be(201);
    let signature = json!({"sha256": seen["contract"]["sha256"], "signed_on": TODAY});
    let refused = trade.act(&trade.market.firm, &deal, "sign", signature).await.must_be(409);
    assert_eq!(refused["code"], json!("financing.pledge_already_pledged"), "{refused}");
}
