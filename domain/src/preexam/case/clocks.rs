//! What the clocks of a case show on a day: how long it took, how long it may take, and whether that is at risk.

use chrono::NaiveDate;

use super::super::{Law, Whose};
use super::steps::{ended_on, step, target};
use super::{CaseState as State, StepKind};
use crate::calendar::{self, Basis, Due};
use crate::hall::{Refusal, coded};

pub use crate::calendar::portion_of as at_risk_on;

coded! {
    /// How something stands against its clock.
    Standing {
        /// In time.
        OnTrack = "on_track" / "正常",
        /// In time, and most of the clock has run.
        AtRisk = "at_risk" / "临期",
        /// Its due day has passed.
        Late = "late" / "逾期",
        /// It was done in time.
        Met = "met" / "按期完成",
        /// It was done too late.
        Missed = "missed" / "超期完成",
    }
}

/// What the clocks of a case show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clocks {
    /// Working days from submission to the pass; `None`: it has not passed.
    pub pre_exam_working_days: Option<i64>,
    /// Calendar days from the filing day to the grant, the end or the day of asking; `None`: it is not filed.
    pub gross_days: Option<i64>,
    /// The same without the applicant's time. It moves no limit.
    pub net_days: Option<i64>,
    /// When the target runs out; `None`: no target runs.
    pub target: Option<Due>,
    /// Calendar days from the day of asking, or the grant, to the target's due day; negative: late.
    pub remaining_days: Option<i64>,
    /// How the case stands against the target.
    pub standing: Option<Standing>,
    /// The clock of the step that is to be done now.
    pub step: Option<StepClock>,
}

/// What the clock of a step shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepClock {
    /// For what it runs.
    pub kind: StepKind,
    /// Against whom.
    pub whose: Whose,
    /// When it runs out.
    pub due: Due,
    /// The first day on which it is at risk.
    pub at_risk_on: NaiveDate,
    /// Calendar days to the due day; negative: late.
    pub remaining_days: i64,
    /// How it stands.
    pub standing: Standing,
}

/// What the clocks of a case show on this day.
///
/// # Errors
/// What keeps a day from being computed: `calendar.…`.
pub fn clocks(state: &State, law: &Law<'_>, today: NaiveDate) -> Result<Clocks, Refusal> {
    let until = ended_on(state).unwrap_or(today);
    let filed_on = state.lane().map(|lane| lane.filing.filed_on);
    let net = |filed_on| calendar::net_days(filed_on, until, &state.course().applicant_time);
    let target = target(state, law).map(|basis| against(&basis, law, until)).transpose()?;
    Ok(Clocks {
        pre_exam_working_days: pre_exam_working_days(state, law),
        gross_days: filed_on.map(|filed_on| calendar::elapsed_days(filed_on, until)),
        net_days: filed_on.map(net),
        target: target.as_ref().map(|target| target.due),
        remaining_days: target.as_ref().map(|target| target.remaining_days),
        standing: target
            .map(|target| if is_granted(state) { target.standing.of_what_is_done() } else { target.standing }),
        step: step_clock(state, law, today)?,
    })
}

/// The day on which whoever is to act is reminded.
#[must_use]
pub fn remind_on(due_on: NaiveDate, law: &Law<'_>) -> NaiveDate {
    law.calendar.working_days_before(due_on, law.numbers.on(due_on).remind_before_working_days)
}

struct Against {
    due: Due,
    at_risk_on: NaiveDate,
    remaining_days: i64,
    standing: Standing,
}

/// How a day stands against a clock.
fn against(basis: &Basis, law: &Law<'_>, day: NaiveDate) -> Result<Against, Refusal> {
    let due = calendar::due(basis, law.calendar)?;
    let percent = law.numbers.on(basis.start_on).at_risk_percent;
    let at_risk_on = calendar::portion_of(basis, due.due_on, percent, law.calendar);
    let standing = if due.due_on < day {
        Standing::Late
    } else if at_risk_on <= day {
        Standing::AtRisk
    } else {
        Standing::OnTrack
    };
    Ok(Against { due, at_risk_on, remaining_days: calendar::elapsed_days(day, due.due_on), standing })
}

impl Standing {
    /// What is done is in time or not; that it was close does not count.
    const fn of_what_is_done(self) -> Self {
        match self {
            Self::OnTrack | Self::AtRisk | Self::Met => Self::Met,
            Self::Late | Self::Missed => Self::Missed,
        }
    }
}

fn step_clock(state: &State, law: &Law<'_>, today: NaiveDate) -> Result<Option<StepClock>, Refusal> {
    let Some(step) = step(state, law) else { return Ok(None) };
    let Against { due, at_risk_on, remaining_days, standing } = against(&step.basis, law, today)?;
    Ok(Some(StepClock { kind: step.kind, whose: step.whose, due, at_risk_on, remaining_days, standing }))
}

fn pre_exam_working_days(state: &State, law: &Law<'_>) -> Option<i64> {
    let (submitted, passed) = (state.course().submitted_at?, state.pass()?.passed_at);
    Some(law.calendar.working_days_between(submitted.legal_day(), passed.legal_day()))
}

const fn is_granted(state: &State) -> bool {
    matches!(state, State::Granted { .. })
}
