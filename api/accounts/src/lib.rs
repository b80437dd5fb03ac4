//! The room of accounts: organisations, their people and programs, who may act, and for whom.
//!
//! - [`http`]: the operations, thin; [`wire`]: their JSON shapes.
//! - [`desk`]: the use cases. What they decide is `domain::accounts`.
//! - [`door`]: what later rooms and the guard may ask: who stands behind a credential, what an organisation is.
//! - [`notices`]: how this room words what it tells people; [`due`]: what it does when something falls due;
//!   [`followers`]: what it does when something has happened.
//! - `store`, `rows`: the tables, known to nobody else.
//!
//! **Invariants**
//! - A row of a case is the fold of its entries in the journal; sessions and attempts are operational and are not.
//! - Names, telephones and mail addresses stand sealed under the person's key and nowhere else. Erasing a person destroys it.
//! - Of passwords, codes, tokens and secrets only hashes and digests are kept.

mod cases;
pub mod desk;
pub mod door;
pub mod due;
pub mod followers;
pub mod http;
pub mod notices;
mod rows;
pub mod rules;
mod store;
pub mod wire;

pub use store::{KeptSessions, verified};
