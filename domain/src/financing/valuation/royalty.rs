//! The income method: what the owner of a right need not pay for the licence he would otherwise need 许可费节省法.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::super::money::{Money, Rate};
use super::{Fields, refusals};
use crate::hall::FieldRefusal;

/// The most years that are looked ahead. No right to be valued here lasts longer but marks, which are renewed.
const MOST_YEARS: usize = 60;

/// What relief from royalty is computed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReliefFromRoyalty {
    /// The revenue made with the right in each year to come, 1 to 60 years. It flows at the year's end.
    pub revenue: Vec<Money>,
    /// The part of the revenue that a licensee would pay.
    pub royalty_rate: Rate,
    /// The rate a year at which money to come is worth less.
    pub discount_rate: Rate,
    /// The rate of income tax.
    pub tax_rate: Rate,
    /// Whether the buyer may write the right off over the years of the forecast, and saves tax by it.
    pub tax_amortisation_benefit: bool,
}

/// The value in yuan: Σ revenueₜ · royalty · (1 − tax) / (1 + discount)ᵗ over the years t = 1, 2, …; with the benefit of
/// tax amortisation times 1 / (1 − tax · A/n), A = Σ (1 + discount)⁻ᵗ over the n years.
///
/// Rounded to the fen once, half to even. Before that the figure is within 10⁻⁶ yuan of the exact one. The sum is at most
/// 6·10¹³ and has 14 decimal places; each of 60 divisions adds half a unit of the last one and shrinks what was added before.
/// A has 26 places. (1 − tax) / (1 − tax · A/n) is at most one; where its denominator is small, so that the error of A weighs
/// more, it is small itself but for discount rates next to nothing, which the tests try.
///
/// # Errors
/// No year or more than 60; a tax of everything together with the benefit; a value beyond [`Money::MAX`]. All with the
/// field that is wrong.
pub fn relief_from_royalty(inputs: &ReliefFromRoyalty) -> Result<Money, Vec<FieldRefusal>> {
    let mut fields = Fields::default();
    fields.hold((1..=MOST_YEARS).contains(&inputs.revenue.len()), "/revenue", refusals::revenue_years);
    let all_is_taxed_away = inputs.tax_amortisation_benefit && inputs.tax_rate == Rate::ONE;
    fields.hold(!all_is_taxed_away, "/tax_rate", refusals::tax_takes_everything);
    fields.end()?;
    unrounded(inputs)
        .and_then(Money::rounded)
        .ok_or_else(|| FieldRefusal::alone("/revenue", refusals::value_out_of_range()))
}

/// The figure before its rounding; `None` where a number grows beyond what a decimal holds.
pub(super) fn unrounded(inputs: &ReliefFromRoyalty) -> Option<Decimal> {
    let royalty = inputs.royalty_rate.fraction();
    let revenue = worth_today(inputs.revenue.iter().map(|year| year.yuan()), inputs.discount_rate)?;
    revenue.checked_mul(royalty)?.checked_mul(what_is_left_after_tax(inputs)?)
}

/// What comes at the end of each year, as it is worth at the beginning of the first (Horner's rule from the last year on).
fn worth_today(years: impl DoubleEndedIterator<Item = Decimal>, discount_rate: Rate) -> Option<Decimal> {
    let growth = Decimal::ONE + discount_rate.fraction();
    years.rev().try_fold(Decimal::ZERO, |later, year| later.checked_add(year)?.checked_div(growth))
}

/// The part of the royalties that tax leaves, with what writing the right off saves: n(1 − tax) / (n − tax · A).
fn what_is_left_after_tax(inputs: &ReliefFromRoyalty) -> Option<Decimal> {
    let tax = inputs.tax_rate.fraction();
    let untaxed = Decimal::ONE - tax;
    if !inputs.tax_amortisation_benefit {
        return Some(untaxed);
    }
    let annuity = worth_today(inputs.revenue.iter().map(|_| Decimal::ONE), inputs.discount_rate)?;
    let years = Decimal::from(inputs.revenue.len());
    let spread = years.checked_sub(tax.checked_mul(annuity)?)?;
    years.checked_mul(untaxed)?.checked_div(spread)
}
