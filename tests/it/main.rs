//! The outside view, in one binary: every test builds a house of its own and comes in by the front door.

mod building;
mod house;
mod registry;
