//! What the journal says of an import that is finished: its source, the digest of its file and what became of the lines.

use hall::clock::Clocks;
use hall::ids::new_id;
use hall::journal::{self, Aggregate, Entry, NewEntry, Payload, Recording};
use serde_json::json;
use uuid::Uuid;

use super::run::{Counts, ImportRequest};
use crate::store::{CASE, StoredBatch};

/// An import that is finished, before it is written.
pub(super) struct Finished {
    pub(super) batch: StoredBatch,
    id: Uuid,
    entry: Uuid,
    source: String,
    file_digest: String,
    counts: Counts,
    recording: Recording,
}

impl Finished {
    pub(super) fn of(
        request: &ImportRequest,
        batch: StoredBatch,
        file_digest: String,
        counts: Counts,
        clocks: &Clocks,
    ) -> Self {
        let real = clocks.real.as_ref();
        Self {
            id: request.id.unwrap_or_else(|| new_id(real)),
            entry: new_id(real),
            source: request.source.clone(),
            recording: Recording {
                actor: request.actor.clone(),
                moment: clocks.moment.moment(),
                recorded_at: real.now_millis(),
                request_id: request.request_id.clone(),
            },
            batch,
            file_digest,
            counts,
        }
    }

    /// The one entry of it.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let facts = json!({
            "batch": self.batch.id,
            "source": self.source,
            "sha256": self.file_digest,
            "counts": self.counts,
        });
        let new = NewEntry {
            aggregate: Aggregate { kind: CASE, id: self.id },
            version: 1,
            kind: format!("{CASE}_finished"),
            payload_version: 1,
            payload: Payload::Open(facts),
            audience: self.recording.actor.organisation.into_iter().collect(),
        };
        journal::write(&self.recording, vec![new], || self.entry)
    }
}
