//! The demo records: named by a manifest, loaded on the first start, left alone afterwards.

use std::path::{Path, PathBuf};

use accounts::desk::DemoAccount;
use chrono::NaiveDate;
use registry::import::{Again, ImportRequest};
use serde::Deserialize;

use super::import::with_progress;
use super::{CommandFault, say};
use crate::app::App;

/// Why the demo records cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemoFault {
    /// The manifest cannot be read.
    #[error("the manifest of the demo records {path} cannot be read: {cause}")]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong.
        cause: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    file: Vec<File>,
}

/// One file of demo records. `records` and `sha256` are checked by the tests.
#[derive(Deserialize)]
struct File {
    path: PathBuf,
    source: String,
    retrieved_on: Option<NaiveDate>,
    region: Option<String>,
}

/// Loads what is not loaded yet and waits until it can be found.
pub(super) async fn load(app: &App) -> Result<(), CommandFault> {
    let folder = &app.config.demo.records;
    let importer = app.importer.close_to(&app.indexing);
    for file in manifest(folder)?.file {
        let request = ImportRequest {
            retrieved_on: file.retrieved_on,
            region: file.region,
            again: Again::Skip,
            ..ImportRequest::of(folder.join(&file.path), file.source)
        };
        let outcome = with_progress(&importer, &request).await?;
        if !outcome.skipped {
            let name = file.path.display();
            say(&format!("演示数据 demo records  {name}: {} / {}", outcome.counts.inserted, outcome.counts.read));
            app.indexing.wake();
        }
    }
    app.index_is_current().await;
    Ok(())
}

/// Shows who may log in, to the person at the terminal.
pub(super) fn show(accounts: &[DemoAccount]) {
    say(&format!(
        "\n  演示账户（口令均为 {0}，第二重验证已关闭） Demo accounts: the password of each is {0}, no second factor",
        DemoAccount::PASSWORD
    ));
    for account in accounts {
        say(&format!("    {:28} {}", account.login, account.role.zh()));
    }
}

fn manifest(folder: &Path) -> Result<Manifest, DemoFault> {
    let path = folder.join("MANIFEST.toml");
    let unreadable = |cause: String| DemoFault::Manifest { path: path.clone(), cause };
    let text = std::fs::read_to_string(&path).map_err(|error| unreadable(error.to_string()))?;
    toml::from_str(&text).map_err(|error| unreadable(error.to_string()))
}
