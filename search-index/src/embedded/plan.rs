//! From a parsed query to the engine's query tree.
//!
//! - A chunk matches where all its words stand somewhere in the record, or where it stands literally; the literal
//!   match weighs [`LITERAL_WEIGHT`] (measured: 10 is too small).
//! - A phrase matches literally, and its words rank the matches.
//! - Several terms are joined by AND. Only when no record at all satisfies that, one word of the chunks is enough;
//!   filters never bring this about, so that a narrower filter never finds more.
//! - A word in the title counts a second time, as a word of the record and as one of the title.
//! - An exclusion is literal.
//! - A query that may be a number also finds the record of that number, before all others.

use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, Occur, PhraseQuery, Query as EngineQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::either::EitherQuery;
use super::numbers::number_in;
use super::schema::Fields;
use crate::analysis::{bigrams, fold_text, query_words};
use crate::query::{Query, TermKind};
use crate::request::Matched;

type Boxed = Box<dyn EngineQuery>;

/// Score of a chunk that stands literally.
const LITERAL_WEIGHT: f32 = 30.0;
/// Score of the record whose number was typed.
const NUMBER_WEIGHT: f32 = 1_000.0;
/// Words that the second attempt looks for: the rarest ones. Each is a list that is read to its end.
const MOST_ALTERNATIVES: usize = 32;

/// A query, analysed.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) chunks: Vec<Chunk>,
    pub(super) phrases: Vec<Chunk>,
    excluded: Vec<String>,
    number: Option<String>,
}

/// A term with what is looked for.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    /// The folded text.
    pub(super) literal: String,
    /// Its words, each once.
    pub(super) words: Vec<String>,
}

impl Chunk {
    fn of(text: &str) -> Self {
        Self { literal: fold_text(text), words: query_words(text) }
    }

    /// Whether it is one word of Latin letters and digits. Standing literally inside a longer word is a match then
    /// (`led` in `sealed`), but not one to put first.
    pub(super) fn is_latin_word(&self) -> bool {
        self.literal.chars().all(|c| c.is_ascii_alphanumeric())
    }
}

impl Plan {
    pub(super) fn of(query: &Query) -> Self {
        let wanted = |kind| {
            let terms = query.terms().iter().filter(move |term| !term.excluded && term.kind == kind);
            terms.map(|term| Chunk::of(&term.text)).collect()
        };
        Self {
            chunks: wanted(TermKind::Chunk),
            phrases: wanted(TermKind::Phrase),
            excluded: query.terms().iter().filter(|term| term.excluded).map(|term| fold_text(&term.text)).collect(),
            number: number_in(query),
        }
    }

    /// Whether the query has a second attempt: something besides phrases, and more than one word to choose from.
    pub(super) fn has_alternatives(&self) -> bool {
        self.chunks.iter().map(|chunk| chunk.words.len().max(1)).sum::<usize>() > 1
    }

    /// The tree. `narrowed` says that filters will be joined to it.
    pub(super) fn tree(&self, fields: &Fields, searcher: &Searcher, matched: Matched, narrowed: bool) -> Boxed {
        let mut clauses: Vec<(Occur, Boxed)> = Vec::new();
        for phrase in &self.phrases {
            clauses.push((Occur::Must, constant(literal(fields.literal, fields.characters, &phrase.literal), 0.0)));
        }
        // A single union that nothing narrows is walked through; any other is asked about documents.
        let walked = self.chunks.len() + self.phrases.len() == 1 && !narrowed;
        let mut ranking = self.ranking(fields);
        match matched {
            Matched::All => {
                for chunk in &self.chunks {
                    let mut arms = chunk_arms(chunk, fields);
                    // Where the one word of a title stands, it stands as a word of the record: the title may rank
                    // as an arm of the union, which is cheaper than looking it up for each match.
                    if walked && chunk.words.len() == 1 {
                        arms.append(&mut ranking);
                    }
                    clauses.push((Occur::Must, union(arms, walked)));
                }
            }
            Matched::Any if self.chunks.is_empty() => {}
            Matched::Any => clauses.push((Occur::Must, union(self.alternatives(fields, searcher), true))),
        }
        if clauses.is_empty() {
            return Box::new(AllQuery);
        }
        if !ranking.is_empty() {
            clauses.push((Occur::Should, Box::new(EitherQuery::new(ranking))));
        }
        if !self.excluded.is_empty() {
            let arms = self.excluded.iter().map(|text| literal(fields.literal, fields.characters, text));
            clauses.push((Occur::MustNot, constant(Box::new(EitherQuery::new(arms.collect())), 0.0)));
        }
        let tree: Boxed = Box::new(BooleanQuery::new(clauses));
        match &self.number {
            Some(number) => union(vec![tree, constant(basic(fields.numbers, number), NUMBER_WEIGHT)], !narrowed),
            None => tree,
        }
    }

