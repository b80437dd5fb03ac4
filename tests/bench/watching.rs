//! 100,000 pledges that stand in the register, and a file that tells of 50,000 of their rights that they lapsed: how long the watch
//! takes until pledgee and pledgor have been told of all of them.
//!
//! One loan is led through the front door to its money and multiplied in the database, each with a deal, a demand and a right
//! of its own. The watch runs in this process, as it does in the program.

use std::fmt::Write as _;

use sea_orm::{ConnectionTrait, DbBackend};
use serde_json::json;
use tests::TestApp;
use tests::deals::Trade;
use uuid::Uuid;

use crate::measure::millis;
use crate::setting::Outcome;
use crate::table::{Report, Table, figure, verdict};

/// Pledges.
const PLEDGES: usize = 100_000;
/// Rights that lapse.
const LAPSES: usize = 50_000;
/// The most seconds until all are told.
const MOST_SECONDS: f64 = 10.0;
/// Rows of one statement.
const AT_ONCE: usize = 500;

/// Measures on the database of this run: `ZHIQUAN_TEST_DB`.
pub(crate) fn measure(report: &mut Report) -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (database, seconds, told) = runtime.block_on(of_this_database())?;
    let mut table = Table::new(
        "The watch over collateral",
        &["database", "pledges", "rights that lapsed", "notices", "seconds", "target", "reached"],
    );
    table.row([
        database.to_owned(),
        figure(PLEDGES as f64),
        figure(LAPSES as f64),
        figure(told as f64),
        figure(seconds),
        format!("≤ {MOST_SECONDS}"),
        verdict(seconds <= MOST_SECONDS),
    ]);
    report.table(&table)
}

async fn of_this_database() -> Outcome<(&'static str, f64, u64)> {
    let house = TestApp::start().await;
    let trade = Trade::of(&house).await;
    let deal = trade.led_to(Some("disburse")).await;
    let seen = trade.seen(&deal).await;
    let word = |name: &str| seen[name].as_str().unwrap_or_default().to_owned();
    let demand = word("demand_id");
    let pledge = seen["pledges"][0]["pledge_id"].as_str().ok_or("a deal without a pledge")?.to_owned();
    let number = trade.rights_of(&demand).await[0]["number"].as_str().ok_or("no number")?.to_owned();
    multiply(&house, [&deal, &demand, &pledge], &number).await?;
    let lapsed: Vec<_> = (0..LAPSES).map(|at| lapse(at, &trade.market.name)).collect();
    let lines: String = lapsed.iter().map(|record| format!("{record}\n")).collect();
    let outcome = house.import_file(&house.file("lapses.ndjson", lines)).await;
    if outcome.counts.rejected > 0 {
        return Err(format!("{outcome:?}").into());
    }
    let clock = hall::clock::Stopwatch::start();
    house.app.watch.catch_up().await?;
    let seconds = millis(clock.elapsed()) / 1_000.0;
    let connection = house.app.database.reader();
    let counted = connection
        .query_one_raw(sea_orm::Statement::from_string(
            connection.get_database_backend(),
            "SELECT count(*) FROM hall_notice WHERE kind = 'financing.collateral'",
        ))
        .await?
        .ok_or("no count")?;
    let told = u64::try_from(counted.try_get_by_index::<i64>(0)?)?;
    let database = if connection.get_database_backend() == DbBackend::Postgres { "PostgreSQL" } else { "SQLite" };
    if told != 2 * LAPSES as u64 {
        return Err(format!("{told} notices of {LAPSES} rights").into());
    }
    Ok((database, seconds, told))
}

/// The number of the right of a multiplied pledge, with its check digit.
fn number_of(at: usize) -> String {
    let bare = domain::identifier::PatentNumber::parse(&format!("20181{at:07}"));
    bare.map(|number| number.with_check().to_string()).unwrap_or_default()
}

fn lapse(at: usize, owner: &str) -> serde_json::Value {
    json!({
        "kind": "patent", "right": "invention", "application_number": number_of(at), "title": "一种秸秆还田装置",
        "filing_on": "2018-06-10", "grant_on": "2021-05-11", "applicants": [owner], "owners": [{"name": owner}],
        "events": [{"on": "2021-05-11", "code": "GR01"}, {"on": "2026-11-20", "code": "CF01"}],
        "events_known_until": "2026-11-23", "source": "test", "retrieved_on": "2026-11-23",
    })
}

/// Copies the one deal, demand and pledge with ids and a number of their own each.
async fn multiply(house: &TestApp, ids: [&str; 3], number: &str) -> Outcome<()> {
    let connection = house.app.database.reader();
    let backend = connection.get_database_backend();
    for (table, place) in [("financing_deal", 0), ("financing_demand", 1), ("financing_pledge", 2)] {
        let read = format!("SELECT * FROM {table} WHERE id = {}", literal(backend, ids[place].parse()?));
        let row = connection
            .query_one_raw(sea_orm::Statement::from_string(backend, read))
            .await?
            .ok_or("the row to be multiplied is gone")?;
        let columns: Vec<String> = row.column_names();
        for first in (0..PLEDGES).step_by(AT_ONCE) {
            let mut statement = format!("INSERT INTO {table} ({}) VALUES ", columns.join(", "));
            for at in first..(first + AT_ONCE).min(PLEDGES) {
                let cells: Vec<String> =
                    columns.iter().map(|column| cell(backend, &row, column, ids, number, at)).collect();
                let comma = if at == first { "" } else { ", " };
                write!(statement, "{comma}({})", cells.join(", "))?;
            }
            house.app.database.writer().execute_unprepared(&statement).await?;
        }
    }
    Ok(())
}

fn copied(of: usize, at: usize) -> Uuid {
    Uuid::from_u128(
        0x01a0_0000_0000_7000_8000_0000_0000_0000
            + (u128::try_from(of).unwrap_or_default() << 40)
            + u128::try_from(at).unwrap_or_default(),
    )
}

fn literal(backend: DbBackend, id: Uuid) -> String {
    if backend == DbBackend::Postgres { format!("'{id}'::uuid") } else { format!("x'{}'", id.simple()) }
}

fn cell(
    backend: DbBackend,
    row: &sea_orm::QueryResult,
    column: &str,
    ids: [&str; 3],
    number: &str,
    at: usize,
) -> String {
    if let Ok(Some(id)) = row.try_get::<Option<Uuid>>("", column) {
        let of = ids.iter().position(|known| *known == id.to_string());
        return literal(backend, of.map_or(id, |of| copied(of, at)));
    }
    if let Ok(Some(text)) = row.try_get::<Option<String>>("", column) {
        let mut text = text.replace(number, &number_of(at));
        for (of, id) in ids.iter().enumerate() {
            text = text.replace(id, &copied(of, at).to_string());
        }
        return format!("'{}'", text.replace('\'', "''"));
    }
    if let Ok(Some(value)) = row.try_get::<Option<i64>>("", column) {
        return value.to_string();
    }
    if let Ok(Some(value)) = row.try_get::<Option<i32>>("", column) {
        return value.to_string();
    }
    "NULL".to_owned()
}
