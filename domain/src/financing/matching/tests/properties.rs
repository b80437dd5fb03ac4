//! What holds for every pair of a demand and a product.

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::financing::money::Money;
use crate::financing::product::tests::offers;

fn rights() -> impl Strategy<Value = SoughtRight> {
    let value = option::of((0_i64..3_000_000_000).prop_map(|fen| Money::from_fen(fen).expect("an amount")));
    let ends_on = option::of((0_u64..9_000).prop_map(in_days));
    (select(PledgedKind::ALL), 0_u32..1_000_000, value, ends_on, prop::bool::weighted(0.8)).prop_map(
        |(kind, number, value, ends_on, free_of_pledge)| {
            let key = RightKey { kind, number: number.to_string() };
            SoughtRight { key, value, ends_on, free_of_pledge }
        },
    )
}

fn demands() -> impl Strategy<Value = Sought> {
    let wanted = (1_i64..2_000_000_000, 1_u16..360, select(Purpose::ALL), vec(rights(), 1..8));
    let place = (
        option::of(select(vec!["230103", "230200", "310101", "440300"]).prop_map(String::from)),
        option::of(select(vec!["C3511", "C2614", "C3571", "I6510", "J6630"]).prop_map(String::from)),
        option::of(select(FirmSize::ALL)),
        option::of((0_u64..9_000).prop_map(|days| today().checked_sub_days(Days::new(days)).expect("a day"))),
    );
    let business = (
        option::of((0_i64..10_000_000_000).prop_map(|fen| Money::from_fen(fen).expect("an amount"))),
        option::of(0_u32..200),
        option::of(0_u32..40),
        option::of(any::<bool>()),
        option::of(select(CreditGrade::ALL)),
        btree_set(select(DataKind::ALL), 0..3),
    );
    (wanted, place, business).prop_map(|(wanted, place, business)| {
        let (fen, term_months, purpose, rights) = wanted;
        let (region, industry, size, founded_on) = place;
        let (revenue, employees, granted_rights, high_tech, credit_grade, data) = business;
        Sought {
            id: Id::from_u128(0xde),
            amount: Money::from_fen(fen).expect("an amount"),
            term_months,
            purpose,
            rights,
            region,
            industry,
            size,
            founded_on,
            revenue,
            employees,
            granted_rights,
            high_tech,
            credit_grade,
            data,
        }
    })
}

