//! Snapshots that page marks speak of, kept for a while so that a walk by relevance sees one index from its first
//! page to its last.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::volume::{Snapshot, Volume};

/// The most snapshots kept. Each holds the files of its segments, which merges would have freed.
const MOST: usize = 32;
/// How long a snapshot is kept after the last page that used it.
const LIFE: Duration = Duration::from_secs(15 * 60);

#[derive(Default)]
pub(super) struct KeptSnapshots {
    by_generation: HashMap<u64, Kept>,
}

struct Kept {
    snapshot: Arc<Snapshot>,
    /// Holds the folder of an index that has been swapped out.
    volume: Arc<Volume>,
    used: Instant,
}

impl KeptSnapshots {
    /// Keeps a snapshot from now on.
    pub(super) fn keep(&mut self, volume: &Arc<Volume>, snapshot: &Arc<Snapshot>, now: Instant) {
        self.expire(now);
        let kept = Kept { snapshot: Arc::clone(snapshot), volume: Arc::clone(volume), used: now };
        self.by_generation.insert(snapshot.generation, kept);
        while self.by_generation.len() > MOST {
            let oldest = self.by_generation.iter().min_by_key(|(_, kept)| kept.used).map(|(&generation, _)| generation);
            let Some(oldest) = oldest else { break };
            self.by_generation.remove(&oldest);
        }
    }

    /// The snapshot of a generation, if it is still kept.
    pub(super) fn find(&mut self, generation: u64, now: Instant) -> Option<(Arc<Volume>, Arc<Snapshot>)> {
        self.expire(now);
        let kept = self.by_generation.get_mut(&generation)?;
        kept.used = now;
        Some((Arc::clone(&kept.volume), Arc::clone(&kept.snapshot)))
    }

    fn expire(&mut self, now: Instant) {
        self.by_generation.retain(|_, kept| now.saturating_duration_since(kept.used) <= LIFE);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::{KeptSnapshots, LIFE};
    use crate::embedded::volume::Volume;
    use crate::embedded::{EngineOptions, now};

    #[test]
    fn a_snapshot_goes_when_it_has_not_been_used_for_its_life() {
        let folder = tempfile::tempdir().expect("a folder");
        let volume = Arc::new(Volume::create(folder.path(), EngineOptions::default()).expect("an empty index"));
        let snapshot = volume.snapshot();
        let (mut kept, begin) = (KeptSnapshots::default(), now());
        kept.keep(&volume, &snapshot, begin);
        assert!(kept.find(snapshot.generation, begin + LIFE).is_some(), "to the last moment");
        assert!(kept.find(snapshot.generation, begin + LIFE + LIFE).is_some(), "each use prolongs it");
        assert!(kept.find(snapshot.generation, begin + 3 * LIFE + Duration::from_secs(1)).is_none());
        assert!(kept.find(1, begin).is_none(), "another generation was never kept");
    }
}
