//! The tables, for SQLite and PostgreSQL alike. A migration that has been released is frozen history.
//!
//! Conventions: identifiers are UUIDs, instants are milliseconds since 1970 in UTC (`_at`), bodies are JSON as text, and
//! an index is named `<table>_<columns>_idx` or `_uk`. Every step is written once through the schema manager; where the
//! two databases need different words, both stand side by side.

use sea_orm_migration::prelude::*;

mod columns;
mod m0001_registry;
mod m0002_hall;
mod m0003_accounts;
mod m0004_legal_time;
mod m0005_preexam;
mod m0006_financing;
mod m0007_financing_deals;

/// Every migration, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_registry::Migration),
            Box::new(m0002_hall::Migration),
            Box::new(m0003_accounts::Migration),
            Box::new(m0004_legal_time::Migration),
            Box::new(m0005_preexam::Migration),
            Box::new(m0006_financing::Migration),
            Box::new(m0007_financing_deals::Migration),
        ]
    }
}

pub use sea_orm_migration::MigratorTrait;
