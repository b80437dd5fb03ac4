//! A loan that is not paid back: default, compensation, disposal; and the end of the debt.

use super::told::*;
use super::*;

#[test]
fn the_pool_pays_its_share_up_to_its_caps_and_to_what_is_in_it() {
    let pool = Pool {
        balance: yuan("1000000"),
        cap_per_case: Some(yuan("300000")),
        cap_per_year: Some(yuan("500000")),
        paid_this_year: yuan("0"),
    };
    let pays = |pool: &Pool, loss: &str, percent: &str| {
        compensation(pool, yuan(loss), Share::parse(percent).expect("a share"))
    };
    assert_eq!(pays(&pool, "500000", "40"), Ok(yuan("200000")));
    assert_eq!(pays(&pool, "5000000", "40"), Ok(yuan("300000")), "the cap of a case");
    let much = Pool { paid_this_year: yuan("400000"), ..pool };
    assert_eq!(pays(&much, "5000000", "40"), Ok(yuan("100000")), "what is left of the year");
    let little = Pool { balance: yuan("99.99"), ..pool };
    assert_eq!(pays(&little, "5000000", "40"), Ok(yuan("99.99")), "what is in it");
    let uncapped = Pool { cap_per_case: None, cap_per_year: None, ..pool };
    assert_eq!(pays(&uncapped, "2000000", "40"), Ok(yuan("800000")));
    assert_eq!(code(pays(&pool, "500000", "0")), "pool_bears_nothing");
    assert_eq!(code(pays(&pool, "0", "40")), "pool_bears_nothing");
    assert_eq!(code(pays(&Pool { paid_this_year: yuan("600000"), ..pool }, "1", "40")), "pool_year_used_up");
    assert_eq!(code(pays(&Pool { balance: yuan("0"), ..pool }, "100", "40")), "pool_empty");
}

#[test]
fn a_pool_never_pays_what_is_not_in_it() {
    let pool = Pool { balance: yuan("100"), cap_per_case: None, cap_per_year: None, paid_this_year: yuan("1") };
    let after = pool.after(yuan("99.99")).expect("enough");
    assert_eq!((after.balance, after.paid_this_year), (yuan("0.01"), yuan("100.99")));
    assert_eq!(code(after.after(yuan("0.02"))), "pool_empty");
    let full = Pool { balance: Money::MAX, paid_this_year: Money::MAX, ..pool };
    assert_eq!(code(full.after(yuan("0.01"))), "amount_too_large");
}

#[test]
fn parts_of_a_loss_are_the_loss_to_the_fen() {
    let shares = [share(BANK, "33.33"), share(GUARANTOR, "33.33"), share(POOL, "33.34")];
    let parts = parts_of_a_loss(yuan("100.01"), &shares);
    assert_eq!(parts, [(BANK, yuan("33.34")), (GUARANTOR, yuan("33.33")), (POOL, yuan("33.34"))]);
    assert_eq!(
        parts_of_a_loss(yuan("0.01"), &shares),
        [(BANK, yuan("0.01")), (GUARANTOR, yuan("0")), (POOL, yuan("0"))]
    );
    assert_eq!(parts_of_a_loss(yuan("1"), &[]), []);
}

#[test]
fn nobody_pays_more_of_a_loss_than_his_part() {
    let default = deal_in("default");
    let pays = |paid: &[(Id, &str)]| asked(&default, compensate(paid), today());
    assert!(pays(&[(GUARANTOR, "200000"), (POOL, "200000")]).is_ok());
    for (paid, expected) in [
        (&[(GUARANTOR, "200000.01")][..], "compensation_exceeds_share"),
        (&[(GUARANTOR, "1"), (GUARANTOR, "1")], "share_twice"),
        (&[(BANK, "1")], "bearer_unknown"),
        (&[(INSURER, "1")], "bearer_unknown"),
        (&[(POOL, "0")], "amount_zero"),
        (&[], "amount_zero"),
    ] {
        assert_eq!(code(pays(paid)), expected, "{paid:?}");
    }
    let too_much =
        DealCommand::Compensate { by: SUN, claimed_on: day(TODAY), loss: yuan("2000000.01"), paid: Vec::new() };
    assert_eq!(code(asked(&default, too_much, today())), "loss_exceeds_principal");
}

