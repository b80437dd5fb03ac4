//! The order of the demands that a product can take on, explained: the bank's side of the same comparison.

use std::cmp::Reverse;

use super::check::failing;
use super::prepared::{PreparedDemand, PreparedProduct};
use crate::financing::money::Money;
use crate::hall::Id;

/// A demand that meets a product, with that by which it was ranked, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opportunity {
    /// The demand.
    pub demand: Id,
    /// First: how many whole percent of the amount are covered by what is lent on its rights, the more the better.
    pub cover_percent: u64,
    /// Then: the amount, the larger the better.
    pub amount: Money,
    /// Then: the term, the shorter the better. At last, the id.
    pub term_months: u16,
}

impl Opportunity {
    /// Why it stands where it stands, in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        let Self { cover_percent, amount, term_months, .. } = self;
        format!("质押物可贷额度为金额的{cover_percent}%，金额{amount}元，期限{term_months}个月")
    }

    /// The same in English.
    #[must_use]
    pub fn en(&self) -> String {
        let Self { cover_percent, amount, term_months, .. } = self;
        format!("What is lent on the rights is {cover_percent} % of the {amount} yuan, for {term_months} months")
    }
}

/// The demands that meet a product, the best first: cover, amount, term, id. Ids that differ make the order total.
#[must_use]
pub fn opportunities(product: &PreparedProduct, demands: &[PreparedDemand]) -> Vec<Opportunity> {
    let matching = demands.iter().filter(|demand| failing(demand, product).is_empty());
    let mut all: Vec<Opportunity> = matching.map(|demand| opportunity_of(demand, product)).collect();
    all.sort_by_key(|one| (Reverse(one.cover_percent), Reverse(one.amount), one.term_months, one.demand));
    all
}

fn opportunity_of(demand: &PreparedDemand, product: &PreparedProduct) -> Opportunity {
    let sought = &demand.sought;
    let lent = product.cover(demand, sought.term_months).unwrap_or_default();
    Opportunity {
        demand: sought.id,
        cover_percent: lent.percent_of(sought.amount.fen()),
        amount: sought.amount,
        term_months: sought.term_months,
    }
}
