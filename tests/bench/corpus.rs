//! The records: the real patents that ship with the program, and as many invented ones as are asked for.
//!
//! The invented ones come from a model of which character follows which in the real ones, so that the index meets the
//! statistics of pairs that real text has, and many near misses.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use domain::identifier::PatentNumber;
use flate2::read::GzDecoder;
use serde_json::{Value, json};

use crate::setting::{Outcome, Setting};
use tests::chance::Chance;

/// The real patents, as shipped.
const REAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/patents/taian.ndjson.gz");
/// Serials of invented applications begin here, above those of the real ones in nearly every year.
const FIRST_SERIAL: usize = 7_000_000;

/// A real patent, as far as it is asked about.
#[derive(Debug, Clone)]
pub(crate) struct RealPatent {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) abstract_text: String,
    pub(crate) ipc: String,
    pub(crate) filing_on: NaiveDate,
}

/// The records of this run.
pub(crate) struct Corpus {
    /// The real patents that have every field.
    pub(crate) real: Vec<RealPatent>,
    /// The file of all records.
    pub(crate) file: PathBuf,
    /// Its size.
    pub(crate) bytes: u64,
    model: Model,
}

impl Corpus {
    pub(crate) fn make(setting: &Setting) -> Outcome<Self> {
        let lines = real_lines()?;
        let model = Model::of(&lines);
        let real = lines.iter().filter_map(RealPatent::of).collect();
        let file = setting.path("records.ndjson");
        write(&file, lines.iter().map(published).chain(Invented::new(&model, 1)).take(setting.records))?;
        let bytes = std::fs::metadata(&file)?.len();
        Ok(Self { real, file, bytes, model })
    }

    /// Writes the first so many records of the corpus to a file of their own.
    pub(crate) fn first(&self, records: usize, file: &Path) -> Outcome<()> {
        let reader = BufReader::new(File::open(&self.file)?);
        let mut writer = BufWriter::new(File::create(file)?);
        for line in reader.lines().take(records) {
            writeln!(writer, "{}", line?)?;
        }
        Ok(writer.flush()?)
    }

    /// Writes so many records that are not in the corpus.
    pub(crate) fn others(&self, records: usize, file: &Path) -> Outcome<()> {
        write(file, Invented::new(&self.model, 2).take(records))
    }
}

fn write(file: &Path, records: impl Iterator<Item = Value>) -> Outcome<()> {
    let mut writer = BufWriter::new(File::create(file)?);
    for record in records {
        writeln!(writer, "{record}")?;
    }
    Ok(writer.flush()?)
}

fn real_lines() -> Outcome<Vec<Value>> {
    let reader = BufReader::new(GzDecoder::new(File::open(REAL)?));
    let mut lines = Vec::new();
    for line in reader.lines() {
        lines.push(serde_json::from_str(&line?)?);
    }
    Ok(lines)
}

fn text_of<'v>(line: &'v Value, key: &str) -> &'v str {
    line.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// A line of the shipped file in the published schema.
fn published(line: &Value) -> Value {
    json!({
        "kind": "patent",
        "application_number": text_of(line, "申请号"),
        "title": text_of(line, "专利名称"),
        "abstract": text_of(line, "摘要"),
        "ipc": [text_of(line, "主分类号")],
        "filing_on": text_of(line, "申请日"),
        "applicants": [{ "name": text_of(line, "申请人"), "region": "山东" }],
    })
}

impl RealPatent {
    fn of(line: &Value) -> Option<Self> {
        let patent = Self {
            number: text_of(line, "申请号").to_owned(),
            title: text_of(line, "专利名称").to_owned(),
            abstract_text: text_of(line, "摘要").to_owned(),
            ipc: text_of(line, "主分类号").to_owned(),
            filing_on: text_of(line, "申请日").parse().ok()?,
        };
        let classified = patent.ipc.starts_with(|c: char| c.is_ascii_uppercase()) && patent.ipc.contains('/');
        (!patent.title.is_empty() && !patent.abstract_text.is_empty() && classified).then_some(patent)
    }
}

/// Which character follows which.
#[derive(Debug, Default)]
struct Chain {
    first: Vec<char>,
    next: HashMap<char, Vec<char>>,
}

impl Chain {
    fn learn(&mut self, text: &str) {
        self.first.extend(text.chars().next());
        for (character, next) in text.chars().zip(text.chars().skip(1)) {
            self.next.entry(character).or_default().push(next);
        }
    }

    fn text(&self, length: usize, chance: &mut Chance) -> String {
        let mut text = String::new();
        let mut last = None;
        for _ in 0..length {
            let followers = last.and_then(|last| self.next.get(&last)).unwrap_or(&self.first);
            last = chance.of(followers).copied();
            text.extend(last);
        }
        text
    }
}

#[derive(Debug, Default)]
struct Model {
    titles: Chain,
    abstracts: Chain,
    names: Chain,
    applicants: Vec<String>,
    ipc: Vec<String>,
}

impl Model {
    fn of(lines: &[Value]) -> Self {
        let mut model = Self::default();
        for line in lines {
            model.titles.learn(text_of(line, "专利名称").trim());
            model.abstracts.learn(text_of(line, "摘要").trim());
            model.names.learn(text_of(line, "申请人").trim());
            model.applicants.push(text_of(line, "申请人").to_owned());
            model.ipc.push(text_of(line, "主分类号").to_owned());
        }
        model
    }
}

const REGIONS: [&str; 8] = ["山东", "广东", "江苏", "浙江", "北京", "上海", "湖北", "四川"];

/// Invented records without end.
struct Invented<'m> {
    model: &'m Model,
    chance: Chance,
    seed: u64,
    made: usize,
    first_day: NaiveDate,
}

impl<'m> Invented<'m> {
    fn new(model: &'m Model, seed: u64) -> Self {
        let first_day = NaiveDate::from_ymd_opt(2004, 1, 1).unwrap_or_default();
        Self { model, chance: Chance::seeded(seed), seed, made: 0, first_day }
    }

    /// Serials of different seeds do not meet.
    fn number(&mut self, filing_on: NaiveDate) -> Option<String> {
        let kind = if self.chance.below(3) == 0 { '1' } else { '2' };
        let serial = FIRST_SERIAL + self.made + usize::try_from(self.seed).ok()? * 1_000_000;
        let digits = format!("{}{kind}{serial:07}", filing_on.format("%Y"));
        Some(format!("CN{}", PatentNumber::parse(&digits).ok()?.with_check()))
    }
}

impl Iterator for Invented<'_> {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        let (model, day) = (self.model, self.chance.below(7_600) as u64);
        let filing_on = self.first_day.checked_add_days(Days::new(day))?;
        let number = self.number(filing_on)?;
        self.made += 1;
        let length = self.chance.between(8, 25);
        let title = model.titles.text(length, &mut self.chance);
        let name = if self.chance.below(2) == 0 {
            self.chance.of(&model.applicants)?.clone()
        } else {
            let length = self.chance.between(4, 10);
            model.names.text(length, &mut self.chance) + "有限公司"
        };
        let mut record = json!({
            "kind": "patent",
            "application_number": number,
            "title": title,
            "ipc": [self.chance.of(&model.ipc)?],
            "filing_on": filing_on.to_string(),
            "applicants": [{ "name": name, "region": self.chance.of(&REGIONS)? }],
        });
        if self.chance.below(5) == 0 {
            let length = self.chance.between(150, 300);
            let text = model.abstracts.text(length, &mut self.chance);
            record.as_object_mut()?.insert("abstract".into(), text.into());
        }
        Some(record)
    }
}
