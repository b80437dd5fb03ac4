//! The market method.

use super::*;

#[test]
fn the_value_is_the_middle_of_the_adjusted_prices() {
    let prices = market(&sales()).expect("there are prices");
    assert_eq!(prices.adjusted, ["990000.00", "1200000.00", "900000.00"].map(yuan));
    assert_eq!((prices.median, prices.mean), (yuan("990000.00"), yuan("1030000.00")));
    assert_eq!((prices.lowest, prices.highest), (2, 1));
}

#[test]
fn of_an_even_number_the_value_is_the_mean_of_the_two_in_the_middle() {
    let mut inputs = sales();
    inputs.comparables.push(sale("丁", "1000000.01", &[]));
    assert_eq!(market(&inputs).map(|prices| prices.median), Ok(yuan("995000.00")));
}

#[test]
fn comparables_that_tell_nothing_are_refused_each_at_its_field() {
    let two = MarketInputs { comparables: sales().comparables.into_iter().take(2).collect() };
    assert_eq!(refused(market(&two)), [("/comparables".to_owned(), "financing.comparables_number")]);
    let mut wrong = sales();
    wrong.comparables.push(sale("甲\n乙", "0", &["1"; 21]));
    wrong.comparables.push(sale("己", "1000000000000.00", &["10"; 20]));
    assert_eq!(
        refused(market(&wrong)),
        [
            ("/comparables/3/label".to_owned(), "financing.label_length"),
            ("/comparables/3/price".to_owned(), "financing.comparable_price_zero"),
            ("/comparables/3/adjustments".to_owned(), "financing.adjustments_too_many"),
            ("/comparables/4".to_owned(), "financing.value_out_of_range"),
        ]
    );
}
