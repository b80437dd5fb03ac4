//! Figures of financing, as those see them who supervise it.

use serde_json::{Value, json};
use tests::deals::Trade;
use tests::people::number;
use tests::time::days_later;
use tests::{Person, TestApp};

const STATISTICS: &str = "/api/v1/financing/statistics";

/// The year of everything that happens here, and the one before.
const BOTH_YEARS: &str = "from_on=2025-01-01&to_on=2026-12-31";

async fn regulator(house: &TestApp) -> Person<'_> {
    let body = json!({"kind": "regulator", "name": format!("第{}监管局", number())});
    let system = house.system_administrator().await;
    let entered = system.post("/api/v1/organisations", body).await;
    entered.must_be(201);
    house.login(&house.staff(&entered.id(), "regulator").await).await
}

/// The same firm and centre with a bank of this name.
async fn with_another_bank<'h>(trade: &Trade<'h>, name: &str) -> Trade<'h> {
    let mut market = trade.market.clone();
    let bank = market.house.organisation("bank", name).await;
    let manager = market.house.staff(&bank.organisation, "product_manager").await;
    market.manager = market.house.login(&manager).await;
    Trade::with(market).await
}

async fn figures(of: &Person<'_>, asked: &str) -> Value {
    of.get(&format!("{STATISTICS}?{asked}")).await.must_be(200)
}

async fn table(of: &Person<'_>, asked: &str) -> String {
    let table = of.get(&format!("{STATISTICS}/export?{asked}")).await;
    assert_eq!(table.status, 200);
    String::from_utf8(table.body).expect("UTF-8")
}

fn of_the_bank<'v>(rows: &'v Value, bank: &Person<'_>) -> &'v Value {
    let mut rows = rows.as_array().expect("rows").iter();
    rows.find(|row| row["bank_id"] == json!(bank.organisation)).expect("a row of the bank")
}

/// One bank lends on one demand, takes another on after three days, has not answered a third and is left with a fourth; another
/// bank refuses after two days. A pledge of the year before was made elsewhere.
async fn a_year_of_two_banks(house: &TestApp) -> (Trade<'_>, Trade<'_>) {
    let lends = Trade::of(house).await;
    let refuses = with_another_bank(&lends, "=另一银行").await;
    let market = &lends.market;
    lends.led_to(Some("disburse")).await;
    let demand = market.opened().await;
    let taken_on = lends.proposed(&demand).await;
    lends.proposed(&demand).await;
    let given_up = lends.proposed(&demand).await;
    lends.act(&market.firm, &given_up, "withdraw", json!({"reason": "firm_gave_up"})).await.must_be(200);
    let refused = refuses.proposed(&demand).await;
    let elsewhere = json!({"right": market.patent().await, "registered_on": "2025-06-02", "note": "专利登记簿副本"});
    market.centre.post("/api/v1/financing/pledges/mirror", elsewhere).await.must_be(201);
    days_later(house, 2).await;
    let officer = house.login(&refuses.officer.login).await;
    lends.act(&officer, &refused, "refuse", json!({"reason": "value_too_low"})).await.must_be(200);
    days_later(house, 1).await;
    let officer = house.login(&lends.officer.login).await;
    lends.act(&officer, &taken_on, "accept", Value::Null).await.must_be(200);
    (lends, refuses)
}

#[tokio::test]
async fn a_regulator_sees_exactly_what_was_registered_paid_out_and_answered_by_two_banks() {
    let house = TestApp::start().await;
    let (lends, refuses) = a_year_of_two_banks(&house).await;
    let regulator = regulator(&house).await;
    let told = figures(&regulator, BOTH_YEARS).await;
    let (bank, other) = (&lends.officer.organisation, &refuses.officer.organisation);
    let all = json!({"count": 2, "amount_unknown": 1, "secured": "450000.00"});
    let elsewhere = json!({"count": 1, "amount_unknown": 1, "secured": "0.00"});
    let here = json!({"count": 1, "amount_unknown": 0, "secured": "450000.00"});
    assert_eq!(
        told["pledges"],
        json!({
            "all": all, "by_kind": [{"kind": "invention", "volume": all}],
            "by_year": [{"year": 2025, "volume": elsewhere}, {"year": 2026, "volume": here}],
            "by_bank": [{"volume": elsewhere}, {"bank_id": bank, "bank_name": "城市银行测试机构", "volume": here}],
            "by_region": [{"volume": elsewhere}, {"region": "230100", "volume": here}],
        })
    );
    let loan = json!({"bank_id": bank, "bank_name": "城市银行测试机构", "count": 1, "amount": "900000.00"});
    assert_eq!(told["loans"], json!({"count": 1, "amount": "900000.00", "by_bank": [loan]}));
    assert_eq!(told["answers"].as_array().expect("answers").len(), 2);
    assert_eq!(
        of_the_bank(&told["answers"], &lends.officer),
        &json!({
            "bank_id": bank, "bank_name": "城市银行测试机构", "asked": 4, "answered": 2, "open": 1,
            "ended_unanswered": 1, "median_days": "1.5", "longest_days": 3, "refused": [],
        })
    );
    assert_eq!(
        of_the_bank(&told["answers"], &refuses.officer),
        &json!({
            "bank_id": other, "bank_name": "=另一银行测试机构", "asked": 1, "answered": 1, "open": 0,
            "ended_unanswered": 0, "median_days": "2.0", "longest_days": 2,
            "refused": [{"reason": "value_too_low", "count": 1}],
        })
    );
    // The same as a table, in which no name is a formula.
    let text = table(&regulator, BOTH_YEARS).await;
    for row in [
        "\u{feff}统计项目,分组,名称,银行标识,拒绝原因,件数,".to_owned(),
        "\r\n质押登记,合计,,,,2,1,450000.00,,,,,\r\n".to_owned(),
        "\r\n质押登记,登记年度,2025,,,1,1,0.00,,,,,\r\n".to_owned(),
        "\r\n质押登记,登记年度,2026,,,1,0,450000.00,,,,,\r\n".to_owned(),
        "\r\n质押登记,权利种类,发明专利,,,2,1,450000.00,,,,,\r\n".to_owned(),
        "\r\n质押登记,银行,平台外质押,,,1,1,0.00,,,,,\r\n".to_owned(),
        format!("\r\n质押登记,银行,城市银行测试机构,{bank},,1,0,450000.00,,,,,\r\n"),
        "\r\n质押登记,地区,230100,,,1,0,450000.00,,,,,\r\n".to_owned(),
        "\r\n放款,合计,,,,1,,900000.00,,,,,\r\n".to_owned(),
        format!("\r\n放款,银行,城市银行测试机构,{bank},,1,,900000.00,,,,,\r\n"),
        format!("\r\n银行答复,银行,城市银行测试机构,{bank},,4,,,2,1,1,1.5,3\r\n"),
        format!("\r\n银行答复,银行,'=另一银行测试机构,{other},,1,,,1,0,0,2.0,2\r\n"),
        format!("\r\n拒绝与否决,银行,'=另一银行测试机构,{other},知识产权评估价值不足,1,,,,,,,\r\n"),
    ] {
        assert!(text.contains(&row), "{row} is not in\n{text}");
    }
    assert_eq!(text.lines().count(), 14, "{text}");
}

