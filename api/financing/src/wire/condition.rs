//! The shape of a condition: one flat object, of which each condition takes the fields that it names.

use std::collections::BTreeSet;

use domain::financing::money::Money;
use domain::financing::product::{Condition, PledgedKind};
use domain::financing::valuation::{Fields, refusals};
use hall::http::Language;
use poem_openapi::{Enum, Object};

use super::words::{CreditGradeWire, DataKindWire, FirmSizeWire, PledgedKindWire, PurposeWire};

/// 准入条件的种类。What a bank can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "ConditionKind", rename_all = "snake_case")]
pub enum ConditionKind {
    /// 质押物须含所列种类（`kinds`）。There is a right of one of these kinds.
    RightOfKind,
    /// 质押物仅限所列种类（`kinds`）。There is no right of another kind.
    OnlyKinds,
    /// 某种权利的最短剩余期限（`kind`、`number`，月）。A right of this kind has so many months left.
    RemainingLife,
    /// 评估值合计下限（`amount`，元）。All rights together are worth so much.
    ValuationAtLeast,
    /// 未设立质权。No right is under pledge already.
    NoExistingPledge,
    /// 信用等级下限（`grade`）。The firm has at least this grade of credit.
    CreditGradeAtLeast,
    /// 行业限于（`codes`，GB/T 4754 代码开头）。The firm is of one of these industries.
    IndustryIn,
    /// 行业不属于（`codes`）。The firm is of none of these industries.
    IndustryNotIn,
    /// 企业规模限于（`sizes`）。The firm is of one of these sizes.
    SizeIn,
    /// 上年营业收入下限（`amount`，元）。The revenue of last year was so much.
    RevenueAtLeast,
    /// 上年营业收入上限（`amount`，元）。The revenue of last year was not more.
    RevenueAtMost,
    /// 成立年数下限（`number`）。The firm exists for so many years.
    YearsSinceFounding,
    /// 职工人数下限（`number`）。The firm has so many people.
    EmployeesAtLeast,
    /// 已授权或注册的权利件数下限（`number`）。The firm holds so many granted rights.
    GrantedRightsAtLeast,
    /// 持有高新技术企业证书。The firm has a certificate as a high-tech enterprise.
    HighTechCertificate,
    /// 用途限于（`purposes`）。The money is for one of these purposes.
    PurposeIn,
    /// 已提供所列数据（`data`）。The firm attached such data.
    DataAttached,
}

/// 准入条件。A condition; which fields it takes is said at its kind.
#[derive(Debug, Object)]
#[oai(rename = "ProductCondition", skip_serializing_if_is_none)]
pub struct ConditionWire {
    /// 种类。What is asked for.
    pub condition: ConditionKind,
    /// 权利种类（多项）。Kinds of right.
    #[oai(validator(max_items = 5))]
    pub kinds: Option<Vec<PledgedKindWire>>,
    /// 权利种类。A kind of right.
    pub kind: Option<PledgedKindWire>,
    /// 数量：月数、年数、人数或件数。A number of months, years, people or rights.
    pub number: Option<u32>,
    /// 金额（元）。An amount of yuan.
    #[oai(validator(max_length = 40))]
    pub amount: Option<String>,
    /// 信用等级。A grade of credit.
    pub grade: Option<CreditGradeWire>,
    /// 行业代码开头。Beginnings of codes of industries.
    #[oai(validator(max_items = 100))]
    pub codes: Option<Vec<String>>,
    /// 企业规模（多项）。Sizes of firms.
    #[oai(validator(max_items = 4))]
    pub sizes: Option<Vec<FirmSizeWire>>,
    /// 用途（多项）。Purposes.
    #[oai(validator(max_items = 5))]
    pub purposes: Option<Vec<PurposeWire>>,
    /// 数据种类。A kind of data.
    pub data: Option<DataKindWire>,
}

impl ConditionWire {
    /// A condition of which nothing is said but its kind.
    pub(super) const fn only(condition: ConditionKind) -> Self {
        Self {
            condition,
            kinds: None,
            kind: None,
            number: None,
            amount: None,
            grade: None,
            codes: None,
            sizes: None,
            purposes: None,
            data: None,
        }
    }

