//! One search, from request to answer, on one snapshot.

use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query as EngineQuery};
use tantivy::schema::Value as _;
use tantivy::{DocAddress, DocSet as _, TERMINATED, TantivyDocument};

use super::EngineFault;
use super::collector::{Collected, Page};
use super::document::epoch_day;
use super::filter::{self, Conditions};
use super::highlight::{MOST_MARKS, Marker};
use super::order::{Rank, day_order, height_of, key_of, place_of, rank_of_mark, score_of};
use super::plan::Plan;
use super::row::Row;
use super::schema::Fields;
use super::volume::Snapshot;
use crate::answer::{Answer, Highlight, HighlightField, Hit, SearchFault};
use crate::digest::Digest;
use crate::request::{MAX_BUCKETS, MAX_LIMIT, Matched, PageMark, Request, Sort};

/// Refuses what is out of bounds, before any work.
pub(super) fn check(request: &Request) -> Result<(), SearchFault> {
    if request.limit > MAX_LIMIT {
        return Err(SearchFault::LimitTooLarge { asked: request.limit, allowed: MAX_LIMIT });
    }
    for (at, facet) in request.facets.facets.iter().enumerate() {
        let again = request.facets.facets.iter().take(at).any(|earlier| earlier.name == facet.name);
        if again || facet.buckets == 0 || facet.buckets > MAX_BUCKETS {
            return Err(SearchFault::FacetRefused { facet: facet.name });
        }
    }
    filter::check(&request.filters)?;
    match request.after {
        Some(mark) if mark.question != question_of(request) || rank_of_mark(sort_of(request), &mark).is_none() => {
            Err(SearchFault::PageMarkMismatch)
        }
        Some(_) | None => Ok(()),
    }
}

/// The order that the answer has: an empty query has no relevance to sort by.
pub(super) fn sort_of(request: &Request) -> Sort {
    if request.query.is_empty() && request.sort == Sort::Relevance { Sort::FilingNewest } else { request.sort }
}

/// Digest of query, filters and order. The day, the page size and the facets may change between pages.
fn question_of(request: &Request) -> u64 {
    let mut digest = Digest::default();
    request.query.hash(&mut digest);
    request.filters.hash(&mut digest);
    sort_of(request).hash(&mut digest);
    digest.finish()
}

/// Answers a request that has been checked.
pub(super) fn answer(request: &Request, fields: &Fields, snapshot: &Snapshot) -> Result<Answer, EngineFault> {
    let plan = Plan::of(&request.query);
    let search = Search { request, fields, snapshot, plan: &plan };
    let mut matched = request.after.map_or(Matched::All, |mark| mark.matched);
    let mut collected = search.collect(matched)?;
    if collected.total == 0 && request.after.is_none() && plan.has_alternatives() && !search.any_record_has_all()? {
        matched = Matched::Any;
        collected = search.collect(matched)?;
    }
    let more = collected.hits.len() > request.limit;
    collected.hits.truncate(request.limit);
    let next = match collected.hits.last() {
        Some(&(last, _)) if more => Some(search.mark(last, matched)),
        Some(_) | None => None,
    };
    let marker = Marker::of(&plan);
    let hits = collected.hits.iter().map(|&(rank, address)| search.hit(rank, address, &marker));
    Ok(Answer {
        total: collected.total,
        hits: hits.collect::<Result<_, _>>()?,
        next,
        facets: collected.facets,
        matched,
    })
}

struct Search<'a> {
    request: &'a Request,
    fields: &'a Fields,
    snapshot: &'a Snapshot,
    plan: &'a Plan,
}

impl Search<'_> {
    fn collect(&self, matched: Matched) -> Result<Collected, EngineFault> {
        let searcher = &self.snapshot.searcher;
        let request = self.request;
        let lists = filter::lists(&request.filters, self.fields, searcher);
        let tree = self.plan.tree(self.fields, searcher, matched, !lists.is_empty());
        let tree: Box<dyn EngineQuery> = if lists.is_empty() {
            tree
        } else {
            let clauses = std::iter::once(tree).chain(lists).map(|clause| (Occur::Must, clause));
            Box::new(BooleanQuery::new(clauses.collect()))
        };
        let sort = sort_of(request);
        let page = Page {
            day_order: day_order(sort),
            // One more than asked for tells whether there is another page.
            wanted: if request.limit == 0 { 0 } else { request.limit + 1 },
            after: request.after.as_ref().and_then(|mark| rank_of_mark(sort, mark)),
            conditions: Conditions::of(&request.filters, request.today),
            facets: request.facets.facets.clone(),
            today: epoch_day(request.today),
            columns: Arc::clone(&self.snapshot.columns),
        };
        Ok(searcher.search(&tree, &page)?)
    }

    /// Whether any record satisfies the query as it stands, whatever the filters say.
    fn any_record_has_all(&self) -> Result<bool, EngineFault> {
        let searcher = &self.snapshot.searcher;
        let tree = self.plan.tree(self.fields, searcher, Matched::All, false);
        let weight = tree.weight(EnableScoring::disabled_from_searcher(searcher))?;
        for segment in searcher.segment_readers() {
            let mut scorer = weight.scorer(segment, 1.0)?;
            let mut doc = scorer.doc();
            while doc != TERMINATED {
                if !segment.is_deleted(doc) {
                    return Ok(true);
                }
                doc = scorer.advance();
            }
        }
        Ok(false)
    }

    fn mark(&self, last: Rank, matched: Matched) -> PageMark {
        PageMark {
            generation: self.snapshot.generation,
            question: question_of(self.request),
            place: place_of(sort_of(self.request), height_of(last)),
            key: key_of(last),
            matched,
        }
    }

    fn hit(&self, rank: Rank, address: DocAddress, marker: &Marker) -> Result<Hit, EngineFault> {
        let document: TantivyDocument = self.snapshot.searcher.doc(address)?;
        let stored = document.get_first(self.fields.row);
        let bytes = stored.as_ref().and_then(|value| value.as_bytes());
        let row = Row::decode(bytes.ok_or_else(|| EngineFault::Index("a record has no row".to_owned()))?)?;
        let mut highlights = Vec::new();
        for (field, text) in
            [(HighlightField::Title, Some(&row.title)), (HighlightField::Abstract, row.abstract_text.as_ref())]
        {
            let marks = text.map(|text| marker.marks(text, MOST_MARKS - highlights.len())).unwrap_or_default();
            highlights.extend(marks.into_iter().map(|(start, end)| Highlight { field, start, end }));
        }
        let by_relevance = sort_of(self.request) == Sort::Relevance;
        Ok(Hit {
            key: key_of(rank),
            kind: row.kind,
            right_kind: row.right_kind,
            number: row.number,
            title: row.title,
            abstract_text: row.abstract_text,
            parties: row.parties,
            status: row.standing.on(self.request.today),
            filing_on: row.filing_on,
            publication_on: row.publication_on,
            grant_on: row.grant_on,
            main_ipc: row.main_ipc,
            nice_classes: row.nice_classes,
            region: row.region,
            score: by_relevance.then(|| score_of(height_of(rank))),
            highlights,
        })
    }
}
