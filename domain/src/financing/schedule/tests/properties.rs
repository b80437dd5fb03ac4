//! What holds of every schedule and every loan.

use chrono::Days;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

fn any_terms() -> impl Strategy<Value = Terms> {
    terms_up_to(100_000_000, 360)
}

/// Terms with a rate of at most so many hundred-millionths and at most so many months.
fn terms_up_to(rate: i64, months: u32) -> impl Strategy<Value = Terms> {
    // Few fen as often as many yuan, so that rounding is everything or nothing.
    let fen = prop_oneof![1_i64..2_000, 1_i64..10_000_000, 1_i64..10_000_000_000];
    let kind = prop::sample::select(Repayment::ALL);
    (kind, fen, 0..=rate, 1..=months, 0_u64..40_000).prop_map(|(kind, fen, rate, months, days)| Terms {
        kind,
        principal: Money::from_fen(fen).expect("in range"),
        annual_rate: Rate::of(Decimal::new(rate, 8)).expect("a rate"),
        months,
        start_on: Some(day("1990-01-01").checked_add_days(Days::new(days)).expect("a day")),
    })
}

/// A loan of which the first rows were paid in time, and a day before the next one.
fn running(terms: impl Strategy<Value = Terms>) -> impl Strategy<Value = (Loan, NaiveDate)> {
    (terms, 0_usize..1_000, 0_u64..31).prop_map(|(terms, part, days)| {
        let loan = Loan::disbursed(terms).expect("a loan");
        let paid = loan.instalments.len() * part / 1_000;
        let events = in_time(&loan);
        let events: Vec<LoanEvent> = events.into_iter().filter(|event| event.0 < paid).map(|event| event.1).collect();
        let next_on = loan.instalments[paid].due_on;
        let from = paid.checked_sub(1).map_or(loan.disbursed_on, |last| loan.instalments[last].due_on);
        let on = from.checked_add_days(Days::new(days)).expect("a day").min(next_on.pred_opt().expect("a day"));
        (events.iter().try_fold(loan, Loan::after).expect("paid"), on)
    })
}

/// The payment of each row on its day, with the row's place; a row of nothing needs none.
fn in_time(loan: &Loan) -> Vec<(usize, LoanEvent)> {
    let payment = |(place, one): (usize, &Instalment)| {
        let amount = one.principal.plus(one.interest).expect("in range");
        (amount > Money::ZERO).then_some((place, LoanEvent::Paid { on: one.due_on, amount }))
    };
    loan.instalments.iter().enumerate().filter_map(payment).collect()
}

