//! How long a right lasts.

use chrono::{Months, NaiveDate};

use super::rules::TermStart;
use super::{Particulars, Record, RegistryRules, TermRule};

/// The term of a right by its rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermOfRight<'rules> {
    /// The day from which it runs.
    pub runs_from: NaiveDate,
    /// The last day on which the right can stand.
    pub last_day_on: NaiveDate,
    /// The rule applied.
    pub rule: &'rules TermRule,
}

/// The term of a right, where its filing day is known and a rule covers it.
///
/// The last day is the one before the anniversary: a term that runs from 1999-09-06 ends with 2009-09-05 and the right
/// is over on 2009-09-06, working day or not (Guidelines for Patent Examination, part V, chapter 9; for marks
/// 商标法实施条例 article 12). A register that names the last day of a mark prevails over the computation.
pub fn term_of_right<'rules>(record: &Record, rules: &'rules RegistryRules) -> Option<TermOfRight<'rules>> {
    let rule = rules.term_rule(record.right(), record.filing_on()?)?;
    let runs_from = match rule.runs_from {
        TermStart::Filing => record.filing_on()?,
        TermStart::Registration => record.grant_on()?,
    };
    let named = match &record.particulars {
        Particulars::Trademark(mark) => mark.expires_on,
        Particulars::Patent(_) | Particulars::GeographicalIndication(_) => None,
    };
    let last_day_on = match named {
        Some(named) => named,
        None => day_before_anniversary(runs_from, rule.years)?,
    };
    Some(TermOfRight { runs_from, last_day_on, rule })
}

/// The day before the anniversary, `years` years on; `None` outside the calendar's range.
pub(super) fn day_before_anniversary(from: NaiveDate, years: u32) -> Option<NaiveDate> {
    from.checked_add_months(Months::new(years.checked_mul(12)?))?.pred_opt()
}
