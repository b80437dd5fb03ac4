//! A filing entity 备案主体: who may apply in the fast lane of a centre, or act there as an agency.

mod apply;
mod checks;
mod decide;
mod event;
mod facts;
mod state;

pub use apply::apply;
pub use checks::{EntityCheckId, checks};
pub use decide::{allowed, decide, may_register_again, possible, step};
pub use event::{EntityCommand, EntityCommandKind, EntityEvent};
pub use facts::{EntityClass, EntityFacts, EntityKind};
pub use state::{EntityStanding, EntityState, Registration, standing};
