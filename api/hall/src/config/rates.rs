//! The settings of rate limits: how often one person, client or address may ask.

use serde::{Deserialize, Serialize};

use crate::limits::Network;

/// The largest rate and burst: beyond it a limit is none, and switching limits off says so more plainly.
const MOST: u32 = 1_000_000;

/// How often one person, client or address may ask. A burst is what may come at once after a quiet time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rates {
    /// Whether the limits hold.
    pub enabled: bool,
    /// The reverse proxies whose `X-Forwarded-For` is believed: addresses or CIDR blocks.
    pub trusted_proxies: Vec<String>,
    /// Searches, look-ups and calculators of one address, per second.
    pub lookup_per_second: u32,
    /// Their burst.
    pub lookup_burst: u32,
    /// Logins, tokens, acceptances of invitations and registrations of one address, per minute.
    pub login_per_minute: u32,
    /// Their burst.
    pub login_burst: u32,
    /// Readings of one person or client, per second.
    pub read_per_second: u32,
    /// Their burst.
    pub read_burst: u32,
    /// Acts of one person or client, per second.
    pub act_per_second: u32,
    /// Their burst.
    pub act_burst: u32,
    /// Uploads of one person or client, per second.
    pub upload_per_second: u32,
    /// Their burst.
    pub upload_burst: u32,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            enabled: true,
            trusted_proxies: Vec::new(),
            lookup_per_second: 200,
            lookup_burst: 400,
            login_per_minute: 30,
            login_burst: 10,
            read_per_second: 100,
            read_burst: 200,
            act_per_second: 20,
            act_burst: 60,
            upload_per_second: 2,
            upload_burst: 10,
        }
    }
}

impl Rates {
    /// Whether every number is a limit and every proxy an address.
    ///
    /// # Errors
    /// The sentence that names the setting.
    pub(super) fn check(&self) -> Result<(), String> {
        let numbers = [
            ("lookup_per_second", self.lookup_per_second),
            ("lookup_burst", self.lookup_burst),
            ("login_per_minute", self.login_per_minute),
            ("login_burst", self.login_burst),
            ("read_per_second", self.read_per_second),
            ("read_burst", self.read_burst),
            ("act_per_second", self.act_per_second),
            ("act_burst", self.act_burst),
            ("upload_per_second", self.upload_per_second),
            ("upload_burst", self.upload_burst),
        ];
        if let Some((name, _)) = numbers.iter().find(|(_, number)| !(1..=MOST).contains(number)) {
            return Err(format!("rates.{name} must be between 1 and {MOST}"));
        }
        match self.trusted_proxies.iter().find(|proxy| Network::parse(proxy).is_none()) {
            Some(proxy) => Err(format!(
                "rates.trusted_proxies: {proxy:?} is neither an IP address nor a CIDR block such as 10.0.0.0/8"
            )),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_limits() {
        assert_eq!(Rates::default().check(), Ok(()));
    }

    #[test]
    fn a_limit_of_nothing_and_a_proxy_without_an_address_are_refused_by_name() {
        let none = Rates { act_burst: 0, ..Rates::default() };
        assert!(none.check().expect_err("refused").contains("rates.act_burst"));
        let boundless = Rates { login_per_minute: MOST + 1, ..Rates::default() };
        assert!(boundless.check().expect_err("refused").contains("rates.login_per_minute"));
        let proxies = vec!["10.0.0.0/8".to_owned(), "proxy.example.cn".to_owned()];
        let unknown = Rates { trusted_proxies: proxies, ..Rates::default() };
        assert!(unknown.check().expect_err("refused").contains("proxy.example.cn"));
    }
}
