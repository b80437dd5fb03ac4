//! The shapes of a bank's products.

use domain::financing::product::{AmountRange, LoanToValue, Offer, ProductState, RateRange, TermRange, Terms};
use domain::financing::valuation::Fields;
use domain::hall::FieldRefusal;
use hall::act::uuid_of;
use hall::http::{Instant, Language};
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use super::condition::{ConditionKind, ConditionView, ConditionWire};
use super::schedule::RepaymentWire;
use super::words::{FirmSizeWire, PledgedKindWire, ProductKindWire, SupportWire};
use crate::cases::StoredProduct;

/// 金额区间（元）。The smallest and the largest, in yuan.
#[derive(Debug, Object)]
#[oai(rename = "AmountRange")]
pub struct AmountRangeWire {
    /// 最低。The least.
    #[oai(validator(max_length = 40))]
    pub least: String,
    /// 最高。The most.
    #[oai(validator(max_length = 40))]
    pub most: String,
}

/// 期限区间（月）。The shortest and the longest, in months.
#[derive(Debug, Object)]
#[oai(rename = "TermRange")]
pub struct TermRangeWire {
    /// 最短。The least.
    pub least: u16,
    /// 最长。The most.
    pub most: u16,
}

/// 年利率区间（0至1）。The lowest and the highest interest of a year.
#[derive(Debug, Object)]
#[oai(rename = "RateRange")]
pub struct RateRangeWire {
    /// 最低。The least.
    #[oai(validator(max_length = 40))]
    pub least: String,
    /// 最高。The most.
    #[oai(validator(max_length = 40))]
    pub most: String,
}

/// 某种权利的质押率。How much is lent on a kind of right.
#[derive(Debug, Object)]
#[oai(rename = "LoanToValue")]
pub struct LoanToValueWire {
    /// 权利种类。On which kind.
    pub kind: PledgedKindWire,
    /// 质押率上限（0.01至1）。At most this part of its value.
    #[oai(validator(max_length = 40))]
    pub most: String,
}

/// 产品条款。The terms of a product.
#[derive(Debug, Object)]
#[oai(rename = "ProductTerms", skip_serializing_if_is_none)]
pub struct TermsWire {
    /// 名称。Its name.
    #[oai(validator(max_length = 200))]
    pub name: String,
    /// 类型。What it lends on.
    pub kind: ProductKindWire,
    /// 额度。How much.
    pub amount: AmountRangeWire,
    /// 期限。For how long.
    pub term_months: TermRangeWire,
    /// 年利率。At what price.
    pub annual_rate: RateRangeWire,
    /// 各种权利的质押率；未列出的种类不接受。On which kinds of right, and how much; on no other.
    #[oai(validator(max_items = 5))]
    pub loan_to_value: Vec<LoanToValueWire>,
    /// 还款方式。How it is paid back.
    #[oai(validator(max_items = 4))]
    pub repayments: Vec<RepaymentWire>,
    /// 增信方。Whom the bank wants besides the firm.
    #[oai(validator(max_items = 2))]
    pub wanted: Option<Vec<SupportWire>>,
    /// 决定所需工作日。Working days within which the bank decides.
    pub decision_working_days: u16,
    /// 所需材料。What has to be brought.
    #[oai(validator(max_items = 50))]
    pub papers: Option<Vec<String>>,
    /// 联系方式。Whom to ask.
    #[oai(validator(max_length = 400))]
    pub contact: String,
    /// 适用地区：行政区划代码开头；不填则不限。Where the firm must be, as beginnings of division codes; anywhere when not said.
    #[oai(validator(max_items = 100))]
    pub regions: Option<Vec<String>>,
}

/// 金融产品。A product: its terms and its conditions.
#[derive(Debug, Object)]
#[oai(example, rename = "ProductRequest", skip_serializing_if_is_none)]
pub struct ProductRequest {
    /// 条款。The terms.
    pub terms: TermsWire,
    /// 准入条件。The conditions, in the bank's order.
    #[oai(validator(max_items = 64))]
    pub conditions: Option<Vec<ConditionWire>>,
}

