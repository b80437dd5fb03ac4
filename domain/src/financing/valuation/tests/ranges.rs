//! A valuation and what its ends assume.

use super::*;

fn told(inputs: Inputs) -> String {
    let valuation = estimate(inputs, sensitivity(), 12).expect("it is valued");
    let end = |end: &End| format!("{} {}", end.value, serde_json::to_string(&end.assumptions).expect("storable"));
    let Valuation { low, high, value, inputs, .. } = &valuation;
    format!("{}\nvalue {value}\nlow   {}\nhigh  {}", inputs.method(), end(low), end(high))
}

#[test]
fn each_end_says_what_it_assumes() {
    insta::assert_snapshot!(told(Inputs::ReliefFromRoyalty(royalties())), @r#"
    relief_from_royalty
    value 102272.73
    low   88797.08 [{"assumption":"moved","input":"royalty_rate","from":"0.05","to":"0.045"},{"assumption":"moved","input":"discount_rate","from":"0.1","to":"0.12"}]
    high  116718.35 [{"assumption":"moved","input":"royalty_rate","from":"0.05","to":"0.055"},{"assumption":"moved","input":"discount_rate","from":"0.1","to":"0.08"}]
    "#);
    insta::assert_snapshot!(told(Inputs::Cost(costs())), @r#"
    cost
    value 648000.00
    low   582187.50 [{"assumption":"moved","input":"profit","from":"0.2","to":"0.15"},{"assumption":"moved","input":"economic_obsolescence","from":"0.2","to":"0.25"}]
    high  717187.50 [{"assumption":"moved","input":"profit","from":"0.2","to":"0.25"},{"assumption":"moved","input":"economic_obsolescence","from":"0.2","to":"0.15"}]
    "#);
    insta::assert_snapshot!(told(Inputs::Market(sales())), @r#"
    market
    value 990000.00
    low   900000.00 [{"assumption":"sells_as","comparable":2,"label":"丙"}]
    high  1200000.00 [{"assumption":"sells_as","comparable":1,"label":"乙"}]
    "#);
}

#[test]
fn what_stands_at_its_bound_is_not_moved_beyond_it() {
    let inputs = ReliefFromRoyalty { discount_rate: rate("0.01"), royalty_rate: rate("0.95"), ..royalties() };
    insta::assert_snapshot!(told(Inputs::ReliefFromRoyalty(inputs)), @r#"
    relief_from_royalty
    value 2310522.60
    low   1997526.26 [{"assumption":"moved","input":"royalty_rate","from":"0.95","to":"0.855"},{"assumption":"moved","input":"discount_rate","from":"0.01","to":"0.03"}]
    high  2482500.00 [{"assumption":"moved","input":"royalty_rate","from":"0.95","to":"1"},{"assumption":"moved","input":"discount_rate","from":"0.01","to":"0"}]
    "#);
    let free = ReliefFromRoyalty { discount_rate: Rate::ZERO, ..royalties() };
    insta::assert_snapshot!(told(Inputs::ReliefFromRoyalty(free)), @r#"
    relief_from_royalty
    value 124125.00
    low   107253.71 [{"assumption":"moved","input":"royalty_rate","from":"0.05","to":"0.045"},{"assumption":"moved","input":"discount_rate","from":"0","to":"0.02"}]
    high  136537.50 [{"assumption":"moved","input":"royalty_rate","from":"0.05","to":"0.055"}]
    "#);
}

#[test]
fn a_valuation_is_valid_for_whole_months_and_stored_as_it_is() {
    let day = |text: &str| text.parse().expect("a day");
    let valued = |months| estimate(Inputs::Cost(costs()), sensitivity(), months);
    let valuation = valued(12).expect("it is valued");
    assert_eq!(valuation.valid_until(day("2024-02-29")), Some(day("2025-02-28")));
    let stored = serde_json::to_string(&valuation).expect("storable");
    assert_eq!(serde_json::from_str::<Valuation>(&stored).expect("readable"), valuation);
    for months in [0, 61] {
        let wrong = [("/valid_for_months".to_owned(), "financing.validity_out_of_range")];
        assert_eq!(refused(valued(months)), wrong);
    }
}

#[test]
fn inputs_with_a_name_that_is_not_known_are_not_read() {
    let known = serde_json::to_value(Inputs::ReliefFromRoyalty(royalties())).expect("storable");
    assert_eq!(known["method"], "relief_from_royalty");
    let mut more = known;
    more["royalty"] = "0.05".into();
    assert!(serde_json::from_value::<Inputs>(more).is_err());
}
