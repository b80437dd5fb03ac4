//! What other rooms ask of the registry: one right as it stands on a day.

use chrono::NaiveDate;
use domain::registry::{
    Encumbered, Record, RecordKind, RightKind, Standing, holders_on, pledged_on, preserved_on, term_of_right,
};
use hall::act::ActFault;
use hall::db::Connection;

use crate::desk::{Desk, lookup_key};
use crate::store::{self, StoreFault};

/// A right as it stands in the registry on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredRight {
    /// Its number, as the registry writes it.
    pub number: String,
    /// Its kind.
    pub right: RightKind,
    /// The title, or the words of the mark.
    pub title: String,
    /// Whether it stands, and why.
    pub standing: Standing,
    /// The day of filing, where that is known.
    pub filing_on: Option<NaiveDate>,
    /// Its last day, where that is known.
    pub ends_on: Option<NaiveDate>,
    /// Those who hold it: their names as published, and their codes where the source gives them.
    pub holders: Vec<Holder>,
    /// Whether it is under pledge.
    pub pledged: Encumbered,
    /// Whether a court preserves it.
    pub preserved: Encumbered,
}

/// Who holds a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The name as published.
    pub name: String,
    /// The unified social credit code, where the source gives it.
    pub uscc: Option<String>,
}

/// A right that was changed in the registry, in the order of the changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedRight {
    /// The number of the change; every later one is greater.
    pub change_number: i64,
    /// The right as it stands.
    pub right: RegisteredRight,
}

impl Desk {
    /// The rights changed after this change, at most so many, as they stand on a day.
    ///
    /// # Errors
    /// The database's.
    pub async fn changed_after(
        &self,
        connection: &impl Connection,
        change_number: i64,
        limit: u64,
        day: NaiveDate,
    ) -> Result<Vec<ChangedRight>, ActFault> {
        let changes = store::changes_after(connection, change_number, limit).await.map_err(as_of_an_act)?;
        let of = |stored: &store::StoredRecord| ChangedRight {
            change_number: stored.change_number,
            right: self.as_registered(&stored.record, &stored.key.to_string(), day),
        };
        Ok(changes.iter().map(of).collect())
    }

    /// The right that is known by this number on a day, read within what the caller reads or does; `None`: there is none, or
    /// what was given is no number of this register.
    ///
    /// # Errors
    /// The database's.
    pub async fn right(
        &self,
        connection: &impl Connection,
        kind: RecordKind,
        number: &str,
        day: NaiveDate,
    ) -> Result<Option<RegisteredRight>, ActFault> {
        let Ok(key) = lookup_key(kind, number) else { return Ok(None) };
        let Some(stored) = store::find(connection, kind, &key).await.map_err(as_of_an_act)? else { return Ok(None) };
        Ok(Some(self.as_registered(&stored.record, &key, day)))
    }

    fn as_registered(&self, record: &Record, key: &str, day: NaiveDate) -> RegisteredRight {
        let rules = self.rules();
        let holder = |party: &domain::registry::Party| Holder {
            name: party.name.clone(),
            uscc: party.uscc.as_ref().map(ToString::to_string),
        };
        RegisteredRight {
            number: record.number().unwrap_or_else(|| key.to_owned()),
            right: record.right(),
            title: record.title().to_owned(),
            standing: domain::registry::standing_on(record, rules, day),
            filing_on: record.filing_on(),
            ends_on: term_of_right(record, rules).map(|term| term.last_day_on),
            holders: holders_on(&record.parties, day).into_iter().map(holder).collect(),
            pledged: pledged_on(record, rules, day),
            preserved: preserved_on(record, rules, day),
        }
    }
}

fn as_of_an_act(fault: StoreFault) -> ActFault {
    match fault {
        StoreFault::Database(error) => error.into(),
        StoreFault::Inconsistent { table, row, cause } => {
            ActFault::Inconsistent { table, cause: format!("{row}: {cause}") }
        }
    }
}
