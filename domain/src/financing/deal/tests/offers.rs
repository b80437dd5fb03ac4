//! Offers: sealed, opened together, accepted in time, and approved by somebody else.

use super::told::*;
use super::*;

fn offers(state: &DealState, terms: OfferTerms) -> Result<Vec<DealEvent>, Refusal> {
    asked(state, DealCommand::MakeOffer { by: SUN, terms }, today())
}

#[test]
fn an_offer_is_sealed_up_to_the_firms_day_and_seen_from_it_on() {
    let sealed = deal_in("offered, sealed");
    for (at, seen) in [("2026-11-23", false), ("2026-11-29", false), ("2026-11-30", true), ("2026-12-23", true)] {
        assert_eq!(visible_offer(&sealed, noon(at)).is_some(), seen, "{at}");
        let accepts = asked(&sealed, a(DealCommandKind::AcceptOffer), noon(at));
        assert_eq!(accepts.is_ok(), seen, "{at}");
    }
    assert!(visible_offer(&deal_in("offered"), today()).is_some(), "where no day is said it is open at once");
    assert_eq!(visible_offer(&deal_in("due_diligence"), today()), None);
}

#[test]
fn a_sealed_offer_is_changed_or_taken_back_and_an_open_one_is_not() {
    let sealed = deal_in("offered, sealed");
    let better = OfferTerms { rate: rate("0.04"), ..terms() };
    let changed = then(&sealed, DealCommand::MakeOffer { by: SUN, terms: better.clone() });
    assert_eq!(changed.offer().map(|offer| &offer.terms), Some(&better));
    let takes_back = DealCommand::Withdraw { by: SUN, reason: WithdrawalReason::BankGaveUp, note: None };
    assert_eq!(then(&sealed, takes_back.clone()).name(), "withdrawn");
    let on_the_day = noon("2026-11-30");
    assert_eq!(code(asked(&sealed, takes_back.clone(), on_the_day)), "offer_irrevocable");
    let makes = DealCommand::MakeOffer { by: SUN, terms: better };
    assert_eq!(code(asked(&sealed, makes.clone(), on_the_day)), "offers_opened");
    assert_eq!(code(asked(&deal_in("offered"), makes, today())), "offer_irrevocable");
    assert_eq!(code(asked(&deal_in("matched"), takes_back, today())), "bank_answers");
}

#[test]
fn no_offer_comes_after_the_opening() {
    let late = DealFacts { offers_open_on: Some(day("2026-11-24")), ..facts() };
    let looked_at = and(&of(late, &[]), {
        use DealCommandKind as K;
        &[K::Match, K::Accept, K::BeginDueDiligence, K::RecordValuation]
    });
    let makes = || a(DealCommandKind::MakeOffer);
    assert!(asked(&looked_at, makes(), today()).is_ok());
    assert_eq!(code(asked(&looked_at, makes(), noon("2026-11-24"))), "offers_opened");
    let past = DealFacts { offers_open_on: Some(day("2026-11-22")), ..facts() };
    assert_eq!(code(decide(None, DealCommand::Publish(past), &law(), today())), "opening_past");
}

#[test]
fn an_offer_says_something_that_can_be_accepted() {
    let looked_at = deal_in("due_diligence");
    let many = vec![Fee { name: "费用".into(), amount: yuan("1") }; 21];
    for (terms, expected) in [
        (OfferTerms { amount: yuan("0"), ..terms() }, "amount_zero"),
        (OfferTerms { term_months: 0, ..terms() }, "term_out_of_range"),
        (OfferTerms { term_months: 361, ..terms() }, "term_out_of_range"),
        (OfferTerms { expires_on: day("2026-11-22"), ..terms() }, "offer_expires_too_soon"),
        (OfferTerms { fees: many, ..terms() }, "fees_too_many"),
        (OfferTerms { fees: vec![Fee { name: " ".into(), amount: yuan("1") }], ..terms() }, "line_length"),
    ] {
        assert_eq!(code(offers(&looked_at, terms)), expected);
    }
    assert!(
        offers(&looked_at, OfferTerms { expires_on: NaiveDate::MAX, ..terms() }).is_err(),
        "no day can be counted to"
    );
    assert!(offers(&looked_at, OfferTerms { expires_on: day(TODAY), ..terms() }).is_ok(), "a single day is one");
    let too_soon = OfferTerms { expires_on: day("2026-11-29"), ..terms() };
    assert_eq!(code(offers(&deal_in("offered, sealed"), too_soon)), "offer_expires_too_soon");
}

#[test]
fn without_a_valuation_there_is_no_offer() {
    use DealCommandKind as K;
    let begun = of(facts(), &[K::Match, K::Accept, K::BeginDueDiligence]);
    assert_eq!(code(offers(&begun, terms())), "valuation_missing");
    let told = |valuation| code(asked(&begun, DealCommand::RecordValuation { valuation }, today()));
    assert_eq!(told(Valuation { high: yuan("7000000"), ..valuation() }), "range_turned");
    assert_eq!(told(Valuation { low: yuan("0"), high: yuan("0"), ..valuation() }), "range_turned");
    assert_eq!(told(Valuation { valued_on: day("2026-11-24"), ..valuation() }), "day_in_future");
}

#[test]
fn who_made_the_offer_does_not_approve_it() {
    let accepted = deal_in("offer_accepted");
    assert_eq!(code(asked(&accepted, DealCommand::Approve { by: SUN }, today())), "same_person");
    assert_eq!(then(&accepted, DealCommand::Approve { by: ZHAO }).name(), "approved");
}

#[test]
fn one_of_the_offers_for_a_demand_is_accepted_and_the_others_fall() {
    let another = deal_in("offered");
    let falls = DealCommand::Withdraw { by: LI, reason: WithdrawalReason::OtherOfferAccepted, note: None };
    assert_eq!(then(&another, falls.clone()).name(), "withdrawn");
    assert_eq!(code(asked(&deal_in("offer_accepted"), falls, today())), "own_offer_accepted");
}

#[test]
fn a_reason_that_the_list_does_not_have_is_told_in_a_note() {
    let refuses = |reason, note: Option<&str>| {
        let command = DealCommand::Refuse { by: SUN, reason, note: note.map(str::to_owned) };
        asked(&deal_in("matched"), command, today())
    };
    for reason in RefusalReason::ALL {
        let expected = if *reason == RefusalReason::Other { Err("note_missing".to_owned()) } else { Ok(()) };
        assert_eq!(refuses(*reason, Some("  ")).map(|_| ()).map_err(|refusal| code(Err::<(), _>(refusal))), expected);
    }
    assert!(refuses(RefusalReason::Other, Some("该行业限额已满")).is_ok());
    assert_eq!(code(refuses(RefusalReason::Other, Some(&"长".repeat(2_001)))), "note_length");
    assert_eq!(code(refuses(RefusalReason::Other, Some("\u{7}"))), "text_characters");
}
