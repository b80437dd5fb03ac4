//! The state after an event. Total: it never refuses what was journalled. An event that does not fit the state, as in a
//! journal that lacks an entry, changes nothing but what of it fits.

use super::super::PatentKind;
use super::{
    AnsweredAction, Block, CaseEvent as Event, CaseFacts, CaseState as State, Confirmation, Course, Declarations, Fees,
    Lane, Pass, Round,
};
use crate::hall::{Id, Moment};

/// The state after an event.
#[must_use]
pub fn apply(state: Option<State>, event: &Event) -> State {
    if let Event::Opened { at, facts } = event {
        return State::Draft { course: Course::begun(facts.clone(), *at) };
    }
    let mut state = state.unwrap_or_else(|| State::Draft { course: Course::of_nothing_known(event.at()) });
    if noted_in_the_course(state.course_mut(), event) {
        return state;
    }
    after(state, event.clone())
}

/// What is true of the case in any state; `false`: the event leads to another state, or concerns the lane.
#[expect(clippy::wildcard_enum_match_arm, reason = "the dispatch before names each of them")]
fn noted_in_the_course(course: &mut Course, event: &Event) -> bool {
    match event.clone() {
        Event::Revised { facts, .. } => course.facts = facts,
        Event::Attached { role, document } => course.dossier.attach(role, document),
        Event::Detached { role, .. } => course.dossier.detach(role),
        Event::CommitmentSigned { commitment } => course.commitment = Some(commitment),
        Event::Assigned { examiner, .. } => course.examiner = Some(examiner),
        Event::Released { .. } => course.examiner = None,
        Event::Blocked { at, reason } => course.blocked = Some(Block { reason, since: at }),
        Event::Unblocked { .. } => course.blocked = None,
        Event::LateActKept { act } => course.late_acts.push(act),
        _ => return false,
    }
    true
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the dispatch before names each of them")]
fn after(state: State, event: Event) -> State {
    let mut course = state.course().clone();
    match event {
        Event::Submitted { at, gate } => {
            course.submitted_at = Some(at);
            course.gate = gate;
            State::Submitted { course }
        }
        Event::Accepted { at, settled, .. } => {
            course.accepted_at = Some(at);
            course.settled = settled;
            State::Accepted { course }
        }
        Event::Returned { at, by, reasons, .. } => State::Returned { course, by, at, reasons },
        Event::OpinionIssued { at, by, items, .. } => {
            course.rounds.push(Round { items, by, issued_at: at, amended_at: None, note: None });
            State::OpinionIssued { course }
        }
        Event::Amended { at, note, .. } => {
            course.amend(at, note);
            State::Amended { course }
        }
        Event::PassProposed { at, by } => State::PassProposed { course, by, at },
        Event::Passed { at, by, second, texts, .. } => {
            State::Passed { course, pass: Pass { passed_at: at, by, second, texts } }
        }
        Event::Failed { at, by, reasons, .. } => State::Failed { course, by, at, reasons },
        Event::Withdrawn { at, reason, note } => {
            State::Withdrawn { course, pass: state.pass().cloned(), reason, at, note }
        }
        Event::Filed { filing, identity, .. } => match state.pass().cloned() {
            Some(pass) => {
                let lane =
                    Lane { pass, filing, identity, confirmed: None, fees: None, marked_at: None, answered: Vec::new() };
                State::Filed { course, lane }
            }
            None => state,
        },
        event => match state.lane().cloned() {
            Some(lane) => in_the_lane(state, course, lane, event),
            None => state,
        },
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the dispatch before names each of them")]
fn in_the_lane(mut state: State, mut course: Course, mut lane: Lane, event: Event) -> State {
    match event {
        Event::IdentityConfirmed { at, by, reason } => {
            if let Some(lane) = state.lane_mut() {
                lane.confirmed = Some(Confirmation { by, reason, at });
            }
            state
        }
        Event::FeesPaid { at, paid_on, receipt, .. } => {
            lane.fees = Some(Fees { paid_on, receipt, told_at: at });
            State::FeesPaid { course, lane }
        }
        Event::Marked { at, .. } => {
            lane.marked_at = Some(at);
            State::Marked { course, lane }
        }
        Event::ActionReceived { action, .. } => State::ActionOpen { course, lane, action },
        Event::Replied { replied_on, note, .. } => {
            if let State::ActionOpen { action, .. } = state {
                course.waited_for_the_applicant(action.served_on, replied_on);
                lane.answered.push(AnsweredAction { action, replied_on, note });
            }
            State::Marked { course, lane }
        }
        Event::LaneLost { on, reason, by, note, .. } => State::LaneLost { course, lane, reason, on, by, note },
        Event::Granted { announced_on, patent_number, .. } => {
            State::Granted { course, lane, announced_on, patent_number }
        }
        Event::Rejected { on, reason, .. } => State::Rejected { course, lane, on, reason },
        _ => state,
    }
}

impl Course {
    /// Of a journal whose beginning is lost.
    fn of_nothing_known(at: Moment) -> Self {
        let nobody = Id::from_u128(0);
        let facts = CaseFacts {
            centre: nobody,
            applicant: nobody,
            filing_entity: nobody,
            agency: None,
            kind: PatentKind::Invention,
            title: String::new(),
            classification: String::new(),
            co_applicants: Vec::new(),
            declarations: Declarations::default(),
            client_reference: None,
            imported: None,
        };
        Self::begun(facts, at)
    }

    fn amend(&mut self, at: Moment, note: Option<String>) {
        let Some(round) = self.rounds.last_mut() else { return };
        round.amended_at = Some(at);
        round.note = note;
        let issued_on = round.issued_at.legal_day();
        self.waited_for_the_applicant(issued_on, at.legal_day());
    }
}

impl State {
    const fn course_mut(&mut self) -> &mut Course {
        match self {
            Self::Draft { course }
            | Self::Submitted { course }
            | Self::Accepted { course }
            | Self::Returned { course, .. }
            | Self::OpinionIssued { course }
            | Self::Amended { course }
            | Self::PassProposed { course, .. }
            | Self::Passed { course, .. }
            | Self::Failed { course, .. }
            | Self::Filed { course, .. }
            | Self::FeesPaid { course, .. }
            | Self::Marked { course, .. }
            | Self::ActionOpen { course, .. }
            | Self::Granted { course, .. }
            | Self::Rejected { course, .. }
            | Self::LaneLost { course, .. }
            | Self::Withdrawn { course, .. } => course,
        }
    }

    const fn lane_mut(&mut self) -> Option<&mut Lane> {
        match self {
            Self::Filed { lane, .. }
            | Self::FeesPaid { lane, .. }
            | Self::Marked { lane, .. }
            | Self::ActionOpen { lane, .. }
            | Self::Granted { lane, .. }
            | Self::Rejected { lane, .. }
            | Self::LaneLost { lane, .. } => Some(lane),
            Self::Draft { .. }
            | Self::Submitted { .. }
            | Self::Accepted { .. }
            | Self::Returned { .. }
            | Self::OpinionIssued { .. }
            | Self::Amended { .. }
            | Self::PassProposed { .. }
            | Self::Passed { .. }
            | Self::Failed { .. }
            | Self::Withdrawn { .. } => None,
        }
    }
}
