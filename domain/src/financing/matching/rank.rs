//! The order of the products that a demand meets, explained.

use rust_decimal::Decimal;

use super::check::failing;
use super::prepared::{PreparedDemand, PreparedProduct};
use crate::financing::money::{Money, Rate};
use crate::hall::Id;

/// A product that the demand meets, with that by which it was ranked, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The product.
    pub product: Id,
    /// Its version.
    pub version: u32,
    /// First: the lowest rate of a year, the lower the better.
    pub lowest_rate: Rate,
    /// Then: the highest one, the lower the better.
    pub highest_rate: Rate,
    /// Then: how much the bank would lend at most on these rights for this term, the more the better.
    pub lends_up_to: Money,
    /// Then: working days within which the bank decides, the fewer the better. At last, the id.
    pub decision_working_days: u16,
}

impl Ranked {
    /// Why it stands where it stands, in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        format!(
            "年利率{}%至{}%，按现有质押物至多可贷{}元，{}个工作日内审批",
            percent(self.lowest_rate),
            percent(self.highest_rate),
            self.lends_up_to,
            self.decision_working_days
        )
    }

    /// The same in English.
    #[must_use]
    pub fn en(&self) -> String {
        format!(
            "At {} % to {} % a year, up to {} yuan on these rights, decided within {} working days",
            percent(self.lowest_rate),
            percent(self.highest_rate),
            self.lends_up_to,
            self.decision_working_days
        )
    }
}

/// The products that the demand meets, the best first: lowest rate, highest rate, what is lent, days, id. Ids and versions
/// that differ make the order total.
#[must_use]
pub fn rank(demand: &PreparedDemand, products: &[PreparedProduct]) -> Vec<Ranked> {
    let matching = products.iter().filter(|product| failing(demand, product).is_empty());
    let mut ranked: Vec<Ranked> = matching.map(|product| ranked_of(demand, product)).collect();
    ranked.sort_by(|one, other| {
        let key = |ranked: &Ranked| {
            let Ranked { lowest_rate, highest_rate, lends_up_to, decision_working_days, product, version } = ranked;
            (*lowest_rate, *highest_rate, std::cmp::Reverse(*lends_up_to), *decision_working_days, *product, *version)
        };
        key(one).cmp(&key(other))
    });
    ranked
}

fn ranked_of(demand: &PreparedDemand, product: &PreparedProduct) -> Ranked {
    let terms = &product.offer.terms;
    let lent = product.cover(demand, demand.sought.term_months).unwrap_or_default().whole_fen();
    Ranked {
        product: product.id,
        version: product.version,
        lowest_rate: terms.annual_rate.least,
        highest_rate: terms.annual_rate.most,
        lends_up_to: Money::from_fen(lent).map_or(terms.amount.most, |lent| lent.min(terms.amount.most)),
        decision_working_days: terms.decision_working_days,
    }
}

fn percent(rate: Rate) -> Decimal {
    (rate.fraction() * Decimal::ONE_HUNDRED).normalize()
}
