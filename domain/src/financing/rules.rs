//! The rule file of this room, `rules/financing.toml`: rows of `number`, rows of `rule` in the form of all periods, and the
//! classes of loans.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::deal::steps;
use super::demand::DemandNumbers;
use super::money::Rate;
use super::numbers::{FinancingNumbers, FinancingNumbersByDay, NumberId};
use super::pledge;
use super::product::PledgedKind;
use super::schedule::{ClassificationFault, ClassificationRow, ClassificationTable};
use super::valuation::Sensitivity;
use crate::calendar::{self, DeadlineRules, Late};
use crate::hall::{NumberFault, NumberRule};

/// The clocks that only note being late. Beside them run the bank's answer, which may end a deal, and the claim for
/// compensation, which may be barred.
const NOTE_ONLY: [&str; 10] = [
    steps::DUE_DILIGENCE,
    steps::APPROVAL,
    steps::CONTRACT,
    steps::REGISTRATION,
    steps::DISBURSEMENT,
    steps::RELEASE,
    pledge::PATENT_BY_WINDOW,
    pledge::PATENT_ONLINE,
    pledge::TRADEMARK,
    pledge::COPYRIGHT,
];

/// The rules of this room, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinancingRules {
    numbers: FinancingNumbersByDay,
    clocks: DeadlineRules,
    classes: ClassificationTable,
}

/// Why the rule file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FinancingRulesFault {
    /// The file is not TOML of the expected shape, or names a number or unit that is not known.
    #[error("the rule file cannot be read: {0}")]
    Unreadable(String),
    /// A number is wrong.
    #[error(transparent)]
    Number(#[from] NumberFault<NumberId>),
    /// The cover that is urgent lies above the one that is warned of.
    #[error("the cover that is urgent lies above the one that is warned of")]
    UrgentBeforeWarning,
    /// A clock is wrong by itself.
    #[error(transparent)]
    Clock(#[from] calendar::RulesFault),
    /// A clock does not run on every day.
    #[error("clock {0} has no row, or leaves days without one")]
    ClockMissing(&'static str),
    /// Being late would lead to what it cannot lead to at this clock.
    #[error("clock {0} cannot have this value of late")]
    LateOutOfPlace(&'static str),
    /// The classes of loans are wrong.
    #[error(transparent)]
    Classification(#[from] ClassificationFault),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    number: Vec<NumberRule<NumberId>>,
    rule: Vec<toml::Table>,
    classification: Vec<ClassificationRow>,
}

impl FinancingRules {
    /// Reads and checks the rule file.
    ///
    /// # Errors
    /// [`FinancingRulesFault`] names the number, the clock or the class that is wrong.
    pub fn parse(text: &str) -> Result<Self, FinancingRulesFault> {
        let RuleFile { number, rule, classification } = RuleFile::read(text)?;
        let numbers = FinancingNumbersByDay::of(number)?;
        a_warning_comes_before_urgency(&numbers)?;
        let clocks_alone = the_clocks_of(rule)?;
        let clocks = DeadlineRules::parse_all(&[("rules/financing.toml", &clocks_alone)])?;
        for id in NOTE_ONLY {
            a_clock_is_sound(&clocks, id, &[Late::AcceptedLate])?;
        }
        a_clock_is_sound(&clocks, steps::BANK_ANSWER, &[Late::AcceptedLate, Late::Lapses])?;
        a_clock_is_sound(&clocks, steps::COMPENSATION_CLAIM, &[Late::AcceptedLate, Late::Refused])?;
        Ok(Self { numbers, clocks, classes: ClassificationTable::of(classification)? })
    }

    /// The clocks of the file alone, as a rule file that [`DeadlineRules::parse_all`] reads together with others.
    ///
    /// # Errors
    /// [`FinancingRulesFault::Unreadable`].
    pub fn clocks_of(text: &str) -> Result<String, FinancingRulesFault> {
        the_clocks_of(RuleFile::read(text)?.rule)
    }

    /// Counts and percentages.
    #[must_use]
    pub const fn numbers(&self) -> &FinancingNumbersByDay {
        &self.numbers
    }

    /// The clocks of this room, without those of other files.
    #[must_use]
    pub const fn clocks(&self) -> &DeadlineRules {
        &self.clocks
    }

    /// From when on a loan is of which class.
    #[must_use]
    pub const fn classes(&self) -> &ClassificationTable {
        &self.classes
    }
}

impl RuleFile {
    fn read(text: &str) -> Result<Self, FinancingRulesFault> {
        toml::from_str(text).map_err(|error| FinancingRulesFault::Unreadable(error.to_string()))
    }
}

fn the_clocks_of(rows: Vec<toml::Table>) -> Result<String, FinancingRulesFault> {
    calendar::a_file_of_clocks(rows).map_err(|error| FinancingRulesFault::Unreadable(error.to_string()))
}

/// A clock runs on every day, and says of being late what this clock can lead to.
fn a_clock_is_sound(clocks: &DeadlineRules, id: &'static str, lates: &[Late]) -> Result<(), FinancingRulesFault> {
    if !clocks.runs_on_every_day(id) {
        return Err(FinancingRulesFault::ClockMissing(id));
    }
    let fits = clocks.versions_of(id).all(|rule| lates.contains(&rule.late));
    if fits { Ok(()) } else { Err(FinancingRulesFault::LateOutOfPlace(id)) }
}

fn a_warning_comes_before_urgency(numbers: &FinancingNumbersByDay) -> Result<(), FinancingRulesFault> {
    let mut days = numbers.rows().iter().map(|row| row.valid_from.unwrap_or(chrono::NaiveDate::MIN));
    let turned = |day| {
        let on = numbers.on(day);
        on.cover_urgent_percent > on.cover_warning_percent
    };
    if days.any(turned) { Err(FinancingRulesFault::UrgentBeforeWarning) } else { Ok(()) }
}

impl FinancingNumbers {
    /// How many pledges a right carries at once, by its kind.
    #[must_use]
    pub const fn of_demands(&self) -> DemandNumbers {
        DemandNumbers {
            pledges_at_once_patent: self.pledges_at_once_patent,
            pledges_at_once_trademark: self.pledges_at_once_trademark,
            pledges_at_once_copyright: self.pledges_at_once_copyright,
        }
    }

    /// How many pledges a right of this kind carries at once.
    #[must_use]
    pub const fn pledges_at_once(&self, kind: PledgedKind) -> u32 {
        self.of_demands().pledges_at_once(kind)
    }

    /// By how much the inputs of a valuation are moved.
    #[must_use]
    pub fn sensitivity(&self) -> Sensitivity {
        Sensitivity {
            discount_rate_by: percent(self.discount_rate_by_percent),
            royalty_rate_part: percent(self.royalty_rate_part_percent),
            profit_by: percent(self.profit_by_percent),
            obsolescence_by: percent(self.obsolescence_by_percent),
        }
    }
}

/// So many percent as a fraction; what lies above a hundred is the whole.
fn percent(number: u32) -> Rate {
    Rate::of(Decimal::new(i64::from(number), 2)).unwrap_or(Rate::ONE)
}
