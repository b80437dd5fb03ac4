//! What every room needs of the law of time and of persons. The hall grows with the acts that need it.

mod actor;
mod id;
mod moment;
mod refusal;

pub use actor::{OrganisationKind, Power, Role};
pub use id::{Id, IdFault};
pub use moment::{Moment, MomentFault};
pub use refusal::Refusal;
