//! Deadlines that follow from a legal period: what they are computed from stands beside them.

use chrono::{Days, NaiveDate};
use domain::calendar::{Basis, Due, WorkingDays, due, portion_of};
use domain::hall::Moment;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::store::{self, Deadline};
use crate::act::{Act, ActFault};

/// When the sweep raises what is due on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "when", rename_all = "snake_case")]
pub enum Raise {
    /// When the due day is over: the period has run out.
    DayAfter,
    /// When the due day begins.
    OnTheDay,
    /// When the working day begins that is so many working days before the due day.
    WorkingDaysBefore {
        /// How many.
        days: u32,
    },
    /// When so much of the time from the first day to the due day has run.
    Portion {
        /// Of a hundred.
        percent: u32,
    },
}

/// A legal period that runs for a case.
#[derive(Debug, Clone)]
pub struct Watched {
    /// The kind of the case.
    pub aggregate_kind: &'static str,
    /// The case.
    pub aggregate_id: Uuid,
    /// What must be done or happens (`preexam.step`); one of a kind for each case.
    pub kind: &'static str,
    /// What the due day is computed from.
    pub basis: Basis,
    /// When the sweep raises it.
    pub raise: Raise,
    /// Whether it is a deadline of its own, or a reminder of one.
    pub is_reminder: bool,
    /// The organisation that has to keep to it, and hears when a calendar moves it.
    pub owner: Uuid,
    /// The organisation that works the case.
    pub keeper: Uuid,
    /// The person who works it.
    pub person: Option<Uuid>,
    /// What its wording needs.
    pub facts: Value,
}

/// What stands in the row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) basis: Basis,
    pub(super) raise: Raise,
}

impl Kept {
    /// When it is due, and when it is raised.
    ///
    /// # Errors
    /// The calendar's no.
    pub(super) fn computed(&self, calendar: &WorkingDays) -> Result<(Due, Moment), ActFault> {
        let due = due(&self.basis, calendar)?;
        let day = self.raise.day(&self.basis, due.due_on, calendar);
        let moment = Moment::beginning_of(day).ok_or_else(|| ActFault::Inconsistent {
            table: "hall_deadline",
            cause: format!("{day} has no beginning"),
        })?;
        Ok((due, moment))
    }
}

impl Raise {
    /// The day at whose beginning it is raised.
    fn day(self, basis: &Basis, due_on: NaiveDate, calendar: &WorkingDays) -> NaiveDate {
        match self {
            Self::DayAfter => due_on.checked_add_days(Days::new(1)).unwrap_or(due_on),
            Self::OnTheDay => due_on,
            Self::WorkingDaysBefore { days } => calendar.working_days_before(due_on, days),
            Self::Portion { percent } => portion_of(basis, due_on, percent, calendar),
        }
    }
}

/// Watches a period: sets its deadline, or moves the one of this kind that the case has. Answers when it is due.
///
/// # Errors
/// The calendar's no, or the database's error.
pub async fn watch(act: &Act<'_>, watched: &Watched, calendar: &WorkingDays) -> Result<Due, ActFault> {
    let kept = Kept { basis: watched.basis.clone(), raise: watched.raise };
    let (due, moment) = kept.computed(calendar)?;
    let deadline = Deadline {
        aggregate_kind: watched.aggregate_kind.to_owned(),
        aggregate_id: watched.aggregate_id,
        kind: watched.kind.to_owned(),
        due: moment,
    };
    store::set_watched(act.transaction(), &deadline, watched, &kept, due).await?;
    Ok(due)
}
