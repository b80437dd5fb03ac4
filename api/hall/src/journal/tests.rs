//! The journal as the auditor lists it.

use uuid::Uuid;

use super::store::{self, Sieve};
use crate::verify::tests::house::House;

async fn listed(house: &House, sieve: Sieve, before: Option<i64>, limit: u64) -> (Vec<i64>, u64) {
    let found = store::page(house.database.reader(), &sieve, before, limit).await;
    let (entries, total) = found.expect("a page");
    (entries.iter().map(|entry| entry.position).collect(), total)
}

#[tokio::test]
async fn entries_are_listed_the_newest_first_with_their_exact_number() {
    let house = House::new().await;
    let all = Sieve { between: (1, i64::MAX), ..Sieve::default() };
    assert_eq!(listed(&house, all.clone(), None, 9).await, (vec![], 0));
    for number in [1, 2, 1, 1] {
        house.add(number, 1).await;
    }
    assert_eq!(listed(&house, all.clone(), None, 3).await, (vec![4, 3, 2], 4));
    assert_eq!(listed(&house, all.clone(), Some(2), 3).await, (vec![1], 4));
    let between = Sieve { between: (2, 3), ..Sieve::default() };
    assert_eq!(listed(&house, between, None, 9).await, (vec![3, 2], 2));
    let turned = Sieve { between: (3, 2), ..Sieve::default() };
    assert_eq!(listed(&house, turned, None, 9).await, (vec![], 0));
    let beyond = Sieve { between: (5, 9), ..Sieve::default() };
    assert_eq!(listed(&house, beyond, None, 9).await, (vec![], 0));
    let of_one = Sieve { subject_id: Some(Uuid::from_u128(1)), ..all.clone() };
    assert_eq!(listed(&house, of_one.clone(), None, 1).await, (vec![4], 3));
    let of_a_kind = Sieve { kind: Some("tests.count_".into()), ..of_one };
    assert_eq!(listed(&house, of_a_kind, None, 9).await, (vec![4, 3, 1], 3));
    let of_nobody = Sieve { actor_id: Some(Uuid::from_u128(1)), ..all };
    assert_eq!(listed(&house, of_nobody, None, 9).await, (vec![], 0));
}

#[tokio::test]
async fn an_entry_is_found_by_its_position() {
    let house = House::new().await;
    house.add(1, 1).await;
    let found = |position| store::at(house.database.reader(), position);
    assert_eq!(found(1).await.expect("an answer").map(|entry| entry.position), Some(1));
    assert_eq!(found(2).await.expect("an answer"), None);
}
