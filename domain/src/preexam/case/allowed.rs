//! The one table of what may be done in which state. `decide` asks it first, and so does [`possible`].

use super::super::{Law, refusals};
use super::{
    CaseState as State, CommandKind as Kind, Course, DocumentRole, Identity, Lane, LaneLossReason, LateAct,
    LateActKind, WithdrawalReason, steps,
};
use crate::hall::{Moment, Refusal};

/// The most late acts that are kept of one case.
const MOST_LATE_ACTS: usize = 20;

/// Whether the command may be given at all: what stands in the way here stands in the way of every such command, whatever
/// it says.
///
/// # Errors
/// The state, a block, the calendar, or what has been used up.
pub fn allowed(state: Option<&State>, kind: Kind, law: &Law<'_>, moment: Moment) -> Result<(), Refusal> {
    let state = match (state, kind) {
        (None, Kind::Open) => return Ok(()),
        (None, _) => return Err(refusals::case_unknown()),
        (Some(_), Kind::Open) => return Err(refusals::case_opened()),
        (Some(state), _) => state,
    };
    match (steps::lapsed(state, law, moment.legal_day())?, kind) {
        (Some(_), Kind::Lapse) => return Ok(()),
        (None, Kind::Lapse) => return Err(refusals::nothing_lapsed()),
        // What comes too late is kept, and the case ends with it as the calendar says.
        (Some(lapsed), kind) if late_act(kind) == Some(lapsed.undone) => return Ok(()),
        (Some(_), _) => return Err(refusals::case_lapsed()),
        (None, _) => {}
    }
    if !taken_in(state).contains(&kind) {
        return Err(stands_in_the_way(state));
    }
    if kind.decides() && state.course().blocked.is_some() {
        return Err(refusals::case_blocked());
    }
    nothing_else_is_lacking(state, kind, law, moment)
}

/// The commands that are possible now, by name.
#[must_use]
pub fn possible(state: &State, law: &Law<'_>, moment: Moment) -> Vec<&'static str> {
    let is_allowed = |kind: &Kind| allowed(Some(state), *kind, law, moment).is_ok();
    Kind::ALL.iter().copied().filter(is_allowed).map(Kind::code).collect()
}

/// The refusal that names the state.
pub(super) fn stands_in_the_way(state: &State) -> Refusal {
    match state {
        State::Draft { .. } => refusals::case_draft(),
        State::Submitted { .. } => refusals::case_submitted(),
        State::Accepted { .. } => refusals::case_accepted(),
        State::Returned { .. } => refusals::case_returned(),
        State::OpinionIssued { .. } => refusals::case_opinion_issued(),
        State::Amended { .. } => refusals::case_amended(),
        State::PassProposed { .. } => refusals::case_pass_proposed(),
        State::Passed { .. } => refusals::case_passed(),
        State::Failed { .. } => refusals::case_failed(),
        State::Filed { .. } => refusals::case_filed(),
        State::FeesPaid { .. } => refusals::case_fees_paid(),
        State::Marked { .. } => refusals::case_marked(),
        State::ActionOpen { .. } => refusals::case_action_open(),
        State::Granted { .. } => refusals::case_granted(),
        State::Rejected { .. } => refusals::case_rejected(),
        State::LaneLost { .. } => refusals::case_lane_lost(),
        State::Withdrawn { .. } => refusals::case_withdrawn(),
    }
}

/// The commands that a state takes, apart from `open` and `lapse`.
const fn taken_in(state: &State) -> &'static [Kind] {
    use Kind as K;
    match state {
        State::Draft { .. } => &[K::Revise, K::Attach, K::Detach, K::SignCommitment, K::Submit, K::Withdraw],
        State::Submitted { .. } => &[K::Withdraw, K::Assign, K::Release, K::Block, K::Unblock, K::Accept, K::Return],
        State::Accepted { .. } | State::Amended { .. } | State::PassProposed { .. } => {
            &[K::Withdraw, K::Assign, K::Release, K::Block, K::Unblock, K::IssueOpinion, K::Pass, K::Fail]
        }
        State::OpinionIssued { .. } => {
            &[K::Attach, K::Detach, K::Amend, K::Withdraw, K::Assign, K::Release, K::Block, K::Unblock]
        }
        State::Passed { .. } => &[K::File, K::Withdraw, K::Assign, K::Release, K::Block, K::Unblock],
        State::Filed { .. } => {
            &[K::PayFees, K::Withdraw, K::Assign, K::Release, K::Block, K::Unblock, K::ConfirmIdentity, K::LoseLane]
        }
        State::FeesPaid { .. } => {
            &[K::Withdraw, K::Assign, K::Release, K::Block, K::Unblock, K::ConfirmIdentity, K::Mark, K::LoseLane]
        }
        State::Marked { .. } => &[
            K::ReceiveAction,
            K::Withdraw,
            K::Assign,
            K::Release,
            K::Block,
            K::Unblock,
            K::LoseLane,
            K::Grant,
            K::Reject,
        ],
        State::ActionOpen { .. } => &[K::Reply, K::Withdraw, K::Assign, K::Release, K::Block, K::Unblock, K::LoseLane],
        // Of what ended by the calendar, the act that was waited for is still kept when it comes.
        State::Withdrawn { reason: WithdrawalReason::AmendmentLate, .. } => &[K::Amend],
        State::Withdrawn { reason: WithdrawalReason::FilingLate, .. } => &[K::File],
        State::LaneLost { reason: LaneLossReason::FeesLate, .. } => &[K::PayFees],
        State::LaneLost { reason: LaneLossReason::ReplyLate, .. } => &[K::Reply],
        State::Returned { .. }
        | State::Failed { .. }
        | State::Granted { .. }
        | State::Rejected { .. }
        | State::LaneLost { .. }
        | State::Withdrawn { .. } => &[],
    }
}

