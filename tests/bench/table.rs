//! Markdown tables, printed while they are made and kept in a file.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use crate::setting::{Outcome, Setting};

/// The report of this run.
pub(crate) struct Report {
    file: File,
}

/// One table.
pub(crate) struct Table {
    title: String,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(title: &str, heads: &[&str]) -> Self {
        let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
        let rule = heads.iter().map(|_| "---".to_owned()).collect();
        Self { title: title.to_owned(), rows: vec![heads, rule] }
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    fn written(&self) -> String {
        let mut out = format!("\n### {}\n\n", self.title);
        for row in &self.rows {
            out.push_str(&format!("| {} |\n", row.join(" | ")));
        }
        out
    }
}

impl Report {
    pub(crate) fn new(setting: &Setting) -> Outcome<Self> {
        let mut report = Self { file: File::create(Setting::report_path())? };
        report.note(&format!("## Figures at {} records", setting.records))?;
        Ok(report)
    }

    /// The machine, without its name.
    pub(crate) fn machine(&mut self, setting: &Setting) -> Outcome<()> {
        let of = |path: &str, key: &str| -> String {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            let value = text.lines().find(|line| line.starts_with(key)).and_then(|line| line.split_once(':'));
            value.map_or_else(|| "unknown".to_owned(), |(_, value)| value.trim().to_owned())
        };
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let postgres =
            if setting.postgres.is_some() || setting.durable_postgres.is_some() { "with" } else { "without" };
        self.note(&format!(
            "{cores} cores, {}; memory {}; load average at the start {}; {postgres} PostgreSQL.",
            of("/proc/cpuinfo", "model name"),
            of("/proc/meminfo", "MemTotal"),
            load_average(),
        ))
    }

    /// A line of text.
    pub(crate) fn note(&mut self, text: &str) -> Outcome<()> {
        self.write(&format!("\n{text}\n"))
    }

    pub(crate) fn table(&mut self, table: &Table) -> Outcome<()> {
        self.write(&table.written())?;
        self.note(&format!("(load average {})", load_average()))
    }

    pub(crate) fn end(&mut self) -> Outcome<()> {
        self.note(&format!("Written to {}.", Setting::report_path().file_name().unwrap_or_default().to_string_lossy()))
    }

    #[expect(clippy::print_stdout, reason = "the tables are what the caller asked for")]
    fn write(&mut self, text: &str) -> Outcome<()> {
        print!("{text}");
        std::io::stdout().flush()?;
        self.file.write_all(text.as_bytes())?;
        Ok(())
    }
}

/// The load average of the last minute.
pub(crate) fn load_average() -> String {
    let text = std::fs::read_to_string(Path::new("/proc/loadavg")).unwrap_or_default();
    text.split_whitespace().next().unwrap_or("unknown").to_owned()
}

/// A pair of times in milliseconds as `p50 / p99`.
pub(crate) fn pair(times: &crate::measure::Times) -> String {
    format!("{} / {}", figure(times.p50()), figure(times.p99()))
}

/// A figure with as many digits as mean something.
pub(crate) fn figure(value: f64) -> String {
    if value.abs() < 10.0 {
        format!("{value:.2}")
    } else if value.abs() < 100.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}

/// Bytes in MB.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{:.0} MB", bytes as f64 / 1e6)
}

/// Whether a target was reached.
pub(crate) fn verdict(reached: bool) -> String {
    if reached { "yes".into() } else { "**no**".into() }
}