    /// What ranks the matches without deciding them: words in titles, and words of phrases.
    fn ranking(&self, fields: &Fields) -> Vec<Boxed> {
        let mut seen: Vec<&str> = Vec::new();
        let mut arms: Vec<Boxed> = Vec::new();
        for chunk in self.chunks.iter().chain(&self.phrases) {
            for word in &chunk.words {
                if !seen.contains(&word.as_str()) {
                    seen.push(word);
                    arms.push(ranked(fields.title_words, word));
                }
            }
        }
        let words = self.phrases.iter().flat_map(|phrase| &phrase.words);
        arms.extend(words.map(|word| ranked(fields.words, word)));
        arms
    }

    fn alternatives(&self, fields: &Fields, searcher: &Searcher) -> Vec<Boxed> {
        let mut words: Vec<&String> = self.chunks.iter().flat_map(|chunk| &chunk.words).collect();
        words.sort_unstable();
        words.dedup();
        let frequency = |word: &str| searcher.doc_freq(&Term::from_field_text(fields.words, word)).unwrap_or(0);
        words.sort_by_cached_key(|word| frequency(word));
        words.truncate(MOST_ALTERNATIVES);
        let mut arms: Vec<Boxed> = words.into_iter().map(|word| ranked(fields.words, word)).collect();
        for chunk in &self.chunks {
            let weight = if chunk.is_latin_word() { 0.0 } else { LITERAL_WEIGHT };
            arms.push(constant(literal(fields.literal, fields.characters, &chunk.literal), weight));
        }
        arms
    }
}

fn chunk_arms(chunk: &Chunk, fields: &Fields) -> Vec<Boxed> {
    let as_it_stands = literal(fields.literal, fields.characters, &chunk.literal);
    let weight = if chunk.is_latin_word() { 0.0 } else { LITERAL_WEIGHT };
    let mut words: Vec<Boxed> = chunk.words.iter().map(|word| ranked(fields.words, word)).collect();
    let mut arms = vec![constant(as_it_stands, weight)];
    if words.len() > 1 {
        arms.push(Box::new(BooleanQuery::new(words.into_iter().map(|word| (Occur::Must, word)).collect())));
    } else {
        arms.append(&mut words);
    }
    arms
}

/// A union in the shape that suits its use.
fn union(mut arms: Vec<Boxed>, walked: bool) -> Boxed {
    match arms.pop() {
        Some(only) if arms.is_empty() => only,
        Some(last) => {
            arms.push(last);
            if walked {
                Box::new(BooleanQuery::new(arms.into_iter().map(|arm| (Occur::Should, arm)).collect()))
            } else {
                Box::new(EitherQuery::new(arms))
            }
        }
        None => Box::new(AllQuery),
    }
}

/// The documents where a folded text stands character by character.
pub(super) fn literal(pairs: Field, singles: Field, folded: &str) -> Boxed {
    let mut terms = bigrams(folded);
    match (terms.pop(), terms.len()) {
        (None, _) => basic(singles, folded),
        (Some(only), 0) => basic(pairs, &only),
        (Some(last), _) => {
            terms.push(last);
            let terms = terms.into_iter().map(|pair| Term::from_field_text(pairs, &pair)).collect();
            Box::new(PhraseQuery::new(terms))
        }
    }
}

/// The documents that have a term, without its frequencies.
pub(super) fn basic(field: Field, text: &str) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
}

/// A query whose matches all score the same.
pub(super) fn constant(query: Boxed, score: f32) -> Boxed {
    Box::new(ConstScoreQuery::new(query, score))
}

fn ranked(field: Field, word: &str) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs))
}
