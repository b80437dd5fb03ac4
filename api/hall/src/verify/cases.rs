//! The cases: each folded from its entries, and compared with its row in both directions.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Debug;

use async_trait::async_trait;
use serde_json::Value;
use uuid::Uuid;

use super::{Bulk, Findings, Place, store};
use crate::act::{ActFault, Replay};
use crate::db::Snapshot;
use crate::http::Sentence;
use crate::journal::Entry;

/// Rows that are read at once.
const ROWS_AT_ONCE: u64 = 500;

/// Where the rows of one kind of case are. A room implements it for each.
#[async_trait]
pub trait CaseRows: Debug + Send + Sync {
    /// The tables that it covers: that of the cases, and those that follow from it.
    fn tables(&self) -> &'static [&'static str];

    /// The rows behind an id, in the order of their ids; the page before ended with it.
    async fn page(&self, snapshot: &Snapshot, after: Option<Uuid>, limit: u64) -> Result<Vec<CaseRow>, ActFault>;
}

/// A case's row.
#[derive(Debug, Clone, Default)]
pub struct CaseRow {
    /// The case.
    pub id: Uuid,
    /// Its version.
    pub version: i32,
    /// Its state as JSON.
    pub body: String,
    /// The case key under which a column of the row, or of a table beside it, is sealed; `None` where all of them are
    /// empty.
    pub sealed_under: Option<Uuid>,
    /// What the room finds wrong: columns or rows beside that do not say what the body says.
    pub wrong: Vec<Sentence>,
}

/// What columns of a row do not say what its body says.
#[derive(Debug, Default)]
pub struct Disagreements(Vec<&'static str>);

impl Disagreements {
    /// Notes a column that does not agree.
    pub fn agree(&mut self, agrees: bool, column: &'static str) {
        if !agrees {
            self.0.push(column);
        }
    }

    /// What is wrong with the row.
    pub fn sentences(self) -> Vec<Sentence> {
        let of = |column| {
            Sentence::new(
                format!("{column} 与该行所载状态不符"),
                format!("{column} does not say what the row's state says"),
            )
        };
        self.0.into_iter().map(of).collect()
    }
}

/// The fold of all cases.
pub(super) struct Fold {
    kinds: BTreeMap<&'static str, Kind>,
    bulk: Vec<Box<dyn Bulk>>,
    /// Cases of which an entry was found wrong; what follows from it is not told again.
    spoiled: HashSet<Uuid>,
}

struct Kind {
    replay: Box<dyn Replay>,
    rows: Box<dyn CaseRows>,
}

impl Fold {
    pub(super) fn of(cases: Vec<(Box<dyn Replay>, Box<dyn CaseRows>)>, bulk: Vec<Box<dyn Bulk>>) -> Self {
        let kinds = cases.into_iter().map(|(replay, rows)| (replay.kind(), Kind { replay, rows })).collect();
        Self { kinds, bulk, spoiled: HashSet::new() }
    }

    /// The tables whose rows are compared.
    pub(super) fn tables(&self) -> impl Iterator<Item = &'static str> {
        self.kinds.values().flat_map(|kind| kind.rows.tables().iter().copied())
    }

    /// Takes the next entry.
    pub(super) fn take(&mut self, position: Option<i64>, entry: &Entry, findings: &mut Findings) {
        for bulk in &mut self.bulk {
            bulk.hear(entry);
        }
        if self.bulk.iter().any(|bulk| bulk.kind() == entry.aggregate_kind) {
            return;
        }
        let Some(kind) = self.kinds.get_mut(entry.aggregate_kind.as_str()) else {
            *findings.seen.not_replayed.entry(entry.aggregate_kind.clone()).or_default() += 1;
            return;
        };
        if self.spoiled.contains(&entry.aggregate_id) {
            return;
        }
        if let Err(cause) = kind.replay.take(entry) {
            self.spoiled.insert(entry.aggregate_id);
            findings.add(
                Place::Entry { position, id: entry.id },
                format!("条目不能续接案件 {}：{cause}", entry.aggregate_id),
                format!("The entry does not continue the case {}: {cause}", entry.aggregate_id),
            );
        }
    }

    /// Compares what was folded with the rows.
    pub(super) async fn compare(mut self, snapshot: &Snapshot, findings: &mut Findings) -> Result<(), ActFault> {
        for bulk in &mut self.bulk {
            bulk.compare(snapshot, findings).await?;
        }
        for mut kind in self.kinds.into_values() {
            let folded = kind.replay.rows().into_iter().map(|(id, version, body)| (id, (version, body)));
            let mut expected: HashMap<Uuid, (i32, String)> = folded.collect();
            let table = kind.rows.tables().first().copied().unwrap_or("?");
            let mut after = None;
            loop {
                let page = kind.rows.page(snapshot, after, ROWS_AT_ONCE).await?;
                let Some(last) = page.last() else { break };
                after = Some(last.id);
                let sealed: Vec<Uuid> = page.iter().filter_map(|row| row.sealed_under).collect();
                let gone = store::destroyed_of(snapshot, &sealed).await?;
                for row in page {
                    findings.seen.rows += 1;
                    let place = || Place::Row { table, id: row.id };
                    if row.sealed_under.is_some_and(|key| gone.contains(&key)) {
                        findings.add(
                            place(),
                            "案件密钥已销毁，而私密栏未清空",
                            "The case key was destroyed and a sealed column is not empty",
                        );
                    }
                    for said in row.wrong {
                        findings.say(place(), said);
                    }
                    let told = expected.remove(&row.id);
                    if self.spoiled.contains(&row.id) {
                        continue;
                    }
                    if let Some(said) = differs(told, row.version, &row.body) {
                        findings.say(place(), said);
                    }
                }
            }
            let mut left: Vec<Uuid> = expected.into_keys().filter(|id| !self.spoiled.contains(id)).collect();
            left.sort_unstable();
            for id in left {
                findings.add(
                    Place::Row { table, id },
                    "日志中有此案件，表中没有其记录",
                    "The journal tells of this case, and it has no row",
                );
            }
        }
        Ok(())
    }
}

