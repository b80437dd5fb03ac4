//! What the system tests stand on: a house of their own for each test, with a real database, a clock that stands still,
//! and the very endpoint that production serves.

mod app;
mod database;
pub mod demo_trademarks;

pub use app::{TestApp, china_noon};
pub use database::Backend;
