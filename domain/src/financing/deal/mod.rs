//! A deal 融资业务: one demand, one bank, one version of a product; from the demand to the end of the debt.
//!
//! ```text
//! publish ─► published ─match─► matched ─accept─► accepted ─begin_due_diligence─► due_diligence ─make_offer─► offered
//!                                  └──refuse──► refused                                                         │ accept_offer
//!            registering ◄─sign, sign─ contracting ◄─draw_up─ approved ◄─approve (a second person)─ offer_accepted ◄─┘
//!                 │ disburse (every pledge registered, or a waiver)
//!                 ▼
//!            disbursed ─review─► monitored ◄─cure─┐
//!                 ├─────────────────┴─fall_overdue─► overdue ─declare_default─► default ─compensate─► compensated
//!                 └──────── settle (from any of them) ─► settled                    └─────dispose──────────┴─► disposed
//!                                                           └──────────close, no pledge stands──────────────────┴─► closed
//!
//! the ways out: reject (the bank, before the approval) ─► rejected; withdraw ─► withdrawn; lapse (the calendar) ─► expired
//! ```
//!
//! **Invariants**
//! - One table says what a state takes; `decide` asks it first, and what is shown as possible is read from it.
//! - An offer is sealed up to the firm's opening day ([`visible_offer`]); no offer is made from that day on, and an open one
//!   is neither changed nor taken back. It ends with its last day, which the calendar says when it is asked.
//! - Who made the offer does not approve it. What is signed is what was drawn up, by digest.
//! - No money before every pledge is registered, or a person recorded a waiver with the reason. It is paid once, and it is
//!   at most the amount of the contract, which is at most that of the offer.
//! - The pledges of a contract secure in parts no more than its amount. Another right for one that lost its worth is on top.
//! - Shares of a loss make a whole; nobody pays more than his part, and all together no more than the loss.
//! - Proceeds are distributed in the legal order ([`distribute`]), to the fen.
//! - No deal is closed or given up while a pledge of it stands in the register.
//! - Clocks are rows of `rules/financing.toml`. Days that are told lie between the step before and today.

mod allowed;
mod apply;
mod command;
mod course;
mod decide;
mod event;
mod facts;
mod law;
mod loan;
mod pool;
mod proceeds;
pub mod refusals;
mod state;
pub mod steps;
mod terms;
pub(in crate::financing) mod text;
mod words;

#[cfg(test)]
pub(in crate::financing) mod tests;

/// The classes of loans; one that is declared bad is of the last three.
pub use super::schedule::LoanClass;
pub use allowed::{allowed, possible};
pub use apply::apply;
pub use command::{DealCommand, DealCommandKind};
pub use course::Course;
pub use decide::decide;
pub use event::DealEvent;
pub use facts::{DealFacts, LossShare, Party, parts_of_a_loss};
pub use law::{Law, Step, Whose};
pub use loan::{
    Agreement, Arrears, BadLoan, Collateral, Compensated, Compensation, DefaultRecord, Disbursement, Disposal, Ending,
    Loan, NewPledge, Pledged, Review, Settlement, Waiver,
};
pub use pool::{Pool, compensation};
pub use proceeds::{Claims, Distribution, distribute};
pub use state::{DealState, visible_offer};
pub use steps::{StepKind, matures_on, step};
pub use terms::{Contract, Fee, Offer, OfferTerms, Signature, Stamp, Valuation};
pub use words::{DisposalMethod, RefusalReason, Side, ValuationMethod, WithdrawalReason};
