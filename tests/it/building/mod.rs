//! The building itself: its arrows, its contract.

mod contract;
