//! What happened to a request, and what can be asked of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Referral, RequestFacts, Route};
use crate::hall::{Id, Moment, coded};

/// What happened to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state that follows")]
pub enum RequestEvent {
    /// It came.
    Filed { at: Moment, facts: RequestFacts },
    /// The centre knows its way.
    Triaged {
        at: Moment,
        by: Id,
        route: Route,
        #[serde(default)]
        late: bool,
    },
    /// It was sent on.
    Referred { at: Moment, referral: Referral },
    /// The other body has it.
    Acknowledged { at: Moment, receipt: String, on: NaiveDate },
    /// It is done.
    Concluded {
        at: Moment,
        result: String,
        on: NaiveDate,
        #[serde(default)]
        late: bool,
    },
    /// The centre does not take it on.
    Declined {
        at: Moment,
        by: Id,
        reason: String,
        basis: String,
        #[serde(default)]
        late: bool,
    },
    /// The applicant gave it up.
    Withdrawn {
        at: Moment,
        #[serde(default)]
        reason: Option<String>,
    },
}

/// What can be asked of a request. `by` is the person of the centre who decides.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the event that follows")]
pub enum RequestCommand {
    /// Bring it.
    File(RequestFacts),
    /// Decide which way it goes.
    Triage { by: Id, route: Route },
    /// Send it on, where its way leads out of the centre.
    Refer { sent_on: NaiveDate, receipt: Option<String> },
    /// Tell that the other body has it.
    Acknowledge { receipt: String, on: NaiveDate },
    /// Tell what came of it.
    Conclude { result: String, on: NaiveDate },
    /// Do not take it on.
    Decline { by: Id, reason: String, basis: String },
    /// Give it up.
    Withdraw { reason: Option<String> },
}

coded! {
    /// The commands by name, as the answer to "what is possible now?" has them.
    RequestCommandKind {
        /// Bring it.
        File = "file" / "提交请求",
        /// Decide which way it goes.
        Triage = "triage" / "分流",
        /// Send it on.
        Refer = "refer" / "移送",
        /// Tell that the other body has it.
        Acknowledge = "acknowledge" / "登记接收",
        /// Tell what came of it.
        Conclude = "conclude" / "办结",
        /// Do not take it on.
        Decline = "decline" / "不予受理",
        /// Give it up.
        Withdraw = "withdraw" / "撤回",
    }
}

impl RequestEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Filed { .. } => "filed",
            Self::Triaged { .. } => "triaged",
            Self::Referred { .. } => "referred",
            Self::Acknowledged { .. } => "acknowledged",
            Self::Concluded { .. } => "concluded",
            Self::Declined { .. } => "declined",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }
}

impl RequestCommand {
    /// Which command it is.
    #[must_use]
    pub const fn kind(&self) -> RequestCommandKind {
        match self {
            Self::File(_) => RequestCommandKind::File,
            Self::Triage { .. } => RequestCommandKind::Triage,
            Self::Refer { .. } => RequestCommandKind::Refer,
            Self::Acknowledge { .. } => RequestCommandKind::Acknowledge,
            Self::Conclude { .. } => RequestCommandKind::Conclude,
            Self::Decline { .. } => RequestCommandKind::Decline,
            Self::Withdraw { .. } => RequestCommandKind::Withdraw,
        }
    }
}