proptest! {
    #[test]
    fn the_principal_parts_are_the_principal_and_the_last_balance_is_nothing(terms in any_terms()) {
        let plan = schedule(&terms).expect("a plan");
        prop_assert_eq!(Money::sum(plan.rows.iter().map(|row| row.principal)), Some(terms.principal));
        prop_assert_eq!(plan.last.balance, Money::ZERO);
        let mut before = terms.principal;
        for row in &plan.rows {
            prop_assert_eq!(row.balance.plus(row.principal), Some(before));
            before = row.balance;
        }
        let rows = if terms.kind == Repayment::Bullet { 1 } else { terms.months };
        prop_assert_eq!(plan.rows.len(), usize::try_from(rows).expect("few"));
        prop_assert_eq!(plan.last.after_months, terms.months);
        prop_assert!(plan.rows.iter().zip(plan.rows.iter().skip(1)).all(|(one, next)| one.due_on < next.due_on));
    }

    #[test]
    fn interest_falls_with_the_balance(terms in any_terms()) {
        let rows = schedule(&terms).expect("a plan").rows;
        prop_assert!(rows.iter().zip(rows.iter().skip(1)).all(|(one, next)| one.interest >= next.interest));
    }

    #[test]
    fn a_plan_that_repays_later_costs_no_less(terms in any_terms()) {
        let principal = terms.principal.max(yuan("1000.00"));
        let total = |kind| schedule(&Terms { kind, principal, ..terms }).expect("a plan").total_interest;
        // Each row's rounding is half a fen at most; the principal parts of few fen are rounded too.
        let slack = Money::from_fen(2 * i64::from(terms.months)).expect("in range");
        prop_assert!(total(Repayment::InterestOnly).plus(slack) >= Some(total(Repayment::EqualPrincipal)));
    }

    #[test]
    fn paying_every_row_on_its_day_leaves_nothing(terms in any_terms()) {
        let mut loan = Loan::disbursed(terms).expect("a loan");
        let plan = schedule(&terms).expect("a plan");
        for (place, event) in in_time(&loan) {
            loan = loan.after(&event).expect("paid");
            prop_assert_eq!(loan.outstanding_principal(), plan.rows[place].balance);
            prop_assert_eq!(loan.due(event.on()), Due::default());
        }
        prop_assert!(loan.is_settled());
        prop_assert_eq!(loan.total_interest(), Some(plan.total_interest));
    }

    #[test]
    fn nothing_that_is_paid_is_lost(terms in any_terms(), days in 0_u64..800, fen in 1_i64..100_000_000) {
        let loan = Loan::disbursed(terms).expect("a loan");
        let on = loan.disbursed_on.checked_add_days(Days::new(days)).expect("a day");
        let costs = LoanEvent::CostsArose { on, amount: yuan("12.34") };
        let loan = loan.after(&costs).expect("costs");
        let owed = |loan: &Loan| {
            let unpaid = loan.instalments.iter().map(|one| one.interest_unpaid().fen() + one.principal_unpaid().fen());
            unpaid.sum::<i64>() + loan.costs_unpaid.fen()
        };
        let before = owed(&loan);
        let amount = Money::from_fen(fen).expect("in range");
        if let Ok(loan) = loan.after(&LoanEvent::Paid { on, amount }) {
            prop_assert_eq!(owed(&loan), before - fen);
        }
    }

    #[test]
    fn what_is_left_after_an_early_repayment_is_repaid_to_the_fen((loan, on) in running(any_terms()), part in 1_i64..=1_000) {
        let left = loan.outstanding_principal();
        prop_assume!(left > Money::ZERO);
        let principal = Money::from_fen((left.fen() * part / 1_000).max(1)).expect("in range");
        for remaining in Remaining::ALL {
            let event = LoanEvent::RepaidEarly { on, principal, remaining: *remaining };
            let Ok(mut after) = loan.clone().after(&event) else {
                prop_assert!(matches!(loan.terms.kind, Repayment::InterestOnly | Repayment::Bullet));
                continue;
            };
            prop_assert_eq!(after.outstanding_principal().plus(principal), Some(left));
            for (_, event) in in_time(&after).into_iter().filter(|(_, event)| event.on() > on) {
                after = after.after(&event).expect("paid");
            }
            prop_assert!(after.is_settled());
        }
    }

    #[test]
    fn a_larger_early_repayment_never_costs_more_interest_but_for_the_rounding(
        // A level is rounded, and what half a fen makes of the last balance grows with the rate: here no further than a
        // bank may ask.
        (loan, on) in running(terms_up_to(24_000_000, 120)),
        parts in (1_i64..=1_000, 1_i64..=1_000),
        remaining in prop::sample::select(Remaining::ALL),
    ) {
        let left = loan.outstanding_principal().fen();
        let cost = |part: i64| {
            let principal = Money::from_fen((left * part / 1_000).max(1)).expect("in range");
            let event = LoanEvent::RepaidEarly { on, principal, remaining };
            loan.clone().after(&event).ok().and_then(|loan| loan.total_interest()).map(Money::fen)
        };
        let (smaller, larger) = (parts.0.min(parts.1), parts.0.max(parts.1));
        // In either plan each row is rounded, and a level by half a fen that adds up over the rows.
        let rows = i64::try_from(loan.instalments.len()).expect("few");
        let slack = 2 * rows + rows * rows / 6;
        let unchanged = loan.total_interest().expect("in range").fen();
        if let (Some(smaller), Some(larger)) = (cost(smaller), cost(larger)) {
            prop_assert!(larger <= smaller + slack, "{larger} and {smaller}");
            prop_assert!(smaller <= unchanged + slack, "{smaller} and {unchanged}");
        }
    }
}
