//! `zhiquan restore`: a backup into an empty data folder and an empty database.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hall::clock::MachineClock;
use hall::config::Config;
use hall::operations::{Restoring, restore};

use super::{CommandFault, say};

/// From where, and to where.
#[derive(Debug, Args)]
pub struct RestoreArguments {
    /// 备份目录。The folder of the backup.
    #[arg(long)]
    from: PathBuf,
    /// 数据目录，须为空；不填则按配置。The data folder, which must be empty; that of the settings when not said.
    #[arg(long)]
    pub(super) data: Option<PathBuf>,
    /// 更新的密钥销毁清单。A later list of destroyed keys than the backup's.
    #[arg(long)]
    destroyed_keys: Option<PathBuf>,
}

pub(super) async fn run(
    config: Config,
    export: PathBuf,
    master_key: PathBuf,
    arguments: RestoreArguments,
) -> Result<ExitCode, CommandFault> {
    let RestoreArguments { from, destroyed_keys, .. } = arguments;
    let data = config.data.clone();
    // The key is put in place before or after the restore; it is no reason to refuse.
    let restoring = Restoring { from, config, export, destroyed_keys, apart: vec![master_key] };
    let report = restore(restoring, &MachineClock).await?;
    say(&format!(
        "恢复完成 restored into {}\n  \
         备份时间 backed up at              {}\n  \
         日志 journal                       {} {}\n  \
         文件 contents                      {}\n  \
         销毁清单 keys on the lists         {}\n  \
         重新销毁 destroyed again           {}\n\n\
         接着执行 next: zhiquan verify, zhiquan reindex, zhiquan serve",
        data.display(),
        report.manifest.made_at,
        report.journal.position,
        report.journal.hash,
        report.manifest.blobs.count,
        report.keys_on_the_lists,
        report.keys_destroyed_again
    ));
    for damaged in &report.manifest.blobs.damaged {
        say(&format!("备份时已损坏，无从恢复 was damaged before the backup and is lost: {damaged}"));
    }
    Ok(ExitCode::SUCCESS)
}
