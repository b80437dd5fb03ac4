//! Structured logs on standard error: one JSON object a line, or text for a person at a terminal.

use tracing_subscriber::EnvFilter;

use crate::config::{LogFormat, Logs};

/// Starts logging; a second call in one process changes nothing.
pub fn start(settings: &Logs) {
    let filter = EnvFilter::try_new(&settings.level).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    let started = match settings.format {
        LogFormat::Json => builder.json().flatten_event(true).with_span_list(false).try_init(),
        LogFormat::Text => builder.try_init(),
    };
    if started.is_err() {
        tracing::debug!("logging was started before");
    }
}
