//! Search over HTTP beside tantivy asked directly: same questions, same folder, equivalent collectors.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use hall::clock::Stopwatch;
use serde_json::Value;

use crate::client::Client;
use crate::corpus::Corpus;
use crate::direct::{Direct, Found};
use crate::house::House;
use crate::measure::{Times, timed};
use crate::questions::{Kind, Question, draw};
use crate::setting::{Outcome, Setting};
use crate::table::{Report, Table, figure, megabytes, pair, verdict};

/// Passes whose median is taken.
const PASSES: usize = 3;
/// Threads that ask at once when throughput is measured.
const THREADS: usize = 2;
/// Rounds of the questions of a kind when throughput is measured.
const ROUNDS: usize = 2;
/// Facets whose counts are compared, value by value.
const COMPARED: [&str; 4] = ["kind", "right_kind", "ipc_section", "region"];
/// Anonymous memory that a serving house may hold at a million records.
const MOST_MEMORY: u64 = 400_000_000;

/// How one kind came out.
pub(crate) struct Compared {
    pub(crate) kind: Kind,
    pub(crate) facets: bool,
    pub(crate) questions: Vec<Question>,
    pub(crate) http: Times,
    pub(crate) direct: Times,
    /// The same phrases as phrases of words, which is not literal.
    segmented: Option<Times>,
}

/// Measures every kind with and without facets.
pub(crate) fn measure(setting: &Setting, corpus: &Corpus, data: &Path, report: &mut Report) -> Outcome<Vec<Compared>> {
    let mut house = House::start(data, "")?;
    let direct = Direct::open(data)?;
    let mut all = Vec::new();
    let mut rates = Table::new(
        "Searches a second, two threads",
        &["questions", "HTTP", "tantivy directly", "ratio", "target", "reached"],
    );
    let (mut http_seconds, mut direct_seconds, mut asked) = (0.0, 0.0, 0_usize);
    for facets in [false, true] {
        for kind in Kind::ALL {
            let compared = compare(&house, &direct, kind, facets, &corpus.real)?;
            let http = throughput(&compared.questions, || {
                let mut client = house.client()?;
                Ok(move |question: &Question| over_http(&mut client, &question.body(facets)))
            })?;
            let limit =
                throughput(&compared.questions, || Ok(|question: &Question| direct.ask(question, facets).map(|_| ())))?;
            let count = compared.questions.len() * ROUNDS * THREADS;
            asked += count;
            http_seconds += http;
            direct_seconds += limit;
            rates.row(rate_row(&name(kind, facets), count, http, limit, None));
            all.push(compared);
        }
    }
    rates.row(rate_row("all of them", asked, http_seconds, direct_seconds, Some(0.75)));
    let memory = house.memory()?;
    house.stop()?;
    report.table(&latencies(&all, direct.segments()))?;
    report.table(&literal(&all))?;
    report.table(&rates)?;
    let share = setting.records as f64 / 1e6;
    report.note(&format!(
        "Anonymous memory of the house after these searches, at {share} million records: {} (target at one million \
         ≤ {}: {}).",
        megabytes(memory),
        megabytes(MOST_MEMORY),
        verdict(memory <= MOST_MEMORY)
    ))?;
    Ok(all)
}

fn name(kind: Kind, facets: bool) -> String {
    format!("{}{}", kind.name(), if facets { ", facets" } else { "" })
}

/// Asks every question of a kind both ways, and makes sure that both find the same.
pub(crate) fn compare(
    house: &House,
    direct: &Direct,
    kind: Kind,
    facets: bool,
    real: &[crate::corpus::RealPatent],
) -> Outcome<Compared> {
    let questions = draw(kind, real);
    let mut client = house.client()?;
    let bodies: Vec<String> = questions.iter().map(|question| question.body(facets)).collect();
    for (question, body) in questions.iter().zip(&bodies) {
        let answer = client.search(body)?.json()?;
        same(&answer, &direct.ask(question, facets)?).map_err(|difference| format!("{body}: {difference}"))?;
    }
    let literal = matches!(kind, Kind::Phrase | Kind::ThreeCharacters | Kind::FourCharacters);
    let (mut http, mut limit, mut segmented) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..PASSES {
        http.push(pass(&bodies, |body| over_http(&mut client, body))?);
        limit.push(pass(&questions, |question| direct.ask(question, facets).map(|_| ()))?);
        if literal {
            let ask =
                |question: &Question| direct.ask_segmented(question.phrase.as_deref().unwrap_or_default()).map(|_| ());
            segmented.push(pass(&questions, ask)?);
        }
    }
    Ok(Compared {
        kind,
        facets,
        questions,
        http: Times::of_passes(&http),
        direct: Times::of_passes(&limit),
        segmented: literal.then(|| Times::of_passes(&segmented)),
    })
}

pub(crate) fn over_http(client: &mut Client, body: &str) -> Outcome<()> {
    let answer = client.search(body)?;
    answer.must_be(200).map(|_| ())
}

