//! What a pledgee is told of, once, and how far the debt is covered.

use proptest::prelude::*;

use super::*;
use crate::financing::FinancingRules;
use crate::financing::deal::tests::{TODAY, day};
use crate::financing::product::tests::yuan;

fn numbers() -> FinancingNumbers {
    let rules = include_str!("../../../../rules/financing.toml");
    FinancingRules::parse(rules).expect("the shipped rules are right").numbers().on(day(TODAY))
}

#[test]
fn an_end_a_transfer_and_a_seizure_are_found_once_and_recovery_is_told() {
    let ended = Sight { standing: SimpleStatus::Dead, ..Sight::SOUND };
    assert_eq!(findings(&Sight::SOUND, &ended), [Finding::Ended]);
    assert_eq!(findings(&ended, &ended), []);
    let gone = Sight { owned: Some(false), preserved: Some(true), ..Sight::SOUND };
    assert_eq!(findings(&Sight::SOUND, &gone), [Finding::Transferred, Finding::Preserved]);
    assert_eq!(findings(&gone, &Sight::SOUND), [Finding::Recovered]);
    let unsaid = Sight { owned: None, preserved: None, ..Sight::SOUND };
    assert_eq!(findings(&Sight::SOUND, &unsaid), [], "what the register does not say is not found");
    assert_eq!(
        findings(&Sight::SOUND, &Sight { standing: SimpleStatus::Unknown, ..Sight::SOUND }),
        [Finding::StandingUnknown]
    );
}

#[test]
fn the_cover_is_warned_of_and_urgent_by_the_rules() {
    let owed = yuan("900000.00");
    let of = |values: &[Option<Money>]| cover(values, owed, &numbers());
    assert_eq!(of(&[Some(yuan("900000.00"))]), Cover { percent: Some(100), level: CoverLevel::Sound });
    assert_eq!(of(&[Some(yuan("899999.99"))]), Cover { percent: Some(99), level: CoverLevel::Warning });
    assert_eq!(of(&[Some(yuan("449999.99"))]), Cover { percent: Some(49), level: CoverLevel::Urgent });
    assert_eq!(of(&[]), Cover { percent: Some(0), level: CoverLevel::Urgent }, "no right is left");
    assert_eq!(of(&[Some(owed), None]), Cover { percent: None, level: CoverLevel::Unknown });
}

#[test]
fn the_annual_fee_is_due_on_the_day_that_corresponds_to_the_filing() {
    let due = |filing: &str, after: &str| annual_fee_due_after(day(filing), day(after)).map(|due| due.to_string());
    assert_eq!(due("2019-06-10", "2026-06-09").as_deref(), Some("2026-06-10"));
    assert_eq!(due("2019-06-10", "2026-06-10").as_deref(), Some("2027-06-10"));
    assert_eq!(due("2020-02-29", "2026-02-01").as_deref(), Some("2026-02-28"));
    assert_eq!(due("2027-01-01", "2026-02-01"), None, "nothing is due before it is filed");
}

fn a_sight() -> impl Strategy<Value = Sight> {
    let standing = prop::sample::select(SimpleStatus::ALL.to_vec());
    (standing, any::<Option<bool>>(), any::<Option<bool>>()).prop_map(|(standing, owned, preserved)| Sight {
        standing,
        owned,
        preserved,
    })
}

proptest! {
    #[test]
    fn what_did_not_change_is_not_told_and_what_is_told_is_told_once(before in a_sight(), now in a_sight()) {
        prop_assert!(findings(&now, &now).is_empty());
        let found = findings(&before, &now);
        let distinct: std::collections::BTreeSet<_> = found.iter().collect();
        prop_assert_eq!(distinct.len(), found.len());
        prop_assert!(!(found.contains(&Finding::Recovered) && found.len() > 1));
    }
}
