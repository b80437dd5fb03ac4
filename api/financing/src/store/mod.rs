//! Loading and saving, in the words of the domain. All SQL of this room is here.
//!
//! Every row of a case bears its version: it is written over the version it was read at, or not at all.

pub(crate) mod consents;
pub(crate) mod deals;
pub(crate) mod demands;
pub(crate) mod pledges;
pub(crate) mod pools;
pub(crate) mod products;
pub(crate) mod statistics;
pub(crate) mod watch;

use hall::act::{Replay, table};
use hall::verify::CaseRows;

// The tables of cases, for `hall::act::table`, which loads and saves what has no columns beside its state.
pub(crate) use crate::rows::consent::Entity as Consents;
pub(crate) use crate::rows::deal::Entity as Deals;
pub(crate) use crate::rows::demand::Entity as Demands;
pub(crate) use crate::rows::pledge::Entity as Pledges;
pub(crate) use crate::rows::pool::Entity as Pools;
pub(crate) use crate::rows::product::Entity as Products;

/// The folds of this room's cases and where their rows are, for the check of the rows against the journal.
pub fn verified() -> Vec<(Box<dyn Replay>, Box<dyn CaseRows>)> {
    vec![
        table::verified::<Products>(),
        table::verified::<Demands>(),
        table::verified::<Consents>(),
        table::verified::<Deals>(),
        table::verified::<Pledges>(),
        table::verified::<Pools>(),
    ]
}
