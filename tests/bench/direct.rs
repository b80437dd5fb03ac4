//! The limit: tantivy asked directly, in this process, on the folder that the house serves from.
//!
//! The questions become trees of tantivy's own queries with the same matches and the same ranking (the measurement
//! compares the totals and the counts), and are collected by tantivy's own collectors: ten best by score, count, and
//! terms aggregations for the facets. The stored rows of the ten are read.

use std::ops::Bound;
use std::path::{Path, PathBuf};

use search_index::analysis::{bigrams, fold_text, query_words, words};
use serde_json::json;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::agg_result::AggregationResults;
use tantivy::aggregation::{AggContextParams, AggregationCollector, AggregationLimitsGuard};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema};
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, TantivyDocument, Term};

use crate::questions::{Filter, HITS, Question};
use crate::setting::Outcome;

type Boxed = Box<dyn Query>;

/// What a word that stands literally adds to the score, as in the house.
const LITERAL_WEIGHT: f32 = 30.0;

/// The index, opened a second time for reading.
pub(crate) struct Direct {
    searcher: Searcher,
    fields: Fields,
    facets: Aggregations,
    index: Index,
}

struct Fields {
    words: Field,
    title_words: Field,
    literal: Field,
    characters: Field,
    ipc: Field,
    filing_on: Field,
}

/// What was found.
pub(crate) struct Found {
    pub(crate) total: usize,
    /// Rows read.
    pub(crate) rows: usize,
    pub(crate) facets: Option<AggregationResults>,
}

/// The folder of the index in use under a data folder.
fn folder(data: &Path) -> Outcome<PathBuf> {
    let shelf = data.join("index");
    Ok(shelf.join(std::fs::read_to_string(shelf.join("CURRENT"))?.trim()))
}

impl Fields {
    fn of(schema: &Schema) -> Outcome<Self> {
        Ok(Self {
            words: schema.get_field("words")?,
            title_words: schema.get_field("title_words")?,
            literal: schema.get_field("literal")?,
            characters: schema.get_field("characters")?,
            ipc: schema.get_field("ipc")?,
            filing_on: schema.get_field("filing_on")?,
        })
    }
}

impl Direct {
    pub(crate) fn open(data: &Path) -> Outcome<Self> {
        let index = Index::open_in_dir(folder(data)?)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let terms = |field| json!({ "terms": { "field": field, "size": 10 } });
        // Years are of unequal length; their number, and so the work, is the same.
        let years = json!({ "histogram": { "field": "filing_on", "interval": 365.25 } });
        let facets = json!({
            "kind": terms("kind"),
            "right_kind": terms("right_kind"),
            "status": terms("status"),
            "ipc_section": terms("ipc_section"),
            "region": terms("region"),
            "filing_year": years,
        });
        let fields = Fields::of(&index.schema())?;
        Ok(Self { searcher: reader.searcher(), fields, facets: serde_json::from_value(facets)?, index })
    }

    /// Segments that the searches go through.
    pub(crate) fn segments(&self) -> usize {
        self.searcher.segment_readers().len()
    }

    pub(crate) fn ask(&self, question: &Question, facets: bool) -> Outcome<Found> {
        self.collect(&self.tree(question), facets)
    }

    /// The question's phrase as a phrase of words: fast, and not literal.
    pub(crate) fn ask_segmented(&self, phrase: &str) -> Outcome<Found> {
        self.collect(segmented(self.fields.words, phrase).as_ref(), false)
    }

    fn collect(&self, query: &dyn Query, facets: bool) -> Outcome<Found> {
        let best = TopDocs::with_limit(HITS).order_by_score();
        let (hits, total, facets) = if facets {
            let context = AggContextParams::new(AggregationLimitsGuard::default(), self.index.tokenizers().clone());
            let counts = AggregationCollector::from_aggs(self.facets.clone(), context);
            let (hits, total, counts) = self.searcher.search(query, &(best, Count, counts))?;
            (hits, total, Some(counts))
        } else {
            let (hits, total) = self.searcher.search(query, &(best, Count))?;
            (hits, total, None)
        };
        let row = |(_, address): &(f32, DocAddress)| self.searcher.doc::<TantivyDocument>(*address);
        let rows = hits.iter().map(row).collect::<Result<Vec<_>, _>>()?.len();
        Ok(Found { total, rows, facets })
    }

