//! The shapes of demands.

use domain::financing::demand::{DataPiece, DemandCheck, DemandCheckId, DemandFacts, DemandState, Profile};
use domain::financing::valuation::Fields;
use domain::hall::FieldRefusal;
use hall::act::uuid_of;
use hall::beside;
use hall::http::{AnswerWire, Day, Instant, Language, example_id};
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use super::profile::{FactKind, FactWire, facts_of, profile_of};
use super::right::{BundledRightView, RightKeyWire};
use super::words::{DataKindWire, PurposeWire};
use crate::cases::StoredDemand;

/// 融资需求。What a firm asks for.
#[derive(Debug, Object)]
#[oai(example, rename = "DemandRequest", skip_serializing_if_is_none)]
pub struct DemandRequest {
    /// 金额（元）。How much, in yuan.
    #[oai(validator(max_length = 40))]
    pub amount: String,
    /// 期限（月），1至360。For how many months.
    pub term_months: u16,
    /// 用途。What for.
    pub purpose: PurposeWire,
    /// 企业自己的编号。The firm's own reference.
    #[oai(validator(max_length = 200))]
    pub client_reference: Option<String>,
    /// 企业信息；未填写的视为未知，不满足相应条件。What is known of the firm; what is not told meets no condition that asks for it.
    #[oai(validator(max_items = 9))]
    pub profile: Option<Vec<FactWire>>,
}

impl Example for DemandRequest {
    fn example() -> Self {
        let as_of_on = Day(chrono::NaiveDate::from_ymd_opt(2025, 12, 31).unwrap_or_default());
        let fact = |fact, value: &str| FactWire { fact, value: value.into(), as_of_on, file_id: None };
        Self {
            amount: "3000000.00".into(),
            term_months: 12,
            purpose: PurposeWire::WorkingCapital,
            client_reference: None,
            profile: Some(vec![
                fact(FactKind::Region, "230100"),
                fact(FactKind::Industry, "C35"),
                fact(FactKind::Size, "small"),
            ]),
        }
    }
}

impl DemandRequest {
    /// What is asked for, and what is known of the firm.
    ///
    /// # Errors
    /// Each field that cannot be read.
    pub(crate) fn read(self) -> Result<(DemandFacts, Profile), Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let amount = fields.money("/amount", &self.amount).unwrap_or_default();
        let profile = profile_of(self.profile.unwrap_or_default(), &mut fields);
        fields.end()?;
        let facts = DemandFacts {
            amount,
            term_months: self.term_months,
            purpose: self.purpose.into(),
            client_reference: self.client_reference,
        };
        Ok((facts, profile))
    }
}

beside!(
    /// 需求核查项目。A check of a demand.
    DemandCheckIdWire = "DemandCheckId", DemandCheckId:
    /// 权利人为本企业。The firm owns the right.
    OwnerIsFirm,
    /// 权利有效。It is in force.
    InForce,
    /// 有效期覆盖融资期限。It outlives the term.
    OutlivesTerm,
    /// 未设立质权。It is under no pledge.
    NotPledged,
    /// 未被保全。No court preserves it.
    NotSeized,
    /// 无权属纠纷。Nobody disputes its ownership.
    NotInDispute,
    /// 共有人同意。Its co-owners agree.
    CoOwnersAgree,
    /// 申报权利已核验。A person found its certificate sound, where it is declared.
    DeclarationChecked,
    /// 信用状况无碍。Nothing in the credit record keeps the firm out.
    CreditClear
);

/// 需求核查结果。What a check of a demand says.
#[derive(Debug, Object)]
#[oai(rename = "DemandCheck", skip_serializing_if_is_none)]
pub struct DemandCheckView {
    /// 所查权利；不填即为对企业的核查。Of which right; of the firm when not said.
    pub right: Option<RightKeyWire>,
    /// 项目。The check.
    pub check: DemandCheckIdWire,
    /// 结论。What it says.
    pub answer: AnswerWire,
    /// 理由，按请求语言。Why, in the caller's language.
    pub reason: String,
    /// 依据。The rule that asks for it.
    pub basis: Option<String>,
}

