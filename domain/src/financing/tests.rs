//! The rule file: what is refused, and that the shipped one says what it should.

use std::collections::BTreeSet;

use super::{FinancingRules, FinancingRulesFault, NumberId};
use crate::hall::{NumberFault, NumberUnit};

const SHIPPED: &str = include_str!("../../../rules/financing.toml");

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
    assert_eq!(fault("value = 2", "value = 0"), number(NumberFault::OutOfRange(id)), "a range would be a point");
    assert_eq!(fault("\"percent\"", "\"months\""), number(NumberFault::WrongUnit(id, NumberUnit::Percent)));
    assert_eq!(
        fault("id = \"discount_rate_by_percent\"", "id = \"profit_by_percent\""),
        number(NumberFault::Missing(id))
    );
    assert!(matches!(fault("value = 2", "worth = 2"), Some(FinancingRulesFault::Unreadable(_))));
}
