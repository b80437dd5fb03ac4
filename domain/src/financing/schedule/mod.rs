//! What a loan costs and when: its schedule, and what became of it payment after payment.
//!
//! ```text
//! terms ──[`schedule`]──► rows          terms ──[`Loan::disbursed`]──► loan ──[`Loan::after`]──► loan …
//!                                                                       events: costs_arose | paid | repaid_early
//! ```
//!
//! **Invariants**
//! - The principal parts of the rows are the principal, and the last balance is nothing.
//! - Interest is each time the exact figure, rounded once to the fen, half to even. A month is a twelfth of a year, and a day
//!   of a month that is not full is a 360th (年利率 = 月利率 × 12 = 日利率 × 360, 银发〔2005〕129号, recalled).
//! - Due days are counted from the disbursement, so that a short month moves no later day. Rest days move none: whether they
//!   do is for the contract to say.
//! - A payment meets costs, then interest, then principal, of each the oldest first (Civil Code art. 561).
//! - Interest on what is repaid early runs to the day of repayment and no further (Civil Code art. 677).
//! - How late a loan must be to be called substandard is data ([`ClassificationTable`]), not a constant.
//!
//! Nothing here computes penalty interest 罚息: what the contract adds for being late comes in as a cost.

mod amortise;
mod classification;
mod due;
mod early;
mod loan;
mod payment;
pub mod refusals;
mod rows;
mod terms;

#[cfg(test)]
mod tests;

pub use classification::{ClassificationFault, ClassificationRow, ClassificationTable, LoanClass};
pub use due::{Due, Overdue};
pub use early::{EarlyRepayment, Remaining};
pub use loan::{Instalment, Loan, LoanEvent};
pub use payment::{Allocation, Met};
pub use rows::{Row, Schedule, schedule};
pub use terms::{Repayment, Terms};
