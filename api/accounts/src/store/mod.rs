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

use hall::act::{ActFault, Replay, ReplayOf};
use sea_orm::UpdateResult;
use serde::Serialize;

/// An update that found the version it expected.
fn written(outcome: UpdateResult) -> Result<(), ActFault> {
    if outcome.rows_affected == 1 { Ok(()) } else { Err(ActFault::Stale) }
}

/// The name of a state, as its tag says it.
fn name_of_state(state: &impl Serialize) -> String {
    let value = serde_json::to_value(state).unwrap_or_default();
    value.get("state").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

/// The folds of this room's cases, for the check of the rows against the journal.
pub fn replays() -> Vec<Box<dyn Replay>> {
    use crate::cases::{AuthorisationCase, ClientCase, InvitationCase, OrganisationCase, PersonCase};
    vec![
        Box::new(ReplayOf::<OrganisationCase>::default()),
        Box::new(ReplayOf::<PersonCase>::default()),
        Box::new(ReplayOf::<InvitationCase>::default()),
        Box::new(ReplayOf::<AuthorisationCase>::default()),
        Box::new(ReplayOf::<ClientCase>::default()),
    ]
}
