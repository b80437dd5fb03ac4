//! What is asked for and what is there, as a sentence in both languages.

use std::fmt::Display;

use super::Intrinsic;
use super::prepared::{PreparedDemand, PreparedProduct};
use super::sought::months_left;
use crate::financing::money::Money;
use crate::financing::product::{Condition, FirmSize, PledgedKind};

/// A sentence in Chinese and in English.
type Sentence = (String, String);

/// What every product asks for, with this one's numbers and what the demand has.
pub(super) fn of_every_product(intrinsic: Intrinsic, demand: &PreparedDemand, product: &PreparedProduct) -> Sentence {
    let (sought, terms) = (&demand.sought, &product.offer.terms);
    let (amount, term) = (sought.amount, sought.term_months);
    match intrinsic {
        Intrinsic::ProductPublished => ("产品现不接受申请".into(), "The product takes no demands at present".into()),
        Intrinsic::AmountAtLeast => (
            format!("金额不低于{}元；现为{amount}元", terms.amount.least),
            format!("The amount is {} yuan at least; it is {amount} yuan", terms.amount.least),
        ),
        Intrinsic::AmountAtMost => (
            format!("金额不高于{}元；现为{amount}元", terms.amount.most),
            format!("The amount is {} yuan at most; it is {amount} yuan", terms.amount.most),
        ),
        Intrinsic::TermAtLeast => (
            format!("期限不短于{}个月；现为{term}个月", terms.term_months.least),
            format!("The term is {} months at least; it is {term} months", terms.term_months.least),
        ),
        Intrinsic::TermAtMost => (
            format!("期限不长于{}个月；现为{term}个月", terms.term_months.most),
            format!("The term is {} months at most; it is {term} months", terms.term_months.most),
        ),
        Intrinsic::RegionServed => {
            let regions: Vec<&str> = terms.regions.iter().map(String::as_str).collect();
            has(
                format!("企业所在地区限于{}", regions.join("、")),
                format!("The firm is in one of the regions {}", regions.join(", ")),
                sought.region.as_ref(),
            )
        }
        Intrinsic::KindAccepted => {
            let kinds: Vec<PledgedKind> = product.accepted().collect();
            let zh: Vec<&str> = kinds.iter().map(|kind| kind.zh()).collect();
            let en: Vec<&str> = kinds.iter().map(|kind| kind.en()).collect();
            (
                format!("可质押的权利类型为{}；质押物中没有", zh.join("、")),
                format!("It lends on these kinds: {}; the bundle has none", en.join(", ")),
            )
        }
        Intrinsic::LifeBeyondTerm => {
            let lives = sought.rights.iter().filter(|right| product.ratio(right.key.kind) > 0);
            let longest = lives.map(|right| months_left(demand.on, right.ends_on)).max().unwrap_or(0);
            (
                format!("权利须存续至还款期限届满；期限{term}个月，可质押的权利至多剩余{longest}个月"),
                format!("A right outlives the loan; the term is {term} months, the longest life {longest} months"),
            )
        }
        Intrinsic::LoanToValue => {
            let lent = product.cover(demand, term).unwrap_or_default().whole_fen();
            let lent = Money::from_fen(lent).unwrap_or(Money::MAX);
            (
                format!("质押物可贷额度须覆盖金额；可贷{lent}元，金额{amount}元"),
                format!("What is lent on the rights reaches the amount; it is {lent} yuan of {amount} yuan"),
            )
        }
    }
}

/// What a condition asks for and what the demand has.
pub(super) fn of_a_condition(condition: &Condition, demand: &PreparedDemand) -> Sentence {
    let (zh, en) = (condition.zh(), condition.en());
    let sought = &demand.sought;
    match condition {
        Condition::CreditGradeAtLeast { .. } => {
            has(zh, en, sought.credit_grade.map(|grade| grade.code().to_uppercase()))
        }
        Condition::IndustryIn { .. } | Condition::IndustryNotIn { .. } => has(zh, en, sought.industry.as_ref()),
        Condition::SizeIn { .. } => match sought.size {
            Some(size) => with(zh, en, FirmSize::zh(size), size),
            None => unknown(zh, en),
        },
        Condition::RevenueAtLeast { .. } | Condition::RevenueAtMost { .. } => has(zh, en, sought.revenue),
        Condition::YearsSinceFounding { .. } => has(zh, en, sought.founded_on),
        Condition::EmployeesAtLeast { .. } => has(zh, en, sought.employees),
        Condition::GrantedRightsAtLeast { .. } => has(zh, en, sought.granted_rights),
        Condition::HighTechCertificate if sought.high_tech.is_none() => unknown(zh, en),
        Condition::PurposeIn { .. } => with(zh, en, sought.purpose.zh(), sought.purpose),
        Condition::ValuationAtLeast { .. } => {
            let worth = i64::try_from(demand.worth).ok().and_then(Money::from_fen);
            has(zh, en, worth.or(Some(Money::MAX)))
        }
        Condition::RightOfKind { .. }
        | Condition::OnlyKinds { .. }
        | Condition::RemainingLife { .. }
        | Condition::NoExistingPledge
        | Condition::HighTechCertificate
        | Condition::DataAttached { .. } => (format!("{zh}；现不符合"), format!("{en}; this is not so")),
    }
}

fn has(zh: String, en: String, value: Option<impl Display>) -> Sentence {
    match value {
        Some(value) => with(zh, en, &value, &value),
        None => unknown(zh, en),
    }
}

fn with(zh: String, en: String, now_zh: impl Display, now_en: impl Display) -> Sentence {
    (format!("{zh}；现为{now_zh}"), format!("{en}; it is {now_en}"))
}

fn unknown(zh: String, en: String) -> Sentence {
    (format!("{zh}；未提供"), format!("{en}; it is not told"))
}
