//! What is due on a day, and for how long it has been.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::money::Money;
use super::{Instalment, Loan};

/// An instalment that was not paid in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overdue {
    /// Its number.
    pub number: u32,
    /// The day on which it was due.
    pub due_on: NaiveDate,
    /// Days since, from 1.
    pub days: u32,
    /// Interest that is unpaid.
    pub interest: Money,
    /// Principal that is unpaid.
    pub principal: Money,
}

/// What is due and unpaid on a day. An instalment is due on its day and overdue from the next one on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Costs.
    pub costs: Money,
    /// Interest of the instalments that are due.
    pub interest: Money,
    /// Principal of the instalments that are due.
    pub principal: Money,
    /// The instalments that are overdue, the oldest first.
    pub overdue: Vec<Overdue>,
}

impl Due {
    pub(super) fn of(loan: &Loan, on: NaiveDate) -> Self {
        let due = || loan.instalments.iter().filter(|instalment| instalment.due_on <= on);
        let overdue = due().filter(|instalment| instalment.due_on < on && !instalment.is_paid());
        Self {
            costs: loan.costs_unpaid,
            // The parts are those of one plan, whose sums were looked at when it was made.
            interest: Money::sum(due().map(Instalment::interest_unpaid)).unwrap_or(Money::MAX),
            principal: Money::sum(due().map(Instalment::principal_unpaid)).unwrap_or(Money::MAX),
            overdue: overdue.map(|instalment| Overdue::of(instalment, on)).collect(),
        }
    }

    /// For how many days the oldest instalment is overdue; 0 where none is.
    #[must_use]
    pub fn overdue_days(&self) -> u32 {
        self.overdue.first().map_or(0, |oldest| oldest.days)
    }

    /// Everything that is due; `None` beyond [`Money::MAX`].
    #[must_use]
    pub fn total(&self) -> Option<Money> {
        Money::sum([self.costs, self.interest, self.principal])
    }
}

impl Overdue {
    fn of(instalment: &Instalment, on: NaiveDate) -> Self {
        let days = on.signed_duration_since(instalment.due_on).num_days();
        Self {
            number: instalment.number,
            due_on: instalment.due_on,
            days: u32::try_from(days).unwrap_or_default(),
            interest: instalment.interest_unpaid(),
            principal: instalment.principal_unpaid(),
        }
    }
}
