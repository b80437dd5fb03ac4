//! How long a right lasts.

use chrono::{Datelike, Months, NaiveDate};

use super::rules::TermStart;
use super::{EventEffect, Particulars, Record, RegistryRules, TermRule};

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

/// The term of a right, where the day from which it runs is known and a rule covers it.
///
/// A term that runs from 1999-09-06 ends with 2009-09-05 and the right is over on 2009-09-06, working day or not
/// (Guidelines for Patent Examination, part V, chapter 9; for marks 商标法实施条例 article 12). A register that names
/// the last day of a mark prevails over the computation; a renewal told later carries either on.
pub fn term_of_right<'rules>(record: &Record, rules: &'rules RegistryRules) -> Option<TermOfRight<'rules>> {
    let rule = rules.term_rule(record.right(), record.filing_on())?;
    let runs_from = match rule.runs_from {
        TermStart::Filing => record.filing_on()?,
        TermStart::Registration => record.grant_on().or_else(|| days_of(record, rules, EventEffect::Grants).min())?,
    };
    let named = match &record.particulars {
        Particulars::Trademark(mark) => mark.expires_on,
        Particulars::Patent(_) | Particulars::GeographicalIndication(_) => None,
    };
    let first_end = match named {
        Some(named) => named,
        None => last_day_of_a_term(runs_from, rule.years)?,
    };
    let last_day_on = match days_of(record, rules, EventEffect::Renews).max() {
        Some(renewed_on) if rule.renewable => carried_on_by_renewal(first_end, rule.years, renewed_on),
        Some(_) | None => first_end,
    };
    Some(TermOfRight { runs_from, last_day_on, rule })
}

/// The days of the record's events that have this effect, in the order of the record.
pub(super) fn days_of(record: &Record, rules: &RegistryRules, effect: EventEffect) -> impl Iterator<Item = NaiveDate> {
    let has_effect = move |code: &str| rules.event_rule(code).is_some_and(|rule| rule.effect == effect);
    record.events.iter().filter(move |event| has_effect(&event.code)).map(|event| event.on)
}

/// The last day of a term that begins on `from`: the day before the day of the same number, and the last day of the
/// month where the month has no such day (商标法实施条例 article 12 (2); applied to patents by analogy, as the
/// Guidelines are silent on 29 February). `None` outside the calendar's range.
pub(super) fn last_day_of_a_term(from: NaiveDate, years: u32) -> Option<NaiveDate> {
    let anniversary = from.checked_add_months(Months::new(years.checked_mul(12)?))?;
    if anniversary.day() == from.day() { anniversary.pred_opt() } else { Some(anniversary) }
}

/// Each renewal adds one term, which runs from the day after the last one (商标法 article 40). A renewal is told in the
/// last months of the term that it renews or soon after them: so a day in the first half of a term still speaks of the
/// renewal that began it, and one renewal told twice counts once.
fn carried_on_by_renewal(first_end: NaiveDate, years: u32, renewed_on: NaiveDate) -> NaiveDate {
    let half_a_term = Months::new(years.saturating_mul(6));
    let mut last_day_on = first_end;
    while last_day_on.checked_sub_months(half_a_term).is_some_and(|middle| middle < renewed_on) {
        match last_day_on.succ_opt().and_then(|next| last_day_of_a_term(next, years)) {
            Some(next_end) => last_day_on = next_end,
            None => break,
        }
    }
    last_day_on
}
