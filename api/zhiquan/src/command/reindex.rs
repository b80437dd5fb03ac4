//! `zhiquan reindex`: a new index beside the old one, put in its place at the end.
//!
//! The index belongs to one process. Where a server has it, the command leaves a request in the data folder; the server
//! rebuilds while its searches go on, and takes the request away when the new index is in place.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use hall::clock::Clocks;
use hall::config::Config;
use registry::indexing::Progress;
use search_index::EngineFault;

use super::{CommandFault, say};
use crate::app::{App, BuildFault};
use crate::records::Records;

/// How often a request is looked at, on both sides.
const LOOK_EVERY: Duration = Duration::from_millis(500);

fn request_in(data: &Path) -> PathBuf {
    data.join("reindex.requested")
}

pub(super) async fn run(config: Config) -> Result<ExitCode, CommandFault> {
    let request = request_in(&config.data);
    let mut asked = false;
    loop {
        match Records::build(config.clone(), Clocks::of_the_machine()).await {
            Ok(app) => {
                let progress = app.indexing.rebuild(told).await?;
                app.database.close().await?;
                forget(&request)?;
                say(&format!("索引已重建 the index is rebuilt up to change {}", progress.cursor));
                return Ok(ExitCode::SUCCESS);
            }
            Err(BuildFault::Engine(EngineFault::InUse(_))) if !asked => {
                std::fs::write(&request, [])?;
                asked = true;
                say("服务正在运行，已请其重建索引。A server is running; it was asked to rebuild.");
            }
            Err(BuildFault::Engine(EngineFault::InUse(_))) => {}
            Err(fault) => return Err(fault.into()),
        }
        if asked && !request.exists() {
            say("索引已重建 the index is rebuilt");
            return Ok(ExitCode::SUCCESS);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// The server's side: rebuilds whenever it is asked to.
pub(super) async fn when_asked(app: &App) {
    let request = request_in(&app.config.data);
    loop {
        if request.exists() {
            match app.indexing.rebuild(told).await {
                Ok(progress) => tracing::info!(cursor = progress.cursor, "the index was rebuilt"),
                Err(fault) => tracing::error!(%fault, "the index could not be rebuilt; the old one stays in use"),
            }
            if let Err(error) = forget(&request) {
                tracing::error!(%error, "the request to rebuild could not be taken away");
            }
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

fn told(progress: Progress) {
    tracing::info!(cursor = progress.cursor, last_change = progress.last_change, "rebuilding the index");
}

fn forget(request: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(request) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}