    /// The condition; `None` where a field was refused.
    pub(super) fn read(self, fields: &mut Fields, at: &str) -> Option<Condition> {
        self.hold_no_others(fields, at);
        let mut taken = Taken { fields, at };
        Some(match self.condition {
            ConditionKind::RightOfKind => Condition::RightOfKind { kinds: taken.set("kinds", self.kinds)? },
            ConditionKind::OnlyKinds => Condition::OnlyKinds { kinds: taken.set("kinds", self.kinds)? },
            ConditionKind::RemainingLife => {
                let (kind, months) = (taken.one("kind", self.kind), taken.small("number", self.number));
                Condition::RemainingLife { kind: PledgedKind::from(kind?), months: months? }
            }
            ConditionKind::ValuationAtLeast => {
                Condition::ValuationAtLeast { value: taken.money("amount", self.amount)? }
            }
            ConditionKind::NoExistingPledge => Condition::NoExistingPledge,
            ConditionKind::CreditGradeAtLeast => {
                Condition::CreditGradeAtLeast { grade: taken.one("grade", self.grade)?.into() }
            }
            ConditionKind::IndustryIn => Condition::IndustryIn { industries: taken.set("codes", self.codes)? },
            ConditionKind::IndustryNotIn => Condition::IndustryNotIn { industries: taken.set("codes", self.codes)? },
            ConditionKind::SizeIn => Condition::SizeIn { sizes: taken.set("sizes", self.sizes)? },
            ConditionKind::RevenueAtLeast => Condition::RevenueAtLeast { revenue: taken.money("amount", self.amount)? },
            ConditionKind::RevenueAtMost => Condition::RevenueAtMost { revenue: taken.money("amount", self.amount)? },
            ConditionKind::YearsSinceFounding => {
                Condition::YearsSinceFounding { years: taken.small("number", self.number)? }
            }
            ConditionKind::EmployeesAtLeast => Condition::EmployeesAtLeast { count: taken.one("number", self.number)? },
            ConditionKind::GrantedRightsAtLeast => {
                Condition::GrantedRightsAtLeast { count: taken.one("number", self.number)? }
            }
            ConditionKind::HighTechCertificate => Condition::HighTechCertificate,
            ConditionKind::PurposeIn => Condition::PurposeIn { purposes: taken.set("purposes", self.purposes)? },
            ConditionKind::DataAttached => Condition::DataAttached { data: taken.one("data", self.data)?.into() },
        })
    }

    /// What the condition does not take would be left aside in silence.
    fn hold_no_others(&self, fields: &mut Fields, at: &str) {
        use ConditionKind as Kind;
        let said = [
            ("kinds", self.kinds.is_some(), matches!(self.condition, Kind::RightOfKind | Kind::OnlyKinds)),
            ("kind", self.kind.is_some(), self.condition == Kind::RemainingLife),
            (
                "number",
                self.number.is_some(),
                matches!(
                    self.condition,
                    Kind::RemainingLife
                        | Kind::YearsSinceFounding
                        | Kind::EmployeesAtLeast
                        | Kind::GrantedRightsAtLeast
                ),
            ),
            (
                "amount",
                self.amount.is_some(),
                matches!(self.condition, Kind::ValuationAtLeast | Kind::RevenueAtLeast | Kind::RevenueAtMost),
            ),
            ("grade", self.grade.is_some(), self.condition == Kind::CreditGradeAtLeast),
            ("codes", self.codes.is_some(), matches!(self.condition, Kind::IndustryIn | Kind::IndustryNotIn)),
            ("sizes", self.sizes.is_some(), self.condition == Kind::SizeIn),
            ("purposes", self.purposes.is_some(), self.condition == Kind::PurposeIn),
            ("data", self.data.is_some(), self.condition == Kind::DataAttached),
        ];
        for (name, _, _) in said.into_iter().filter(|(_, is_said, takes)| *is_said && !takes) {
            fields.refuse(format!("{at}/{name}"), refusals::input_of_another_kind());
        }
    }