#[test]
fn where_the_bank_bears_everything_nobody_compensates() {
    let mut default = deal_in("default");
    default.course_mut().losses = vec![share(BANK, "100")];
    assert_eq!(code(asked(&default, compensate(&[(POOL, "1")]), today())), "losses_not_shared");
    assert_eq!(step(&default, &law()), None, "nor does a clock run");
}

#[test]
fn a_bad_loan_has_a_bad_class_and_at_most_what_was_lent() {
    let declares = |class, outstanding: &str| {
        let command = DealCommand::DeclareDefault { by: SUN, on: day(TODAY), class, outstanding: yuan(outstanding) };
        asked(&deal_in("overdue"), command, today())
    };
    for class in LoanClass::ALL {
        assert_eq!(declares(*class, "3000000").is_ok(), class.is_non_performing(), "{class}");
    }
    assert_eq!(code(declares(LoanClass::Normal, "1")), "class_performing");
    assert_eq!(code(declares(LoanClass::Loss, "0")), "amount_zero");
    assert_eq!(code(declares(LoanClass::Loss, "3000000.01")), "amount_exceeds");
}

#[test]
fn proceeds_pay_costs_then_interest_then_the_principal_then_penalties() {
    let got = |proceeds: &str| {
        let all = distribute(yuan(proceeds), &claims()).expect("amounts");
        [all.costs, all.interest, all.principal, all.penalty, all.surplus, all.shortfall].map(|part| part.to_string())
    };
    assert_eq!(got("0"), ["0.00", "0.00", "0.00", "0.00", "0.00", "2200000.55"]);
    assert_eq!(got("50000"), ["50000.00", "0.00", "0.00", "0.00", "0.00", "2150000.55"]);
    assert_eq!(got("170000.56"), ["50000.00", "120000.55", "0.01", "0.00", "0.00", "2029999.99"]);
    assert_eq!(got("2200000.55"), ["50000.00", "120000.55", "2000000.00", "30000.00", "0.00", "0.00"]);
    assert_eq!(got("2200000.56"), ["50000.00", "120000.55", "2000000.00", "30000.00", "0.01", "0.00"]);
    let beyond = Claims { costs: Money::MAX, interest: yuan("0.01"), ..Claims::default() };
    assert_eq!(code(distribute(yuan("1"), &beyond)), "amount_too_large");
}

#[test]
fn a_disposal_claims_no_more_principal_than_is_outstanding() {
    let disposes = |principal: &str| {
        let claims = Claims { principal: yuan(principal), ..claims() };
        let (by, on, file) = (SUN, day(TODAY), Id::from_u128(0xd15));
        let method = DisposalMethod::AgreedDiscount;
        let command = DealCommand::Dispose { by, on, method, proceeds: yuan("1"), claims, file };
        asked(&deal_in("compensated"), command, today())
    };
    assert!(disposes("2000000").is_ok());
    assert_eq!(code(disposes("2000000.01")), "amount_exceeds");
}

#[test]
fn what_is_cured_is_looked_after_again_and_can_fall_overdue_anew() {
    use DealCommandKind as K;
    let again = and(&deal_in("overdue"), &[K::Cure, K::FallOverdue, K::DeclareDefault]);
    assert_eq!(again.name(), "default");
    let blank = DealCommand::Review { by: SUN, note: "  ".into() };
    assert_eq!(code(asked(&deal_in("disbursed"), blank, today())), "note_missing");
    let nothing = DealCommand::FallOverdue { by: SUN, since_on: day(TODAY), amount: yuan("0") };
    assert_eq!(code(asked(&deal_in("monitored"), nothing, today())), "amount_zero");
}

#[test]
fn a_deal_is_closed_when_no_pledge_of_it_stands_and_says_how_it_ended() {
    use DealCommandKind as K;
    for name in ["settled", "disposed"] {
        assert_eq!(code(asked(&deal_in(name), a(K::Close), today())), "pledge_stands", "{name}");
    }
    let DealState::Closed { ending: Ending::Settled { .. }, .. } = deal_in("closed") else { panic!("settled") };
    let disposed = and(&deal_in("disposed"), &[K::NoteReleased, K::Close]);
    let DealState::Closed { ending: Ending::Disposed { bad, .. }, .. } = disposed else { panic!("disposed") };
    assert_eq!(bad.compensation.map(|paid| paid.paid.len()), Some(2));
    let without = and(&deal_in("default"), &[K::Dispose, K::NoteReleased, K::Close]);
    assert_eq!(without.name(), "closed", "compensation is no condition of a disposal");
}
