//! What comes out: one page of hits, the exact total, the facets, and the faults of a search.

use chrono::NaiveDate;
use domain::registry::{RecordKind, RightKind, SimpleStatus};
use thiserror::Error;

use crate::request::{FacetName, Matched, PageMark};

/// The answer to a [`crate::Request`].
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// All hits of the question, over every page: exact.
    pub total: u64,
    /// This page.
    pub hits: Vec<Hit>,
    /// Where the next page begins; `None` on the last page.
    pub next: Option<PageMark>,
    /// The facets asked for, in that order, over all hits.
    pub facets: Vec<Facet>,
    /// How the hits matched.
    pub matched: Matched,
}

/// One record found, with what a row of a result list shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The caller's key.
    pub key: u64,
    /// The register.
    pub kind: RecordKind,
    /// The kind of right.
    pub right_kind: RightKind,
    /// The number people quote.
    pub number: String,
    /// The title as published.
    pub title: String,
    /// The abstract as published.
    pub abstract_text: Option<String>,
    /// Names of applicants and owners.
    pub parties: Vec<String>,
    /// Status as of the day of the request.
    pub status: SimpleStatus,
    /// Day of filing.
    pub filing_on: Option<NaiveDate>,
    /// Day of publication.
    pub publication_on: Option<NaiveDate>,
    /// Day of grant or registration.
    pub grant_on: Option<NaiveDate>,
    /// Main symbol of the International Patent Classification.
    pub main_ipc: Option<String>,
    /// Nice classes.
    pub nice_classes: Vec<u8>,
    /// Region.
    pub region: Option<String>,
    /// The score, where the order is by relevance. Scores of one answer compare with each other alone.
    pub score: Option<f32>,
    /// What to mark in title and abstract: sorted, not overlapping, at most 100.
    pub highlights: Vec<Highlight>,
}

/// A stretch of text that made the hit match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Highlight {
    /// The text it lies in.
    pub field: HighlightField,
    /// First character, counted in Unicode characters from 0.
    pub start: usize,
    /// The character after the last one.
    pub end: usize,
}

/// The texts that are highlighted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HighlightField {
    /// [`Hit::title`].
    Title,
    /// [`Hit::abstract_text`].
    Abstract,
}

/// Counts of one facet, the largest first; equal ones by value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Which.
    pub name: FacetName,
    /// The largest buckets.
    pub buckets: Vec<Bucket>,
    /// The sum of the counts that are in no bucket shown. A record with two values counts in both.
    pub other: u64,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// The value; codes for kinds and statuses.
    pub value: String,
    /// Hits that have it.
    pub count: u64,
}

/// Why a search was not made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SearchFault {
    /// The snapshot that the mark speaks of is gone; begin again with the first page.
    #[error("the page mark has expired")]
    PageMarkExpired,
    /// The mark comes from another query, other filters or another order.
    #[error("the page mark belongs to another question")]
    PageMarkMismatch,
    /// More hits asked for than a page may hold.
    #[error("the limit {asked} is above {allowed}")]
    LimitTooLarge {
        /// Hits asked for.
        asked: usize,
        /// Hits allowed.
        allowed: usize,
    },
    /// A facet was asked for with no bucket, with too many, or twice.
    #[error("the facet {facet:?} cannot be counted that way")]
    FacetRefused {
        /// The facet.
        facet: FacetName,
    },
    /// A filter has too many values, or a value that is blank or too long.
    #[error("the filter {filter} cannot be used that way")]
    FilterRefused {
        /// Name of the filter's field.
        filter: &'static str,
    },
    /// The index could not be read.
    #[error("the index could not be read: {0}")]
    Index(String),
}

impl SearchFault {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::PageMarkExpired => "search.page_mark.expired",
            Self::PageMarkMismatch => "search.page_mark.mismatch",
            Self::LimitTooLarge { .. } => "search.limit.too_large",
            Self::FacetRefused { .. } => "search.facet.refused",
            Self::FilterRefused { .. } => "search.filter.refused",
            Self::Index(_) => "search.index.unreadable",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::PageMarkExpired => "翻页位置已失效，请从第一页重新检索。".to_owned(),
            Self::PageMarkMismatch => "翻页位置与本次检索的条件或排序不一致，请从第一页重新检索。".to_owned(),
            Self::LimitTooLarge { asked, allowed } => format!("每页最多 {allowed} 条，请求了 {asked} 条。"),
            Self::FacetRefused { facet } => {
                format!("统计项 {} 重复，或分组数不在 1 至 {} 之间。", facet.code(), crate::request::MAX_BUCKETS)
            }
            Self::FilterRefused { filter } => format!(
                "筛选条件 {filter} 有空值，或超过 {} 个值，或有值超过 {} 个字符。",
                crate::request::MAX_FILTER_VALUES,
                crate::request::MAX_FILTER_CHARACTERS
            ),
            Self::Index(_) => "检索库暂时无法读取。".to_owned(),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::PageMarkExpired => "The page mark has expired; search again from the first page.".to_owned(),
            Self::PageMarkMismatch => {
                "The page mark belongs to another query, filter or order; search again from the first page.".to_owned()
            }
            Self::LimitTooLarge { asked, allowed } => {
                format!("A page holds at most {allowed} hits; {asked} were asked for.")
            }
            Self::FacetRefused { facet } => format!(
                "The facet {} is asked for twice, or with a number of buckets that is not between 1 and {}.",
                facet.code(),
                crate::request::MAX_BUCKETS
            ),
            Self::FilterRefused { filter } => format!(
                "The filter {filter} has a blank value, more than {} values, or a value above {} characters.",
                crate::request::MAX_FILTER_VALUES,
                crate::request::MAX_FILTER_CHARACTERS
            ),
            Self::Index(_) => "The index cannot be read at the moment.".to_owned(),
        }
    }
}
