//! The JSON shapes of events.

use poem_openapi::Object;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::http::Instant;
use crate::journal::SealedEntry;

/// 事件。An event: one entry of the journal, as its audience hears it.
#[derive(Debug, Object)]
#[oai(rename = "Event")]
pub struct EventView {
    /// Its place in the journal.
    pub position: i64,
    /// Its id, for ever.
    pub id: Uuid,
    /// What happened, in the past tense; more kinds will come.
    pub kind: String,
    /// The kind of the case.
    pub subject_kind: String,
    /// The case.
    pub subject_id: Uuid,
    /// The case's version after it; the first is 1.
    pub version: i32,
    /// The moment at which it holds in law.
    pub at: Instant,
    /// When it was recorded, in real time.
    pub recorded_at: Instant,
    /// The form of the payload: it rises when the fields of one kind change.
    pub payload_version: i32,
    /// The facts; empty for private events. More fields will come.
    pub payload: Value,
    /// Whether the facts are private: they are read where the case is, by those who may.
    pub private: bool,
}

impl EventView {
    /// The event that an entry is.
    pub(super) fn of(sealed: &SealedEntry) -> Self {
        let entry = &sealed.entry;
        let private = entry.sealed.is_some() || entry.case_key_id.is_some();
        Self {
            position: sealed.position,
            id: entry.id,
            kind: entry.kind.clone(),
            subject_kind: entry.aggregate_kind.clone(),
            subject_id: entry.aggregate_id,
            version: entry.version,
            at: Instant(entry.moment),
            recorded_at: Instant::of_millis(entry.recorded_at),
            payload_version: entry.payload_version,
            payload: if private { json!({}) } else { entry.facts() },
            private,
        }
    }
}

/// 事件列表。Events in the order of their positions. There is no total: the journal grows while it is read.
#[derive(Debug, Object)]
#[oai(rename = "Events")]
pub struct EventsAnswer {
    /// The events.
    pub items: Vec<EventView>,
    /// Ask on with `after` = this. It passes over what the filter left out, so it may rise while `items` is empty.
    pub next_after: i64,
    /// Where the journal stands. The reader has everything when `next_after` is not less.
    pub last_position: i64,
}
