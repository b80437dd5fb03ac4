//! The shapes of consents, and of what a bank sees by one.

use domain::financing::consent::{ConsentField, ConsentPurpose, ConsentState, Reading};
use hall::act::uuid_of;
use hall::beside;
use hall::http::{Day, Instant, Language, example_id};
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use super::demand::{DataView, DemandCheckView};
use super::profile::{FactWire, facts_of};
use super::right::{RightKeyWire, ValueView};
use super::words::PurposeWire;
use crate::cases::StoredConsent;
use crate::desk::{ConsentWish, Looked};

beside!(
    /// 授权内容。What of a firm and its demand a bank may see.
    ConsentFieldWire = "ConsentField", ConsentField:
    /// 企业名称与统一社会信用代码。Its name and unified social credit code.
    Identity,
    /// 质押物及核查结果。The rights by their numbers, and what the checks of each say.
    Rights,
    /// 评估值与评估报告。What the rights are worth, with the reports.
    Valuations,
    /// 企业信息。What is known of the firm.
    Profile,
    /// 纳税数据。Tax.
    Tax,
    /// 社保缴纳数据。Social insurance.
    SocialInsurance,
    /// 公积金缴存数据。The housing fund.
    HousingFund,
    /// 营业收入数据。Revenue.
    Revenue,
    /// 财务报表。Financial statements.
    FinancialStatement,
    /// 水电气数据。Utilities.
    Utilities
);

beside!(
    /// 授权用途。For what a bank may look.
    ConsentPurposeWire = "ConsentPurpose", ConsentPurpose:
    /// 贷前审查。Before it lends.
    BeforeLending,
    /// 贷后管理。While it watches the loan.
    WhileLent
);

/// 授权。What a firm lets a bank see of a demand.
#[derive(Debug, Object)]
#[oai(example, rename = "ConsentRequest")]
pub struct ConsentGiving {
    /// 银行。Which bank.
    pub bank_id: Uuid,
    /// 需求。Of which demand.
    pub demand_id: Uuid,
    /// 内容。What of it.
    #[oai(validator(min_items = 1, max_items = 10))]
    pub fields: Vec<ConsentFieldWire>,
    /// 用途。For what.
    pub purpose: ConsentPurposeWire,
    /// 有效期至（含）。The last day.
    pub until_on: Day,
}

impl Example for ConsentGiving {
    fn example() -> Self {
        Self {
            bank_id: example_id(),
            demand_id: example_id(),
            fields: vec![ConsentFieldWire::Identity, ConsentFieldWire::Rights, ConsentFieldWire::Tax],
            purpose: ConsentPurposeWire::BeforeLending,
            until_on: Day(chrono::NaiveDate::from_ymd_opt(2027, 2, 26).unwrap_or_default()),
        }
    }
}

impl From<ConsentGiving> for ConsentWish {
    fn from(giving: ConsentGiving) -> Self {
        Self {
            bank: giving.bank_id,
            demand: giving.demand_id,
            fields: giving.fields.into_iter().map(Into::into).collect(),
            purpose: giving.purpose.into(),
            until_on: giving.until_on.0,
        }
    }
}

/// 查阅。At what a bank looks.
#[derive(Debug, Object)]
#[oai(example, rename = "ConsentReadingRequest")]
pub struct LookRequest {
    /// 内容；须在授权范围内。At what; within what was given.
    #[oai(validator(min_items = 1, max_items = 10))]
    pub fields: Vec<ConsentFieldWire>,
}

impl Example for LookRequest {
    fn example() -> Self {
        Self { fields: vec![ConsentFieldWire::Identity] }
    }
}

/// 授权状态。Where a consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "ConsentState", rename_all = "snake_case")]
pub enum ConsentStateWire {
    /// 有效。It stands.
    Given,
    /// 已到期。Its last day passed.
    Expired,
    /// 已撤回。The firm took it back.
    Withdrawn,
}

/// 查阅记录。One look of the bank.
#[derive(Debug, Object)]
#[oai(rename = "ConsentReading")]
pub struct ReadingView {
    /// 时间。When.
    pub at: Instant,
    /// 查阅人：银行的人员或程序。Who: a person or program of the bank.
    pub by_id: Uuid,
    /// 内容。At what.
    pub fields: Vec<ConsentFieldWire>,
}

impl ReadingView {
    fn of(reading: &Reading) -> Self {
        Self {
            at: Instant(reading.at),
            by_id: uuid_of(reading.by),
            fields: reading.fields.iter().map(|field| (*field).into()).collect(),
        }
    }
}

