//! The five classes.

use super::*;

/// The days of 商业银行金融资产风险分类办法 (2023), as recalled.
const ROWS: &str = r#"
[[classification]]
class = "special_mention"
overdue_more_than_days = 0
basis = "商业银行金融资产风险分类办法（2023年）第十条"
verified = false

[[classification]]
class = "substandard"
overdue_more_than_days = 90
basis = "商业银行金融资产风险分类办法（2023年）第十一条"
verified = false

[[classification]]
class = "doubtful"
overdue_more_than_days = 270
basis = "商业银行金融资产风险分类办法（2023年）第十二条"
verified = false

[[classification]]
class = "loss"
overdue_more_than_days = 360
basis = "商业银行金融资产风险分类办法（2023年）第十三条"
verified = false
"#;

#[derive(serde::Deserialize)]
struct File {
    classification: Vec<ClassificationRow>,
}

fn rows() -> Vec<ClassificationRow> {
    toml::from_str::<File>(ROWS).expect("rows").classification
}

#[test]
fn a_loan_falls_a_class_on_the_day_after_its_days_are_full() {
    let table = ClassificationTable::of(rows()).expect("the rows are sound");
    for (days, class) in [
        (0, LoanClass::Normal),
        (1, LoanClass::SpecialMention),
        (90, LoanClass::SpecialMention),
        (91, LoanClass::Substandard),
        (270, LoanClass::Substandard),
        (271, LoanClass::Doubtful),
        (360, LoanClass::Doubtful),
        (361, LoanClass::Loss),
        (u32::MAX, LoanClass::Loss),
    ] {
        let (found, row) = table.class_of(days);
        assert_eq!(found, class, "{days}");
        assert_eq!(row.map(|row| row.class), (class != LoanClass::Normal).then_some(class));
        assert_eq!(found.is_non_performing(), days > 90);
    }
    assert_eq!(table.rows().len(), 4);
}

#[test]
fn rows_that_leave_a_class_out_or_turn_them_are_refused() {
    let changed = |change: fn(&mut Vec<ClassificationRow>)| {
        let mut rows = rows();
        change(&mut rows);
        ClassificationTable::of(rows).expect_err("it is wrong").to_string()
    };
    let faults = [
        changed(|rows| rows.truncate(3)),
        changed(|rows| rows.reverse()),
        changed(|rows| rows[2].overdue_more_than_days = 90),
        changed(|rows| rows[3].basis.clear()),
    ];
    insta::assert_snapshot!(faults.join("\n"), @"
    there must be one row each of special_mention, substandard, doubtful and loss, in this order
    there must be one row each of special_mention, substandard, doubtful and loss, in this order
    class doubtful must come after more days than the class before
    class loss has no basis
    ");
}

#[test]
fn an_unpaid_loan_falls_through_the_classes_by_its_oldest_instalment() {
    let table = ClassificationTable::of(rows()).expect("the rows are sound");
    let unpaid = loan(Repayment::InterestOnly);
    let class = |on| table.class_of(unpaid.due(day(on)).overdue_days()).0;
    let classes = ["2025-02-28", "2025-03-01", "2025-05-30", "2025-11-26", "2026-02-24"].map(class);
    assert_eq!(classes, *LoanClass::ALL);
}
