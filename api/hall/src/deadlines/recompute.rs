//! A calendar that is applied moves what was computed by the one before.

use std::collections::HashMap;
use std::pin::pin;

use chrono::NaiveDate;
use domain::calendar::{Due, WorkingDays};
use domain::hall::Moment;
use futures_util::TryStreamExt;
use uuid::Uuid;

use super::store;
use crate::act::{Act, ActFault};

/// An open deadline that a calendar moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The kind of the case.
    pub aggregate_kind: String,
    /// The case.
    pub aggregate_id: Uuid,
    /// The deadline.
    pub kind: String,
    /// The organisation that has to keep to it.
    pub owner: Option<Uuid>,
    /// The organisation that works the case.
    pub keeper: Option<Uuid>,
    /// When it was due.
    pub before_on: NaiveDate,
    /// When it is due now.
    pub due_on: NaiveDate,
    /// Whether that is provisional.
    pub provisional: bool,
}

/// What a calendar does to the open deadlines.
#[derive(Debug, Clone, Default)]
pub struct Recomputed {
    /// How many were computed anew, reminders not counted.
    pub examined: u64,
    /// Those that move, or become certain or provisional.
    pub moved: Vec<Moved>,
}

/// Computes every open deadline anew by this calendar, and writes what changes if it is to be written.
///
/// # Errors
/// The calendar's no, or the database's error.
pub async fn recompute(act: &Act<'_>, calendar: &WorkingDays, write: bool) -> Result<Recomputed, ActFault> {
    if write {
        store::alone(act.transaction()).await?;
    }
    let (found, put) = computed_anew(act, calendar).await?;
    if write {
        store::write_moved(act.transaction(), &put).await?;
    }
    Ok(found)
}

/// What moves, and the rows as they are due then.
async fn computed_anew(act: &Act<'_>, calendar: &WorkingDays) -> Result<(Recomputed, Vec<store::PutRow>), ActFault> {
    let mut found = Recomputed::default();
    let mut put = Vec::new();
    // Most cases share their periods with others that began on the same day.
    let mut known: HashMap<String, (Due, Moment)> = HashMap::new();
    let mut rows = pin!(store::watched(act.transaction()).await?);
    while let Some(row) = rows.try_next().await? {
        let (due, moment) = match known.get(row.basis()) {
            Some(known) => *known,
            None => *known.entry(row.basis().to_owned()).insert_entry(row.kept()?.computed(calendar)?).get(),
        };
        found.examined += u64::from(!row.is_reminder());
        if row.is_computed_as(due, moment) {
            continue;
        }
        if let Some(before_on) = row.due_on()? {
            found.moved.push(row.moved(before_on, due));
        }
        put.push(row.put(due, moment));
    }
    found.moved.sort_unstable_by(|one, other| (one.aggregate_id, &one.kind).cmp(&(other.aggregate_id, &other.kind)));
    Ok((found, put))
}
