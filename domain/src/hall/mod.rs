//! What every room needs of the law of time. The hall grows with the acts that need it.

mod moment;

pub use moment::{Moment, MomentFault};
