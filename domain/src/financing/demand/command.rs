//! What can be asked of a demand.

use chrono::NaiveDate;

use super::{
    BundledRight, CoOwnerConsent, DataPiece, DemandCheckId, DemandFacts, DemandGate, Profile, RightKey, StatedValue,
};
use crate::hall::{Id, coded};

/// What can be asked of a demand. `by` is a person of the firm, unless something else is said.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the event that follows")]
pub enum DemandCommand {
    /// Begin it.
    Draft { by: Id, firm: Id, facts: DemandFacts, profile: Box<Profile> },
    /// Ask for something else, or tell something else of the firm.
    Revise { by: Id, facts: DemandFacts, profile: Box<Profile> },
    /// Add a right to the bundle.
    AddRight { by: Id, right: Box<BundledRight> },
    /// Leave a right out.
    RemoveRight { by: Id, right: RightKey },
    /// Say what a right is worth.
    ValueRight { by: Id, right: RightKey, value: StatedValue },
    /// Record a paper of a co-owner.
    RecordConsent { right: RightKey, consent: CoOwnerConsent },
    /// Find a certificate sound. `by` is a person of the platform.
    AcceptDeclaration { by: Id, right: RightKey, protected_until_on: NaiveDate },
    /// Find it not sound. `by` is a person of the platform.
    RefuseDeclaration { by: Id, right: RightKey, reason: String },
    /// Settle a check that needs a person. `by` is a person of the platform.
    SettleCheck { by: Id, right: RightKey, check: DemandCheckId, reason: String, gate: Box<DemandGate> },
    /// Attach data.
    AttachData { by: Id, data: DataPiece },
    /// Take data away.
    DetachData { by: Id, file: Id },
    /// Let banks take it on, up to a day.
    Publish { by: Id, until_on: NaiveDate, gate: Box<DemandGate> },
    /// Make it a draft again.
    TakeBack { by: Id },
    /// A bank accepts it: from the deal.
    Match { deal: Id, bank: Id },
    /// The deal came to nothing: from the deal.
    Release { deal: Id },
    /// The money was paid: from the deal.
    Close { deal: Id },
    /// Give it up.
    Withdraw { by: Id, reason: String },
    /// See that its last day passed: from the sweep.
    Expire,
}

coded! {
    /// The commands by name, as the answer to "what is possible now?" has them.
    DemandCommandKind {
        /// Begin it.
        Draft = "draft" / "建立",
        /// Ask for something else, or tell something else of the firm.
        Revise = "revise" / "修订",
        /// Add a right to the bundle.
        AddRight = "add_right" / "增加权利",
        /// Leave a right out.
        RemoveRight = "remove_right" / "移出权利",
        /// Say what a right is worth.
        ValueRight = "value_right" / "登记评估值",
        /// Record a paper of a co-owner.
        RecordConsent = "record_consent" / "登记共有人同意",
        /// Find a certificate sound.
        AcceptDeclaration = "accept_declaration" / "核验通过",
        /// Find it not sound.
        RefuseDeclaration = "refuse_declaration" / "核验不通过",
        /// Settle a check that needs a person.
        SettleCheck = "settle_check" / "人工确认",
        /// Attach data.
        AttachData = "attach_data" / "提供资料",
        /// Take data away.
        DetachData = "detach_data" / "撤下资料",
        /// Let banks take it on.
        Publish = "publish" / "发布",
        /// Make it a draft again.
        TakeBack = "take_back" / "撤回修改",
        /// A bank accepts it.
        Match = "match" / "受理",
        /// The deal came to nothing.
        Release = "release" / "解除占用",
        /// The money was paid.
        Close = "close" / "完成",
        /// Give it up.
        Withdraw = "withdraw" / "撤回",
        /// See that its last day passed.
        Expire = "expire" / "到期",
    }
}

impl DemandCommand {
    /// Which command it is.
    #[must_use]
    pub const fn kind(&self) -> DemandCommandKind {
        match self {
            Self::Draft { .. } => DemandCommandKind::Draft,
            Self::Revise { .. } => DemandCommandKind::Revise,
            Self::AddRight { .. } => DemandCommandKind::AddRight,
            Self::RemoveRight { .. } => DemandCommandKind::RemoveRight,
            Self::ValueRight { .. } => DemandCommandKind::ValueRight,
            Self::RecordConsent { .. } => DemandCommandKind::RecordConsent,
            Self::AcceptDeclaration { .. } => DemandCommandKind::AcceptDeclaration,
            Self::RefuseDeclaration { .. } => DemandCommandKind::RefuseDeclaration,
            Self::SettleCheck { .. } => DemandCommandKind::SettleCheck,
            Self::AttachData { .. } => DemandCommandKind::AttachData,
            Self::DetachData { .. } => DemandCommandKind::DetachData,
            Self::Publish { .. } => DemandCommandKind::Publish,
            Self::TakeBack { .. } => DemandCommandKind::TakeBack,
            Self::Match { .. } => DemandCommandKind::Match,
            Self::Release { .. } => DemandCommandKind::Release,
            Self::Close { .. } => DemandCommandKind::Close,
            Self::Withdraw { .. } => DemandCommandKind::Withdraw,
            Self::Expire => DemandCommandKind::Expire,
        }
    }
}
