//! The journal and what stands beside it, read by SQL and checked by their own arithmetic: nothing half, nothing twice,
//! no gap, and a chain that holds.

use std::collections::{BTreeMap, BTreeSet};

use domain::hall::Moment;
use hall::db::Database;
use hall::journal::{ChainHash, Entry, GENESIS, content_hash, next};
use sea_orm::prelude::Uuid;
use sea_orm::{ConnectionTrait, QueryResult, Statement, TryGetable};
use serde_json::Value;

/// What was found, for whoever wants to count.
#[derive(Debug, Default)]
pub struct Found {
    /// How many entries there are.
    pub entries: usize,
    /// How many there are of each kind.
    pub kinds: BTreeMap<String, usize>,
}

/// The answers to a question of SQL.
pub async fn ask(database: &Database, question: &str) -> Vec<QueryResult> {
    let answers = database.reader().query_all_raw(Statement::from_string(database.backend(), question)).await;
    answers.unwrap_or_else(|error| panic!("{question}: {error}"))
}

/// The number in the column `n` of the one answer to a question of SQL.
pub async fn count(database: &Database, question: &str) -> i64 {
    ask(database, question).await.first().map(|row| column(row, "n")).expect("one answer")
}

/// The value of a column.
pub fn column<T: TryGetable>(row: &QueryResult, name: &str) -> T {
    row.try_get("", name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What is counted where nothing may be found, and what it would mean.
const NOTHING: [(&str, &str); 5] = [
    ("an entry without its place", "SELECT COUNT(*) AS n FROM hall_entry WHERE position IS NULL"),
    (
        "an open invitation without its deadline",
        "SELECT COUNT(*) AS n FROM accounts_invitation i LEFT JOIN hall_deadline d ON d.aggregate_id = i.id \
         AND d.raised_at IS NULL WHERE i.state = 'open' AND d.aggregate_id IS NULL",
    ),
    (
        "a deadline without its open invitation",
        "SELECT COUNT(*) AS n FROM hall_deadline d LEFT JOIN accounts_invitation i ON i.id = d.aggregate_id \
         AND i.state = 'open' WHERE d.aggregate_kind = 'accounts.invitation' AND d.raised_at IS NULL AND i.id IS NULL",
    ),
    (
        "a person without a key",
        "SELECT COUNT(*) AS n FROM accounts_person p LEFT JOIN hall_case_key k ON k.id = p.id WHERE k.id IS NULL",
    ),
    (
        "a file without its entries",
        "SELECT COUNT(*) AS n FROM hall_file f WHERE f.version <> \
         (SELECT COUNT(*) FROM hall_entry e WHERE e.aggregate_id = f.id)",
    ),
];

/// Checks the whole journal, the rows that tell of it, and the deadlines.
pub async fn check(database: &Database) -> Found {
    for (what, question) in NOTHING {
        assert_eq!(count(database, question).await, 0, "{what}");
    }
    let entries = entries(database).await;
    let head = ask(database, "SELECT position, hash FROM hall_chain").await.pop().expect("the head of the chain");
    let (position, hash) = chained(&entries);
    assert_eq!(column::<i64>(&head, "position"), position, "the head of the chain");
    assert_eq!(column::<Vec<u8>>(&head, "hash"), hash, "the head of the chain");
    rows_are_the_fold(database, &entries).await;
    feeds_are_whole(database, &entries).await;
    memberships_are_told(database).await;
    let mut found = Found { entries: entries.len(), ..Found::default() };
    for placed in entries {
        *found.kinds.entry(placed.entry.kind).or_default() += 1;
    }
    found
}

/// An entry with its place and hashes, as they stand in the table.
struct Placed {
    entry: Entry,
    position: i64,
    content_hash: Vec<u8>,
    chain_hash: Vec<u8>,
}

async fn entries(database: &Database) -> Vec<Placed> {
    let rows = ask(database, "SELECT * FROM hall_entry ORDER BY position").await;
    let placed = |row: &QueryResult| Placed {
        entry: Entry {
            id: column(row, "id"),
            aggregate_kind: column(row, "aggregate_kind"),
            aggregate_id: column(row, "aggregate_id"),
            version: column(row, "version"),
            kind: column(row, "kind"),
            payload_version: column(row, "payload_version"),
            actor_kind: column(row, "actor_kind"),
            actor_id: column(row, "actor_id"),
            organisation_id: column(row, "organisation_id"),
            acting_for: column(row, "acting_for"),
            moment: Moment::from_millis(column(row, "moment_at")).expect("a moment"),
            recorded_at: column(row, "recorded_at"),
            audience: column(row, "audience"),
            request_id: column(row, "request_id"),
            payload: column(row, "payload"),
            sealed: column(row, "sealed"),
            case_key_id: column(row, "case_key_id"),
        },
        position: column(row, "position"),
        content_hash: column(row, "content_hash"),
        chain_hash: column(row, "chain_hash"),
    };
    rows.iter().map(placed).collect()
}

/// Goes along the chain; where it ends.
fn chained(entries: &[Placed]) -> (i64, ChainHash) {
    let mut place = 0;
    let mut hash = GENESIS;
    for placed in entries {
        place += 1;
        assert_eq!(placed.position, place, "positions have no gap");
        let content = content_hash(&placed.entry);
        assert_eq!(placed.content_hash, content, "the content at {place}");
        hash = next(&hash, place, &content);
        assert_eq!(placed.chain_hash, hash, "the chain at {place}");
    }
    (place, hash)
}

/// Every case has its row, every row its case, and the row says what the entries add up to.
async fn rows_are_the_fold(database: &Database, entries: &[Placed]) {
    for (mut replay, _) in accounts::verified() {
        let kind = replay.kind();
        for placed in entries.iter().filter(|placed| placed.entry.aggregate_kind == kind) {
            replay.take(&placed.entry).unwrap_or_else(|fault| panic!("{kind} at {}: {fault}", placed.position));
        }
        let folded: BTreeMap<Uuid, (i32, String)> =
            replay.rows().into_iter().map(|(id, version, body)| (id, (version, body))).collect();
        let table = kind.replace('.', "_");
        let rows = ask(database, &format!("SELECT id, version, body FROM {table}")).await;
        let rows: BTreeMap<Uuid, (i32, String)> =
            rows.iter().map(|row| (column(row, "id"), (column(row, "version"), column(row, "body")))).collect();
        assert_eq!(rows, folded, "the rows of {kind} and what the journal says of them");
    }
}

/// Every organisation hears of what concerns it, once.
async fn feeds_are_whole(database: &Database, entries: &[Placed]) {
    let rows = ask(database, "SELECT organisation_id, position FROM hall_feed").await;
    let heard: BTreeSet<(Uuid, i64)> =
        rows.iter().map(|row| (column(row, "organisation_id"), column(row, "position"))).collect();
    let told = entries
        .iter()
        .flat_map(|placed| placed.entry.audience().into_iter().map(|organisation| (organisation, placed.position)));
    assert_eq!(heard, told.collect(), "the feeds and the audiences of the entries");
}

/// The table of memberships says what the persons' states say.
async fn memberships_are_told(database: &Database) {
    let mut told = BTreeSet::new();
    for row in ask(database, "SELECT id, body FROM accounts_person").await {
        let state: Value = serde_json::from_str(&column::<String>(&row, "body")).expect("a state");
        let memberships = state["facts"]["memberships"].as_object().into_iter().flatten();
        told.extend(memberships.map(|(organisation, _)| (column::<Uuid>(&row, "id"), organisation.replace('-', ""))));
    }
    let rows = ask(database, "SELECT person_id, organisation_id FROM accounts_membership").await;
    let row = |row: &QueryResult| {
        (column::<Uuid>(row, "person_id"), column::<Uuid>(row, "organisation_id").simple().to_string())
    };
    assert_eq!(rows.iter().map(row).collect::<BTreeSet<_>>(), told, "memberships");
}
