//! What the hall itself stores of acts, and how every room stores its cases.

pub(super) mod answers;
pub mod table;
