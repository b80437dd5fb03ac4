//! From filters to what narrows a query: terms where the index has a list of the records, and conditions on columns,
//! asked of the records that the query found, where it has none.

use chrono::NaiveDate;
use domain::registry::SimpleStatus;
use tantivy::query::{BooleanQuery, EmptyQuery, Occur, Query as EngineQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::classification::{ipc_key, locarno_key};
use super::columns::Day;
use super::document::{NAME_EDGE, epoch_day};
use super::either::EitherQuery;
use super::numbers::number_key;
use super::plan::{basic, constant, literal};
use super::schema::Fields;
use crate::SearchFault;
use crate::analysis::fold_text;
use crate::request::{DayRange, Filters, MAX_FILTER_CHARACTERS, MAX_FILTER_VALUES};

type Boxed = Box<dyn EngineQuery>;

/// From how many values on a union is walked through instead of asked arm by arm.
const MANY_ARMS: usize = 8;
/// A list of kinds drives the search when it is shorter than one record in this many.
const SELECTIVE: u64 = 8;

/// Conditions that each record found must fulfil.
#[derive(Debug, Clone, Default)]
pub(super) struct Conditions {
    /// Registers allowed; empty allows all.
    pub(super) kinds: Vec<&'static str>,
    /// Kinds of right allowed; empty allows all.
    pub(super) right_kinds: Vec<&'static str>,
    /// Statuses allowed, with the day as of which.
    pub(super) statuses: Option<(Vec<SimpleStatus>, i64)>,
    /// Days of a record with the first and last one allowed.
    pub(super) days: Vec<(Day, i64, i64)>,
}

impl Conditions {
    pub(super) fn of(filters: &Filters, today: NaiveDate) -> Self {
        let statuses = (!filters.statuses.is_empty()).then(|| (filters.statuses.clone(), epoch_day(today)));
        let ranges =
            [(Day::Filing, filters.filing), (Day::Publication, filters.publication), (Day::Grant, filters.grant)];
        let days = ranges.into_iter().filter_map(|(day, range)| bounds(range).map(|(from, to)| (day, from, to)));
        Self {
            kinds: filters.kinds.iter().map(|kind| kind.code()).collect(),
            right_kinds: filters.right_kinds.iter().map(|kind| kind.code()).collect(),
            statuses,
            days: days.collect(),
        }
    }
}

fn bounds(range: DayRange) -> Option<(i64, i64)> {
    let given = range.from.is_some() || range.to.is_some();
    given.then(|| (range.from.map_or(i64::MIN, epoch_day), range.to.map_or(i64::MAX, epoch_day)))
}

/// Refuses filters that are blank, too long or too many.
pub(super) fn check(filters: &Filters) -> Result<(), SearchFault> {
    let texts = [
        ("ipc", &filters.ipc),
        ("locarno", &filters.locarno),
        ("applicants", &filters.applicants),
        ("regions", &filters.regions),
        ("numbers", &filters.numbers),
    ];
    for (filter, values) in texts {
        let usable = |value: &String| {
            !value.trim_matches('*').trim().is_empty() && value.chars().nth(MAX_FILTER_CHARACTERS).is_none()
        };
        if values.len() > MAX_FILTER_VALUES || !values.iter().all(usable) {
            return Err(SearchFault::FilterRefused { filter });
        }
    }
    let lengths = [
        ("kinds", filters.kinds.len()),
        ("right_kinds", filters.right_kinds.len()),
        ("statuses", filters.statuses.len()),
        ("nice_classes", filters.nice_classes.len()),
    ];
    match lengths.into_iter().find(|&(_, length)| length > MAX_FILTER_VALUES) {
        Some((filter, _)) => Err(SearchFault::FilterRefused { filter }),
        None => Ok(()),
    }
}

/// The filters that are lists of the index, one query for each field that asks something.
pub(super) fn lists(filters: &Filters, fields: &Fields, searcher: &Searcher) -> Vec<Boxed> {
    let mut lists = Vec::new();
    let kinds: Vec<&str> = filters.kinds.iter().map(|kind| kind.code()).collect();
    let right_kinds: Vec<&str> = filters.right_kinds.iter().map(|kind| kind.code()).collect();
    for (field, codes) in [(fields.kind, kinds), (fields.right_kind, right_kinds)] {
        if !codes.is_empty() && is_selective(field, &codes, searcher) {
            lists.push(any(codes.into_iter().map(|code| basic(field, code)).collect()));
        }
    }
    let mut push = |arms: Vec<Boxed>| {
        if !arms.is_empty() {
            lists.push(any(arms));
        }
    };
    push(filters.ipc.iter().map(|symbol| term_or_none(fields.ipc, ipc_key(symbol))).collect());
    let locarno = |symbol: &String| term_or_none(fields.locarno, locarno_key(symbol).map(|(key, _)| key));
    push(filters.locarno.iter().map(locarno).collect());
    push(filters.nice_classes.iter().map(|&class| nice(fields.nice, class)).collect());
    push(filters.applicants.iter().map(|name| applicant(name, fields)).collect());
    push(filters.regions.iter().map(|region| basic(fields.region, region)).collect());
    push(filters.numbers.iter().map(|number| term_or_none(fields.numbers, number_key(number))).collect());
    lists
}

/// A list that holds few records leads to them faster than a look at each record's column.
fn is_selective(field: Field, codes: &[&str], searcher: &Searcher) -> bool {
    let listed: u64 =
        codes.iter().map(|code| searcher.doc_freq(&Term::from_field_text(field, code)).unwrap_or(u64::MAX / 64)).sum();
    listed.saturating_mul(SELECTIVE) < searcher.num_docs()
}

fn any(mut arms: Vec<Boxed>) -> Boxed {
    let query: Boxed = match arms.len() {
        1 => arms.swap_remove(0),
        count if count < MANY_ARMS => Box::new(EitherQuery::new(arms)),
        _ => Box::new(BooleanQuery::new(arms.into_iter().map(|arm| (Occur::Should, arm)).collect())),
    };
    constant(query, 0.0)
}

fn term_or_none(field: Field, key: Option<String>) -> Boxed {
    key.map_or_else(|| Box::new(EmptyQuery) as Boxed, |key| basic(field, &key))
}

fn nice(field: Field, class: u8) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_u64(field, u64::from(class)), IndexRecordOption::Basic))
}

/// A whole name is a term of its own; a name with a star is looked for literally between the edges of names.
fn applicant(pattern: &str, fields: &Fields) -> Boxed {
    let pattern = pattern.trim();
    let open_start = pattern.starts_with('*');
    let open_end = pattern.ends_with('*');
    let name = fold_text(pattern.trim_matches('*').trim());
    if !open_start && !open_end {
        return basic(fields.applicant_key, &name);
    }
    let mut bounded = String::with_capacity(name.len() + 2);
    if !open_start {
        bounded.push(NAME_EDGE);
    }
    bounded.push_str(&name);
    if !open_end {
        bounded.push(NAME_EDGE);
    }
    literal(fields.party_literal, fields.party_literal, &bounded)
}
