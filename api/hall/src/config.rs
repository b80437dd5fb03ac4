//! Every setting with its default. `zhiquan.sample.toml` shows them all; a test holds the two together.
//!
//! A setting comes from the first of: the environment (`ZHIQUAN_` and the setting's path in capitals, dots as
//! underscores: `http.body_limit_bytes` is `ZHIQUAN_HTTP_BODY_LIMIT_BYTES`), the TOML file, the default. An unknown key
//! in either is refused. A list in a variable is separated by commas.

mod demo;
mod files;
mod http;
mod journal;
mod rates;
mod retention;
mod secrets;
mod shown;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

pub use demo::Demo;
pub use files::Files;
pub use http::Http;
pub use journal::Journal;
pub use rates::Rates;
pub use retention::{LEAST_DAYS, Retention};
pub use secrets::{Secrets, demo_master_key};

use shown::without_password;

/// All settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The address on which the API is served.
    pub listen: SocketAddr,
    /// The folder that holds the database (unless it is a server), the index and the files.
    pub data: PathBuf,
    /// Where the records are kept.
    pub database: Database,
    /// Limits on requests and connections.
    pub http: Http,
    /// How often one person, client or address may ask.
    pub rates: Rates,
    /// Where the keys lie that are outside the database.
    pub secrets: Secrets,
    /// What the journal says of itself outside the database.
    pub journal: Journal,
    /// The embedded index.
    pub search: Search,
    /// Files that people send.
    pub files: Files,
    /// Figures for monitoring.
    pub metrics: Metrics,
    /// Logs.
    pub log: Logs,
    /// How long records of access are kept.
    pub retention: Retention,
    /// Demonstration.
    pub demo: Demo,
}

/// Where the records are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `postgres://…`; empty: SQLite in the data folder.
    pub url: String,
    /// Connections for reading (SQLite) or for everything (PostgreSQL).
    pub connections: u32,
    /// How long a request waits for a connection, in milliseconds.
    pub acquire_timeout_ms: u64,
}

/// The embedded index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Search {
    /// Memory for building the index, in MiB.
    pub writer_memory_mib: usize,
    /// Threads that build the index.
    pub writer_threads: usize,
    /// Searches computed at once; more wait their turn.
    pub concurrent_searches: usize,
    /// How often the index looks for changes made by other processes, in milliseconds.
    pub poll_interval_ms: u64,
}

/// Figures for monitoring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Metrics {
    /// The address on which `/metrics` alone is served; empty: nowhere. An address already taken is a warning.
    pub listen: String,
}

/// Logs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Logs {
    /// `json` or `text`.
    pub format: LogFormat,
    /// A filter such as `info` or `warn,registry=debug`.
    pub level: String,
}

/// How a log line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For a person at a terminal.
    Text,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data: PathBuf::from("var"),
            database: Database::default(),
            http: Http::default(),
            rates: Rates::default(),
            secrets: Secrets::default(),
            journal: Journal::default(),
            search: Search::default(),
            files: Files::default(),
            metrics: Metrics::default(),
            log: Logs::default(),
            retention: Retention::default(),
            demo: Demo::default(),
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self { url: String::new(), connections: 8, acquire_timeout_ms: 5_000 }
    }
}

impl Default for Search {
    fn default() -> Self {
        Self { writer_memory_mib: 256, writer_threads: 2, concurrent_searches: 4, poll_interval_ms: 300 }
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self { listen: "127.0.0.1:9464".into() }
    }
}

impl Default for Logs {
    fn default() -> Self {
        Self { format: LogFormat::Json, level: "info".into() }
    }
}

/// Why the settings are refused.
#[derive(Debug, thiserror::Error)]
pub enum ConfigFault {
    /// The file cannot be read.
    #[error("the configuration file {path} cannot be read: {cause}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// A key is unknown or a value has the wrong type.
    #[error("the configuration is wrong: {0}")]
    Wrong(String),
    /// A `ZHIQUAN_` variable names no setting.
    #[error("the environment variable {0} names no setting")]
    UnknownVariable(String),
    /// A demonstration would be open to others.
    #[error("demo mode listens on loopback only; {0} is not (set demo.i_know = true if you mean it)")]
    DemoNotOnLoopback(SocketAddr),
}

