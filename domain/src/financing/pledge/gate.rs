//! What others know of the right on the day on which the pack is made.

use crate::financing::demand::{FirmIdentity, RightAnswer};

/// What others know of the right. What is `None` is not known, and a person must look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PledgeGate {
    /// The pledgor.
    pub firm: FirmIdentity,
    /// What the registry, the register of pledges and the room of mediation say of the right.
    pub right: RightAnswer,
    /// Whether every owner beside the firm agreed, or agreed before that each may pledge alone.
    pub co_owners_agree: Option<bool>,
    /// Whether its annual fee is paid, of a patent.
    pub annual_fee_paid: Option<bool>,
    /// Whether somebody asked to have it declared invalid, of a patent.
    pub invalidation_started: Option<bool>,
    /// Whether an invention of the same applicant and day stands beside it, of a utility model.
    pub same_day_invention: Option<bool>,
    /// Whether similar marks of the firm on similar goods are left out of the pledge, of a trademark.
    pub similar_marks_left_out: Option<bool>,
}
