//! The building itself: its arrows, its contract, and what holds for every operation.

mod architecture;
mod contract;
mod coverage;
mod privacy;
