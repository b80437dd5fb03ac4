//! Conditions of eligibility 准入条件, as data: what a bank asks of the rights and of the firm.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::terms::{LONGEST_TERM, MOST_CODES};
use super::words::{listed, names};
use super::{CreditGrade, DataKind, FirmSize, PledgedKind, Purpose, refusals, text};
use crate::financing::money::Money;
use crate::hall::{FieldRefusal, must};

/// What a bank asks for. Each stands once in a product; remaining life once a kind of right, data once a kind of data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "condition", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are what the condition's sentence names")]
pub enum Condition {
    /// There is a right of one of these kinds.
    RightOfKind { kinds: BTreeSet<PledgedKind> },
    /// There is no right of another kind.
    OnlyKinds { kinds: BTreeSet<PledgedKind> },
    /// A right of this kind counts only with so many months of life left.
    RemainingLife { kind: PledgedKind, months: u16 },
    /// All rights together are worth so much.
    ValuationAtLeast { value: Money },
    /// No right is under pledge already.
    NoExistingPledge,
    /// The firm has at least this grade of credit. No grade is no such grade.
    CreditGradeAtLeast { grade: CreditGrade },
    /// The firm is of one of these industries (beginnings of GB/T 4754 codes).
    IndustryIn { industries: BTreeSet<String> },
    /// The firm is of none of these industries.
    IndustryNotIn { industries: BTreeSet<String> },
    /// The firm is of one of these sizes.
    SizeIn { sizes: BTreeSet<FirmSize> },
    /// The firm's revenue of last year was so much.
    RevenueAtLeast { revenue: Money },
    /// The firm's revenue of last year was not more.
    RevenueAtMost { revenue: Money },
    /// The firm exists for so many years.
    YearsSinceFounding { years: u16 },
    /// The firm has so many people.
    EmployeesAtLeast { count: u32 },
    /// The firm holds so many granted rights, in the bundle or not.
    GrantedRightsAtLeast { count: u32 },
    /// The firm has a certificate as a high-tech enterprise 高新技术企业.
    HighTechCertificate,
    /// The money is for one of these purposes.
    PurposeIn { purposes: BTreeSet<Purpose> },
    /// The firm attached such data.
    DataAttached { data: DataKind },
}