impl DemandCheckView {
    /// The answer in one language.
    pub(crate) fn of(check: &DemandCheck, language: Language) -> Self {
        Self {
            right: check.right.as_ref().map(RightKeyWire::of),
            check: check.check.into(),
            answer: check.answer.into(),
            reason: match language {
                Language::Chinese => check.zh.clone(),
                Language::English => check.en.clone(),
            },
            basis: check.basis.clone(),
        }
    }
}

/// 需求状态。Where a demand stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "DemandState", rename_all = "snake_case")]
pub enum DemandStateWire {
    /// 草稿。The firm is at it.
    Draft,
    /// 已发布。Banks can take it on.
    Open,
    /// 已受理。A bank accepted it.
    Matched,
    /// 已完成。The money was paid.
    Closed,
    /// 已撤回。The firm gave it up.
    Withdrawn,
    /// 已过期。Its last day passed.
    Expired,
}

impl DemandStateWire {
    const fn of(state: &DemandState) -> Self {
        match state {
            DemandState::Draft { .. } => Self::Draft,
            DemandState::Open { .. } => Self::Open,
            DemandState::Matched { .. } => Self::Matched,
            DemandState::Closed { .. } => Self::Closed,
            DemandState::Withdrawn { .. } => Self::Withdrawn,
            DemandState::Expired { .. } => Self::Expired,
        }
    }
}

/// 企业资料。Data of the firm, as it was uploaded.
#[derive(Debug, Object)]
#[oai(rename = "FirmData")]
pub struct DataView {
    /// 种类。What it tells.
    pub kind: DataKindWire,
    /// 文件。The file.
    pub file_id: Uuid,
    /// SHA-256。The digest of its content.
    pub sha256: String,
    /// 来源：出具单位。Who issued it.
    pub issuer: String,
    /// 起始日。The first day of which it tells.
    pub from_on: Day,
    /// 截止日。The last one.
    pub to_on: Day,
}

impl DataView {
    /// The piece as it stands.
    pub(super) fn of(piece: &DataPiece) -> Self {
        Self {
            kind: piece.kind.into(),
            file_id: uuid_of(piece.file),
            sha256: piece.digest.clone(),
            issuer: piece.issuer.clone(),
            from_on: Day(piece.from_on),
            to_on: Day(piece.to_on),
        }
    }
}

/// 融资需求。A demand as it stands, for its firm and for who looks after demands.
#[derive(Debug, Object)]
#[oai(rename = "Demand", skip_serializing_if_is_none)]
pub struct DemandView {
    /// Its id.
    pub id: Uuid,
    /// Its version, as in the `ETag`.
    pub version: i32,
    /// 状态。Where it stands.
    pub state: DemandStateWire,
    /// 企业。The firm.
    pub firm_id: Uuid,
    /// 金额（元）。How much, in yuan.
    pub amount: String,
    /// 期限（月）。For how many months.
    pub term_months: u16,
    /// 用途。What for.
    pub purpose: PurposeWire,
    /// 企业自己的编号。The firm's own reference.
    pub client_reference: Option<String>,
    /// 企业信息。What is known of the firm.
    pub profile: Vec<FactWire>,
    /// 质押物。The rights, in the firm's order.
    pub rights: Vec<BundledRightView>,
    /// 企业资料。What the firm shows to banks that it consents to.
    pub data: Vec<DataView>,
    /// 截止日（含）。The last day on which it is open.
    pub until_on: Option<Day>,
    /// 自何时起。Since when it is open, or when it ended.
    pub at: Option<Instant>,
    /// 理由。Why it was given up.
    pub reason: Option<String>,
    /// 现在可以办理的事项。What is possible now.
    pub possible_acts: Vec<String>,
}

