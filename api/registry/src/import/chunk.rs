//! One chunk of shaped lines becomes rows: which record each line belongs to, what it changes, and one write of it all.

use std::collections::{BTreeMap, HashMap};

use domain::registry::{MergeConflict, Record, RecordKind, absorb};
use hall::clock::Clocks;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::rejection::Rejection;
use super::report::QualityReport;
use super::run::Counts;
use crate::store::{self, StoreFault, StoredRecord, Write};

/// Shaped lines that are written together.
#[derive(Debug)]
pub(super) struct Chunk {
    /// Records and rejections in the order of their lines.
    pub(super) lines: Vec<ShapedLine>,
    /// The last line that the chunk deals with.
    pub(super) last_line: u64,
    /// What the file is like up to this line.
    pub(super) quality: QualityReport,
}

/// What a line came to.
#[derive(Debug)]
pub(super) enum ShapedLine {
    /// A record.
    Record {
        /// The line's number.
        line: u64,
        /// The record.
        record: Box<Record>,
    },
    /// A line that is no record, with every reason.
    Rejected(Vec<Rejection>),
}

/// What writing needs beside the lines.
pub(super) struct Writer<'c> {
    pub(super) batch_id: Uuid,
    pub(super) at: i64,
    pub(super) clocks: &'c Clocks,
    pub(super) dry_run: bool,
}

/// What became of a chunk.
pub(super) struct ChunkOutcome {
    pub(super) counts: Counts,
    pub(super) rejections: Vec<Rejection>,
}

/// One record while the chunk is worked out.
struct Slot {
    stored: StoredRecord,
    /// The record as it stood before the chunk; `None`: it is new.
    before: Option<Record>,
}

#[derive(Default)]
struct Slots {
    slots: Vec<Slot>,
    by_number: HashMap<(RecordKind, String), usize>,
    new_numbers: Vec<(RecordKind, String, usize)>,
}

/// Writes a chunk within a transaction. In a dry run everything is worked out and nothing written.
pub(super) async fn write_chunk(
    transaction: &DatabaseTransaction,
    chunk: &Chunk,
    writer: &Writer<'_>,
) -> Result<ChunkOutcome, StoreFault> {
    let mut slots = known_records(transaction, chunk).await?;
    let mut outcome = ChunkOutcome { counts: Counts::default(), rejections: Vec::new() };
    for shaped in &chunk.lines {
        outcome.counts.read += 1;
        let refused = match shaped {
            ShapedLine::Rejected(reasons) => reasons.clone(),
            ShapedLine::Record { line, record } => match slots.take_in(record, writer) {
                Ok(()) => continue,
                Err(conflict) => vec![conflict.rejection(*line, record)],
            },
        };
        outcome.counts.rejected += 1;
        outcome.rejections.extend(refused);
    }
    slots.write(transaction, writer, &mut outcome.counts).await?;
    let accepted = outcome.counts.read - outcome.counts.rejected;
    outcome.counts.unchanged = accepted.saturating_sub(outcome.counts.inserted + outcome.counts.updated);
    Ok(outcome)
}

async fn known_records(transaction: &DatabaseTransaction, chunk: &Chunk) -> Result<Slots, StoreFault> {
    let mut numbers: BTreeMap<RecordKind, Vec<String>> = BTreeMap::new();
    for shaped in &chunk.lines {
        if let ShapedLine::Record { record, .. } = shaped {
            numbers.entry(record.kind()).or_default().extend(record.lookup_keys());
        }
    }
    let mut slots = Slots::default();
    for (kind, keys) in numbers {
        let found = store::find_by_numbers(transaction, kind, &keys).await?;
        let mut ids: Vec<Uuid> = found.values().copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let mut places = HashMap::new();
        for (id, stored) in store::load(transaction, ids).await? {
            places.insert(id, slots.slots.len());
            let before = Some(stored.record.clone());
            slots.slots.push(Slot { stored, before });
        }
        let known = found.into_iter().filter_map(|(key, id)| Some(((kind, key), *places.get(&id)?)));
        slots.by_number.extend(known);
    }
    Ok(slots)
}

