//! This part decides when a period of law ends: which days work, how a period is counted, and why the due day is that day.
//!
//! ```text
//! start ─served─► counting begins ─length, extension─► raw end ─suspensions─► raw_on ─roll─► due_on
//! ```
//!
//! **Invariants**
//! - The day on which a period starts is not counted (专利法实施细则第五条，民事诉讼法第八十五条).
//! - [`due`] and [`explain`] are one walk; the trace only writes down what the walk meets.
//! - What is stored is the [`Basis`], never the due day alone: when a calendar changes, the day is computed anew.
//! - An extension is counted on from the period itself, never from a rolled day.
//! - Days after the last published year are counted by weekends alone, and what rests on them is provisional.
//! - Lengths of periods are rows of `rules/deadlines.toml`, not constants.

mod clock;
mod period;
pub mod refusals;
mod rules;
mod shipped;
mod trace;
mod walk;
mod wording;
mod working_days;
mod year;

#[cfg(test)]
mod tests;

pub use clock::{elapsed_days, net_days, portion_of};
pub use period::{Basis, Channel, Due, Period, Roll, RuleRef, Span, Unit};
pub use rules::{DeadlineRules, Late, Rule, RulesFault, Scope, a_file_of_clocks};
pub use shipped::SHIPPED;
pub use trace::{Explained, Step, StepKind};
pub use walk::{due, explain};
pub use working_days::{Rest, WeekendDay, WorkingDays};
pub use year::{NamedDay, YearCalendar};
