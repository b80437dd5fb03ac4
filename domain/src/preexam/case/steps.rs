//! The one clock that runs in a state, and the target that runs from filing on.

use chrono::NaiveDate;

use super::super::rules::{REPLY_FIRST, REPLY_LATER, target_id};
use super::super::{Law, Whose, step as clock};
use super::{Action, CaseState as State, Course, LateActKind};
use crate::calendar::{self, Basis, Late};
use crate::hall::{Moment, Refusal, coded};

/// A clock of a case.
pub type Step = clock::Step<StepKind>;

coded! {
    /// For what a clock of a case runs.
    StepKind {
        /// The centre accepts or returns.
        Accept = "accept" / "受理审查",
        /// The centre gives its first opinion, or lets pass or fail.
        Opinion = "opinion" / "出具预审意见",
        /// The applicant amends.
        Amend = "amend" / "补正",
        /// The centre examines the amendment.
        Reexamine = "reexamine" / "复核补正",
        /// The applicant files at the office.
        File = "file" / "正式提交",
        /// The applicant pays.
        PayFees = "pay_fees" / "缴费",
        /// The centre compares and marks.
        Mark = "mark" / "一致性审查与加快标注",
        /// The applicant answers the office.
        Reply = "reply" / "答复",
    }
}

impl StepKind {
    /// The rule of the clock; the first reply to the office has another one than those after it.
    #[must_use]
    pub const fn rule_id(self, is_first_reply: bool) -> &'static str {
        match self {
            Self::Accept => "preexam.accept",
            Self::Opinion => "preexam.opinion",
            Self::Amend => "preexam.amend",
            Self::Reexamine => "preexam.reexamine",
            Self::File => "preexam.file",
            Self::PayFees => "preexam.pay_fees",
            Self::Mark => "preexam.mark",
            Self::Reply if is_first_reply => REPLY_FIRST,
            Self::Reply => REPLY_LATER,
        }
    }

    /// Whose time it is.
    #[must_use]
    pub const fn whose(self) -> Whose {
        match self.awaited_act() {
            None => Whose::Centre,
            Some(_) => Whose::Applicant,
        }
    }

    /// The act of the applicant that is waited for; `None`: the centre is to act.
    pub(super) const fn awaited_act(self) -> Option<LateActKind> {
        match self {
            Self::Accept | Self::Opinion | Self::Reexamine | Self::Mark => None,
            Self::Amend => Some(LateActKind::Amend),
            Self::File => Some(LateActKind::File),
            Self::PayFees => Some(LateActKind::PayFees),
            Self::Reply => Some(LateActKind::Reply),
        }
    }
}

/// The one clock that runs now; `None`: none does.
#[must_use]
pub fn step(state: &State, law: &Law<'_>) -> Option<Step> {
    match state {
        State::Submitted { course } => since(StepKind::Accept, course.submitted_at?, law),
        State::Accepted { course } | State::PassProposed { course, .. } | State::Amended { course } => {
            examination(course, law)
        }
        State::OpinionIssued { course } => since(StepKind::Amend, course.rounds.last()?.issued_at, law),
        State::Passed { pass, .. } => since(StepKind::File, pass.passed_at, law),
        // The number and the payment are told to the centre on the day on which the number is there: so the fees run
        // from the day on which the number was told.
        State::Filed { lane, .. } => since(StepKind::PayFees, lane.filing.told_at, law),
        State::FeesPaid { lane, .. } => since(StepKind::Mark, lane.fees.as_ref()?.told_at, law),
        State::ActionOpen { action, .. } => reply(action, law),
        State::Draft { .. }
        | State::Returned { .. }
        | State::Failed { .. }
        | State::Marked { .. }
        | State::Granted { .. }
        | State::Rejected { .. }
        | State::LaneLost { .. }
        | State::Withdrawn { .. } => None,
    }
}