/// Each question once, with its time.
pub(crate) fn pass<T>(questions: &[T], mut ask: impl FnMut(&T) -> Outcome<()>) -> Outcome<Vec<Duration>> {
    let mut times = Vec::with_capacity(questions.len());
    for question in questions {
        let (outcome, time) = timed(|| ask(question));
        outcome?;
        times.push(time);
    }
    Ok(times)
}

/// Seconds in which all threads together have asked every question in every round.
fn throughput<A>(questions: &[Question], asker: impl Fn() -> Outcome<A>) -> Outcome<f64>
where
    A: FnMut(&Question) -> Outcome<()> + Send,
{
    let mut askers = Vec::new();
    for _ in 0..THREADS {
        askers.push(asker()?);
    }
    let watch = Stopwatch::start();
    std::thread::scope(|scope| {
        let threads: Vec<_> = askers
            .into_iter()
            .enumerate()
            .map(|(thread, mut ask)| {
                scope.spawn(move || -> Outcome<()> {
                    // Each begins elsewhere, so that they do not ask the same at the same time.
                    let start = questions.len() * thread / THREADS;
                    for _ in 0..ROUNDS {
                        for question in questions.iter().cycle().skip(start).take(questions.len()) {
                            ask(question)?;
                        }
                    }
                    Ok(())
                })
            })
            .collect();
        threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| "an asking thread died")?)
    })?;
    Ok(watch.elapsed().as_secs_f64())
}

/// Whether an answer over HTTP has the total, the items and the counts that tantivy found.
fn same(answer: &Value, found: &Found) -> Outcome<()> {
    let items = answer["items"].as_array().map_or(0, Vec::len);
    if answer["total"].as_u64() != Some(found.total as u64) || items != found.rows {
        return Err(format!("{} against {}, {items} items against {}", answer["total"], found.total, found.rows).into());
    }
    let Some(facets) = &found.facets else { return Ok(()) };
    let facets = serde_json::to_value(facets)?;
    for name in COMPARED {
        let ours = answer["facets"].as_array().into_iter().flatten().find(|facet| facet["facet"] == name);
        let ours = counts(ours.map(|facet| &facet["buckets"]), "value", "count");
        let theirs = counts(Some(&facets[name]["buckets"]), "key", "doc_count");
        if ours != theirs {
            return Err(format!("{name}: {ours:?} against {theirs:?}").into());
        }
    }
    Ok(())
}

fn counts(buckets: Option<&Value>, key: &str, count: &str) -> BTreeMap<String, u64> {
    let buckets = buckets.and_then(Value::as_array).into_iter().flatten();
    buckets.filter_map(|bucket| Some((bucket[key].as_str()?.to_owned(), bucket[count].as_u64()?))).collect()
}

fn latencies(all: &[Compared], segments: usize) -> Table {
    let mut table = Table::new(
        &format!("Search over HTTP against tantivy directly, ms, p50 / p99 ({segments} segments)"),
        &["questions", "HTTP", "tantivy directly", "p50 adds", "≤ 0.5", "p99 ratio", "p99 ≤ 1.5 × + 2"],
    );
    for compared in all {
        table.row(latency_row(&name(compared.kind, compared.facets), &compared.http, &compared.direct));
    }
    for facets in [false, true] {
        let mut mix = (Times::default(), Times::default());
        for compared in all.iter().filter(|compared| compared.facets == facets) {
            mix = (mix.0.and(&compared.http), mix.1.and(&compared.direct));
        }
        table.row(latency_row(if facets { "**all, facets**" } else { "**all**" }, &mix.0, &mix.1));
    }
    table
}

pub(crate) fn latency_row(name: &str, http: &Times, direct: &Times) -> [String; 7] {
    let added = http.p50() - direct.p50();
    [
        name.to_owned(),
        pair(http),
        pair(direct),
        figure(added),
        verdict(added <= 0.5),
        figure(http.p99() / direct.p99()),
        verdict(http.p99() <= 1.5 * direct.p99() + 2.0),
    ]
}

/// Literal phrases beside phrases of words, both in tantivy directly, so that the index's design alone is compared.
fn literal(all: &[Compared]) -> Table {
    let mut table = Table::new(
        "Exact phrase, ranked, against the phrase of segmented words, both directly, ms, p50 / p99",
        &["questions", "literal", "segmented (not exact)", "p99 ratio", "target at 1,000,000", "reached here"],
    );
    for compared in all.iter().filter(|compared| !compared.facets) {
        let Some(segmented) = &compared.segmented else { continue };
        let most = if compared.kind == Kind::Phrase { 0.7 } else { 1.3 };
        let ratio = compared.direct.p99() / segmented.p99();
        table.row([
            compared.kind.name().to_owned(),
            pair(&compared.direct),
            pair(segmented),
            figure(ratio),
            format!("≤ {most}"),
            verdict(ratio <= most),
        ]);
    }
    table
}

fn rate_row(name: &str, asked: usize, http: f64, direct: f64, least: Option<f64>) -> [String; 6] {
    let ratio = direct / http;
    [
        name.to_owned(),
        figure(asked as f64 / http),
        figure(asked as f64 / direct),
        figure(ratio),
        least.map_or_else(String::new, |least| format!("≥ {least}")),
        least.map_or_else(String::new, |least| verdict(ratio >= least)),
    ]
}
