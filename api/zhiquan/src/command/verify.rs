//! `zhiquan verify`: whether the journal is whole, and everything stands as it says. It changes nothing but what a start
//! changes: tables are brought to the current state.

use std::process::ExitCode;

use hall::clock::Clocks;
use hall::config::Config;
use hall::db::Database;
use hall::files::Shelf;
use hall::http::Language;
use hall::journal::Export;

use super::{CommandFault, print_whole, say};

pub(super) async fn run(config: Config) -> Result<ExitCode, CommandFault> {
    let clocks = Clocks::of_the_machine();
    let database = Database::open(&config).await?;
    database.migrate().await?;
    let export = Export::in_folder(&config.journal.folder(&config.data));
    let now = clocks.real.now_millis();
    let findings = crate::app::verify_all(&database, &export, now).await?;
    let shelf = Shelf::open(config.data.join("files"), clocks.real.as_ref()).map_err(crate::app::BuildFault::from)?;
    let files = hall::files::check_all(&database, &shelf).await?;
    database.close().await?;
    let mut lines = String::new();
    for finding in &findings.found {
        let (zh, en) = (finding.said.in_language(Language::Chinese), finding.said.in_language(Language::English));
        lines.push_str(&format!("{}: {zh} {en}\n", finding.place));
    }
    for file in files.missing.iter().chain(&files.damaged) {
        lines.push_str(&format!("file {file}: 内容缺失或已损坏 its content is missing or damaged\n"));
    }
    print_whole(&lines)?;
    if findings.more > 0 {
        say(&format!("另有 {0} 处问题 {0} more are wrong", findings.more));
    }
    let seen = &findings.seen;
    let whole = findings.is_whole() && files.is_sound();
    say(&format!(
        "{}  日志 journal up to {}  已签名 signed up to {}  记录 rows {}  文件 files {}",
        if whole { "完好 whole" } else { "有问题 NOT WHOLE" },
        seen.last_position,
        seen.signed_to,
        seen.rows,
        files.checked
    ));
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::from(2) })
}
