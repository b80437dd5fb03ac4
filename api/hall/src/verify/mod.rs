//! Verification: whether the journal is whole, and whether everything stands as it says. `zhiquan verify` runs it.
//!
//! ```text
//! checkpoints (outside) ─┐
//! entries, in order ─────┼─► content hash, chain, no gap, feed, head ─► findings
//!                        └─► fold of each case ◄─compare─► its row   ─► findings
//! ```
//!
//! **Invariants**
//! - Everything in the database is read in one snapshot; the checkpoints are bounded before it begins, so none of them
//!   tells of more than it.
//! - Each entry is held against the stored hash of the one before it, so one change is found where it was made, and does
//!   not make everything behind it look changed. A chain that was computed anew from a change on is found by the first
//!   checkpoint behind it.
//! - Entries are read page by page, checkpoints line by line; one state is kept for each case.
//! - A finding names the entry, row, line or key, says in both languages what is wrong, and shows none of its content.

mod bulk;
mod cases;
mod chain;
mod checkpoints;
mod findings;
mod store;
mod tables;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeSet;

use crate::act::{ActFault, Replay};
use crate::db::{Database, Snapshot};
use crate::journal::{Export, OLD_AFTER};

use cases::Fold;
use chain::Chain;
use checkpoints::Checkpoints;

pub use bulk::Bulk;
pub use cases::{CaseRow, CaseRows, Disagreements};
pub use findings::{Finding, Findings, MOST_FINDINGS, Place, Seen};
pub use tables::NOT_REPLAYED;

/// Entries that are read at once.
const ENTRIES_AT_ONCE: u64 = 500;

/// Verifies the whole journal, the rows of these kinds of cases, and what rooms hold in bulk. `now` is real time, in
/// milliseconds since 1970.
///
/// # Errors
/// The database's or the files': what could not be read was not verified.
pub async fn verify(
    database: &Database,
    export: &Export,
    cases: Vec<(Box<dyn Replay>, Box<dyn CaseRows>)>,
    bulk: Vec<Box<dyn Bulk>>,
    now: i64,
) -> Result<Findings, ActFault> {
    let mut findings = Findings::default();
    // Before the snapshot, so that what is signed and destroyed meanwhile is not missed in it.
    let mut checkpoints = Checkpoints::open(export, &mut findings).await?;
    let destroyed = export.destroyed()?;
    let snapshot = database.snapshot().await?;
    let mut fold = Fold::of(cases, bulk);
    sealed_entries(&snapshot, &mut checkpoints, &mut fold, &mut findings).await?;
    unsealed_entries(&snapshot, &mut fold, now, &mut findings).await?;
    keys(&snapshot, &destroyed, &mut findings).await?;
    tables_are_covered(&snapshot, &fold, &mut findings).await?;
    fold.compare(&snapshot, &mut findings).await?;
    snapshot.rollback().await?;
    Ok(findings)
}

/// The chain from its first entry to its head, with what stands beside it.
async fn sealed_entries(
    snapshot: &Snapshot,
    checkpoints: &mut Checkpoints,
    fold: &mut Fold,
    findings: &mut Findings,
) -> Result<(), ActFault> {
    let mut chain = Chain::default();
    let mut after = i64::MIN;
    loop {
        let page = store::entries(snapshot, after, ENTRIES_AT_ONCE).await?;
        let (Some(first), Some(last)) = (page.first(), page.last()) else { break };
        let (first, last) = (first.position, last.position);
        let mut heard = store::feed(snapshot, first, last).await?;
        after = last;
        for read in page {
            chain.take(&read, findings);
            let told = heard.remove(&read.position).unwrap_or_default();
            chain::feed_says_so(&read, &told, findings);
            checkpoints.reach(&read, findings).await?;
            if let Ok(entry) = &read.entry {
                fold.take(Some(read.position), entry, findings);
            }
        }
        if !heard.is_empty() {
            chain::feed_of_nothing(heard.into_keys(), findings);
        }
    }
    let last = chain.last_position();
    chain.ends_at(&store::head(snapshot).await?, findings);
    checkpoints.end(last, findings).await?;
    chain::feed_of_nothing(store::feed_beyond(snapshot, last).await?, findings);
    Ok(())
}

/// What has no place yet: it counts for the cases, and is a finding where the sealer should have come by.
async fn unsealed_entries(
    snapshot: &Snapshot,
    fold: &mut Fold,
    now: i64,
    findings: &mut Findings,
) -> Result<(), ActFault> {
    let mut after = i64::MIN;
    loop {
        let page = store::unsealed(snapshot, after, ENTRIES_AT_ONCE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.ordinal;
        for read in page {
            findings.seen.unsealed += 1;
            chain::content_is_whole(&read, findings);
            if now.saturating_sub(read.recorded_at) > OLD_AFTER {
                chain::stays_unsealed(&read, findings);
            }
            if let Ok(entry) = &read.entry {
                fold.take(None, entry, findings);
            }
        }
    }
}

/// Keys that were destroyed are gone.
async fn keys(snapshot: &Snapshot, destroyed: &[uuid::Uuid], findings: &mut Findings) -> Result<(), ActFault> {
    let back = store::still_there(snapshot, destroyed).await?;
    for case in back {
        findings.add(
            Place::CaseKey { id: case },
            "案件密钥应已销毁，却仍在库中（或由备份恢复）",
            "The case key was destroyed and is there again, perhaps from a backup",
        );
    }
    Ok(())
}

/// Every table is either compared with the journal, or named with the reason why not.
async fn tables_are_covered(snapshot: &Snapshot, fold: &Fold, findings: &mut Findings) -> Result<(), ActFault> {
    let named = NOT_REPLAYED.iter().map(|(table, _)| *table);
    let covered: BTreeSet<&str> = fold.tables().chain(named).collect();
    for table in store::tables(snapshot).await? {
        if !covered.contains(table.as_str()) {
            findings.add(
                Place::Table { name: table },
                "此表既未与日志核对，也未说明缘由",
                "The table is neither compared with the journal nor named with a reason",
            );
        }
    }
    Ok(())
}
