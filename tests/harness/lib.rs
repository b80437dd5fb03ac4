//! What the system tests stand on: a house of their own for each test, with a real database, a clock that stands still,
//! and the very endpoint that production serves.

#![expect(clippy::expect_used, reason = "a test that cannot go on says what it lacked and fails")]

mod app;
mod database;
pub mod demo_trademarks;
pub mod people;
pub mod process;
pub mod raw;

pub use app::{StoppedApp, TestApp, china_noon};
pub use database::Backend;
pub use people::{Person, Reply};
