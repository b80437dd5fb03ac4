//! A small registry of real patents and a few made-up marks, and the index over it.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use domain::registry::{RecordKind, RightKind, SimpleStatus};
use search_index::analysis::fold_text;
use search_index::{
    Answer, Batch, Engine, EngineOptions, Entry, FacetSelection, Filters, Replacement, Request, Sort, Standing,
};
use tempfile::TempDir;

/// An index with what was put into it.
pub(crate) struct Lab {
    pub(crate) folder: TempDir,
    pub(crate) engine: Engine,
    pub(crate) entries: Vec<Entry>,
}

impl Lab {
    /// All records, in several segments, with replaced and removed ones behind them.
    pub(crate) fn new() -> Self {
        Self::with(records().to_vec())
    }

    pub(crate) fn with(entries: Vec<Entry>) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the index");
        let engine = Engine::open(folder.path(), EngineOptions::default()).expect("a new index opens").engine;
        let parts = entries.len().div_ceil(3).max(1);
        for (cursor, part) in (1..).zip(entries.chunks(parts)) {
            engine.apply(&put(part, false)).expect("records are taken");
            engine.commit(cursor).expect("records are committed");
        }
        // Each third record is written again, and some come only to go.
        let again: Vec<Entry> = entries.iter().step_by(3).cloned().collect();
        engine.apply(&put(&again, true)).expect("records are taken");
        let passing: Vec<Entry> = again
            .iter()
            .take(20)
            .map(|entry| Entry { key: entry.key + 1_000_000, title: "过客".to_owned(), ..entry.clone() })
            .collect();
        engine.apply(&put(&passing, false)).expect("records are taken");
        engine.commit(90).expect("records are committed");
        let gone = passing.iter().map(|entry| entry.key).collect();
        engine.apply(&Batch { remove: gone, replace: Vec::new() }).expect("removals are taken");
        engine.commit(91).expect("removals are committed");
        Self { folder, engine, entries }
    }

    /// Answers a query of the plain box, by relevance.
    pub(crate) fn ask(&self, query: &str) -> Answer {
        self.engine.search(&request(query)).expect("the request is answered")
    }

    /// The keys of all hits, rising, met by walking the pages.
    pub(crate) fn keys(&self, request: &Request) -> Vec<u64> {
        let mut keys = walk(&self.engine, request, request.limit);
        keys.sort_unstable();
        keys
    }

    /// The keys of the entries that a condition holds for, rising.
    pub(crate) fn scan(&self, condition: impl Fn(&Entry) -> bool) -> Vec<u64> {
        let mut keys: Vec<u64> = self.entries.iter().filter(|entry| condition(entry)).map(|entry| entry.key).collect();
        keys.sort_unstable();
        keys
    }
}

/// All hits of a request in order, in pages of a size.
pub(crate) fn walk(engine: &Engine, request: &Request, size: usize) -> Vec<u64> {
    let mut request = Request { limit: size, ..request.clone() };
    let mut keys = Vec::new();
    loop {
        let answer = engine.search(&request).expect("the page is answered");
        keys.extend(answer.hits.iter().map(|hit| hit.key));
        match answer.next {
            Some(mark) => request.after = Some(mark),
            None => return keys,
        }
    }
}

pub(crate) fn request(query: &str) -> Request {
    Request {
        query: query.parse().expect("the query is well formed"),
        filters: Filters::default(),
        sort: Sort::Relevance,
        limit: 50,
        after: None,
        facets: FacetSelection::default(),
        today: today(),
    }
}

pub(crate) fn put(entries: &[Entry], maybe_present: bool) -> Batch {
    let replace = entries.iter().map(|entry| Replacement { entry: entry.clone(), maybe_present });
    Batch { remove: Vec::new(), replace: replace.collect() }
}

pub(crate) fn today() -> NaiveDate {
    day(2026, 11, 23)
}

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

/// The texts in which a phrase is looked for, folded.
pub(crate) fn texts(entry: &Entry) -> Vec<String> {
    let optional = [&entry.abstract_text, &entry.claims, &entry.description];
    let all = std::iter::once(&entry.title).chain(&entry.other_titles).chain(optional.into_iter().flatten());
    all.map(|text| fold_text(text)).collect()
}

/// Whether a phrase stands in the record, character by character.
pub(crate) fn holds(entry: &Entry, phrase: &str) -> bool {
    let folded = fold_text(phrase);
    texts(entry).iter().any(|text| text.contains(&folded))
}

/// The query that looks for a string literally.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A fixed sequence of numbers that look like chance (Knuth, MMIX generator), so that a failure comes again.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % bound
    }
}

