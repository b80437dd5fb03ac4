//! Pools: what is in one, what it pays, and what it does not.

use proptest::prelude::*;

use super::*;
use crate::financing::deal::tests::{BANK, LI, day, today};
use crate::financing::product::tests::yuan;

const DEAL: Id = Id::from_u128(0xdea1);

fn share(text: &str) -> Share {
    Share::parse(text).expect("a share")
}

fn filled(balance: &str, caps: Caps) -> PoolState {
    let found = PoolCommand::Found { by: LI, keeper: BANK, name: "省风险补偿资金池".into(), caps };
    let events = decide(None, found, today()).expect("it is founded");
    let pool = events.iter().fold(None, |state, event| Some(apply(state, event))).expect("a pool");
    done(&pool, PoolCommand::Fund { by: LI, amount: yuan(balance), reference: "财政拨款".into() })
}

fn done(pool: &PoolState, command: PoolCommand) -> PoolState {
    let events = decide(Some(pool), command, today()).expect("it is taken");
    events.iter().fold(pool.clone(), |state, event| apply(Some(state), event))
}

fn pay(deal: Id, loss: &str, amount: &str) -> PoolCommand {
    let (loss, amount) = (yuan(loss), yuan(amount));
    PoolCommand::Pay { deal, claimed_on: day("2026-11-20"), loss, share: share("40"), amount }
}

fn refused(pool: &PoolState, command: PoolCommand) -> &'static str {
    decide(Some(pool), command, today()).expect_err("it is refused").refusal.code
}

#[test]
fn a_pool_pays_its_share_of_a_loss_once_up_to_its_caps() {
    let caps = Caps { per_case: Some(yuan("300000.00")), per_year: Some(yuan("500000.00")) };
    let pool = filled("10000000.00", caps);
    assert_eq!(
        refused(&pool, pay(DEAL, "1000000.00", "300000.01")),
        "financing.pool_pays_less",
        "0.4 is more than the cap"
    );
    let paid = done(&pool, pay(DEAL, "1000000.00", "300000.00"));
    assert_eq!(paid.balance, yuan("9700000.00"));
    assert_eq!(refused(&paid, pay(DEAL, "1000000.00", "1.00")), "financing.pool_paid_already");
    let other = Id::from_u128(0xdea2);
    assert_eq!(refused(&paid, pay(other, "1000000.00", "200000.01")), "financing.pool_pays_less", "the year has a cap");
    let again = done(&paid, pay(other, "1000000.00", "200000.00"));
    let third = pay(Id::from_u128(0xdea3), "1000000.00", "0.01");
    assert_eq!(refused(&again, third), "financing.deal_pool_year_used_up");
}

#[test]
fn a_pool_does_not_pay_what_is_not_in_it() {
    let pool = filled("100.00", Caps::default());
    assert_eq!(refused(&pool, pay(DEAL, "1000000.00", "100.01")), "financing.pool_pays_less");
    let empty = done(&pool, pay(DEAL, "1000000.00", "100.00"));
    assert_eq!(refused(&empty, pay(Id::from_u128(2), "1.00", "0.01")), "financing.deal_pool_empty");
}

#[test]
fn a_cap_of_nothing_and_money_of_nothing_are_refused_with_their_field() {
    let pool = filled("1.00", Caps::default());
    let caps = Caps { per_case: Some(Money::ZERO), per_year: None };
    let refused = decide(Some(&pool), PoolCommand::Cap { by: LI, caps }, today()).expect_err("no cap");
    assert_eq!(refused.pointer, "/caps/per_case");
    let fund = PoolCommand::Fund { by: LI, amount: Money::ZERO, reference: "无".into() };
    assert_eq!(decide(Some(&pool), fund, today()).expect_err("nothing").pointer, "/amount");
}

proptest! {
    #[test]
    fn what_is_in_a_pool_is_what_was_filled_in_less_what_it_paid(losses in prop::collection::vec(1_i64..10_000_000, 1..20)) {
        let mut pool = filled("50000.00", Caps::default());
        let mut paid = Money::ZERO;
        for (place, loss) in losses.into_iter().enumerate() {
            let loss = Money::from_fen(loss).expect("an amount");
            let Ok(amount) = compensation(&pool.on(day("2026-11-20")), loss, share("40")) else { continue };
            let deal = Id::from_u128(place as u128 + 1);
            let command = PoolCommand::Pay { deal, claimed_on: day("2026-11-20"), loss, share: share("40"), amount };
            pool = done(&pool, command);
            paid = paid.plus(amount).expect("a sum");
            prop_assert_eq!(pool.balance.plus(paid), Some(yuan("50000.00")));
        }
    }
}
