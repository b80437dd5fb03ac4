//! A risk-compensation pool 风险补偿资金池 as it is kept: founded with caps, filled, and drawn on by deals whose loss it bears in part.
//!
//! ```text
//! found ─► open ◄─► fund, cap, pay
//! ```
//!
//! **Invariants**
//! - What is in it is what was filled in less what was paid out, and never less than nothing.
//! - It pays for a deal once, no more than its caps allow ([`compensation`]), in the year of the day
//!   of the claim.

pub mod refusals;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::deal::{Pool, compensation, text};
use super::money::{Money, Share};
use crate::hall::{FieldRefusal, Id, Moment, Refusal, must};

/// The most that a pool pays, by its own rules.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caps {
    /// For one case; `None`: no cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_case: Option<Money>,
    /// In one year; `None`: no cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_year: Option<Money>,
}

/// What a pool paid for a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// The deal.
    pub deal: Id,
    /// The day of the claim.
    pub claimed_on: NaiveDate,
    /// How much.
    pub amount: Money,
}

/// A pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolState {
    /// Its name.
    pub name: String,
    /// Who keeps it.
    pub keeper: Id,
    /// What it pays at most.
    pub caps: Caps,
    /// What is in it.
    pub balance: Money,
    /// What it paid, by the year of the claim.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub paid_by_year: BTreeMap<i32, Money>,
    /// The deals for which it paid, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<Paid>,
}

/// What can be asked of a pool.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the event that follows")]
pub enum PoolCommand {
    /// Found it.
    Found { by: Id, keeper: Id, name: String, caps: Caps },
    /// Fill money in.
    Fund { by: Id, amount: Money, reference: String },
    /// Set the caps anew.
    Cap { by: Id, caps: Caps },
    /// Pay for a deal: from the deal.
    Pay { deal: Id, claimed_on: NaiveDate, loss: Money, share: Share, amount: Money },
}

/// What happened to a pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are what their types say")]
pub enum PoolEvent {
    /// It was founded.
    Founded { at: Moment, by: Id, keeper: Id, name: String, caps: Caps },
    /// Money was filled in.
    Funded { at: Moment, by: Id, amount: Money, reference: String },
    /// Its caps are others.
    Capped { at: Moment, by: Id, caps: Caps },
    /// It paid for a deal.
    Paid { at: Moment, paid: Paid },
}

impl PoolEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Founded { .. } => "founded",
            Self::Funded { .. } => "funded",
            Self::Capped { .. } => "capped",
            Self::Paid { .. } => "paid",
        }
    }
}

impl PoolState {
    /// Its name as a state, as it is stored: a pool has one.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        "open"
    }

    /// The pool as it stands for a claim of this day.
    #[must_use]
    pub fn on(&self, claimed_on: NaiveDate) -> Pool {
        Pool {
            balance: self.balance,
            cap_per_case: self.caps.per_case,
            cap_per_year: self.caps.per_year,
            paid_this_year: self.paid_by_year.get(&claimed_on.year()).copied().unwrap_or_default(),
        }
    }

    /// Whether it paid for this deal.
    #[must_use]
    pub fn has_paid_for(&self, deal: Id) -> bool {
        self.payments.iter().any(|paid| paid.deal == deal)
    }
}

/// What follows from a command.
///
/// # Errors
/// What is wrong with it, with the field.
pub fn decide(state: Option<&PoolState>, command: PoolCommand, at: Moment) -> Result<Vec<PoolEvent>, FieldRefusal> {
    let line = |raw: &str, pointer: &str| text::a_line(raw).map_err(|refusal| FieldRefusal::at(pointer, refusal));
    let event = match (state, command) {
        (None, PoolCommand::Found { by, keeper, name, caps }) => {
            PoolEvent::Founded { at, by, keeper, name: line(&name, "/name")?, caps: caps_that_pay(caps)? }
        }
        (None, _) => return Err(refusals::pool_unknown().into()),
        (Some(_), PoolCommand::Found { .. }) => return Err(refusals::pool_exists().into()),
        (Some(pool), PoolCommand::Fund { by, amount, reference }) => {
            must(amount > Money::ZERO, "/amount", refusals::pool_amount_zero)?;
            must(pool.balance.plus(amount).is_some(), "/amount", refusals::pool_amount_too_large)?;
            PoolEvent::Funded { at, by, amount, reference: line(&reference, "/reference")? }
        }
        (Some(_), PoolCommand::Cap { by, caps }) => PoolEvent::Capped { at, by, caps: caps_that_pay(caps)? },
        (Some(pool), PoolCommand::Pay { deal, claimed_on, loss, share, amount }) => {
            payment(pool, Paid { deal, claimed_on, amount }, loss, share)?;
            PoolEvent::Paid { at, paid: Paid { deal, claimed_on, amount } }
        }
    };
    Ok(vec![event])
}

/// A pool pays for a deal once, and what it bears of the loss at most.
fn payment(pool: &PoolState, paid: Paid, loss: Money, share: Share) -> Result<(), Refusal> {
    if pool.has_paid_for(paid.deal) {
        return Err(refusals::pool_paid_already());
    }
    let stands = pool.on(paid.claimed_on);
    if paid.amount > compensation(&stands, loss, share)? {
        return Err(refusals::pool_pays_less());
    }
    stands.after(paid.amount).map(|_| ())
}

fn caps_that_pay(caps: Caps) -> Result<Caps, FieldRefusal> {
    must(caps.per_case != Some(Money::ZERO), "/caps/per_case", refusals::pool_amount_zero)?;
    must(caps.per_year != Some(Money::ZERO), "/caps/per_year", refusals::pool_amount_zero)?;
    Ok(caps)
}

/// The pool after an event. Total: it never refuses what was journalled.
#[must_use]
pub fn apply(state: Option<PoolState>, event: &PoolEvent) -> PoolState {
    let mut pool = state.unwrap_or_else(|| PoolState {
        name: String::new(),
        keeper: Id::from_u128(0),
        caps: Caps::default(),
        balance: Money::ZERO,
        paid_by_year: BTreeMap::new(),
        payments: Vec::new(),
    });
    match event.clone() {
        PoolEvent::Founded { keeper, name, caps, .. } => PoolState { keeper, name, caps, ..pool },
        PoolEvent::Funded { amount, .. } => {
            pool.balance = pool.balance.plus(amount).unwrap_or(pool.balance);
            pool
        }
        PoolEvent::Capped { caps, .. } => PoolState { caps, ..pool },
        PoolEvent::Paid { paid, .. } => {
            pool.balance = pool.balance.minus(paid.amount).unwrap_or_default();
            let of_the_year = pool.paid_by_year.entry(paid.claimed_on.year()).or_default();
            *of_the_year = of_the_year.plus(paid.amount).unwrap_or(*of_the_year);
            pool.payments.push(paid);
            pool
        }
    }
}