/// How a row differs from what the journal tells.
fn differs(told: Option<(i32, String)>, version: i32, body: &str) -> Option<Sentence> {
    let Some((told_version, told_body)) = told else {
        return Some(Sentence::new("表中有此记录，日志中没有其来历", "The journal does not tell of this row"));
    };
    if told_version != version {
        return Some(Sentence::new(
            format!("记录的版本为 {version}，日志所记为 {told_version}"),
            format!("The row has version {version}, the journal tells of {told_version}"),
        ));
    }
    let Ok(body) = serde_json::from_str::<Value>(body) else {
        return Some(Sentence::new("记录的内容无法读取", "The row's body cannot be read"));
    };
    let told: Value = serde_json::from_str(&told_body).unwrap_or_default();
    let place = first_difference(&told, &body, String::new())?;
    Some(Sentence::new(
        format!("记录与日志不符，首处不同在 {place:?}"),
        format!("The row is not what the journal tells; it first differs at {place:?}"),
    ))
}

/// A JSON pointer to the first place where two values differ. It names the place alone: what stands there may be private.
fn first_difference(told: &Value, stands: &Value, pointer: String) -> Option<String> {
    match (told, stands) {
        (Value::Object(told), Value::Object(stands)) => {
            let of_told = told.iter().find_map(|(name, value)| {
                let pointer = format!("{pointer}/{name}");
                match stands.get(name) {
                    Some(other) => first_difference(value, other, pointer),
                    None => Some(pointer),
                }
            });
            let more = || stands.keys().find(|name| !told.contains_key(*name)).map(|name| format!("{pointer}/{name}"));
            of_told.or_else(more)
        }
        (Value::Array(told), Value::Array(stands)) if told.len() == stands.len() => {
            let mut pairs = told.iter().zip(stands).enumerate();
            pairs.find_map(|(place, (told, stands))| first_difference(told, stands, format!("{pointer}/{place}")))
        }
        (told, stands) => (told != stands).then_some(pointer),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_difference_is_named_by_its_place_and_not_by_its_content() {
        let difference = |a: Value, b: Value| first_difference(&a, &b, String::new());
        assert_eq!(difference(json!({"a": [1, {"b": 2}], "c": null}), json!({"c": null, "a": [1, {"b": 2}]})), None);
        assert_eq!(difference(json!({"a": null}), json!({})), Some("/a".into()));
        assert_eq!(difference(json!({"a": [1, {"b": 2}]}), json!({"a": [1, {"b": 3}]})), Some("/a/1/b".into()));
        assert_eq!(difference(json!({"a": 1}), json!({"a": 1, "b": 2})), Some("/b".into()));
        assert_eq!(difference(json!({"a": 1, "b": 2}), json!({"a": 1})), Some("/b".into()));
        assert_eq!(difference(json!({"a": [1]}), json!({"a": [1, 2]})), Some("/a".into()));
        assert_eq!(difference(json!(1), json!("1")), Some(String::new()));
    }
}
