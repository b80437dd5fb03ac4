//! The peers: full-text search of SQLite (FTS5) and of PostgreSQL, over words cut beforehand, asked in this process or
//! over their socket, against the house over HTTP.
//!
//! They are given what makes them fast: words cut by the same analysis, an optimised index, a warm cache. A phrase is
//! the phrase of its words there, which is not exact; the house answers it exactly.

use std::path::Path;
use std::time::Duration;

use chrono::Datelike as _;
use search_index::Entry;
use search_index::analysis::words;

use crate::corpus::Corpus;
use crate::measure::{Times, timed};
use crate::postgres::Postgres;
use crate::questions::{Kind, Question};
use crate::searching::{Compared, pass};
use crate::setting::{Outcome, Setting};
use crate::sqlite::Sqlite;
use crate::table::{Report, Table, figure, pair, verdict};

/// What is asked of the peers, with facets or without.
const ASKED: [(Kind, bool); 5] = [
    (Kind::OneWord, false),
    (Kind::TwoWords, false),
    (Kind::Phrase, false),
    (Kind::Filtered, false),
    (Kind::OneWord, true),
];
/// How many times faster the house must be at the 99th percentile of everything together.
const FASTER: f64 = 10.0;

/// A record as the peers keep it.
pub(crate) struct Row {
    pub(crate) id: i64,
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) kind: &'static str,
    pub(crate) right_kind: &'static str,
    pub(crate) status: &'static str,
    pub(crate) ipc: String,
    pub(crate) region: String,
    pub(crate) year: i32,
    pub(crate) filing_on: String,
    /// Words of the title, with spaces between.
    pub(crate) title_words: String,
    /// Words of everything else.
    pub(crate) other_words: String,
}

impl Row {
    fn of(entry: &Entry) -> Outcome<Self> {
        let others = entry.abstract_text.iter().chain(&entry.parties);
        Ok(Self {
            id: i64::try_from(entry.key)?,
            number: entry.number.clone(),
            title: entry.title.clone(),
            kind: entry.kind.code(),
            right_kind: entry.right_kind.code(),
            status: entry.standing.status.code(),
            ipc: entry.ipc.first().cloned().unwrap_or_default(),
            region: entry.region.clone().unwrap_or_default(),
            year: entry.filing_on.map_or(0, |day| day.year()),
            filing_on: entry.filing_on.map(|day| day.to_string()).unwrap_or_default(),
            title_words: cut(&entry.title),
            other_words: others.map(|text| cut(text)).collect::<Vec<_>>().join(" "),
        })
    }
}

/// The words of a text with spaces between.
pub(crate) fn cut(text: &str) -> String {
    let found: Vec<String> = words(text).into_iter().filter(|word| !word.inner).map(|word| word.text).collect();
    found.join(" ")
}

/// A peer.
pub(crate) trait Peer {
    fn name(&self) -> &'static str;

    /// Takes in records.
    fn load(&mut self, rows: &[Row]) -> Outcome<()>;

    /// Makes the index as fast as it gets.
    fn finish(&mut self) -> Outcome<()>;

    /// The ten best with titles, the exact total, and the facets if they are asked for. Answers the total.
    fn ask(&mut self, question: &Question, facets: bool) -> Outcome<u64>;
}

/// Measures every peer there is.
pub(crate) fn measure(
    setting: &Setting,
    corpus: &Corpus,
    data: &Path,
    asked: &[Compared],
    report: &mut Report,
) -> Outcome<()> {
    let sqlite = Sqlite::create(&setting.path("peer.sqlite"))?;
    against(Box::new(sqlite), corpus, data, asked, report)?;
    if let Some(server) = &setting.postgres {
        against(Box::new(Postgres::create(server)?), corpus, data, asked, report)?;
    }
    Ok(())
}

fn against(
    mut peer: Box<dyn Peer>,
    corpus: &Corpus,
    data: &Path,
    asked: &[Compared],
    report: &mut Report,
) -> Outcome<()> {
    let mut loading = Duration::ZERO;
    let mut cutting = Duration::ZERO;
    crate::records::each(data, |entries| {
        let (rows, time) = timed(|| entries.iter().map(Row::of).collect::<Outcome<Vec<_>>>());
        cutting += time;
        let rows = rows?;
        let (loaded, time) = timed(|| peer.load(&rows));
        loading += time;
        loaded
    })?;
    let (finished, finishing) = timed(|| peer.finish());
    finished?;
    report.note(&format!(
        "{}: built in {} s, cutting words in {} s.",
        peer.name(),
        figure((loading + finishing).as_secs_f64()),
        figure(cutting.as_secs_f64())
    ))?;
    let mut table = Table::new(
        &format!("Search over HTTP against {}, ms, p50 / p99", peer.name()),
        &["questions", "HTTP", peer.name(), "p50 ratio", "p99 ratio", "target", "reached"],
    );
    let mut mix = (Times::default(), Times::default());
    for (kind, facets) in ASKED {
        let compared = asked.iter().find(|compared| compared.kind == kind && compared.facets == facets);
        let compared = compared.ok_or("the house was not asked this")?;
        let questions = &compared.questions;
        // One pass to warm it, and a look whether it finds anything at all.
        let mut found = 0;
        for question in questions {
            found += u64::from(peer.ask(question, facets)? > 0);
        }
        if found * 10 < questions.len() as u64 * 9 {
            let (name, of) = (peer.name(), corpus.real.len());
            return Err(format!("{name} finds {found} of {} {} in {of}", questions.len(), kind.name()).into());
        }
        let times = Times::of(pass(questions, |question| peer.ask(question, facets).map(|_| ()))?);
        let name = format!("{}{}", kind.name(), if facets { ", facets" } else { "" });
        table.row(row(&name, &compared.http, &times, 1.0));
        mix = (mix.0.and(&compared.http), mix.1.and(&times));
    }
    table.row(row("**all of them**", &mix.0, &mix.1, FASTER));
    report.table(&table)
}

/// A kind must not be slower; everything together must be many times faster at the 99th percentile.
fn row(name: &str, http: &Times, peer: &Times, least: f64) -> [String; 7] {
    let (p50, p99) = (peer.p50() / http.p50(), peer.p99() / http.p99());
    let (target, reached) = if least > 1.0 {
        (format!("p99 ≥ {least} ×"), p99 >= least)
    } else {
        ("neither slower".into(), p50 >= 1.0 && p99 >= 1.0)
    };
    [
        name.to_owned(),
        pair(http),
        pair(peer),
        format!("{} ×", figure(p50)),
        format!("{} ×", figure(p99)),
        target,
        verdict(reached),
    ]
}
