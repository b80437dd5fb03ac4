//! The arithmetic of instalments: interest of a time, the level of an instalment, and how a balance falls.

use rust_decimal::Decimal;

use super::super::money::{Money, Rate};
use super::Repayment;

/// The days of a month, and of the year of twelve of them, by which interest is counted.
pub(super) const DAYS_OF_A_MONTH: u32 = 30;
const DAYS_OF_A_YEAR: u32 = 360;

/// What an instalment consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub principal: Money,
    pub interest: Money,
    /// The principal left after it.
    pub balance: Money,
}

/// The interest on a balance for so many days of a year of 360, rounded to the fen, half to even. The rate is multiplied
/// before it is divided, which a decimal holds exactly up to the division: no half fen is missed.
/// `None` beyond [`Money::MAX`].
pub(super) fn interest(balance: Money, annual_rate: Rate, days: u32) -> Option<Money> {
    let of_a_year = balance.yuan().checked_mul(annual_rate.fraction())?;
    let of_the_days = of_a_year.checked_mul(Decimal::from(days))?.checked_div(Decimal::from(DAYS_OF_A_YEAR))?;
    Money::rounded(of_the_days)
}

/// What stays the same from instalment to instalment: the sum of equal instalments, the principal part of equal principal,
/// nothing of the others.
///
/// The sum is P·i / (1 − (1 + i)⁻ⁿ) with i a twelfth of the rate, computed as P / Σ (1 + i)⁻ᵗ, which holds at a rate of
/// nothing too. The divisor has 25 decimal places at least, so that the sum is within 10⁻⁹ yuan before its rounding.
pub(super) fn level(kind: Repayment, principal: Money, annual_rate: Rate, count: u32) -> Option<Money> {
    match kind {
        Repayment::EqualInstalments => {
            let twelve = Decimal::from(12);
            let growth = twelve + annual_rate.fraction();
            // Times twelve over twelve and the rate: a twelfth of the rate has no last digit.
            let worth = (0..count).try_fold(Decimal::ZERO, |later, _| {
                later.checked_add(Decimal::ONE)?.checked_mul(twelve)?.checked_div(growth)
            })?;
            Money::rounded(principal.yuan().checked_div(worth)?)
        }
        Repayment::EqualPrincipal => Money::rounded(principal.yuan().checked_div(Decimal::from(count))?),
        Repayment::InterestOnly | Repayment::Bullet => Some(Money::ZERO),
    }
}

/// How a balance falls in so many months: each pays the month's interest and the principal that its kind asks for, the last
/// one whatever is left. `None` where an amount grows beyond [`Money::MAX`].
pub(super) fn monthly(
    kind: Repayment,
    level: Money,
    balance: Money,
    annual_rate: Rate,
    count: u32,
) -> Option<Vec<Part>> {
    let mut left = balance;
    let part = |number: u32| {
        let interest = interest(left, annual_rate, DAYS_OF_A_MONTH)?;
        let principal = match kind {
            _ if number == count => left,
            // Sums of few fen are all interest, or have paid everything before the last month.
            Repayment::EqualInstalments => level.minus(interest).unwrap_or_default().min(left),
            Repayment::EqualPrincipal => level.min(left),
            Repayment::InterestOnly | Repayment::Bullet => Money::ZERO,
        };
        left = left.minus(principal)?;
        Some(Part { principal, interest, balance: left })
    };
    (1..=count).map(part).collect()
}