impl Condition {
    /// Its code, as it is stored.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::RightOfKind { .. } => "right_of_kind",
            Self::OnlyKinds { .. } => "only_kinds",
            Self::RemainingLife { .. } => "remaining_life",
            Self::ValuationAtLeast { .. } => "valuation_at_least",
            Self::NoExistingPledge => "no_existing_pledge",
            Self::CreditGradeAtLeast { .. } => "credit_grade_at_least",
            Self::IndustryIn { .. } => "industry_in",
            Self::IndustryNotIn { .. } => "industry_not_in",
            Self::SizeIn { .. } => "size_in",
            Self::RevenueAtLeast { .. } => "revenue_at_least",
            Self::RevenueAtMost { .. } => "revenue_at_most",
            Self::YearsSinceFounding { .. } => "years_since_founding",
            Self::EmployeesAtLeast { .. } => "employees_at_least",
            Self::GrantedRightsAtLeast { .. } => "granted_rights_at_least",
            Self::HighTechCertificate => "high_tech_certificate",
            Self::PurposeIn { .. } => "purpose_in",
            Self::DataAttached { .. } => "data_attached",
        }
    }

    /// What is asked for, in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        let kinds = |kinds: &BTreeSet<PledgedKind>| names(kinds.iter().copied(), PledgedKind::zh);
        let codes = |codes: &BTreeSet<String>| codes.iter().map(String::as_str).collect::<Vec<_>>().join("、");
        match self {
            Self::RightOfKind { kinds: of } => format!("质押物须含{}", kinds(of)),
            Self::OnlyKinds { kinds: of } => format!("质押物仅限{}", kinds(of)),
            Self::RemainingLife { kind, months } => format!("{}剩余期限不少于{months}个月", kind.zh()),
            Self::ValuationAtLeast { value } => format!("质押物评估值不低于{value}元"),
            Self::NoExistingPledge => "质押物未设立质权".into(),
            Self::CreditGradeAtLeast { grade } => format!("信用等级不低于{}", grade.zh()),
            Self::IndustryIn { industries } => format!("行业限于{}", codes(industries)),
            Self::IndustryNotIn { industries } => format!("行业不属于{}", codes(industries)),
            Self::SizeIn { sizes } => format!("企业规模为{}", names(sizes.iter().copied(), FirmSize::zh)),
            Self::RevenueAtLeast { revenue } => format!("上年营业收入不低于{revenue}元"),
            Self::RevenueAtMost { revenue } => format!("上年营业收入不高于{revenue}元"),
            Self::YearsSinceFounding { years } => format!("成立满{years}年"),
            Self::EmployeesAtLeast { count } => format!("职工不少于{count}人"),
            Self::GrantedRightsAtLeast { count } => format!("已授权或注册的知识产权不少于{count}件"),
            Self::HighTechCertificate => "持有高新技术企业证书".into(),
            Self::PurposeIn { purposes } => format!("用途限于{}", names(purposes.iter().copied(), Purpose::zh)),
            Self::DataAttached { data } => format!("已提供{}", data.zh()),
        }
    }

    /// What is asked for, in English.
    #[must_use]
    pub fn en(&self) -> String {
        let kinds = |kinds: &BTreeSet<PledgedKind>| listed(kinds.iter().copied(), PledgedKind::en);
        let codes = |codes: &BTreeSet<String>| codes.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        match self {
            Self::RightOfKind { kinds: of } => format!("The bundle has a right of these kinds: {}", kinds(of)),
            Self::OnlyKinds { kinds: of } => format!("The bundle has no right but of these kinds: {}", kinds(of)),
            Self::RemainingLife { kind, months } => format!("A {} has {months} months left at least", kind.en()),
            Self::ValuationAtLeast { value } => format!("The rights are worth {value} yuan at least"),
            Self::NoExistingPledge => "No right is under pledge already".into(),
            Self::CreditGradeAtLeast { grade } => format!("The grade of credit is {grade} or better"),
            Self::IndustryIn { industries } => format!("The industry is one of {}", codes(industries)),
            Self::IndustryNotIn { industries } => format!("The industry is none of {}", codes(industries)),
            Self::SizeIn { sizes } => format!("The size is one of {}", listed(sizes.iter().copied(), FirmSize::code)),
            Self::RevenueAtLeast { revenue } => format!("Last year's revenue was {revenue} yuan at least"),
            Self::RevenueAtMost { revenue } => format!("Last year's revenue was {revenue} yuan at most"),
            Self::YearsSinceFounding { years } => format!("The firm exists for {years} years"),
            Self::EmployeesAtLeast { count } => format!("The firm has {count} people at least"),
            Self::GrantedRightsAtLeast { count } => format!("The firm holds {count} granted rights at least"),
            Self::HighTechCertificate => "The firm has a certificate as a high-tech enterprise".into(),
            Self::PurposeIn { purposes } => {
                format!("The purpose is one of {}", listed(purposes.iter().copied(), Purpose::code))
            }
            Self::DataAttached { data } => format!("The firm attached its data: {data}"),
        }
    }

    /// Whether both ask for the same thing, with the same numbers or others.
    pub(super) fn is_of_one_kind_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::RemainingLife { kind, .. }, Self::RemainingLife { kind: also, .. }) => kind == also,
            (Self::DataAttached { data }, Self::DataAttached { data: also }) => data == also,
            (one, other) => one.code() == other.code(),
        }
    }

    /// That its numbers and lists can be meant.
    pub(super) fn can_be_meant(&self, pointer: &str) -> Result<(), FieldRefusal> {
        let number = |holds| must(holds, pointer, refusals::product_condition_number);
        let a_list =
            |length: usize| must((1..=MOST_CODES).contains(&length), pointer, refusals::product_condition_empty);
        match self {
            Self::RightOfKind { kinds } | Self::OnlyKinds { kinds } => a_list(kinds.len()),
            Self::SizeIn { sizes } => a_list(sizes.len()),
            Self::PurposeIn { purposes } => a_list(purposes.len()),
            Self::IndustryIn { industries } | Self::IndustryNotIn { industries } => {
                a_list(industries.len())?;
                let sound = industries.iter().all(|industry| text::is_an_industry(industry));
                must(sound, pointer, refusals::product_industry)
            }
            Self::RemainingLife { months, .. } => {
                must((1..=LONGEST_TERM).contains(months), pointer, refusals::product_life_within_term)
            }
            Self::ValuationAtLeast { value: amount }
            | Self::RevenueAtLeast { revenue: amount }
            | Self::RevenueAtMost { revenue: amount } => number(*amount > Money::ZERO),
            Self::YearsSinceFounding { years } => number((1..=100).contains(years)),
            Self::EmployeesAtLeast { count } | Self::GrantedRightsAtLeast { count } => {
                number((1..=10_000_000).contains(count))
            }
            Self::NoExistingPledge
            | Self::CreditGradeAtLeast { .. }
            | Self::HighTechCertificate
            | Self::DataAttached { .. } => Ok(()),
        }
    }
}