fn pairs() -> impl Strategy<Value = (Sought, Offer)> {
    (demands(), offers())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_explained_conditions_are_exactly_the_bits((sought, offer) in pairs(), is_published: bool) {
        let product = if is_published { published(1, offer) } else { paused(1, offer) };
        let demand = PreparedDemand::of(sought, today());
        let failures = failing(&demand, &product);
        let explained: Vec<&str> = explain(&demand, &product, failures).iter().map(|one| one.code).collect();
        let intrinsic = Intrinsic::ALL.iter().filter(|one| failures.has(**one)).map(|one| one.code());
        let conditions = product.offer.conditions.iter().enumerate();
        let conditions = conditions.filter(|(place, _)| failures.has_condition(*place)).map(|(_, one)| one.code());
        prop_assert_eq!(&explained, &intrinsic.chain(conditions).collect::<Vec<_>>());
        prop_assert_eq!(explained.len(), usize::try_from(failures.count()).expect("few"));
    }

    #[test]
    fn with_every_nearest_change_the_pair_matches((sought, offer) in pairs()) {
        let product = published(1, offer);
        let demand = PreparedDemand::of(sought.clone(), today());
        let reasons = explain(&demand, &product, failing(&demand, &product));
        for reason in &reasons {
            prop_assert!(!reason.nearest.is_empty(), "{reason:?}");
            for change in &reason.nearest {
                prop_assert!(!change.zh().is_ascii() && change.en().is_ascii());
            }
        }
        let after = PreparedDemand::of(changed(sought, &reasons), today());
        let left = explain(&after, &product, failing(&after, &product));
        prop_assert!(left.is_empty(), "{reasons:#?} leave {left:#?}");
    }

    #[test]
    fn both_sides_see_the_same_pairs((sought, offer) in pairs(), fits: bool) {
        let product = published(1, offer);
        let demand = PreparedDemand::of(sought.clone(), today());
        let reasons = explain(&demand, &product, failing(&demand, &product));
        let sought = if fits { changed(sought, &reasons) } else { sought };
        let demand = PreparedDemand::of(sought, today());
        let products = rank(&demand, std::slice::from_ref(&product));
        let demands = opportunities(&product, std::slice::from_ref(&demand));
        prop_assert_eq!(products.len(), demands.len());
        prop_assert!(demands.iter().all(|one| one.cover_percent >= 100));
    }

    #[test]
    fn another_right_never_makes_a_matching_pair_fail((sought, offer) in pairs(), more in vec(rights(), 1..4)) {
        let speaks_against = |condition: &Condition| {
            matches!(condition, Condition::OnlyKinds { .. } | Condition::NoExistingPledge)
        };
        let conditions = offer.conditions.into_iter().filter(|one| !speaks_against(one)).collect();
        let product = published(1, Offer { conditions, ..offer });
        let demand = PreparedDemand::of(sought.clone(), today());
        let mut fitting = changed(sought, &explain(&demand, &product, failing(&demand, &product)));
        fitting.rights.extend(more);
        prop_assert!(failing(&PreparedDemand::of(fitting, today()), &product).is_empty());
    }

    #[test]
    fn what_is_not_known_meets_nothing_that_what_is_known_does_not((sought, offer) in pairs()) {
        let product = published(1, offer);
        let known = PreparedDemand::of(sought.clone(), today());
        let blank = Sought { region: None, industry: None, revenue: None, high_tech: None, ..sought };
        let blank = failing(&PreparedDemand::of(blank, today()), &product).bits();
        prop_assert_eq!(blank & failing(&known, &product).bits(), failing(&known, &product).bits());
    }

    #[test]
    fn a_right_lives_as_many_months_as_a_loan_that_is_due_by_its_last_day(days in 0_u64..9_000, from in 0_u64..800) {
        let (on, ends_on) = (in_days(from), in_days(from + days));
        let months = months_left(on, Some(ends_on));
        let due = |months: u16| on.checked_add_months(chrono::Months::new(u32::from(months))).expect("a day");
        prop_assert!(due(months) <= ends_on && due(months + 1) > ends_on);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_products_does_not_depend_on_how_they_come(
        sought in demands(),
        (sorted, shuffled) in vec(offers(), 1..20).prop_flat_map(|offers| {
            let products = offers.into_iter().zip(1_u128..).map(|(mut offer, id)| {
                offer.conditions.clear();
                offer.terms.regions.clear();
                published(id, offer)
            });
            let products: Vec<PreparedProduct> = products.collect();
            (Just(products.clone()), Just(products).prop_shuffle())
        }),
    ) {
        // Rich enough that many match.
        let mut sought = sought;
        sought.rights.extend(PledgedKind::ALL.iter().map(|kind| a_right(*kind, "rich", "1000000000", "2090-01-01")));
        sought.amount = yuan("3000000");
        sought.term_months = 60;
        let demand = PreparedDemand::of(sought, today());
        let ranked = rank(&demand, &sorted);
        prop_assert_eq!(&ranked, &rank(&demand, &shuffled));
        let matching = sorted.iter().filter(|product| failing(&demand, product).is_empty()).count();
        prop_assert_eq!(ranked.len(), matching);
        let ids: BTreeSet<Id> = ranked.iter().map(|one| one.product).collect();
        prop_assert_eq!(ids.len(), ranked.len());
        for pair in ranked.windows(2) {
            if let [one, next] = pair {
                prop_assert!(one.lowest_rate <= next.lowest_rate);
            }
        }
    }
}