/// The target of the fast lane, from the filing day to the announcement of the grant; `None` before filing, and where the
/// case left the lane.
#[must_use]
pub fn target(state: &State, law: &Law<'_>) -> Option<Basis> {
    match state {
        State::Filed { course, lane }
        | State::FeesPaid { course, lane }
        | State::Marked { course, lane }
        | State::ActionOpen { course, lane, .. }
        | State::Granted { course, lane, .. } => {
            let filed_on = lane.filing.filed_on;
            let rule = law.rules.on(target_id(course.facts.kind), filed_on)?;
            Some(Basis::by_rule(filed_on, rule))
        }
        State::Draft { .. }
        | State::Submitted { .. }
        | State::Accepted { .. }
        | State::Returned { .. }
        | State::OpinionIssued { .. }
        | State::Amended { .. }
        | State::PassProposed { .. }
        | State::Passed { .. }
        | State::Failed { .. }
        | State::Rejected { .. }
        | State::LaneLost { .. }
        | State::Withdrawn { .. } => None,
    }
}

/// The day on which the case ended in this room; `None`: it has not.
#[must_use]
pub fn ended_on(state: &State) -> Option<NaiveDate> {
    match state {
        State::Returned { at, .. } | State::Failed { at, .. } | State::Withdrawn { at, .. } => Some(at.legal_day()),
        State::Granted { announced_on: on, .. } | State::Rejected { on, .. } | State::LaneLost { on, .. } => Some(*on),
        State::Draft { .. }
        | State::Submitted { .. }
        | State::Accepted { .. }
        | State::OpinionIssued { .. }
        | State::Amended { .. }
        | State::PassProposed { .. }
        | State::Passed { .. }
        | State::Filed { .. }
        | State::FeesPaid { .. }
        | State::Marked { .. }
        | State::ActionOpen { .. } => None,
    }
}

/// A clock of the applicant that has ended the case by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lapsed {
    /// What should have been done.
    pub undone: LateActKind,
    /// The last day on which it would have been in time.
    pub due_on: NaiveDate,
}

/// Whether the clock that runs is over, so that what is done now is late.
///
/// # Errors
/// What keeps the day from being computed: `calendar.…`.
pub(super) fn is_late(state: &State, law: &Law<'_>, today: NaiveDate) -> Result<bool, Refusal> {
    let due_on = |step: Step| calendar::due(&step.basis, law.calendar).map(|due| due.due_on);
    Ok(step(state, law).map(due_on).transpose()?.is_some_and(|due_on| due_on < today))
}

/// The clock that has ended the case, whether or not that was shown yet.
///
/// # Errors
/// What keeps the day from being computed: `calendar.…`.
pub(super) fn lapsed(state: &State, law: &Law<'_>, today: NaiveDate) -> Result<Option<Lapsed>, Refusal> {
    let Some(step) = step(state, law).filter(|step| ends_the_case(step.late)) else { return Ok(None) };
    let due_on = calendar::due(&step.basis, law.calendar)?.due_on;
    Ok(step.kind.awaited_act().filter(|_| due_on < today).map(|undone| Lapsed { undone, due_on }))
}

/// The rule file has `refused` for no clock of a case, since a late act is kept in any event.
const fn ends_the_case(late: Late) -> bool {
    match late {
        Late::Lapses | Late::Refused => true,
        Late::AcceptedLate => false,
    }
}

/// The clock of an action of the office.
pub(super) fn reply(action: &Action, law: &Law<'_>) -> Option<Step> {
    let kind = StepKind::Reply;
    let rule = law.rules.on(kind.rule_id(action.number == 1), action.served_on)?;
    let basis =
        Basis { channel: action.channel, received_on: action.received_on, ..Basis::by_rule(action.served_on, rule) };
    Some(Step { kind, whose: kind.whose(), basis, late: rule.late })
}

/// Examining runs from the acceptance, and anew from each amendment; a proposal to pass does not stop it.
fn examination(course: &Course, law: &Law<'_>) -> Option<Step> {
    match course.rounds.last() {
        None => since(StepKind::Opinion, course.accepted_at?, law),
        Some(round) => since(StepKind::Reexamine, round.amended_at?, law),
    }
}

fn since(kind: StepKind, moment: Moment, law: &Law<'_>) -> Option<Step> {
    let start_on = moment.legal_day();
    let rule = law.rules.on(kind.rule_id(false), start_on)?;
    Some(Step { kind, whose: kind.whose(), basis: Basis::by_rule(start_on, rule), late: rule.late })
}
