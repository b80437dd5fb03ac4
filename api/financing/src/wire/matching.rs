//! The shapes of what meets what.

use domain::financing::matching::{Change, Failing, Failures, Intrinsic, Ranked, Reach, Sought};
use hall::act::uuid_of;
use hall::beside;
use hall::http::Language;
use poem_openapi::Object;
use uuid::Uuid;

use super::words::{PledgedKindWire, PurposeWire};
use crate::cases::StoredProduct;
use crate::desk::{Matches, Opportunity};

beside!(
    /// 由谁改变。In whose hand a change lies.
    ReachWire = "ChangeReach", Reach:
    /// 调整需求。The firm changes its demand.
    Demand,
    /// 调整质押物。The firm brings other rights.
    Rights,
    /// 补充资料。The firm tells more of itself.
    Data,
    /// 企业条件。What the firm is: time or business changes it.
    Firm,
    /// 银行。The bank.
    Bank
);

/// 可使条件满足的改变。A change that would make a condition met.
#[derive(Debug, Object)]
#[oai(rename = "NearestChange")]
pub struct ChangeView {
    /// 由谁改变。In whose hand it lies.
    pub reach: ReachWire,
    /// 说明，按请求语言。In words, in the caller's language.
    pub text: String,
}

impl ChangeView {
    fn of(change: &Change, language: Language) -> Self {
        let text = match language {
            Language::Chinese => change.zh(),
            Language::English => change.en(),
        };
        Self { reach: change.reach().into(), text }
    }
}

/// 未满足的条件。A condition that is not met.
#[derive(Debug, Object)]
#[oai(rename = "FailingCondition")]
pub struct FailingView {
    /// 条件代码。Its code.
    pub code: String,
    /// 要求与现状，按请求语言。What is asked for and what is there, in the caller's language.
    pub text: String,
    /// 最近的改变；全部条件的改变一并作出即可匹配。The nearest changes; all of all conditions together make the pair match.
    pub nearest: Vec<ChangeView>,
}

impl FailingView {
    fn of(failing: &Failing, language: Language) -> Self {
        Self {
            code: failing.code.into(),
            text: match language {
                Language::Chinese => failing.zh.clone(),
                Language::English => failing.en.clone(),
            },
            nearest: failing.nearest.iter().map(|change| ChangeView::of(change, language)).collect(),
        }
    }
}

/// 匹配的产品。A product that the demand meets.
#[derive(Debug, Object)]
#[oai(rename = "MatchingProduct")]
pub struct MatchView {
    /// 产品。The product.
    pub product_id: Uuid,
    /// 银行。The bank.
    pub bank_id: Uuid,
    /// 产品名称。Its name.
    pub name: String,
    /// 产品版本。The version that was compared.
    pub offer_version: u32,
    /// 按现有质押物至多可贷（元）。How much the bank would lend at most on these rights.
    pub lends_up_to: String,
    /// 排序理由，按请求语言。Why it stands where it stands, in the caller's language.
    pub text: String,
}

impl MatchView {
    fn of(product: &StoredProduct, ranked: &Ranked, language: Language) -> Self {
        Self {
            product_id: product.id,
            bank_id: uuid_of(product.state.product().bank),
            name: product.state.product().offer.terms.name.clone(),
            offer_version: ranked.version,
            lends_up_to: ranked.lends_up_to.to_string(),
            text: match language {
                Language::Chinese => ranked.zh(),
                Language::English => ranked.en(),
            },
        }
    }
}

/// 未匹配的产品及原因。A product that the demand does not meet, and why.
#[derive(Debug, Object)]
#[oai(rename = "NonMatchingProduct")]
pub struct NonMatchView {
    /// 产品。The product.
    pub product_id: Uuid,
    /// 银行。The bank.
    pub bank_id: Uuid,
    /// 产品名称。Its name.
    pub name: String,
    /// 未满足的条件。The conditions that are not met.
    pub failing: Vec<FailingView>,
}

/// 匹配结果。What a demand meets today: the matching products, the best first, and others with what would have to change.
#[derive(Debug, Object)]
#[oai(rename = "DemandMatches")]
pub struct MatchesView {
    /// 匹配的产品，由优到次。The products that it meets, the best first.
    pub matching: Vec<MatchView>,
    /// 未匹配的产品，未满足条件少者在前。The others, those that fail fewest conditions first.
    pub others: Vec<NonMatchView>,
}

