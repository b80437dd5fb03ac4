//! The commands of the program.

mod backup;
mod demo;
mod doctor;
mod import;
mod init;
mod reindex;
mod restore;
mod serve;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};
use hall::config::{Config, ConfigFault};
use hall::db::Database;

use crate::app::BuildFault;
use crate::contract;

pub use backup::BackupArguments;
pub use import::ImportArguments;
pub use restore::RestoreArguments;
pub use serve::{ServeFault, Serving, start};

/// 知权：知识产权保护与质押融资平台。An intellectual-property protection and pledge-financing platform.
#[derive(Debug, Parser)]
#[command(version)]
pub struct Arguments {
    /// 配置文件。The configuration file (TOML); see zhiquan.sample.toml.
    #[arg(long, global = true, env = "ZHIQUAN_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 启动服务。Serves the API, and keeps the index.
    Serve {
        /// 演示模式：首次启动载入演示数据，仅监听本机。Demo mode: loads the demo records on the first start; loopback only.
        #[arg(long)]
        demo: bool,
    },
    /// 导入记录。Imports records from files.
    Import(ImportArguments),
    /// 重建索引。Builds the index anew beside the old one and puts it in its place.
    Reindex,
    /// 首次启用：生成主密钥与三名管理员的一次性邀请码。First entry: the master key, and invitations for the three administrators.
    Init,
    /// 备份，运行中即可。Makes a backup, while the platform runs.
    Backup(BackupArguments),
    /// 恢复到空的数据目录。Restores a backup into an empty data folder and an empty database.
    Restore(RestoreArguments),
    /// 核对日志链、签名与各项记录。Whether the journal is whole, and everything stands as it says.
    Verify,
    /// 检查运行环境。Looks at everything that the platform stands on.
    Doctor,
    /// 升级数据表。Brings the tables to the current state.
    Migrate,
    /// 输出 OpenAPI 文档。Prints the OpenAPI document.
    Openapi,
    /// 检查配置并输出。Checks the settings and prints them.
    CheckConfig,
}

/// How long computations still under way are waited for at the end.
const SHUTDOWN_LIMIT: Duration = Duration::from_secs(1);

/// Where the retention of logs is set on a machine that was set up as `deploy/` says.
const LOG_SETTINGS: &str = "/etc/systemd/journald@zhiquan.conf";

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum CommandFault {
    /// The settings are wrong.
    #[error(transparent)]
    Config(#[from] ConfigFault),
    /// The house could not be built.
    #[error(transparent)]
    Build(#[from] BuildFault),
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// The server could not start.
    #[error(transparent)]
    Serve(#[from] ServeFault),
    /// An import ended early.
    #[error("{file}: {fault}")]
    Import {
        /// The file.
        file: String,
        /// Why.
        fault: registry::import::ImportFault,
    },
    /// The index could not be built.
    #[error("the index could not be built: {0}")]
    Indexing(#[from] registry::indexing::IndexingFault),
    /// The demo records are not what their manifest says.
    #[error(transparent)]
    Demo(#[from] demo::DemoFault),
    /// An act of the operator was not done.
    #[error(transparent)]
    Act(#[from] hall::act::ActFault),
    /// There is no backup.
    #[error(transparent)]
    Backup(#[from] hall::operations::BackupFault),
    /// Nothing was restored, or not all.
    #[error(transparent)]
    Restore(#[from] hall::operations::RestoreFault),
    /// The system failed.
    #[error("{0}")]
    System(#[from] std::io::Error),
}

/// Runs a command to its end.
pub fn run(arguments: Arguments) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    let code = match runtime.block_on(dispatch(arguments)) {
        Ok(code) => code,
        Err(fault) => failed(&fault),
    };
    // A batch still being indexed is not waited for: it was not committed and is read again at the next start.
    runtime.shutdown_timeout(SHUTDOWN_LIMIT);
    code
}

#[expect(clippy::print_stderr, reason = "a command that fails says so to the person who called it")]
fn failed(fault: &CommandFault) -> ExitCode {
    eprintln!("zhiquan: {fault}");
    ExitCode::FAILURE
}

async fn dispatch(arguments: Arguments) -> Result<ExitCode, CommandFault> {
    let config = || Config::load(arguments.config.as_deref(), std::env::vars());
    match arguments.command {
        Command::Serve { demo } => {
            let mut config = config()?;
            config.demo.enabled |= demo;
            let config = config.checked()?;
            hall::logs::start(&config.log);
            serve::until_stopped(config).await
        }
        Command::Import(arguments) => {
            let config = config()?;
            hall::logs::start(&config.log);
            import::run(config, &arguments).await
        }
        Command::Reindex => {
            let config = config()?;
            hall::logs::start(&config.log);
            reindex::run(config).await
        }
        Command::Init => init::run(config()?).await,
        Command::Verify => verify::run(config()?).await,
        Command::Backup(arguments) => {
            let config = config()?;
            backup::run(&config, &config.journal.folder(&config.data), &arguments).await
        }
        Command::Restore(arguments) => {
            let mut config = config()?;
            if let Some(data) = &arguments.data {
                config.data.clone_from(data);
            }
            let (export, key) = (config.journal.folder(&config.data), config.secrets.file(&config.data));
            restore::run(config, export, key, arguments).await
        }
        Command::Doctor => {
            let loaded = config();
            let master_key = loaded.as_ref().map(|config| config.secrets.file(&config.data)).unwrap_or_default();
            let surroundings = hall::operations::Surroundings { master_key, log_settings: LOG_SETTINGS.into() };
            doctor::run(loaded.as_ref(), &surroundings).await
        }
        Command::Migrate => {
            let database = Database::open(&config()?).await?;
            database.migrate().await?;
            say("数据表已是最新。The tables are current.");
            Ok(ExitCode::SUCCESS)
        }
        Command::Openapi => {
            print_whole(&contract::document())?;
            Ok(ExitCode::SUCCESS)
        }
        Command::CheckConfig => {
            print_whole(&config()?.to_toml())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Says a line to the person at the terminal.
#[expect(clippy::print_stderr, reason = "commands talk to the person who called them")]
pub(crate) fn say(line: &str) {
    eprintln!("{line}");
}

/// Writes a document to standard output, whole or with an error.
fn print_whole(text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
