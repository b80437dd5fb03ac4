//! What an examiner works on, and to whom a case is given: by field, then by load.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{field_list, refusals};
use crate::hall::{Id, Moment, Refusal};

/// The most fields of an examiner.
const MOST_FIELDS: usize = 500;

/// Where an examiner stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ExaminerState {
    /// It is known what he works on.
    Known {
        /// The centre.
        centre: Id,
        /// The person.
        person: Id,
        /// The beginnings of the classifications that he takes; empty: all of them.
        fields: BTreeSet<String>,
        /// Whether cases are given to him now.
        available: bool,
    },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state that follows")]
pub enum ExaminerEvent {
    /// It was said what he works on.
    Set { at: Moment, by: Id, centre: Id, person: Id, fields: BTreeSet<String>, available: bool },
}

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the event that follows")]
pub enum ExaminerCommand {
    /// Say what he works on.
    Set { by: Id, centre: Id, person: Id, fields: BTreeSet<String>, available: bool },
}

/// Somebody to whom a case might be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The person.
    pub person: Id,
    /// The beginnings of the classifications that he takes; empty: all of them.
    pub fields: BTreeSet<String>,
    /// Whether cases are given to him now.
    pub available: bool,
    /// How many open cases he has.
    pub load: u64,
}

use ExaminerCommand as Command;
use ExaminerEvent as Event;
use ExaminerState as State;

/// What follows from a command.
///
/// # Errors
/// What is wrong with a field, or that nothing changes.
pub fn decide(state: Option<&State>, command: Command, moment: Moment) -> Result<Vec<Event>, Refusal> {
    let Command::Set { by, centre, person, fields, available } = command;
    if fields.len() > MOST_FIELDS {
        return Err(refusals::fields_too_many());
    }
    let read: Option<BTreeSet<String>> = fields.iter().map(|raw| field_list::a_field(raw)).collect();
    let fields = read.ok_or_else(refusals::field_malformed)?;
    if let Some(State::Known { fields: before, available: was, .. }) = state
        && (before, *was) == (&fields, available)
    {
        return Err(refusals::nothing_changes());
    }
    Ok(vec![Event::Set { at: moment, by, centre, person, fields, available }])
}

/// The state after an event.
#[must_use]
pub fn apply(_before: Option<State>, event: &Event) -> State {
    let Event::Set { at: _, by: _, centre, person, fields, available } = event.clone();
    State::Known { centre, person, fields, available }
}

/// To whom a case of this classification is given: of those who take its field and are there, the one with the fewest
/// open cases; who names the field more closely goes before who has as few, and then the smaller id decides.
#[must_use]
pub fn who_takes(classification: &str, candidates: &[Candidate]) -> Option<Id> {
    let levels = field_list::levels(classification);
    let closeness = |candidate: &Candidate| {
        let naming = candidate.fields.iter().filter(|field| levels.contains(*field));
        naming.map(String::len).max().or_else(|| candidate.fields.is_empty().then_some(0))
    };
    let takes = candidates.iter().filter(|candidate| candidate.available);
    let takes = takes.filter_map(|candidate| Some((candidate, closeness(candidate)?)));
    let chosen = takes.min_by_key(|(candidate, close)| (candidate.load, std::cmp::Reverse(*close), candidate.person));
    chosen.map(|(candidate, _)| candidate.person)
}

impl ExaminerState {
    /// The centre.
    #[must_use]
    pub const fn centre(&self) -> Id {
        let Self::Known { centre, .. } = self;
        *centre
    }

    /// The person.
    #[must_use]
    pub const fn person(&self) -> Id {
        let Self::Known { person, .. } = self;
        *person
    }

    /// He as somebody to whom a case might be given, with so many open cases.
    #[must_use]
    pub fn candidate(&self, load: u64) -> Candidate {
        let Self::Known { person, fields, available, .. } = self;
        Candidate { person: *person, fields: fields.clone(), available: *available, load }
    }
}

impl ExaminerEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Set { .. } => "set",
        }
    }
}
