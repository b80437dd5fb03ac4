//! How long after its commit a change can be found, while an import runs.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use hall::clock::Stopwatch;
use serde_json::json;

use crate::corpus::Corpus;
use crate::house::House;
use crate::measure::Times;
use crate::setting::{Outcome, Setting};
use crate::table::{Report, Table, figure, verdict};

/// Changes that are measured.
const CHANGES: usize = 100;
/// Records of the import that runs meanwhile, at most.
const LOAD: usize = 300_000;
/// Milliseconds within which 99 of 100 changes must be found.
const FOUND_WITHIN: f64 = 1_000.0;
/// How often it is looked for.
const LOOK_EVERY: Duration = Duration::from_millis(2);
/// How long it is looked for.
const PATIENCE: Duration = Duration::from_secs(120);

/// Changes titles one by one while other records come in, and looks for each until it is found.
pub(crate) fn measure(setting: &Setting, corpus: &Corpus, data: &Path, report: &mut Report) -> Outcome<()> {
    let load = setting.path("load.ndjson");
    corpus.others((setting.records * 3 / 2).min(LOAD), &load)?;
    let mut house = House::start(data, "")?;
    let quiet = times(setting, corpus, &mut house, "静", CHANGES / 4, |_| Ok(true))?;
    house.ask(&format!("begin {}", load.display()))?;
    let loaded =
        times(setting, corpus, &mut house, "动", CHANGES, |house| Ok(house.ask("running")?["running"] == true))?;
    // The import goes on to its end: what it wrote must be found as well.
    house.stop()?;
    let mut table = Table::new(
        "From the commit of a change until a search finds it, ms",
        &["while", "changes", "p50", "p99", "most", "target", "reached"],
    );
    for (name, times, held) in [("nothing else happens", &quiet, false), ("an import runs", &loaded, true)] {
        table.row([
            name.into(),
            times.count().to_string(),
            figure(times.p50()),
            figure(times.p99()),
            figure(times.most()),
            if held { format!("p99 ≤ {FOUND_WITHIN}") } else { String::new() },
            if held { verdict(times.p99() <= FOUND_WITHIN) } else { String::new() },
        ]);
    }
    report.table(&table)
}

/// A change that has been committed: what to look for, and since when.
struct Committed {
    body: String,
    since: Stopwatch,
}

/// Makes changes while `go_on` says so, each followed by another thread, so that one does not wait for the other.
fn times(
    setting: &Setting,
    corpus: &Corpus,
    house: &mut House,
    mark: &str,
    most: usize,
    go_on: impl Fn(&mut House) -> Outcome<bool>,
) -> Outcome<Times> {
    let (sender, receiver) = channel();
    let mut client = house.client()?;
    let looking = std::thread::spawn(move || look(&receiver, |body| client.search(body)?.json()));
    make_changes(setting, corpus, house, mark, most, go_on, &sender)?;
    drop(sender);
    let found = looking.join().map_err(|_| "the looking thread died")??;
    Ok(Times::of(found))
}

fn make_changes(
    setting: &Setting,
    corpus: &Corpus,
    house: &mut House,
    mark: &str,
    most: usize,
    go_on: impl Fn(&mut House) -> Outcome<bool>,
    committed: &Sender<Committed>,
) -> Outcome<()> {
    for (at, patent) in corpus.real.iter().take(most).enumerate() {
        let title = format!("检索时效测量{mark}第{at}号装置");
        let record = json!({ "kind": "patent", "application_number": patent.number, "title": title });
        let file = setting.path(&format!("change-{mark}-{at}.ndjson"));
        std::fs::write(&file, format!("{record}\n"))?;
        let outcome = house.ask(&format!("change {}", file.display()))?;
        let since = Stopwatch::start();
        if outcome["updated"] != 1 {
            return Err(format!("the change {record} changed nothing: {outcome}").into());
        }
        let body = json!({ "q": format!("\"{title}\""), "facets": [], "limit": 1 }).to_string();
        if committed.send(Committed { body, since }).is_err() || !go_on(house)? {
            break;
        }
    }
    Ok(())
}

/// Looks for every change committed, round and round, until each is found.
fn look(
    committed: &Receiver<Committed>,
    mut search: impl FnMut(&str) -> Outcome<serde_json::Value>,
) -> Outcome<Vec<Duration>> {
    let (mut sought, mut found): (Vec<Committed>, Vec<Duration>) = (Vec::new(), Vec::new());
    let mut all_made = false;
    while !all_made || !sought.is_empty() {
        match committed.recv_timeout(LOOK_EVERY) {
            Ok(change) => sought.push(change),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => all_made = true,
        }
        let mut still = Vec::new();
        for change in sought.drain(..) {
            if search(&change.body)?["total"] == 1 {
                found.push(change.since.elapsed());
            } else if change.since.elapsed() > PATIENCE {
                return Err(format!("never found: {}", change.body).into());
            } else {
                still.push(change);
            }
        }
        sought = still;
    }
    Ok(found)
}
