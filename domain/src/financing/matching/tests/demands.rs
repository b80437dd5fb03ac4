//! What a demand brings to the matching.

use super::*;
use crate::financing::demand::tests::{gate, key, numbers, on_a_bundle};
use crate::registry::SimpleStatus;

fn brought(change: impl FnOnce(&mut DemandGate)) -> Sought {
    let mut gate = gate();
    change(&mut gate);
    Sought::of(Id::from_u128(0xde), on_a_bundle().demand(), &gate, &numbers(), today())
}

#[test]
fn what_is_asked_for_what_is_told_and_every_right_in_force_are_brought() {
    let sought = brought(|_| {});
    assert_eq!((sought.amount, sought.term_months), (yuan("2000000"), 24));
    assert_eq!((sought.region.as_deref(), sought.employees), (Some("230103"), None));
    assert_eq!(sought.data, [DataKind::Tax].into());
    let ends: Vec<_> = sought.rights.iter().map(|right| right.ends_on.map(|day| day.to_string())).collect();
    assert_eq!(ends.iter().flatten().collect::<Vec<_>>(), ["2041-01-03", "2030-05-06", "2074-12-31"]);
    assert!(sought.rights.iter().all(|right| right.free_of_pledge && right.value == Some(yuan("4000000"))));
}

#[test]
fn a_right_that_is_not_known_to_be_in_force_is_not_brought() {
    for standing in [SimpleStatus::Unknown, SimpleStatus::Dead, SimpleStatus::Pending] {
        let sought = brought(|gate| {
            gate.rights.entry(key(PledgedKind::Invention)).and_modify(|known| known.standing = standing);
        });
        assert_eq!(sought.rights.len(), 2);
    }
    assert_eq!(brought(|gate| gate.rights.clear()).rights.len(), 1, "the copyright, which a person checked");
}

#[test]
fn a_right_that_is_not_known_to_be_free_is_under_pledge() {
    for pledges in [None, Some(1)] {
        let sought = brought(|gate| {
            gate.rights.entry(key(PledgedKind::Invention)).and_modify(|known| known.pledges = pledges);
        });
        let free: Vec<_> = sought.rights.iter().map(|right| right.free_of_pledge).collect();
        assert_eq!(free, [false, true, true]);
    }
}

#[test]
fn a_valuation_that_is_no_longer_valid_is_none() {
    let on = "2027-10-01".parse().expect("a day");
    let sought = Sought::of(Id::from_u128(0xde), on_a_bundle().demand(), &gate(), &numbers(), on);
    assert!(sought.rights.iter().all(|right| right.value.is_none()));
}
