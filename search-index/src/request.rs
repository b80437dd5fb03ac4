//! What is asked: query, filters, order, page and facets.

use chrono::NaiveDate;
use domain::registry::{RecordKind, RightKind, SimpleStatus};
use serde::{Deserialize, Serialize};

use crate::query::Query;

/// The most hits of one page.
pub const MAX_LIMIT: usize = 200;
/// The most buckets of one facet.
pub const MAX_BUCKETS: usize = 100;
/// Buckets of a facet when the caller does not say.
pub const DEFAULT_BUCKETS: usize = 10;
/// The most values of one filter.
pub const MAX_FILTER_VALUES: usize = 100;
/// The most characters of one value of a filter.
pub const MAX_FILTER_CHARACTERS: usize = 200;

/// A question to the index.
#[derive(Debug, Clone)]
pub struct Request {
    /// The parsed query; the empty query means every record.
    pub query: Query,
    /// What the hits must also be.
    pub filters: Filters,
    /// The order of the hits. Relevance of an empty query is [`Sort::FilingNewest`].
    pub sort: Sort,
    /// Hits of this page, at most [`MAX_LIMIT`]; 0 asks for the total and the facets alone.
    pub limit: usize,
    /// The mark of the page before; `None` for the first page.
    pub after: Option<PageMark>,
    /// Facets to count over all hits.
    pub facets: FacetSelection,
    /// The day as of which the status is told.
    pub today: NaiveDate,
}

/// What the hits must also be. Fields are joined by AND, the values of one field by OR; an empty field asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filters {
    /// Registers.
    pub kinds: Vec<RecordKind>,
    /// Kinds of right.
    pub right_kinds: Vec<RightKind>,
    /// Statuses as of [`Request::today`].
    pub statuses: Vec<SimpleStatus>,
    /// Levels of the International Patent Classification: section `G`, class `G06`, subclass `G06F`, main group
    /// `G06F16` (or `G06F16/`), subgroup `G06F16/00`. A level matches whole levels alone: `G06F1` is the main group
    /// 1 and does not reach `G06F16/00`. Case, width and spaces do not matter.
    pub ipc: Vec<String>,
    /// Locarno class `13` or subclass `13-03`.
    pub locarno: Vec<String>,
    /// Nice classes.
    pub nice_classes: Vec<u8>,
    /// Names of applicants or owners: the whole name, folded. A `*` at the beginning, the end or both stands for
    /// anything, so `*大学` ends, `泰安*` begins and `*科源*` contains.
    pub applicants: Vec<String>,
    /// Regions, spelled as they were indexed.
    pub regions: Vec<String>,
    /// Numbers; spaces, dots, dashes, slashes, case, width and the prefixes CN and ZL do not matter.
    pub numbers: Vec<String>,
    /// Day of filing.
    pub filing: DayRange,
    /// Day of publication.
    pub publication: DayRange,
    /// Day of grant or registration.
    pub grant: DayRange,
}

/// Days from–to, both inclusive. Where either end is given, records without the day do not match.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct DayRange {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
}

/// The order of the hits. Records without the day come last in both directions; equal ones follow in the order of
/// their keys, so every order is total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Best first.
    Relevance,
    /// Last filed first.
    FilingNewest,
    /// First filed first.
    FilingOldest,
    /// Last published first.
    PublicationNewest,
    /// First published first.
    PublicationOldest,
}

/// Where a page ended: plain data that the caller may carry as it likes, for instance in an opaque cursor. A mark of
/// an order by day holds for ever. A mark of [`Sort::Relevance`] holds while the index keeps the snapshot whose
/// scores it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageMark {
    /// Identity of the snapshot: the set of segments and deletions that was searched.
    pub generation: u64,
    /// Identity of query, filters and order; a mark serves the question it came from alone.
    pub question: u64,
    /// Sort value of the last hit of the page.
    pub place: Place,
    /// Key of the last hit of the page.
    pub key: u64,
    /// How the first page matched.
    pub matched: Matched,
}

/// The sort value of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The bits of a score.
    Score(u32),
    /// Days since 1970-01-01.
    Day(i64),
    /// The record has no such day.
    Undated,
}

/// How the hits matched the unquoted terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// Every term stands in every hit.
    All,
    /// No record holds every term; each hit holds one word at least.
    Any,
}

/// Which facets to count, with how many buckets each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FacetSelection {
    /// Facets in the order in which they are answered.
    pub facets: Vec<FacetRequest>,
}

impl FacetSelection {
    /// These facets, each with [`DEFAULT_BUCKETS`].
    pub fn of(names: &[FacetName]) -> Self {
        Self { facets: names.iter().map(|&name| FacetRequest { name, buckets: DEFAULT_BUCKETS }).collect() }
    }
}

/// One facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacetRequest {
    /// Which.
    pub name: FacetName,
    /// Buckets at most, 1 to [`MAX_BUCKETS`].
    pub buckets: usize,
}

/// What can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FacetName {
    /// Register.
    Kind,
    /// Kind of right.
    RightKind,
    /// Status as of [`Request::today`].
    Status,
    /// Section of the International Patent Classification, `G`.
    IpcSection,
    /// Class, `G06`.
    IpcClass,
    /// Subclass, `G06F`.
    IpcSubclass,
    /// Locarno class, `13`.
    LocarnoClass,
    /// Nice class, `9`.
    NiceClass,
    /// Region.
    Region,
    /// Applicant or owner, as spelled in the record.
    Applicant,
    /// Year of filing, `2015`.
    FilingYear,
}

impl FacetName {
    /// Every facet.
    pub const ALL: [Self; 11] = [
        Self::Kind,
        Self::RightKind,
        Self::Status,
        Self::IpcSection,
        Self::IpcClass,
        Self::IpcSubclass,
        Self::LocarnoClass,
        Self::NiceClass,
        Self::Region,
        Self::Applicant,
        Self::FilingYear,
    ];

    /// The word on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::RightKind => "right_kind",
            Self::Status => "status",
            Self::IpcSection => "ipc_section",
            Self::IpcClass => "ipc_class",
            Self::IpcSubclass => "ipc_subclass",
            Self::LocarnoClass => "locarno_class",
            Self::NiceClass => "nice_class",
            Self::Region => "region",
            Self::Applicant => "applicant",
            Self::FilingYear => "filing_year",
        }
    }

    /// The facet that bears this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.code() == code)
    }
}
