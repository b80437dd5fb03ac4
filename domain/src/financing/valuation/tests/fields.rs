//! Figures as they come in, and refusals that point at them.

use super::super::super::money::MoneyFault;
use super::*;

#[test]
fn every_figure_that_cannot_be_read_is_told_at_its_field() {
    let mut fields = Fields::default();
    assert_eq!(fields.money("/revenue/0", "100.00"), Some(yuan("100")));
    assert_eq!(fields.money("/revenue/1", "-1"), None);
    assert_eq!(fields.money("/revenue/2", "1e9"), None);
    assert_eq!(fields.rate("/tax_rate", "1.5"), None);
    assert_eq!(fields.rate("/royalty_rate", "0.123456789"), None);
    assert_eq!(fields.factor("/factor", "11"), None);
    let told = refused(fields.end());
    let told: Vec<(&str, &str)> = told.iter().map(|(pointer, code)| (pointer.as_str(), *code)).collect();
    assert_eq!(
        told,
        [
            ("/revenue/1", "financing.figure_out_of_range"),
            ("/revenue/2", "financing.figure_malformed"),
            ("/tax_rate", "financing.figure_out_of_range"),
            ("/royalty_rate", "financing.figure_too_fine"),
            ("/factor", "financing.figure_out_of_range"),
        ]
    );
}

#[test]
fn factors_lie_between_a_hundredth_and_ten() {
    use MoneyFault::{Malformed, OutOfRange, TooFine};
    for (text, number) in [("1", "1"), ("0.01", "0.01"), ("10.0", "10"), ("1.15000000000", "1.15")] {
        assert_eq!(Factor::parse(text).map(|factor| factor.to_string()), Ok(number.to_owned()), "{text}");
    }
    for (text, fault) in [
        ("", Malformed),
        ("1.", Malformed),
        (".1", Malformed),
        ("1.2.3", Malformed),
        ("+1", Malformed),
        ("1e1", Malformed),
        ("１", Malformed),
        ("-1", OutOfRange),
        ("0", OutOfRange),
        ("0.009", OutOfRange),
        ("10.00000001", OutOfRange),
        ("1.000000001", TooFine),
        ("1000000000000000000000000000000000000000000", OutOfRange),
    ] {
        assert_eq!(Factor::parse(text), Err(fault), "{text}");
    }
}

#[test]
fn no_two_refusals_of_a_valuation_have_one_code() {
    let codes: std::collections::BTreeSet<&str> = refusals::ALL.iter().map(|refusal| refusal().code).collect();
    assert_eq!(codes.len(), refusals::ALL.len());
    assert!(codes.iter().all(|code| code.starts_with("financing.")));
}
