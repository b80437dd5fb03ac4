//! The hashes of the journal: one of each entry's content, and one that binds each entry to all before it.
//!
//! `content = SHA-256("zhiquan entry 1\n" ‖ fields)`, each field as its length in 8 octets (big endian) and its octets,
//! an absent one as the length 2⁶⁴-1 alone; `chain(0) = 0…0`,
//! `chain(n) = SHA-256("zhiquan chain 1\n" ‖ chain(n-1) ‖ n in 8 octets ‖ content(n))`.

use sha2::{Digest, Sha256};

use super::Entry;

/// A SHA-256 hash.
pub type ChainHash = [u8; 32];

/// The chain before its first entry.
pub const GENESIS: ChainHash = [0; 32];

/// The hash of an entry's content.
pub fn content_hash(entry: &Entry) -> ChainHash {
    let mut hash = Sha256::new();
    hash.update(b"zhiquan entry 1\n");
    let mut field = |octets: Option<&[u8]>| match octets {
        Some(octets) => {
            hash.update((octets.len() as u64).to_be_bytes());
            hash.update(octets);
        }
        None => hash.update(u64::MAX.to_be_bytes()),
    };
    field(Some(entry.id.as_bytes()));
    field(Some(entry.aggregate_kind.as_bytes()));
    field(Some(entry.aggregate_id.as_bytes()));
    field(Some(&entry.version.to_be_bytes()));
    field(Some(entry.kind.as_bytes()));
    field(Some(&entry.payload_version.to_be_bytes()));
    field(Some(entry.actor_kind.as_bytes()));
    field(entry.actor_id.as_ref().map(|id| id.as_bytes().as_slice()));
    field(entry.organisation_id.as_ref().map(|id| id.as_bytes().as_slice()));
    field(entry.acting_for.as_ref().map(|id| id.as_bytes().as_slice()));
    field(Some(&entry.moment.millis().to_be_bytes()));
    field(Some(&entry.recorded_at.to_be_bytes()));
    field(Some(entry.audience.as_bytes()));
    field(Some(entry.request_id.as_bytes()));
    field(Some(entry.payload.as_bytes()));
    field(entry.sealed.as_deref());
    field(entry.case_key_id.as_ref().map(|id| id.as_bytes().as_slice()));
    hash.finalize().into()
}

/// The chain with one more entry.
pub fn next(before: &ChainHash, position: i64, content: &ChainHash) -> ChainHash {
    let mut hash = Sha256::new();
    hash.update(b"zhiquan chain 1\n");
    hash.update(before);
    hash.update(position.to_be_bytes());
    hash.update(content);
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use domain::hall::Moment;
    use uuid::Uuid;

    use super::*;

    fn entry() -> Entry {
        Entry {
            id: Uuid::from_u128(1),
            aggregate_kind: "a".into(),
            aggregate_id: Uuid::from_u128(2),
            version: 1,
            kind: "b".into(),
            payload_version: 1,
            actor_kind: "system".into(),
            actor_id: None,
            organisation_id: None,
            acting_for: None,
            moment: Moment::from_millis(7).expect("a moment"),
            recorded_at: 8,
            audience: "[]".into(),
            request_id: "r".into(),
            payload: "{}".into(),
            sealed: None,
            case_key_id: None,
        }
    }

    #[test]
    fn every_field_counts_and_moving_octets_between_fields_is_seen() {
        let plain = content_hash(&entry());
        let changes: [fn(&mut Entry); 17] = [
            |e| e.id = Uuid::from_u128(9),
            |e| e.aggregate_kind = "x".into(),
            |e| e.aggregate_id = Uuid::from_u128(9),
            |e| e.version = 2,
            |e| e.kind = "x".into(),
            |e| e.payload_version = 2,
            |e| e.actor_kind = "person".into(),
            |e| e.actor_id = Some(Uuid::from_u128(9)),
            |e| e.organisation_id = Some(Uuid::from_u128(9)),
            |e| e.acting_for = Some(Uuid::from_u128(9)),
            |e| e.moment = Moment::from_millis(9).expect("a moment"),
            |e| e.recorded_at = 9,
            |e| e.audience = "[1]".into(),
            |e| e.request_id = "s".into(),
            |e| e.payload = "{\"a\":1}".into(),
            |e| e.sealed = Some(Vec::new()),
            |e| (e.request_id, e.payload) = ("r{".into(), "}".into()),
        ];
        for (place, change) in changes.into_iter().enumerate() {
            let mut changed = entry();
            change(&mut changed);
            assert_ne!(content_hash(&changed), plain, "change {place}");
        }
        let mut sealed = entry();
        sealed.sealed = Some(Vec::new());
        sealed.case_key_id = Some(Uuid::nil());
        assert_ne!(content_hash(&sealed), plain);
    }

    #[test]
    fn the_chain_binds_place_and_predecessor() {
        let content = content_hash(&entry());
        let first = next(&GENESIS, 1, &content);
        assert_ne!(first, next(&GENESIS, 2, &content));
        assert_ne!(next(&first, 2, &content), next(&GENESIS, 2, &content));
    }
}
