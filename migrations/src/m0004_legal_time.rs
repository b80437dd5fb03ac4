//! Legal time: what a deadline is computed from and whom it concerns, calendars that were loaded, and the secret feeds of
//! deadlines.

use sea_orm_migration::prelude::*;

use crate::columns::{
    IndexOf, id, make, maybe_id, maybe_number, maybe_text, number, octets, small, table, text, unmake,
};

/// See the module.
#[derive(Debug)]
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_legal_time"
    }
}

const DEADLINES: &str = "hall_deadline";

/// What deadlines have now beside when they fall due.
fn columns() -> [ColumnDef; 7] {
    [
        maybe_text("due_on"),
        maybe_number("provisional"),
        maybe_text("basis"),
        maybe_id("owner_id"),
        maybe_id("keeper_id"),
        maybe_id("person_id"),
        maybe_text("facts"),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column at a time.
        for mut column in columns() {
            let table = Table::alter().table(Alias::new(DEADLINES)).add_column(&mut column).to_owned();
            manager.alter_table(table).await?;
        }
        make(manager, tables(), INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, index, ..) in INDEXES.iter().filter(|(table, ..)| *table == DEADLINES) {
            manager.drop_index(Index::drop().name(*index).table(Alias::new(*table)).to_owned()).await?;
        }
        for column in columns() {
            let name = column.get_column_name();
            let table = Table::alter().table(Alias::new(DEADLINES)).drop_column(Alias::new(name)).to_owned();
            manager.alter_table(table).await?;
        }
        unmake(manager, &TABLES).await
    }
}

const TABLES: [&str; 2] = ["hall_calendar", "hall_deadline_feed"];

const INDEXES: &[IndexOf] = &[
    (DEADLINES, "hall_deadline_owner_id_due_on_idx", &["owner_id", "due_on"], false),
    (DEADLINES, "hall_deadline_keeper_id_due_on_idx", &["keeper_id", "due_on"], false),
    (DEADLINES, "hall_deadline_person_id_due_on_idx", &["person_id", "due_on"], false),
    ("hall_calendar", "hall_calendar_year_uk", &["year"], true),
    ("hall_deadline_feed", "hall_deadline_feed_token_digest_uk", &["token_digest"], true),
    ("hall_deadline_feed", "hall_deadline_feed_person_id_id_idx", &["person_id", "id"], false),
];

/// The tables in the order of [`TABLES`].
fn tables() -> [TableCreateStatement; 2] {
    [
        table("hall_calendar")
            .col(id("id").primary_key())
            .col(small("version"))
            .col(small("year"))
            .col(text("body"))
            .col(number("updated_at"))
            .to_owned(),
        table("hall_deadline_feed")
            .col(id("id").primary_key())
            .col(id("person_id"))
            .col(id("organisation_id"))
            .col(text("scope"))
            .col(octets("token_digest"))
            .col(number("created_at"))
            .col(maybe_number("revoked_at"))
            .to_owned(),
    ]
}
