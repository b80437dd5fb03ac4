//! `zhiquan reindex`: a new index beside the old one, put in its place at the end.

use std::process::ExitCode;

use super::{CommandFault, say};
use crate::app::App;

pub(super) async fn run(app: App) -> Result<ExitCode, CommandFault> {
    let progress = app
        .indexing
        .rebuild(|progress| {
            tracing::info!(cursor = progress.cursor, last_change = progress.last_change, "indexing");
        })
        .await?;
    say(&format!("索引已重建 the index is rebuilt up to change {}", progress.cursor));
    app.database.close().await?;
    Ok(ExitCode::SUCCESS)
}
