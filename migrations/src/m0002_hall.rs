//! The hall: the journal and its chain, stored answers, followers' cursors, deadlines, notices, files, keys, long
//! operations, and what was read for which purpose.

use sea_orm_migration::prelude::*;

use crate::columns::{
    IndexOf, id, make, maybe_id, maybe_number, maybe_octets, maybe_text, number, octets, small, table, text, unmake,
};

/// See the module.
#[derive(Debug)]
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_hall"
    }
}

/// Indexes over the few rows that are still open, or were ended; both databases say it in the same words.
const OPEN_ROWS: [&str; 4] = [
    "CREATE INDEX hall_entry_unsealed_idx ON hall_entry (ordinal) WHERE position IS NULL",
    "CREATE INDEX hall_deadline_due_at_idx ON hall_deadline (due_at) WHERE raised_at IS NULL",
    "CREATE INDEX hall_case_key_destroyed_at_idx ON hall_case_key (destroyed_at) WHERE destroyed_at IS NOT NULL",
    "CREATE INDEX hall_operation_open_idx ON hall_operation (created_at) WHERE finished_at IS NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        make(manager, tables(), INDEXES).await?;
        for statement in OPEN_ROWS {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        let beginning = Query::insert()
            .into_table(Alias::new("hall_chain"))
            .columns(["id", "position", "hash"].map(Alias::new))
            .values_panic([1.into(), 0_i64.into(), vec![0_u8; 32].into()])
            .to_owned();
        manager.execute(beginning).await?;
        let moment = Query::insert()
            .into_table(Alias::new("hall_moment"))
            .columns(["id", "ahead_ms"].map(Alias::new))
            .values_panic([1.into(), 0_i64.into()])
            .to_owned();
        manager.execute(moment).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        unmake(manager, &TABLES).await
    }
}

const TABLES: [&str; 13] = [
    "hall_entry",
    "hall_chain",
    "hall_feed",
    "hall_answer",
    "hall_cursor",
    "hall_deadline",
    "hall_notice",
    "hall_notice_reading",
    "hall_case_key",
    "hall_signing_key",
    "hall_file",
    "hall_operation",
    "hall_moment",
];

const INDEXES: &[IndexOf] = &[
    ("hall_entry", "hall_entry_id_uk", &["id"], true),
    ("hall_entry", "hall_entry_aggregate_id_version_uk", &["aggregate_id", "version"], true),
    ("hall_entry", "hall_entry_position_uk", &["position"], true),
    ("hall_entry", "hall_entry_actor_id_position_idx", &["actor_id", "position"], false),
    ("hall_answer", "hall_answer_created_at_idx", &["created_at"], false),
    ("hall_notice", "hall_notice_recipient_id_id_idx", &["recipient_id", "id"], false),
    ("hall_file", "hall_file_organisation_id_id_idx", &["organisation_id", "id"], false),
    ("hall_file", "hall_file_digest_idx", &["digest"], false),
    ("hall_operation", "hall_operation_organisation_id_id_idx", &["organisation_id", "id"], false),
];

/// The tables in the order of [`TABLES`].
fn tables() -> [TableCreateStatement; 13] {
    let mut ordinal = number("ordinal");
    ordinal.auto_increment().primary_key();
    [
        table("hall_entry")
            .col(ordinal)
            .col(id("id"))
            .col(text("aggregate_kind"))
            .col(id("aggregate_id"))
            .col(small("version"))
            .col(text("kind"))
            .col(small("payload_version"))
            .col(text("actor_kind"))
            .col(maybe_id("actor_id"))
            .col(maybe_id("organisation_id"))
            .col(maybe_id("acting_for"))
            .col(number("moment_at"))
            .col(number("recorded_at"))
            .col(text("audience"))
            .col(text("request_id"))
            .col(text("payload"))
            .col(maybe_octets("sealed"))
            .col(maybe_id("case_key_id"))
            .col(octets("content_hash"))
            .col(maybe_number("position"))
            .col(maybe_octets("chain_hash"))
            .to_owned(),
        table("hall_chain").col(small("id").primary_key()).col(number("position")).col(octets("hash")).to_owned(),
        table("hall_feed")
            .col(id("organisation_id"))
            .col(number("position"))
            .primary_key(Index::create().name("hall_feed_pk").col("organisation_id").col("position"))
            .to_owned(),
        table("hall_answer")
            .col(text("caller"))
            .col(text("operation"))
            .col(text("key"))
            .col(octets("body_digest"))
            .col(octets("answer"))
            .col(number("created_at"))
            .primary_key(Index::create().name("hall_answer_pk").col("caller").col("operation").col("key"))
            .to_owned(),
        table("hall_cursor")
            .col(text("name").primary_key())
            .col(number("position"))
            .col(maybe_text("holder"))
            .col(maybe_number("held_until_at"))
            .col(small("failures"))
            .col(maybe_number("retry_at"))
            .col(maybe_text("fault"))
            .to_owned(),
        table("hall_deadline")
            .col(id("aggregate_id"))
            .col(text("kind"))
            .col(text("aggregate_kind"))
            .col(number("due_at"))
            .col(maybe_number("raised_at"))
            .primary_key(Index::create().name("hall_deadline_pk").col("aggregate_id").col("kind"))
            .to_owned(),
        table("hall_notice")
            .col(id("id").primary_key())
            .col(text("recipient_kind"))
            .col(id("recipient_id"))
            .col(text("kind"))
            .col(text("aggregate_kind"))
            .col(id("aggregate_id"))
            .col(text("facts"))
            .col(number("raised_at"))
            .to_owned(),
        table("hall_notice_reading")
            .col(id("notice_id"))
            .col(id("person_id"))
            .col(number("read_at"))
            .primary_key(Index::create().name("hall_notice_reading_pk").col("notice_id").col("person_id"))
            .to_owned(),
        table("hall_case_key")
            .col(id("id").primary_key())
            .col(maybe_octets("wrapped"))
            .col(number("created_at"))
            .col(maybe_number("destroyed_at"))
            .to_owned(),
        table("hall_signing_key")
            .col(text("kid").primary_key())
            .col(octets("public_key"))
            .col(octets("sealed"))
            .col(number("created_at"))
            .col(maybe_number("retired_at"))
            .to_owned(),
        table("hall_file")
            .col(id("id").primary_key())
            .col(maybe_id("organisation_id"))
            .col(text("uploaded_by_kind"))
            .col(maybe_id("uploaded_by"))
            .col(text("digest"))
            .col(text("stored_digest"))
            .col(number("octets"))
            .col(text("kind"))
            .col(octets("name"))
            .col(maybe_id("case_key_id"))
            .col(number("created_at"))
            .col(maybe_number("destroyed_at"))
            .col(small("version"))
            .to_owned(),
        table("hall_operation")
            .col(id("id").primary_key())
            .col(text("kind"))
            .col(maybe_id("organisation_id"))
            .col(maybe_id("started_by"))
            .col(text("request"))
            .col(text("state"))
            .col(text("progress"))
            .col(maybe_text("holder"))
            .col(maybe_number("held_until_at"))
            .col(number("created_at"))
            .col(number("updated_at"))
            .col(maybe_number("finished_at"))
            .col(small("version"))
            .to_owned(),
        table("hall_moment").col(small("id").primary_key()).col(number("ahead_ms")).to_owned(),
    ]
}