#[tokio::test]
async fn a_day_outside_the_period_and_another_bank_count_nothing() {
    let house = TestApp::start().await;
    let (lends, refuses) = a_year_of_two_banks(&house).await;
    let regulator = regulator(&house).await;
    let none = json!({"count": 0, "amount_unknown": 0, "secured": "0.00"});
    let nothing = json!({"all": none, "by_year": [], "by_kind": [], "by_bank": [], "by_region": []});
    for outside in ["from_on=2026-11-24&to_on=2026-12-31", "from_on=2025-06-03&to_on=2026-11-22"] {
        let told = figures(&regulator, outside).await;
        assert_eq!(told["pledges"], nothing, "{outside}");
        assert_eq!(told["loans"], json!({"count": 0, "amount": "0.00", "by_bank": []}), "{outside}");
        assert_eq!(told["answers"], json!([]), "by the day of asking, {outside}");
        assert_eq!(table(&regulator, outside).await.lines().count(), 3, "the heading and two sums of nothing");
    }
    let the_day = figures(&regulator, "from_on=2026-11-23&to_on=2026-11-23").await;
    assert_eq!((&the_day["pledges"]["all"]["count"], &the_day["loans"]["count"]), (&json!(1), &json!(1)));
    let bank = &refuses.officer.organisation;
    let of_the_other = figures(&regulator, &format!("{BOTH_YEARS}&bank_id={bank}")).await;
    assert_eq!((&of_the_other["bank_id"], &of_the_other["pledges"]), (&json!(bank), &nothing));
    assert_eq!(of_the_other["loans"]["by_bank"], json!([]));
    assert_eq!(of_the_other["answers"].as_array().expect("answers").len(), 1);
    let bank = &lends.officer.organisation;
    let of_the_lender = figures(&regulator, &format!("{BOTH_YEARS}&bank_id={bank}")).await;
    assert_eq!(of_the_lender["pledges"]["all"]["count"], json!(1), "what was made elsewhere is of no bank");
    assert_eq!(of_the_lender["loans"]["amount"], json!("900000.00"));
}

#[tokio::test]
async fn a_period_is_not_turned_and_has_at_most_three_years() {
    let house = TestApp::start().await;
    let regulator = regulator(&house).await;
    for (asked, code) in [
        ("from_on=2026-12-31&to_on=2026-01-01", "financing.statistics_days_turned"),
        ("from_on=2024-01-01&to_on=2027-01-01", "financing.statistics_period_too_long"),
    ] {
        for at in [STATISTICS.to_owned(), format!("{STATISTICS}/export")] {
            let refused = regulator.get(&format!("{at}?{asked}")).await.must_be(422);
            let error = &refused["errors"][0];
            assert_eq!((&error["code"], &error["pointer"]), (&json!(code), &json!("?to_on")), "{refused}");
        }
    }
    figures(&regulator, "from_on=2024-01-01&to_on=2026-12-31").await;
    let half = regulator.get(&format!("{STATISTICS}?from_on=2024-01-01")).await.must_be(400);
    assert_eq!(half["errors"][0]["pointer"], json!("?to_on"), "both days are needed");
}

#[tokio::test]
async fn who_supervises_sees_the_figures_and_no_bank_no_firm_and_no_administrator_does() {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let centre = &trade.market.centre.organisation;
    let lead = house.with_second_factor(&house.staff(centre, "centre_lead").await).await;
    for sees in [&lead, &regulator(&house).await] {
        assert_eq!(figures(sees, BOTH_YEARS).await["loans"]["count"], json!(0));
    }
    let system = house.system_administrator().await;
    let (market, visitor) = (&trade.market, house.visitor());
    for (who, status) in [
        (&trade.officer, 403),
        (&trade.approver, 403),
        (&market.manager, 403),
        (&market.firm, 403),
        (&market.centre, 403),
        (&system, 403),
        (&visitor, 401),
    ] {
        for at in [STATISTICS.to_owned(), format!("{STATISTICS}/export")] {
            assert_eq!(who.get(&format!("{at}?{BOTH_YEARS}")).await.status, status, "{} at {at}", who.login);
        }
    }
}
