//! From an entry to the values of the index's fields.

use std::iter::{Empty, Map};
use std::slice::Iter;
use std::sync::Arc;

use chrono::NaiveDate;
use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Field, Value};

use super::EngineFault;
use super::classification::{ipc_levels, locarno_key};
use super::gate::{Gate, Permit};
use super::numbers::number_key;
use super::row::Row;
use super::schema::Fields;
use crate::analysis::fold_text;
use crate::entry::Entry;

/// Stands before and after a party's name in the literal field. Folding leaves no control character, so no name can
/// hold it.
pub(super) const NAME_EDGE: char = '\u{2}';

/// A document on its way to the indexing threads. Texts that stand in several fields are held once.
pub(super) struct EntryDocument {
    values: Vec<(Field, Cell)>,
    /// Held for its drop alone.
    _permit: Permit,
}

#[derive(Debug, Clone)]
pub(super) enum Cell {
    Text(Arc<str>),
    Number(u64),
    Day(i64),
    Bytes(Arc<[u8]>),
}

impl EntryDocument {
    /// Waits at the gate, then lays out the entry.
    pub(super) fn new(entry: &Entry, fields: &Fields, gate: &Arc<Gate>) -> Result<Self, EngineFault> {
        let permit = gate.enter(text_bytes(entry)).ok_or(EngineFault::Stalled)?;
        let mut layout = Layout { values: Vec::with_capacity(48) };
        layout.values.push((fields.key, Cell::Number(entry.key)));
        layout.code(fields.kind, entry.kind.code());
        layout.code(fields.right_kind, entry.right_kind.code());
        layout.code(fields.status, entry.standing.status.code());
        layout.day(fields.ends_on, entry.standing.ends_on);
        layout.day(fields.filing_on, entry.filing_on);
        layout.day(fields.publication_on, entry.publication_on);
        layout.day(fields.grant_on, entry.grant_on);
        layout.texts(entry, fields);
        layout.parties(entry, fields);
        layout.classes(entry, fields);
        let mut numbers: Vec<String> =
            std::iter::once(&entry.number).chain(&entry.numbers).filter_map(|number| number_key(number)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        for number in numbers {
            layout.code(fields.numbers, &number);
        }
        if let Some(region) = entry.region.as_deref() {
            layout.code(fields.region, region);
        }
        layout.values.push((fields.row, Cell::Bytes(Row::of(entry).encode()?.into())));
        Ok(Self { values: layout.values, _permit: permit })
    }
}

struct Layout {
    values: Vec<(Field, Cell)>,
}

impl Layout {
    fn code(&mut self, field: Field, text: &str) {
        if !text.is_empty() {
            self.values.push((field, Cell::Text(text.into())));
        }
    }

    fn codes(&mut self, field: Field, mut texts: Vec<String>) {
        texts.sort_unstable();
        texts.dedup();
        for text in texts {
            self.code(field, &text);
        }
    }

    fn day(&mut self, field: Field, day: Option<NaiveDate>) {
        if let Some(day) = day {
            self.values.push((field, Cell::Day(epoch_day(day))));
        }
    }

    fn text(&mut self, text: &str, fields: &[Field]) {
        if !text.is_empty() {
            let shared: Arc<str> = text.into();
            self.values.extend(fields.iter().map(|&field| (field, Cell::Text(Arc::clone(&shared)))));
        }
    }

    fn texts(&mut self, entry: &Entry, fields: &Fields) {
        let literal = [fields.words, fields.literal, fields.characters];
        for title in std::iter::once(&entry.title).chain(&entry.other_titles) {
            self.text(title, &[fields.title_words, fields.words, fields.literal, fields.characters]);
        }
        for text in [&entry.abstract_text, &entry.claims, &entry.description].into_iter().flatten() {
            self.text(text, &literal);
        }
    }

    fn parties(&mut self, entry: &Entry, fields: &Fields) {
        for name in &entry.parties {
            let folded = fold_text(name.trim());
            if folded.is_empty() {
                continue;
            }
            self.text(name, &[fields.words]);
            self.code(fields.party_literal, &format!("{NAME_EDGE}{folded}{NAME_EDGE}"));
            self.code(fields.applicant_key, &folded);
        }
        self.codes(fields.applicant, entry.parties.iter().map(|name| name.trim().to_owned()).collect());
    }

    fn classes(&mut self, entry: &Entry, fields: &Fields) {
        let levels: Vec<String> = entry.ipc.iter().flat_map(|symbol| ipc_levels(symbol)).collect();
        for (field, length) in [(fields.ipc_section, 1), (fields.ipc_class, 3), (fields.ipc_subclass, 4)] {
            self.codes(field, levels.iter().filter(|level| level.len() == length).cloned().collect());
        }
        self.codes(fields.ipc, levels);
        let (symbols, classes): (Vec<String>, Vec<String>) =
            entry.locarno.iter().filter_map(|symbol| locarno_key(symbol)).unzip();
        self.codes(fields.locarno, symbols.into_iter().chain(classes.iter().cloned()).collect());
        self.codes(fields.locarno_class, classes);
        let mut nice = entry.nice_classes.clone();
        nice.sort_unstable();
        nice.dedup();
        self.values.extend(nice.into_iter().map(|class| (fields.nice, Cell::Number(u64::from(class)))));
    }
}

/// Days since 1970-01-01.
pub(super) fn epoch_day(day: NaiveDate) -> i64 {
    i64::from(day.to_epoch_days())
}

fn text_bytes(entry: &Entry) -> usize {
    let optional = [&entry.abstract_text, &entry.claims, &entry.description];
    let texts = optional.into_iter().flatten().chain(&entry.other_titles).chain(&entry.parties);
    entry.title.len() + texts.map(String::len).sum::<usize>()
}

impl tantivy::schema::document::Document for EntryDocument {
    type Value<'a> = &'a Cell;
    type FieldsValuesIter<'a> = Map<Iter<'a, (Field, Cell)>, fn(&'a (Field, Cell)) -> (Field, &'a Cell)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.values.iter().map(|(field, cell)| (*field, cell))
    }
}

impl<'a> Value<'a> for &'a Cell {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match self {
            Cell::Text(text) => ReferenceValueLeaf::Str(text),
            Cell::Number(number) => ReferenceValueLeaf::U64(*number),
            Cell::Day(day) => ReferenceValueLeaf::I64(*day),
            Cell::Bytes(bytes) => ReferenceValueLeaf::Bytes(bytes),
        })
    }
}
