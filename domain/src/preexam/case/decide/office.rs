//! What the office does after the mark: it asks and is answered, grants or rejects.

use super::super::super::{PreexamNumbers, refusals, text};
use super::super::{
    Action, ActionKind, CaseCommand as Command, CaseEvent as Event, CaseState as State, LaneLossReason, steps,
};
use super::filing::a_number_is_sound;
use super::{Here, one};
use crate::calendar;
use crate::hall::Refusal;

#[expect(clippy::wildcard_enum_match_arm, reason = "the dispatch before names each of them")]
pub(super) fn decide(here: Here<'_>, command: Command) -> Result<Vec<Event>, Refusal> {
    let at = here.moment;
    match command {
        Command::ReceiveAction { kind, served_on, channel, received_on, note } => {
            let number = here.state.lane().map_or(0, |lane| lane.answered.len()).saturating_add(1);
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            let note = text::a_note(note.as_deref())?;
            received(here, Action { number, kind, served_on, channel, received_on, note })
        }
        Command::Reply { replied_on, note } => {
            let State::ActionOpen { action, .. } = here.state else { return Err(here.stands_in_the_way()) };
            here.has_come(replied_on)?;
            if replied_on < action.served_on {
                return Err(refusals::replied_before_served());
            }
            Ok(one(Event::Replied { at, replied_on, note: text::a_note(note.as_deref())?, late: here.is_late()? }))
        }
        Command::Grant { announced_on, patent_number } => {
            here.has_come_since_filing(announced_on)?;
            a_number_is_sound(&patent_number)?;
            let applied_for = here.state.lane().map(|lane| lane.filing.application_number.lookup_key());
            if applied_for != Some(patent_number.lookup_key()) {
                return Err(refusals::patent_number_differs());
            }
            Ok(one(Event::Granted { at, announced_on, patent_number: patent_number.with_check() }))
        }
        Command::Reject { on, reason } => {
            here.has_come_since_filing(on)?;
            Ok(one(Event::Rejected { at, on, reason: text::a_reason(&reason)? }))
        }
        _ => Err(here.stands_in_the_way()),
    }
}

/// What the office sent; where it is more than the lane allows, the lane is lost with it.
fn received(here: Here<'_>, action: Action) -> Result<Vec<Event>, Refusal> {
    here.has_come_since_filing(action.served_on)?;
    action.received_on.map_or(Ok(()), |received_on| here.has_come(received_on))?;
    // What cannot be counted from would leave the case without a way on.
    if let Some(step) = steps::reply(&action, here.law) {
        calendar::due(&step.basis, here.law.calendar)?;
    }
    let (at, on) = (here.moment, action.served_on);
    let too_many = is_more_than_the_lane_allows(here.state, &action, &here.law.numbers.on(on));
    let reason = LaneLossReason::TooManyActions;
    let lost = too_many.then_some(Event::LaneLost { at, on, reason, by: None, note: None });
    Ok(std::iter::once(Event::ActionReceived { at, action }).chain(lost).collect())
}

fn is_more_than_the_lane_allows(state: &State, action: &Action, numbers: &PreexamNumbers) -> bool {
    let counts = |action: &Action| action.kind != ActionKind::Other;
    let before = state.lane().map_or(0, |lane| lane.answered.iter().filter(|past| counts(&past.action)).count());
    counts(action) && before >= numbers.office_actions(state.facts().kind) as usize
}
