//! The cost method: what it takes to make the same right anew, or one as useful, less what this one has lost 成本法.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::super::money::{Money, Rate};
use super::{Factor, Fields, refusals};
use crate::hall::{FieldRefusal, coded};

/// The most items of cost.
const MOST_ITEMS: usize = 200;
/// The most months that a right was used or has left: a hundred years.
const MOST_MONTHS: u32 = 1_200;

coded! {
    /// What is made anew in thought.
    CostBasis {
        /// The right itself, as it was made.
        Reproduction = "reproduction" / "复原重置成本",
        /// Something as useful, as it would be made today.
        Replacement = "replacement" / "更新重置成本",
    }
}

/// One item of cost: research, material, filing, maintenance, capital, tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostItem {
    /// What it was spent on, 1 to 200 characters.
    pub label: String,
    /// What was spent, or would be.
    pub amount: Money,
    /// How prices moved from then to now; one for what is priced today.
    pub price_factor: Factor,
}

/// How much of its life a right has behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lives {
    /// Months of use up to now, at most 1,200.
    pub used_months: u32,
    /// Months of use to come, 1 to 1,200: the shorter of the legal and the economic life.
    pub remaining_months: u32,
}

/// What the cost method computes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostInputs {
    /// Of what the cost is taken.
    pub basis: CostBasis,
    /// The cost, 1 to 200 items.
    pub items: Vec<CostItem>,
    /// The profit that whoever makes it would ask for, as a part of the cost.
    pub profit: Rate,
    /// What it lost by age.
    pub lives: Lives,
    /// What it lost because better ones exist 功能性贬值, as a part of what age left.
    pub functional_obsolescence: Rate,
    /// What it lost because the market shrank 经济性贬值, as a part of what the others left.
    pub economic_obsolescence: Rate,
}

/// The value in yuan: Σ amount · price factor · (1 + profit) · remaining / (used + remaining) · (1 − functional) ·
/// (1 − economic).
///
/// Cost with profit less three kinds of depreciation is the cost approach of the appraisers' standards (资产评估执业准则——
/// 无形资产, recalled); that each loss is taken from what the one before left, so that the whole is never negative, is the
/// platform's choice. Rounded to the fen once, half to even; before that within 10⁻⁶ yuan of the exact figure, since the
/// cost is at most 2·10¹⁵ and exact, and five operations follow with 12 decimal places at least.
///
/// # Errors
/// No item or more than 200, a name that is none, lives out of their range, a value beyond [`Money::MAX`]. All with the
/// field that is wrong.
pub fn cost(inputs: &CostInputs) -> Result<Money, Vec<FieldRefusal>> {
    let mut fields = Fields::default();
    fields.hold((1..=MOST_ITEMS).contains(&inputs.items.len()), "/items", refusals::cost_items_number);
    // More items than there can be are not looked at one by one.
    for (number, item) in inputs.items.iter().take(MOST_ITEMS).enumerate() {
        fields.hold_label(&item.label, format!("/items/{number}/label"));
    }
    let Lives { used_months, remaining_months } = inputs.lives;
    let lives = used_months <= MOST_MONTHS && (1..=MOST_MONTHS).contains(&remaining_months);
    fields.hold(lives, "/lives", refusals::lives_out_of_range);
    fields.end()?;
    unrounded(inputs)
        .and_then(Money::rounded)
        .ok_or_else(|| FieldRefusal::alone("/items", refusals::value_out_of_range()))
}

fn unrounded(inputs: &CostInputs) -> Option<Decimal> {
    let today = |item: &CostItem| item.amount.yuan().checked_mul(item.price_factor.number());
    let spent = inputs.items.iter().try_fold(Decimal::ZERO, |sum, item| sum.checked_add(today(item)?))?;
    let with_profit = spent.checked_mul(Decimal::ONE + inputs.profit.fraction())?;
    let Lives { used_months, remaining_months } = inputs.lives;
    let whole = Decimal::from(used_months) + Decimal::from(remaining_months);
    let after_age = with_profit.checked_mul(Decimal::from(remaining_months))?.checked_div(whole)?;
    let left = |lost: Rate| Decimal::ONE - lost.fraction();
    after_age.checked_mul(left(inputs.functional_obsolescence))?.checked_mul(left(inputs.economic_obsolescence))
}
