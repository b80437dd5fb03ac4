//! Counting facets in one segment, while the hits go by.
//!
//! Values are counted by their ordinals. A facet with very many values (applicants) is counted in a list while the
//! hits are few, and in a table once that is cheaper; so a narrow query does not pay for the width of the facet.

use std::collections::BTreeMap;

use tantivy::DocId;
use tantivy::columnar::Column;

use super::columns::{Day, SegmentColumns, TextColumn};
use super::status_code::meanings;
use super::years::Years;
use crate::request::FacetName;

/// Ordinals that are listed before a table is considered, whatever its size.
const SHORT_LIST: usize = 1_024;

/// The counts of one facet in one segment.
pub(super) enum SegmentCounts {
    /// By ordinal of a dictionary, rising; only what was counted.
    Terms { column: TextColumn, counts: Vec<(u32, u32)> },
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
    days: Vec<Option<i64>>,
}

enum Source {
    /// The segment has no value at all.
    Absent,
    Terms(TextColumn),
    Numbers(Column<u64>),
    Years(Column<i64>, Years),
    /// Ordinals of the status column; those of records that have turned follow behind the last one.
    Status {
        column: TextColumn,
        until: Option<Column<i64>>,
        today: i64,
    },
}

impl Counter {
    pub(super) fn new(name: FacetName, columns: &SegmentColumns, today: i64) -> Self {
        let source = match name {
            FacetName::FilingYear => columns.day(Day::Filing).map(|column| {
                let years = Years::between(column.min_value(), column.max_value());
                Source::Years(column.clone(), years)
            }),
            FacetName::NiceClass => columns.nice.clone().map(Source::Numbers),
            FacetName::Status => {
                let until = columns.status_until.clone();
                columns.status.clone().map(|column| Source::Status { column, until, today })
            }
            FacetName::Kind
            | FacetName::RightKind
            | FacetName::IpcSection
            | FacetName::IpcClass
            | FacetName::IpcSubclass
            | FacetName::LocarnoClass
            | FacetName::Region
            | FacetName::Applicant => columns.text(name).cloned().map(Source::Terms),
        }
        .unwrap_or(Source::Absent);
        let width = match &source {
            Source::Absent => 0,
            Source::Terms(column) => column.width(),
            Source::Status { column, .. } => 2 * column.width(),
            Source::Numbers(column) => usize::try_from(column.max_value()).unwrap_or(0) + 1,
            Source::Years(_, years) => years.count(),
        };
        let tally = Tally { width, listed: Vec::new(), table: None };
        Self { source, tally, ordinals: Vec::new(), documents: Vec::new(), rows: Vec::new(), days: Vec::new() }
    }

    /// Counts the values of some documents, given in rising order.
    pub(super) fn count(&mut self, documents: &[DocId]) {
        match &self.source {
            Source::Absent => {}
            Source::Terms(column) => {
                fetch(column.ordinals(), documents, &mut self.documents, &mut self.rows, &mut self.ordinals);
                self.tally.add(&self.ordinals);
            }
            Source::Numbers(column) => {
                fetch(column, documents, &mut self.documents, &mut self.rows, &mut self.ordinals);
                self.tally.add(&self.ordinals);
            }
            Source::Years(column, years) => {
                fill(&mut self.days, column, documents);
                self.ordinals.clear();
                self.ordinals.extend(self.days.iter().flatten().map(|&day| years.index(day)));
                self.tally.add(&self.ordinals);
            }
            Source::Status { column, until, today } => {
                fetch(column.ordinals(), documents, &mut self.documents, &mut self.rows, &mut self.ordinals);
                // Every record has one status, so ordinals and documents run in step.
                if let Some(until) = until {
                    fill(&mut self.days, until, documents);
                    let behind = column.width() as u64;
                    for (ordinal, until) in self.ordinals.iter_mut().zip(&self.days) {
                        if until.is_some_and(|until| until < *today) {
                            *ordinal += behind;
                        }
                    }
                }
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

fn status_counts(column: &TextColumn, counts: &[(u32, u32)]) -> BTreeMap<String, u64> {
    let meanings = meanings(column).unwrap_or_default();
    let mut by_value = BTreeMap::new();
    for &(ordinal, count) in counts {
        let ordinal = ordinal as usize;
        let before = meanings.get(ordinal).map(|(now, _)| now);
        let after = || meanings.get(ordinal.checked_sub(meanings.len())?).map(|(_, then)| then);
        if let Some(status) = before.or_else(after) {
            *by_value.entry(status.code().to_owned()).or_insert(0) += u64::from(count);
        }
    }
    by_value
}

fn fill(days: &mut Vec<Option<i64>>, column: &Column<i64>, documents: &[DocId]) {
    days.clear();
    days.resize(documents.len(), None);
    column.first_vals(documents, days);
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
