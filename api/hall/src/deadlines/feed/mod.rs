//! Feeds of deadlines for calendar programs: a secret address that its maker can revoke (RFC 5545 says the form).
//!
//! Calendar programs send no headers and keep no session, so the address alone lets in. It is shown once and kept as a
//! digest; it shows deadlines only, by case and kind, nothing of the case itself.
//!
//! **Invariants**
//! - A feed ends with what it stands on: revoked, or its maker suspended or no longer of the organisation.
//! - An event keeps its UID for as long as its deadline is open, so that a moved one moves and does not double.

mod desk;
pub mod http;
mod ical;
mod rows;
mod store;
mod wire;

pub use desk::end_feeds;
pub use http::DeadlineFeedsApi;
