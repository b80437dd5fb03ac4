//! The set of indicators as a file.

use super::*;

pub(super) const SHIPPED: &str = include_str!("../../../../../rules/valuation-indicators.toml");

fn fault(from: &str, to: &str) -> IndicatorFault {
    assert!(SHIPPED.contains(from), "{from}");
    IndicatorSet::parse(&SHIPPED.replacen(from, to, 1)).expect_err("it is wrong")
}

#[test]
fn the_shipped_set_is_read_and_says_that_it_is_not_the_standards() {
    let set = IndicatorSet::parse(SHIPPED).expect("the shipped set is sound");
    assert_eq!((set.version(), set.indicators().len()), ("platform-1", 14));
    assert!(!set.is_verified());
    assert!(set.indicators().iter().all(|indicator| !indicator.verified && indicator.basis.contains("平台自拟")));
}

#[test]
fn a_faulty_set_is_refused_and_the_fault_named() {
    let twice = SHIPPED.replacen("legal.scope", "legal.stability", 1);
    let faults = [
        fault("licence_transfer = \"10\"", "licence_transfer = \"10.01\""),
        fault("finance = \"12\", ", ""),
        fault("legal.stability", "technical.stability"),
        fault("legal.stability", "legal.Stability"),
        IndicatorSet::parse(&twice).expect_err("it is wrong"),
        fault("权利稳定性", " "),
        fault("platform-1", ""),
    ];
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(faults.join("\n"), @r#"
    the weights of the scene licence_transfer are not 100 %
    indicator legal.stability has no weight in the scene finance; write "0" if it counts for nothing there
    indicator "technical.stability" must be called legal.<word>, of small letters, digits and underscores, 50 at most
    indicator "legal.Stability" must be called legal.<word>, of small letters, digits and underscores, 50 at most
    indicator legal.stability stands twice
    indicator legal.stability lacks a name in Chinese or English, or its basis
    the version of the set has 1 to 50 characters
    "#);
    assert_eq!(IndicatorSet::parse("version = \"1\"\nindicator = []"), Err(IndicatorFault::Number));
    let unknown = |from, to| matches!(fault(from, to), IndicatorFault::Unreadable(_));
    assert!(unknown("finance = \"12\"", "gifts = \"12\""));
    assert!(unknown("group = \"legal\"", "group = \"moral\""));
    assert!(unknown("finance = \"12\"", "finance = \"-12\""));
    assert!(unknown("verified = false", "verified = false\ncolour = 1"));
}
