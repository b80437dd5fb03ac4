//! How times grow with the records, beside tantivy's own.

use std::path::{Path, PathBuf};

use crate::corpus::Corpus;
use crate::direct::Direct;
use crate::house::House;
use crate::questions::Kind;
use crate::searching::compare;
use crate::setting::{Outcome, Setting};
use crate::table::{Report, Table, figure, pair, verdict};

/// Sizes below the run's own.
const SIZES: [usize; 2] = [10_000, 100_000];
/// What differences between two growths are noise.
const NOISE: f64 = 1.3;

/// One kind at one size: p50 and p99 over HTTP and directly.
struct At {
    records: usize,
    kind: Kind,
    http: (f64, f64),
    direct: (f64, f64),
}

/// Measures words and phrases at rising sizes; `data` holds the largest.
pub(crate) fn measure(setting: &Setting, corpus: &Corpus, data: &Path, report: &mut Report) -> Outcome<()> {
    let mut table = Table::new(
        "Growth, ms, p50 / p99, with facets",
        &["records", "questions", "HTTP", "tantivy directly", "segments"],
    );
    let mut found: Vec<At> = Vec::new();
    let mut sizes: Vec<usize> = SIZES.into_iter().filter(|size| *size < setting.records).collect();
    sizes.push(setting.records);
    for records in sizes {
        let folder = if records == setting.records { data.to_owned() } else { filled(setting, corpus, records)? };
        let house = House::start(&folder, "")?;
        let direct = Direct::open(&folder)?;
        for kind in [Kind::OneWord, Kind::TwoWords, Kind::Phrase] {
            let compared = compare(&house, &direct, kind, true, &corpus.real)?;
            table.row([
                records.to_string(),
                kind.name().to_owned(),
                pair(&compared.http),
                pair(&compared.direct),
                direct.segments().to_string(),
            ]);
            let (http, direct) = (&compared.http, &compared.direct);
            found.push(At { records, kind, http: (http.p50(), http.p99()), direct: (direct.p50(), direct.p99()) });
        }
        house.stop()?;
    }
    report.table(&table)?;
    report.table(&growths(&found))
}

/// A data folder with the first so many records.
fn filled(setting: &Setting, corpus: &Corpus, records: usize) -> Outcome<PathBuf> {
    let file = setting.path(&format!("{records}.ndjson"));
    corpus.first(records, &file)?;
    let folder = setting.path(&format!("of-{records}"));
    let mut house = House::start(&folder, "")?;
    house.ask(&format!("import {}", file.display()))?;
    house.stop()?;
    Ok(folder)
}

fn growths(found: &[At]) -> Table {
    let mut table = Table::new(
        &format!(
            "Growth from the smallest to the largest, factors (target: HTTP ≤ {NOISE} × tantivy's, which is noise)"
        ),
        &["questions", "from", "to", "p50 HTTP", "p50 tantivy", "p99 HTTP", "p99 tantivy", "reached"],
    );
    for kind in [Kind::OneWord, Kind::TwoWords, Kind::Phrase] {
        let mut of_kind = found.iter().filter(|at| at.kind == kind);
        let (Some(first), Some(last)) = (of_kind.next(), of_kind.next_back()) else { continue };
        let p50 = (last.http.0 / first.http.0, last.direct.0 / first.direct.0);
        let p99 = (last.http.1 / first.http.1, last.direct.1 / first.direct.1);
        table.row([
            kind.name().to_owned(),
            first.records.to_string(),
            last.records.to_string(),
            figure(p50.0),
            figure(p50.1),
            figure(p99.0),
            figure(p99.1),
            verdict(p50.0 <= NOISE * p50.1 && p99.0 <= NOISE * p99.1),
        ]);
    }
    table
}
