//! A valuation: never a point alone, but between two ends, each with what it assumes.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::super::money::{Money, Rate};
use super::{
    CostInputs, Fields, MarketInputs, ReliefFromRoyalty, Sensitivity, cost, market, refusals, relief_from_royalty,
};
use crate::hall::{FieldRefusal, coded};

/// For how many months a valuation can be valid at most.
const MOST_MONTHS: u32 = 60;

coded! {
    /// By which method a value was found (GB/T 42748—2023).
    Method {
        /// Income: relief from royalty.
        ReliefFromRoyalty = "relief_from_royalty" / "收益法（许可费节省法）",
        /// Cost.
        Cost = "cost" / "成本法",
        /// Market.
        Market = "market" / "市场法",
    }
}

coded! {
    /// An input that is moved to find an end of the range.
    Input {
        /// The royalty rate.
        RoyaltyRate = "royalty_rate" / "许可费率",
        /// The discount rate.
        DiscountRate = "discount_rate" / "折现率",
        /// The profit.
        Profit = "profit" / "合理利润率",
        /// The economic obsolescence.
        EconomicObsolescence = "economic_obsolescence" / "经济性贬值率",
    }
}

/// The inputs of one method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum Inputs {
    /// Of the income method.
    ReliefFromRoyalty(ReliefFromRoyalty),
    /// Of the cost method.
    Cost(CostInputs),
    /// Of the market method.
    Market(MarketInputs),
}

/// What an end of the range assumes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "assumption", rename_all = "snake_case")]
pub enum Assumption {
    /// An input is another than the one given.
    Moved {
        /// Which.
        input: Input,
        /// As it was given.
        from: Rate,
        /// As it is assumed; no less than nothing and no more than one.
        to: Rate,
    },
    /// The right sells as this comparable did, adjusted.
    SellsAs {
        /// Its number in the inputs, from zero.
        comparable: usize,
        /// Its name.
        label: String,
    },
}

/// An end of the range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// The value there.
    pub value: Money,
    /// What it assumes; everything else is as it was given.
    pub assumptions: Vec<Assumption>,
}

/// What a right is worth by one method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Valuation {
    /// What it was computed from; the method stands with it.
    pub inputs: Inputs,
    /// The formula's figure with the inputs as given.
    pub value: Money,
    /// The low end; never above the value.
    pub low: End,
    /// The high end; never below the value.
    pub high: End,
    /// For how many months from the day of the valuation it may be relied on.
    pub valid_for_months: u32,
}

impl Inputs {
    /// The method that they belong to.
    #[must_use]
    pub const fn method(&self) -> Method {
        match self {
            Self::ReliefFromRoyalty(_) => Method::ReliefFromRoyalty,
            Self::Cost(_) => Method::Cost,
            Self::Market(_) => Method::Market,
        }
    }
}

impl Valuation {
    /// The last day on which it may be relied on, of one made on this day; `None` beyond the calendar.
    #[must_use]
    pub fn valid_until(&self, valued_on: NaiveDate) -> Option<NaiveDate> {
        valued_on.checked_add_months(Months::new(self.valid_for_months))
    }
}

/// What the inputs are worth, and between which ends.
///
/// Of the income method the low end has the higher discount rate and the lower royalty rate, of the cost method the lower
/// profit and the higher economic obsolescence; the high end the contrary. Of the market method the ends are the lowest and
/// the highest adjusted price, and the value is their median.
///
/// # Errors
/// Those of the method, and a validity of no month or more than 60. An end beyond [`Money::MAX`] refuses the valuation too.
pub fn estimate(
    inputs: Inputs,
    sensitivity: Sensitivity,
    valid_for_months: u32,
) -> Result<Valuation, Vec<FieldRefusal>> {
    let mut fields = Fields::default();
    let valid = (1..=MOST_MONTHS).contains(&valid_for_months);
    fields.hold(valid, "/valid_for_months", refusals::validity_out_of_range);
    fields.end()?;
    let (low, value, high) = match &inputs {
        Inputs::ReliefFromRoyalty(inputs) => {
            let (low, high) = ends_of_royalties(inputs, sensitivity)?;
            (low, relief_from_royalty(inputs)?, high)
        }
        Inputs::Cost(inputs) => {
            let (low, high) = ends_of_cost(inputs, sensitivity)?;
            (low, cost(inputs)?, high)
        }
        Inputs::Market(inputs) => between_the_prices(inputs)?,
    };
    Ok(Valuation { inputs, value, low, high, valid_for_months })
}

fn ends_of_royalties(given: &ReliefFromRoyalty, by: Sensitivity) -> Result<(End, End), Vec<FieldRefusal>> {
    let end = |royalty_rate, discount_rate| {
        let value = relief_from_royalty(&ReliefFromRoyalty { royalty_rate, discount_rate, ..given.clone() });
        let moves = [
            (Input::RoyaltyRate, given.royalty_rate, royalty_rate),
            (Input::DiscountRate, given.discount_rate, discount_rate),
        ];
        value.map(|value| End { value, assumptions: moved(moves) })
    };
    let (low_royalty, high_royalty) = by.royalty_rates(given.royalty_rate);
    let (high_discount, low_discount) = by.discount_rates(given.discount_rate);
    Ok((end(low_royalty, high_discount)?, end(high_royalty, low_discount)?))
}

fn ends_of_cost(given: &CostInputs, by: Sensitivity) -> Result<(End, End), Vec<FieldRefusal>> {
    let end = |profit, economic_obsolescence| {
        let value = cost(&CostInputs { profit, economic_obsolescence, ..given.clone() });
        let moves = [
            (Input::Profit, given.profit, profit),
            (Input::EconomicObsolescence, given.economic_obsolescence, economic_obsolescence),
        ];
        value.map(|value| End { value, assumptions: moved(moves) })
    };
    let (low_profit, high_profit) = by.profits(given.profit);
    let (much_lost, little_lost) = by.obsolescences(given.economic_obsolescence);
    Ok((end(low_profit, much_lost)?, end(high_profit, little_lost)?))
}

/// The moves as assumptions; what stands at its bound already was not moved and is none.
fn moved(moves: [(Input, Rate, Rate); 2]) -> Vec<Assumption> {
    let moves = moves.into_iter().filter(|(_, from, to)| from != to);
    moves.map(|(input, from, to)| Assumption::Moved { input, from, to }).collect()
}

fn between_the_prices(inputs: &MarketInputs) -> Result<(End, Money, End), Vec<FieldRefusal>> {
    let prices = market(inputs)?;
    let end = |comparable: usize| {
        let label = inputs.comparables.get(comparable).map(|sale| sale.label.clone()).unwrap_or_default();
        let value = prices.adjusted.get(comparable).copied().unwrap_or(prices.median);
        End { value, assumptions: vec![Assumption::SellsAs { comparable, label }] }
    };
    Ok((end(prices.lowest), prices.median, end(prices.highest)))
}
