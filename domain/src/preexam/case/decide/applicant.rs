//! What the applicant asks up to the pass, and his giving up.

use super::super::super::{Answer, CheckAnswer, refusals, text};
use super::super::{
    CaseCommand as Command, CaseEvent as Event, CheckId, Commitment, Course, LaneLossReason, WithdrawalReason, gate,
};
use super::Here;
use crate::hall::Refusal;

#[expect(clippy::wildcard_enum_match_arm, reason = "the dispatch before names each of them")]
pub(super) fn decide(here: Here<'_>, command: Command) -> Result<Event, Refusal> {
    let (course, at) = (here.state.course(), here.moment);
    match command {
        Command::Revise(facts) => {
            let facts = facts.checked()?;
            facts.keeps_to(&course.facts)?;
            if facts == course.facts {
                return Err(refusals::nothing_changes());
            }
            Ok(Event::Revised { at, facts })
        }
        Command::Attach { role, file, digest } => {
            Ok(Event::Attached { role, document: course.dossier.next(role, file, &digest, at)? })
        }
        Command::Detach { role } => match course.dossier.newest(role) {
            Some(_) => Ok(Event::Detached { at, role }),
            None => Err(refusals::document_absent()),
        },
        Command::SignCommitment { by, text_version } => {
            let commitment = Commitment { by, text_version: text::a_version(&text_version)?, signed_at: at };
            Ok(Event::CommitmentSigned { commitment })
        }
        Command::Submit { gate } => {
            the_gate_lets_it_in(course, &gate)?;
            Ok(Event::Submitted { at, gate })
        }
        Command::Amend { note } => {
            let note = text::a_note(note.as_deref())?;
            let issued_at = course.rounds.last().map(|round| round.issued_at);
            let changed = issued_at.is_some_and(|issued_at| course.dossier.changed_since(issued_at));
            if !changed && note.is_none() {
                return Err(refusals::amendment_empty());
            }
            Ok(Event::Amended { at, note, late: here.is_late()? })
        }
        Command::Withdraw { reason } => Ok(given_up(here, text::a_note(reason.as_deref())?)),
        _ => Err(here.stands_in_the_way()),
    }
}

/// Before filing the case ends; after it the application goes on without the fast lane.
fn given_up(here: Here<'_>, note: Option<String>) -> Event {
    let at = here.moment;
    match here.state.lane() {
        None => Event::Withdrawn { at, reason: WithdrawalReason::ByApplicant, note },
        Some(_) => Event::LaneLost { at, on: here.today(), reason: LaneLossReason::Withdrawn, by: None, note },
    }
}

/// Each check was answered once, as the case stands, and none says no. A case that was taken over from another system
/// came through the gate there.
fn the_gate_lets_it_in(course: &Course, answers: &[CheckAnswer]) -> Result<(), Refusal> {
    if course.facts.imported.is_some() && answers.is_empty() {
        return Ok(());
    }
    let mut checks: Vec<CheckId> = answers.iter().map(|answer| answer.check).collect();
    checks.sort_unstable();
    if checks != CheckId::ALL {
        return Err(refusals::gate_incomplete());
    }
    let of_the_case = gate::of_the_case(&course.facts, &course.dossier, course.commitment.is_some());
    if of_the_case.iter().any(|answer| !answers.contains(answer)) {
        return Err(refusals::gate_stale());
    }
    let closed = answers.iter().any(|answer| answer.answer == Answer::No);
    if closed { Err(refusals::gate_closed()) } else { Ok(()) }
}