/// Why a record that is well formed cannot be taken in.
enum Conflict {
    NumbersOfTwoRecords,
    Merge(MergeConflict),
}

impl Conflict {
    fn rejection(&self, line: u64, record: &Record) -> Rejection {
        let (code, zh, en) = match self {
            Self::NumbersOfTwoRecords => (
                "registry.merge.numbers_of_two_records",
                "其号码分属登记库中两件不同的记录",
                "Its numbers belong to two different records",
            ),
            Self::Merge(conflict) => {
                (conflict.code(), "与登记库中同号记录不是同一权利", "The record known by its number is another right")
            }
        };
        Rejection {
            line,
            field: String::new(),
            code,
            reason_zh: zh.into(),
            reason_en: en.into(),
            value: record.number().unwrap_or_default(),
        }
    }
}

impl Slots {
    fn take_in(&mut self, record: &Record, writer: &Writer<'_>) -> Result<(), Conflict> {
        let kind = record.kind();
        let keys = record.lookup_keys();
        let mut places: Vec<usize> = keys.iter().filter_map(|key| self.place_of(kind, key)).collect();
        places.sort_unstable();
        places.dedup();
        let place = match places.as_slice() {
            [] => self.push_new(record.clone(), writer),
            [place] => {
                let known = self.slots[*place].stored.record.clone();
                self.slots[*place].stored.record = absorb(known, record.clone()).map_err(Conflict::Merge)?;
                *place
            }
            [_, _, ..] => return Err(Conflict::NumbersOfTwoRecords),
        };
        for key in keys {
            if self.place_of(kind, &key).is_none() {
                self.by_number.insert((kind, key.clone()), place);
                self.new_numbers.push((kind, key, place));
            }
        }
        Ok(())
    }

    fn place_of(&self, kind: RecordKind, key: &str) -> Option<usize> {
        self.by_number.get(&(kind, key.to_owned())).copied()
    }

    fn push_new(&mut self, record: Record, writer: &Writer<'_>) -> usize {
        let id = hall::ids::new_id(writer.clocks.real.as_ref());
        let stored = StoredRecord { id, key: 0, change_number: 0, version: 0, record };
        self.slots.push(Slot { stored, before: None });
        self.slots.len() - 1
    }

    /// Gives every changed record its change number and writes them all.
    async fn write(
        &mut self,
        transaction: &DatabaseTransaction,
        writer: &Writer<'_>,
        counts: &mut Counts,
    ) -> Result<(), StoreFault> {
        let changed: Vec<usize> = (0..self.slots.len()).filter(|place| self.slots[*place].is_changed()).collect();
        counts.inserted = self.slots.iter().filter(|slot| slot.before.is_none()).count() as u64;
        counts.updated = changed.len() as u64 - counts.inserted;
        if writer.dry_run || changed.is_empty() {
            return Ok(());
        }
        let count = i64::try_from(changed.len()).unwrap_or(i64::MAX);
        let mut next = store::take_change_numbers(transaction, count).await?;
        for place in &changed {
            let stored = &mut self.slots[*place].stored;
            stored.change_number = next;
            stored.version += 1;
            if stored.version == 1 {
                stored.key = next;
            }
            next += 1;
        }
        let written = |place: &usize| {
            let stored = &self.slots[*place].stored;
            let number = stored.record.number().unwrap_or_default();
            Write { stored, number, batch_id: writer.batch_id, at: writer.at }
        };
        let (new, old): (Vec<usize>, Vec<usize>) =
            changed.into_iter().partition(|place| self.slots[*place].before.is_none());
        store::insert(transaction, &new.iter().map(written).collect::<Vec<_>>()).await?;
        for write in old.iter().map(written) {
            store::update(transaction, &write).await?;
        }
        let numbers: Vec<_> = self
            .new_numbers
            .iter()
            .map(|(kind, key, place)| (*kind, key.clone(), self.slots[*place].stored.id))
            .collect();
        store::insert_numbers(transaction, &numbers).await
    }
}

impl Slot {
    fn is_changed(&self) -> bool {
        self.before.as_ref().is_none_or(|before| *before != self.stored.record)
    }
}
