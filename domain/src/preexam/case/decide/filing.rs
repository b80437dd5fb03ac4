//! From the pass to the mark: what was filed and paid, whether it is what passed, and leaving the fast lane.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::super::{PatentKind, refusals, text};
use super::super::identity::{self, Identity};
use super::super::{CaseCommand as Command, CaseEvent as Event, DocumentRole, FiledText, Filing, LaneLossReason};
use super::Here;
use crate::hall::{Id, Refusal};
use crate::identifier::PatentNumber;

#[expect(clippy::wildcard_enum_match_arm, reason = "the dispatch before names each of them")]
pub(super) fn decide(here: Here<'_>, command: Command) -> Result<Event, Refusal> {
    let at = here.moment;
    match command {
        Command::File { application_number, filed_on, texts } => {
            let filing = a_filing(here, &application_number, filed_on, texts)?;
            let pass = here.state.pass().ok_or_else(|| here.stands_in_the_way())?;
            let identity = identity::compare(&pass.texts, &filing.texts);
            Ok(Event::Filed { filing, identity, late: here.is_late()? })
        }
        Command::PayFees { paid_on, receipt } => {
            here.has_come_since_filing(paid_on)?;
            Ok(Event::FeesPaid { at, paid_on, receipt, late: here.is_late()? })
        }
        Command::ConfirmIdentity { by, reason } => {
            Ok(Event::IdentityConfirmed { at, by, reason: text::a_reason(&reason)? })
        }
        Command::Mark { by } => Ok(Event::Marked { at, by, late: here.is_late()? }),
        Command::LoseLane { by, reason, note } => {
            let identical = here.state.lane().is_some_and(|lane| lane.identity == Identity::Identical);
            if reason == LaneLossReason::TextDiffers && identical {
                return Err(refusals::text_identical());
            }
            Ok(Event::LaneLost { at, on: here.today(), reason, by: Some(by), note: text::a_note(note.as_deref())? })
        }
        _ => Err(here.stands_in_the_way()),
    }
}

/// A filing of the kind that passed, with the number that the office gave and the documents that were filed.
pub(super) fn a_filing(
    here: Here<'_>,
    number: &PatentNumber,
    filed_on: NaiveDate,
    texts: Vec<(DocumentRole, Id, String)>,
) -> Result<Filing, Refusal> {
    let kind = here.state.facts().kind;
    a_number_is_sound(number)?;
    if number.is_pct_national_phase() {
        return Err(refusals::number_is_international());
    }
    if number.right_kind() != kind {
        return Err(refusals::number_of_another_kind());
    }
    here.has_come(filed_on)?;
    if here.state.pass().is_some_and(|pass| filed_on < pass.passed_at.legal_day()) {
        return Err(refusals::filed_before_passed());
    }
    let texts = what_was_filed(kind, texts)?;
    Ok(Filing { application_number: number.with_check(), filed_on, told_at: here.moment, texts })
}

/// A check character that was written holds.
pub(super) fn a_number_is_sound(number: &PatentNumber) -> Result<(), Refusal> {
    if number.check().fails() { Err(refusals::number_check_character_fails()) } else { Ok(()) }
}

fn what_was_filed(
    kind: PatentKind,
    texts: Vec<(DocumentRole, Id, String)>,
) -> Result<BTreeMap<DocumentRole, FiledText>, Refusal> {
    if texts.is_empty() {
        return Err(refusals::text_missing());
    }
    let mut filed = BTreeMap::new();
    for (role, file, digest) in texts {
        if !DocumentRole::filed_texts(kind).contains(&role) {
            return Err(refusals::text_role_wrong());
        }
        let text = FiledText { file, digest: text::a_digest(&digest)? };
        if filed.insert(role, text).is_some() {
            return Err(refusals::text_role_twice());
        }
    }
    Ok(filed)
}
