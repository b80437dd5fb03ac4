//! One pass over the matches: conditions, exact count, best hits, facets.
//!
//! Matches are gathered into blocks, and each column is read a block at a time.

use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocAddress, DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

use super::columns::{Day, SegmentColumns};
use super::condition::SegmentTests;
use super::facets::{Counter, SegmentCounts};
use super::filter::Conditions;
use super::order::{Best, Direction, Height, Rank, score_height};
use super::tops;
use crate::answer::Facet;
use crate::request::FacetRequest;

const BLOCK: usize = 1_024;

/// What a search collects.
pub(super) struct Page {
    /// The day and direction of an order by day; `None` for relevance.
    pub(super) day_order: Option<(Day, Direction)>,
    /// Hits wanted.
    pub(super) wanted: usize,
    /// The rank with which the page before ended.
    pub(super) after: Option<Rank>,
    pub(super) conditions: Conditions,
    pub(super) facets: Vec<FacetRequest>,
    /// The day of the request, in days since 1970-01-01.
    pub(super) today: i64,
    /// The columns of the segments, in their order.
    pub(super) columns: Arc<[SegmentColumns]>,
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

    fn for_segment(&self, ordinal: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<SegmentPage> {
        let columns = self.columns.get(ordinal as usize);
        let columns = columns.ok_or_else(|| TantivyError::InternalError("a segment has no columns".to_owned()))?;
        let order = match self.day_order {
            None => Order::Score,
            Some((day, direction)) => Order::Day(columns.day(day).cloned(), direction),
        };
        Ok(SegmentPage {
            ordinal,
            keys: columns.keys.clone(),
            order,
            tests: SegmentTests::new(&self.conditions, columns)?,
            facets: self.facets.iter().map(|facet| Counter::new(facet.name, columns, self.today)).collect(),
            best: Best::new(self.wanted, self.after),
            total: 0,
            documents: Vec::with_capacity(BLOCK + COLLECT_BLOCK_BUFFER_LEN),
            scores: Vec::with_capacity(BLOCK + COLLECT_BLOCK_BUFFER_LEN),
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
    tests: SegmentTests,
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
        self.rank();
        for facet in &mut self.facets {
            facet.count(&self.documents);
        }
        self.documents.clear();
        self.scores.clear();
    }

    fn rank(&mut self) {
        let Self { documents, scores, best, keys, .. } = self;
        let mut offer = |doc: DocId, height: Height| {
            if best.may_hold(height) {
                let key = keys.as_ref().and_then(|keys| keys.first(doc)).unwrap_or(u64::MAX);
                best.offer(height, key, doc);
            }
        };
        match &self.order {
            Order::Score => {
                for (&doc, &score) in documents.iter().zip(scores.iter()) {
                    offer(doc, score_height(score));
                }
            }
            Order::Day(column, direction) => {
                let mut days = vec![None; documents.len()];
                if let Some(column) = column {
                    column.first_vals(documents, &mut days);
                }
                for (&doc, &day) in documents.iter().zip(&days) {
                    offer(doc, direction.height(day));
                }
            }
        }
    }
}
