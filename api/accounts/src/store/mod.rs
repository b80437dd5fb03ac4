//! Loading and saving, in the words of the domain. All SQL of this room is here.
//!
//! Every row of a case bears its version: it is written over the version it was read at, or not at all.

pub(crate) mod attempts;
pub(crate) mod authorisations;
pub(crate) mod clients;
pub(crate) mod invitations;
pub(crate) mod organisations;
pub(crate) mod persons;
pub(crate) mod sessions;

use async_trait::async_trait;
use hall::act::{ActFault, Replay, ReplayOf, table};
use hall::db::{Database, Snapshot};
use hall::operations::KeptByARoom;
use hall::verify::{CaseRow, CaseRows};
use uuid::Uuid;

use crate::cases::PersonCase;
// The tables of cases, for `hall::act::table`, which loads and saves what has no columns beside its state.
pub(crate) use crate::rows::authorisation::Entity as Authorisations;
pub(crate) use crate::rows::client::Entity as Clients;
pub(crate) use crate::rows::invitation::Entity as Invitations;
pub(crate) use crate::rows::organisation::Entity as Organisations;

/// The folds of this room's cases and where their rows are, for the check of the rows against the journal.
pub fn verified() -> Vec<(Box<dyn Replay>, Box<dyn CaseRows>)> {
    vec![
        table::verified::<Organisations>(),
        (Box::new(ReplayOf::<PersonCase>::default()), Box::new(PersonRows)),
        table::verified::<Invitations>(),
        table::verified::<Authorisations>(),
        table::verified::<Clients>(),
    ]
}

/// Attempts and ended sessions are kept for the time that the settings say, and forgotten afterwards.
#[derive(Debug, Clone, Copy)]
pub struct KeptSessions;

#[async_trait]
impl KeptByARoom for KeptSessions {
    fn name(&self) -> &'static str {
        "accounts"
    }

    async fn forget_before(&self, database: &Database, instant: i64) -> Result<u64, ActFault> {
        let attempts = attempts::forget_before(database.writer(), instant).await?;
        let sessions = sessions::forget_ended_before(database.writer(), instant).await?;
        Ok(attempts + sessions)
    }
}

/// Persons and the list of members that follows from them.
#[derive(Debug, Clone, Copy)]
struct PersonRows;

#[async_trait]
impl CaseRows for PersonRows {
    fn tables(&self) -> &'static [&'static str] {
        &["accounts_person", "accounts_membership"]
    }

    async fn page(&self, snapshot: &Snapshot, after: Option<Uuid>, limit: u64) -> Result<Vec<CaseRow>, ActFault> {
        persons::checked(snapshot, after, limit).await
    }
}
