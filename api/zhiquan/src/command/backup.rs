//! `zhiquan backup`: a backup, while the platform runs. It needs no master key.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use hall::clock::MachineClock;
use hall::config::Config;
use hall::db::{Database, sqlite_file};
use hall::operations::{BackupFault, BackupReport, BackupSource, backup};

use super::{CommandFault, say};

/// Where to.
#[derive(Debug, Args)]
pub struct BackupArguments {
    /// 备份目录，必须尚不存在。The folder of the backup, which must not exist yet.
    #[arg(long)]
    to: PathBuf,
}

pub(super) async fn run(config: &Config, export: &Path, arguments: &BackupArguments) -> Result<ExitCode, CommandFault> {
    let file = sqlite_file(&config.data);
    if config.database.url.is_empty() && !file.exists() {
        // Opening it would make an empty one.
        let cause = std::io::ErrorKind::NotFound.into();
        return Err(BackupFault::Machine { path: file, cause }.into());
    }
    let database = Database::open(config).await?;
    let source = BackupSource { database: &database, url: &config.database.url, data: &config.data, export };
    let outcome = backup(source, &arguments.to, Arc::new(MachineClock)).await;
    database.close().await?;
    let report = outcome?;
    told(&report);
    Ok(if report.manifest.blobs.damaged.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn told(report: &BackupReport) {
    let manifest = &report.manifest;
    say(&format!(
        "备份完成 backed up: {}\n  \
         数据库 database       {}\n  \
         日志 journal          {} {}\n  \
         文件 contents         {} ({} MiB)\n  \
         清单摘要 manifest     SHA-256 {}\n\n{}",
        report.folder.display(),
        manifest.copied_by,
        manifest.journal.position,
        manifest.journal.hash,
        manifest.blobs.count,
        manifest.blobs.octets / (1024 * 1024),
        report.manifest_sha256,
        manifest.master_key
    ));
    for damaged in &manifest.blobs.damaged {
        say(&format!("原文件已损坏，未备份 damaged on the shelf and left out: {damaged}"));
    }
}
