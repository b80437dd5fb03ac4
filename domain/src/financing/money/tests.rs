//! Amounts, rates and shares, read, counted and written.

use proptest::prelude::*;

use super::*;

#[test]
fn amounts_are_read_to_the_fen_and_written_the_same() {
    for (text, fen) in [("0", 0), ("0.5", 50), ("3400000.00", 340_000_000), ("19408.33", 1_940_833), ("007", 700)] {
        assert_eq!(Money::parse(text).map(Money::fen), Ok(fen), "{text}");
    }
    assert_eq!(Money::parse("19408.3").map(|money| money.to_string()), Ok("19408.30".to_owned()));
    assert_eq!(Money::parse(&Money::MAX.to_string()), Ok(Money::MAX));
}

#[test]
fn what_is_no_amount_is_refused_with_its_fault() {
    use MoneyFault::{Malformed, OutOfRange, TooFine};
    for (text, fault) in [
        ("", Malformed),
        (".5", Malformed),
        ("5.", Malformed),
        ("1e3", Malformed),
        ("１２", Malformed),
        (" 1", Malformed),
        ("1,000", Malformed),
        ("+1", Malformed),
        ("-1", OutOfRange),
        ("1.005", TooFine),
        ("1000000000000.01", OutOfRange),
        ("99999999999999999999999999999999", OutOfRange),
    ] {
        assert_eq!(Money::parse(text), Err(fault), "{text}");
    }
    assert_eq!(Money::parse("1.50000000000"), Money::parse("1.5"));
}

#[test]
fn half_a_fen_goes_to_the_even_one() {
    for (yuan, fen) in [("0.005", 0), ("0.015", 2), ("0.025", 2), ("0.0250000001", 3)] {
        assert_eq!(Money::rounded(yuan.parse().expect("a number")).map(Money::fen), Some(fen), "{yuan}");
    }
    assert_eq!(Money::rounded(Decimal::NEGATIVE_ONE), None);
    assert_eq!(Money::rounded(Decimal::MAX), None);
}

#[test]
fn rates_lie_between_nothing_and_one() {
    assert_eq!(Rate::parse("0.0685").map(|rate| rate.to_string()), Ok("0.0685".to_owned()));
    assert_eq!(Rate::parse("1.0"), Ok(Rate::ONE));
    assert_eq!(Rate::parse("1.01"), Err(MoneyFault::OutOfRange));
    assert_eq!(Rate::parse("0.123456789"), Err(MoneyFault::TooFine));
}

#[test]
fn shares_make_a_whole_or_do_not() {
    let share = |text| Share::parse(text).expect("a share");
    assert!(Share::make_a_whole(["54", "26", "16", "4"].map(share)));
    assert!(!Share::make_a_whole(["54", "26", "16", "3.99"].map(share)));
    assert!(!Share::make_a_whole([]));
    assert_eq!(Share::parse("100.01"), Err(MoneyFault::OutOfRange));
    assert_eq!((share("16").to_string(), share("16").rate().to_string()), ("16.00".to_owned(), "0.16".to_owned()));
}

proptest! {
    #[test]
    fn an_amount_that_is_stored_is_read_as_itself(fen in 0..=Money::MAX.fen()) {
        let money = Money::from_fen(fen).expect("within the range");
        let stored = serde_json::to_string(&money).expect("storable");
        prop_assert_eq!(serde_json::from_str::<Money>(&stored).expect("readable"), money);
    }

    #[test]
    fn a_part_of_an_amount_is_never_more_than_it(fen in 0..=Money::MAX.fen(), parts in 0_i64..=100_000_000) {
        let money = Money::from_fen(fen).expect("within the range");
        let rate = Rate::of(Decimal::new(parts, 8)).expect("a fraction");
        prop_assert!(money.times(rate) <= money);
    }

    #[test]
    fn what_is_taken_away_and_given_back_is_what_was(a in 0..=Money::MAX.fen(), b in 0..=Money::MAX.fen()) {
        let (a, b) = (Money::from_fen(a).expect("in range"), Money::from_fen(b).expect("in range"));
        prop_assert_eq!(a.minus(b).is_some(), a >= b);
        if let Some(less) = a.minus(b) {
            prop_assert_eq!(less.plus(b), Some(a));
        }
    }
}
