//! Each column of the database is tagged with what it says of people.

use std::collections::BTreeSet;

use hall::privacy::columns::columns;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tests::TestApp;

#[tokio::test]
async fn every_column_of_every_table_is_tagged_and_every_tag_has_its_column() {
    let house = TestApp::start().await;
    let database = house.app.database.reader();
    let question = match house.app.database.backend() {
        DbBackend::Postgres => {
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        }
        DbBackend::Sqlite | DbBackend::MySql | _ => {
            "SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m, pragma_table_info(m.name) c \
             WHERE m.type = 'table'"
        }
    };
    let rows = database.query_all_raw(Statement::from_string(house.app.database.backend(), question)).await;
    let rows = rows.expect("the database tells its columns");
    let word = |row: &sea_orm::QueryResult, name: &str| row.try_get::<String>("", name).expect("a name");
    let there: BTreeSet<(String, String)> = rows
        .iter()
        .map(|row| (word(row, "table_name"), word(row, "column_name")))
        .filter(|(table, _)| table != "seaql_migrations" && !table.starts_with("sqlite_"))
        .collect();
    let tagged: BTreeSet<(String, String)> =
        columns().map(|column| (column.table.to_owned(), column.column.to_owned())).collect();
    let untagged: Vec<_> = there.difference(&tagged).collect();
    assert!(untagged.is_empty(), "columns without a class of personal data: {untagged:?}");
    let left_over: Vec<_> = tagged.difference(&there).collect();
    assert!(left_over.is_empty(), "tags without a column: {left_over:?}");
}
