//! One pass over the matches: conditions, exact count, best hits, facets.
//!
//! Matches are gathered into blocks, and each column is read a block at a time.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::facets::{Counter, SegmentCounts};
use super::filter::Conditions;
use super::order::{Best, Direction, Height, Rank, score_height};
use super::tops;
use crate::answer::Facet;
use crate::request::FacetRequest;

const BLOCK: usize = 1_024;

/// What a search collects.
pub(super) struct Page {
    /// The column and direction of an order by day; `None` for relevance.
    pub(super) day_order: Option<(&'static str, Direction)>,
    /// Hits wanted.
    pub(super) wanted: usize,
    /// The rank with which the page before ended.
    pub(super) after: Option<Rank>,
    pub(super) conditions: Conditions,
    pub(super) facets: Vec<FacetRequest>,
    /// The day of the request, in days since 1970-01-01.
    pub(super) today: i64,
}

/// What was collected.
pub(super) struct Collected {
    pub(super) total: u64,
    /// The best first.
    pub(super) hits: Vec<(Rank, DocAddress)>,
    pub(super) facets: Vec<Facet>,
}

impl Collector for Page {
    type Fruit = Collected;
    type Child = SegmentPage;

    fn for_segment(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentPage> {
        let columns = segment.fast_fields();
        let order = match self.day_order {
            None => Order::Score,
            Some((column, direction)) => Order::Day(columns.column_opt(column)?, direction),
        };
        let facets = self.facets.iter().map(|facet| Counter::new(facet.name, segment, self.today));
        Ok(SegmentPage {
            ordinal,
            keys: columns.column_opt("key")?,
            order,
            tests: Tests::new(&self.conditions, segment)?,
            facets: facets.collect::<tantivy::Result<_>>()?,
            best: Best::new(self.wanted, self.after),
            total: 0,
            documents: Vec::with_capacity(BLOCK + 64),
            scores: Vec::with_capacity(BLOCK + 64),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.day_order.is_none() && self.wanted > 0
    }

    fn merge_fruits(&self, segments: Vec<SegmentFruit>) -> tantivy::Result<Collected> {
        let mut collected = Collected { total: 0, hits: Vec::new(), facets: Vec::with_capacity(self.facets.len()) };
        let mut by_facet: Vec<Vec<SegmentCounts>> = self.facets.iter().map(|_| Vec::new()).collect();
        for segment in segments {
            collected.total += segment.total;
            let addressed = segment.best.into_iter().map(|(rank, doc)| (rank, DocAddress::new(segment.ordinal, doc)));
            collected.hits.extend(addressed);
            for (counts, of_segment) in by_facet.iter_mut().zip(segment.counts) {
                counts.push(of_segment);
            }
        }
        collected.hits.sort_unstable_by_key(|&(rank, _)| std::cmp::Reverse(rank));
        collected.hits.truncate(self.wanted);
        for (&request, counts) in self.facets.iter().zip(by_facet) {
            collected.facets.push(tops::merge(request, counts)?);
        }
        Ok(collected)
    }
}

enum Order {
    Score,
    Day(Option<Column<i64>>, Direction),
}

/// The collection in one segment.
pub(super) struct SegmentPage {
    ordinal: SegmentOrdinal,
    keys: Option<Column<u64>>,
    order: Order,
    tests: Tests,
    facets: Vec<Counter>,
    best: Best,
    total: u64,
    documents: Vec<DocId>,
    scores: Vec<Score>,
}

/// The fruit of one segment.
pub(super) struct SegmentFruit {
    ordinal: SegmentOrdinal,
    total: u64,
    best: Vec<(Rank, DocId)>,
    counts: Vec<SegmentCounts>,
}

impl SegmentCollector for SegmentPage {
    type Fruit = SegmentFruit;

    #[inline]
    fn collect(&mut self, doc: DocId, score: Score) {
        self.documents.push(doc);
        self.scores.push(score);
        if self.documents.len() >= BLOCK {
            self.settle();
        }
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        self.documents.extend_from_slice(docs);
        if self.documents.len() >= BLOCK {
            self.settle();
        }
    }

    fn harvest(mut self) -> SegmentFruit {
        self.settle();
        SegmentFruit {
            ordinal: self.ordinal,
            total: self.total,
            best: self.best.into_found(),
            counts: self.facets.into_iter().map(Counter::finish).collect(),
        }
    }
}

impl SegmentPage {
    fn settle(&mut self) {
        // Without scoring there are no scores; zeros stand in so that both lists are filtered alike.
        self.scores.resize(self.documents.len(), 0.0);
        self.tests.retain(&mut self.documents, &mut self.scores);
        self.total += self.documents.len() as u64;
        for (&doc, &score) in self.documents.iter().zip(&self.scores) {
            let height: Height = match &self.order {
                Order::Score => score_height(score),
                Order::Day(column, direction) => direction.height(column.as_ref().and_then(|column| column.first(doc))),
            };
            if self.best.may_hold(height) {
                let key = self.keys.as_ref().and_then(|keys| keys.first(doc)).unwrap_or(u64::MAX);
                self.best.offer(height, key, doc);
            }
        }
        for facet in &mut self.facets {
            facet.count(&self.documents);
        }
        self.documents.clear();
        self.scores.clear();
    }
}

/// The conditions in the terms of one segment.
struct Tests {
    codes: Vec<CodeTest>,
    status: Option<StatusTest>,
    days: Vec<(Option<Column<i64>>, i64, i64)>,
}

/// Ordinals of codes are few; a bit for each allowed one.
struct CodeTest {
    column: Option<StrColumn>,
    allowed: u64,
}

struct StatusTest {
    codes: CodeTest,
    ends: Option<Column<i64>>,
    today: i64,
    dead_allowed: bool,
}

impl CodeTest {
    fn new(column: Option<StrColumn>, codes: &[&str]) -> tantivy::Result<Self> {
        let mut allowed = 0;
        if let Some(column) = &column {
            for code in codes {
                if let Some(ordinal) = column.dictionary().term_ord(code)? {
                    allowed |= bit(ordinal);
                }
            }
        }
        Ok(Self { column, allowed })
    }

    fn passes(&self, doc: DocId) -> bool {
        let ordinal = self.column.as_ref().and_then(|column| column.ords().first(doc));
        ordinal.is_some_and(|ordinal| self.allowed & bit(ordinal) != 0)
    }
}

/// Codes are closed lists of fewer than 64; an ordinal beyond belongs to none of them.
fn bit(ordinal: u64) -> u64 {
    u32::try_from(ordinal).ok().and_then(|shift| 1_u64.checked_shl(shift)).unwrap_or(0)
}

impl Tests {
    fn new(conditions: &Conditions, segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let mut codes = Vec::new();
        for (column, allowed) in &conditions.codes {
            codes.push(CodeTest::new(columns.str(column)?, allowed)?);
        }
        let status = match &conditions.statuses {
            None => None,
            Some((statuses, today)) => {
                let allowed: Vec<&str> = statuses.iter().map(|status| status.code()).collect();
                Some(StatusTest {
                    codes: CodeTest::new(columns.str("status")?, &allowed)?,
                    ends: columns.column_opt("ends_on")?,
                    today: *today,
                    dead_allowed: statuses.contains(&domain::registry::SimpleStatus::Dead),
                })
            }
        };
        let mut days = Vec::new();
        for &(column, from, to) in &conditions.days {
            days.push((columns.column_opt(column)?, from, to));
        }
        Ok(Self { codes, status, days })
    }

    fn retain(&self, documents: &mut Vec<DocId>, scores: &mut Vec<Score>) {
        if self.codes.is_empty() && self.status.is_none() && self.days.is_empty() {
            return;
        }
        let mut kept = 0;
        for at in 0..documents.len() {
            let (Some(&doc), Some(&score)) = (documents.get(at), scores.get(at)) else { break };
            if self.passes(doc) {
                if let (Some(place), Some(score_place)) = (documents.get_mut(kept), scores.get_mut(kept)) {
                    *place = doc;
                    *score_place = score;
                }
                kept += 1;
            }
        }
        documents.truncate(kept);
        scores.truncate(kept);
    }

    fn passes(&self, doc: DocId) -> bool {
        self.codes.iter().all(|test| test.passes(doc))
            && self.status.as_ref().is_none_or(|test| test.passes(doc))
            && self.days.iter().all(|(column, from, to)| {
                let day = column.as_ref().and_then(|column| column.first(doc));
                day.is_some_and(|day| day >= *from && day <= *to)
            })
    }
}

impl StatusTest {
    fn passes(&self, doc: DocId) -> bool {
        let end = self.ends.as_ref().and_then(|ends| ends.first(doc));
        if end.is_some_and(|end| end < self.today) { self.dead_allowed } else { self.codes.passes(doc) }
    }
}
