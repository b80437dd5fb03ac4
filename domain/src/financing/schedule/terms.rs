//! What was agreed about a loan's repayment, and whether it can be meant.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::super::money::{Money, Rate};
use super::super::valuation::Fields;
use super::refusals;
use crate::hall::FieldRefusal;
use crate::hall::coded;

/// The longest loan, in months: thirty years.
const MOST_MONTHS: u32 = 360;
/// The years in which a loan can be disbursed, so that its last day lies in a year of four digits.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=9900;

coded! {
    /// How a loan is repaid.
    Repayment {
        /// The same sum of principal and interest each month.
        EqualInstalments = "equal_instalments" / "等额本息",
        /// The same principal each month, and interest on what is left.
        EqualPrincipal = "equal_principal" / "等额本金",
        /// Interest each month, and the principal in the last one.
        InterestOnly = "interest_only" / "按月付息、到期还本",
        /// Principal and simple interest at the end.
        Bullet = "bullet" / "到期一次还本付息",
    }
}

/// The terms of repayment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// How it is repaid.
    pub kind: Repayment,
    /// What is lent; more than nothing.
    pub principal: Money,
    /// The rate of interest a year.
    pub annual_rate: Rate,
    /// For how many months, 1 to 360.
    pub months: u32,
    /// The day of disbursement, where it is known; the due days follow from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_on: Option<NaiveDate>,
}

impl Terms {
    /// Whether these terms can be meant.
    ///
    /// # Errors
    /// A principal of nothing, a number of months or a day out of range; each with its field.
    pub(super) fn check(&self) -> Result<(), Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        fields.hold(self.principal > Money::ZERO, "/principal", refusals::principal_zero);
        fields.hold((1..=MOST_MONTHS).contains(&self.months), "/months", refusals::loan_months_out_of_range);
        let in_range = self.start_on.is_none_or(|day| YEARS.contains(&day.year()));
        fields.hold(in_range, "/start_on", refusals::disbursement_day_out_of_range);
        fields.end()
    }
}

/// The day so many months after the disbursement: the day of the same number, or the month's last one where there is none.
pub(super) fn due_day(start_on: NaiveDate, months: u32) -> Option<NaiveDate> {
    start_on.checked_add_months(Months::new(months))
}
