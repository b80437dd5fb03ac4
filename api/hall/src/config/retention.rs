//! The settings of keeping: how long records of access stay.

use serde::{Deserialize, Serialize};

/// The fewest days that records of access are kept: the Cybersecurity Law (网络安全法) article 21(3) asks for no less than
/// six months of network logs.
pub const LEAST_DAYS: u32 = 180;

/// A time of keeping beyond it is none.
const MOST_DAYS: u32 = 36_500;

/// How long records of access are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Retention {
    /// Days that attempts to log in and ended sessions are kept.
    pub access_days: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Self { access_days: 365 }
    }
}

impl Retention {
    /// Whether the law allows it.
    ///
    /// # Errors
    /// The sentence that names the setting and the article.
    pub(super) fn check(&self) -> Result<(), String> {
        if (LEAST_DAYS..=MOST_DAYS).contains(&self.access_days) {
            return Ok(());
        }
        Err(format!(
            "retention.access_days must be between {LEAST_DAYS} and {MOST_DAYS}: 网络安全法第二十一条第三项要求留存相关的网络\
             日志不少于六个月 (the Cybersecurity Law, article 21(3), asks for six months at least)"
        ))
    }

    /// The instant before which records of access are no longer kept, in milliseconds.
    pub fn access_kept_since(&self, now_millis: i64) -> i64 {
        now_millis.saturating_sub(i64::from(self.access_days) * 24 * 60 * 60 * 1_000)
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Retention};

    #[test]
    fn what_is_kept_for_less_than_six_months_is_refused_with_the_article() {
        let with = |access_days| Config { retention: Retention { access_days }, ..Config::default() }.checked();
        let fault = with(179).expect_err("too short").to_string();
        assert!(fault.contains("retention.access_days") && fault.contains("网络安全法第二十一条第三项"), "{fault}");
        assert!(with(0).is_err() && with(u32::MAX).is_err());
        assert!(with(180).is_ok());
    }

    #[test]
    fn a_day_of_keeping_is_a_day() {
        let days = Retention { access_days: 200 };
        assert_eq!(days.access_kept_since(200 * 86_400_000 + 5), 5);
    }
}