pub(crate) fn records() -> &'static [Entry] {
    static RECORDS: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        let lines: Vec<&str> = include_str!("../../testdata/patents.jsonl").lines().collect();
        let mut entries: Vec<Entry> = (0..lines.len()).map(|at| patent(&lines, at)).collect();
        entries.extend(marks());
        entries
    });
    &RECORDS
}

fn field(line: &str, name: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(line).expect("the sample is JSON");
    value.get(name).and_then(|value| value.as_str()).expect("the sample has the field").to_owned()
}

/// A patent of the sample. What the sample lacks follows from its place in it.
fn patent(lines: &[&str], at: usize) -> Entry {
    let line = lines[at];
    let key = 10 + at as u64;
    let filed: NaiveDate = field(line, "申请日").parse().expect("the sample has a day");
    let class = field(line, "主分类号");
    let design = class.contains('-');
    let right_kind = match (design, at % 2) {
        (true, _) => RightKind::Design,
        (false, 0) => RightKind::Invention,
        (false, _) => RightKind::UtilityModel,
    };
    let status = [SimpleStatus::InForce, SimpleStatus::Pending, SimpleStatus::Dead, SimpleStatus::Unknown][at % 4];
    let years = if right_kind == RightKind::Invention { 20 } else { 10 };
    let ends_on = (status == SimpleStatus::InForce).then(|| filed + Days::new(365 * years));
    Entry {
        key,
        kind: RecordKind::Patent,
        right_kind,
        number: field(line, "申请号"),
        numbers: vec![format!("CN{}A", 101_000_000 + at)],
        title: field(line, "专利名称"),
        other_titles: Vec::new(),
        abstract_text: Some(field(line, "摘要")),
        claims: at.is_multiple_of(5).then(|| format!("1.一种{}，其特征在于如下。", field(line, "专利名称"))),
        description: at.is_multiple_of(7).then(|| field(lines[(at + 40) % lines.len()], "摘要")),
        parties: field(line, "申请人").split(';').map(|name| name.trim().to_owned()).collect(),
        standing: Standing { status, changes_after: ends_on.map(|last| (last, SimpleStatus::Dead)) },
        filing_on: (!at.is_multiple_of(23)).then_some(filed),
        publication_on: (!at.is_multiple_of(11)).then(|| filed + Days::new(180 + (at as u64 * 37) % 500)),
        grant_on: (status == SimpleStatus::InForce).then(|| filed + Days::new(900)),
        ipc: if design {
            Vec::new()
        } else {
            vec![class.clone(), "G06F16/00".to_owned()][..1 + usize::from(at.is_multiple_of(9))].to_vec()
        },
        locarno: if design { vec![class] } else { Vec::new() },
        nice_classes: Vec::new(),
        region: [Some("泰安市"), Some("济南市"), None][at % 3].map(str::to_owned),
    }
}

/// Marks and an indication with the words that searching Chinese is known to fail on.
fn marks() -> Vec<Entry> {
    let names = [
        "招商证券",
        "招商证券股份",
        "招商银行证券部",
        "小化妆包",
        "小化妆",
        "化妆包",
        "大化妆品",
        "石墨烯電池",
        "ＬＥＤ 照明",
        "OLED",
        "sealed bag",
        "Batteries & Charging",
        "GB/T 7714—2015",
        "五\"屏",
        "通信用信用",
        "C++",
        "泰山绿茶",
    ];
    let mark = |(at, name): (usize, &str)| {
        let gi = name == "泰山绿茶";
        Entry {
            key: 5_000 + at as u64,
            kind: if gi { RecordKind::GeographicalIndication } else { RecordKind::Trademark },
            right_kind: if gi { RightKind::GiProduct } else { RightKind::Trademark },
            number: format!("{}", 7_700_000 + at),
            numbers: Vec::new(),
            title: name.to_owned(),
            other_titles: if gi { vec!["Taishan Green Tea".to_owned()] } else { Vec::new() },
            abstract_text: None,
            claims: None,
            description: None,
            parties: vec!["泰安市科源電器有限公司".to_owned()],
            standing: Standing { status: SimpleStatus::InForce, changes_after: None },
            filing_on: Some(day(2015, 3, 1) + Days::new(at as u64 % 3)),
            publication_on: None,
            grant_on: None,
            ipc: Vec::new(),
            locarno: Vec::new(),
            nice_classes: if gi { vec![30] } else { vec![9, 36] },
            region: Some("泰安市".to_owned()),
        }
    };
    names.into_iter().enumerate().map(mark).collect()
}
