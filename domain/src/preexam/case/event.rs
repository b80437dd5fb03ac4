//! What happened to a case. `late` says that it happened after its due day and counts all the same.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::CheckAnswer;
use super::identity::Identity;
use super::{
    Action, CaseFacts, CheckId, Commitment, Document, DocumentRole, Filing, LaneLossReason, LateAct, OpinionItem,
    WithdrawalReason,
};
use crate::hall::{Id, Moment};
use crate::identifier::PatentNumber;

/// What happened to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state and the course that follow")]
pub enum CaseEvent {
    /// The applicant began it.
    Opened { at: Moment, facts: CaseFacts },
    /// He changed what it is about.
    Revised { at: Moment, facts: CaseFacts },
    /// A document came.
    Attached { role: DocumentRole, document: Document },
    /// A document is no longer presented.
    Detached { at: Moment, role: DocumentRole },
    /// The commitment was signed.
    CommitmentSigned { commitment: Commitment },
    /// The applicant handed it in.
    Submitted { at: Moment, gate: Vec<CheckAnswer> },
    /// It has an examiner.
    Assigned { at: Moment, examiner: Id },
    /// It has none any more.
    Released { at: Moment },
    /// The centre cannot decide.
    Blocked { at: Moment, reason: String },
    /// It can again.
    Unblocked { at: Moment },
    /// The centre will examine it.
    Accepted {
        at: Moment,
        by: Id,
        #[serde(default)]
        settled: BTreeMap<CheckId, String>,
        #[serde(default)]
        late: bool,
    },
    /// The centre will not.
    Returned {
        at: Moment,
        by: Id,
        reasons: Vec<String>,
        #[serde(default)]
        late: bool,
    },
    /// The applicant is to amend.
    OpinionIssued {
        at: Moment,
        by: Id,
        items: Vec<OpinionItem>,
        #[serde(default)]
        late: bool,
    },
    /// He did.
    Amended {
        at: Moment,
        #[serde(default)]
        note: Option<String>,
        #[serde(default)]
        late: bool,
    },
    /// One examiner would let it pass.
    PassProposed { at: Moment, by: Id },
    /// It passed.
    Passed {
        at: Moment,
        by: Id,
        #[serde(default)]
        second: Option<Id>,
        texts: BTreeMap<DocumentRole, String>,
        #[serde(default)]
        late: bool,
    },
    /// It failed.
    Failed {
        at: Moment,
        by: Id,
        reasons: Vec<String>,
        #[serde(default)]
        late: bool,
    },
    /// It was filed at the office.
    Filed {
        filing: Filing,
        identity: Identity,
        #[serde(default)]
        late: bool,
    },
    /// A person found that texts that differ are the same.
    IdentityConfirmed { at: Moment, by: Id, reason: String },
    /// The fees were paid.
    FeesPaid {
        at: Moment,
        paid_on: NaiveDate,
        #[serde(default)]
        receipt: Option<Id>,
        #[serde(default)]
        late: bool,
    },
    /// The centre marked it for the fast lane.
    Marked {
        at: Moment,
        by: Id,
        #[serde(default)]
        late: bool,
    },
    /// The office sent something that must be answered.
    ActionReceived { at: Moment, action: Action },
    /// The applicant answered.
    Replied {
        at: Moment,
        replied_on: NaiveDate,
        #[serde(default)]
        note: Option<String>,
        #[serde(default)]
        late: bool,
    },
    /// It goes on on the normal track.
    LaneLost {
        at: Moment,
        on: NaiveDate,
        reason: LaneLossReason,
        #[serde(default)]
        by: Option<Id>,
        #[serde(default)]
        note: Option<String>,
    },
    /// The grant was announced.
    Granted { at: Moment, announced_on: NaiveDate, patent_number: PatentNumber },
    /// The office rejected it.
    Rejected { at: Moment, on: NaiveDate, reason: String },
    /// It ended before it was filed.
    Withdrawn {
        at: Moment,
        reason: WithdrawalReason,
        #[serde(default)]
        note: Option<String>,
    },
    /// An act that came too late is kept, without effect.
    LateActKept { act: LateAct },
}

impl CaseEvent {
    /// When it happened; what the calendar decided, at the first moment after the last day.
    #[must_use]
    pub const fn at(&self) -> Moment {
        match self {
            Self::Opened { at, .. }
            | Self::Revised { at, .. }
            | Self::Detached { at, .. }
            | Self::Submitted { at, .. }
            | Self::Assigned { at, .. }
            | Self::Released { at }
            | Self::Blocked { at, .. }
            | Self::Unblocked { at }
            | Self::Accepted { at, .. }
            | Self::Returned { at, .. }
            | Self::OpinionIssued { at, .. }
            | Self::Amended { at, .. }
            | Self::PassProposed { at, .. }
            | Self::Passed { at, .. }
            | Self::Failed { at, .. }
            | Self::IdentityConfirmed { at, .. }
            | Self::FeesPaid { at, .. }
            | Self::Marked { at, .. }
            | Self::ActionReceived { at, .. }
            | Self::Replied { at, .. }
            | Self::LaneLost { at, .. }
            | Self::Granted { at, .. }
            | Self::Rejected { at, .. }
            | Self::Withdrawn { at, .. } => *at,
            Self::Attached { document, .. } => document.attached_at,
            Self::CommitmentSigned { commitment } => commitment.signed_at,
            Self::Filed { filing, .. } => filing.told_at,
            Self::LateActKept { act } => act.at,
        }
    }

    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::Revised { .. } => "revised",
            Self::Attached { .. } => "attached",
            Self::Detached { .. } => "detached",
            Self::CommitmentSigned { .. } => "commitment_signed",
            Self::Submitted { .. } => "submitted",
            Self::Assigned { .. } => "assigned",
            Self::Released { .. } => "released",
            Self::Blocked { .. } => "blocked",
            Self::Unblocked { .. } => "unblocked",
            Self::Accepted { .. } => "accepted",
            Self::Returned { .. } => "returned",
            Self::OpinionIssued { .. } => "opinion_issued",
            Self::Amended { .. } => "amended",
            Self::PassProposed { .. } => "pass_proposed",
            Self::Passed { .. } => "passed",
            Self::Failed { .. } => "failed",
            Self::Filed { .. } => "filed",
            Self::IdentityConfirmed { .. } => "identity_confirmed",
            Self::FeesPaid { .. } => "fees_paid",
            Self::Marked { .. } => "marked",
            Self::ActionReceived { .. } => "action_received",
            Self::Replied { .. } => "replied",
            Self::LaneLost { .. } => "lane_lost",
            Self::Granted { .. } => "granted",
            Self::Rejected { .. } => "rejected",
            Self::Withdrawn { .. } => "withdrawn",
            Self::LateActKept { .. } => "late_act_kept",
        }
    }
}
