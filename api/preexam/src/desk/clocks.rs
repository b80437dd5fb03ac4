//! The clocks of cases, entities and requests, as the deadlines that the sweep watches.
//!
//! ```text
//! step:    near (reminder) ─► today (reminder) ─► over: the calendar's command, or the word that it is late
//! target:  at risk (reminder) ─────────────────► over: the word that it is late
//! ```
//!
//! Each is raised once. A clock that is unchanged by an act keeps its deadlines as they are, so that a reminder that was
//! sent is not sent again; one whose reminder would lie in the past when it is set is not reminded of.

use domain::calendar::{Basis, due};
use domain::hall::Moment;
use domain::preexam::case::clocks::{at_risk_on, clocks};
use domain::preexam::case::{CaseState, Step, steps};
use domain::preexam::{Law, Whose};
use hall::act::{Act, ActFault, Case, uuid_of};
use hall::deadlines::{Raise, Watched, hand_over, lift, watch};
use serde_json::{Value, json};
use uuid::Uuid;

use super::Desk;
use crate::cases::{PreexamCase, StoredCase};
use crate::store::cases::Placed;

/// The deadlines of this room.
pub(crate) mod kinds {
    /// The step of a case must be done.
    pub(crate) const STEP: &str = "preexam.step";
    /// It must be done soon.
    pub(crate) const STEP_NEAR: &str = "preexam.step_near";
    /// It must be done today.
    pub(crate) const STEP_TODAY: &str = "preexam.step_today";
    /// The patent should be granted.
    pub(crate) const TARGET: &str = "preexam.target";
    /// Most of the time for that has run.
    pub(crate) const TARGET_AT_RISK: &str = "preexam.target_at_risk";
    /// A registration must be reviewed.
    pub(crate) const ENTITY_REVIEW: &str = "preexam.entity_review";
    /// A suspension is over.
    pub(crate) const ENTITY_RESUMES: &str = "preexam.entity_resumes";
    /// A request must be answered.
    pub(crate) const REQUEST_STEP: &str = "preexam.request_step";
}

/// Where the clocks of a case stand, for its row.
///
/// # Errors
/// What keeps a day from being computed.
pub(super) fn placed(state: &CaseState, law: &Law<'_>) -> Result<Placed, ActFault> {
    let step = steps::step(state, law);
    let target = steps::target(state, law).filter(|_| !state.has_ended());
    let risk = |basis: &Basis| -> Result<_, ActFault> {
        let due = due(basis, law.calendar)?;
        let percent = law.numbers.on(basis.start_on).at_risk_percent;
        Ok((due.due_on, at_risk_on(basis, due.due_on, percent, law.calendar)))
    };
    let step_days = step.as_ref().map(|step| risk(&step.basis)).transpose()?;
    let target_days = target.as_ref().map(risk).transpose()?;
    let at_risk_on = step_days.iter().chain(&target_days).map(|(_, at_risk_on)| *at_risk_on).min();
    let shown = clocks(state, law, law_day(state))?;
    Ok(Placed {
        step: step.map(|step| step.kind.code()),
        step_due_on: step_days.map(|(due_on, _)| due_on),
        target_due_on: target_days.map(|(due_on, _)| due_on),
        at_risk_on,
        pre_exam_days: shown.pre_exam_working_days,
    })
}

/// A day on which the clocks are asked for what does not depend on the day of asking.
fn law_day(state: &CaseState) -> chrono::NaiveDate {
    state.course().opened_at.legal_day()
}

impl Desk {
    /// Sets the deadlines of a case as its clocks run now; those of a clock that is unchanged stay.
    pub(crate) async fn set_clocks(
        &self,
        act: &Act<'_>,
        case: &StoredCase,
        before: Option<&CaseState>,
        law: &Law<'_>,
    ) -> Result<(), ActFault> {
        let step = steps::step(&case.state, law);
        if before.and_then(|before| steps::step(before, law)) != step {
            for kind in [kinds::STEP, kinds::STEP_NEAR, kinds::STEP_TODAY] {
                lift(act.transaction(), case.id, kind).await?;
            }
            if let Some(step) = &step {
                set_step(act, case, step, law).await?;
            }
        }
        let running = |state: &CaseState| steps::target(state, law).filter(|_| !state.has_ended());
        let target = running(&case.state);
        if before.and_then(running) != target {
            for kind in [kinds::TARGET, kinds::TARGET_AT_RISK] {
                lift(act.transaction(), case.id, kind).await?;
            }
            if let Some(basis) = target {
                set_target(act, case, basis, law).await?;
            }
        }
        let examiner = case.state.course().examiner;
        if before.is_some_and(|before| before.course().examiner != examiner) {
            hand_over(act.transaction(), case.id, examiner.map(uuid_of)).await?;
        }
        Ok(())
    }
}

async fn set_step(act: &Act<'_>, case: &StoredCase, step: &Step, law: &Law<'_>) -> Result<(), ActFault> {
    let facts = json!({
        "step": step.kind.code(),
        "whose": match step.whose {
            Whose::Applicant => "applicant",
            Whose::Centre => "centre",
            Whose::Office => "office",
        },
        "case": short(case.id),
    });
    let of = |kind, raise, is_reminder| watched(case, kind, &step.basis, raise, is_reminder, facts.clone());
    watch(act, &of(kinds::STEP, Raise::DayAfter, false), law.calendar).await?;
    let due_on = due(&step.basis, law.calendar)?.due_on;
    let days = law.numbers.on(step.basis.start_on).remind_before_working_days;
    let near = law.calendar.working_days_before(due_on, days);
    for (day, kind, raise) in
        [(near, kinds::STEP_NEAR, Raise::WorkingDaysBefore { days }), (due_on, kinds::STEP_TODAY, Raise::OnTheDay)]
    {
        if lies_ahead(act, day) {
            watch(act, &of(kind, raise, true), law.calendar).await?;
        }
    }
    Ok(())
}

async fn set_target(act: &Act<'_>, case: &StoredCase, basis: Basis, law: &Law<'_>) -> Result<(), ActFault> {
    let facts = json!({"case": short(case.id)});
    let of = |kind, raise, is_reminder| watched(case, kind, &basis, raise, is_reminder, facts.clone());
    watch(act, &of(kinds::TARGET, Raise::DayAfter, false), law.calendar).await?;
    let percent = law.numbers.on(basis.start_on).at_risk_percent;
    let due_on = due(&basis, law.calendar)?.due_on;
    if lies_ahead(act, at_risk_on(&basis, due_on, percent, law.calendar)) {
        let raise = Raise::Portion { percent };
        watch(act, &of(kinds::TARGET_AT_RISK, raise, true), law.calendar).await?;
    }
    Ok(())
}

fn lies_ahead(act: &Act<'_>, day: chrono::NaiveDate) -> bool {
    Moment::beginning_of(day).is_some_and(|moment| moment > act.moment())
}

fn watched(
    case: &StoredCase,
    kind: &'static str,
    basis: &Basis,
    raise: Raise,
    is_reminder: bool,
    facts: Value,
) -> Watched {
    let of = case.state.facts();
    Watched {
        aggregate_kind: PreexamCase::KIND,
        aggregate_id: case.id,
        kind,
        basis: basis.clone(),
        raise,
        is_reminder,
        owner: uuid_of(of.applicant),
        keeper: uuid_of(of.centre),
        person: case.state.course().examiner.map(uuid_of),
        facts,
    }
}

/// The part of an id that people can tell cases apart by: its last eight digits.
pub(crate) fn short(id: Uuid) -> String {
    let digits = id.simple().to_string();
    digits.chars().skip(24).collect()
}