impl Example for ProductRequest {
    fn example() -> Self {
        let ratio = |kind, most: &str| LoanToValueWire { kind, most: most.into() };
        Self {
            terms: TermsWire {
                name: "知识产权质押贷".into(),
                kind: ProductKindWire::Pure,
                amount: AmountRangeWire { least: "100000.00".into(), most: "10000000.00".into() },
                term_months: TermRangeWire { least: 6, most: 36 },
                annual_rate: RateRangeWire { least: "0.0345".into(), most: "0.0480".into() },
                loan_to_value: vec![
                    ratio(PledgedKindWire::Invention, "0.40"),
                    ratio(PledgedKindWire::UtilityModel, "0.30"),
                    ratio(PledgedKindWire::Trademark, "0.30"),
                ],
                repayments: vec![RepaymentWire::EqualInstalments, RepaymentWire::InterestOnly],
                wanted: None,
                decision_working_days: 10,
                papers: Some(vec!["营业执照".into(), "最近一年财务报表".into()]),
                contact: "公司业务部 0451-0000000".into(),
                regions: Some(vec!["23".into()]),
            },
            conditions: Some(vec![
                ConditionWire {
                    kinds: Some(vec![PledgedKindWire::Invention, PledgedKindWire::UtilityModel]),
                    ..ConditionWire::only(ConditionKind::RightOfKind)
                },
                ConditionWire {
                    sizes: Some(vec![FirmSizeWire::Micro, FirmSizeWire::Small, FirmSizeWire::Medium]),
                    ..ConditionWire::only(ConditionKind::SizeIn)
                },
            ]),
        }
    }
}

impl ProductRequest {
    /// The offer.
    ///
    /// # Errors
    /// Each field that cannot be read.
    pub(crate) fn offer(self) -> Result<Offer, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let terms = self.terms.read(&mut fields);
        let conditions = self.conditions.unwrap_or_default().into_iter().enumerate();
        let conditions: Vec<_> = conditions
            .filter_map(|(place, condition)| condition.read(&mut fields, &format!("/conditions/{place}")))
            .collect();
        fields.end()?;
        // Without a refusal the terms were read.
        terms.map(|terms| Offer { terms, conditions }).ok_or_else(Vec::new)
    }
}

impl TermsWire {
    fn read(self, fields: &mut Fields) -> Option<Terms> {
        let mut money = |name: &str, text: &str| fields.money(format!("/terms/amount/{name}"), text);
        let (least, most) = (money("least", &self.amount.least), money("most", &self.amount.most));
        let mut rate = |pointer: String, text: &str| fields.rate(pointer, text);
        let lowest = rate("/terms/annual_rate/least".into(), &self.annual_rate.least);
        let highest = rate("/terms/annual_rate/most".into(), &self.annual_rate.most);
        let ratios: Vec<Option<LoanToValue>> = self
            .loan_to_value
            .iter()
            .enumerate()
            .map(|(place, ratio)| {
                let most = rate(format!("/terms/loan_to_value/{place}/most"), &ratio.most)?;
                Some(LoanToValue { kind: ratio.kind.into(), most })
            })
            .collect();
        Some(Terms {
            name: self.name,
            kind: self.kind.into(),
            amount: AmountRange { least: least?, most: most? },
            term_months: TermRange { least: self.term_months.least, most: self.term_months.most },
            annual_rate: RateRange { least: lowest?, most: highest? },
            loan_to_value: ratios.into_iter().collect::<Option<_>>()?,
            repayments: self.repayments.into_iter().map(Into::into).collect(),
            wanted: self.wanted.unwrap_or_default().into_iter().map(Into::into).collect(),
            decision_working_days: self.decision_working_days,
            papers: self.papers.unwrap_or_default(),
            contact: self.contact,
            regions: self.regions.unwrap_or_default().into_iter().collect(),
        })
    }

