//! From an entry to the values of the index's fields.

use std::iter::Empty;
use std::slice::Iter;
use std::sync::Arc;

use chrono::NaiveDate;
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Field, Value};

use super::EngineFault;
use super::classification::{ipc_levels, locarno_key};
use super::gate::{Gate, Permit};
use super::numbers::number_key;
use super::row::Row;
use super::schema::Fields;
use super::status_code::code_of;
use crate::analysis::fold_text;
use crate::entry::Entry;

/// Stands before and after a party's name in the literal field. Folding leaves no control character, so no name can
/// hold it.
pub(super) const NAME_EDGE: char = '\u{2}';

/// A document on its way to the indexing threads. It is made on one thread and freed on another, which allocators
/// dislike, so all its texts lie in one buffer; texts that stand in several fields lie there once.
pub(super) struct EntryDocument {
    values: Vec<(Field, Cell)>,
    texts: String,
    row: Vec<u8>,
    /// Held for its drop alone.
    _permit: Permit,
}

#[derive(Debug, Clone, Copy)]
enum Cell {
    /// From and to which byte of the texts.
    Text(usize, usize),
    Code(&'static str),
    Number(u64),
    Day(i64),
    Row,
}

impl EntryDocument {
    /// Waits at the gate, then lays out the entry.
    pub(super) fn new(entry: &Entry, fields: &Fields, gate: &Arc<Gate>) -> Result<Self, EngineFault> {
        let bytes = text_bytes(entry);
        let permit = gate.enter(bytes).ok_or(EngineFault::Stalled)?;
        let mut layout = Layout { values: Vec::with_capacity(48), texts: String::with_capacity(bytes + 256) };
        layout.values.extend([
            (fields.key, Cell::Number(entry.key)),
            (fields.kind, Cell::Code(entry.kind.code())),
            (fields.right_kind, Cell::Code(entry.right_kind.code())),
        ]);
        layout.text(&code_of(entry.standing), &[fields.status]);
        layout.day(fields.status_until, entry.standing.changes_after.map(|(last, _)| last));
        layout.day(fields.filing_on, entry.filing_on);
        layout.day(fields.publication_on, entry.publication_on);
        layout.day(fields.grant_on, entry.grant_on);
        layout.texts(entry, fields);
        layout.parties(entry, fields);
        layout.classes(entry, fields);
        let numbers = std::iter::once(&entry.number).chain(&entry.numbers).filter_map(|number| number_key(number));
        layout.each(fields.numbers, numbers.collect());
        layout.text(entry.region.as_deref().unwrap_or_default(), &[fields.region]);
        layout.values.push((fields.row, Cell::Row));
        Ok(Self { values: layout.values, texts: layout.texts, row: Row::encode(entry)?, _permit: permit })
    }
}

struct Layout {
    values: Vec<(Field, Cell)>,
    texts: String,
}

impl Layout {
    /// Puts a text into some fields; the empty text stands nowhere.
    fn text(&mut self, text: &str, fields: &[Field]) {
        if !text.is_empty() {
            let from = self.texts.len();
            self.texts.push_str(text);
            let cell = Cell::Text(from, self.texts.len());
            self.values.extend(fields.iter().map(|&field| (field, cell)));
        }
    }

    /// Puts each different text into a field, once.
    fn each(&mut self, field: Field, mut texts: Vec<String>) {
        texts.sort_unstable();
        texts.dedup();
        for text in texts {
            self.text(&text, &[field]);
        }
    }

    fn day(&mut self, field: Field, day: Option<NaiveDate>) {
        if let Some(day) = day {
            self.values.push((field, Cell::Day(epoch_day(day))));
        }
    }

    fn texts(&mut self, entry: &Entry, fields: &Fields) {
        for title in std::iter::once(&entry.title).chain(&entry.other_titles) {
            self.text(title, &[fields.title_words, fields.words, fields.literal, fields.characters]);
        }
        for text in [&entry.abstract_text, &entry.claims, &entry.description].into_iter().flatten() {
            self.text(text, &[fields.words, fields.literal, fields.characters]);
        }
    }

    fn parties(&mut self, entry: &Entry, fields: &Fields) {
        for name in &entry.parties {
            let folded = fold_text(name.trim());
            if folded.is_empty() {
                continue;
            }
            self.text(&folded, &[fields.words, fields.applicant_key]);
            self.text(&format!("{NAME_EDGE}{folded}{NAME_EDGE}"), &[fields.party_literal]);
        }
        self.each(fields.applicant, entry.parties.iter().map(|name| name.trim().to_owned()).collect());
    }

    fn classes(&mut self, entry: &Entry, fields: &Fields) {
        let levels: Vec<String> = entry.ipc.iter().flat_map(|symbol| ipc_levels(symbol)).collect();
        for (field, length) in [(fields.ipc_section, 1), (fields.ipc_class, 3), (fields.ipc_subclass, 4)] {
            self.each(field, levels.iter().filter(|level| level.len() == length).cloned().collect());
        }
        self.each(fields.ipc, levels);
        let (symbols, classes): (Vec<String>, Vec<String>) =
            entry.locarno.iter().filter_map(|symbol| locarno_key(symbol)).unzip();
        self.each(fields.locarno, symbols.into_iter().chain(classes.iter().cloned()).collect());
        self.each(fields.locarno_class, classes);
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

impl Document for EntryDocument {
    type Value<'a> = CellValue<'a>;
    type FieldsValuesIter<'a> = Values<'a>;

    fn iter_fields_and_values(&self) -> Values<'_> {
        Values { document: self, cells: self.values.iter() }
    }
}

/// The values of a document in the order in which they were laid out.
pub(super) struct Values<'a> {
    document: &'a EntryDocument,
    cells: Iter<'a, (Field, Cell)>,
}

impl<'a> Iterator for Values<'a> {
    type Item = (Field, CellValue<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let &(field, cell) = self.cells.next()?;
        let value = match cell {
            Cell::Text(from, to) => CellValue::Text(self.document.texts.get(from..to).unwrap_or_default()),
            Cell::Code(code) => CellValue::Text(code),
            Cell::Number(number) => CellValue::Number(number),
            Cell::Day(day) => CellValue::Day(day),
            Cell::Row => CellValue::Bytes(&self.document.row),
        };
        Some((field, value))
    }
}

/// One value, borrowed from its document.
#[derive(Debug, Clone, Copy)]
pub(super) enum CellValue<'a> {
    Text(&'a str),
    Number(u64),
    Day(i64),
    Bytes(&'a [u8]),
}

impl<'a> Value<'a> for CellValue<'a> {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            CellValue::Text(text) => ReferenceValueLeaf::Str(text),
            CellValue::Number(number) => ReferenceValueLeaf::U64(number),
            CellValue::Day(day) => ReferenceValueLeaf::I64(day),
            CellValue::Bytes(bytes) => ReferenceValueLeaf::Bytes(bytes),
        })
    }
}
