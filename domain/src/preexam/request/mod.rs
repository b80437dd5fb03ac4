//! A request for fast confirmation 快速确权 or fast enforcement 快速维权: taken in, sent the right way, followed to its end.

mod apply;
mod decide;
mod event;
mod facts;
mod state;

pub use apply::apply;
pub use decide::{allowed, decide, possible, step};
pub use event::{RequestCommand, RequestCommandKind, RequestEvent};
pub use facts::{RequestFacts, RequestKind};
pub use state::{Referral, RequestState, Route, Triage};
