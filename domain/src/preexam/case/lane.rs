//! The case at the office: what passed, how it was filed, what was paid, asked and answered, and the ways out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::DocumentRole;
use super::identity::Identity;
use crate::calendar::Channel;
use crate::hall::{Id, Moment, coded};
use crate::identifier::PatentNumber;

/// That a case passed. What passed is never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    /// When.
    pub passed_at: Moment,
    /// The examiner.
    pub by: Id,
    /// The second one, where two are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<Id>,
    /// The digests of the application as it passed.
    pub texts: BTreeMap<DocumentRole, String>,
}

/// The case at the office: from filing on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// The pass that opened it.
    pub pass: Pass,
    /// The filing.
    pub filing: Filing,
    /// Whether the texts that passed were filed.
    pub identity: Identity,
    /// Who found that texts that differ are the same all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Confirmation>,
    /// The fees, once they are paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fees: Option<Fees>,
    /// When the centre marked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marked_at: Option<Moment>,
    /// What the office sent and the applicant answered, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answered: Vec<AnsweredAction>,
}

/// How it was filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// The number that the office gave, with its check character.
    pub application_number: PatentNumber,
    /// The filing day.
    pub filed_on: NaiveDate,
    /// When the applicant told the centre.
    pub told_at: Moment,
    /// What was filed.
    pub texts: BTreeMap<DocumentRole, FiledText>,
}

/// A document as it was filed at the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledText {
    /// The file.
    pub file: Id,
    /// The SHA-256 of its content: 64 hexadecimal digits, in lower case.
    pub digest: String,
}

/// That a person found texts to be the same although their digests differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Who.
    pub by: Id,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// That the fees are paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fees {
    /// The day of payment.
    pub paid_on: NaiveDate,
    /// The file of the receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Id>,
    /// When the applicant told the centre.
    pub told_at: Moment,
}

coded! {
    /// What the office sent.
    ActionKind {
        /// An examiner's opinion.
        Examination = "examination" / "审查意见通知书",
        /// A notice to make good defects.
        Amendment = "amendment" / "补正通知书",
        /// Anything else that must be answered; it counts for no limit of the lane.
        Other = "other" / "其他通知书",
    }
}

/// Something the office sent that must be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// 1 for the first of the case, and one more each time.
    pub number: u32,
    /// What it is.
    pub kind: ActionKind,
    /// The day on which it was served or, by post, sent.
    pub served_on: NaiveDate,
    /// How.
    #[serde(default)]
    pub channel: Channel,
    /// By post: the day of actual receipt, if proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_on: Option<NaiveDate>,
    /// What is to be said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Something the office sent, and the reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnsweredAction {
    /// What it sent.
    pub action: Action,
    /// The day of the reply.
    pub replied_on: NaiveDate,
    /// What is to be said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

coded! {
    /// Why a case lost the fast lane.
    LaneLossReason {
        /// The fees were not paid on the day.
        FeesLate = "fees_late" / "未在当日缴费",
        /// What was filed is not what passed.
        TextDiffers = "text_differs" / "提交文本与预审合格文本不一致",
        /// A reply came late or not at all.
        ReplyLate = "reply_late" / "逾期答复",
        /// The applicant amended of his own accord.
        VoluntaryAmendment = "voluntary_amendment" / "主动修改",
        /// Applicant, inventor or agent changed before the grant.
        BibliographicChange = "bibliographic_change" / "授权前著录项目变更",
        /// The applicant withdrew.
        Withdrawn = "withdrawn" / "撤回申请",
        /// It was found to be an abnormal filing.
        AbnormalFiling = "abnormal_filing" / "非正常申请",
        /// The office sent more than the lane allows.
        TooManyActions = "too_many_actions" / "审查意见次数超限",
        /// The applicant asked for more time.
        ExtensionRequested = "extension_requested" / "请求延长期限",
        /// Early publication was not asked for.
        NoEarlyPublication = "no_early_publication" / "未请求提前公布",
        /// The commitment was broken.
        CommitmentBroken = "commitment_broken" / "违反承诺",
        /// It turned out not to be eligible.
        NotEligible = "not_eligible" / "不符合预审条件",
    }
}

coded! {
    /// Why a case ended before it was filed.
    WithdrawalReason {
        /// The applicant wished so.
        ByApplicant = "by_applicant" / "申请人撤回",
        /// No amendment came in time, which counts as withdrawal.
        AmendmentLate = "amendment_late" / "逾期未补正视为撤回",
        /// It was not filed in time.
        FilingLate = "filing_late" / "逾期未正式提交",
    }
}
