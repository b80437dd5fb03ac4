//! What is stored of a deadline, which must stay readable for ever.

use serde_json::json;

use super::*;

#[test]
fn a_basis_is_stored_without_what_it_does_not_have() {
    let stored =
        json!({ "start_on": "2026-03-02", "period": { "unit": "months", "length": 3, "roll": "next_working_day" } });
    assert_eq!(serde_json::to_value(months("2026-03-02", 3)).ok(), Some(stored.clone()));
    assert_eq!(serde_json::from_value::<Basis>(stored).ok(), Some(months("2026-03-02", 3)));
}

#[test]
fn a_basis_with_everything_reads_back() {
    let stored = json!({
        "start_on": "2026-03-02",
        "period": { "unit": "working_days", "length": 10, "roll": "none" },
        "channel": "post",
        "received_on": "2026-03-04",
        "suspensions": [{ "from_on": "2026-03-05", "to_on": "2026-03-06" }],
        "extended": 5,
        "rule": {
            "id": "credit.repair_result", "valid_from": "2026-04-01", "zh": "信用修复：作出结果", "en": "Credit repair: result",
            "basis": "信用修复管理办法",
        },
    });
    let basis: Basis = serde_json::from_value(stored.clone()).expect("readable");
    assert_eq!(serde_json::to_value(&basis).ok(), Some(stored));
    assert_eq!(basis.suspensions, [span("2026-03-05", "2026-03-06")]);
    let rule = basis.rule.expect("a rule");
    assert_eq!((rule.id.as_str(), rule.valid_from), ("credit.repair_result", Some(day("2026-04-01"))));
}

#[test]
fn the_codes_are_these() {
    let codes: Vec<_> = StepKind::ALL.iter().map(|kind| kind.code()).collect();
    let expected =
        ["rule", "start", "served", "counted", "skipped", "suspended", "extended", "rolled", "due", "provisional"];
    assert_eq!(codes, expected);
    assert_eq!(
        Unit::ALL.iter().map(|unit| unit.code()).collect::<Vec<_>>(),
        ["days", "working_days", "months", "years"]
    );
    assert_eq!(
        Roll::ALL.iter().map(|roll| roll.code()).collect::<Vec<_>>(),
        ["none", "next_working_day", "next_day_after_holiday"]
    );
    let channels: Vec<_> = Channel::ALL.iter().map(|channel| channel.code()).collect();
    assert_eq!(channels, ["electronic", "post", "announcement"]);
}

#[test]
fn a_calendar_file_has_no_field_that_is_not_known() {
    let sound = json!({ "year": 2027, "source": "-", "off": [{ "on": "2027-01-01", "name": "元旦" }], "working": [] });
    assert!(serde_json::from_value::<YearCalendar>(sound.clone()).is_ok());
    for (field, value) in [("colour", json!(1)), ("off", json!([{ "on": "2027-01-01", "name": "元旦", "paid": true }]))]
    {
        let mut odd = sound.clone();
        odd[field] = value;
        assert!(serde_json::from_value::<YearCalendar>(odd).is_err(), "{field}");
    }
}
