//! Who stands beside bank and firm, and who bears which part of a loss.

use super::told::*;
use super::*;

fn joins(state: &DealState, party: Party) -> Result<Vec<DealEvent>, Refusal> {
    asked(state, DealCommand::Join { party }, today())
}

fn shares(shares: &[(Id, &str)]) -> Result<Vec<DealEvent>, Refusal> {
    let shares = shares.iter().map(|(bearer, percent)| share(*bearer, percent)).collect();
    asked(&deal_in("due_diligence"), DealCommand::ShareLosses { shares }, today())
}

#[test]
fn a_party_stands_once_and_is_neither_bank_nor_firm() {
    let state = deal_in("due_diligence");
    for organisation in [GUARANTOR, INSURER, POOL, BANK, FIRM] {
        assert_eq!(code(joins(&state, Party::Appraiser { organisation })), "party_twice");
    }
    assert!(joins(&state, Party::Appraiser { organisation: APPRAISER }).is_ok());
}

#[test]
fn a_counter_guarantee_is_given_to_a_guarantor_of_the_deal() {
    let state = deal_in("due_diligence");
    let counter = |guarantor, name: &str| Party::CounterGuarantor { name: name.into(), guarantor };
    assert_eq!(code(joins(&state, counter(INSURER, "某公司"))), "guarantor_missing");
    assert_eq!(code(joins(&state, counter(GUARANTOR, "哈尔滨某集团"))), "party_twice");
    assert_eq!(code(joins(&state, counter(GUARANTOR, ""))), "line_length");
    assert!(joins(&state, counter(GUARANTOR, "王某")).is_ok(), "a guarantor may have several");
}

#[test]
fn there_are_twenty_parties_at_most() {
    let mut state = deal_in("accepted");
    for bits in 0..20 {
        state =
            then(&state, DealCommand::Join { party: Party::Appraiser { organisation: Id::from_u128(0xaa00 + bits) } });
    }
    assert_eq!(code(joins(&state, Party::Appraiser { organisation: APPRAISER })), "parties_too_many");
}

#[test]
fn who_leaves_takes_the_shares_and_the_counter_guarantees_along() {
    let left = then(&deal_in("due_diligence"), DealCommand::Leave { party: GUARANTOR });
    let roles: Vec<Option<Id>> = left.course().parties.iter().map(Party::id).collect();
    assert_eq!(roles, [Some(INSURER), Some(POOL)]);
    assert!(left.course().losses.is_empty() && !left.course().others_bear_losses());
    assert_eq!(code(asked(&left, DealCommand::Leave { party: GUARANTOR }, today())), "party_unknown");
}

#[test]
fn shares_of_a_loss_make_a_whole_of_those_who_stand_there() {
    assert!(shares(&[(BANK, "100")]).is_ok());
    assert!(shares(&[(GUARANTOR, "100")]).is_ok(), "the bank need not bear any");
    assert!(shares(&[(BANK, "33.33"), (GUARANTOR, "33.33"), (POOL, "33.34")]).is_ok());
    for (given, expected) in [
        (&[][..], "shares_no_whole"),
        (&[(BANK, "99.99")], "shares_no_whole"),
        (&[(BANK, "60"), (POOL, "40.01")], "shares_no_whole"),
        (&[(BANK, "50"), (BANK, "50")], "share_twice"),
        (&[(BANK, "100"), (POOL, "0")], "share_twice"),
        (&[(BANK, "50"), (FIRM, "50")], "bearer_unknown"),
        (&[(BANK, "50"), (APPRAISER, "50")], "bearer_unknown"),
    ] {
        assert_eq!(code(shares(given)), expected, "{given:?}");
    }
}

#[test]
fn an_insurers_policy_is_recorded_before_the_money() {
    use DealCommandKind as K;
    let registered = and(&deal_in("registering"), &[K::NoteRegistered]);
    assert_eq!(code(asked(&registered, a(K::Disburse), today())), "policy_missing");
    let recorded = and(&registered, &[K::RecordPolicy]);
    let insurer = Party::Insurer { organisation: INSURER, policy_number: Some("PICC-2026-0071".into()) };
    assert!(recorded.course().parties.contains(&insurer));
    assert!(asked(&recorded, a(K::Disburse), today()).is_ok());
    let unknown = DealCommand::RecordPolicy { insurer: GUARANTOR, number: "1".into() };
    assert_eq!(code(asked(&recorded, unknown, today())), "party_unknown");
}
