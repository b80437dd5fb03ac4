//! A risk-compensation pool 风险补偿资金池: what it pays of a loss. Its own rules say the caps; the province's are not found.

use serde::{Deserialize, Serialize};

use super::refusals;
use crate::financing::money::{Money, Share};
use crate::hall::Refusal;

/// A pool as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// What is in it.
    pub balance: Money,
    /// The most for one case; `None`: no cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_per_case: Option<Money>,
    /// The most in one year; `None`: no cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_per_year: Option<Money>,
    /// What it paid this year already.
    pub paid_this_year: Money,
}

/// What the pool pays of a loss of which it bears this share: its share, up to the caps and to what is in it.
///
/// # Errors
/// It bears nothing of this loss, the year's cap is used up, or it is empty.
pub fn compensation(pool: &Pool, loss: Money, share: Share) -> Result<Money, Refusal> {
    let owed = loss.times(share.rate());
    let of_the_case = pool.cap_per_case.map_or(owed, |cap| owed.min(cap));
    let left_of_the_year =
        pool.cap_per_year.map_or(Money::MAX, |cap| cap.minus(pool.paid_this_year).unwrap_or_default());
    if of_the_case == Money::ZERO {
        Err(refusals::deal_pool_bears_nothing())
    } else if left_of_the_year == Money::ZERO {
        Err(refusals::deal_pool_year_used_up())
    } else if pool.balance == Money::ZERO {
        Err(refusals::deal_pool_empty())
    } else {
        Ok(of_the_case.min(left_of_the_year).min(pool.balance))
    }
}

impl Pool {
    /// The pool after it paid so much.
    ///
    /// # Errors
    /// There is less in it, or the sum of the year would be more than an amount can be.
    pub fn after(self, paid: Money) -> Result<Self, Refusal> {
        let balance = self.balance.minus(paid).ok_or_else(refusals::deal_pool_empty)?;
        let paid_this_year = self.paid_this_year.plus(paid).ok_or_else(refusals::deal_amount_too_large)?;
        Ok(Self { balance, paid_this_year, ..self })
    }
}
