//! The rule file of this room, `rules/preexam.toml`: rows of `number`, and rows of `rule` in the form of all periods.

use serde::Deserialize;

use super::case::StepKind;
use super::{NumberId, PatentKind, PreexamNumbersByDay};
use crate::calendar::{self, DeadlineRules, Late};
use crate::hall::{NumberFault, NumberRule};

/// The clock of a filing entity's registration.
pub(super) const REVIEW_ENTITY: &str = "preexam.review_entity";
/// The clock of a request's triage.
pub(super) const TRIAGE: &str = "preexam.triage";
/// The same in electronic commerce.
pub(super) const TRIAGE_ECOMMERCE: &str = "preexam.triage_ecommerce";
/// The clock of the first reply to the office.
pub(super) const REPLY_FIRST: &str = "preexam.reply_first";
/// That of every later one.
pub(super) const REPLY_LATER: &str = "preexam.reply_later";

/// The clocks by which somebody else than an applicant acts: being late ends nothing there.
const OF_THE_CENTRE: [&str; 10] = [
    StepKind::Accept.rule_id(false),
    StepKind::Opinion.rule_id(false),
    StepKind::Reexamine.rule_id(false),
    StepKind::Mark.rule_id(false),
    target_id(PatentKind::Invention),
    target_id(PatentKind::UtilityModel),
    target_id(PatentKind::Design),
    REVIEW_ENTITY,
    TRIAGE,
    TRIAGE_ECOMMERCE,
];

/// The clocks by which an applicant acts.
const OF_THE_APPLICANT: [&str; 5] = [
    StepKind::Amend.rule_id(false),
    StepKind::File.rule_id(false),
    StepKind::PayFees.rule_id(false),
    REPLY_FIRST,
    REPLY_LATER,
];

/// The clock from the filing day to the announcement of the grant.
pub(super) const fn target_id(kind: PatentKind) -> &'static str {
    match kind {
        PatentKind::Invention => "preexam.target_invention",
        PatentKind::UtilityModel => "preexam.target_utility_model",
        PatentKind::Design => "preexam.target_design",
    }
}

/// The rules of this room, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreexamRules {
    numbers: PreexamNumbersByDay,
    clocks: DeadlineRules,
}

/// Why the rule file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PreexamRulesFault {
    /// The file is not TOML of the expected shape, or names a number or unit that is not known.
    #[error("the rule file cannot be read: {0}")]
    Unreadable(String),
    /// A number is wrong.
    #[error(transparent)]
    Number(#[from] NumberFault<NumberId>),
    /// A rate that suspends lies above the one that strikes off.
    #[error("the fail rate that suspends lies above the one that strikes off")]
    SuspendsAfterCancelling,
    /// A clock is wrong by itself.
    #[error(transparent)]
    Clock(#[from] calendar::RulesFault),
    /// A clock does not run on every day.
    #[error("clock {0} has no row, or leaves days without one")]
    ClockMissing(&'static str),
    /// The centre's being late would end a case.
    #[error("clock {0} is not the applicant's, so being late must be accepted_late")]
    CentreLapses(&'static str),
    /// An applicant's late act would be lost.
    #[error(
        "clock {0} is the applicant's, so being late is lapses or accepted_late: a late act is kept, never refused"
    )]
    LateActRefused(&'static str),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    number: Vec<NumberRule<NumberId>>,
    rule: Vec<toml::Table>,
}

impl PreexamRules {
    /// Reads and checks the rule file.
    ///
    /// # Errors
    /// [`PreexamRulesFault`] names the number or the clock that is wrong.
    pub fn parse(text: &str) -> Result<Self, PreexamRulesFault> {
        let RuleFile { number, rule } = RuleFile::read(text)?;
        let numbers = PreexamNumbersByDay::of(number)?;
        suspending_comes_before_striking_off(&numbers)?;
        let clocks_alone = the_clocks_of(rule)?;
        let clocks = DeadlineRules::parse_all(&[("rules/preexam.toml", &clocks_alone)])?;
        for id in OF_THE_CENTRE {
            a_clock_runs_on_every_day(&clocks, id)?;
            if clocks.versions_of(id).any(|rule| rule.late != Late::AcceptedLate) {
                return Err(PreexamRulesFault::CentreLapses(id));
            }
        }
        for id in OF_THE_APPLICANT {
            a_clock_runs_on_every_day(&clocks, id)?;
            if clocks.versions_of(id).any(|rule| rule.late == Late::Refused) {
                return Err(PreexamRulesFault::LateActRefused(id));
            }
        }
        Ok(Self { numbers, clocks })
    }

    /// The clocks of the file alone, as a rule file that [`DeadlineRules::parse_all`] reads together with others.
    ///
    /// # Errors
    /// [`PreexamRulesFault::Unreadable`].
    pub fn clocks_of(text: &str) -> Result<String, PreexamRulesFault> {
        the_clocks_of(RuleFile::read(text)?.rule)
    }

    /// Counts and percentages.
    #[must_use]
    pub const fn numbers(&self) -> &PreexamNumbersByDay {
        &self.numbers
    }

    /// The clocks of this room, without those of other files.
    #[must_use]
    pub const fn clocks(&self) -> &DeadlineRules {
        &self.clocks
    }
}

impl RuleFile {
    fn read(text: &str) -> Result<Self, PreexamRulesFault> {
        toml::from_str(text).map_err(|error| PreexamRulesFault::Unreadable(error.to_string()))
    }
}

fn the_clocks_of(rows: Vec<toml::Table>) -> Result<String, PreexamRulesFault> {
    calendar::a_file_of_clocks(rows).map_err(|error| PreexamRulesFault::Unreadable(error.to_string()))
}

fn a_clock_runs_on_every_day(clocks: &DeadlineRules, id: &'static str) -> Result<(), PreexamRulesFault> {
    if clocks.runs_on_every_day(id) { Ok(()) } else { Err(PreexamRulesFault::ClockMissing(id)) }
}

fn suspending_comes_before_striking_off(numbers: &PreexamNumbersByDay) -> Result<(), PreexamRulesFault> {
    let days = numbers.rows().iter().map(|row| row.valid_from.unwrap_or(chrono::NaiveDate::MIN));
    let turned = |day| {
        let on = numbers.on(day);
        on.fail_rate_suspends_percent > on.fail_rate_cancels_percent
    };
    if days.into_iter().any(turned) { Err(PreexamRulesFault::SuspendsAfterCancelling) } else { Ok(()) }
}
