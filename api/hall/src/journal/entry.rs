//! What stands in the journal.

use domain::hall::Moment;
use serde_json::Value;
use uuid::Uuid;

use super::ChainHash;

/// The case that an entry tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Aggregate {
    /// Its kind: the room and the noun (`accounts.organisation`).
    pub kind: &'static str,
    /// Its id.
    pub id: Uuid,
}

/// What happened, before it is written.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// The case.
    pub aggregate: Aggregate,
    /// The case's version after it; the first is 1.
    pub version: i32,
    /// What happened, in the past tense (`accounts.organisation_confirmed`).
    pub kind: String,
    /// The form of the payload. Up-casters read the earlier ones.
    pub payload_version: i32,
    /// The facts.
    pub payload: Payload,
    /// The organisations that hear of it in their feeds.
    pub audience: Vec<Uuid>,
}

/// The facts of an entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// For everyone who may read the entry. No personal data.
    Open(Value),
    /// The open part, and one that is sealed under a case key.
    Private {
        /// What the feed may say.
        open: Value,
        /// The key's id.
        case_key: Uuid,
        /// The sealed text with its nonce.
        sealed: Vec<u8>,
    },
}

/// Who acted, as the journal has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorOf {
    /// `person`, `program`, `visitor` or `system`.
    pub kind: &'static str,
    /// The person or the program.
    pub id: Option<Uuid>,
    /// For which organisation.
    pub organisation: Option<Uuid>,
    /// On whose behalf, where an agency acted.
    pub acting_for: Option<Uuid>,
}

impl ActorOf {
    /// The platform itself: sweeps, followers and commands of the operator.
    pub const SYSTEM: Self = Self { kind: "system", id: None, organisation: None, acting_for: None };
}

/// An entry as it is stored, before the sealer has placed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its own id.
    pub id: Uuid,
    /// The kind of its case.
    pub aggregate_kind: String,
    /// The case.
    pub aggregate_id: Uuid,
    /// The case's version after it.
    pub version: i32,
    /// What happened.
    pub kind: String,
    /// The form of the payload.
    pub payload_version: i32,
    /// Who acted: the kind of actor.
    pub actor_kind: String,
    /// Who acted.
    pub actor_id: Option<Uuid>,
    /// For which organisation.
    pub organisation_id: Option<Uuid>,
    /// On whose behalf.
    pub acting_for: Option<Uuid>,
    /// The legal moment.
    pub moment: Moment,
    /// The real time, in milliseconds since 1970.
    pub recorded_at: i64,
    /// Who hears of it: a JSON list of organisations.
    pub audience: String,
    /// The request that brought it.
    pub request_id: String,
    /// The open facts as JSON text, octet for octet as it is hashed.
    pub payload: String,
    /// The sealed facts.
    pub sealed: Option<Vec<u8>>,
    /// The key they are sealed under.
    pub case_key_id: Option<Uuid>,
}

impl Entry {
    /// The organisations that hear of it.
    pub fn audience(&self) -> Vec<Uuid> {
        serde_json::from_str(&self.audience).unwrap_or_default()
    }

    /// The open facts.
    pub fn facts(&self) -> Value {
        serde_json::from_str(&self.payload).unwrap_or_default()
    }
}

/// An entry in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct SealedEntry {
    /// The entry.
    pub entry: Entry,
    /// Its position; the first is 1.
    pub position: i64,
    /// The hash of its content, as stored.
    pub content_hash: ChainHash,
    /// The hash of the chain up to it, as stored.
    pub chain_hash: ChainHash,
}
