//! What can be asked of a deal. `by` is the person who acts; whose person it is, the desk has seen.

use chrono::NaiveDate;

use super::{
    Claims, Compensated, DealFacts, DisposalMethod, LoanClass, LossShare, NewPledge, OfferTerms, Party, RefusalReason,
    Side, Valuation, WithdrawalReason,
};
use crate::financing::money::Money;
use crate::hall::{Id, coded};

/// What can be asked of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the event that follows")]
pub enum DealCommand {
    /// Put a demand before a bank.
    Publish(DealFacts),
    /// The demand meets the product: the bank is asked to answer.
    Match,
    /// The bank takes it on.
    Accept { by: Id },
    /// The bank does not.
    Refuse { by: Id, reason: RefusalReason, note: Option<String> },
    /// The bank begins to look at firm and rights.
    BeginDueDiligence { by: Id },
    /// Tell what the rights are worth.
    RecordValuation { valuation: Valuation },
    /// Somebody stands beside bank and firm.
    Join { party: Party },
    /// A party leaves.
    Leave { party: Id },
    /// Tell the number of an insurer's policy.
    RecordPolicy { insurer: Id, number: String },
    /// Agree who bears which part of a loss.
    ShareLosses { shares: Vec<LossShare> },
    /// Make an offer, or another one while the offers are sealed.
    MakeOffer { by: Id, terms: OfferTerms },
    /// Accept it.
    AcceptOffer { by: Id },
    /// Approve it as a second person of the bank.
    Approve { by: Id },
    /// Draw up the contract, over the pledges whose papers are ready.
    DrawUp { by: Id, file: Id, digest: String, amount: Money, pledges: Vec<NewPledge> },
    /// Sign it.
    Sign { side: Side, by: Id, digest: String, on: NaiveDate },
    /// A further right is pledged.
    AddPledge { pledge: NewPledge },
    /// A right is not pledged after all.
    DropPledge { pledge: Id, reason: String },
    /// The office registered a pledge.
    NoteRegistered { pledge: Id, on: NaiveDate },
    /// A pledge no longer stands in the register.
    NoteReleased { pledge: Id, on: NaiveDate },
    /// Pay before every pledge is registered.
    Waive { by: Id, reason: String },
    /// Tell that the money is paid out.
    Disburse { by: Id, amount: Money, on: NaiveDate, reference: String },
    /// Look at the firm after the loan.
    Review { by: Id, note: String },
    /// The firm did not pay in time.
    FallOverdue { by: Id, since_on: NaiveDate, amount: Money },
    /// It paid what was overdue.
    Cure { by: Id, note: String },
    /// The loan is bad.
    DeclareDefault { by: Id, on: NaiveDate, class: LoanClass, outstanding: Money },
    /// Others paid their parts of the loss.
    Compensate { by: Id, claimed_on: NaiveDate, loss: Money, paid: Vec<Compensated> },
    /// The rights were turned into money.
    Dispose { by: Id, on: NaiveDate, method: DisposalMethod, proceeds: Money, claims: Claims, file: Id },
    /// The debt is paid.
    Settle { by: Id, on: NaiveDate },
    /// Everything is done.
    Close { by: Id },
    /// The bank does not lend after all.
    Reject { by: Id, reason: RefusalReason, note: Option<String> },
    /// Give it up.
    Withdraw { by: Id, reason: WithdrawalReason, note: Option<String> },
    /// Show that a clock ended it.
    Lapse,
}

