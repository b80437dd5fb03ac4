//! The income method: vectors of another program, and the exact figure.

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::super::royalty::unrounded;
use super::*;

#[derive(Deserialize)]
struct Vectors {
    valuation: Vec<Vector>,
    exact: Vec<Exact>,
}

#[derive(Deserialize)]
struct Vector {
    #[serde(flatten)]
    inputs: Inputs,
    value: Money,
}

#[derive(Deserialize)]
struct Exact {
    revenue: Revenue,
    royalty_rate: Rate,
    discount_rate: Rate,
    tax_rate: Rate,
    tax_amortisation_benefit: bool,
    exact: Decimal,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Revenue {
    Same { each: Money, years: usize },
    Each(Vec<Money>),
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../vectors.json")).expect("the vectors are JSON")
}

#[test]
fn every_value_that_another_program_computed_is_ours_to_the_fen() {
    let vectors = vectors().valuation;
    assert_eq!(vectors.len(), 30);
    for Vector { inputs, value } in vectors {
        let valuation = estimate(inputs, sensitivity(), 12).expect("it is valued");
        assert_eq!(valuation.value, value, "{:?}", valuation.inputs);
        assert!(valuation.low.value < value && value < valuation.high.value, "{valuation:?}");
    }
}

#[test]
fn before_its_rounding_a_value_is_within_a_ten_thousandth_of_a_fen_of_the_exact_one() {
    let cases = vectors().exact;
    assert_eq!(cases.len(), 103);
    for case in cases {
        let revenue = match case.revenue {
            Revenue::Same { each, years } => vec![each; years],
            Revenue::Each(revenue) => revenue,
        };
        let inputs = ReliefFromRoyalty {
            revenue,
            royalty_rate: case.royalty_rate,
            discount_rate: case.discount_rate,
            tax_rate: case.tax_rate,
            tax_amortisation_benefit: case.tax_amortisation_benefit,
        };
        let ours = unrounded(&inputs).expect("no number is too large");
        assert!((ours - case.exact).abs() <= Decimal::new(1, 6), "{inputs:?}: {ours} and {}", case.exact);
        assert_eq!(relief_from_royalty(&inputs).ok(), Money::rounded(case.exact), "{inputs:?}");
    }
}

#[test]
fn one_year_without_tax_and_discount_is_worth_its_royalty() {
    let inputs = ReliefFromRoyalty {
        revenue: vec![yuan("1000.00")],
        discount_rate: Rate::ZERO,
        tax_rate: Rate::ZERO,
        ..royalties()
    };
    assert_eq!(relief_from_royalty(&inputs), Ok(yuan("50.00")));
}

#[test]
fn inputs_that_mean_nothing_are_refused_each_at_its_field() {
    let years = |count| ReliefFromRoyalty { revenue: vec![yuan("1.00"); count], ..royalties() };
    let wrong = |inputs: &ReliefFromRoyalty| refused(relief_from_royalty(inputs));
    assert_eq!(wrong(&years(0)), [("/revenue".to_owned(), "financing.revenue_years")]);
    assert!(relief_from_royalty(&years(60)).is_ok());
    assert_eq!(wrong(&years(61)), [("/revenue".to_owned(), "financing.revenue_years")]);
    let all_taxed = ReliefFromRoyalty { tax_rate: Rate::ONE, tax_amortisation_benefit: true, ..years(0) };
    assert_eq!(
        wrong(&all_taxed),
        [
            ("/revenue".to_owned(), "financing.revenue_years"),
            ("/tax_rate".to_owned(), "financing.tax_takes_everything"),
        ]
    );
    let without_benefit = ReliefFromRoyalty { tax_amortisation_benefit: false, ..all_taxed };
    assert_eq!(
        relief_from_royalty(&ReliefFromRoyalty { revenue: vec![Money::MAX], ..without_benefit }),
        Ok(Money::ZERO)
    );
    let too_much = ReliefFromRoyalty {
        revenue: vec![Money::MAX; 60],
        royalty_rate: Rate::ONE,
        discount_rate: Rate::ZERO,
        tax_rate: Rate::ZERO,
        tax_amortisation_benefit: false,
    };
    assert_eq!(wrong(&too_much), [("/revenue".to_owned(), "financing.value_out_of_range")]);
}

fn any_inputs() -> impl Strategy<Value = ReliefFromRoyalty> {
    let any_rate = || (0_i64..=100_000_000).prop_map(|parts| Rate::of(Decimal::new(parts, 8)).expect("a rate"));
    let revenue = prop::collection::vec(0..=Money::MAX.fen() / 100, 1..=60);
    (revenue, any_rate(), any_rate(), 0_i64..100_000_000, any::<bool>()).prop_map(
        |(revenue, royalty_rate, discount_rate, tax, tax_amortisation_benefit)| ReliefFromRoyalty {
            revenue: revenue.into_iter().filter_map(Money::from_fen).collect(),
            royalty_rate,
            discount_rate,
            tax_rate: Rate::of(Decimal::new(tax, 8)).expect("a rate"),
            tax_amortisation_benefit,
        },
    )
}

proptest! {
    #[test]
    fn a_value_is_never_more_than_the_royalties(inputs in any_inputs()) {
        let royalties = Money::sum(inputs.revenue.iter().copied()).expect("in range").times(inputs.royalty_rate);
        prop_assert!(relief_from_royalty(&inputs).expect("it is valued") <= royalties);
    }

    #[test]
    fn writing_the_right_off_never_makes_it_worth_less(inputs in any_inputs()) {
        let with = ReliefFromRoyalty { tax_amortisation_benefit: true, ..inputs.clone() };
        let without = ReliefFromRoyalty { tax_amortisation_benefit: false, ..inputs };
        prop_assert!(relief_from_royalty(&with).expect("valued") >= relief_from_royalty(&without).expect("valued"));
    }

    #[test]
    fn a_value_lies_between_its_ends(inputs in any_inputs()) {
        let valuation = estimate(Inputs::ReliefFromRoyalty(inputs), sensitivity(), 12).expect("it is valued");
        prop_assert!(valuation.low.value <= valuation.value && valuation.value <= valuation.high.value);
    }
}
