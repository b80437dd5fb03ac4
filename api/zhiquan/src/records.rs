//! The part of the house that needs no key: records, how they come in, and the index behind them.

use std::sync::Arc;

use hall::clock::Clocks;
use hall::config::Config;
use hall::db::Database;
use hall::metrics::Metrics;
use hall::readiness::{Hindrance, Readiness};
use registry::desk::Desk;
use registry::import::Importer;
use registry::indexing::{Indexing, IndexingFault, Progress};
use search_index::{Engine, EngineOptions};

use crate::app::{BuildFault, waits};

/// Records and their index.
#[derive(Debug, Clone)]
pub struct Records {
    /// The settings it was built from.
    pub config: Arc<Config>,
    /// Both clocks.
    pub clocks: Clocks,
    /// The database.
    pub database: Database,
    /// The desk of the registry.
    pub registry: Desk,
    /// How records come in.
    pub importer: Importer,
    /// The follower that keeps the index.
    pub indexing: Indexing,
    /// Figures for monitoring.
    pub metrics: Metrics,
    /// Whether requests may be sent.
    pub readiness: Readiness,
}

impl Records {
    /// Opens and migrates the database, opens or heals the index.
    ///
    /// # Errors
    /// [`BuildFault`].
    pub async fn build(config: Config, clocks: Clocks) -> Result<Self, BuildFault> {
        let database = Database::open(&config).await?;
        database.migrate().await?;
        let rules = Arc::new(registry::rules::shipped()?);
        let options = EngineOptions {
            writer_memory_bytes: config.search.writer_memory_mib * 1024 * 1024,
            threads: config.search.writer_threads,
            made_by: registry::indexing::made_by(),
        };
        let opened = Engine::open(&config.data.join("index"), options)?;
        tracing::info!(state = ?opened.state, cursor = ?opened.cursor, "the index is open");
        let engine = Arc::new(opened.engine);
        let readiness = Readiness::default();
        readiness.hinder(waits::INDEX, Hindrance::NotYet("the index is catching up".into()));
        let places = config.search.concurrent_searches;
        Ok(Self {
            registry: Desk::new(database.clone(), Arc::clone(&engine), Arc::clone(&rules), clocks.clone(), places),
            indexing: Indexing::new(database.clone(), Arc::clone(&engine), Arc::clone(&rules), clocks.clone()),
            importer: Importer::new(database.clone(), clocks.clone()),
            metrics: Metrics::default(),
            readiness,
            database,
            clocks,
            config: Arc::new(config),
        })
    }

    /// Runs the index's follower for ever; readiness and figures hear of it.
    pub async fn follow_changes(&self) {
        let poll = std::time::Duration::from_millis(self.config.search.poll_interval_ms);
        self.indexing.follow(poll, |outcome| self.heard_of_index(outcome)).await;
    }

    /// Waits until the index holds every record there is at this moment.
    pub async fn index_is_current(&self) {
        let target = registry::store::last_change_number(self.database.reader()).await.unwrap_or(0);
        self.indexing.has_reached(u64::try_from(target).unwrap_or(0)).await;
    }

    fn heard_of_index(&self, outcome: &Result<Progress, IndexingFault>) {
        match outcome {
            Ok(progress) => {
                self.metrics.index_stands_at(self.indexing.documents(), progress.last_change - progress.cursor);
                if progress.is_current() {
                    self.readiness.clear(waits::INDEX);
                }
            }
            Err(fault) => self.readiness.hinder(waits::INDEX, Hindrance::Degraded(fault.to_string())),
        }
    }
}
