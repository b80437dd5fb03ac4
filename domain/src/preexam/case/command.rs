//! What can be asked of a case.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::CheckAnswer;
use super::{ActionKind, CaseFacts, CheckId, DocumentRole, LaneLossReason, OpinionItem};
use crate::calendar::Channel;
use crate::hall::{Id, coded};
use crate::identifier::PatentNumber;

/// What can be asked of a case. `by` is the person of the centre who decides.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the event that follows")]
pub enum CaseCommand {
    /// Begin it.
    Open(CaseFacts),
    /// Change what it is about.
    Revise(CaseFacts),
    /// Bring a document.
    Attach { role: DocumentRole, file: Id, digest: String },
    /// Present a document no longer.
    Detach { role: DocumentRole },
    /// Sign the commitment.
    SignCommitment { by: Id, text_version: String },
    /// Hand it in, with what [`examine`](super::gate::examine) says today.
    Submit { gate: Vec<CheckAnswer> },
    /// Answer an opinion.
    Amend { note: Option<String> },
    /// Give it up; once it is filed, give up the fast lane.
    Withdraw { reason: Option<String> },
    /// Tell the number that the office gave, and what was filed.
    File { application_number: PatentNumber, filed_on: NaiveDate, texts: Vec<(DocumentRole, Id, String)> },
    /// Tell that the fees are paid.
    PayFees { paid_on: NaiveDate, receipt: Option<Id> },
    /// Tell that the office sent something that must be answered.
    ReceiveAction {
        kind: ActionKind,
        served_on: NaiveDate,
        channel: Channel,
        received_on: Option<NaiveDate>,
        note: Option<String>,
    },
    /// Tell that it is answered.
    Reply { replied_on: NaiveDate, note: Option<String> },
    /// Give it to an examiner.
    Assign { examiner: Id },
    /// Take it from him.
    Release,
    /// Say that the centre cannot decide.
    Block { reason: String },
    /// Say that it can again.
    Unblock,
    /// Accept it; every check that needs a person is settled with a reason.
    Accept { by: Id, settled: BTreeMap<CheckId, String> },
    /// Do not accept it.
    Return { by: Id, reasons: Vec<String> },
    /// Say what is to be amended.
    IssueOpinion { by: Id, items: Vec<OpinionItem> },
    /// Let it pass, or agree that it does.
    Pass { by: Id },
    /// Let it fail.
    Fail { by: Id, reasons: Vec<String> },
    /// Find that texts that differ are the same all the same.
    ConfirmIdentity { by: Id, reason: String },
    /// Mark it for the fast lane.
    Mark { by: Id },
    /// Put it on the normal track.
    LoseLane { by: Id, reason: LaneLossReason, note: Option<String> },
    /// Tell that the office announced the grant.
    Grant { announced_on: NaiveDate, patent_number: PatentNumber },
    /// Tell that the office rejected it.
    Reject { on: NaiveDate, reason: String },
    /// Show what the calendar decided already.
    Lapse,
}

coded! {
    /// The commands by name, as the answer to "what is possible now?" has them.
    CommandKind {
        /// Begin it.
        Open = "open" / "建立案件",
        /// Change what it is about.
        Revise = "revise" / "修改案件信息",
        /// Bring a document.
        Attach = "attach" / "上传文件",
        /// Present a document no longer.
        Detach = "detach" / "移除文件",
        /// Sign the commitment.
        SignCommitment = "sign_commitment" / "签署承诺书",
        /// Hand it in.
        Submit = "submit" / "提交",
        /// Answer an opinion.
        Amend = "amend" / "补正",
        /// Give it up.
        Withdraw = "withdraw" / "撤回",
        /// Tell the filing.
        File = "file" / "报送申请号",
        /// Tell the payment.
        PayFees = "pay_fees" / "报送缴费",
        /// Tell what the office sent.
        ReceiveAction = "receive_action" / "登记官方通知",
        /// Tell the reply.
        Reply = "reply" / "报送答复",
        /// Give it to an examiner.
        Assign = "assign" / "分配",
        /// Take it from him.
        Release = "release" / "收回",
        /// Say that the centre cannot decide.
        Block = "block" / "挂起",
        /// Say that it can again.
        Unblock = "unblock" / "解除挂起",
        /// Accept it.
        Accept = "accept" / "受理",
        /// Do not accept it.
        Return = "return" / "退回",
        /// Say what is to be amended.
        IssueOpinion = "issue_opinion" / "发出预审意见",
        /// Let it pass.
        Pass = "pass" / "预审合格",
        /// Let it fail.
        Fail = "fail" / "预审不合格",
        /// Find that texts are the same.
        ConfirmIdentity = "confirm_identity" / "确认文本一致",
        /// Mark it for the fast lane.
        Mark = "mark" / "加快标注",
        /// Put it on the normal track.
        LoseLane = "lose_lane" / "退出加快",
        /// Tell the grant.
        Grant = "grant" / "登记授权",
        /// Tell the rejection.
        Reject = "reject" / "登记驳回",
        /// Show what the calendar decided.
        Lapse = "lapse" / "到期处理",
    }
}

impl CaseCommand {
    /// Which command it is.
    #[must_use]
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Open(_) => CommandKind::Open,
            Self::Revise(_) => CommandKind::Revise,
            Self::Attach { .. } => CommandKind::Attach,
            Self::Detach { .. } => CommandKind::Detach,
            Self::SignCommitment { .. } => CommandKind::SignCommitment,
            Self::Submit { .. } => CommandKind::Submit,
            Self::Amend { .. } => CommandKind::Amend,
            Self::Withdraw { .. } => CommandKind::Withdraw,
            Self::File { .. } => CommandKind::File,
            Self::PayFees { .. } => CommandKind::PayFees,
            Self::ReceiveAction { .. } => CommandKind::ReceiveAction,
            Self::Reply { .. } => CommandKind::Reply,
            Self::Assign { .. } => CommandKind::Assign,
            Self::Release => CommandKind::Release,
            Self::Block { .. } => CommandKind::Block,
            Self::Unblock => CommandKind::Unblock,
            Self::Accept { .. } => CommandKind::Accept,
            Self::Return { .. } => CommandKind::Return,
            Self::IssueOpinion { .. } => CommandKind::IssueOpinion,
            Self::Pass { .. } => CommandKind::Pass,
            Self::Fail { .. } => CommandKind::Fail,
            Self::ConfirmIdentity { .. } => CommandKind::ConfirmIdentity,
            Self::Mark { .. } => CommandKind::Mark,
            Self::LoseLane { .. } => CommandKind::LoseLane,
            Self::Grant { .. } => CommandKind::Grant,
            Self::Reject { .. } => CommandKind::Reject,
            Self::Lapse => CommandKind::Lapse,
        }
    }
}

impl CommandKind {
    /// Whether the centre decides by it: what a block keeps it from.
    #[must_use]
    pub const fn decides(self) -> bool {
        matches!(
            self,
            Self::Accept
                | Self::Return
                | Self::IssueOpinion
                | Self::Pass
                | Self::Fail
                | Self::ConfirmIdentity
                | Self::Mark
                | Self::LoseLane
        )
    }
}
