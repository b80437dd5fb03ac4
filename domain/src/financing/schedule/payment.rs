//! What a payment meets: costs, then interest, then principal; of each the oldest first.

use chrono::{Months, NaiveDate};

use super::super::money::Money;
use super::{Instalment, Loan, refusals};
use crate::hall::Refusal;

/// What a payment meets of one instalment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    /// The number of the instalment.
    pub number: u32,
    /// Of its interest.
    pub interest: Money,
    /// Of its principal.
    pub principal: Money,
}

/// Where a payment goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    /// To costs.
    pub costs: Money,
    /// To instalments, the oldest first.
    pub instalments: Vec<Met>,
}

impl Loan {
    /// Where a payment on this day goes: to costs, to the interest of what is due, to the principal of what is due (Civil Code
    /// art. 561), and then to the next instalment, which may be paid before its day, in the month that it ends.
    ///
    /// # Errors
    /// An amount of nothing, or more than all these: what comes before its day and beyond one instalment is an early
    /// repayment, of which the debtor says what it is to change.
    pub fn allocation(&self, on: NaiveDate, amount: Money) -> Result<Allocation, Refusal> {
        if amount == Money::ZERO {
            return Err(refusals::loan_amount_zero());
        }
        let mut left = amount;
        let mut take = |unpaid: Money| {
            let taken = unpaid.min(left);
            left = left.minus(taken).unwrap_or_default();
            taken
        };
        let costs = take(self.costs_unpaid);
        let due = self.instalments.iter().filter(|instalment| instalment.due_on <= on);
        let next = self.instalments.iter().find(|instalment| instalment.due_on > on);
        let next = next.filter(|next| next.due_on.checked_sub_months(Months::new(1)).is_some_and(|day| day <= on));
        let interest: Vec<Money> = due.clone().map(|instalment| take(instalment.interest_unpaid())).collect();
        let met = |(instalment, interest): (&Instalment, Money), principal| Met {
            number: instalment.number,
            interest,
            principal,
        };
        let due = due.zip(interest).map(|one| met(one, take(one.0.principal_unpaid())));
        let mut instalments: Vec<Met> = due.collect();
        if let Some(next) = next {
            let interest = take(next.interest_unpaid());
            instalments.push(met((next, interest), take(next.principal_unpaid())));
        }
        if left > Money::ZERO {
            return Err(refusals::payment_more_than_due());
        }
        instalments.retain(|met| met.interest > Money::ZERO || met.principal > Money::ZERO);
        Ok(Allocation { costs, instalments })
    }
}

/// The loan after a payment.
pub(super) fn paid(mut loan: Loan, on: NaiveDate, amount: Money) -> Result<Loan, Refusal> {
    let Allocation { costs, instalments } = loan.allocation(on, amount)?;
    loan.costs_unpaid = loan.costs_unpaid.minus(costs).unwrap_or_default();
    // No more was taken than was unpaid, so that no sum grows beyond what is owed.
    let and = |paid: Money, more: Money| paid.plus(more).unwrap_or(paid);
    for met in instalments {
        if let Some(instalment) = loan.instalments.iter_mut().find(|instalment| instalment.number == met.number) {
            instalment.interest_paid = and(instalment.interest_paid, met.interest);
            instalment.principal_paid = and(instalment.principal_paid, met.principal);
        }
    }
    Ok(loan)
}
