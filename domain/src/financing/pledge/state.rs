//! Where a pledge stands.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Cleared, Ground, Pack, PledgeFacts, Register, ReleaseReason};
use crate::hall::{Id, Moment};

/// Where a pledge stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[expect(missing_docs, reason = "facts, pack, cleared and register are what their types say")]
pub enum PledgeState {
    /// The papers are ready, and nothing keeps the parties from signing 材料已备.
    PackReady {
        facts: PledgeFacts,
        pack: Pack,
        cleared: Cleared,
        /// Who prepared it.
        by: Id,
        /// When.
        at: Moment,
    },
    /// The office has the papers 已提交.
    Submitted {
        facts: PledgeFacts,
        pack: Pack,
        /// The office's receipt.
        receipt: String,
        /// The day on which the office received them.
        submitted_on: NaiveDate,
        /// The day since which it has all it needs.
        complete_on: NaiveDate,
        /// What it wants to have corrected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        defects: Option<Defects>,
    },
    /// It stands in the register 已登记.
    Registered { facts: PledgeFacts, register: Register },
    /// The office refused it 不予登记.
    Refused {
        facts: PledgeFacts,
        /// On which ground.
        ground: Ground,
        /// What the office says.
        reason: String,
        /// The day.
        on: NaiveDate,
        /// Its notice.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notice: Option<Id>,
    },
    /// It was struck off 已注销.
    Released {
        facts: PledgeFacts,
        register: Register,
        /// Why.
        reason: ReleaseReason,
    },
    /// It was given up before the office decided 已放弃.
    Abandoned {
        facts: PledgeFacts,
        /// Who gave it up.
        by: Id,
        /// When.
        at: Moment,
        /// Why.
        reason: String,
    },
}

/// What the office wants to have corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defects {
    /// The day on which it said so.
    pub on: NaiveDate,
    /// What it said.
    pub note: String,
}

impl PledgeState {
    /// What it is about.
    #[must_use]
    pub const fn facts(&self) -> &PledgeFacts {
        match self {
            Self::PackReady { facts, .. }
            | Self::Submitted { facts, .. }
            | Self::Registered { facts, .. }
            | Self::Refused { facts, .. }
            | Self::Released { facts, .. }
            | Self::Abandoned { facts, .. } => facts,
        }
    }

    /// The papers, until the office has decided.
    #[must_use]
    pub const fn pack(&self) -> Option<&Pack> {
        match self {
            Self::PackReady { pack, .. } | Self::Submitted { pack, .. } => Some(pack),
            Self::Registered { .. } | Self::Refused { .. } | Self::Released { .. } | Self::Abandoned { .. } => None,
        }
    }

    /// What stands of it in the register, from the registration on.
    #[must_use]
    pub const fn register(&self) -> Option<&Register> {
        match self {
            Self::Registered { register, .. } | Self::Released { register, .. } => Some(register),
            Self::PackReady { .. } | Self::Submitted { .. } | Self::Refused { .. } | Self::Abandoned { .. } => None,
        }
    }

    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::PackReady { .. } => "pack_ready",
            Self::Submitted { .. } => "submitted",
            Self::Registered { .. } => "registered",
            Self::Refused { .. } => "refused",
            Self::Released { .. } => "released",
            Self::Abandoned { .. } => "abandoned",
        }
    }

    /// Whether it holds its right, so that it counts among the pledges that the right carries: one that is prepared does, or
    /// two banks would prepare the same right at once.
    #[must_use]
    pub const fn holds_its_right(&self) -> bool {
        matches!(self, Self::PackReady { .. } | Self::Submitted { .. } | Self::Registered { .. })
    }

    /// Whether nothing more happens.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        !self.holds_its_right()
    }
}
