//! What somebody with the database in his hands does to it. All SQL of these tests is here.

use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder, Set};

use crate::db::Database;
use crate::journal::rows::{chain, entry};
use crate::journal::{GENESIS, content_hash, entry_of, next};

/// Runs statements on the database, past the platform.
pub(super) async fn tamper(database: &Database, statements: &str) {
    database.writer().execute_unprepared(statements).await.expect("done");
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
