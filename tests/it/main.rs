//! The outside view, in one binary: every test builds a house of its own and comes in by the front door.

#![expect(clippy::expect_used, reason = "a test that cannot go on says what it lacked and fails")]

mod accounts;
mod building;
mod financing;
mod hall;
mod house;
mod preexam;
mod registry;
mod torture;
