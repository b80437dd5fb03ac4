//! Counting facets in one segment, while the hits go by.
//!
//! Values are counted by their ordinals. A facet with very many values (applicants) is counted in a list while the
//! hits are few, and in a table once that is cheaper; so a narrow query does not pay for the width of the facet.

use std::collections::BTreeMap;

use domain::registry::SimpleStatus;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::years::Years;
use crate::request::FacetName;

/// Ordinals that are listed before a table is considered, whatever its size.
const SHORT_LIST: usize = 1_024;

/// The counts of one facet in one segment.
pub(super) enum SegmentCounts {
    /// By ordinal of a dictionary, rising; only what was counted.
    Terms { column: StrColumn, counts: Vec<(u32, u32)> },
    /// By value.
    Values(BTreeMap<String, u64>),
}

/// Counts one facet.
pub(super) struct Counter {
    source: Source,
    tally: Tally,
    ordinals: Vec<u64>,
    documents: Vec<DocId>,
    rows: Vec<u32>,
}

enum Source {
    /// The segment has no value at all.
    Absent,
    Terms(StrColumn),
    Numbers(Column<u64>),
    Years(Column<i64>, Years),
    Status {
        column: StrColumn,
        ends: Option<Column<i64>>,
        today: i64,
    },
}

impl Counter {
    pub(super) fn new(name: FacetName, segment: &SegmentReader, today: i64) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let source = match name {
            FacetName::FilingYear => columns.column_opt::<i64>("filing_on")?.map_or(Source::Absent, |column| {
                let years = Years::between(column.min_value(), column.max_value());
                Source::Years(column, years)
            }),
            FacetName::NiceClass => columns.column_opt::<u64>("nice")?.map_or(Source::Absent, Source::Numbers),
            FacetName::Status => match columns.str("status")? {
                Some(column) => Source::Status { column, ends: columns.column_opt("ends_on")?, today },
                None => Source::Absent,
            },
            FacetName::Kind
            | FacetName::RightKind
            | FacetName::IpcSection
            | FacetName::IpcClass
            | FacetName::IpcSubclass
            | FacetName::LocarnoClass
            | FacetName::Region
            | FacetName::Applicant => columns.str(name.code())?.map_or(Source::Absent, Source::Terms),
        };
        let width = match &source {
            Source::Absent => 0,
            Source::Terms(column) => column.dictionary().num_terms(),
            // One more for the dead of today.
            Source::Status { column, .. } => column.dictionary().num_terms() + 1,
            Source::Numbers(column) => usize::try_from(column.max_value()).unwrap_or(0) + 1,
            Source::Years(_, years) => years.count(),
        };
        let tally = Tally { width, listed: Vec::new(), table: None };
        Ok(Self { source, tally, ordinals: Vec::new(), documents: Vec::new(), rows: Vec::new() })
    }

    /// Counts the values of some documents, given in rising order.
    pub(super) fn count(&mut self, documents: &[DocId]) {
        match &self.source {
            Source::Absent => {}
            Source::Terms(column) => {
                fetch(column.ords(), documents, &mut self.documents, &mut self.rows, &mut self.ordinals);
                self.tally.add(&self.ordinals);
            }
            Source::Numbers(column) => {
                fetch(column, documents, &mut self.documents, &mut self.rows, &mut self.ordinals);
                self.tally.add(&self.ordinals);
            }
            Source::Years(column, years) => {
                self.ordinals.clear();
                let years = documents.iter().filter_map(|&document| column.first(document)).map(|day| years.index(day));
                self.ordinals.extend(years);
                self.tally.add(&self.ordinals);
            }
            Source::Status { column, ends, today } => {
                let dead = column.dictionary().num_terms() as u64;
                self.ordinals.clear();
                self.ordinals.extend(documents.iter().filter_map(|&document| {
                    let end = ends.as_ref().and_then(|ends| ends.first(document));
                    if end.is_some_and(|end| end < *today) { Some(dead) } else { column.ords().first(document) }
                }));
                self.tally.add(&self.ordinals);
            }
        }
    }

    pub(super) fn finish(self) -> SegmentCounts {
        let counts = self.tally.into_counts();
        match self.source {
            Source::Absent => SegmentCounts::Values(BTreeMap::new()),
            Source::Terms(column) => SegmentCounts::Terms { column, counts },
            Source::Numbers(_) => {
                SegmentCounts::Values(counts.into_iter().map(|(value, n)| (value.to_string(), u64::from(n))).collect())
            }
            Source::Years(_, years) => SegmentCounts::Values(
                counts.into_iter().map(|(index, n)| (years.year(index).to_string(), u64::from(n))).collect(),
            ),
            Source::Status { column, .. } => SegmentCounts::Values(status_counts(&column, &counts)),
        }
    }
}

fn status_counts(column: &StrColumn, counts: &[(u32, u32)]) -> BTreeMap<String, u64> {
    let mut by_value = BTreeMap::new();
    for &(ordinal, count) in counts {
        let mut value = String::new();
        let known = column.ord_to_str(u64::from(ordinal), &mut value).unwrap_or(false);
        let value = if known { value } else { SimpleStatus::Dead.code().to_owned() };
        *by_value.entry(value).or_insert(0) += u64::from(count);
    }
    by_value
}

/// All values of some documents, in blocks, because one call for each costs more than the value.
fn fetch(column: &Column<u64>, of: &[DocId], documents: &mut Vec<DocId>, rows: &mut Vec<u32>, values: &mut Vec<u64>) {
    documents.clear();
    rows.clear();
    column.row_ids_for_docs(of, documents, rows);
    values.clear();
    values.resize(rows.len(), 0);
    column.values.get_vals(rows, values);
}

struct Tally {
    width: usize,
    listed: Vec<u32>,
    table: Option<Vec<u32>>,
}

impl Tally {
    #[inline]
    fn add(&mut self, ordinals: &[u64]) {
        if let Some(table) = &mut self.table {
            for &ordinal in ordinals {
                if let Some(count) = usize::try_from(ordinal).ok().and_then(|at| table.get_mut(at)) {
                    *count += 1;
                }
            }
            return;
        }
        self.listed.extend(ordinals.iter().filter_map(|&ordinal| u32::try_from(ordinal).ok()));
        if self.listed.len() > SHORT_LIST.max(self.width / 8) {
            let mut table = vec![0; self.width];
            for ordinal in self.listed.drain(..) {
                if let Some(count) = table.get_mut(ordinal as usize) {
                    *count += 1;
                }
            }
            self.table = Some(table);
        }
    }

    fn into_counts(mut self) -> Vec<(u32, u32)> {
        if let Some(table) = self.table {
            return (0_u32..).zip(table).filter(|&(_, count)| count > 0).collect();
        }
        self.listed.sort_unstable();
        let runs = self.listed.chunk_by(|a, b| a == b);
        runs.filter_map(|run| Some((*run.first()?, u32::try_from(run.len()).ok()?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{SHORT_LIST, Tally};

    proptest! {
        #[test]
        fn a_list_and_a_table_count_alike(
            ordinals in proptest::collection::vec(0_u64..50, 0..3 * SHORT_LIST), block in 1_usize..600,
        ) {
            let mut tally = Tally { width: 50, listed: Vec::new(), table: None };
            for part in ordinals.chunks(block) {
                tally.add(part);
            }
            let expected: Vec<(u32, u32)> = (0_u32..50)
                .map(|ordinal| (ordinal, ordinals.iter().filter(|&&o| o == u64::from(ordinal)).count() as u32))
                .filter(|&(_, count)| count > 0)
                .collect();
            prop_assert_eq!(tally.into_counts(), expected);
        }
    }
}
