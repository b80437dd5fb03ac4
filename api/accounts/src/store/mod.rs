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
use hall::act::{ActFault, Replay, ReplayOf};
use hall::db::{Database, Snapshot};
use hall::http::Sentence;
use hall::operations::KeptByARoom;
use hall::verify::{CaseRow, CaseRows};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, UpdateResult};
use serde::Serialize;
use uuid::Uuid;

/// An update that found the version it expected.
fn written(outcome: UpdateResult) -> Result<(), ActFault> {
    if outcome.rows_affected == 1 { Ok(()) } else { Err(ActFault::Stale) }
}

/// The name of a state, as its tag says it.
fn name_of_state(state: &impl Serialize) -> String {
    let value = serde_json::to_value(state).unwrap_or_default();
    value.get("state").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

/// The rows behind an id, in the order of their ids.
async fn rows_behind<E: EntityTrait>(
    snapshot: &Snapshot,
    id: E::Column,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<E::Model>, DbErr> {
    let behind = after.map(|after| id.gt(after));
    behind.into_iter().fold(E::find(), Select::filter).order_by_asc(id).limit(limit).all(snapshot).await
}

/// What columns of a row do not say what its body says.
#[derive(Debug, Default)]
struct Disagreements(Vec<&'static str>);

impl Disagreements {
    fn agree(&mut self, agrees: bool, column: &'static str) {
        if !agrees {
            self.0.push(column);
        }
    }

    fn sentences(self) -> Vec<Sentence> {
        let of = |column| {
            Sentence::new(
                format!("{column} 与该行所载状态不符"),
                format!("{column} does not say what the row's state says"),
            )
        };
        self.0.into_iter().map(of).collect()
    }
}

/// The folds of this room's cases and where their rows are, for the check of the rows against the journal.
pub fn verified() -> Vec<(Box<dyn Replay>, Box<dyn CaseRows>)> {
    use crate::cases::{AuthorisationCase, ClientCase, InvitationCase, OrganisationCase, PersonCase};
    vec![
        (Box::new(ReplayOf::<OrganisationCase>::default()), Box::new(Rows::Organisations)),
        (Box::new(ReplayOf::<PersonCase>::default()), Box::new(Rows::Persons)),
        (Box::new(ReplayOf::<InvitationCase>::default()), Box::new(Rows::Invitations)),
        (Box::new(ReplayOf::<AuthorisationCase>::default()), Box::new(Rows::Authorisations)),
        (Box::new(ReplayOf::<ClientCase>::default()), Box::new(Rows::Clients)),
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

/// Where the rows of each kind of case are.
#[derive(Debug, Clone, Copy)]
enum Rows {
    Organisations,
    Persons,
    Invitations,
    Authorisations,
    Clients,
}

#[async_trait]
impl CaseRows for Rows {
    fn tables(&self) -> &'static [&'static str] {
        match self {
            Self::Organisations => &["accounts_organisation"],
            Self::Persons => &["accounts_person", "accounts_membership"],
            Self::Invitations => &["accounts_invitation"],
            Self::Authorisations => &["accounts_authorisation"],
            Self::Clients => &["accounts_client"],
        }
    }

    async fn page(&self, snapshot: &Snapshot, after: Option<Uuid>, limit: u64) -> Result<Vec<CaseRow>, ActFault> {
        match self {
            Self::Organisations => organisations::checked(snapshot, after, limit).await,
            Self::Persons => persons::checked(snapshot, after, limit).await,
            Self::Invitations => invitations::checked(snapshot, after, limit).await,
            Self::Authorisations => authorisations::checked(snapshot, after, limit).await,
            Self::Clients => clients::checked(snapshot, after, limit).await,
        }
    }
}
