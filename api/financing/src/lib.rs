//! The room of pledge financing 质押融资: what banks offer, what firms ask for, and which meets which.
//!
//! - [`http`]: the operations, thin; [`wire`]: their JSON shapes.
//! - [`desk`]: the use cases. What they decide is `domain::financing`.
//! - [`due`]: what this room does when something falls due; [`notices`]: how it words what it tells people.
//! - [`watch`]: what became of pledged rights, told to who holds them in pledge.
//! - `documents`: the papers that it makes: the contract, and what goes to the office.
//! - `store`, `rows`: the tables, known to nobody else.
//!
//! **Invariants**
//! - A row of a case is the fold of its entries in the journal.
//! - A demand is its firm's; a bank sees of it what it asks for and on what kinds of right, and nothing of who asks.
//! - A sealed offer is its bank's alone until the firm's day; a deal is there for its two sides.
//! - One accepted deal of a demand, one pledge on each place of a right, one disbursement of a deal: a key of the database each.
//! - What a bank has not published does not exist for others; what firms have seen of it never changes but by a further version.

mod cases;
pub mod desk;
mod documents;
pub mod due;
pub mod http;
pub mod notices;
mod rows;
pub mod rules;
mod store;
pub mod watch;
pub mod wire;

pub use store::verified;
