//! Schedules: vectors of another program, exact figures, days and bounds.

use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Vectors {
    schedules: Vec<Vector>,
    exact: Vec<Vector>,
}

#[derive(Debug, Deserialize)]
struct Vector {
    kind: Repayment,
    principal: Money,
    annual_rate: Rate,
    months: u32,
    first: (Money, Money),
    last: (Money, Money),
    total_interest: Money,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../vectors.json")).expect("the vectors are JSON")
}

fn holds(vector: &Vector) {
    let Vector { kind, principal, annual_rate, months, .. } = *vector;
    let plan = schedule(&Terms { kind, principal, annual_rate, months, start_on: None });
    let plan = plan.unwrap_or_else(|refused| panic!("{vector:?}: {refused:?}"));
    let parts = |row: Row| (row.principal, row.interest);
    assert_eq!((parts(plan.first), parts(plan.last)), (vector.first, vector.last), "{vector:?}");
    assert_eq!(plan.total_interest, vector.total_interest, "{vector:?}");
}

#[test]
fn every_schedule_that_another_program_computed_is_ours_to_the_fen() {
    let vectors = vectors().schedules;
    assert_eq!(vectors.len(), 30);
    vectors.iter().for_each(holds);
}

#[test]
fn schedules_at_the_bounds_are_those_of_exact_arithmetic() {
    let vectors = vectors().exact;
    assert_eq!(vectors.len(), 32);
    vectors.iter().for_each(holds);
}

#[test]
fn due_days_are_counted_from_the_disbursement_so_that_a_short_month_moves_no_later_one() {
    let days = |kind| -> Vec<String> {
        let rows = schedule(&terms(kind)).expect("a plan").rows;
        rows.iter().filter_map(|row| row.due_on).map(|day| day.format("%m-%d").to_string()).collect()
    };
    let monthly = ["02-28", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30", "10-31", "11-30", "12-31"];
    assert_eq!(days(Repayment::EqualPrincipal)[..11], monthly);
    assert_eq!(days(Repayment::Bullet), ["01-31"]);
}

#[test]
fn a_bullet_is_one_row_with_simple_interest() {
    let plan = schedule(&terms(Repayment::Bullet)).expect("a plan");
    let row = Row {
        number: 1,
        after_months: 12,
        due_on: Some(day("2026-01-31")),
        principal: yuan("120000.00"),
        interest: yuan("7200.00"),
        balance: Money::ZERO,
    };
    assert_eq!((plan.rows.as_slice(), plan.first, plan.last), ([row].as_slice(), row, row));
}

#[test]
fn terms_that_mean_nothing_are_refused_each_at_its_field() {
    let wrong =
        Terms { principal: Money::ZERO, months: 0, start_on: Some(day("1899-12-31")), ..terms(Repayment::Bullet) };
    assert_eq!(
        refused(schedule(&wrong)),
        [
            ("/principal".to_owned(), "financing.principal_zero"),
            ("/months".to_owned(), "financing.loan_months_out_of_range"),
            ("/start_on".to_owned(), "financing.disbursement_day_out_of_range"),
        ]
    );
    for kind in Repayment::ALL {
        let months = |months| schedule(&Terms { months, annual_rate: rate("0.01"), ..terms(*kind) });
        assert!(months(1).is_ok() && months(360).is_ok(), "{kind}");
        assert_eq!(refused(months(361)), [("/months".to_owned(), "financing.loan_months_out_of_range")]);
        let huge = Terms { principal: Money::MAX, annual_rate: Rate::ONE, months: 360, ..terms(*kind) };
        assert_eq!(refused(schedule(&huge)), [("/principal".to_owned(), "financing.interest_out_of_range")]);
    }
}

#[test]
fn no_two_refusals_of_this_part_have_one_code() {
    let codes: std::collections::BTreeSet<&str> = refusals::ALL.iter().map(|refusal| refusal().code).collect();
    assert_eq!(codes.len(), refusals::ALL.len());
    assert!(codes.iter().all(|code| code.starts_with("financing.")));
}
