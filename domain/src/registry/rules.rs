//! The numbers of law that this room needs, read from `rules/registry.toml`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Encumbrance, EventEffect, RightKind};

/// The rules of the registry, checked.
#[derive(Debug, Clone)]
pub struct RegistryRules {
    terms: Vec<TermRule>,
    events: BTreeMap<String, EventRule>,
}

/// How long a right of one kind lasts, for those filed within a period.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermRule {
    /// Stable name of the row.
    pub id: String,
    /// The kind of right.
    pub right: RightKind,
    /// The first filing day it applies to; `None`: from the beginning.
    #[serde(default)]
    pub filed_from: Option<NaiveDate>,
    /// The last filing day it applies to; `None`: still.
    #[serde(default)]
    pub filed_to: Option<NaiveDate>,
    /// Length in years.
    pub years: u32,
    /// The day from which it runs.
    pub runs_from: TermStart,
    /// The article.
    pub basis: String,
    /// `false`: recalled and not read in an official text; shown as such.
    pub verified: bool,
    /// With an unverified length: after so many years the right is over under any reading.
    #[serde(default)]
    pub certainly_over_after_years: Option<u32>,
    /// Whether the term can be renewed, so that its end alone does not end the right.
    #[serde(default)]
    pub renewable: bool,
}

/// The day from which a term runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermStart {
    /// The filing day.
    Filing,
    /// The day of registration.
    Registration,
}

/// The meaning of one official event code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventRule {
    /// The official code.
    pub code: String,
    /// Its meaning in Chinese.
    pub zh: String,
    /// Its meaning in English.
    pub en: String,
    /// What it does to the standing of the right.
    pub effect: EventEffect,
    /// What it does to what lies on the right, if anything.
    #[serde(default)]
    pub encumbrance: Option<Encumbrance>,
    /// `false`: recalled and not read in an official text.
    pub verified: bool,
}

/// Why a rule file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RulesFault {
    /// The file is not TOML of the expected shape.
    #[error("the rule file cannot be read: {0}")]
    Unreadable(String),
    /// Two term rows of one right apply to the same filing day.
    #[error("term rules {0} and {1} overlap")]
    TermsOverlap(String, String),
    /// A term of no length, or one that ends before it begins.
    #[error("term rule {0} has no length or an empty period")]
    TermEmpty(String),
    /// An unverified term that does not say when the right is over under any reading, its own included.
    #[error("term rule {0} is unverified and lacks certainly_over_after_years, or has it shorter than its own years")]
    UnverifiedWithoutCeiling(String),
    /// Two rows explain one code.
    #[error("event code {0} stands twice")]
    EventTwice(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    term_of_right: Vec<TermRule>,
    legal_status_event: Vec<EventRule>,
}

impl RegistryRules {
    /// Reads and checks the rule file.
    ///
    /// # Errors
    /// [`RulesFault`] names the row that is wrong.
    pub fn from_toml(text: &str) -> Result<Self, RulesFault> {
        let file: RuleFile = toml::from_str(text).map_err(|error| RulesFault::Unreadable(error.to_string()))?;
        for (index, rule) in file.term_of_right.iter().enumerate() {
            if rule.years == 0 || matches!((rule.filed_from, rule.filed_to), (Some(from), Some(to)) if to < from) {
                return Err(RulesFault::TermEmpty(rule.id.clone()));
            }
            if !rule.verified && rule.certainly_over_after_years.is_none_or(|ceiling| ceiling < rule.years) {
                return Err(RulesFault::UnverifiedWithoutCeiling(rule.id.clone()));
            }
            if let Some(other) = file.term_of_right[..index].iter().find(|other| rule.overlaps(other)) {
                return Err(RulesFault::TermsOverlap(other.id.clone(), rule.id.clone()));
            }
        }
        let mut events = BTreeMap::new();
        for rule in file.legal_status_event {
            if let Some(twice) = events.insert(rule.code.clone(), rule) {
                return Err(RulesFault::EventTwice(twice.code));
            }
        }
        Ok(Self { terms: file.term_of_right, events })
    }

    /// The term rule for a right filed on this day; `None` for the day: it is not known, and only a rule that applies
    /// whatever the day can be named.
    pub fn term_rule(&self, right: RightKind, filed_on: Option<NaiveDate>) -> Option<&TermRule> {
        self.terms.iter().find(|rule| rule.right == right && rule.applies_to(filed_on))
    }

    /// The longest term that any rule gives this kind of right, in years.
    pub fn longest_term_years(&self, right: RightKind) -> Option<u32> {
        let of_right = self.terms.iter().filter(|rule| rule.right == right && !rule.renewable);
        of_right.map(|rule| rule.years.max(rule.certainly_over_after_years.unwrap_or(0))).max()
    }

    /// What an official code means; `None` for a code that no row explains.
    pub fn event_rule(&self, code: &str) -> Option<&EventRule> {
        self.events.get(code)
    }
}

impl TermRule {
    fn applies_to(&self, filed_on: Option<NaiveDate>) -> bool {
        let holds = |bound: Option<NaiveDate>, within: fn(NaiveDate, NaiveDate) -> bool| match (bound, filed_on) {
            (None, _) => true,
            (Some(bound), Some(filed_on)) => within(bound, filed_on),
            (Some(_), None) => false,
        };
        holds(self.filed_from, |from, filed_on| from <= filed_on) && holds(self.filed_to, |to, filed_on| filed_on <= to)
    }

    fn overlaps(&self, other: &Self) -> bool {
        let starts_before_end = |a: &Self, b: &Self| match (a.filed_from, b.filed_to) {
            (Some(from), Some(to)) => from <= to,
            (None, _) | (_, None) => true,
        };
        self.right == other.right && starts_before_end(self, other) && starts_before_end(other, self)
    }
}
