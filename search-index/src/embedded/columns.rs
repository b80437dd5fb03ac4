//! The columns of a segment, opened once for each snapshot: opening one costs as much as a small search.

use std::sync::Arc;

use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};

use crate::request::FacetName;

/// Which day of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    Filing,
    Publication,
    Grant,
}

/// Dictionaries up to this size are read when the column is opened: the engine unpacks a block for each value asked
/// for, and codes, classes and regions are asked for with every search.
const SMALL_DICTIONARY: usize = 4_096;

/// A column of text: a dictionary in byte order, and ordinals.
#[derive(Clone)]
pub(super) struct TextColumn {
    column: StrColumn,
    values: Option<Arc<[String]>>,
}

impl TextColumn {
    fn new(column: StrColumn) -> tantivy::Result<Self> {
        let terms = column.dictionary().num_terms();
        let values = if terms <= SMALL_DICTIONARY {
            let ordinals: Vec<u64> = (0..terms as u64).collect();
            let mut values = Vec::with_capacity(terms);
            column.dictionary().sorted_ords_to_term_cb(&ordinals, |value| {
                values.push(String::from_utf8_lossy(value).into_owned());
            })?;
            Some(values.into())
        } else {
            None
        };
        Ok(Self { column, values })
    }

    /// Values of the dictionary.
    pub(super) fn width(&self) -> usize {
        self.column.dictionary().num_terms()
    }

    /// The ordinals of each record.
    pub(super) fn ordinals(&self) -> &Column<u64> {
        self.column.ords()
    }

    /// The ordinal of a value.
    pub(super) fn ordinal_of(&self, value: &str) -> tantivy::Result<Option<u64>> {
        match &self.values {
            Some(values) => Ok(values.binary_search_by(|have| have.as_str().cmp(value)).ok().map(|at| at as u64)),
            None => Ok(self.column.dictionary().term_ord(value)?),
        }
    }

    /// The values of ordinals given in rising order.
    pub(super) fn values_of(&self, ordinals: &[u32]) -> tantivy::Result<Vec<String>> {
        if let Some(values) = &self.values {
            return Ok(ordinals.iter().map(|&at| values.get(at as usize).cloned().unwrap_or_default()).collect());
        }
        let ordinals: Vec<u64> = ordinals.iter().map(|&ordinal| u64::from(ordinal)).collect();
        let mut values = Vec::with_capacity(ordinals.len());
        self.column.dictionary().sorted_ords_to_term_cb(&ordinals, |value| {
            values.push(String::from_utf8_lossy(value).into_owned());
        })?;
        Ok(values)
    }
}

/// Columns of one segment. A column in which the segment has no value at all is absent.
pub(super) struct SegmentColumns {
    pub(super) keys: Option<Column<u64>>,
    pub(super) nice: Option<Column<u64>>,
    pub(super) status_until: Option<Column<i64>>,
    filing_on: Option<Column<i64>>,
    publication_on: Option<Column<i64>>,
    grant_on: Option<Column<i64>>,
    pub(super) kind: Option<TextColumn>,
    pub(super) right_kind: Option<TextColumn>,
    pub(super) status: Option<TextColumn>,
    ipc_section: Option<TextColumn>,
    ipc_class: Option<TextColumn>,
    ipc_subclass: Option<TextColumn>,
    locarno_class: Option<TextColumn>,
    region: Option<TextColumn>,
    applicant: Option<TextColumn>,
}

impl SegmentColumns {
    pub(super) fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let text = |name| columns.str(name)?.map(TextColumn::new).transpose();
        Ok(Self {
            keys: columns.column_opt("key")?,
            nice: columns.column_opt("nice")?,
            status_until: columns.column_opt("status_until")?,
            filing_on: columns.column_opt("filing_on")?,
            publication_on: columns.column_opt("publication_on")?,
            grant_on: columns.column_opt("grant_on")?,
            kind: text("kind")?,
            right_kind: text("right_kind")?,
            status: text("status")?,
            ipc_section: text("ipc_section")?,
            ipc_class: text("ipc_class")?,
            ipc_subclass: text("ipc_subclass")?,
            locarno_class: text("locarno_class")?,
            region: text("region")?,
            applicant: text("applicant")?,
        })
    }

    pub(super) fn day(&self, day: Day) -> Option<&Column<i64>> {
        match day {
            Day::Filing => self.filing_on.as_ref(),
            Day::Publication => self.publication_on.as_ref(),
            Day::Grant => self.grant_on.as_ref(),
        }
    }

    /// The column of a facet that is counted by the values of one column of text.
    pub(super) fn text(&self, facet: FacetName) -> Option<&TextColumn> {
        match facet {
            FacetName::Kind => self.kind.as_ref(),
            FacetName::RightKind => self.right_kind.as_ref(),
            FacetName::IpcSection => self.ipc_section.as_ref(),
            FacetName::IpcClass => self.ipc_class.as_ref(),
            FacetName::IpcSubclass => self.ipc_subclass.as_ref(),
            FacetName::LocarnoClass => self.locarno_class.as_ref(),
            FacetName::Region => self.region.as_ref(),
            FacetName::Applicant => self.applicant.as_ref(),
            FacetName::Status | FacetName::NiceClass | FacetName::FilingYear => None,
        }
    }
}
