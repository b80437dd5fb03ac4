//! What every room needs of the law of time and of persons. The hall grows with the acts that need it.

mod actor;
mod coded;
mod id;
mod moment;
mod refusal;

pub(crate) use coded::coded;

pub use actor::{OrganisationKind, Power, Role};
pub use id::{Id, IdFault};
pub use moment::{Moment, MomentFault};
pub use refusal::Refusal;
