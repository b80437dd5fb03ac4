//! What is repaid before its day.

use super::*;

fn after(loan: Loan, events: &[LoanEvent]) -> Loan {
    events.iter().try_fold(loan, Loan::after).expect("it happens")
}

#[test]
fn interest_on_what_is_repaid_early_runs_to_that_day_and_no_further() {
    let loan = after(loan(Repayment::EqualPrincipal), &[paid("2025-02-28", "10600.00")]);
    let interest = |on, principal| loan.early_interest(day(on), yuan(principal)).map(|interest| interest.to_string());
    // 36,000 · 6 % · days / 360, from the last due day.
    assert_eq!(interest("2025-02-28", "36000.00"), Ok("0.00".to_owned()));
    assert_eq!(interest("2025-03-01", "36000.00"), Ok("6.00".to_owned()));
    assert_eq!(interest("2025-03-30", "36000.00"), Ok("180.00".to_owned()));
    assert_eq!(code(interest("2025-03-31", "36000.00")), "financing.due_before_early");
    assert_eq!(code(interest("2025-02-27", "36000.00")), "financing.loan_day_before_last");
    assert_eq!(code(interest("2025-03-01", "110000.01")), "financing.early_more_than_outstanding");
    assert_eq!(code(interest("2025-03-01", "0")), "financing.loan_amount_zero");
}

#[test]
fn of_a_bullet_interest_runs_from_the_disbursement() {
    let loan = loan(Repayment::Bullet);
    let interest = |on| loan.early_interest(day(on), yuan("120000.00")).map(|interest| interest.to_string());
    assert_eq!(interest("2025-01-31"), Ok("0.00".to_owned()));
    assert_eq!(interest("2025-02-28"), Ok("600.00".to_owned()));
    assert_eq!(interest("2025-07-31"), Ok("3600.00".to_owned()));
    assert_eq!(interest("2025-08-01"), Ok("3620.00".to_owned()));
    let part = after(loan.clone(), &[repaid_early("2025-07-31", "60000.00", Remaining::SameNumber)]);
    assert_eq!(table(&part), "1 2026-01-31 60000.00 3600.00");
    assert_eq!(part.total_interest(), Some(yuan("5400.00")));
    let shorter = repaid_early("2025-07-31", "60000.00", Remaining::SameAmount);
    assert_eq!(code(loan.after(&shorter)), "financing.early_no_term_to_shorten");
}

#[test]
fn a_part_repaid_early_makes_instalments_smaller_or_fewer() {
    let started =
        after(loan(Repayment::EqualInstalments), &[paid("2025-02-28", "10327.97"), paid("2025-03-31", "10327.97")]);
    let then = |remaining| after(started.clone(), &[repaid_early("2025-03-31", "60000.00", remaining)]);
    insta::assert_snapshot!(table(&then(Remaining::SameNumber)), @"
    1 2025-02-28 9727.97 600.00
    2 2025-03-31 9776.61 551.36
    3 2025-04-30 3959.26 202.48
    4 2025-05-31 3979.06 182.68
    5 2025-06-30 3998.95 162.79
    6 2025-07-31 4018.95 142.79
    7 2025-08-31 4039.04 122.70
    8 2025-09-30 4059.24 102.50
    9 2025-10-31 4079.54 82.20
    10 2025-11-30 4099.93 61.81
    11 2025-12-31 4120.43 41.31
    12 2026-01-31 4141.02 20.71
    ");
    insta::assert_snapshot!(table(&then(Remaining::SameAmount)), @"
    1 2025-02-28 9727.97 600.00
    2 2025-03-31 9776.61 551.36
    3 2025-04-30 10125.49 202.48
    4 2025-05-31 10176.12 151.85
    5 2025-06-30 10227.00 100.97
    6 2025-07-31 9966.81 49.83
    ");
}

#[test]
fn whoever_repays_everything_owes_nothing() {
    for kind in Repayment::ALL {
        let loan = after(loan(*kind), &[repaid_early("2025-02-15", "120000.00", Remaining::SameNumber)]);
        assert!(loan.is_settled(), "{kind}");
        assert_eq!((loan.outstanding_principal(), loan.instalments.len()), (Money::ZERO, 0));
        assert_eq!(loan.total_interest(), Some(yuan("300.00")), "fifteen days");
        assert_eq!(loan.due(day("2030-01-01")).total(), Some(Money::ZERO));
    }
}

#[test]
fn costs_and_what_was_begun_come_before_an_early_repayment() {
    let costs = LoanEvent::CostsArose { on: day("2025-02-01"), amount: yuan("1.00") };
    let early = repaid_early("2025-02-15", "1000.00", Remaining::SameNumber);
    for event in [costs, paid("2025-02-01", "1.00")] {
        let loan = after(loan(Repayment::EqualPrincipal), &[event]);
        assert_eq!(code(loan.after(&early)), "financing.due_before_early");
    }
    // The running month is paid in advance: no interest is due for it again.
    let ahead = after(loan(Repayment::EqualPrincipal), &[paid("2025-02-10", "10600.00")]);
    assert_eq!(ahead.early_interest(day("2025-02-15"), yuan("1000.00")), Ok(Money::ZERO));
}
