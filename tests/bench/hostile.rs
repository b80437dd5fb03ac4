//! Hostile questions: how fast they are refused, and what other people feel of them meanwhile.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;

use crate::client::Client;
use crate::corpus::Corpus;
use crate::house::House;
use crate::measure::{Times, timed};
use crate::questions::{Kind, draw};
use crate::searching::{over_http, pass};
use crate::setting::Outcome;
use crate::table::{Report, Table, figure, pair, verdict};

/// Milliseconds within which a hostile question must be refused.
const REFUSED_WITHIN: f64 = 100.0;
/// How often each is asked.
const TIMES: usize = 50;
/// Passes over the ordinary questions.
const PASSES: usize = 3;

/// A hostile question.
struct Attack {
    name: &'static str,
    request: Request,
}

enum Request {
    Get(String),
    Search(String),
}

impl Attack {
    fn all() -> Vec<Self> {
        let terms: Vec<String> = (0..10_000).map(|term| format!("电池{term}")).collect();
        let symbols: Vec<String> = (0..10_000).map(|group| format!("G06F{group}/00")).collect();
        let nested = "{\"filters\":".repeat(10_000) + "1" + &"}".repeat(10_000);
        let search = |name, body: serde_json::Value| Self { name, request: Request::Search(body.to_string()) };
        vec![
            search("10,000 terms", json!({ "q": terms.join(" ") })),
            search("1,900 quotes within quotes", json!({ "q": "\"\\\"".repeat(950) })),
            search("a page of 1,000,000", json!({ "q": "电池", "limit": 1_000_000 })),
            search("10,000 symbols in one filter", json!({ "q": "电池", "filters": { "ipc": symbols } })),
            Self { name: "10,000 levels of JSON", request: Request::Search(nested) },
            Self { name: "10,000 quotes in the address", request: Request::Get(attack_by_address()) },
        ]
    }

    /// Each on a connection of its own, since the house may close it.
    fn ask(&self, house: &House) -> Outcome<u16> {
        let mut client: Client = house.client()?;
        let answer = match &self.request {
            Request::Get(path) => client.get(path)?,
            Request::Search(body) => client.search(body)?,
        };
        Ok(answer.status)
    }
}

fn attack_by_address() -> String {
    format!("/api/v1/search?q={}", "%22".repeat(10_000))
}

/// Measures refusals, and ordinary questions alone and beside an attacker who never rests.
pub(crate) fn measure(corpus: &Corpus, data: &Path, report: &mut Report) -> Outcome<()> {
    let mut house = House::start(data, "")?;
    let mut table = Table::new("Hostile questions, ms", &["question", "answered", "p50 / p99", "target", "reached"]);
    let attacks = Attack::all();
    for attack in &attacks {
        let mut status = 0;
        let mut times = Vec::new();
        for _ in 0..TIMES {
            let (answered, time) = timed(|| attack.ask(&house));
            status = answered.map_err(|fault| format!("{}: {fault}", attack.name))?;
            times.push(time);
        }
        let times = Times::of(times);
        let refused = (400..500).contains(&status) && times.p99() < REFUSED_WITHIN;
        table.row([
            attack.name.into(),
            status.to_string(),
            pair(&times),
            format!("refused in < {REFUSED_WITHIN}"),
            verdict(refused),
        ]);
    }
    let questions = draw(Kind::TwoWords, &corpus.real);
    let bodies: Vec<String> = questions.iter().map(|question| question.body(true)).collect();
    let mut client = house.client()?;
    let mut ordinary = || -> Outcome<Times> {
        let mut passes = Vec::new();
        for _ in 0..PASSES {
            passes.push(pass(&bodies, |body| over_http(&mut client, body))?);
        }
        Ok(Times::of(passes.into_iter().flatten()))
    };
    ordinary()?;
    let alone = ordinary()?;
    let over = AtomicBool::new(false);
    let (beside, attacked) = std::thread::scope(|scope| {
        let attacker = scope.spawn(|| -> Outcome<usize> {
            let mut asked = 0;
            while !over.load(Ordering::Relaxed) {
                for attack in &attacks {
                    attack.ask(&house)?;
                    asked += 1;
                }
            }
            Ok(asked)
        });
        let beside = ordinary();
        over.store(true, Ordering::Relaxed);
        (beside, attacker.join().map_err(|_| "the attacker died"))
    });
    let (beside, attacked) = (beside?, attacked??);
    let (empty, most) = (String::new, 1.5 * alone.p99() + 2.0);
    table.row(["two words + facets, nobody attacks".into(), "200".into(), pair(&alone), empty(), empty()]);
    table.row([
        format!("two words + facets, beside {attacked} attacks"),
        "200".into(),
        pair(&beside),
        format!("p99 ≤ 1.5 × + 2 = {}", figure(most)),
        verdict(beside.p99() <= most),
    ]);
    let memory = house.memory()?;
    house.stop()?;
    report.table(&table)?;
    report.note(&format!("Anonymous memory of the house afterwards: {}.", crate::table::megabytes(memory)))
}
