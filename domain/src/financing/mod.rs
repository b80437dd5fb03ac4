//! This room decides what a bank's product is and what it asks for, which demand meets it, what a right is worth, and what a loan costs and when.
//!
//! - [`money`]: amounts, rates and shares, exact and bounded.
//! - [`consent`]: what a firm lets a bank see of a demand, and what the bank has looked at.
//! - [`deal`]: one demand before one bank, from there to the end of the debt.
//! - [`demand`]: what a firm asks for, on which rights, and what is checked before banks see it.
//! - [`matching`]: which products a demand meets, and what would have to change for the others.
//! - [`pledge`]: the pledge of one right, and the mirror of what the office has of it.
//! - [`pool`]: a risk-compensation pool, filled and drawn on.
//! - [`product`]: what a bank lends, to whom, and under which conditions, as data.
//! - [`statistics`]: of which days figures are told, and how long banks take to answer.
//! - [`valuation`]: a right's value by three methods, always with a range.
//! - [`schedule`]: the instalments of a loan, and what became of it payment after payment.
//! - [`watch`]: what became of pledged rights, and how much of the debt they cover.
//! - [`FinancingRules`]: the room's numbers, clocks and classes as data.
//!
//! The complete diagrams of states, made from the code, are in `docs/diagrams/financing.md`.
//!
//! **Invariants**
//! - Money is never a float; a figure is rounded once, to the fen, half to even.
//! - What is refused is told with its field.

pub mod consent;
pub mod deal;
pub mod demand;
pub mod matching;
pub mod money;
mod numbers;
pub mod pledge;
pub mod pool;
pub mod product;
mod rules;
pub mod schedule;
pub mod statistics;
pub mod valuation;
pub mod watch;

#[cfg(test)]
mod tests;

pub use numbers::{FinancingNumbers, FinancingNumbersByDay, NumberId};
pub use rules::{FinancingRules, FinancingRulesFault};
