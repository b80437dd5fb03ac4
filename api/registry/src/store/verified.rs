//! Imports held against the journal: source, digest and counts of each are those that the last entry of it tells.
//!
//! Of an import that is being repeated the counts are under way and are not compared. One that was finished before the
//! journal began has no entry.

use std::collections::BTreeMap;

use async_trait::async_trait;
use hall::act::ActFault;
use hall::db::Snapshot;
use hall::journal::Entry;
use hall::verify::{Bulk, Findings, Place};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

use crate::rows::batch;

/// The table of imports.
const TABLE: &str = "registry_batch";

/// The kind of case under which the journal tells of imports.
pub(crate) const CASE: &str = "registry.import";

/// Rows that are read at once.
const ROWS_AT_ONCE: u64 = 500;

/// How this room's bulk is held against the journal.
pub fn verified() -> Vec<Box<dyn Bulk>> {
    vec![Box::new(Batches::default())]
}

/// What the journal tells of each import in its last entry, and since when there is a journal.
#[derive(Debug, Default)]
struct Batches {
    told: BTreeMap<Uuid, Value>,
    since: Option<i64>,
}

#[async_trait]
impl Bulk for Batches {
    fn kind(&self) -> &'static str {
        CASE
    }

    fn hear(&mut self, entry: &Entry) {
        self.since.get_or_insert(entry.recorded_at);
        if entry.aggregate_kind == CASE {
            let facts = entry.facts();
            let batch = facts["batch"].as_str().and_then(|id| id.parse().ok());
            self.told.extend(batch.map(|batch: Uuid| (batch, facts)));
        }
    }

    async fn compare(&mut self, snapshot: &Snapshot, findings: &mut Findings) -> Result<(), ActFault> {
        let mut after = None;
        loop {
            let behind = after.map(|id: Uuid| batch::Column::Id.gt(id));
            let rows = behind.into_iter().fold(batch::Entity::find(), QueryFilter::filter);
            let rows = rows.order_by_asc(batch::Column::Id).limit(ROWS_AT_ONCE).all(snapshot).await?;
            let Some(last) = rows.last() else { break };
            after = Some(last.id);
            for row in rows {
                findings.seen.rows += 1;
                let told = self.told.remove(&row.id);
                if let Some((zh, en)) = self.differs(told.as_ref(), &row) {
                    findings.add(Place::Row { table: TABLE, id: row.id }, zh, en);
                }
            }
        }
        for id in self.told.keys() {
            let (zh, en) = ("日志中有此导入，表中没有其记录", "The journal tells of this import, and it has no row");
            findings.add(Place::Row { table: TABLE, id: *id }, zh, en);
        }
        Ok(())
    }
}

impl Batches {
    fn differs(&self, told: Option<&Value>, row: &batch::Model) -> Option<(&'static str, &'static str)> {
        let Some(told) = told else {
            let has_a_journal = |at| self.since.is_some_and(|since| since <= at);
            return row.finished_at.is_some_and(has_a_journal).then_some((
                "导入已完成，日志中没有其来历",
                "The import is finished, and the journal does not tell of it",
            ));
        };
        if told["sha256"] != row.file_digest.as_str() || told["source"] != row.source.as_str() {
            return Some((
                "导入的来源或文件摘要与日志不符",
                "Source or digest of the import are not what the journal tells",
            ));
        }
        let kept: Value = serde_json::from_str(&row.progress).unwrap_or_default();
        let differ = row.finished_at.is_some() && kept["counts"] != told["counts"];
        differ.then_some(("导入的计数与日志不符", "The counts of the import are not what the journal tells"))
    }
}
