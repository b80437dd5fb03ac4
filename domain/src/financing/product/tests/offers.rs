//! What is refused in an offer, and where.

use super::*;

/// Where the first thing wrong stands, and what it is.
fn wrong(change: impl FnOnce(&mut Offer)) -> (String, &'static str) {
    let mut offer = an_offer();
    change(&mut offer);
    let command = ProductCommand::Draft { by: SUN, bank: BANK, offer: Box::new(offer) };
    let refused = decide(None, command, noon("2026-11-23")).expect_err("a refusal");
    let code = refused.refusal.code.strip_prefix("financing.product_").expect("of a product");
    (refused.pointer, code)
}

fn wrong_condition(condition: Condition) -> &'static str {
    let (pointer, code) = wrong(|offer| offer.conditions = vec![condition]);
    assert!(pointer.starts_with("/conditions"), "{pointer}");
    code
}

#[test]
fn terms_that_cannot_be_meant_are_refused_by_field() {
    let of = |pointer: &str, code| (pointer.to_owned(), code);
    assert_eq!(wrong(|offer| offer.terms.name = "\u{7}".into()), of("/terms/name", "name"));
    assert_eq!(wrong(|offer| offer.terms.contact = "电".repeat(201)), of("/terms/contact", "contact"));
    assert_eq!(wrong(|offer| offer.terms.amount.least = Money::ZERO), of("/terms/amount/least", "amount_range"));
    assert_eq!(wrong(|offer| offer.terms.amount.least = Money::MAX), of("/terms/amount/least", "amount_range"));
    assert_eq!(wrong(|offer| offer.terms.amount.most = Money::MAX), of("/terms/amount/most", "amount_too_large"));
    assert_eq!(wrong(|offer| offer.terms.term_months.least = 37), of("/terms/term_months", "term_range"));
    assert_eq!(wrong(|offer| offer.terms.term_months.least = 0), of("/terms/term_months", "term_range"));
    assert_eq!(wrong(|offer| offer.terms.term_months.most = 361), of("/terms/term_months", "term_range"));
    assert_eq!(wrong(|offer| offer.terms.annual_rate.most = Rate::ZERO), of("/terms/annual_rate/least", "rate_range"));
    assert_eq!(wrong(|offer| offer.terms.loan_to_value.clear()), of("/terms/loan_to_value", "ltv_missing"));
    assert_eq!(wrong(|offer| offer.terms.repayments.clear()), of("/terms/repayments", "repayment_missing"));
    assert_eq!(wrong(|offer| offer.terms.kind = ProductKind::Insured), of("/terms/wanted", "support_missing"));
    assert_eq!(wrong(|offer| offer.terms.kind = ProductKind::Guaranteed), of("/terms/wanted", "support_missing"));
    let days = of("/terms/decision_working_days", "decision_days");
    assert_eq!(wrong(|offer| offer.terms.decision_working_days = 0), days);
    assert_eq!(wrong(|offer| offer.terms.papers.push(" ".into())), of("/terms/papers/1", "paper"));
    assert_eq!(wrong(|offer| offer.terms.papers = vec!["证".into(); 51]), of("/terms/papers", "papers_too_many"));
    assert_eq!(wrong(|offer| offer.terms.regions = texts(&["231"])), of("/terms/regions", "region"));
    let many: BTreeSet<String> = (100_000..100_101).map(|code| code.to_string()).collect();
    assert_eq!(wrong(|offer| offer.terms.regions = many), of("/terms/regions", "regions_too_many"));
}

#[test]
fn a_ratio_stands_once_for_a_kind_and_lies_between_one_percent_and_all() {
    let again = |offer: &mut Offer| {
        let first = *offer.terms.loan_to_value.first().expect("one");
        offer.terms.loan_to_value.push(first);
    };
    assert_eq!(wrong(again), ("/terms/loan_to_value/2".into(), "ltv_twice"));
    let too_low = |offer: &mut Offer| {
        offer.terms.loan_to_value = vec![LoanToValue { kind: PledgedKind::Design, most: rate("0.0099") }];
    };
    assert_eq!(wrong(too_low), ("/terms/loan_to_value/0/most".into(), "ltv_range"));
    assert!(Rate::parse("1.01").is_err(), "a ratio above one cannot be written");
}

#[test]
fn conditions_that_cannot_be_meant_are_refused() {
    use Condition as C;
    assert_eq!(wrong_condition(C::SizeIn { sizes: BTreeSet::new() }), "condition_empty");
    assert_eq!(wrong_condition(C::IndustryIn { industries: texts(&["Z1"]) }), "industry");
    assert_eq!(wrong_condition(C::IndustryIn { industries: texts(&["C35111"]) }), "industry");
    assert_eq!(wrong_condition(C::RemainingLife { kind: PledgedKind::Design, months: 361 }), "life_within_term");
    assert_eq!(wrong_condition(C::ValuationAtLeast { value: Money::ZERO }), "condition_number");
    assert_eq!(wrong_condition(C::YearsSinceFounding { years: 0 }), "condition_number");
    assert_eq!(wrong_condition(C::EmployeesAtLeast { count: 0 }), "condition_number");
    let design = [PledgedKind::Design];
    assert_eq!(wrong_condition(C::RightOfKind { kinds: design.into() }), "kind_without_ltv");
    assert_eq!(wrong_condition(C::OnlyKinds { kinds: design.into() }), "kind_without_ltv");
    let all: BTreeSet<String> = ('A'..='T').map(String::from).collect();
    assert_eq!(wrong_condition(C::IndustryNotIn { industries: all }), "conditions_contradict");
}

#[test]
fn conditions_that_nobody_can_meet_together_are_refused() {
    use Condition as C;
    let revenue = |least, most| {
        move |offer: &mut Offer| {
            let (least, most) = (yuan(least), yuan(most));
            offer.conditions = vec![C::RevenueAtLeast { revenue: least }, C::RevenueAtMost { revenue: most }];
        }
    };
    assert_eq!(wrong(revenue("2", "1")), ("/conditions".into(), "conditions_contradict"));
    let industries = |offer: &mut Offer| {
        let (taken, out) = (texts(&["C351", "C352"]), texts(&["C35"]));
        offer.conditions = vec![C::IndustryIn { industries: taken }, C::IndustryNotIn { industries: out }];
    };
    assert_eq!(wrong(industries), ("/conditions".into(), "conditions_contradict"));
}

#[test]
fn a_condition_stands_once_and_of_remaining_life_once_for_each_kind() {
    let again = |offer: &mut Offer| offer.conditions.push(Condition::YearsSinceFounding { years: 3 });
    assert_eq!(wrong(again), ("/conditions/4".into(), "condition_twice"));
    let mut offer = an_offer();
    offer.conditions.push(Condition::RemainingLife { kind: PledgedKind::Trademark, months: 60 });
    assert!(offer.checked().is_ok());
    let too_many = |offer: &mut Offer| offer.conditions = vec![Condition::HighTechCertificate; 65];
    assert_eq!(wrong(too_many), ("/conditions".into(), "conditions_too_many"));
}

proptest! {
    #[test]
    fn every_offer_that_is_drawn_is_sound_and_every_condition_speaks_both_languages(offer in offers()) {
        let kept = offer.clone().checked();
        prop_assert_eq!(kept.as_ref(), Ok(&offer));
        for condition in &offer.conditions {
            prop_assert!(!condition.zh().is_ascii() && condition.en().is_ascii());
        }
        let stored = serde_json::to_string(&offer).expect("storable");
        prop_assert_eq!(serde_json::from_str::<Offer>(&stored).expect("readable"), offer);
    }
}
