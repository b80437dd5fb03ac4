//! The contract, the pledges and the money.

use super::told::*;
use super::*;

fn draws_up(state: &DealState, amount: &str, pledges: &[(Id, &str)]) -> Result<Vec<DealEvent>, Refusal> {
    let pledge = |(pledge, secured): &(Id, &str)| NewPledge { pledge: *pledge, secured: yuan(secured) };
    let pledges = pledges.iter().map(pledge).collect();
    let command =
        DealCommand::DrawUp { by: SUN, file: Id::from_u128(0xc0), digest: digest(), amount: yuan(amount), pledges };
    asked(state, command, today())
}

fn pays(state: &DealState, amount: &str, on: &str, at: Moment) -> Result<Vec<DealEvent>, Refusal> {
    let command =
        DealCommand::Disburse { by: SUN, amount: yuan(amount), on: day(on), reference: "FK2026112300017".into() };
    asked(state, command, at)
}

#[test]
fn a_contract_stays_within_the_offer_and_its_pledges_within_the_contract() {
    let approved = deal_in("approved");
    let draws_up = |amount, pledges: &[(Id, &str)]| draws_up(&approved, amount, pledges);
    assert!(draws_up("3000000", &[(PATENT, "2000000"), (MARK, "1000000")]).is_ok(), "they make up the contract");
    let many: Vec<(Id, &str)> = (0..101).map(|bits| (Id::from_u128(0xb000 + bits), "1")).collect();
    for (amount, pledges, expected) in [
        ("0", &[(PATENT, "1")][..], "amount_zero"),
        ("3000000.01", &[(PATENT, "1")], "amount_exceeds"),
        ("3000000", &[], "pledges_out_of_range"),
        ("3000000", &many, "pledges_out_of_range"),
        ("3000000", &[(PATENT, "1"), (PATENT, "1")], "pledge_twice"),
        ("3000000", &[(PATENT, "0")], "amount_zero"),
        ("2000000", &[(PATENT, "1000000"), (MARK, "1000000.01")], "secured_exceeds_contract"),
        ("2000000", &[(PATENT, "1000000000000"), (MARK, "1000000000000")], "secured_exceeds_contract"),
    ] {
        assert_eq!(code(draws_up(amount, pledges)), expected);
    }
}

#[test]
fn what_is_signed_is_what_was_drawn_up_by_each_side_once() {
    let half = deal_in("contracting, half");
    let signs = |side, digest: &str, on: &str| {
        asked(&half, DealCommand::Sign { side, by: LI, digest: digest.into(), on: day(on) }, today())
    };
    assert_eq!(code(signs(Side::Firm, &"cd".repeat(32), TODAY)), "digest_differs");
    assert_eq!(code(signs(Side::Firm, "abc", TODAY)), "digest_malformed");
    assert_eq!(code(signs(Side::Bank, &digest(), TODAY)), "side_signed");
    assert_eq!(code(signs(Side::Firm, &digest(), "2026-11-22")), "day_too_early");
    assert_eq!(code(signs(Side::Firm, &digest(), "2026-11-24")), "day_in_future");
    let signed = then(&half, sign(Side::Firm));
    assert_eq!(signed.name(), "registering");
    assert_eq!(signed.contract().and_then(Contract::signed_on), Some(day(TODAY)));
    assert_eq!(code(draws_up(&half, "3000000", &[(MARK, "1")])), "contract_signed");
}

#[test]
fn no_money_before_every_pledge_is_registered() {
    use DealCommandKind as K;
    let registering = and(&deal_in("registering"), &[K::RecordPolicy, K::AddPledge]);
    assert_eq!(code(pays(&registering, "3000000", TODAY, today())), "pledges_unregistered");
    let one = and(&registering, &[K::NoteRegistered]);
    assert_eq!(code(pays(&one, "3000000", TODAY, today())), "pledges_unregistered");
    let both = then(&one, DealCommand::NoteRegistered { pledge: MARK, on: day(TODAY) });
    assert!(pays(&both, "3000000", TODAY, today()).is_ok());
    let lost = then(&both, DealCommand::NoteReleased { pledge: PATENT, on: day(TODAY) });
    assert_eq!(code(pays(&lost, "3000000", TODAY, today())), "pledges_unregistered", "one that ended secures nothing");
    let dropped = and(&deal_in("registering"), &[K::RecordPolicy, K::DropPledge]);
    assert_eq!(code(pays(&dropped, "3000000", TODAY, today())), "pledges_unregistered", "nor does none at all");
    let waived = and(&dropped, &[K::Waive]);
    assert!(pays(&waived, "3000000", TODAY, today()).is_ok(), "unless a person says so, with the reason");
}