impl Config {
    /// The settings from a file, if one is named, and the environment.
    ///
    /// # Errors
    /// [`ConfigFault`] names the key, the variable or the file.
    pub fn load(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigFault> {
        let mut table = Table::new();
        if let Some(path) = file {
            let text = std::fs::read_to_string(path)
                .map_err(|cause| ConfigFault::Unreadable { path: path.to_path_buf(), cause })?;
            table = text.parse().map_err(|error: toml::de::Error| ConfigFault::Wrong(error.to_string()))?;
        }
        let settings = leaves_of_defaults()?;
        for (name, value) in environment {
            let Some(setting) = name.strip_prefix("ZHIQUAN_") else { continue };
            if setting == "CONFIG" {
                continue;
            }
            let found = settings.iter().find(|(path, _)| path.join("_").to_ascii_uppercase() == setting);
            let Some((path, default)) = found else { return Err(ConfigFault::UnknownVariable(name)) };
            put(&mut table, path, typed_like(default, &name, value)?);
        }
        let config: Self = table.try_into().map_err(|error: toml::de::Error| ConfigFault::Wrong(error.to_string()))?;
        config.checked()
    }

    /// The settings, if they go together.
    ///
    /// # Errors
    /// [`ConfigFault::DemoNotOnLoopback`], or [`ConfigFault::Wrong`] for a limit that is none.
    pub fn checked(self) -> Result<Self, ConfigFault> {
        if self.demo.enabled && !self.demo.i_know && !self.listen.ip().is_loopback() {
            return Err(ConfigFault::DemoNotOnLoopback(self.listen));
        }
        self.rates.check().map_err(ConfigFault::Wrong)?;
        self.files.check().map_err(ConfigFault::Wrong)?;
        self.retention.check().map_err(ConfigFault::Wrong)?;
        self.journal.check().map_err(ConfigFault::Wrong)?;
        Ok(self)
    }

    /// The settings as TOML, without the password of the database.
    pub fn to_toml(&self) -> String {
        let mut shown = self.clone();
        shown.database.url = without_password(&self.database.url);
        toml::to_string_pretty(&shown).unwrap_or_default()
    }
}

/// Every setting by its path, with its default.
fn leaves_of_defaults() -> Result<Vec<(Vec<String>, Value)>, ConfigFault> {
    fn descend(prefix: &[String], table: &Table, leaves: &mut Vec<(Vec<String>, Value)>) {
        for (key, value) in table {
            let path: Vec<String> = prefix.iter().cloned().chain([key.clone()]).collect();
            if let Value::Table(inner) = value {
                descend(&path, inner, leaves);
            } else {
                leaves.push((path, value.clone()));
            }
        }
    }
    let defaults = Table::try_from(Config::default()).map_err(|error| ConfigFault::Wrong(error.to_string()))?;
    let mut leaves = Vec::new();
    descend(&[], &defaults, &mut leaves);
    Ok(leaves)
}

fn typed_like(default: &Value, name: &str, value: String) -> Result<Value, ConfigFault> {
    let wrong = |expected: &str| ConfigFault::Wrong(format!("{name} must be {expected}"));
    if default.is_integer() {
        return value.parse().map(Value::Integer).map_err(|_| wrong("a whole number"));
    }
    if default.is_bool() {
        return value.parse().map(Value::Boolean).map_err(|_| wrong("true or false"));
    }
    if default.is_array() {
        let items = value.split(',').map(str::trim).filter(|item| !item.is_empty());
        return Ok(Value::Array(items.map(|item| Value::String(item.to_owned())).collect()));
    }
    Ok(Value::String(value))
}

fn put(table: &mut Table, path: &[String], value: Value) {
    let Some((last, sections)) = path.split_last() else { return };
    let mut place = table;
    for section in sections {
        let entry = place.entry(section.clone()).or_insert_with(|| Value::Table(Table::new()));
        if !entry.is_table() {
            *entry = Value::Table(Table::new());
        }
        let Value::Table(inner) = entry else { return };
        place = inner;
    }
    place.insert(last.clone(), value);
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = include_str!("../../../zhiquan.sample.toml");

    fn environment(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
    }

    #[test]
    fn the_sample_shows_every_setting_with_its_default() {
        let sample: Table = SAMPLE.parse().expect("the sample is TOML");
        let defaults = Table::try_from(Config::default()).expect("defaults are TOML");
        assert_eq!(sample, defaults);
    }

    #[test]
    fn the_environment_prevails_over_the_file_and_the_file_over_the_default() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("zhiquan.toml");
        std::fs::write(&file, "data = \"/srv/a\"\n[http]\nbody_limit_bytes = 1000\nmax_connections = 7\n")
            .expect("written");
        let proxies = ("ZHIQUAN_RATES_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8");
        let given = environment(&[("ZHIQUAN_DATA", "/srv/b"), ("ZHIQUAN_HTTP_BODY_LIMIT_BYTES", "2000"), proxies]);
        let config = Config::load(Some(&file), given).expect("good settings");
        assert_eq!(config.data, PathBuf::from("/srv/b"));
        assert_eq!(config.http.body_limit_bytes, 2000);
        assert_eq!(config.http.max_connections, 7);
        assert_eq!(config.rates.trusted_proxies, ["127.0.0.1", "10.0.0.0/8"]);
        assert_eq!(config.http.header_timeout_ms, Http::default().header_timeout_ms);
    }

    #[test]
    fn an_unknown_key_or_variable_is_refused_by_name() {
        let fault = Config::load(None, environment(&[("ZHIQUAN_LISTTEN", "x")])).expect_err("unknown");
        assert!(fault.to_string().contains("ZHIQUAN_LISTTEN"), "{fault}");
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("zhiquan.toml");
        std::fs::write(&file, "[http]\nbody_limit = 1\n").expect("written");
        let fault = Config::load(Some(&file), []).expect_err("unknown");
        assert!(fault.to_string().contains("body_limit"), "{fault}");
    }

    #[test]
    fn a_demonstration_is_not_open_to_others_by_accident() {
        let open = [("ZHIQUAN_DEMO_ENABLED", "true"), ("ZHIQUAN_LISTEN", "0.0.0.0:8080")];
        assert!(matches!(Config::load(None, environment(&open)), Err(ConfigFault::DemoNotOnLoopback(_))));
        let meant = [open[0], open[1], ("ZHIQUAN_DEMO_I_KNOW", "true")];
        assert!(Config::load(None, environment(&meant)).is_ok());
    }
}
