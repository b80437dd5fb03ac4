//! The settings of files that people send.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The largest limit on a file, 16 GiB: beyond it a file is no upload, but a delivery on a disk.
const MOST_OCTETS: u64 = 16 * 1024 * 1024 * 1024;

/// How large a file may be and how slowly it may come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Files {
    /// The most octets of a file.
    pub max_octets: u64,
    /// How long an upload may stand still before the next piece arrives, in milliseconds.
    pub stall_timeout_ms: u64,
}

impl Default for Files {
    fn default() -> Self {
        Self { max_octets: 64 * 1024 * 1024, stall_timeout_ms: 10_000 }
    }
}

impl Files {
    /// How long an upload may stand still.
    pub const fn stall_timeout(&self) -> Duration {
        Duration::from_millis(self.stall_timeout_ms)
    }

    /// Whether both are limits.
    ///
    /// # Errors
    /// The sentence that names the setting.
    pub(super) fn check(&self) -> Result<(), String> {
        if !(1..=MOST_OCTETS).contains(&self.max_octets) {
            return Err(format!("files.max_octets must be between 1 and {MOST_OCTETS}"));
        }
        if self.stall_timeout_ms == 0 {
            return Err("files.stall_timeout_ms must be at least 1".to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_limits_and_what_is_none_is_refused_by_name() {
        assert_eq!(Files::default().check(), Ok(()));
        for max_octets in [0, MOST_OCTETS + 1, u64::MAX] {
            let none = Files { max_octets, ..Files::default() };
            assert!(none.check().expect_err("refused").contains("files.max_octets"));
        }
        let never = Files { stall_timeout_ms: 0, ..Files::default() };
        assert!(never.check().expect_err("refused").contains("files.stall_timeout_ms"));
    }
}
