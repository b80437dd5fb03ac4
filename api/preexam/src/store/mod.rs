//! Loading and saving, in the words of the domain. All SQL of this room is here.
//!
//! Every row of a case bears its version: it is written over the version it was read at, or not at all.

pub(crate) mod board;
pub(crate) mod cases;
pub(crate) mod entities;
pub(crate) mod examiners;
pub(crate) mod field_lists;
pub(crate) mod requests;
pub(crate) mod statistics;

use hall::act::{Replay, table};
use hall::verify::CaseRows;
use sea_orm::{ColumnTrait, Condition};
use uuid::Uuid;

// The tables of cases, for `hall::act::table`, which loads and saves what has no columns beside its state.
pub(crate) use crate::rows::case::Entity as Cases;
pub(crate) use crate::rows::entity::Entity as Entities;
pub(crate) use crate::rows::examiner::Entity as Examiners;
pub(crate) use crate::rows::field_list::Entity as FieldLists;
pub(crate) use crate::rows::request::Entity as Requests;

/// The rows that concern an organisation, as the centre or as the other side; all of them for who sees everyone's.
fn of_either(organisation: Option<Uuid>, centre: impl ColumnTrait, other: impl ColumnTrait) -> Condition {
    let either = organisation.map(|id| Condition::any().add(centre.eq(id)).add(other.eq(id)));
    either.unwrap_or_else(Condition::all)
}

/// The folds of this room's cases and where their rows are, for the check of the rows against the journal.
pub fn verified() -> Vec<(Box<dyn Replay>, Box<dyn CaseRows>)> {
    vec![
        table::verified::<Entities>(),
        table::verified::<FieldLists>(),
        table::verified::<Examiners>(),
        table::verified::<Cases>(),
        table::verified::<Requests>(),
    ]
}
