//! The building itself: its arrows, its contract.

mod architecture;
mod contract;
mod privacy;
