//! What comes after the day: the case ends as the calendar says, and what was done late is kept and has no effect.

use super::super::super::{refusals, text};
use super::super::steps::Lapsed;
use super::super::{
    CaseCommand as Command, CaseEvent as Event, CaseState as State, LaneLossReason, LateAct, LateActKind,
    WithdrawalReason,
};
use super::filing::a_filing;
use super::{Here, one};
use crate::hall::{Moment, Refusal};

/// A clock has run out, and either that is shown or what it was for comes now, too late.
#[expect(clippy::wildcard_enum_match_arm, reason = "the dispatch before names each of them")]
pub(super) fn the_case_ends(here: Here<'_>, lapsed: Lapsed, command: Command) -> Result<Vec<Event>, Refusal> {
    let end = end(here, lapsed);
    match command {
        Command::Lapse => Ok(one(end)),
        late => Ok(vec![end, Event::LateActKept { act: kept(here, late)? }]),
    }
}

/// The calendar had ended the case, and that was shown already.
pub(super) fn the_act_is_kept(here: Here<'_>, command: Command) -> Result<Vec<Event>, Refusal> {
    Ok(one(Event::LateActKept { act: kept(here, command)? }))
}

/// The case ends with the first moment after its last day, whenever that is shown.
fn end(here: Here<'_>, Lapsed { undone, due_on }: Lapsed) -> Event {
    let on = due_on.succ_opt().unwrap_or(due_on);
    let at = Moment::beginning_of(on).unwrap_or(here.moment);
    let withdrawn = |reason| Event::Withdrawn { at, reason, note: None };
    let lane_lost = |reason| Event::LaneLost { at, on, reason, by: None, note: None };
    match undone {
        LateActKind::Amend => withdrawn(WithdrawalReason::AmendmentLate),
        LateActKind::File => withdrawn(WithdrawalReason::FilingLate),
        LateActKind::PayFees => lane_lost(LaneLossReason::FeesLate),
        LateActKind::Reply => lane_lost(LaneLossReason::ReplyLate),
    }
}

/// A late act with all that came with it.
#[expect(clippy::wildcard_enum_match_arm, reason = "the dispatch before names each of them")]
fn kept(here: Here<'_>, command: Command) -> Result<LateAct, Refusal> {
    let of =
        |what, done_on| LateAct { what, at: here.moment, done_on, application_number: None, files: vec![], note: None };
    match command {
        Command::Amend { note } => {
            Ok(LateAct { note: text::a_note(note.as_deref())?, ..of(LateActKind::Amend, here.today()) })
        }
        Command::File { application_number, filed_on, texts } => {
            let filing = a_filing(here, &application_number, filed_on, texts)?;
            Ok(LateAct {
                application_number: Some(filing.application_number),
                files: filing.texts.into_values().map(|text| text.file).collect(),
                ..of(LateActKind::File, filed_on)
            })
        }
        Command::PayFees { paid_on, receipt } => {
            here.has_come_since_filing(paid_on)?;
            Ok(LateAct { files: receipt.into_iter().collect(), ..of(LateActKind::PayFees, paid_on) })
        }
        Command::Reply { replied_on, note } => {
            here.has_come_since_filing(replied_on)?;
            if matches!(here.state, State::ActionOpen { action, .. } if replied_on < action.served_on) {
                return Err(refusals::replied_before_served());
            }
            Ok(LateAct { note: text::a_note(note.as_deref())?, ..of(LateActKind::Reply, replied_on) })
        }
        _ => Err(here.stands_in_the_way()),
    }
}
