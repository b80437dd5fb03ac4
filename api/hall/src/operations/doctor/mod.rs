//! What an operator asks first when something is not right: each thing that a house stands on, looked at once.
//!
//! Nothing is changed, and nothing secret is said. A check that cannot be made says so instead of failing.

mod database;
mod machine;

use std::path::PathBuf;

use crate::clock::Clocks;
use crate::config::{Config, ConfigFault};
use crate::db::{Database, sqlite_file};
use crate::secrets::MasterKey;

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Fine,
    /// It works, and somebody should look.
    Warning,
    /// It does not work, or will not.
    Wrong,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at; stable, for programs.
    pub name: &'static str,
    /// How it is.
    pub state: State,
    /// The same for people, in Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Finding {
    fn new(name: &'static str, state: State, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { name, state, zh: zh.into(), en: en.into() }
    }

    fn fine(name: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(name, State::Fine, zh, en)
    }

    fn warning(name: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(name, State::Warning, zh, en)
    }

    fn wrong(name: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(name, State::Wrong, zh, en)
    }
}

/// What a house stands on beside its settings.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The file of the master key.
    pub master_key: PathBuf,
    /// The settings of journald that say how long logs are kept; see `deploy/README.md`.
    pub log_settings: PathBuf,
}

/// Looks at everything; the order is that in which one would mend it.
pub async fn examine(
    loaded: Result<&Config, &ConfigFault>,
    surroundings: &Surroundings,
    clocks: &Clocks,
) -> Vec<Finding> {
    let mut findings = vec![machine::settings(loaded)];
    let Ok(config) = loaded else { return findings };
    findings.push(machine::listening(config));
    findings.push(machine::data_folder(&config.data));
    findings.push(machine::restored(&config.data));
    findings.push(machine::space(&config.data).await);
    findings.push(machine::index(&config.data.join("index")));
    findings.push(machine::leftovers(&config.data.join("files"), clocks.real.as_ref()));
    findings.push(machine::access_retention(config));
    findings.push(machine::log_retention(&surroundings.log_settings));
    let key = MasterKey::load(&surroundings.master_key);
    findings.push(machine::master_key(&key));
    if config.database.url.is_empty() && !sqlite_file(&config.data).exists() {
        let (zh, en) = ("尚无数据库，首次启动时建立。", "There is no database yet; the first start makes it.");
        findings.push(Finding::warning("database", zh, en));
        return findings;
    }
    match Database::open(config).await {
        Ok(database) => {
            findings.extend(database::all(&database, key.as_ref().ok(), clocks).await);
            if let Err(error) = database.close().await {
                tracing::debug!(%error, "the database was not let go in order");
            }
        }
        Err(error) => findings.push(Finding::wrong(
            "database",
            format!("数据库连接不上：{error}；其余与数据库有关的各项无法检查。"),
            format!("The database cannot be reached: {error}. What depends on it could not be looked at."),
        )),
    }
    findings
}

#[cfg(test)]
mod tests;
