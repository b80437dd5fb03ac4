//! The rule file: what is refused, and that the shipped one says what it should; and the diagrams of the room's states.

mod diagrams;

use std::collections::BTreeSet;

use super::schedule::{ClassificationFault, LoanClass};
use super::{FinancingRules, FinancingRulesFault, NumberId};
use crate::calendar::Late;
use crate::hall::{NumberFault, NumberUnit};

const SHIPPED: &str = include_str!("../../../../rules/financing.toml");

fn shipped() -> FinancingRules {
    FinancingRules::parse(SHIPPED).expect("the shipped rules are right")
}

/// Reads the shipped file with something replaced in the row of this id.
fn fault_in(id: &str, replaced: &str, by: &str) -> Option<FinancingRulesFault> {
    let named = format!("id = \"{id}\"");
    let row = SHIPPED.split("\n\n").find(|row| row.starts_with("[[") && row.contains(&named)).expect("a row");
    assert!(row.contains(replaced), "{row}");
    FinancingRules::parse(&SHIPPED.replacen(row, &row.replacen(replaced, by, 1), 1)).err()
}

fn fault(replaced: &str, by: &str) -> Option<FinancingRulesFault> {
    assert!(SHIPPED.contains(replaced), "{replaced}");
    FinancingRules::parse(&SHIPPED.replacen(replaced, by, 1)).err()
}

#[test]
fn the_shipped_file_says_every_number_once() {
    let rules = FinancingRules::parse(SHIPPED).expect("the shipped rules are right");
    let ids: Vec<NumberId> = rules.numbers().rows().iter().map(|row| row.id).collect();
    assert_eq!(ids.len(), NumberId::ALL.len());
    assert_eq!(ids.into_iter().collect::<BTreeSet<_>>(), NumberId::ALL.iter().copied().collect());
}

#[test]
fn what_cannot_be_meant_is_refused_by_name() {
    let id = NumberId::DiscountRateBy;
    let number = |fault| Some(FinancingRulesFault::Number(fault));
    assert_eq!(
        fault_in("discount_rate_by_percent", "value = 2", "value = 0"),
        number(NumberFault::OutOfRange(id)),
        "a range would be a point"
    );
    assert_eq!(
        fault_in("discount_rate_by_percent", "\"percent\"", "\"months\""),
        number(NumberFault::WrongUnit(id, NumberUnit::Percent))
    );
    assert_eq!(
        fault("id = \"discount_rate_by_percent\"", "id = \"profit_by_percent\""),
        number(NumberFault::Missing(id))
    );
    assert!(matches!(
        fault_in("discount_rate_by_percent", "value = 2", "worth = 2"),
        Some(FinancingRulesFault::Unreadable(_))
    ));
}

#[test]
fn the_shipped_clocks_are_these() {
    let shipped = shipped();
    let clocks = shipped.clocks().rules().map(|rule| {
        let late = match rule.late {
            Late::Lapses => "lapses",
            Late::AcceptedLate => "accepted late",
            Late::Refused => "refused",
        };
        let period = rule.period();
        format!("{:<31}{:>3} {:<13} {late}\n", rule.id, period.length, period.unit.code())
    });
    insta::assert_snapshot!(clocks.collect::<String>(), @"
    financing.bank_answer           10 working_days  accepted late
    financing.due_diligence         15 working_days  accepted late
    financing.approval               5 working_days  accepted late
    financing.contract              10 working_days  accepted late
    financing.registration          15 working_days  accepted late
    financing.disbursement           5 working_days  accepted late
    financing.compensation_claim    10 working_days  accepted late
    financing.release               10 working_days  accepted late
    financing.pledge_patent_window   5 working_days  accepted late
    financing.pledge_patent_online   2 working_days  accepted late
    financing.pledge_trademark       2 working_days  accepted late
    financing.pledge_copyright      10 days          accepted late
    ");
}

#[test]
fn the_shipped_classes_are_these() {
    let shipped = shipped();
    let rows = shipped.classes().rows().iter();
    let rows = rows.map(|row| format!("{} after {} days\n", row.class, row.overdue_more_than_days));
    insta::assert_snapshot!(rows.collect::<String>(), @"
    special_mention after 0 days
    substandard after 90 days
    doubtful after 270 days
    loss after 360 days
    ");
    assert_eq!(shipped.classes().class_of(91).0, LoanClass::Substandard);
}

#[test]
fn urgency_comes_after_the_warning() {
    assert_eq!(fault_in("cover_warning_percent", "100", "49"), Some(FinancingRulesFault::UrgentBeforeWarning));
    assert_eq!(fault_in("cover_warning_percent", "100", "50"), None);
}

#[test]
fn a_clock_runs_on_every_day_and_leads_to_what_it_can_lead_to() {
    for rule in shipped().clocks().rules() {
        let gap = fault_in(&rule.id, "late =", "valid_from = \"2027-01-01\"\nlate =");
        assert!(matches!(gap, Some(FinancingRulesFault::ClockMissing(id)) if id == rule.id), "{gap:?}");
        for (late, taken_by) in [("lapses", "financing.bank_answer"), ("refused", "financing.compensation_claim")] {
            let fault = fault_in(&rule.id, "\"accepted_late\"", &format!("\"{late}\""));
            let refused = matches!(fault, Some(FinancingRulesFault::LateOutOfPlace(id)) if id == rule.id);
            assert_eq!(refused, rule.id != taken_by, "{} {late}", rule.id);
        }
    }
}

#[test]
fn classes_that_do_not_follow_one_another_are_refused() {
    let turned = SHIPPED.replacen("overdue_more_than_days = 270", "overdue_more_than_days = 90", 1);
    let fault = FinancingRulesFault::Classification(ClassificationFault::NotLater(LoanClass::Doubtful));
    assert_eq!(FinancingRules::parse(&turned).err(), Some(fault));
}
