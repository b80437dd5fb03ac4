//! What is repaid before its day: interest up to that day, and what becomes of the instalments to come.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::money::Money;
use super::amortise::{DAYS_OF_A_MONTH, Part, interest, level, monthly};
use super::terms::due_day;
use super::{Instalment, Loan, Repayment, refusals};
use crate::hall::{Refusal, coded};

coded! {
    /// What becomes of the instalments to come when a part is repaid early.
    Remaining {
        /// As many, each of less.
        SameNumber = "same_number" / "期限不变，减少每期还款额",
        /// Fewer, each of as much; the last one may be less.
        SameAmount = "same_amount" / "每期还款额不变，缩短期限",
    }
}

/// What was repaid before its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlyRepayment {
    /// On which day.
    pub on: NaiveDate,
    /// How much of the principal.
    pub principal: Money,
    /// The interest on it up to that day, paid with it.
    pub interest: Money,
}

impl Loan {
    /// The interest to be paid on this day with an early repayment of so much: for the time from the last due day, of a
    /// bullet from the disbursement, whole months as twelfths of a year and single days as 360ths. The interest on what is
    /// left runs on and comes with its instalments. Nothing where the running month is paid already.
    ///
    /// # Errors
    /// A day before the last event; an amount of nothing or more than is left; costs, something due, or an instalment paid in
    /// part, which come first.
    pub fn early_interest(&self, on: NaiveDate, principal: Money) -> Result<Money, Refusal> {
        if on < self.last_on {
            return Err(refusals::loan_day_before_last());
        }
        if principal == Money::ZERO {
            return Err(refusals::loan_amount_zero());
        }
        let comes_first = |one: &Instalment| one.is_begun() || (one.due_on <= on && !one.is_paid());
        if self.costs_unpaid > Money::ZERO || self.instalments.iter().any(comes_first) {
            return Err(refusals::due_before_early());
        }
        if principal > self.outstanding_principal() {
            return Err(refusals::early_more_than_outstanding());
        }
        // No longer than the loan runs, and on no more than was lent: the plan's own interest is no less.
        interest(principal, self.terms.annual_rate, self.days_of_interest(on))
            .ok_or_else(refusals::interest_out_of_range)
    }

    /// The instalments up to the first that is not paid, and the others. Among those to come may be some of nothing, where a
    /// balance of few fen was repaid before the last month.
    fn paid_and_to_come(&self) -> (&[Instalment], &[Instalment]) {
        let paid = self.instalments.iter().take_while(|instalment| instalment.is_paid()).count();
        self.instalments.split_at_checked(paid).unwrap_or_default()
    }

    /// For how many days, of months of 30, interest runs that no instalment up to this day has paid. Months are those of the
    /// due days, counted from the disbursement, so that one that is not full has at most 30 days: the 31st would fill it.
    fn days_of_interest(&self, on: NaiveDate) -> u32 {
        let begins = |month: u32| due_day(self.disbursed_on, month).unwrap_or(NaiveDate::MAX);
        let full = (1..=self.terms.months).take_while(|month| begins(*month) <= on).last().unwrap_or_default();
        let paid = self.paid_and_to_come().0.last().map_or(0, |paid| paid.number);
        let days = on.signed_duration_since(begins(full)).num_days();
        // A month that is paid before its end is none that runs.
        full.checked_sub(paid).map_or(0, |months| months * DAYS_OF_A_MONTH + u32::try_from(days).unwrap_or_default())
    }
}

/// The loan after principal was repaid early.
pub(super) fn repaid(loan: Loan, on: NaiveDate, principal: Money, remaining: Remaining) -> Result<Loan, Refusal> {
    let interest = loan.early_interest(on, principal)?;
    let left = loan.outstanding_principal().minus(principal).unwrap_or_default();
    let (paid, to_come) = loan.paid_and_to_come();
    let mut instalments = paid.to_vec();
    let mut level = loan.level;
    if left > Money::ZERO {
        let planned = planned_anew(&loan, left, to_come, remaining)?;
        level = planned.level;
        instalments.extend(planned.instalments);
    }
    let mut early = loan.early.clone();
    early.push(EarlyRepayment { on, principal, interest });
    Ok(Loan { instalments, level, early, ..loan })
}

struct Planned {
    instalments: Vec<Instalment>,
    level: Money,
}

/// The instalments to come for what is left, on the days of those that were to come.
fn planned_anew(loan: &Loan, left: Money, to_come: &[Instalment], remaining: Remaining) -> Result<Planned, Refusal> {
    let super::Terms { kind, annual_rate, months, .. } = loan.terms;
    let can_be_shortened = matches!(kind, Repayment::EqualInstalments | Repayment::EqualPrincipal);
    if remaining == Remaining::SameAmount && !can_be_shortened {
        return Err(refusals::early_no_term_to_shorten());
    }
    let too_large = refusals::interest_out_of_range;
    let count = u32::try_from(to_come.len()).map_err(|_| too_large())?;
    let level = match remaining {
        Remaining::SameNumber => level(kind, left, annual_rate, count).ok_or_else(too_large)?,
        Remaining::SameAmount => loan.level,
    };
    let parts = match kind {
        Repayment::Bullet => {
            let interest = interest(left, annual_rate, months * DAYS_OF_A_MONTH).ok_or_else(too_large)?;
            vec![Part { principal: left, interest, balance: Money::ZERO }]
        }
        Repayment::EqualInstalments | Repayment::EqualPrincipal | Repayment::InterestOnly => {
            monthly(kind, level, left, annual_rate, count).ok_or_else(too_large)?
        }
    };
    let instalment = |(old, part): (&Instalment, &Part)| Instalment {
        principal: part.principal,
        interest: part.interest,
        principal_paid: Money::ZERO,
        interest_paid: Money::ZERO,
        ..*old
    };
    let is_something = |one: &Instalment| one.principal > Money::ZERO || one.interest > Money::ZERO;
    let instalments = to_come.iter().zip(&parts).map(instalment);
    Ok(Planned { instalments: instalments.filter(is_something).collect(), level })
}
