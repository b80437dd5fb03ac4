//! The registry room: what the house knows of patents, trademarks and geographical indications, and how it is found.
//!
//! - [`http`]: the operations, thin; [`wire`]: their JSON shapes.
//! - [`desk`]: the use cases. It asks the store for one record and the index for many.
//! - [`door`]: what other rooms ask of it.
//! - [`import`]: how records come in.
//! - [`indexing`]: the follower that keeps the index behind the change feed.
//! - `store`, `rows`: the tables, known to nobody else.
//!
//! **Invariants**
//! - A record has one row, found by every number it is known by; no number leads to two records of one register.
//! - Every change of a record takes the next change number under a lock held to commit, so number order is commit order.
//! - The index holds exactly the records up to its own cursor.

pub mod desk;
pub mod door;
mod faults;
pub mod http;
pub mod import;
pub mod indexing;
mod rows;
pub mod rules;
pub mod store;
pub mod wire;

pub use store::verified;
