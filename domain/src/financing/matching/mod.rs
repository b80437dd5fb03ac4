//! Which products a demand meets and why not the others: pure, fast and explained.
//!
//! A pair is compared without allocating; the conditions that are not met are a set of bits ([`Failures`]). Sentences and
//! the nearest changes are made for the pairs that are shown ([`explain`]). A firm sees the products that its demand meets
//! ([`rank`]), a bank the demands that meet its product ([`opportunities`]).
//!
//! **Invariants**
//! - What is not known meets no condition that asks for it.
//! - A right counts where the bank lends on its kind and it outlives the loan, and the life that the bank asks of its kind.
//!   One that does not count harms nothing, unless a condition speaks against it: another right never makes a pair fail
//!   otherwise.
//! - The nearest changes of all failing conditions together make the pair match.
//! - The order of products, and of demands, is total: the same pairs are always ranked alike.
//! - Both sides see the same pairs: a product is among a demand's where the demand is among the product's.

mod bits;
mod change;
mod check;
mod explain;
mod opportunity;
mod plan;
mod prepared;
mod rank;
mod shown;
mod sought;

#[cfg(test)]
mod tests;

pub use bits::{Failures, Intrinsic};
pub use change::{Change, Reach};
pub use check::failing;
pub use explain::{Failing, explain};
pub use opportunity::{Opportunity, opportunities};
pub use prepared::{PreparedDemand, PreparedProduct};
pub use rank::{Ranked, rank};
pub use sought::{Sought, SoughtRight, months_left};
