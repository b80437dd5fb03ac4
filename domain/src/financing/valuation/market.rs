//! The market method: what rights like this one were sold or licensed for, each adjusted by how it differs 市场法.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::super::money::Money;
use super::{Factor, Fields, refusals};
use crate::hall::FieldRefusal;

/// The fewest comparables: of two nobody can say which one is the odd one. The platform's choice.
const FEWEST: usize = 3;
/// The most comparables.
const MOST: usize = 100;
/// The most adjustments of one.
const MOST_ADJUSTMENTS: usize = 20;

/// By how much a comparable's price is moved, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// In what it differs: date, remaining life, territory, kind of licence; 1 to 200 characters.
    pub label: String,
    /// More than one where the right to be valued is better in this.
    pub factor: Factor,
}

/// A right that was sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparable {
    /// Which sale, 1 to 200 characters.
    pub label: String,
    /// For how much.
    pub price: Money,
    /// How it differs, at most 20.
    pub adjustments: Vec<Adjustment>,
}

/// What the market method computes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarketInputs {
    /// The sales, 3 to 100.
    pub comparables: Vec<Comparable>,
}

/// What comparables tell. Each figure is rounded to the fen once, half to even.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarketPrices {
    /// The adjusted price of each, in the order of the inputs.
    pub adjusted: Vec<Money>,
    /// The middle one, or the mean of the two in the middle. It is the value: an odd sale moves it little.
    pub median: Money,
    /// The mean of all.
    pub mean: Money,
    /// The number of the lowest, from zero; the first of equal ones.
    pub lowest: usize,
    /// The number of the highest, from zero; the first of equal ones.
    pub highest: usize,
}

/// The adjusted prices, price · ∏ factor, and their middle. Before its rounding each is within 10⁻⁶ yuan of the exact one:
/// a price is at most 10¹², and each of 20 products has 28 digits.
///
/// # Errors
/// Fewer than 3 comparables or more than 100, a price of nothing, more than 20 adjustments, a name that is none, an adjusted
/// price beyond [`Money::MAX`]. All with the field that is wrong.
pub fn market(inputs: &MarketInputs) -> Result<MarketPrices, Vec<FieldRefusal>> {
    let mut fields = Fields::default();
    fields.hold((FEWEST..=MOST).contains(&inputs.comparables.len()), "/comparables", refusals::comparables_number);
    let mut prices = Vec::new();
    for (number, comparable) in inputs.comparables.iter().take(MOST).enumerate() {
        let at = format!("/comparables/{number}");
        fields.hold_label(&comparable.label, format!("{at}/label"));
        fields.hold(comparable.price > Money::ZERO, format!("{at}/price"), refusals::comparable_price_zero);
        let few = comparable.adjustments.len() <= MOST_ADJUSTMENTS;
        fields.hold(few, format!("{at}/adjustments"), refusals::adjustments_too_many);
        for (place, adjustment) in comparable.adjustments.iter().take(MOST_ADJUSTMENTS).enumerate() {
            fields.hold_label(&adjustment.label, format!("{at}/adjustments/{place}/label"));
        }
        match adjusted(comparable).and_then(|price| Some((price, Money::rounded(price)?))) {
            Some(price) => prices.push(price),
            None => fields.refuse(at, refusals::value_out_of_range()),
        }
    }
    fields.end()?;
    told_by(&prices).ok_or_else(|| FieldRefusal::alone("/comparables", refusals::value_out_of_range()))
}

/// The price with every difference taken into account.
fn adjusted(comparable: &Comparable) -> Option<Decimal> {
    let factors = comparable.adjustments.iter().take(MOST_ADJUSTMENTS).map(|adjustment| adjustment.factor.number());
    factors.into_iter().try_fold(comparable.price.yuan(), Decimal::checked_mul)
}

/// The figures of adjusted prices; `None` where there is no price.
fn told_by(prices: &[(Decimal, Money)]) -> Option<MarketPrices> {
    let mut order: Vec<(Decimal, usize)> = prices.iter().enumerate().map(|(at, (price, _))| (*price, at)).collect();
    order.sort_unstable();
    let price_at = |place: usize| order.get(place).map(|(price, _)| *price);
    let half = order.len() / 2;
    let median = match order.len() % 2 {
        0 => price_at(half.checked_sub(1)?)?.checked_add(price_at(half)?)?.checked_div(Decimal::TWO)?,
        _ => price_at(half)?,
    };
    let sum = prices.iter().try_fold(Decimal::ZERO, |sum, (price, _)| sum.checked_add(*price))?;
    let highest = price_at(order.len().checked_sub(1)?)?;
    Some(MarketPrices {
        adjusted: prices.iter().map(|(_, rounded)| *rounded).collect(),
        median: Money::rounded(median)?,
        mean: Money::rounded(sum.checked_div(Decimal::from(prices.len()))?)?,
        lowest: order.first()?.1,
        highest: prices.iter().position(|(price, _)| *price == highest)?,
    })
}