/// 授权。A consent as it stands, with every look of the bank.
#[derive(Debug, Object)]
#[oai(rename = "Consent", skip_serializing_if_is_none)]
pub struct ConsentView {
    /// Its id.
    pub id: Uuid,
    /// Its version, as in the `ETag`.
    pub version: i32,
    /// 状态。Where it stands.
    pub state: ConsentStateWire,
    /// 企业。The firm.
    pub firm_id: Uuid,
    /// 银行。The bank.
    pub bank_id: Uuid,
    /// 需求。The demand.
    pub demand_id: Uuid,
    /// 内容。What may be seen.
    pub fields: Vec<ConsentFieldWire>,
    /// 用途。For what.
    pub purpose: ConsentPurposeWire,
    /// 有效期至（含）。The last day.
    pub until_on: Day,
    /// 授权时间。When it was given.
    pub given_at: Instant,
    /// 撤回时间。When it was taken back.
    pub withdrawn_at: Option<Instant>,
    /// 查阅记录。What the bank has looked at, oldest first.
    pub readings: Vec<ReadingView>,
}

impl ConsentView {
    /// The consent on a day.
    pub(crate) fn of(stored: &StoredConsent, today: chrono::NaiveDate) -> Self {
        let consent = stored.state.consent();
        let withdrawn_at = if let ConsentState::Withdrawn { at, .. } = &stored.state { Some(*at) } else { None };
        let state = match withdrawn_at {
            Some(_) => ConsentStateWire::Withdrawn,
            None if stored.state.stands_on(today) => ConsentStateWire::Given,
            None => ConsentStateWire::Expired,
        };
        Self {
            id: stored.id,
            version: stored.version,
            state,
            firm_id: uuid_of(consent.firm),
            bank_id: uuid_of(consent.bank),
            demand_id: uuid_of(consent.demand),
            fields: consent.fields.iter().map(|field| (*field).into()).collect(),
            purpose: consent.purpose.into(),
            until_on: Day(consent.until_on),
            given_at: Instant(consent.given_at),
            withdrawn_at: withdrawn_at.map(Instant),
            readings: consent.readings.iter().map(ReadingView::of).collect(),
        }
    }
}

/// 企业身份。Who asks.
#[derive(Debug, Object)]
#[oai(rename = "FirmIdentity", skip_serializing_if_is_none)]
pub struct IdentityView {
    /// 名称。The name.
    pub name: String,
    /// 统一社会信用代码。The unified social credit code.
    pub uscc: Option<String>,
}

/// 一件权利的评估值。What one right is worth.
#[derive(Debug, Object)]
#[oai(rename = "RightWithValue", skip_serializing_if_is_none)]
pub struct RightValueView {
    /// 权利；未授权查看质押物时不显示号码。The right; without its number where the rights were not looked at.
    pub right: Option<RightKeyWire>,
    /// 评估值。What it is worth.
    pub value: ValueView,
}

/// 查阅结果：只含所查内容。What a bank sees: the demand, and of the firm what it looked at and nothing else.
#[derive(Debug, Object)]
#[oai(rename = "ConsentedData", skip_serializing_if_is_none)]
pub struct LookedView {
    /// 需求。The demand.
    pub demand_id: Uuid,
    /// 金额（元）。How much, in yuan.
    pub amount: String,
    /// 期限（月）。For how many months.
    pub term_months: u16,
    /// 用途。What for.
    pub purpose: PurposeWire,
    /// 企业身份。Who asks.
    pub identity: Option<IdentityView>,
    /// 质押物的核查结果。What the checks of the rights say today.
    pub checks: Option<Vec<DemandCheckView>>,
    /// 评估值。What the rights are worth.
    pub valuations: Option<Vec<RightValueView>>,
    /// 企业信息。What is known of the firm.
    pub profile: Option<Vec<FactWire>>,
    /// 企业资料：所查种类。Data of the kinds that were looked at.
    pub data: Vec<DataView>,
}

impl LookedView {
    /// What was looked at, in one language.
    pub(crate) fn of(looked: &Looked, language: Language) -> Self {
        let demand = looked.demand.state.demand();
        let at = |field: ConsentField| looked.fields.contains(&field);
        let (name, uscc) = &looked.firm;
        let rights = at(ConsentField::Rights);
        let valued = demand.rights.iter().filter_map(|right| {
            let value = ValueView::of(right.value.as_ref()?);
            Some(RightValueView { right: rights.then(|| RightKeyWire::of(&right.key)), value })
        });
        let data = demand.data.iter().filter(|piece| at(ConsentField::of_data(piece.kind)));
        Self {
            demand_id: looked.demand.id,
            amount: demand.facts.amount.to_string(),
            term_months: demand.facts.term_months,
            purpose: demand.facts.purpose.into(),
            identity: at(ConsentField::Identity).then(|| IdentityView { name: name.clone(), uscc: uscc.clone() }),
            checks: rights.then(|| {
                let of_rights = looked.checks.iter().filter(|check| check.right.is_some());
                of_rights.map(|check| DemandCheckView::of(check, language)).collect()
            }),
            valuations: at(ConsentField::Valuations).then(|| valued.collect()),
            profile: at(ConsentField::Profile).then(|| facts_of(&demand.profile)),
            data: data.map(DataView::of).collect(),
        }
    }
}
