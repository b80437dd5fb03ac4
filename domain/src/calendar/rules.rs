//! The periods of law and of practice, read from `rules/*.toml`: each row with its article and the days on which it applies.

use chrono::NaiveDate;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::{Period, Roll, RuleRef, Unit};
use crate::hall::coded;

/// The most characters of a rule's id.
const LONGEST_ID: usize = 100;

/// The periods of all rule files, checked: on each day an id has at most one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRules {
    rows: Vec<Rule>,
}

/// One row: a period, what sets it going, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Dotted name (`patent.reexamination_request`), the same for all versions of the rule.
    pub id: String,
    /// Its name in Chinese.
    pub name_zh: String,
    /// Its name in English.
    pub name_en: String,
    /// How long it is, in `unit`.
    pub value: u32,
    /// What the value counts.
    pub unit: Unit,
    /// What happens when the last day is a rest day.
    pub roll: Roll,
    /// What sets the period going, in Chinese (收到驳回决定之日).
    pub trigger: String,
    /// The same in English.
    pub trigger_en: String,
    /// The articles, or that it is the platform's own choice.
    pub basis: String,
    /// The first trigger day to which this version applies; `None`: from the beginning.
    #[serde(default, deserialize_with = "day")]
    pub valid_from: Option<NaiveDate>,
    /// The last trigger day to which it applies, itself included; `None`: still.
    #[serde(default, deserialize_with = "day")]
    pub valid_to: Option<NaiveDate>,
    /// Where it applies.
    pub scope: Scope,
    /// What a late act leads to.
    pub late: Late,
    /// `false`: recalled, or read in a secondary source only; shown as such.
    pub verified: bool,
    /// What one should know besides.
    #[serde(default)]
    pub note: Option<String>,
}

coded! {
    /// Where a rule applies.
    Scope {
        /// In all of China.
        National = "national" / "全国",
        /// In the province.
        Province = "province" / "全省",
        /// At one centre or body.
        Centre = "centre" / "本中心",
    }
}

coded! {
    /// What an act leads to that comes after the due day.
    Late {
        /// The right to act, or what was begun, is lost by the day alone.
        Lapses = "lapses" / "逾期丧失",
        /// It is taken, and noted as late.
        AcceptedLate = "accepted_late" / "逾期仍可办理",
        /// It is not taken.
        Refused = "refused" / "逾期不予受理",
    }
}

/// Why a rule file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RulesFault {
    /// The file is not TOML with rows of `rule`.
    #[error("{file}: the rule file cannot be read: {reason}")]
    Unreadable {
        /// The file.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// A row lacks a field, has an unknown one, or says what a field cannot hold.
    #[error("{file}: rule {id}: {reason}")]
    Row {
        /// The file.
        file: String,
        /// The row's id, or its number from 1 if it has none.
        id: String,
        /// What is wrong.
        reason: String,
    },
    /// Two versions of a rule apply to the same trigger day.
    #[error("{file}: rule {id}: its days overlap those of the row of the same id in {other}")]
    Overlap {
        /// The file.
        file: String,
        /// The id.
        id: String,
        /// The file of the row before.
        other: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    rule: Vec<toml::Table>,
}

/// The clocks of a room's rule file, which has other rows too, as a file of their own that [`DeadlineRules::parse_all`] reads
/// together with others.
///
/// # Errors
/// What of the rows cannot be written.
pub fn a_file_of_clocks(rows: Vec<toml::Table>) -> Result<String, toml::ser::Error> {
    let rows = rows.into_iter().map(toml::Value::Table).collect();
    toml::to_string(&toml::Table::from_iter([("rule".to_owned(), toml::Value::Array(rows))]))
}

impl DeadlineRules {
    /// Reads and checks one rule file.
    ///
    /// # Errors
    /// [`RulesFault`] names the row that is wrong.
    pub fn parse(text: &str) -> Result<Self, RulesFault> {
        Self::parse_all(&[("rules/deadlines.toml", text)])
    }

    /// Reads and checks rule files, each with its name, as one: an id may have versions in several of them.
    ///
    /// # Errors
    /// [`RulesFault`] names the file and the row that is wrong.
    pub fn parse_all(texts: &[(&str, &str)]) -> Result<Self, RulesFault> {
        let mut rows: Vec<(&str, Rule)> = Vec::new();
        for (file, text) in texts {
            let RuleFile { rule: tables } = toml::from_str(text)
                .map_err(|error| RulesFault::Unreadable { file: (*file).into(), reason: error.to_string() })?;
            for (index, table) in tables.into_iter().enumerate() {
                let rule = read(table, file, index)?;
                if let Some((other, _)) = rows.iter().find(|(_, before)| before.id == rule.id && before.overlaps(&rule))
                {
                    let (file, other) = ((*file).into(), (*other).into());
                    return Err(RulesFault::Overlap { file, id: rule.id, other });
                }
                rows.push((file, rule));
            }
        }
        Ok(Self { rows: rows.into_iter().map(|(_, rule)| rule).collect() })
    }

    /// The version of a rule that applies to what happened on this day; `None`: no rule of this id does.
    #[must_use]
    pub fn on(&self, id: &str, trigger_on: NaiveDate) -> Option<&Rule> {
        self.rows.iter().find(|rule| rule.id == id && rule.applies_on(trigger_on))
    }

    /// All versions of one rule, in the order of the files.
    pub fn versions_of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Rule> {
        self.rows.iter().filter(move |rule| rule.id == id)
    }

    /// Whether the versions of a rule follow one another from the beginning on without a gap; that they do not overlap was
    /// seen when they were read.
    #[must_use]
    pub fn runs_on_every_day(&self, id: &str) -> bool {
        let mut versions: Vec<&Rule> = self.versions_of(id).collect();
        versions.sort_by_key(|rule| rule.valid_from);
        let begins = versions.first().is_some_and(|first| first.valid_from.is_none());
        let goes_on = versions.last().is_some_and(|last| last.valid_to.is_none());
        let follows = |(before, after): (&&Rule, &&Rule)| {
            before.valid_to.and_then(|to| to.succ_opt()).is_some_and(|next| after.valid_from == Some(next))
        };
        begins && goes_on && versions.iter().zip(versions.iter().skip(1)).all(follows)
    }

    /// All versions of all rules, in the order of the files.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rows.iter()
    }
}

