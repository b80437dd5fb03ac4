//! The program as a library: what `main` starts and what the tests drive.

pub mod app;
pub mod command;
pub mod contract;
pub mod operations;
pub mod policy;
pub mod records;
