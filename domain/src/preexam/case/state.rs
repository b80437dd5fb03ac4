//! Where a case stands. A state carries what is true in it; the [`Course`] carries what led there.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Action, CaseFacts, Course, Lane, LaneLossReason, Pass, WithdrawalReason};
use crate::hall::{Id, Moment};
use crate::identifier::PatentNumber;

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[expect(missing_docs, reason = "course, pass and lane are what their types say")]
pub enum CaseState {
    /// The applicant prepares it 草稿.
    Draft { course: Course },
    /// It lies with the centre, which looks at its form and field 已提交.
    Submitted { course: Course },
    /// The centre examines it 已受理.
    Accepted { course: Course },
    /// The centre did not accept it 退回. The applicant may file normally, or open another case.
    Returned {
        course: Course,
        /// Who returned it.
        by: Id,
        /// When.
        at: Moment,
        /// Why; never empty.
        reasons: Vec<String>,
    },
    /// The applicant is to amend; the opinion is the last round of the course 已发预审意见.
    OpinionIssued { course: Course },
    /// He did, and the centre examines it again 已补正.
    Amended { course: Course },
    /// One examiner would let it pass, and another must agree 拟合格.
    PassProposed {
        course: Course,
        /// The first examiner.
        by: Id,
        /// When.
        at: Moment,
    },
    /// It may be filed in the fast lane 预审合格.
    Passed { course: Course, pass: Pass },
    /// It may not; the applicant may still file normally 预审不合格.
    Failed {
        course: Course,
        /// Who decided.
        by: Id,
        /// When.
        at: Moment,
        /// Why; never empty.
        reasons: Vec<String>,
    },
    /// It is filed at the office and its number told 已正式提交.
    Filed { course: Course, lane: Lane },
    /// The fees are paid 已缴费.
    FeesPaid { course: Course, lane: Lane },
    /// The centre marked it for the fast lane 已加快标注.
    Marked { course: Course, lane: Lane },
    /// The office asked something that must be answered 待答复.
    ActionOpen {
        course: Course,
        lane: Lane,
        /// What the office sent.
        action: Action,
    },
    /// The office announced the grant 已授权.
    Granted {
        course: Course,
        lane: Lane,
        /// The day of the announcement.
        announced_on: NaiveDate,
        /// The number of the patent.
        patent_number: PatentNumber,
    },
    /// The office rejected it 已驳回.
    Rejected {
        course: Course,
        lane: Lane,
        /// The day of the decision.
        on: NaiveDate,
        /// Why, as the office says.
        reason: String,
    },
    /// It goes on at the office on the normal track 退出加快.
    LaneLost {
        course: Course,
        lane: Lane,
        /// Why.
        reason: LaneLossReason,
        /// The day on which it lost it.
        on: NaiveDate,
        /// Who decided; `None`: the calendar, or the applicant's own act.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Id>,
        /// What is to be said of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// It ended before it was filed, by the applicant's act or omission 已撤回.
    Withdrawn {
        course: Course,
        /// The pass, where it had passed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pass: Option<Pass>,
        /// Why.
        reason: WithdrawalReason,
        /// When.
        at: Moment,
        /// What the applicant said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
}

impl CaseState {
    /// What led there.
    #[must_use]
    pub const fn course(&self) -> &Course {
        match self {
            Self::Draft { course }
            | Self::Submitted { course }
            | Self::Accepted { course }
            | Self::Returned { course, .. }
            | Self::OpinionIssued { course }
            | Self::Amended { course }
            | Self::PassProposed { course, .. }
            | Self::Passed { course, .. }
            | Self::Failed { course, .. }
            | Self::Filed { course, .. }
            | Self::FeesPaid { course, .. }
            | Self::Marked { course, .. }
            | Self::ActionOpen { course, .. }
            | Self::Granted { course, .. }
            | Self::Rejected { course, .. }
            | Self::LaneLost { course, .. }
            | Self::Withdrawn { course, .. } => course,
        }
    }

    /// What the case is about.
    #[must_use]
    pub const fn facts(&self) -> &CaseFacts {
        &self.course().facts
    }

    /// The case at the office, from filing on.
    #[must_use]
    pub const fn lane(&self) -> Option<&Lane> {
        match self {
            Self::Filed { lane, .. }
            | Self::FeesPaid { lane, .. }
            | Self::Marked { lane, .. }
            | Self::ActionOpen { lane, .. }
            | Self::Granted { lane, .. }
            | Self::Rejected { lane, .. }
            | Self::LaneLost { lane, .. } => Some(lane),
            Self::Draft { .. }
            | Self::Submitted { .. }
            | Self::Accepted { .. }
            | Self::Returned { .. }
            | Self::OpinionIssued { .. }
            | Self::Amended { .. }
            | Self::PassProposed { .. }
            | Self::Passed { .. }
            | Self::Failed { .. }
            | Self::Withdrawn { .. } => None,
        }
    }

    /// The pass, from the pass on.
    #[must_use]
    pub fn pass(&self) -> Option<&Pass> {
        if let Self::Passed { pass, .. } | Self::Withdrawn { pass: Some(pass), .. } = self {
            return Some(pass);
        }
        self.lane().map(|lane| &lane.pass)
    }

    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Draft { .. } => "draft",
            Self::Submitted { .. } => "submitted",
            Self::Accepted { .. } => "accepted",
            Self::Returned { .. } => "returned",
            Self::OpinionIssued { .. } => "opinion_issued",
            Self::Amended { .. } => "amended",
            Self::PassProposed { .. } => "pass_proposed",
            Self::Passed { .. } => "passed",
            Self::Failed { .. } => "failed",
            Self::Filed { .. } => "filed",
            Self::FeesPaid { .. } => "fees_paid",
            Self::Marked { .. } => "marked",
            Self::ActionOpen { .. } => "action_open",
            Self::Granted { .. } => "granted",
            Self::Rejected { .. } => "rejected",
            Self::LaneLost { .. } => "lane_lost",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }

    /// Whether it accepts nothing more, but for late acts that are kept.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        matches!(
            self,
            Self::Returned { .. }
                | Self::Failed { .. }
                | Self::Granted { .. }
                | Self::Rejected { .. }
                | Self::LaneLost { .. }
                | Self::Withdrawn { .. }
        )
    }
}