/// What the state alone does not say.
fn nothing_else_is_lacking(state: &State, kind: Kind, law: &Law<'_>, moment: Moment) -> Result<(), Refusal> {
    let course = state.course();
    match kind {
        Kind::Release if course.examiner.is_none() => Err(refusals::case_not_assigned()),
        Kind::Block if course.blocked.is_some() => Err(refusals::case_blocked()),
        Kind::Unblock if course.blocked.is_none() => Err(refusals::case_not_blocked()),
        Kind::SignCommitment if course.commitment.is_some() => Err(refusals::commitment_signed()),
        Kind::Detach if course.dossier.presented().next().is_none() => Err(refusals::document_absent()),
        Kind::Amend if !state.has_ended() => the_documents_are_still_complete(course),
        Kind::IssueOpinion => a_round_is_left(course, law.numbers.on(moment.legal_day()).amendment_rounds),
        Kind::Mark => state.lane().map_or(Ok(()), the_texts_count_as_the_same),
        Kind::ConfirmIdentity => state.lane().map_or(Ok(()), |lane| a_person_can_compare(course, lane)),
        Kind::Amend | Kind::File | Kind::PayFees | Kind::Reply if state.has_ended() => {
            a_late_act_is_kept_once_a_day(course, kind, moment)
        }
        Kind::Open
        | Kind::Revise
        | Kind::Attach
        | Kind::Detach
        | Kind::SignCommitment
        | Kind::Submit
        | Kind::Amend
        | Kind::Withdraw
        | Kind::File
        | Kind::PayFees
        | Kind::ReceiveAction
        | Kind::Reply
        | Kind::Assign
        | Kind::Release
        | Kind::Block
        | Kind::Unblock
        | Kind::Accept
        | Kind::Return
        | Kind::Pass
        | Kind::Fail
        | Kind::LoseLane
        | Kind::Grant
        | Kind::Reject
        | Kind::Lapse => Ok(()),
    }
}

/// What was required at submission is presented again. What a case that was taken over lacked then it need not have.
fn the_documents_are_still_complete(course: &Course) -> Result<(), Refusal> {
    let complete = course.facts.imported.is_some() || course.dossier.lacks(course.facts.kind).is_empty();
    if complete { Ok(()) } else { Err(refusals::documents_incomplete()) }
}

fn a_round_is_left(course: &Course, rounds: u32) -> Result<(), Refusal> {
    let is_left = u32::try_from(course.rounds.len()).is_ok_and(|used| used < rounds);
    if is_left { Ok(()) } else { Err(refusals::rounds_used_up()) }
}

/// The lane is for the texts that passed: identical ones, or ones that a person found to be the same.
fn the_texts_count_as_the_same(lane: &Lane) -> Result<(), Refusal> {
    match (&lane.identity, &lane.confirmed) {
        (Identity::Identical, _) | (Identity::Differs { .. }, Some(_)) => Ok(()),
        (Identity::Differs { .. }, None) => Err(refusals::text_differs()),
    }
}

/// Where a text that says what is protected was not filed at all, there is nothing to compare.
fn a_person_can_compare(course: &Course, lane: &Lane) -> Result<(), Refusal> {
    let mut core = DocumentRole::core_texts(course.facts.kind).iter();
    match (&lane.identity, &lane.confirmed) {
        (Identity::Identical, _) => Err(refusals::text_identical()),
        (Identity::Differs { .. }, Some(_)) => Err(refusals::text_confirmed()),
        (Identity::Differs { .. }, None) if core.any(|role| !lane.filing.texts.contains_key(role)) => {
            Err(refusals::text_core_missing())
        }
        (Identity::Differs { .. }, None) => Ok(()),
    }
}

fn a_late_act_is_kept_once_a_day(course: &Course, kind: Kind, moment: Moment) -> Result<(), Refusal> {
    let of_today = |act: &LateAct| late_act(kind) == Some(act.what) && act.at.legal_day() == moment.legal_day();
    if course.late_acts.iter().any(of_today) {
        Err(refusals::late_act_kept_today())
    } else if course.late_acts.len() >= MOST_LATE_ACTS {
        Err(refusals::late_acts_too_many())
    } else {
        Ok(())
    }
}

/// The act that answers a clock of the applicant, under its name as a late one; `None`: the command is no such act.
pub(super) const fn late_act(kind: Kind) -> Option<LateActKind> {
    match kind {
        Kind::Amend => Some(LateActKind::Amend),
        Kind::File => Some(LateActKind::File),
        Kind::PayFees => Some(LateActKind::PayFees),
        Kind::Reply => Some(LateActKind::Reply),
        Kind::Open
        | Kind::Revise
        | Kind::Attach
        | Kind::Detach
        | Kind::SignCommitment
        | Kind::Submit
        | Kind::Withdraw
        | Kind::ReceiveAction
        | Kind::Assign
        | Kind::Release
        | Kind::Block
        | Kind::Unblock
        | Kind::Accept
        | Kind::Return
        | Kind::IssueOpinion
        | Kind::Pass
        | Kind::Fail
        | Kind::ConfirmIdentity
        | Kind::Mark
        | Kind::LoseLane
        | Kind::Grant
        | Kind::Reject
        | Kind::Lapse => None,
    }
}
