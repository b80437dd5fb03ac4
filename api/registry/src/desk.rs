//! The use cases of the registry: one record by its number, many by a search.

mod imports;

use std::sync::Arc;

use chrono::NaiveDate;
use domain::identifier::{GiNumber, IdentifierFault, PatentNumber, PublicationNumber, TrademarkNumber};
use domain::registry::{RecordKind, RegistryRules, Standing, standing_on};
use hall::clock::Clocks;
use hall::db::Database;
use search_index::{Answer, Engine, Request, SearchFault};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::store::{self, StoreFault, StoredRecord};

pub use imports::{ImportDesk, ImportOrder};

/// The desk. Clones share everything.
#[derive(Debug, Clone)]
pub struct Desk {
    database: Database,
    engine: Arc<Engine>,
    rules: Arc<RegistryRules>,
    clocks: Clocks,
    places: Arc<Semaphore>,
}

/// A record as of a day.
#[derive(Debug, Clone)]
pub struct RecordOn {
    /// The record with what the store knows of it.
    pub stored: StoredRecord,
    /// The day it is seen from.
    pub day: NaiveDate,
    /// Whether it stands on that day.
    pub standing: Standing,
}

/// Why the desk says no.
#[derive(Debug, thiserror::Error)]
pub enum DeskFault {
    /// What was asked for is no number of that register.
    #[error("not a number of this register")]
    NotANumber(IdentifierFault),
    /// No record is known by this number.
    #[error("no record is known by this number")]
    NoSuchRecord,
    /// The search was refused or failed.
    #[error(transparent)]
    Search(#[from] SearchFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// A computation was cut off.
    #[error("a computation was cut off")]
    CutOff,
}

impl Desk {
    /// The desk with what it works with; at most `places` searches are computed at once.
    pub fn new(
        database: Database,
        engine: Arc<Engine>,
        rules: Arc<RegistryRules>,
        clocks: Clocks,
        places: usize,
    ) -> Self {
        Self { database, engine, rules, clocks, places: Arc::new(Semaphore::new(places.max(1))) }
    }

    /// The legal day it is.
    pub fn today(&self) -> NaiveDate {
        self.clocks.moment.moment().legal_day()
    }

    /// The rules of the registry.
    pub fn rules(&self) -> &RegistryRules {
        &self.rules
    }

    /// The record that is known by this number, in any usual writing, as of a day.
    ///
    /// # Errors
    /// [`DeskFault::NotANumber`], [`DeskFault::NoSuchRecord`] or the store's.
    pub async fn record(
        &self,
        kind: RecordKind,
        number: &str,
        as_of: Option<NaiveDate>,
    ) -> Result<RecordOn, DeskFault> {
        let lookup_key = lookup_key(kind, number).map_err(DeskFault::NotANumber)?;
        let found = store::find(self.database.reader(), kind, &lookup_key).await?;
        let stored = found.ok_or(DeskFault::NoSuchRecord)?;
        let day = as_of.unwrap_or_else(|| self.today());
        let standing = standing_on(&stored.record, &self.rules, day);
        Ok(RecordOn { stored, day, standing })
    }

    /// Answers a search. It is computed off the async threads, a bounded number at once.
    ///
    /// # Errors
    /// [`DeskFault::Search`].
    pub async fn search(&self, request: Request) -> Result<Answer, DeskFault> {
        let _place: SemaphorePermit<'_> = self.places.acquire().await.map_err(|_| DeskFault::CutOff)?;
        let engine = Arc::clone(&self.engine);
        let answer = tokio::task::spawn_blocking(move || engine.search(&request)).await;
        Ok(answer.map_err(|_| DeskFault::CutOff)??)
    }
}

/// The key under which a number of this register is looked up.
pub(crate) fn lookup_key(kind: RecordKind, number: &str) -> Result<String, IdentifierFault> {
    match kind {
        RecordKind::Patent => {
            let application = PatentNumber::parse(number).map(|number| number.lookup_key());
            application.or_else(|fault| PublicationNumber::parse(number).map(|n| n.lookup_key()).map_err(|_| fault))
        }
        RecordKind::Trademark => TrademarkNumber::parse(number).map(|number| number.to_string()),
        RecordKind::GeographicalIndication => GiNumber::parse(number).map(|number| number.to_string()),
    }
}
