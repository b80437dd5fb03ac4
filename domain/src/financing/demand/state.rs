//! Where a demand stands.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Demand;
use crate::hall::{Id, Moment};

/// Where a demand stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the demand is what its type says")]
pub enum DemandState {
    /// The firm is at it 草稿.
    Draft { demand: Demand },
    /// Banks can take it on 已发布.
    Open {
        demand: Demand,
        /// Since when.
        since: Moment,
        /// The last day.
        until_on: NaiveDate,
    },
    /// A bank accepted it 已受理: one deal holds it.
    Matched {
        demand: Demand,
        /// Since when it is open.
        since: Moment,
        /// The last day on which it is open again, should the deal give it free.
        until_on: NaiveDate,
        /// The deal.
        deal: Id,
        /// The bank.
        bank: Id,
        /// When.
        matched_at: Moment,
    },
    /// The money was paid 已完成.
    Closed {
        demand: Demand,
        /// By which deal.
        deal: Id,
        /// When.
        at: Moment,
    },
    /// The firm gave it up 已撤回.
    Withdrawn {
        demand: Demand,
        /// When.
        at: Moment,
        /// Why.
        reason: String,
    },
    /// Its last day passed 已过期.
    Expired {
        demand: Demand,
        /// Its last day.
        until_on: NaiveDate,
        /// When that was seen.
        at: Moment,
    },
}

impl DemandState {
    /// The demand as it is now.
    #[must_use]
    pub const fn demand(&self) -> &Demand {
        match self {
            Self::Draft { demand }
            | Self::Open { demand, .. }
            | Self::Matched { demand, .. }
            | Self::Closed { demand, .. }
            | Self::Withdrawn { demand, .. }
            | Self::Expired { demand, .. } => demand,
        }
    }

    /// The same state with the demand changed.
    pub(super) fn with(mut self, change: impl FnOnce(&mut Demand)) -> Self {
        match &mut self {
            Self::Draft { demand }
            | Self::Open { demand, .. }
            | Self::Matched { demand, .. }
            | Self::Closed { demand, .. }
            | Self::Withdrawn { demand, .. }
            | Self::Expired { demand, .. } => change(demand),
        }
        self
    }

    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Draft { .. } => "draft",
            Self::Open { .. } => "open",
            Self::Matched { .. } => "matched",
            Self::Closed { .. } => "closed",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Expired { .. } => "expired",
        }
    }

    /// Whether banks can take it on, on this day.
    #[must_use]
    pub fn is_open_on(&self, day: NaiveDate) -> bool {
        matches!(self, Self::Open { until_on, .. } if day <= *until_on)
    }

    /// Whether it takes nothing more.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        matches!(self, Self::Closed { .. } | Self::Withdrawn { .. } | Self::Expired { .. })
    }
}
