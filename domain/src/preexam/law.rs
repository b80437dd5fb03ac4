//! What a decision of this room rests on beside the state and the moment.

use super::PreexamNumbersByDay;
use crate::calendar::{DeadlineRules, WorkingDays};

/// The rules, the numbers and the calendar by which is decided.
#[derive(Debug, Clone, Copy)]
pub struct Law<'a> {
    /// The periods; those of this room are named `preexam.…`.
    pub rules: &'a DeadlineRules,
    /// Counts and percentages.
    pub numbers: &'a PreexamNumbersByDay,
    /// The working days.
    pub calendar: &'a WorkingDays,
}
