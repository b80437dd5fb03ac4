//! The watch over collateral 押品监测: what became of a pledged right, and how much of the debt the rights still cover.
//!
//! ```text
//! the register's word of a right ──[`Sight::of`]──► sight ──[`findings`] against the sight before──► findings, each once
//! ```
//!
//! **Invariants**
//! - What is found is told once: it is a difference between two sights. What the register does not say is not found.
//! - The annual fee of a pledged patent is told of before it is due, so many days as a number of the rules says.
//! - The cover is what the rights that still stand are worth at their lower ends, in percent of the principal that is not
//!   paid back; where it begins to be warned of and where it is urgent are numbers of `rules/financing.toml`.

#[cfg(test)]
mod tests;

use chrono::{Datelike, Months, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::FinancingNumbers;
use super::demand::{FirmIdentity, RightAnswer};
use super::money::Money;
use crate::hall::coded;
use crate::registry::SimpleStatus;

/// How a pledged right stands, as far as a pledgee asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    /// Whether it stands.
    pub standing: SimpleStatus,
    /// Whether the pledgor is among its owners; `None`: the register names none.
    pub owned: Option<bool>,
    /// Whether a court preserves it; `None`: not known.
    pub preserved: Option<bool>,
}

coded! {
    /// What became of a pledged right.
    Finding {
        /// It ended: by an event of the register (an unpaid fee, an invalidation, a surrender), or its term is over.
        Ended = "ended" / "权利已终止",
        /// It is no longer known to stand.
        StandingUnknown = "standing_unknown" / "法律状态不明",
        /// The pledgor is no longer among its owners (民法典第四百四十四条 asks for the pledgee's consent).
        Transferred = "transferred" / "权利人已变更",
        /// A court preserves it.
        Preserved = "preserved" / "权利被采取保全措施",
        /// It stands again, is the pledgor's again, or is preserved no longer.
        Recovered = "recovered" / "权利状态恢复",
    }
}

coded! {
    /// How far the rights cover the debt.
    CoverLevel {
        /// As far as it should.
        Sound = "sound" / "覆盖充足",
        /// Less.
        Warning = "warning" / "覆盖不足",
        /// Much less.
        Urgent = "urgent" / "覆盖严重不足",
        /// Nobody valued a right that still stands.
        Unknown = "unknown" / "覆盖情况不明",
    }
}

/// What the rights of a loan that still stand are worth beside what is not paid back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cover {
    /// In percent, rounded down; `None`: a right that stands was not valued, or nothing is owed.
    pub percent: Option<u32>,
    /// What that means.
    pub level: CoverLevel,
}

impl Sight {
    /// A right as it was when it was pledged: in force, the pledgor's, free.
    pub const SOUND: Self = Self { standing: SimpleStatus::InForce, owned: Some(true), preserved: Some(false) };

    /// What the register says of a right of this firm.
    #[must_use]
    pub fn of(answer: &RightAnswer, firm: &FirmIdentity) -> Self {
        let owned = (!answer.owners.is_empty()).then(|| answer.owners.iter().any(|owner| firm.is(owner)));
        Self { standing: answer.standing, owned, preserved: answer.seized }
    }

    /// Whether the right counts as collateral.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.standing == SimpleStatus::InForce && self.owned != Some(false) && self.preserved != Some(true)
    }
}

/// What became of a right between two sights; nothing: nothing that a pledgee asks for.
#[must_use]
pub fn findings(before: &Sight, now: &Sight) -> Vec<Finding> {
    let mut found = Vec::new();
    if now.standing != before.standing {
        match now.standing {
            SimpleStatus::Dead => found.push(Finding::Ended),
            SimpleStatus::Unknown | SimpleStatus::Pending => found.push(Finding::StandingUnknown),
            SimpleStatus::InForce => {}
        }
    }
    if now.owned == Some(false) && before.owned != Some(false) {
        found.push(Finding::Transferred);
    }
    if now.preserved == Some(true) && before.preserved != Some(true) {
        found.push(Finding::Preserved);
    }
    if found.is_empty() && now.is_sound() && !before.is_sound() {
        found.push(Finding::Recovered);
    }
    found
}

/// The next day after a day on which the annual fee of a patent is due: the one that corresponds to the filing day (专利法实施细则
/// 第一百一十四条 with the guidelines for examination, recalled); of a 29 February the last day of the month. `None`: no such
/// day can be counted to.
#[must_use]
pub fn annual_fee_due_after(filing_on: NaiveDate, day: NaiveDate) -> Option<NaiveDate> {
    let years = u32::try_from(day.year().checked_sub(filing_on.year())?).ok()?;
    let in_year = |years: u32| filing_on.checked_add_months(Months::new(years.checked_mul(12)?));
    (years..years.checked_add(2)?).filter_map(in_year).find(|due_on| *due_on > day)
}

/// How far the values of the rights that still stand cover what is not paid back. `values`: the lower end of each such right;
/// `None` of one that nobody valued.
#[must_use]
pub fn cover(values: &[Option<Money>], outstanding: Money, numbers: &FinancingNumbers) -> Cover {
    let unknown = Cover { percent: None, level: CoverLevel::Unknown };
    let Some(values) = values.iter().copied().collect::<Option<Vec<Money>>>() else { return unknown };
    let (Some(worth), true) = (Money::sum(values), outstanding > Money::ZERO) else { return unknown };
    let percent = (worth.yuan() * Decimal::ONE_HUNDRED).checked_div(outstanding.yuan());
    let Some(percent) = percent.and_then(|percent| percent.trunc().to_u32()) else { return unknown };
    let level = if percent < numbers.cover_urgent_percent {
        CoverLevel::Urgent
    } else if percent < numbers.cover_warning_percent {
        CoverLevel::Warning
    } else {
        CoverLevel::Sound
    };
    Cover { percent: Some(percent), level }
}