impl DemandView {
    /// The demand on a day.
    pub(crate) fn of(stored: &StoredDemand, today: chrono::NaiveDate) -> Self {
        let demand = stored.state.demand();
        let (until_on, at, reason) = match &stored.state {
            DemandState::Draft { .. } => (None, None, None),
            DemandState::Open { since, until_on, .. } | DemandState::Matched { since, until_on, .. } => {
                (Some(*until_on), Some(*since), None)
            }
            DemandState::Closed { at, .. } => (None, Some(*at), None),
            DemandState::Withdrawn { at, reason, .. } => (None, Some(*at), Some(reason.clone())),
            DemandState::Expired { until_on, at, .. } => (Some(*until_on), Some(*at), None),
        };
        Self {
            id: stored.id,
            version: stored.version,
            state: DemandStateWire::of(&stored.state),
            firm_id: uuid_of(demand.firm),
            amount: demand.facts.amount.to_string(),
            term_months: demand.facts.term_months,
            purpose: demand.facts.purpose.into(),
            client_reference: demand.facts.client_reference.clone(),
            profile: facts_of(&demand.profile),
            rights: demand.rights.iter().map(BundledRightView::of).collect(),
            data: demand.data.iter().map(DataView::of).collect(),
            until_on: until_on.map(Day),
            at: at.map(Instant),
            reason,
            possible_acts: domain::financing::demand::possible(&stored.state, today)
                .into_iter()
                .map(Into::into)
                .collect(),
        }
    }
}

/// 资料。Data that is attached.
#[derive(Debug, Object)]
#[oai(example, rename = "FirmDataRequest")]
pub struct DataRequest {
    /// 种类。What it tells.
    pub kind: DataKindWire,
    /// 已上传的文件。The uploaded file.
    pub file_id: Uuid,
    /// 来源：出具单位。Who issued it, such as the tax office.
    #[oai(validator(max_length = 200))]
    pub issuer: String,
    /// 起始日。The first day of which it tells.
    pub from_on: Day,
    /// 截止日。The last one.
    pub to_on: Day,
}

impl Example for DataRequest {
    fn example() -> Self {
        let day = |year, month, day| Day(chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default());
        Self {
            kind: DataKindWire::Tax,
            file_id: example_id(),
            issuer: "国家税务总局哈尔滨市税务局".into(),
            from_on: day(2025, 1, 1),
            to_on: day(2025, 12, 31),
        }
    }
}

/// 撤下资料。Data that is taken away.
#[derive(Debug, Object)]
#[oai(example, rename = "FirmDataRemoval")]
pub struct DataRemoval {
    /// 文件。The file.
    pub file_id: Uuid,
}

impl Example for DataRemoval {
    fn example() -> Self {
        Self { file_id: example_id() }
    }
}

/// 发布需求。Until when a demand is open to banks.
#[derive(Debug, Object)]
#[oai(example, rename = "DemandPublication")]
pub struct PublicationRequest {
    /// 截止日（含），至多12个月。The last day, within twelve months.
    pub until_on: Day,
}

impl Example for PublicationRequest {
    fn example() -> Self {
        Self { until_on: Day(chrono::NaiveDate::from_ymd_opt(2027, 2, 26).unwrap_or_default()) }
    }
}

/// 人工确认。A check that a person settles.
#[derive(Debug, Object)]
#[oai(example, rename = "DemandCheckSettlement")]
pub struct SettlementRequest {
    /// 权利。The right.
    pub right: RightKeyWire,
    /// 项目。The check.
    pub check: DemandCheckIdWire,
    /// 理由。What was looked at, and why it may pass.
    #[oai(validator(max_length = 1000))]
    pub reason: String,
}

impl Example for SettlementRequest {
    fn example() -> Self {
        Self {
            right: RightKeyWire::example(),
            check: DemandCheckIdWire::InForce,
            reason: "已核对登记簿副本，权利有效".into(),
        }
    }
}
