//! `zhiquan import`: files into the registry, and into the index where no server keeps it.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Args;
use hall::clock::Clocks;
use hall::config::Config;
use hall::db::Database;
use hall::journal::Sealer;
use indicatif::{ProgressBar, ProgressStyle};
use registry::import::{ImportOutcome, ImportProgress, ImportRequest, Importer, Shape};
use search_index::EngineFault;

use super::{CommandFault, say};
use crate::app::BuildFault;
use crate::records::Records;

/// What to import.
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// 文件：NDJSON 或 CSV，可为 gzip。Files: NDJSON or CSV, plain or gzip; their shape is told by their first record.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// 来源代码。The code of the source that the records will bear.
    #[arg(long, default_value = "import")]
    source: String,
    /// 取得日期。The day on which the files were taken from their source.
    #[arg(long)]
    retrieved_on: Option<NaiveDate>,
    /// 地区（数据本身不含地区时）。The region of records whose shape has none, such as 山东.
    #[arg(long)]
    region: Option<String>,
    /// 数据格式；不填则由第一条记录判断。The shape of the files; told by their first record when not said.
    #[arg(long, value_parser = shape_of)]
    shape: Option<Shape>,
    /// 被拒记录文件。Where rejected lines go; beside the file with the ending .rej.ndjson when not said.
    #[arg(long)]
    rejects: Option<PathBuf>,
    /// 试运行，不写入。Reads, checks and compares, and writes nothing to the registry.
    #[arg(long)]
    dry_run: bool,
}

pub(super) async fn run(config: Config, arguments: &ImportArguments) -> Result<ExitCode, CommandFault> {
    match Records::build(config.clone(), Clocks::of_the_machine()).await {
        Ok(app) => {
            let importer = app.importer.close_to(&app.indexing);
            let code = tokio::select! {
                code = into_registry(&importer, arguments) => code,
                () = app.follow_changes() => Ok(ExitCode::FAILURE),
            };
            seal(&app.database).await?;
            app.indexing.catch_up().await?;
            app.database.close().await?;
            code
        }
        Err(BuildFault::Engine(EngineFault::InUse(_))) => {
            say("服务正在运行，将由其更新索引。A server is running; it keeps the index.");
            let database = Database::open(&config).await?;
            let code = into_registry(&Importer::new(database.clone(), Clocks::of_the_machine()), arguments).await;
            seal(&database).await?;
            database.close().await?;
            code
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Gives what was recorded its place in the journal, whether a server runs or not.
async fn seal(database: &Database) -> Result<(), CommandFault> {
    Sealer::new(database.clone(), Clocks::of_the_machine()).seal_all().await?;
    Ok(())
}

async fn into_registry(importer: &Importer, arguments: &ImportArguments) -> Result<ExitCode, CommandFault> {
    let mut rejected = 0;
    for file in &arguments.files {
        let request = ImportRequest {
            retrieved_on: arguments.retrieved_on,
            region: arguments.region.clone(),
            shape: arguments.shape,
            rejects: Some(arguments.rejects.clone().unwrap_or_else(|| beside(file))),
            dry_run: arguments.dry_run,
            ..ImportRequest::of(file, &arguments.source)
        };
        let outcome = with_progress(importer, &request).await?;
        report(&request, &outcome);
        rejected += outcome.counts.rejected;
    }
    Ok(if rejected == 0 { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// Imports one file with a progress bar where somebody looks.
pub(super) async fn with_progress(importer: &Importer, request: &ImportRequest) -> Result<ImportOutcome, CommandFault> {
    let bar = if std::io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
    let style = ProgressStyle::with_template("{msg:28} {wide_bar} {percent:>3}%  {elapsed}  剩余 left {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let name = request.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let rate = |progress: &ImportProgress| {
        let seconds = bar.elapsed().as_secs_f64();
        if seconds > 0.0 { format!("{:.0}/s", progress.lines as f64 / seconds) } else { String::new() }
    };
    let heard = |progress: ImportProgress| {
        bar.set_length(progress.bytes_total);
        bar.set_position(progress.bytes_read);
        bar.set_message(format!("{name} {}", rate(&progress)));
    };
    let outcome = importer.import(request, &heard).await;
    bar.finish_and_clear();
    outcome.map_err(|fault| CommandFault::Import { file: request.file.display().to_string(), fault })
}

/// Tells what became of a file.
fn report(request: &ImportRequest, outcome: &ImportOutcome) {
    let counts = outcome.counts;
    let dry = if request.dry_run { "（试运行 dry run）" } else { "" };
    say(&format!(
        "{}{dry}: 读取 read {}  新增 new {}  更新 updated {}  未变 unchanged {}  拒绝 rejected {}",
        request.file.display(),
        counts.read,
        counts.inserted,
        counts.updated,
        counts.unchanged,
        counts.rejected
    ));
    if outcome.resumed_after_line > 0 {
        say(&format!("  从第 {0} 行之后继续 went on after line {0}", outcome.resumed_after_line));
    }
    if counts.rejected > 0
        && let Some(rejects) = &request.rejects
    {
        say(&format!("  被拒记录 rejected lines: {}", rejects.display()));
    }
    say(&outcome.quality.to_string());
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.file_name().map(ToOwned::to_owned).unwrap_or_default();
    name.push(".rej.ndjson");
    file.with_file_name(name)
}

fn shape_of(code: &str) -> Result<Shape, String> {
    let known = || Shape::ALL.map(Shape::code).join(", ");
    Shape::from_code(code).ok_or_else(|| format!("one of {}", known()))
}
