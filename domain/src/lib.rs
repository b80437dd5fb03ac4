//! The rules of the house. Nothing here does I/O, asks a clock, draws a random number or knows the wire.

pub mod accounts;
pub mod calendar;
pub mod financing;
pub mod hall;
pub mod identifier;
pub mod preexam;
pub mod registry;

#[cfg(test)]
mod tests;
