//! Turns the fields of a line into a [`Record`]: which shape a file has, and how each shape is read.
//!
//! **Invariants**
//! - A field without which the record would be another or none, a day that does not exist, a wrong type and, in the
//!   published schema, a field that it does not know reject the line; every reason is reported, not only the first.
//! - An optional field that cannot be read is dropped with a [`FieldWarning`]; a failed check character is kept with one.
//! - Reading guesses nothing: what the line does not say stays empty.

mod cnki;
mod day;
mod fields;
mod gazette_zh;
mod gi_register;
mod patent_facts;
mod published;
mod region;
#[cfg(test)]
mod tests;
mod text;

use chrono::NaiveDate;
use domain::registry::{Provenance, Record, warnings_of};
use serde_json::{Map, Value};

use super::rejection::{Reason, Rejection};
use super::source::Line;
use fields::{Fields, Findings, Naming};
pub use published::is_source_code;

/// The shapes of record that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// The published schema, `docs/import-schema.md`.
    Published,
    /// Columns of a gazette list: 专利名称, 申请号, 申请人, 申请日, 主分类号, 摘要.
    GazetteBrief,
    /// The whole field set of the gazette's CD-ROM: 申请号, 公开（公告）号, 申请（专利权）人, 主权项, …
    GazetteFull,
    /// Citations exported from CNKI: publication number, title, inventors, region, day.
    CnkiBiblio,
    /// The register of geographical indications of the European Union and the United Kingdom (`EA_…`).
    GiRegister,
}

/// What is said of a source and not in its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLabel {
    /// The source's code, explained in `data/SOURCES.md`. A line of the published schema that names its own prevails.
    pub source: String,
    /// The day on which the file was taken from there.
    pub retrieved_on: Option<NaiveDate>,
    /// The province or country of every applicant of a file that has no column for it.
    pub region: Option<String>,
}

/// A line read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The record.
    pub record: Record,
    /// The fields that say something, by the names of the shape.
    pub present: Vec<&'static str>,
    /// What is odd about it.
    pub warnings: Vec<FieldWarning>,
}

/// An oddity that does not reject the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldWarning {
    /// The field by its name in the shape.
    pub field: &'static str,
    /// The stable code.
    pub code: &'static str,
    /// The value, shortened; empty where the oddity lies between two fields.
    pub value: String,
}

impl Shape {
    /// Every shape.
    pub const ALL: [Self; 5] =
        [Self::Published, Self::GazetteBrief, Self::GazetteFull, Self::CnkiBiblio, Self::GiRegister];

    /// The shape that these fields have, told by their names; `None` where they fit none. A file has one shape: that
    /// of its first record.
    pub fn detect(fields: &Map<String, Value>) -> Option<Self> {
        let has = |name: &str| fields.contains_key(name);
        if has("kind") {
            Some(Self::Published)
        } else if gazette_zh::is_full(fields) {
            Some(Self::GazetteFull)
        } else if has("专利名称") && has("申请号") {
            Some(Self::GazetteBrief)
        } else if has("EA_FileNumber") && has("EA_Name") {
            Some(Self::GiRegister)
        } else if has("publication_number") && has("publication_date") && has("title") {
            Some(Self::CnkiBiblio)
        } else {
            None
        }
    }

    /// The word by which people name it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::GazetteBrief => "gazette_brief",
            Self::GazetteFull => "gazette_full",
            Self::CnkiBiblio => "cnki_biblio",
            Self::GiRegister => "gi_register",
        }
    }

    /// The shape of this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.code() == code)
    }

    /// Reads a line of this shape.
    ///
    /// # Errors
    /// Every reason for which the line is rejected; there is at least one.
    pub fn read(self, line: Line, label: &SourceLabel) -> Result<Reading, Vec<Rejection>> {
        let naming = match self {
            Self::Published => Naming::Pointer,
            Self::GazetteBrief | Self::GazetteFull | Self::CnkiBiblio | Self::GiRegister => Naming::Header,
        };
        let mut findings = Findings::new(line.number, naming);
        let record = match self {
            Self::Published => published::record(Fields::new(line.fields, &mut findings), label),
            Self::GazetteBrief => gazette_zh::brief(Fields::new(line.fields, &mut findings), label),
            Self::GazetteFull => {
                let fields = gazette_zh::with_wide_brackets(line.fields);
                gazette_zh::full(Fields::new(fields, &mut findings), label)
            }
            Self::CnkiBiblio => cnki::record(Fields::new(line.fields, &mut findings), label),
            Self::GiRegister => gi_register::record(Fields::new(line.fields, &mut findings), label),
        };
        let Findings { present, mut warnings, mut rejections, .. } = findings;
        match record {
            Some(record) if rejections.is_empty() => {
                let oddities = warnings_of(&record);
                warnings.extend(oddities.iter().map(|odd| self.warning(odd.field, odd.code, &record)));
                Ok(Reading { record, present, warnings })
            }
            Some(_) | None => {
                if rejections.is_empty() {
                    rejections.push(Rejection::new(line.number, String::new(), &Reason::Missing, ""));
                }
                Err(rejections)
            }
        }
    }

    /// A warning of the registry's rules, by the name that the field has in this shape.
    fn warning(self, pointer: &'static str, code: &'static str, record: &Record) -> FieldWarning {
        let field = match (self, pointer) {
            (Self::GazetteBrief | Self::GazetteFull, "/application_number") => "申请号",
            (Self::GazetteFull, "/publication_on" | "/grant_on") => "公开（公告）日",
            (Self::CnkiBiblio, "/publication_on" | "/grant_on") => "publication_date",
            (Self::GiRegister, "/publication_on") => "EA_DatePublication",
            (Self::GiRegister, "/grant_on") => "EA_DateRegistration",
            _ => pointer.strip_prefix('/').unwrap_or(pointer),
        };
        let value = if pointer == "/application_number" { record.number().unwrap_or_default() } else { String::new() };
        FieldWarning { field, code, value }
    }
}

impl SourceLabel {
    fn provenance(&self) -> Vec<Provenance> {
        vec![Provenance { source: self.source.clone(), retrieved_on: self.retrieved_on }]
    }
}
