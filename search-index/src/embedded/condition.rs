//! Conditions on columns, in the terms of one segment, asked of a block of records at a time.

use domain::registry::SimpleStatus;
use tantivy::columnar::Column;
use tantivy::{DocId, Score};

use super::columns::{SegmentColumns, TextColumn};
use super::filter::Conditions;
use super::status_code::meanings;

/// The conditions of a search in one segment.
pub(super) struct SegmentTests {
    codes: Vec<CodeTest>,
    status: Option<StatusTest>,
    days: Vec<(Option<Column<i64>>, i64, i64)>,
    /// For each record of the block whether it has passed so far.
    passed: Vec<bool>,
    ordinals: Vec<Option<u64>>,
    day_values: Vec<Option<i64>>,
}

/// Ordinals of codes are few; a bit for each allowed one.
struct CodeTest {
    column: Option<TextColumn>,
    allowed: u64,
}

struct StatusTest {
    column: Option<TextColumn>,
    until: Option<Column<i64>>,
    today: i64,
    /// Ordinals allowed through the day of change.
    before: u64,
    /// Ordinals allowed after it.
    after: u64,
}

impl CodeTest {
    fn new(column: Option<TextColumn>, codes: &[&str]) -> tantivy::Result<Self> {
        let mut allowed = 0;
        if let Some(column) = &column {
            for code in codes {
                if let Some(ordinal) = column.ordinal_of(code)? {
                    allowed |= bit(ordinal);
                }
            }
        }
        Ok(Self { column, allowed })
    }

    fn allows(&self, ordinal: Option<u64>) -> bool {
        ordinal.is_some_and(|ordinal| self.allowed & bit(ordinal) != 0)
    }
}

impl StatusTest {
    fn new(columns: &SegmentColumns, statuses: &[SimpleStatus], today: i64) -> tantivy::Result<Self> {
        let (column, until) = (columns.status.clone(), columns.status_until.clone());
        let (mut before, mut after) = (0, 0);
        let meanings = column.as_ref().map(meanings).transpose()?.unwrap_or_default();
        for (ordinal, (now, then)) in (0..).zip(meanings) {
            before |= if statuses.contains(&now) { bit(ordinal) } else { 0 };
            after |= if statuses.contains(&then) { bit(ordinal) } else { 0 };
        }
        Ok(Self { column, until, today, before, after })
    }
}

/// Codes are closed lists of fewer than 64; an ordinal beyond belongs to none of them.
fn bit(ordinal: u64) -> u64 {
    u32::try_from(ordinal).ok().and_then(|shift| 1_u64.checked_shl(shift)).unwrap_or(0)
}

impl SegmentTests {
    pub(super) fn new(conditions: &Conditions, columns: &SegmentColumns) -> tantivy::Result<Self> {
        let mut codes = Vec::new();
        for (column, allowed) in [(&columns.kind, &conditions.kinds), (&columns.right_kind, &conditions.right_kinds)] {
            if !allowed.is_empty() {
                codes.push(CodeTest::new(column.clone(), allowed)?);
            }
        }
        let status = match &conditions.statuses {
            None => None,
            Some((statuses, today)) => Some(StatusTest::new(columns, statuses, *today)?),
        };
        let days = conditions.days.iter().map(|&(day, from, to)| (columns.day(day).cloned(), from, to)).collect();
        Ok(Self { codes, status, days, passed: Vec::new(), ordinals: Vec::new(), day_values: Vec::new() })
    }

    /// Leaves the records that fulfil every condition, with their scores, in their order.
    pub(super) fn retain(&mut self, documents: &mut Vec<DocId>, scores: &mut Vec<Score>) {
        if self.codes.is_empty() && self.status.is_none() && self.days.is_empty() {
            return;
        }
        let Self { codes, status, days, passed, ordinals, day_values } = self;
        passed.clear();
        passed.resize(documents.len(), true);
        for test in codes {
            read(test.column.as_ref().map(TextColumn::ordinals), documents, ordinals);
            for (passed, &ordinal) in passed.iter_mut().zip(ordinals.iter()) {
                *passed &= test.allows(ordinal);
            }
        }
        if let Some(test) = status {
            read(test.column.as_ref().map(TextColumn::ordinals), documents, ordinals);
            read(test.until.as_ref(), documents, day_values);
            for (passed, (&ordinal, until)) in passed.iter_mut().zip(ordinals.iter().zip(day_values.iter())) {
                let turned = until.is_some_and(|until| until < test.today);
                let allowed = if turned { test.after } else { test.before };
                *passed &= ordinal.is_some_and(|ordinal| allowed & bit(ordinal) != 0);
            }
        }
        for (column, from, to) in days {
            read(column.as_ref(), documents, day_values);
            for (passed, day) in passed.iter_mut().zip(day_values.iter()) {
                *passed &= day.is_some_and(|day| day >= *from && day <= *to);
            }
        }
        keep(documents, passed);
        keep(scores, passed);
    }
}

fn read<T>(column: Option<&Column<T>>, documents: &[DocId], values: &mut Vec<Option<T>>)
where
    T: PartialOrd + Copy + std::fmt::Debug + Send + Sync + 'static,
{
    values.clear();
    values.resize(documents.len(), None);
    if let Some(column) = column {
        column.first_vals(documents, values);
    }
}

/// Moves what has passed to the front without a branch: which records pass is a toss-up to the processor.
fn keep<T: Copy>(values: &mut Vec<T>, passed: &[bool]) {
    let mut kept = 0;
    for (at, &passed) in passed.iter().enumerate() {
        values[kept] = values[at];
        kept += usize::from(passed);
    }
    values.truncate(kept);
}
