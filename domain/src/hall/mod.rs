//! What every room needs of the law of time and of persons. The hall grows with the acts that need it.

mod actor;
mod answer;
mod coded;
mod id;
mod moment;
mod numbers;
mod refusal;
pub(crate) mod text;

pub(crate) use coded::coded;
pub(crate) use numbers::{Timeline, TimelineFault, numbers};
pub(crate) use refusal::{must, refusals};

pub use actor::{OrganisationKind, Power, Role};
pub use answer::Answer;
pub use id::{Id, IdFault};
pub use moment::{Moment, MomentFault};
pub use numbers::{NumberFault, NumberName, NumberRule, NumberUnit};
pub use refusal::{FieldRefusal, Refusal};
