//! Loading and saving, in the words of the domain. All SQL of this room is here.
//!
//! Every row of a case bears its version: it is written over the version it was read at, or not at all.

pub(crate) mod consents;
pub(crate) mod demands;
pub(crate) mod products;

use hall::act::{Replay, table};
use hall::verify::CaseRows;

// The tables of cases, for `hall::act::table`, which loads and saves what has no columns beside its state.
pub(crate) use crate::rows::consent::Entity as Consents;
pub(crate) use crate::rows::demand::Entity as Demands;
pub(crate) use crate::rows::product::Entity as Products;

/// The folds of this room's cases and where their rows are, for the check of the rows against the journal.
pub fn verified() -> Vec<(Box<dyn Replay>, Box<dyn CaseRows>)> {
    vec![table::verified::<Products>(), table::verified::<Demands>(), table::verified::<Consents>()]
}
