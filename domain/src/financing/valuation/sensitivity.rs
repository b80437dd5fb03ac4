//! By how much inputs are moved to find the ends of a range.

use rust_decimal::{Decimal, RoundingStrategy};

use super::super::money::Rate;

/// By how much each input that is an opinion is moved, down and up. The platform's choice, so it stands in the rule file; each
/// is more than nothing, or a range would be a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sensitivity {
    /// The discount rate: `0.02` is two percentage points.
    pub discount_rate_by: Rate,
    /// The royalty rate, by such a part of itself: `0.1` is a tenth.
    pub royalty_rate_part: Rate,
    /// The profit.
    pub profit_by: Rate,
    /// The economic obsolescence.
    pub obsolescence_by: Rate,
}

impl Sensitivity {
    /// The discount rate, higher and lower.
    pub(super) fn discount_rates(self, rate: Rate) -> (Rate, Rate) {
        (more(rate, self.discount_rate_by), less(rate, self.discount_rate_by))
    }

    /// The royalty rate, lower and higher.
    pub(super) fn royalty_rates(self, rate: Rate) -> (Rate, Rate) {
        // Rounded to the places that a rate has, so that the assumption reads as what was computed with.
        let part = rate.fraction() * self.royalty_rate_part.fraction();
        let part = part.round_dp_with_strategy(8, RoundingStrategy::MidpointNearestEven);
        let part = Rate::of(part).unwrap_or_default();
        (less(rate, part), more(rate, part))
    }

    /// The profit, lower and higher.
    pub(super) fn profits(self, profit: Rate) -> (Rate, Rate) {
        (less(profit, self.profit_by), more(profit, self.profit_by))
    }

    /// The economic obsolescence, higher and lower.
    pub(super) fn obsolescences(self, lost: Rate) -> (Rate, Rate) {
        (more(lost, self.obsolescence_by), less(lost, self.obsolescence_by))
    }
}

/// A higher rate; at most one.
fn more(rate: Rate, by: Rate) -> Rate {
    Rate::of(rate.fraction() + by.fraction()).unwrap_or(Rate::ONE)
}

/// A lower rate; at least nothing.
fn less(rate: Rate, by: Rate) -> Rate {
    Rate::of((rate.fraction() - by.fraction()).max(Decimal::ZERO)).unwrap_or(Rate::ZERO)
}
