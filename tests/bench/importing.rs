//! Import into database and index together, importer and follower at the same time as in `zhiquan serve`; and the start
//! of a house whose records are indexed.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tests::Backend;

use crate::corpus::Corpus;
use crate::house::House;
use crate::measure::Times;
use crate::setting::{Outcome, Setting, bytes_of};
use crate::table::{Report, Table, figure, megabytes, verdict};

/// Records a second that database and index must take in together.
const LEAST_ON_SQLITE: f64 = 10_000.0;
const LEAST_ON_POSTGRES: f64 = 8_000.0;
/// How much more memory four times the records may take before it counts as growing.
const FLAT: f64 = 1.25;
/// Milliseconds within which a house with indexed records must be ready.
const READY_WITHIN: f64 = 1_000.0;
/// Starts that are measured.
const STARTS: usize = 5;

/// Imports the corpus wherever it is measured; answers the data folder of the house on SQLite.
pub(crate) fn measure(setting: &Setting, corpus: &Corpus, report: &mut Report) -> Outcome<PathBuf> {
    let mut table = Table::new(
        "Import into database and index together",
        &["what", "records", "seconds", "records/s", "target", "reached", "memory before / peak / after"],
    );
    let quarter = setting.path("quarter.ndjson");
    corpus.first(setting.records / 4, &quarter)?;
    let mut house = House::start(&setting.path("quarter"), "")?;
    let small = house.ask(&format!("import {}", quarter.display()))?;
    house.stop()?;
    std::fs::remove_dir_all(setting.path("quarter"))?;
    table.row(row("SQLite, a quarter of the records", &small, "read", None));

    let data = setting.path("sqlite");
    let large = import(&mut table, "SQLite", &data, "", corpus, LEAST_ON_SQLITE)?;
    let (database, index) = sizes(&data)?;
    let alone = index_alone(&data)?;
    let mut on_disk = format!("SQLite: database {}, index {}", megabytes(database), megabytes(index));
    let records = large["inserted"].as_f64().unwrap_or(f64::NAN);
    table.row(plain("the index alone, from SQLite", records, alone));
    if setting.postgres.is_some() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let url = runtime.block_on(Backend::Postgres.fresh_url());
        let data = setting.path("postgres");
        import(&mut table, "PostgreSQL", &data, &url, corpus, LEAST_ON_POSTGRES)?;
        let (_, index) = sizes(&data)?;
        let database = runtime.block_on(crate::postgres::size(&url))?;
        on_disk.push_str(&format!("; PostgreSQL: database {}, index {}", megabytes(database), megabytes(index)));
    }
    report.table(&table)?;
    report.note(&format!("On disk: {on_disk}; NDJSON {}.", megabytes(corpus.bytes)))?;
    let growth = large["memory_peak"].as_f64().unwrap_or(f64::NAN) / small["memory_peak"].as_f64().unwrap_or(f64::NAN);
    report.note(&format!(
        "Peak memory at four times the records: {} × (target ≤ {FLAT} ×: {}).",
        figure(growth),
        verdict(growth <= FLAT)
    ))?;
    start(&data, report)?;
    Ok(data)
}

fn import(table: &mut Table, name: &str, data: &Path, url: &str, corpus: &Corpus, least: f64) -> Outcome<Value> {
    let mut house = House::start(data, url)?;
    let order = format!("import {}", corpus.file.display());
    let first = house.ask(&order)?;
    table.row(row(name, &first, "read", Some(least)));
    let again = house.ask(&order)?;
    house.stop()?;
    if again["unchanged"] != first["inserted"] {
        return Err(format!("the second import was not without effect: {again} after {first}").into());
    }
    table.row(row(&format!("{name}, the same file again"), &again, "read", None));
    Ok(first)
}

fn row(name: &str, import: &Value, counted: &str, least: Option<f64>) -> [String; 7] {
    let number = |key: &str| import[key].as_f64().unwrap_or(f64::NAN);
    let bytes = |key: &str| megabytes(import[key].as_u64().unwrap_or(0));
    let rate = number(counted) / number("seconds");
    [
        name.to_owned(),
        figure(number(counted)),
        format!("{} (database {})", figure(number("seconds")), figure(number("database_seconds"))),
        figure(rate),
        least.map_or_else(String::new, |least| format!("≥ {least}")),
        least.map_or_else(String::new, |least| verdict(rate >= least)),
        format!("{} / {} / {}", bytes("memory_before"), bytes("memory_peak"), bytes("memory_after")),
    ]
}

fn plain(name: &str, records: f64, seconds: f64) -> [String; 7] {
    let empty = String::new;
    [name.to_owned(), figure(records), figure(seconds), figure(records / seconds), empty(), empty(), empty()]
}

/// Seconds in which a house without an index fills it from its database.
fn index_alone(data: &Path) -> Outcome<f64> {
    std::fs::remove_dir_all(data.join("index"))?;
    let house = House::start(data, "")?;
    let seconds = (house.ready_ms - house.built_ms) / 1_000.0;
    house.stop()?;
    Ok(seconds)
}

/// Bytes of the database files and of the index under a data folder.
fn sizes(data: &Path) -> Outcome<(u64, u64)> {
    let index = bytes_of(&data.join("index"))?;
    Ok((bytes_of(data)?.saturating_sub(index), index))
}

fn start(data: &Path, report: &mut Report) -> Outcome<()> {
    let mut ready = Vec::new();
    let mut built = Vec::new();
    let mut documents = 0;
    for _ in 0..STARTS {
        let house = House::start(data, "")?;
        ready.push(std::time::Duration::from_secs_f64(house.ready_ms / 1_000.0));
        built.push(std::time::Duration::from_secs_f64(house.built_ms / 1_000.0));
        documents = house.documents;
        house.stop()?;
    }
    let (ready, built) = (Times::of(ready), Times::of(built));
    let mut table =
        Table::new("Start with the records indexed", &["what", "median ms", "most ms", "target", "reached"]);
    table.row(["built".into(), figure(built.p50()), figure(built.most()), String::new(), String::new()]);
    table.row([
        format!("ready, {documents} records found"),
        figure(ready.p50()),
        figure(ready.most()),
        format!("< {READY_WITHIN}"),
        verdict(ready.most() < READY_WITHIN),
    ]);
    report.table(&table)
}
