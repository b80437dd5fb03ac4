//! What a decision of this room rests on beside the state and the moment.

use chrono::NaiveDate;

use crate::calendar::{self, Basis, DeadlineRules, Late, Period, Roll, Unit, WorkingDays};
use crate::financing::FinancingNumbersByDay;
use crate::hall::{Refusal, coded};

/// The rules, the numbers and the calendar by which is decided.
#[derive(Debug, Clone, Copy)]
pub struct Law<'a> {
    /// The periods; those of this room are named `financing.…`.
    pub rules: &'a DeadlineRules,
    /// Counts and percentages.
    pub numbers: &'a FinancingNumbersByDay,
    /// The working days.
    pub calendar: &'a WorkingDays,
}

coded! {
    /// Whose time it is that runs.
    Whose {
        /// The bank's.
        Bank = "bank" / "银行",
        /// The firm's.
        Firm = "firm" / "企业",
        /// Of the bank and the firm together.
        Both = "both" / "银行与企业",
        /// The office's, which the parties only watch.
        Office = "office" / "登记机构",
    }
}

/// A clock that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<K> {
    /// For what.
    pub kind: K,
    /// Against whom.
    pub whose: Whose,
    /// Since when and for how long.
    pub basis: Basis,
    /// What comes of being late.
    pub late: Late,
}

impl<K> Step<K> {
    /// A clock of law that runs from a day; `None`: no rule applies to that day.
    pub(in crate::financing) fn by_rule(
        kind: K,
        whose: Whose,
        id: &str,
        start_on: NaiveDate,
        law: &Law<'_>,
    ) -> Option<Self> {
        let rule = law.rules.on(id, start_on)?;
        Some(Self { kind, whose, basis: Basis::by_rule(start_on, rule), late: rule.late })
    }

    /// A clock that the parties agreed on.
    pub(in crate::financing) const fn agreed(
        kind: K,
        whose: Whose,
        start_on: NaiveDate,
        period: Period,
        late: Late,
    ) -> Self {
        Self { kind, whose, basis: Basis::agreed(start_on, period), late }
    }

    /// A clock that runs up to a day; a day that lies before the start ends it on the start.
    pub(in crate::financing) fn until(
        kind: K,
        whose: Whose,
        start_on: NaiveDate,
        end_on: NaiveDate,
        late: Late,
    ) -> Self {
        let length = u32::try_from(calendar::elapsed_days(start_on, end_on)).unwrap_or_default();
        Self::agreed(kind, whose, start_on, Period { unit: Unit::Days, length, roll: Roll::None }, late)
    }

    /// The last day of the clock.
    ///
    /// # Errors
    /// What keeps the day from being computed: `calendar.…`.
    pub fn due_on(&self, law: &Law<'_>) -> Result<NaiveDate, Refusal> {
        calendar::due(&self.basis, law.calendar).map(|due| due.due_on)
    }
}
