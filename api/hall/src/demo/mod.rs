//! The movable moment of a demonstration: an administrator moves legal and business time forward, and what falls due does.
//!
//! **Invariants**
//! - The moment goes forward only, and stays where it was moved to across restarts.
//! - Real time (sessions, tokens, limits, logs) is not moved.
//! - Outside a demonstration there is nothing here: 404.

pub mod http;
mod rows;
mod store;

use crate::act::ActFault;
use crate::clock::Clocks;
use crate::db::Database;

pub use http::DemoApi;

/// Sets the movable clock, where there is one, to where it was moved before the last stop.
///
/// # Errors
/// The database's.
pub async fn go_on(database: &Database, clocks: &Clocks) -> Result<(), ActFault> {
    if let Some(movable) = &clocks.movable {
        movable.set_ahead(store::ahead(database.reader()).await?);
    }
    Ok(())
}
