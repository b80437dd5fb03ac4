//! A change that would make a condition met, with its sentence.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::financing::demand::RightKey;
use crate::financing::money::Money;
use crate::financing::product::{CreditGrade, DataKind, FirmSize, PledgedKind, Purpose};
use crate::hall::coded;

coded! {
    /// In whose hand a change lies.
    Reach {
        /// The firm changes its demand.
        Demand = "demand" / "调整需求",
        /// The firm brings other rights.
        Rights = "rights" / "调整质押物",
        /// The firm tells more of itself.
        Data = "data" / "补充资料",
        /// What the firm is: time or business changes it.
        Firm = "firm" / "企业条件",
        /// The bank.
        Bank = "bank" / "银行",
    }
}

/// A change that would make a condition met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are what the change's sentence names")]
pub enum Change {
    /// Wait until the bank takes demands again.
    AwaitProduct,
    /// Ask for another amount.
    Amount { to: Money },
    /// Ask for another term.
    Term { to_months: u16 },
    /// Use it for something else.
    Purpose { to: Purpose },
    /// Leave out a right.
    RemoveRight { key: RightKey },
    /// Add a right, or have as much more value shown of those of this kind that are there.
    AddRight { kind: PledgedKind, worth: Money, months: u16 },
    /// Be elsewhere.
    Region { to: String },
    /// Be of another industry.
    Industry { to: String },
    /// Be of another size.
    Size { to: FirmSize },
    /// Have been founded by a day.
    FoundedBy { on: NaiveDate },
    /// Have another revenue.
    Revenue { to: Money },
    /// Have so many people.
    Employees { to: u32 },
    /// Hold so many granted rights.
    GrantedRights { to: u32 },
    /// Have the certificate.
    HighTechCertificate,
    /// Have this grade of credit.
    Credit { to: CreditGrade },
    /// Attach such data.
    AttachData { data: DataKind },
}

impl Change {
    /// In whose hand it lies.
    #[must_use]
    pub const fn reach(&self) -> Reach {
        match self {
            Self::AwaitProduct => Reach::Bank,
            Self::Amount { .. } | Self::Term { .. } | Self::Purpose { .. } => Reach::Demand,
            Self::RemoveRight { .. } | Self::AddRight { .. } => Reach::Rights,
            Self::AttachData { .. } => Reach::Data,
            Self::Region { .. }
            | Self::Industry { .. }
            | Self::Size { .. }
            | Self::FoundedBy { .. }
            | Self::Revenue { .. }
            | Self::Employees { .. }
            | Self::GrantedRights { .. }
            | Self::HighTechCertificate
            | Self::Credit { .. } => Reach::Firm,
        }
    }

    /// The change in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::AwaitProduct => "等待银行恢复受理".into(),
            Self::Amount { to } => format!("金额调整为{to}元"),
            Self::Term { to_months } => format!("期限调整为{to_months}个月"),
            Self::Purpose { to } => format!("用途改为{}", to.zh()),
            Self::RemoveRight { key } => format!("移出{}{}", key.kind.zh(), key.number),
            Self::AddRight { kind, worth, months } if *worth == Money::ZERO => {
                format!("增加一件剩余期限不少于{months}个月的{}", kind.zh())
            }
            Self::AddRight { kind, worth, months } => {
                format!("增加评估值不低于{worth}元、剩余期限不少于{months}个月的{}", kind.zh())
            }
            Self::Region { to } => format!("企业所在地区为{to}"),
            Self::Industry { to } => format!("企业行业属于可受理的行业，例如{to}"),
            Self::Size { to } => format!("企业规模为{}", to.zh()),
            Self::FoundedBy { on } => format!("企业成立日不晚于{on}"),
            Self::Revenue { to } => format!("上年营业收入为{to}元"),
            Self::Employees { to } => format!("职工达到{to}人"),
            Self::GrantedRights { to } => format!("已授权或注册的知识产权达到{to}件"),
            Self::HighTechCertificate => "取得高新技术企业证书".into(),
            Self::Credit { to } => format!("信用等级达到{}", to.zh()),
            Self::AttachData { data } => format!("补充{}", data.zh()),
        }
    }

    /// The change in English.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            Self::AwaitProduct => "Wait until the bank takes demands again".into(),
            Self::Amount { to } => format!("Ask for {to} yuan"),
            Self::Term { to_months } => format!("Ask for a term of {to_months} months"),
            Self::Purpose { to } => format!("Use it for another purpose: {to}"),
            Self::RemoveRight { key } => format!("Leave out the {} {}", key.kind.en(), key.number),
            Self::AddRight { kind, worth, months } if *worth == Money::ZERO => {
                format!("Add one right: {}, with {months} months left at least", kind.en())
            }
            Self::AddRight { kind, worth, months } => {
                format!("Add value of {worth} yuan: {}, with {months} months left at least", kind.en())
            }
            Self::Region { to } => format!("Be in the region {to}"),
            Self::Industry { to } => format!("Be of an industry that is taken, such as {to}"),
            Self::Size { to } => format!("Be of another size: {to}"),
            Self::FoundedBy { on } => format!("Have been founded by {on}"),
            Self::Revenue { to } => format!("Have had a revenue of {to} yuan last year"),
            Self::Employees { to } => format!("Have {to} people"),
            Self::GrantedRights { to } => format!("Hold {to} granted rights"),
            Self::HighTechCertificate => "Obtain the certificate as a high-tech enterprise".into(),
            Self::Credit { to } => format!("Reach grade {to} of credit"),
            Self::AttachData { data } => format!("Attach the data: {data}"),
        }
    }
}
