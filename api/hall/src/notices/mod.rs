//! Notices: an inbox for each person and each organisation. A notice is written once, in the act that raises it.
//!
//! **Invariants**
//! - A notice says by its kind and facts what happened; the sentence is made when it is read, in the reader's language.
//! - It holds no personal data and nothing private: ids, days, names of organisations.
//! - What one member of an organisation has read, another may still have to read.

pub mod http;
mod rows;
mod store;
mod wire;

use std::sync::Arc;

use domain::hall::Moment;
use serde_json::Value;
use uuid::Uuid;

use crate::act::Act;
use crate::http::Sentence;
use crate::journal::Aggregate;

pub use http::NoticesApi;

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// One person.
    Person(Uuid),
    /// Everyone who acts for an organisation.
    Organisation(Uuid),
}

/// What somebody is told.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Who is told.
    pub recipient: Recipient,
    /// What happened (`accounts.invitation_expired`).
    pub kind: &'static str,
    /// The case that it concerns.
    pub aggregate: Aggregate,
    /// What the sentence needs.
    pub facts: Value,
}

/// A notice as it stands in an inbox.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredNotice {
    /// Its id.
    pub id: Uuid,
    /// Who is told.
    pub recipient: Recipient,
    /// What happened.
    pub kind: String,
    /// The kind of the case.
    pub aggregate_kind: String,
    /// The case.
    pub aggregate_id: Uuid,
    /// What the sentence needs.
    pub facts: Value,
    /// When it was raised, as a moment.
    pub raised: Moment,
    /// When the reader marked it as read, in real time.
    pub read_at: Option<i64>,
}

/// How a room words its notices: a title and a text for a kind and its facts; `None` for kinds of other rooms.
pub type Wording = fn(kind: &str, facts: &Value) -> Option<(Sentence, Sentence)>;

/// The wordings of all rooms. Clones share them.
#[derive(Debug, Clone)]
pub struct Wordings(pub Arc<[Wording]>);

impl Wordings {
    /// The words for what happened, by its facts. A kind that no room words is named as it is.
    pub fn words(&self, kind: &str, facts: &Value) -> (Sentence, Sentence) {
        let worded = self.0.iter().find_map(|wording| wording(kind, facts));
        worded.unwrap_or_else(|| {
            tracing::error!(kind, "a notice has no words");
            let kind = Sentence::new(kind.to_owned(), kind.to_owned());
            (kind.clone(), kind)
        })
    }
}

/// Raises many notices in an act, with few statements.
///
/// # Errors
/// The database's.
pub async fn raise_all(act: &Act<'_>, notices: &[Notice]) -> Result<(), sea_orm::DbErr> {
    store::insert_all(act.transaction(), || act.new_id(), notices, act.moment()).await
}

/// Raises a notice in an act.
///
/// # Errors
/// The database's.
pub async fn raise(act: &Act<'_>, notice: Notice) -> Result<(), sea_orm::DbErr> {
    store::insert(act.transaction(), act.new_id(), &notice, act.moment()).await
}