    /// The condition as it stands.
    fn of(condition: &Condition) -> Self {
        let kind = |kind| Self::only(kind);
        let kinds = |kinds: &BTreeSet<PledgedKind>| Some(kinds.iter().map(|kind| (*kind).into()).collect());
        let codes = |codes: &BTreeSet<String>| Some(codes.iter().cloned().collect());
        let yuan = |amount: &Money| Some(amount.to_string());
        match condition {
            Condition::RightOfKind { kinds: of } => Self { kinds: kinds(of), ..kind(ConditionKind::RightOfKind) },
            Condition::OnlyKinds { kinds: of } => Self { kinds: kinds(of), ..kind(ConditionKind::OnlyKinds) },
            Condition::RemainingLife { kind: of, months } => Self {
                kind: Some((*of).into()),
                number: Some(u32::from(*months)),
                ..kind(ConditionKind::RemainingLife)
            },
            Condition::ValuationAtLeast { value } => {
                Self { amount: yuan(value), ..kind(ConditionKind::ValuationAtLeast) }
            }
            Condition::NoExistingPledge => kind(ConditionKind::NoExistingPledge),
            Condition::CreditGradeAtLeast { grade } => {
                Self { grade: Some((*grade).into()), ..kind(ConditionKind::CreditGradeAtLeast) }
            }
            Condition::IndustryIn { industries } => {
                Self { codes: codes(industries), ..kind(ConditionKind::IndustryIn) }
            }
            Condition::IndustryNotIn { industries } => {
                Self { codes: codes(industries), ..kind(ConditionKind::IndustryNotIn) }
            }
            Condition::SizeIn { sizes } => {
                Self { sizes: Some(sizes.iter().map(|size| (*size).into()).collect()), ..kind(ConditionKind::SizeIn) }
            }
            Condition::RevenueAtLeast { revenue } => {
                Self { amount: yuan(revenue), ..kind(ConditionKind::RevenueAtLeast) }
            }
            Condition::RevenueAtMost { revenue } => {
                Self { amount: yuan(revenue), ..kind(ConditionKind::RevenueAtMost) }
            }
            Condition::YearsSinceFounding { years } => {
                Self { number: Some(u32::from(*years)), ..kind(ConditionKind::YearsSinceFounding) }
            }
            Condition::EmployeesAtLeast { count } => {
                Self { number: Some(*count), ..kind(ConditionKind::EmployeesAtLeast) }
            }
            Condition::GrantedRightsAtLeast { count } => {
                Self { number: Some(*count), ..kind(ConditionKind::GrantedRightsAtLeast) }
            }
            Condition::HighTechCertificate => kind(ConditionKind::HighTechCertificate),
            Condition::PurposeIn { purposes } => Self {
                purposes: Some(purposes.iter().map(|purpose| (*purpose).into()).collect()),
                ..kind(ConditionKind::PurposeIn)
            },
            Condition::DataAttached { data } => {
                Self { data: Some((*data).into()), ..kind(ConditionKind::DataAttached) }
            }
        }
    }
}

/// Takes the fields of one condition, and refuses those that are missing.
struct Taken<'f> {
    fields: &'f mut Fields,
    at: &'f str,
}

impl Taken<'_> {
    fn one<T>(&mut self, name: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.fields.refuse(format!("{}/{name}", self.at), refusals::input_missing());
        }
        value
    }

    fn set<W: Into<T>, T: Ord>(&mut self, name: &str, values: Option<Vec<W>>) -> Option<BTreeSet<T>> {
        Some(self.one(name, values)?.into_iter().map(Into::into).collect())
    }

    fn money(&mut self, name: &str, text: Option<String>) -> Option<Money> {
        let text = self.one(name, text)?;
        self.fields.money(format!("{}/{name}", self.at), &text)
    }

    fn small(&mut self, name: &str, number: Option<u32>) -> Option<u16> {
        let number = u16::try_from(self.one(name, number)?).ok();
        if number.is_none() {
            self.fields.refuse(format!("{}/{name}", self.at), refusals::figure_out_of_range());
        }
        number
    }
}

/// 准入条件，附说明。A condition, and in words.
#[derive(Debug, Object)]
#[oai(rename = "ProductConditionView")]
pub struct ConditionView {
    /// 条件。The condition.
    #[oai(flatten)]
    pub condition: ConditionWire,
    /// 说明，按请求语言。In words, in the caller's language.
    pub text: String,
}

impl ConditionView {
    /// The condition in one language.
    pub(super) fn of(condition: &Condition, language: Language) -> Self {
        let text = match language {
            Language::Chinese => condition.zh(),
            Language::English => condition.en(),
        };
        Self { condition: ConditionWire::of(condition), text }
    }
}