#[test]
fn the_money_comes_once_within_the_contract_and_not_before_its_day() {
    let done = deal_in("registering, done");
    assert_eq!(code(pays(&done, "0", TODAY, today())), "amount_zero");
    assert_eq!(code(pays(&done, "3000000.01", TODAY, today())), "amount_exceeds");
    assert_eq!(code(pays(&done, "3000000", "2026-11-22", today())), "day_too_early");
    assert_eq!(code(pays(&done, "3000000", "2026-11-24", today())), "day_in_future");
    assert_eq!(code(pays(&deal_in("disbursed"), "3000000", TODAY, today())), "disbursed");
    let later = then_at(&done, a(DealCommandKind::Disburse), noon("2026-11-25"));
    assert_eq!(later.loan().map(|loan| loan.disbursement.on), Some(day(TODAY)));
}

#[test]
fn a_waiver_frees_the_money_from_its_day_on_and_a_registration_from_its_own() {
    let registering = then(&deal_in("registering"), a(DealCommandKind::RecordPolicy));
    let waived = then_at(&registering, a(DealCommandKind::Waive), noon("2026-11-26"));
    assert_eq!(code(pays(&waived, "1", "2026-11-25", noon("2026-11-27"))), "day_too_early");
    let registered =
        then_at(&waived, DealCommand::NoteRegistered { pledge: PATENT, on: day("2026-11-24") }, noon("2026-11-27"));
    assert!(pays(&registered, "1", "2026-11-25", noon("2026-11-27")).is_ok(), "it was registered before");
}

#[test]
fn a_registration_comes_after_the_contract_and_a_release_after_the_registration() {
    let notes = |state: &DealState, registered: bool, pledge, on: &str| {
        let on = day(on);
        let command = match registered {
            true => DealCommand::NoteRegistered { pledge, on },
            false => DealCommand::NoteReleased { pledge, on },
        };
        asked(state, command, noon("2026-11-30"))
    };
    let registering = deal_in("registering");
    assert_eq!(code(notes(&registering, true, PATENT, "2026-11-22")), "day_too_early");
    assert_eq!(code(notes(&registering, true, PATENT, "2026-12-01")), "day_in_future");
    assert_eq!(code(notes(&registering, true, MARK, TODAY)), "pledge_unknown");
    let registered = then_at(
        &registering,
        DealCommand::NoteRegistered { pledge: PATENT, on: day("2026-11-25") },
        noon("2026-11-30"),
    );
    assert_eq!(code(notes(&registered, false, PATENT, "2026-11-24")), "day_too_early");
    assert!(notes(&registered, false, PATENT, "2026-11-25").is_ok());
}

#[test]
fn a_further_pledge_stays_within_the_contract_before_the_money_and_makes_up_for_a_loss_after_it() {
    let adds = |state: &DealState, pledge, secured: &str| {
        asked(state, DealCommand::AddPledge { pledge: NewPledge { pledge, secured: yuan(secured) } }, today())
    };
    let registering = deal_in("registering");
    assert!(adds(&registering, MARK, "1000000").is_ok());
    assert_eq!(code(adds(&registering, MARK, "1000000.01")), "secured_exceeds_contract");
    assert_eq!(code(adds(&registering, PATENT, "1")), "pledge_twice");
    assert_eq!(code(adds(&registering, MARK, "0")), "amount_zero");
    let disbursed = deal_in("disbursed");
    assert!(adds(&disbursed, MARK, "3000000").is_ok());
    assert_eq!(code(adds(&disbursed, MARK, "3000000.01")), "secured_exceeds_contract");
}

#[test]
fn who_gives_up_has_the_pledges_released_first() {
    let withdraws = || a(DealCommandKind::Withdraw);
    assert_eq!(then(&deal_in("registering"), withdraws()).name(), "withdrawn");
    let done = deal_in("registering, done");
    assert_eq!(code(asked(&done, withdraws(), today())), "pledge_stands");
    let released = then(&done, a(DealCommandKind::NoteReleased));
    assert_eq!(then(&released, withdraws()).name(), "withdrawn");
}
