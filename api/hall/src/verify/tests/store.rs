//! What somebody with the database in his hands does to it. All SQL of these tests is here.

use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder, Set};

use crate::db::Database;
use crate::journal::rows::{chain, entry};
use crate::journal::{GENESIS, content_hash, entry_of, next};

/// Runs statements on the database, past the platform.
pub(super) async fn tamper(database: &Database, statements: &str) {
    database.writer().execute_unprepared(statements).await.expect("done");
}

/// Takes down the tables of the rooms: those who watch them are not here.
pub(super) async fn without_rooms(database: &Database) {
    let snapshot = database.snapshot().await.expect("a snapshot");
    let tables = crate::verify::store::tables(&snapshot).await.expect("tables");
    drop(snapshot);
    for table in tables.iter().filter(|table| !table.starts_with("hall_") && !table.starts_with("seaql_")) {
        tamper(database, &format!("DROP TABLE {table}")).await;
    }
}

/// Makes every hash follow from what the entries say now: the chain of a forger.
pub(super) async fn forge_hashes(database: &Database) {
    let connection = database.writer();
    let (mut before, mut last) = (GENESIS, 0);
    let rows = entry::Entity::find().order_by_asc(entry::Column::Position).all(connection).await.expect("rows");
    for row in rows {
        let position = row.position.expect("a place");
        let content = content_hash(&entry_of(row.clone()).expect("an entry"));
        (before, last) = (next(&before, position, &content), position);
        let mut row = row.into_active_model();
        row.content_hash = Set(content.to_vec());
        row.chain_hash = Set(Some(before.to_vec()));
        entry::Entity::update(row).exec(connection).await.expect("forged");
    }
    let head = chain::ActiveModel { id: Set(1), position: Set(last), hash: Set(before.to_vec()) };
    chain::Entity::update(head).exec(connection).await.expect("forged");
}
