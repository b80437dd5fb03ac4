//! What is known of the firm, each fact with its source.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::refusals;
use crate::financing::money::Money;
use crate::financing::product::{CreditGrade, FirmSize, text};
use crate::hall::{FieldRefusal, Id, must};

/// From where a fact or a piece of data comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "snake_case")]
pub enum Source {
    /// The firm says so.
    Declared,
    /// A file that the firm uploaded shows it.
    Uploaded {
        /// The file.
        file: Id,
    },
    /// Another system told it.
    Imported {
        /// Its name.
        from: String,
    },
}

/// A fact with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told<T> {
    /// The fact.
    pub value: T,
    /// From where.
    #[serde(flatten)]
    pub source: Source,
    /// As of which day.
    pub as_of: NaiveDate,
}

/// What is known of the firm. What is `None` is not known, and meets no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Where it is: an administrative division code of six digits (GB/T 2260).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Told<String>>,
    /// Its industry (GB/T 4754).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub industry: Option<Told<String>>,
    /// Its size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<Told<FirmSize>>,
    /// Since when it exists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub founded_on: Option<Told<NaiveDate>>,
    /// Its revenue of last year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revenue: Option<Told<Money>>,
    /// How many people it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employees: Option<Told<u32>>,
    /// How many granted rights it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granted_rights: Option<Told<u32>>,
    /// Whether it has a certificate as a high-tech enterprise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high_tech: Option<Told<bool>>,
    /// Its grade of credit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_grade: Option<Told<CreditGrade>>,
}

impl Source {
    /// The source as it is kept.
    pub(super) fn checked(self, pointer: &str) -> Result<Self, FieldRefusal> {
        match self {
            Self::Imported { from } => {
                Ok(Self::Imported { from: text::a_line(&from, 100, pointer, refusals::demand_source)? })
            }
            Self::Declared | Self::Uploaded { .. } => Ok(self),
        }
    }
}

impl<T> Told<T> {
    fn checked(self, pointer: &str, today: NaiveDate) -> Result<Self, FieldRefusal> {
        must(self.as_of <= today, &format!("{pointer}/as_of"), refusals::demand_day_in_future)?;
        Ok(Self { source: self.source.checked(&format!("{pointer}/source"))?, ..self })
    }
}

impl Profile {
    /// From where the facts come.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        fn of<T>(told: Option<&Told<T>>) -> Option<&Source> {
            told.map(|told| &told.source)
        }
        [
            of(self.region.as_ref()),
            of(self.industry.as_ref()),
            of(self.size.as_ref()),
            of(self.founded_on.as_ref()),
            of(self.revenue.as_ref()),
            of(self.employees.as_ref()),
            of(self.granted_rights.as_ref()),
            of(self.high_tech.as_ref()),
            of(self.credit_grade.as_ref()),
        ]
        .into_iter()
        .flatten()
    }

    /// The profile as it is kept.
    pub(super) fn checked(self, today: NaiveDate) -> Result<Self, FieldRefusal> {
        let a_region = |code: &str| code.len() == 6 && text::is_a_region_prefix(code);
        let region_sound = self.region.as_ref().is_none_or(|told| a_region(&told.value));
        must(region_sound, "/profile/region", refusals::demand_region)?;
        let industry_sound = self.industry.as_ref().is_none_or(|told| text::is_an_industry(&told.value));
        must(industry_sound, "/profile/industry", refusals::demand_industry)?;
        let founded = self.founded_on.as_ref().is_none_or(|told| told.value <= today);
        must(founded, "/profile/founded_on", refusals::demand_day_in_future)?;
        Ok(Self {
            region: checked(self.region, "/profile/region", today)?,
            industry: checked(self.industry, "/profile/industry", today)?,
            size: checked(self.size, "/profile/size", today)?,
            founded_on: checked(self.founded_on, "/profile/founded_on", today)?,
            revenue: checked(self.revenue, "/profile/revenue", today)?,
            employees: checked(self.employees, "/profile/employees", today)?,
            granted_rights: checked(self.granted_rights, "/profile/granted_rights", today)?,
            high_tech: checked(self.high_tech, "/profile/high_tech", today)?,
            credit_grade: checked(self.credit_grade, "/profile/credit_grade", today)?,
        })
    }
}

fn checked<T>(told: Option<Told<T>>, pointer: &str, today: NaiveDate) -> Result<Option<Told<T>>, FieldRefusal> {
    told.map(|told| told.checked(pointer, today)).transpose()
}