coded! {
    /// The commands by name, as the answer to "what is possible now?" has them.
    DealCommandKind {
        /// Put a demand before a bank.
        Publish = "publish" / "发布需求",
        /// Ask the bank to answer.
        Match = "match" / "匹配",
        /// Take it on.
        Accept = "accept" / "受理",
        /// Do not take it on.
        Refuse = "refuse" / "拒绝",
        /// Look at firm and rights.
        BeginDueDiligence = "begin_due_diligence" / "开始尽职调查",
        /// Tell what the rights are worth.
        RecordValuation = "record_valuation" / "登记评估",
        /// Stand beside.
        Join = "join" / "加入参与方",
        /// Leave.
        Leave = "leave" / "移除参与方",
        /// Tell the number of a policy.
        RecordPolicy = "record_policy" / "登记保单",
        /// Agree who bears a loss.
        ShareLosses = "share_losses" / "约定风险分担",
        /// Make an offer.
        MakeOffer = "make_offer" / "报价",
        /// Accept it.
        AcceptOffer = "accept_offer" / "接受报价",
        /// Approve it.
        Approve = "approve" / "审批",
        /// Draw up the contract.
        DrawUp = "draw_up" / "拟定合同",
        /// Sign it.
        Sign = "sign" / "签署合同",
        /// Pledge a further right.
        AddPledge = "add_pledge" / "增加质物",
        /// Do not pledge a right.
        DropPledge = "drop_pledge" / "减少质物",
        /// Tell of a registration.
        NoteRegistered = "note_registered" / "质押已登记",
        /// Tell of a release.
        NoteReleased = "note_released" / "质押已解除",
        /// Pay before the registration.
        Waive = "waive" / "豁免登记",
        /// Pay out.
        Disburse = "disburse" / "放款",
        /// Look at the firm.
        Review = "review" / "贷后检查",
        /// Tell of arrears.
        FallOverdue = "fall_overdue" / "登记逾期",
        /// Tell that they are paid.
        Cure = "cure" / "逾期已还",
        /// Recognise a bad loan.
        DeclareDefault = "declare_default" / "认定不良",
        /// Tell who paid of the loss.
        Compensate = "compensate" / "登记代偿",
        /// Tell of the disposal.
        Dispose = "dispose" / "登记处置",
        /// Tell that the debt is paid.
        Settle = "settle" / "结清",
        /// Close it.
        Close = "close" / "办结",
        /// Do not lend.
        Reject = "reject" / "否决",
        /// Give it up.
        Withdraw = "withdraw" / "撤回",
        /// Show that a clock ended it.
        Lapse = "lapse" / "期限届满",
    }
}

impl DealCommand {
    /// Which command it is.
    #[must_use]
    pub const fn kind(&self) -> DealCommandKind {
        use DealCommandKind as K;
        match self {
            Self::Publish(_) => K::Publish,
            Self::Match => K::Match,
            Self::Accept { .. } => K::Accept,
            Self::Refuse { .. } => K::Refuse,
            Self::BeginDueDiligence { .. } => K::BeginDueDiligence,
            Self::RecordValuation { .. } => K::RecordValuation,
            Self::Join { .. } => K::Join,
            Self::Leave { .. } => K::Leave,
            Self::RecordPolicy { .. } => K::RecordPolicy,
            Self::ShareLosses { .. } => K::ShareLosses,
            Self::MakeOffer { .. } => K::MakeOffer,
            Self::AcceptOffer { .. } => K::AcceptOffer,
            Self::Approve { .. } => K::Approve,
            Self::DrawUp { .. } => K::DrawUp,
            Self::Sign { .. } => K::Sign,
            Self::AddPledge { .. } => K::AddPledge,
            Self::DropPledge { .. } => K::DropPledge,
            Self::NoteRegistered { .. } => K::NoteRegistered,
            Self::NoteReleased { .. } => K::NoteReleased,
            Self::Waive { .. } => K::Waive,
            Self::Disburse { .. } => K::Disburse,
            Self::Review { .. } => K::Review,
            Self::FallOverdue { .. } => K::FallOverdue,
            Self::Cure { .. } => K::Cure,
            Self::DeclareDefault { .. } => K::DeclareDefault,
            Self::Compensate { .. } => K::Compensate,
            Self::Dispose { .. } => K::Dispose,
            Self::Settle { .. } => K::Settle,
            Self::Close { .. } => K::Close,
            Self::Reject { .. } => K::Reject,
            Self::Withdraw { .. } => K::Withdraw,
            Self::Lapse => K::Lapse,
        }
    }
}