impl MatchesView {
    /// What was found, in one language.
    pub(crate) fn of(matches: &Matches, language: Language) -> Self {
        let other = |(product, failing): &(StoredProduct, Vec<Failing>)| NonMatchView {
            product_id: product.id,
            bank_id: uuid_of(product.state.product().bank),
            name: product.state.product().offer.terms.name.clone(),
            failing: failing.iter().map(|failing| FailingView::of(failing, language)).collect(),
        };
        Self {
            matching: matches.matching.iter().map(|(product, one)| MatchView::of(product, one, language)).collect(),
            others: matches.others.iter().map(other).collect(),
        }
    }
}

/// 需求中的一类权利。The rights of one kind in a demand.
#[derive(Debug, Object)]
#[oai(rename = "RightsOfAKind")]
pub struct KindCount {
    /// 种类。The kind.
    pub kind: PledgedKindWire,
    /// 件数。How many.
    pub count: u32,
}

/// 未满足的条件，只说要求。A condition that is not met: what is asked for, and nothing of the firm.
#[derive(Debug, Object)]
#[oai(rename = "UnmetCondition")]
pub struct UnmetView {
    /// 条件代码。Its code.
    pub code: String,
    /// 要求，按请求语言。What is asked for, in the caller's language.
    pub text: String,
}

/// 银行的业务机会：一项需求与本行一个产品。An open demand beside a product of the bank's. It names no firm: who asks is shown with the
/// firm's consent alone.
#[derive(Debug, Object)]
#[oai(rename = "Opportunity")]
pub struct OpportunityView {
    /// 需求。The demand.
    pub demand_id: Uuid,
    /// 金额（元）。How much, in yuan.
    pub amount: String,
    /// 期限（月）。For how many months.
    pub term_months: u16,
    /// 用途。What for.
    pub purpose: PurposeWire,
    /// 质押物的种类与件数。The rights by kind.
    pub rights: Vec<KindCount>,
    /// 产品。The product.
    pub product_id: Uuid,
    /// 产品名称。Its name.
    pub product_name: String,
    /// 是否匹配。Whether it matches.
    pub matches: bool,
    /// 未满足的条件。The conditions that are not met.
    pub unmet: Vec<UnmetView>,
}

impl OpportunityView {
    /// The opportunity in one language.
    pub(crate) fn of(opportunity: &Opportunity<'_>, language: Language) -> Self {
        let Opportunity { sought, product, failures } = *opportunity;
        Self {
            demand_id: uuid_of(sought.id),
            amount: sought.amount.to_string(),
            term_months: sought.term_months,
            purpose: sought.purpose.into(),
            rights: by_kind(sought),
            product_id: product.id,
            product_name: product.state.product().offer.terms.name.clone(),
            matches: failures.is_empty(),
            unmet: unmet(failures, product, language),
        }
    }
}

fn by_kind(sought: &Sought) -> Vec<KindCount> {
    let mut kinds: Vec<KindCount> = Vec::new();
    for right in &sought.rights {
        let kind = PledgedKindWire::from(right.key.kind);
        match kinds.iter_mut().find(|known| known.kind == kind) {
            Some(known) => known.count += 1,
            None => kinds.push(KindCount { kind, count: 1 }),
        }
    }
    kinds
}

fn unmet(failures: Failures, product: &StoredProduct, language: Language) -> Vec<UnmetView> {
    let intrinsic = Intrinsic::ALL.iter().filter(|one| failures.has(**one)).map(|one| UnmetView {
        code: one.code().into(),
        text: match language {
            Language::Chinese => one.zh().into(),
            Language::English => one.code().replace('_', " "),
        },
    });
    let conditions = product.state.product().offer.conditions.iter().enumerate();
    let conditions = conditions.filter(|(place, _)| failures.has_condition(*place)).map(|(_, condition)| UnmetView {
        code: condition.code().into(),
        text: match language {
            Language::Chinese => condition.zh(),
            Language::English => condition.en(),
        },
    });
    intrinsic.chain(conditions).collect()
}
