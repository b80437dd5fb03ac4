//! What the system tests stand on: a house of their own for each test, with a real database, a clock that stands still,
//! and the very endpoint that production serves.

#![expect(clippy::expect_used, reason = "a test that cannot go on says what it lacked and fails")]

mod app;
pub mod chance;
pub mod cluster;
mod database;
pub mod deals;
pub mod demo_trademarks;
pub mod disk;
pub mod financing;
pub mod journal;
pub mod people;
pub mod preexam;
pub mod process;
pub mod raw;
pub mod remote;
pub mod time;

pub use app::{StoppedApp, TestApp, china_noon};
pub use database::Backend;
pub use people::{Person, Reply};
pub use remote::Remote;

/// Says something about a test where it is read whatever becomes of the test.
pub fn say(line: &str) {
    use std::io::Write as _;
    // What cannot be said is not said.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Says that a test did not run, and why.
pub fn skipped(test: &str, reason: &str) {
    say(&format!("skipped: {test}: {reason}"));
}
