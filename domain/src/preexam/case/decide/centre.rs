//! What the centre decides up to the pass, and how it hands its work about.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::{Answer, refusals, text};
use super::super::{CaseCommand as Command, CaseEvent as Event, CaseState as State, CheckId, Course, OpinionItem};
use super::Here;
use crate::hall::{Id, Refusal};

/// The most items of an opinion.
const MOST_ITEMS: usize = 50;

#[expect(clippy::wildcard_enum_match_arm, reason = "the dispatch before names each of them")]
pub(super) fn decide(here: Here<'_>, command: Command) -> Result<Event, Refusal> {
    let (course, at) = (here.state.course(), here.moment);
    match command {
        Command::Assign { examiner } if course.examiner == Some(examiner) => Err(refusals::nothing_changes()),
        Command::Assign { examiner } => Ok(Event::Assigned { at, examiner }),
        Command::Release => Ok(Event::Released { at }),
        Command::Block { reason } => Ok(Event::Blocked { at, reason: text::a_reason(&reason)? }),
        Command::Unblock => Ok(Event::Unblocked { at }),
        Command::Accept { by, settled } => {
            let settled = what_needed_a_person_is_settled(course, settled)?;
            Ok(Event::Accepted { at, by, settled, late: here.is_late()? })
        }
        Command::Return { by, reasons } => {
            Ok(Event::Returned { at, by, reasons: text::reasons(&reasons)?, late: here.is_late()? })
        }
        Command::IssueOpinion { by, items } => {
            Ok(Event::OpinionIssued { at, by, items: an_opinion_says_something(items)?, late: here.is_late()? })
        }
        Command::Fail { by, reasons } => {
            Ok(Event::Failed { at, by, reasons: text::reasons(&reasons)?, late: here.is_late()? })
        }
        Command::Pass { by } => passes(here, by),
        _ => Err(here.stands_in_the_way()),
    }
}

/// Where two are asked for, the first proposes and another agrees.
#[expect(clippy::wildcard_enum_match_arm, reason = "the dispatch before names each of them")]
fn passes(here: Here<'_>, by: Id) -> Result<Event, Refusal> {
    let (course, at) = (here.state.course(), here.moment);
    let kind = course.facts.kind;
    let passed =
        |by, second| Ok(Event::Passed { at, by, second, texts: course.dossier.texts(kind), late: here.is_late()? });
    match here.state {
        State::PassProposed { by: first, .. } if *first == by => Err(refusals::same_person()),
        State::PassProposed { by: first, .. } => passed(*first, Some(by)),
        _ if here.law.numbers.on(here.today()).reviewers_of_a_pass(kind) > 1 => Ok(Event::PassProposed { at, by }),
        _ => passed(by, None),
    }
}

/// Every check that needs a person is settled by one, with a reason, and no other.
fn what_needed_a_person_is_settled(
    course: &Course,
    settled: BTreeMap<CheckId, String>,
) -> Result<BTreeMap<CheckId, String>, Refusal> {
    let needs_person = course.gate.iter().filter(|answer| answer.answer == Answer::NeedsPerson);
    let needs_person: BTreeSet<CheckId> = needs_person.map(|answer| answer.check).collect();
    if needs_person.iter().any(|check| !settled.contains_key(check)) {
        return Err(refusals::check_unsettled());
    }
    if settled.keys().any(|check| !needs_person.contains(check)) {
        return Err(refusals::check_settles_nothing());
    }
    text::reasons_by_check(settled)
}

fn an_opinion_says_something(items: Vec<OpinionItem>) -> Result<Vec<OpinionItem>, Refusal> {
    let checked = |item: OpinionItem| {
        let template = item.template.as_deref().map(text::a_reference).transpose()?;
        Ok(OpinionItem { template, text: text::an_opinion(&item.text)?, ..item })
    };
    match items.len() {
        1..=MOST_ITEMS => items.into_iter().map(checked).collect(),
        _ => Err(refusals::opinion_empty()),
    }
}
