//! The room of pre-examination 快速预审: who may ask for it, the cases, their clocks, and the work of a centre.
//!
//! - [`http`]: the operations, thin; [`wire`]: their JSON shapes.
//! - [`desk`]: the use cases. What they decide is `domain::preexam`.
//! - [`due`]: what this room does when something falls due; [`notices`]: how it words what it tells people.
//! - `store`, `rows`: the tables, known to nobody else.
//!
//! **Invariants**
//! - A row of a case is the fold of its entries in the journal; its due days follow from it, the rules and the calendar.
//! - A case is its applicant's and its centre's; for everybody else it does not exist.
//! - A clock that is unchanged keeps its reminders: none is sent twice, whatever else happens to the case meanwhile.

mod cases;
pub mod desk;
pub mod due;
pub mod http;
pub mod notices;
mod rows;
pub mod rules;
mod store;
pub mod wire;

pub use store::verified;