impl Rule {
    /// The period it gives.
    #[must_use]
    pub const fn period(&self) -> Period {
        Period { unit: self.unit, length: self.value, roll: self.roll }
    }

    /// What is stored beside a deadline that was taken from it.
    #[must_use]
    pub fn reference(&self) -> RuleRef {
        RuleRef {
            id: self.id.clone(),
            valid_from: self.valid_from,
            zh: self.name_zh.clone(),
            en: self.name_en.clone(),
            basis: self.basis.clone(),
        }
    }

    /// Whether it applies to what happened on this day.
    #[must_use]
    pub fn applies_on(&self, trigger_on: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= trigger_on) && self.valid_to.is_none_or(|to| trigger_on <= to)
    }

    fn overlaps(&self, other: &Self) -> bool {
        let begins_before_end = |a: &Self, b: &Self| match (a.valid_from, b.valid_to) {
            (Some(from), Some(to)) => from <= to,
            (None, _) | (_, None) => true,
        };
        begins_before_end(self, other) && begins_before_end(other, self)
    }

    /// What cannot be meant by a row that could be read.
    fn fault(&self) -> Option<String> {
        let words = [
            ("name_zh", &self.name_zh),
            ("name_en", &self.name_en),
            ("trigger", &self.trigger),
            ("trigger_en", &self.trigger_en),
            ("basis", &self.basis),
        ];
        if !is_dotted(&self.id) {
            return Some("the id is not dotted words of a-z, 0-9 and _, of at most 100 characters".into());
        }
        if let Some((field, _)) = words.iter().find(|(_, text)| text.trim().is_empty()) {
            return Some(format!("{field} is empty"));
        }
        if !self.unit.lengths().contains(&self.value) {
            let (unit, lengths) = (self.unit.code(), self.unit.lengths());
            return Some(format!("value is not within {} and {} {unit}", lengths.start(), lengths.end()));
        }
        match (self.valid_from, self.valid_to) {
            (Some(from), Some(to)) if to < from => Some("valid_to lies before valid_from".into()),
            _ => None,
        }
    }
}

fn read(table: toml::Table, file: &str, index: usize) -> Result<Rule, RulesFault> {
    let id = table.get("id").and_then(toml::Value::as_str).map_or_else(|| format!("no. {}", index + 1), Into::into);
    let fault = |reason| RulesFault::Row { file: file.into(), id: id.clone(), reason };
    let rule = Rule::deserialize(toml::Value::Table(table)).map_err(|error| fault(error.to_string()))?;
    rule.fault().map_or(Ok(rule), |reason| Err(fault(reason)))
}

/// At least two words between dots, the first of which says the matter.
fn is_dotted(id: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    id.len() <= LONGEST_ID && id.contains('.') && id.split('.').all(is_word)
}

/// A day, written as TOML's own date or as text.
fn day<'de, D: Deserializer<'de>>(value: D) -> Result<Option<NaiveDate>, D::Error> {
    let value = toml::Value::deserialize(value)?;
    let text = value.as_datetime().map_or_else(|| value.as_str().unwrap_or_default().to_owned(), ToString::to_string);
    text.parse().map(Some).map_err(|_| D::Error::custom(format!("{value} is no day like 2027-01-01")))
}
