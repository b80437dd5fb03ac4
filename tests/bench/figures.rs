//! `make bench`: measures what docs/benchmarks.md promises, and prints it as Markdown tables.
//!
//! Every figure that is held against a target is a ratio of two things measured in this run, on this machine, one after
//! the other. The house under measure is the real one, in a process of its own ([`role`]), asked over loopback; its
//! peers are asked the same questions from this process.
//!
//! `ZHIQUAN_BENCH_RECORDS` sets the number of records (200,000 when not said); `ZHIQUAN_TEST_POSTGRES` names a server
//! on which the rows of PostgreSQL are measured, `ZHIQUAN_TEST_POSTGRES_DURABLE` one that waits for its disk, for acts.
//! With the argument `acts` only those and the board are measured, with `board` the board
//! alone, with `matching` demands beside products alone, with `watch` the watch over collateral alone, on the database that
//! `ZHIQUAN_TEST_DB` names. The tables also go to `target/figures.md`.

mod acts;
mod board;
mod changes;
mod client;
mod corpus;
mod direct;
mod growth;
mod hostile;
mod house;
mod importing;
mod legs;
mod limit;
mod matching;
mod measure;
mod peers;
mod phrases;
mod postgres;
mod questions;
mod records;
mod role;
mod searching;
mod setting;
mod sqlite;
mod table;
mod watching;

use std::process::ExitCode;

use setting::{Outcome, Setting};
use table::Report;

#[expect(clippy::print_stderr, reason = "a measurement that fails says so to the person who asked for it")]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.first().map(String::as_str) {
        Some(role::ARGUMENT) => role::play(&arguments),
        _ if arguments.iter().any(|argument| argument == "--bench") => {
            let asked = |name: &str| arguments.iter().any(|argument| argument == name);
            if asked("watch") { watch_alone() } else { measure(asked("acts"), asked("board"), asked("matching")) }
        }
        // `cargo test` builds and starts benches too; only `cargo bench` asks for figures.
        _ => Ok(()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("figures: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn watch_alone() -> Outcome<()> {
    let setting = Setting::of_this_run()?;
    let mut report = Report::new(&setting)?;
    report.machine(&setting)?;
    watching::measure(&mut report)?;
    report.end()
}

fn measure(acts_alone: bool, board_alone: bool, matching_alone: bool) -> Outcome<()> {
    let setting = Setting::of_this_run()?;
    let mut report = Report::new(&setting)?;
    report.machine(&setting)?;
    matching::measure(&mut report)?;
    if matching_alone {
        return report.end();
    }
    if !board_alone {
        acts::measure(&setting, &mut report)?;
    }
    board::measure(&setting, &mut report)?;
    if acts_alone || board_alone {
        return report.end();
    }
    let corpus = corpus::Corpus::make(&setting)?;
    report.note(&format!(
        "Corpus: {} records, of them {} real patents; {} MB of NDJSON.",
        setting.records,
        corpus.real.len(),
        corpus.bytes / 1_000_000
    ))?;
    let data = importing::measure(&setting, &corpus, &mut report)?;
    let asked = searching::measure(&setting, &corpus, &data, &mut report)?;
    peers::measure(&setting, &corpus, &data, &asked, &mut report)?;
    let exact = phrases::measure(&corpus, &data, &mut report)?;
    growth::measure(&setting, &corpus, &data, &mut report)?;
    hostile::measure(&corpus, &data, &mut report)?;
    // Last, because it adds records.
    changes::measure(&setting, &corpus, &data, &mut report)?;
    report.end()?;
    if exact { Ok(()) } else { Err("phrases were answered wrongly".into()) }
}
