//! Payments, what is due, and since when.

use super::*;

fn after(loan: Loan, events: &[LoanEvent]) -> Loan {
    events.iter().try_fold(loan, Loan::after).expect("it happens")
}

#[test]
fn an_instalment_is_due_on_its_day_and_overdue_on_the_next() {
    let loan = loan(Repayment::EqualPrincipal);
    assert_eq!(loan.due(day("2025-02-27")), Due::default());
    let due = loan.due(day("2025-02-28"));
    assert_eq!((due.interest, due.principal, due.overdue_days()), (yuan("600.00"), yuan("10000.00"), 0));
    let due = loan.due(day("2025-03-01"));
    assert_eq!((due.overdue_days(), due.total()), (1, Some(yuan("10600.00"))));
    let due = loan.due(day("2025-04-01"));
    let days: Vec<(u32, u32)> = due.overdue.iter().map(|one| (one.number, one.days)).collect();
    assert_eq!(days, [(1, 32), (2, 1)]);
    assert_eq!(loan.outstanding_principal(), yuan("120000.00"));
}

#[test]
fn a_payment_meets_costs_then_interest_then_principal_of_each_the_oldest_first() {
    let costs = LoanEvent::CostsArose { on: day("2025-04-10"), amount: yuan("300.00") };
    let loan = after(loan(Repayment::EqualPrincipal), &[costs]);
    let on = day("2025-04-10");
    let met = |number, interest, principal| Met { number, interest: yuan(interest), principal: yuan(principal) };
    let goes = |amount| {
        let Allocation { costs, instalments } = loan.allocation(on, yuan(amount)).expect("it goes somewhere");
        (costs, instalments)
    };
    assert_eq!(goes("200.00"), (yuan("200.00"), vec![]));
    assert_eq!(goes("1000.00"), (yuan("300.00"), vec![met(1, "600.00", "0"), met(2, "100.00", "0")]));
    // 300 of costs, 600 and 550 of interest, then principal.
    assert_eq!(goes("12000.00"), (yuan("300.00"), vec![met(1, "600.00", "10000.00"), met(2, "550.00", "550.00")]));
    let all_due = vec![met(1, "600.00", "10000.00"), met(2, "550.00", "10000.00")];
    assert_eq!(goes("21450.00"), (yuan("300.00"), all_due.clone()));
    let with_next = [all_due, vec![met(3, "500.00", "10000.00")]].concat();
    assert_eq!(goes("31950.00"), (yuan("300.00"), with_next));
    assert_eq!(code(loan.allocation(on, yuan("31950.01"))), "financing.payment_more_than_due");
    assert_eq!(code(loan.allocation(on, Money::ZERO)), "financing.loan_amount_zero");
}

#[test]
fn a_loan_on_a_day_is_the_fold_over_what_had_happened() {
    let events = [paid("2025-02-28", "10600.00"), paid("2025-03-31", "5000.00"), paid("2025-04-20", "5550.00")];
    let on = |text: &str| loan(Repayment::EqualPrincipal).as_of(&events, day(text)).expect("it happens");
    let seen = |text: &str| (on(text).outstanding_principal().to_string(), on(text).due(day(text)).overdue_days());
    assert_eq!(seen("2025-02-27"), ("120000.00".to_owned(), 0));
    assert_eq!(seen("2025-02-28"), ("110000.00".to_owned(), 0));
    assert_eq!(seen("2025-04-19"), ("105550.00".to_owned(), 19));
    assert_eq!(seen("2025-04-20"), ("100000.00".to_owned(), 0));
}

#[test]
fn an_instalment_may_be_paid_before_its_day_but_only_in_the_month_that_it_ends() {
    let monthly = loan(Repayment::EqualPrincipal);
    assert!(monthly.allocation(day("2025-02-01"), yuan("10600.00")).is_ok());
    // The day of a short month lies close to the one before; the month up to the next one still begins there.
    let monthly = after(monthly, &[paid("2025-02-28", "10600.00")]);
    assert!(monthly.allocation(day("2025-02-28"), yuan("10550.00")).is_ok());
    let bullet = loan(Repayment::Bullet);
    assert_eq!(code(bullet.allocation(day("2025-06-30"), yuan("100.00"))), "financing.payment_more_than_due");
    assert!(bullet.allocation(day("2026-01-02"), yuan("127200.00")).is_ok());
}

#[test]
fn what_lies_before_the_last_entry_or_is_nothing_is_refused() {
    let loan = after(loan(Repayment::EqualPrincipal), &[paid("2025-02-28", "10600.00")]);
    let costs = |on, amount| LoanEvent::CostsArose { on: day(on), amount };
    let on = "2025-03-01";
    assert_eq!(code(loan.clone().after(&paid("2025-02-27", "1.00"))), "financing.loan_day_before_last");
    assert_eq!(code(loan.clone().after(&costs(on, Money::ZERO))), "financing.loan_amount_zero");
    let loan = after(loan, &[costs(on, Money::MAX)]);
    assert_eq!(code(loan.clone().after(&costs(on, yuan("0.01")))), "financing.loan_costs_out_of_range");
    assert!(!loan.is_settled());
    let undated = Terms { start_on: None, ..terms(Repayment::Bullet) };
    let missing = [("/start_on".to_owned(), "financing.disbursement_day_missing")];
    assert_eq!(refused(Loan::disbursed(undated)), missing);
}

#[test]
fn every_event_is_stored_as_it_has_always_been() {
    let costs = LoanEvent::CostsArose { on: day("2025-04-10"), amount: yuan("300.00") };
    let early = repaid_early("2025-05-01", "1000.00", Remaining::SameAmount);
    let stored = [costs, paid("2025-04-10", "1.00"), early].map(|event| {
        let stored = serde_json::to_string(&event).expect("storable");
        assert_eq!(serde_json::from_str::<LoanEvent>(&stored).expect("readable"), event);
        stored
    });
    insta::assert_snapshot!(stored.join("\n"), @r#"
    {"event":"costs_arose","on":"2025-04-10","amount":"300.00"}
    {"event":"paid","on":"2025-04-10","amount":"1.00"}
    {"event":"repaid_early","on":"2025-05-01","principal":"1000.00","remaining":"same_amount"}
    "#);
}

#[test]
fn a_loan_is_stored_and_read_as_itself() {
    let loan = after(loan(Repayment::EqualInstalments), &[paid("2025-02-28", "5000.00")]);
    let stored = serde_json::to_string(&loan).expect("storable");
    assert_eq!(serde_json::from_str::<Loan>(&stored).expect("readable"), loan);
}
