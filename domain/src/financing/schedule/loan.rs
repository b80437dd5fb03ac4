//! A loan that was disbursed: its state is a fold over what was paid.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::money::Money;
use super::{Due, EarlyRepayment, Remaining, Schedule, Terms, early, payment, refusals, schedule};
use crate::hall::FieldRefusal;
use crate::hall::Refusal;

/// An instalment and what was paid of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// Its number in the first plan, from 1.
    pub number: u32,
    /// The last day on which it is in time.
    pub due_on: NaiveDate,
    /// The principal that it repays.
    pub principal: Money,
    /// The interest that it pays.
    pub interest: Money,
    /// What was paid of the principal.
    pub principal_paid: Money,
    /// What was paid of the interest.
    pub interest_paid: Money,
}

/// A loan as it stands after the events up to a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loan {
    /// What was agreed.
    pub terms: Terms,
    /// The day on which the bank paid out.
    pub disbursed_on: NaiveDate,
    /// The instalments, those that were paid and those to come, in the order of their days.
    pub instalments: Vec<Instalment>,
    /// What stays the same from instalment to instalment ([`Remaining::SameAmount`] keeps it).
    pub level: Money,
    /// Costs of collecting 实现债权的有关费用 that are not paid.
    pub costs_unpaid: Money,
    /// What was repaid before its day.
    pub early: Vec<EarlyRepayment>,
    /// The day of the last event, at first that of the disbursement.
    pub last_on: NaiveDate,
}

/// What happens to a loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum LoanEvent {
    /// The bank had costs that the debtor bears: of collecting, or what the contract adds for being late.
    CostsArose {
        /// On which day.
        on: NaiveDate,
        /// How much.
        amount: Money,
    },
    /// The debtor paid.
    Paid {
        /// On which day.
        on: NaiveDate,
        /// How much: at most what is due with the next instalment.
        amount: Money,
    },
    /// The debtor repaid principal before its day, with the interest on it up to that day.
    RepaidEarly {
        /// On which day.
        on: NaiveDate,
        /// How much of the principal; all that is left ends the loan. The interest comes on top ([`Loan::early_interest`]).
        principal: Money,
        /// What becomes of the instalments to come, where principal is left.
        remaining: Remaining,
    },
}

impl LoanEvent {
    /// The day on which it happened.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        let (Self::CostsArose { on, .. } | Self::Paid { on, .. } | Self::RepaidEarly { on, .. }) = self;
        *on
    }
}

impl Instalment {
    /// What is left to pay of the principal.
    #[must_use]
    pub fn principal_unpaid(&self) -> Money {
        self.principal.minus(self.principal_paid).unwrap_or_default()
    }

    /// What is left to pay of the interest.
    #[must_use]
    pub fn interest_unpaid(&self) -> Money {
        self.interest.minus(self.interest_paid).unwrap_or_default()
    }

    /// Whether nothing is left to pay.
    #[must_use]
    pub fn is_paid(&self) -> bool {
        self.principal_unpaid() == Money::ZERO && self.interest_unpaid() == Money::ZERO
    }

    /// Whether something was paid and something is left.
    pub(super) fn is_begun(&self) -> bool {
        let paid = self.principal_paid > Money::ZERO || self.interest_paid > Money::ZERO;
        paid && !self.is_paid()
    }
}

impl Loan {
    /// A loan on the day on which it was paid out.
    ///
    /// # Errors
    /// As [`schedule`], and terms without a day of disbursement.
    pub fn disbursed(terms: Terms) -> Result<Self, Vec<FieldRefusal>> {
        let Schedule { rows, .. } = schedule(&terms)?;
        let missing = || FieldRefusal::alone("/start_on", refusals::disbursement_day_missing());
        let disbursed_on = terms.start_on.ok_or_else(missing)?;
        let instalment = |row: super::Row| {
            let Some(due_on) = row.due_on else { return Err(missing()) };
            Ok(Instalment {
                number: row.number,
                due_on,
                principal: row.principal,
                interest: row.interest,
                principal_paid: Money::ZERO,
                interest_paid: Money::ZERO,
            })
        };
        let level = super::amortise::level(terms.kind, terms.principal, terms.annual_rate, terms.months);
        Ok(Self {
            terms,
            disbursed_on,
            instalments: rows.into_iter().map(instalment).collect::<Result<_, _>>()?,
            level: level.unwrap_or_default(),
            costs_unpaid: Money::ZERO,
            early: Vec::new(),
            last_on: disbursed_on,
        })
    }

    /// The loan after one more event.
    ///
    /// # Errors
    /// A day before the last event, an amount of nothing, a payment of more than is due with the next instalment, an early
    /// repayment while something is due or of more than is left, or one that would shorten what cannot be shortened.
    pub fn after(self, event: &LoanEvent) -> Result<Self, Refusal> {
        let on = event.on();
        if on < self.last_on {
            return Err(refusals::loan_day_before_last());
        }
        let loan = match *event {
            LoanEvent::CostsArose { amount, .. } => self.with_costs(amount),
            LoanEvent::Paid { amount, .. } => payment::paid(self, on, amount),
            LoanEvent::RepaidEarly { principal, remaining, .. } => early::repaid(self, on, principal, remaining),
        }?;
        Ok(Self { last_on: on, ..loan })
    }

    /// The loan at the end of a day: the fold over those of the events, in the order of their days, that had happened then.
    ///
    /// # Errors
    /// As [`Self::after`].
    pub fn as_of(self, events: &[LoanEvent], day: NaiveDate) -> Result<Self, Refusal> {
        events.iter().filter(|event| event.on() <= day).try_fold(self, Self::after)
    }

    /// The principal that is not repaid, due or not.
    #[must_use]
    pub fn outstanding_principal(&self) -> Money {
        // The parts are those of one principal, so that their sum is no more.
        Money::sum(self.instalments.iter().map(Instalment::principal_unpaid)).unwrap_or(self.terms.principal)
    }

    /// Whether nothing is owed any more.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.costs_unpaid == Money::ZERO && self.instalments.iter().all(Instalment::is_paid)
    }

    /// The interest of the whole life, as planned now: of the instalments, paid or not, and of what was repaid early.
    #[must_use]
    pub fn total_interest(&self) -> Option<Money> {
        let of_instalments = self.instalments.iter().map(|instalment| instalment.interest);
        Money::sum(of_instalments.chain(self.early.iter().map(|early| early.interest)))
    }

    /// What is due and unpaid on a day.
    #[must_use]
    pub fn due(&self, on: NaiveDate) -> Due {
        Due::of(self, on)
    }

    fn with_costs(self, amount: Money) -> Result<Self, Refusal> {
        if amount == Money::ZERO {
            return Err(refusals::loan_amount_zero());
        }
        let costs_unpaid = self.costs_unpaid.plus(amount).ok_or_else(refusals::loan_costs_out_of_range)?;
        Ok(Self { costs_unpaid, ..self })
    }
}
