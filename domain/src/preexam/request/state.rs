//! Where a request stands.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::RequestFacts;
use crate::hall::{Id, Moment};

/// Where a request stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[expect(missing_docs, reason = "facts, triage and referral are what their types say")]
pub enum RequestState {
    /// It lies with the centre 已提交.
    Filed {
        facts: RequestFacts,
        /// When it came.
        filed_at: Moment,
    },
    /// The centre knows its way 已分流.
    Triaged { facts: RequestFacts, filed_at: Moment, triage: Triage },
    /// It was sent on 已移送.
    Referred { facts: RequestFacts, filed_at: Moment, triage: Triage, referral: Referral },
    /// The other body has it 已接收.
    Acknowledged {
        facts: RequestFacts,
        filed_at: Moment,
        triage: Triage,
        referral: Referral,
        /// The receipt that the other body gave.
        receipt: String,
        /// The day on which it took it in.
        on: NaiveDate,
    },
    /// It is done 已办结.
    Concluded {
        facts: RequestFacts,
        filed_at: Moment,
        triage: Triage,
        /// Where it was sent on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        referral: Option<Referral>,
        /// What came of it.
        result: String,
        /// When.
        on: NaiveDate,
    },
    /// The centre does not take it on 不予受理.
    Declined {
        facts: RequestFacts,
        filed_at: Moment,
        /// Who decided.
        by: Id,
        /// When.
        at: Moment,
        /// Why.
        reason: String,
        /// The rule.
        basis: String,
    },
    /// The applicant gave it up 已撤回.
    Withdrawn {
        facts: RequestFacts,
        filed_at: Moment,
        /// When.
        at: Moment,
        /// What he said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

/// Which way a request goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "route", rename_all = "snake_case")]
pub enum Route {
    /// The centre recommends it to the national office 推荐.
    Recommend,
    /// The centre handles it itself 自办.
    Handle,
    /// Another body is to handle it 移送.
    Refer {
        /// Which, 2 to 100 characters.
        to: String,
    },
}

/// That the centre knows its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Triage {
    /// Who decided.
    pub by: Id,
    /// When.
    pub at: Moment,
    /// Which way.
    pub route: Route,
}

/// That it was sent on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// To whom.
    pub to: String,
    /// The day on which it was sent.
    pub sent_on: NaiveDate,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
}

impl RequestState {
    /// What it is about.
    #[must_use]
    pub const fn facts(&self) -> &RequestFacts {
        match self {
            Self::Filed { facts, .. }
            | Self::Triaged { facts, .. }
            | Self::Referred { facts, .. }
            | Self::Acknowledged { facts, .. }
            | Self::Concluded { facts, .. }
            | Self::Declined { facts, .. }
            | Self::Withdrawn { facts, .. } => facts,
        }
    }

    /// When it came.
    #[must_use]
    pub const fn filed_at(&self) -> Moment {
        match self {
            Self::Filed { filed_at, .. }
            | Self::Triaged { filed_at, .. }
            | Self::Referred { filed_at, .. }
            | Self::Acknowledged { filed_at, .. }
            | Self::Concluded { filed_at, .. }
            | Self::Declined { filed_at, .. }
            | Self::Withdrawn { filed_at, .. } => *filed_at,
        }
    }

    /// Whether it accepts nothing more.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        matches!(self, Self::Concluded { .. } | Self::Declined { .. } | Self::Withdrawn { .. })
    }
}
