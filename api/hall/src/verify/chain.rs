//! The chain: each entry's content, its place, what binds it to the entry before, and who is told of it.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Findings, Place};
use crate::journal::{ChainHash, Entry, GENESIS, content_hash, next};

/// An entry as it was read, however it was changed.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) id: Uuid,
    pub(super) ordinal: i64,
    /// 0 where it has none.
    pub(super) position: i64,
    pub(super) recorded_at: i64,
    /// Both as they are stored.
    pub(super) content_hash: Vec<u8>,
    pub(super) chain_hash: Vec<u8>,
    /// The entry; or why there can be none.
    pub(super) entry: Result<Entry, String>,
}

impl Read {
    pub(super) fn place(&self) -> Place {
        Place::Entry { position: (self.position != 0).then_some(self.position), id: self.id }
    }
}

/// How far the chain was walked.
#[derive(Debug)]
pub(super) struct Chain {
    position: i64,
    /// The stored hash of the entry before; `None` behind one that is missing.
    hash: Option<ChainHash>,
}

impl Default for Chain {
    fn default() -> Self {
        Self { position: 0, hash: Some(GENESIS) }
    }
}

impl Chain {
    /// The last position so far.
    pub(super) const fn last_position(&self) -> i64 {
        self.position
    }

    /// Takes the next entry by position.
    pub(super) fn take(&mut self, read: &Read, findings: &mut Findings) {
        findings.seen.entries += 1;
        let expected = self.position + 1;
        if read.position < 1 {
            findings.add(read.place(), "位置不可能存在", "There is no such position");
            return;
        }
        if read.position > expected {
            missing(expected, read.position - 1, findings);
            self.hash = None;
        }
        let content = content_is_whole(read, findings);
        let stored: Option<ChainHash> = read.chain_hash.as_slice().try_into().ok();
        let bound = match (self.hash, content) {
            (Some(before), Some(content)) => Some(next(&before, read.position, &content)),
            (None, _) | (_, None) => None,
        };
        if stored.is_none() || bound.is_some_and(|bound| stored != Some(bound)) {
            findings.add(
                read.place(),
                "链哈希与前一条目及本条内容不符：条目被改动、调换或插入",
                "The chain's hash does not follow from the entry before and this content: it was changed, moved or put in",
            );
        }
        self.position = read.position;
        self.hash = stored;
        findings.seen.last_position = read.position;
    }

    /// Whether the head's row names the last entry.
    pub(super) fn ends_at(&self, head: &Option<(i64, Vec<u8>)>, findings: &mut Findings) {
        let Some((position, hash)) = head else {
            findings.add(Place::Head, "链末端记录缺失", "The row of the head is gone");
            return;
        };
        if *position > self.position {
            missing(self.position + 1, *position, findings);
        } else if *position < self.position {
            findings.add(
                Place::Head,
                format!("链末端记为 {position}，而最后条目在 {}", self.position),
                format!("The head is said to be {position}, while the last entry is at {}", self.position),
            );
        } else if self.hash.is_some_and(|last| last.as_slice() != hash.as_slice()) {
            findings.add(Place::Head, "链末端的哈希与最后条目不符", "The head's hash is not that of the last entry");
        }
    }
}

fn missing(from: i64, to: i64, findings: &mut Findings) {
    findings.add(Place::Missing { from, to }, "条目缺失：已被删除", "No entry is there: it was taken away");
}

/// Whether an entry's content is the one that was hashed. Answers the hash that goes into the chain: that of the content,
/// or the stored one where the content is already reported.
pub(super) fn content_is_whole(read: &Read, findings: &mut Findings) -> Option<ChainHash> {
    let stored: Option<ChainHash> = read.content_hash.as_slice().try_into().ok();
    match &read.entry {
        Ok(entry) => {
            let content = content_hash(entry);
            if stored != Some(content) {
                findings.add(
                    read.place(),
                    "内容与其哈希不符：条目内容已被改动",
                    "The content is not the one that was hashed: it was changed",
                );
            }
            stored
        }
        Err(cause) => {
            findings.add(read.place(), format!("条目无法读取：{cause}"), format!("The entry cannot be read: {cause}"));
            stored
        }
    }
}

/// An entry that the sealer has left for too long.
pub(super) fn stays_unsealed(read: &Read, findings: &mut Findings) {
    findings.add(read.place(), "条目长时间未入链", "The entry was not given its place in the chain in time");
}

/// Whether the feed tells of an entry whom its audience names, and nobody else.
pub(super) fn feed_says_so(read: &Read, told: &BTreeSet<Uuid>, findings: &mut Findings) {
    let Ok(entry) = &read.entry else { return };
    let audience: BTreeSet<Uuid> = entry.audience().into_iter().collect();
    if audience != *told {
        findings.add(
            read.place(),
            "事件订阅表与条目所定的知悉范围不符",
            "The feed tells of it to others than its audience",
        );
    }
}

/// Positions that the feed names where no entry is.
pub(super) fn feed_of_nothing(positions: impl IntoIterator<Item = i64>, findings: &mut Findings) {
    for position in positions {
        findings.add(
            Place::Feed { position },
            "事件订阅表指向不存在的条目",
            "The feed names a position where no entry is",
        );
    }
}
