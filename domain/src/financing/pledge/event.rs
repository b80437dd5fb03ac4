//! What happened to a pledge, as the journal keeps it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Cleared, Ground, Pack, PledgeFacts, ReleaseReason, Version};
use crate::hall::{Id, Moment};

/// What happened to a pledge. `late` says that the office's clock had run out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state that follows")]
pub enum PledgeEvent {
    /// The papers are ready.
    Prepared {
        at: Moment,
        by: Id,
        facts: PledgeFacts,
        pack: Pack,
        #[serde(default)]
        cleared: Cleared,
    },
    /// A pledge made elsewhere is mirrored.
    Mirrored { at: Moment, facts: PledgeFacts, version: Version },
    /// The office received the papers.
    Submitted { at: Moment, by: Id, receipt: String, on: NaiveDate },
    /// It wants something corrected.
    DefectsNoted { at: Moment, by: Id, note: String, on: NaiveDate },
    /// All of it is corrected.
    Cured { at: Moment, by: Id, on: NaiveDate },
    /// It registered the pledge.
    Registered {
        at: Moment,
        by: Id,
        version: Version,
        #[serde(default)]
        late: bool,
    },
    /// It refused.
    Refused {
        at: Moment,
        by: Id,
        ground: Ground,
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notice: Option<Id>,
        on: NaiveDate,
        #[serde(default)]
        late: bool,
    },
    /// The entry was changed.
    Amended { at: Moment, version: Version },
    /// Its debt runs longer.
    Extended { at: Moment, version: Version },
    /// It was struck off.
    Released { at: Moment, reason: ReleaseReason, version: Version },
    /// It was given up.
    Abandoned { at: Moment, by: Id, reason: String },
}

impl PledgeEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Prepared { .. } => "prepared",
            Self::Mirrored { .. } => "mirrored",
            Self::Submitted { .. } => "submitted",
            Self::DefectsNoted { .. } => "defects_noted",
            Self::Cured { .. } => "cured",
            Self::Registered { .. } => "registered",
            Self::Refused { .. } => "refused",
            Self::Amended { .. } => "amended",
            Self::Extended { .. } => "extended",
            Self::Released { .. } => "released",
            Self::Abandoned { .. } => "abandoned",
        }
    }

    /// When it was written down.
    #[must_use]
    pub const fn at(&self) -> Moment {
        match self {
            Self::Prepared { at, .. }
            | Self::Mirrored { at, .. }
            | Self::Submitted { at, .. }
            | Self::DefectsNoted { at, .. }
            | Self::Cured { at, .. }
            | Self::Registered { at, .. }
            | Self::Refused { at, .. }
            | Self::Amended { at, .. }
            | Self::Extended { at, .. }
            | Self::Released { at, .. }
            | Self::Abandoned { at, .. } => *at,
        }
    }
}
