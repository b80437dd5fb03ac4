//! The JSON shapes of the journal, for the auditor.

use poem_openapi::{Enum, Object};
use serde_json::Value;
use uuid::Uuid;

use super::{Checkpoint, Entry, Head, SealedEntry};
use crate::http::Instant;
use crate::secrets::hex;

/// Who acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "ActorKind", rename_all = "snake_case")]
pub enum ActorKindWire {
    /// 个人。A person.
    Person,
    /// 程序客户端。A program.
    Program,
    /// 未登录的访客。Somebody who did not log in.
    Visitor,
    /// 平台自身。The platform itself.
    System,
}

/// 操作人。Who acted, and for whom.
#[derive(Debug, Object)]
#[oai(rename = "JournalActor", skip_serializing_if_is_none)]
pub struct ActorView {
    /// What kind of actor.
    pub kind: ActorKindWire,
    /// The person or the program.
    pub id: Option<Uuid>,
    /// For which organisation.
    pub organisation_id: Option<Uuid>,
    /// On whose behalf, where an agency acted.
    pub acting_for: Option<Uuid>,
}

/// 日志条目。An entry of the journal.
#[derive(Debug, Object)]
#[oai(rename = "JournalEntry", skip_serializing_if_is_none)]
pub struct JournalEntryView {
    /// Its place in the chain.
    pub position: i64,
    /// Its id.
    pub id: Uuid,
    /// What happened, in the past tense; more kinds will come.
    pub kind: String,
    /// The kind of the case.
    pub subject_kind: String,
    /// The case.
    pub subject_id: Uuid,
    /// The case's version after it; the first is 1.
    pub version: i32,
    /// Who acted.
    pub actor: ActorView,
    /// The moment at which it holds in law.
    pub at: Instant,
    /// When it was recorded, in real time.
    pub recorded_at: Instant,
    /// The request that brought it.
    pub request_id: String,
    /// SHA-256 of its content, in hexadecimal digits.
    pub content_hash: String,
    /// The hash of the chain up to it, in hexadecimal digits.
    pub chain_hash: String,
    /// Whether a part of it is sealed.
    pub private: bool,
    /// The form of the payload.
    pub payload_version: i32,
    /// The facts, where no part of the entry is sealed.
    pub payload: Option<Value>,
}

impl JournalEntryView {
    /// The entry as the auditor sees it.
    pub(super) fn of(sealed: SealedEntry) -> Self {
        let SealedEntry { entry, position, content_hash, chain_hash } = sealed;
        let private = entry.sealed.is_some() || entry.case_key_id.is_some();
        Self {
            position,
            id: entry.id,
            actor: ActorView::of(&entry),
            at: Instant(entry.moment),
            recorded_at: Instant::of_millis(entry.recorded_at),
            content_hash: hex(&content_hash),
            chain_hash: hex(&chain_hash),
            private,
            payload_version: entry.payload_version,
            payload: (!private).then(|| entry.facts()),
            kind: entry.kind,
            subject_kind: entry.aggregate_kind,
            subject_id: entry.aggregate_id,
            version: entry.version,
            request_id: entry.request_id,
        }
    }
}

impl ActorView {
    fn of(entry: &Entry) -> Self {
        let kind = match entry.actor_kind.as_str() {
            "person" => ActorKindWire::Person,
            "program" => ActorKindWire::Program,
            "visitor" => ActorKindWire::Visitor,
            _ => ActorKindWire::System,
        };
        Self { kind, id: entry.actor_id, organisation_id: entry.organisation_id, acting_for: entry.acting_for }
    }
}

/// 签名检查点。Where the chain stood, signed.
#[derive(Debug, Object)]
#[oai(rename = "Checkpoint")]
pub struct CheckpointView {
    /// The last position.
    pub position: i64,
    /// The chain's hash there, in hexadecimal digits.
    pub hash: String,
    /// When it was signed, in real time.
    pub at: Instant,
    /// The name of the key.
    pub kid: String,
    /// The key that signed (Ed25519), in hexadecimal digits.
    pub public_key: String,
    /// Over `"zhiquan checkpoint 1\n"`, the position in 8 octets (big endian), the hash, and `at` as milliseconds since
    /// 1970 in 8 octets; in hexadecimal digits.
    pub signature: String,
}

/// 日志链的末端。Where the chain stands.
#[derive(Debug, Object)]
#[oai(rename = "JournalHead", skip_serializing_if_is_none)]
pub struct JournalHeadView {
    /// The last position; 0 before the first entry.
    pub position: i64,
    /// The chain's hash there, in hexadecimal digits.
    pub hash: String,
    /// The last checkpoint that was signed and written outside the database.
    pub checkpoint: Option<CheckpointView>,
}

impl JournalHeadView {
    /// The head and the last checkpoint.
    pub(super) fn of(head: Head, checkpoint: Option<&Checkpoint>) -> Self {
        let checkpoint = checkpoint.map(|checkpoint| CheckpointView {
            position: checkpoint.position,
            hash: hex(&checkpoint.hash),
            at: Instant::of_millis(checkpoint.at),
            kid: checkpoint.key.kid(),
            public_key: checkpoint.key.to_hex(),
            signature: hex(&checkpoint.signature),
        });
        Self { position: head.position, hash: hex(&head.hash), checkpoint }
    }
}