    fn of(terms: &Terms) -> Self {
        let ratio = |ratio: &LoanToValue| LoanToValueWire { kind: ratio.kind.into(), most: ratio.most.to_string() };
        Self {
            name: terms.name.clone(),
            kind: terms.kind.into(),
            amount: AmountRangeWire { least: terms.amount.least.to_string(), most: terms.amount.most.to_string() },
            term_months: TermRangeWire { least: terms.term_months.least, most: terms.term_months.most },
            annual_rate: RateRangeWire {
                least: terms.annual_rate.least.to_string(),
                most: terms.annual_rate.most.to_string(),
            },
            loan_to_value: terms.loan_to_value.iter().map(ratio).collect(),
            repayments: terms.repayments.iter().map(|kind| (*kind).into()).collect(),
            wanted: Some(terms.wanted.iter().map(|whom| (*whom).into()).collect()),
            decision_working_days: terms.decision_working_days,
            papers: Some(terms.papers.clone()),
            contact: terms.contact.clone(),
            regions: Some(terms.regions.iter().cloned().collect()),
        }
    }
}

/// 产品状态。Where a product stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "ProductState", rename_all = "snake_case")]
pub enum ProductStateWire {
    /// 草稿。The bank is at it.
    Draft,
    /// 已发布。Firms see it and may ask for it.
    Published,
    /// 已暂停。Firms may not ask for it for a time.
    Paused,
    /// 已下架。It is no more offered.
    Withdrawn,
}

impl ProductStateWire {
    const fn of(state: &ProductState) -> Self {
        match state {
            ProductState::Draft { .. } => Self::Draft,
            ProductState::Published { .. } => Self::Published,
            ProductState::Paused { .. } => Self::Paused,
            ProductState::Withdrawn { .. } => Self::Withdrawn,
        }
    }
}

/// 金融产品。A bank's product as it stands.
#[derive(Debug, Object)]
#[oai(rename = "Product", skip_serializing_if_is_none)]
pub struct ProductView {
    /// Its id.
    pub id: Uuid,
    /// Its version, as in the `ETag`.
    pub version: i32,
    /// 状态。Where it stands.
    pub state: ProductStateWire,
    /// 银行。The bank.
    pub bank_id: Uuid,
    /// 产品版本，自1起；匹配结果记载所用版本。Which version of the offer this is; a match names it.
    pub offer_version: u32,
    /// 条款。The terms.
    pub terms: TermsWire,
    /// 准入条件。The conditions, in the bank's order.
    pub conditions: Vec<ConditionView>,
    /// 自何时起。Since when it stands so.
    pub at: Option<Instant>,
    /// 理由。Why it is paused or withdrawn.
    pub reason: Option<String>,
    /// 现在可以办理的事项。What is possible now, for the bank.
    pub possible_acts: Vec<String>,
}

impl ProductView {
    /// The product in one language.
    pub(crate) fn of(stored: &StoredProduct, language: Language) -> Self {
        let product = stored.state.product();
        let (at, reason) = match &stored.state {
            ProductState::Draft { .. } => (None, None),
            ProductState::Published { since, .. } => (Some(*since), None),
            ProductState::Paused { since, reason, .. } => (Some(*since), Some(reason.clone())),
            ProductState::Withdrawn { at, reason, .. } => (Some(*at), Some(reason.clone())),
        };
        Self {
            id: stored.id,
            version: stored.version,
            state: ProductStateWire::of(&stored.state),
            bank_id: uuid_of(product.bank),
            offer_version: product.version,
            terms: TermsWire::of(&product.offer.terms),
            conditions: product
                .offer
                .conditions
                .iter()
                .map(|condition| ConditionView::of(condition, language))
                .collect(),
            at: at.map(Instant),
            reason,
            possible_acts: domain::financing::product::possible(&stored.state).into_iter().map(Into::into).collect(),
        }
    }
}
