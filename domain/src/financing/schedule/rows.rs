//! The schedule of a loan, row by row.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::money::Money;
use super::amortise::{DAYS_OF_A_MONTH, Part, interest, level, monthly};
use super::terms::due_day;
use super::{Repayment, Terms, refusals};
use crate::hall::FieldRefusal;

/// One instalment as planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number, from 1.
    pub number: u32,
    /// How many months after the disbursement it is due.
    pub after_months: u32,
    /// The day on which it is due, where the day of disbursement is known.
    pub due_on: Option<NaiveDate>,
    /// The principal that it repays.
    pub principal: Money,
    /// The interest that it pays.
    pub interest: Money,
    /// The principal left after it.
    pub balance: Money,
}

/// The plan of a loan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The instalments, at least one.
    pub rows: Vec<Row>,
    /// The first of them.
    pub first: Row,
    /// The last of them; the first one again where there is one only.
    pub last: Row,
    /// The interest of all.
    pub total_interest: Money,
}

/// The plan that follows from the terms.
///
/// Each month pays the interest of a twelfth of a year on what is left. With equal instalments the sum is
/// P·i / (1 − (1 + i)⁻ᵐ), with equal principal the principal part is P / m, both rounded to the fen, half to even; the last
/// month repays what is left, and with it what rounding the sum left over (fen at usual rates; half a fen grows with the rate
/// of interest as any debt does). A bullet has one row, with P · rate · m/12 of interest.
///
/// # Errors
/// Terms that cannot be meant, each with its field; interest beyond [`Money::MAX`], at `/principal`.
pub fn schedule(terms: &Terms) -> Result<Schedule, Vec<FieldRefusal>> {
    terms.check()?;
    planned(terms).ok_or_else(|| FieldRefusal::alone("/principal", refusals::interest_out_of_range()))
}

fn planned(terms: &Terms) -> Option<Schedule> {
    let Terms { kind, principal, annual_rate, months, start_on } = *terms;
    let (parts, first_after) = match kind {
        Repayment::Bullet => {
            let interest = interest(principal, annual_rate, months.checked_mul(DAYS_OF_A_MONTH)?)?;
            (vec![Part { principal, interest, balance: Money::ZERO }], months)
        }
        Repayment::EqualInstalments | Repayment::EqualPrincipal | Repayment::InterestOnly => {
            let level = level(kind, principal, annual_rate, months)?;
            (monthly(kind, level, principal, annual_rate, months)?, 1)
        }
    };
    let row = |(number, (after_months, part)): (u32, (u32, &Part))| {
        let Part { principal, interest, balance } = *part;
        let due_on = match start_on {
            None => None,
            Some(start_on) => Some(due_day(start_on, after_months)?),
        };
        Some(Row { number, after_months, due_on, principal, interest, balance })
    };
    let rows: Vec<Row> = (1..).zip((first_after..).zip(&parts)).map(row).collect::<Option<_>>()?;
    Some(Schedule {
        first: *rows.first()?,
        last: *rows.last()?,
        total_interest: Money::sum(rows.iter().map(|row| row.interest))?,
        rows,
    })
}
