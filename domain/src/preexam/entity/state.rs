//! Where a filing entity stands.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{EntityCheckId, EntityClass, EntityFacts};
use crate::hall::{Id, Moment};

/// Where a filing entity stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[expect(missing_docs, reason = "facts and registration are what their types say")]
pub enum EntityState {
    /// It asked to be registered 已申请.
    Applied {
        facts: EntityFacts,
        /// When.
        since: Moment,
    },
    /// The centre looked at it and would register it 已审核.
    Reviewed {
        facts: EntityFacts,
        /// Who looked.
        by: Id,
        /// When.
        at: Moment,
        /// Why, in spite of what checks said or left open.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        settled: BTreeMap<EntityCheckId, String>,
    },
    /// The centre reported it to the office 已上报.
    Reported {
        facts: EntityFacts,
        /// When.
        on: NaiveDate,
        /// Under which number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receipt: Option<String>,
    },
    /// It may apply, from the day of its registration on 已生效.
    Effective { facts: EntityFacts, registration: Registration },
    /// It may apply, and was warned 已提醒.
    Reminded {
        facts: EntityFacts,
        registration: Registration,
        /// Of what.
        reason: String,
        /// When.
        on: NaiveDate,
    },
    /// It may not apply for a time 已暂停.
    Suspended {
        facts: EntityFacts,
        registration: Registration,
        /// Why.
        reason: String,
        /// Since when.
        on: NaiveDate,
        /// The last day.
        until_on: NaiveDate,
    },
    /// It may not apply any more 已取消.
    Cancelled {
        facts: EntityFacts,
        /// Why.
        reason: String,
        /// Since when.
        on: NaiveDate,
        /// The last day on which it may not register again.
        barred_until_on: NaiveDate,
    },
    /// It was not registered 未通过. It may ask again.
    Refused {
        facts: EntityFacts,
        /// Who decided.
        by: Id,
        /// When.
        at: Moment,
        /// Why; never empty.
        reasons: Vec<String>,
    },
    /// It left of its own will 已退出. It may ask again.
    Withdrawn {
        facts: EntityFacts,
        /// When.
        at: Moment,
    },
}

/// What holds while an entity is registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The first day on which it may apply.
    pub from_on: NaiveDate,
    /// Its class.
    pub class: EntityClass,
    /// The most cases it may submit in a year; a year that is not named has no limit.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", with = "by_year")]
    pub quotas: BTreeMap<i32, u32>,
}

/// Quotas as pairs: within a tagged state a number cannot be the key of a map.
mod by_year {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(quotas: &BTreeMap<i32, u32>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(quotas)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<i32, u32>, D::Error> {
        Vec::<(i32, u32)>::deserialize(from).map(|pairs| pairs.into_iter().collect())
    }
}

/// How an entity stands on one day, for those who ask whether it may apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntityStanding {
    /// It may apply.
    Effective {
        /// Its class.
        class: EntityClass,
        /// Whether it was warned.
        reminded: bool,
    },
    /// It is registered from a later day on.
    NotYet {
        /// The first day.
        from_on: NaiveDate,
    },
    /// Its registration was not decided yet.
    Pending,
    /// It may not apply for a time.
    Suspended {
        /// The last day.
        until_on: NaiveDate,
    },
    /// It may not apply any more.
    Cancelled {
        /// The last day on which it may not register again.
        barred_until_on: NaiveDate,
    },
    /// It was refused, or left.
    Ended,
}

impl EntityState {
    /// What it says of itself.
    #[must_use]
    pub const fn facts(&self) -> &EntityFacts {
        match self {
            Self::Applied { facts, .. }
            | Self::Reviewed { facts, .. }
            | Self::Reported { facts, .. }
            | Self::Effective { facts, .. }
            | Self::Reminded { facts, .. }
            | Self::Suspended { facts, .. }
            | Self::Cancelled { facts, .. }
            | Self::Refused { facts, .. }
            | Self::Withdrawn { facts, .. } => facts,
        }
    }

    /// How many cases it may submit in a year; `None`: there is no limit.
    #[must_use]
    pub fn quota(&self, year: i32) -> Option<u32> {
        match self {
            Self::Effective { registration, .. }
            | Self::Reminded { registration, .. }
            | Self::Suspended { registration, .. } => registration.quotas.get(&year).copied(),
            Self::Applied { .. }
            | Self::Reviewed { .. }
            | Self::Reported { .. }
            | Self::Cancelled { .. }
            | Self::Refused { .. }
            | Self::Withdrawn { .. } => None,
        }
    }

    /// Whether it accepts nothing more.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        matches!(self, Self::Cancelled { .. } | Self::Refused { .. } | Self::Withdrawn { .. })
    }
}

/// How an entity stands on one day. A suspension is over after its last day, whether or not that was shown yet.
#[must_use]
pub fn standing(state: &EntityState, on: NaiveDate) -> EntityStanding {
    let effective = |registration: &Registration, reminded| {
        if registration.from_on <= on {
            EntityStanding::Effective { class: registration.class, reminded }
        } else {
            EntityStanding::NotYet { from_on: registration.from_on }
        }
    };
    match state {
        EntityState::Applied { .. } | EntityState::Reviewed { .. } | EntityState::Reported { .. } => {
            EntityStanding::Pending
        }
        EntityState::Effective { registration, .. } => effective(registration, false),
        EntityState::Reminded { registration, .. } => effective(registration, true),
        EntityState::Suspended { until_on, .. } if on <= *until_on => EntityStanding::Suspended { until_on: *until_on },
        EntityState::Suspended { registration, .. } => effective(registration, false),
        EntityState::Cancelled { barred_until_on, .. } => {
            EntityStanding::Cancelled { barred_until_on: *barred_until_on }
        }
        EntityState::Refused { .. } | EntityState::Withdrawn { .. } => EntityStanding::Ended,
    }
}