    fn tree(&self, question: &Question) -> Boxed {
        let mut clauses: Vec<(Occur, Boxed)> = Vec::new();
        let mut ranking: Vec<(Occur, Boxed)> = Vec::new();
        let ranked = |field, word: &str| (Occur::Should, term(field, word, IndexRecordOption::WithFreqs));
        let mut titled: Vec<String> = Vec::new();
        for word in &question.words {
            clauses.push((Occur::Must, self.chunk(word)));
            titled.extend(query_words(word));
        }
        if let Some(phrase) = &question.phrase {
            clauses.push((Occur::Must, constant(self.literal(phrase), 0.0)));
            ranking.extend(query_words(phrase).iter().map(|word| ranked(self.fields.words, word)));
            titled.extend(query_words(phrase));
        }
        ranking.extend(titled.iter().map(|word| ranked(self.fields.title_words, word)));
        if !ranking.is_empty() {
            clauses.push((Occur::Should, Box::new(BooleanQuery::new(ranking))));
        }
        if let Some(filter) = &question.filter {
            clauses.extend(self.filter(filter).map(|query| (Occur::Must, constant(query, 0.0))));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    /// A word or what stands between spaces: its words, or literally.
    fn chunk(&self, text: &str) -> Boxed {
        let mut found: Vec<Boxed> =
            query_words(text).iter().map(|word| term(self.fields.words, word, IndexRecordOption::WithFreqs)).collect();
        let words = match found.len() {
            1 => found.pop(),
            _ => Some(Box::new(BooleanQuery::new(found.into_iter().map(|q| (Occur::Must, q)).collect())) as Boxed),
        };
        let literal = constant(self.literal(text), LITERAL_WEIGHT);
        Box::new(BooleanQuery::new(std::iter::once(literal).chain(words).map(|q| (Occur::Should, q)).collect()))
    }

    fn literal(&self, text: &str) -> Boxed {
        let pairs = bigrams(text);
        match pairs.as_slice() {
            [] => term(self.fields.characters, &fold_text(text), IndexRecordOption::Basic),
            [only] => term(self.fields.literal, only, IndexRecordOption::Basic),
            [_, _, ..] => phrase(self.fields.literal, &pairs),
        }
    }

    fn filter(&self, filter: &Filter) -> [Boxed; 2] {
        let day = |day: chrono::NaiveDate| {
            Bound::Included(Term::from_field_i64(self.fields.filing_on, i64::from(day.to_epoch_days())))
        };
        [
            term(self.fields.ipc, &filter.ipc, IndexRecordOption::Basic),
            Box::new(RangeQuery::new(day(filter.from), day(filter.to))),
        ]
    }
}

/// A phrase of the words of a text, in their order, as any index of segmented words asks it.
pub(crate) fn segmented(field: Field, text: &str) -> Boxed {
    let found: Vec<String> = words(text).into_iter().filter(|word| !word.inner).map(|word| word.text).collect();
    match found.as_slice() {
        [] => Box::new(tantivy::query::EmptyQuery),
        [only] => term(field, only, IndexRecordOption::WithFreqs),
        [_, _, ..] => phrase(field, &found),
    }
}

fn phrase(field: Field, terms: &[String]) -> Boxed {
    Box::new(PhraseQuery::new(terms.iter().map(|text| Term::from_field_text(field, text)).collect()))
}

fn term(field: Field, text: &str, option: IndexRecordOption) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, text), option))
}

fn constant(query: Boxed, score: f32) -> Boxed {
    Box::new(ConstScoreQuery::new(query, score))
}
