//! The settings of the way in: limits on requests and connections.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Limits on requests and connections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Http {
    /// The largest request body, in bytes.
    pub body_limit_bytes: usize,
    /// How long a request's body may take to arrive, in milliseconds.
    pub body_timeout_ms: u64,
    /// How long a request's head may take to arrive, in milliseconds.
    pub header_timeout_ms: u64,
    /// How long a request may take to be answered, in milliseconds.
    pub request_timeout_ms: u64,
    /// How long an upload may take as a whole, in milliseconds.
    pub upload_timeout_ms: u64,
    /// The most connections open at once; one more waits to be accepted.
    pub max_connections: usize,
    /// How long requests under way may take to finish after SIGTERM, in milliseconds.
    pub shutdown_timeout_ms: u64,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            body_limit_bytes: 2 * 1024 * 1024,
            body_timeout_ms: 10_000,
            header_timeout_ms: 10_000,
            request_timeout_ms: 30_000,
            upload_timeout_ms: 600_000,
            max_connections: 10_000,
            shutdown_timeout_ms: 8_000,
        }
    }
}

impl Http {
    /// How long a body may take.
    pub const fn body_timeout(&self) -> Duration {
        Duration::from_millis(self.body_timeout_ms)
    }

    /// How long a head may take.
    pub const fn header_timeout(&self) -> Duration {
        Duration::from_millis(self.header_timeout_ms)
    }

    /// How long an answer may take.
    pub const fn request_timeout(&self) -> Duration {
        Duration::from_millis(self.request_timeout_ms)
    }

    /// How long an upload may take.
    pub const fn upload_timeout(&self) -> Duration {
        Duration::from_millis(self.upload_timeout_ms)
    }

    /// How long a stop may take.
    pub const fn shutdown_timeout(&self) -> Duration {
        Duration::from_millis(self.shutdown_timeout_ms)
    }
}
