//! How often one person, one client or one address may ask.
//!
//! Every class of requests has a rate and a burst of its own (the generic cell rate algorithm), and within a class every
//! payer has a bucket of its own. What is kept per payer is bounded: buckets that are full again are forgotten, and beyond
//! [`MOST_KEYS`] newcomers share one. Nothing is shared among processes; behind several, a payer has several buckets.

mod bucket;
mod network;

use std::fmt::Debug;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use self::bucket::{Buckets, Per};
pub(crate) use self::network::Network;
use self::network::{believed_address, limited_as};
use crate::clock::Stopwatch;
use crate::config::Rates;
use crate::http::Fault;

/// The most payers of one class that have a bucket of their own.
pub const MOST_KEYS: usize = 100_000;

/// What a request costs, by what it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateClass {
    /// Searches, look-ups and calculators, open to everybody.
    Lookup,
    /// Logins, tokens, acceptances of invitations and registrations: where guessing would begin.
    Login,
    /// Readings by somebody who is known.
    Read,
    /// Acts.
    Act,
    /// Files brought in.
    Upload,
}

/// Whose bucket a request is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payer {
    /// Whoever asks from this address; of an IPv6 address the /64 counts, since one household or server has all of it.
    Address(IpAddr),
    /// A person.
    Person(Uuid),
    /// A program.
    Client(Uuid),
}

/// The bucket is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("asked too often; again in {seconds} s")]
pub struct Wait {
    /// After how many seconds there is room again; at least 1.
    pub seconds: u32,
}

impl From<Wait> for Fault {
    fn from(wait: Wait) -> Self {
        Self::rate_limited(wait.seconds)
    }
}

/// Time that passes: real time in the house, moved by hand in tests.
pub trait Elapsing: Debug + Send + Sync {
    /// The time since some fixed start. It never goes back.
    fn elapsed(&self) -> Duration;
}

impl Elapsing for Stopwatch {
    fn elapsed(&self) -> Duration {
        (*self).elapsed()
    }
}

/// The limits of this process. Clones share them.
#[derive(Debug, Clone)]
pub struct Limits {
    classes: Option<Arc<Classes>>,
    trusted: Arc<[Network]>,
}

#[derive(Debug)]
struct Classes {
    lookup: Buckets,
    login: Buckets,
    read: Buckets,
    act: Buckets,
    upload: Buckets,
}

/// Whose bucket it is, as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Address(IpAddr),
    Person(Uuid),
    Client(Uuid),
}

impl From<&Payer> for Key {
    fn from(payer: &Payer) -> Self {
        match payer {
            Payer::Address(address) => Self::Address(limited_as(*address)),
            Payer::Person(person) => Self::Person(*person),
            Payer::Client(client) => Self::Client(*client),
        }
    }
}

impl Limits {
    /// The limits by the settings, in real time. A proxy that is no address is passed over; the settings were checked.
    pub fn new(rates: &Rates) -> Self {
        Self::timed_by(rates, Arc::new(Stopwatch::start()))
    }

    /// The limits by the settings, in a time of one's own.
    pub fn timed_by(rates: &Rates, time: Arc<dyn Elapsing>) -> Self {
        let buckets = |per, rate, burst| Buckets::new(per, rate, burst, MOST_KEYS, Arc::clone(&time));
        let classes = rates.enabled.then(|| Classes {
            lookup: buckets(Per::Second, rates.lookup_per_second, rates.lookup_burst),
            login: buckets(Per::Minute, rates.login_per_minute, rates.login_burst),
            read: buckets(Per::Second, rates.read_per_second, rates.read_burst),
            act: buckets(Per::Second, rates.act_per_second, rates.act_burst),
            upload: buckets(Per::Second, rates.upload_per_second, rates.upload_burst),
        });
        let trusted = rates.trusted_proxies.iter().filter_map(|proxy| Network::parse(proxy));
        Self { classes: classes.map(Arc::new), trusted: trusted.collect() }
    }

    /// No limits and no trusted proxies.
    pub fn off() -> Self {
        Self { classes: None, trusted: Arc::new([]) }
    }

    /// The address that a request comes from: that of the connection, or, where this is a trusted proxy, what
    /// `X-Forwarded-For` says of whom the proxies served. Several such headers are joined by commas before, in their
    /// order (RFC 9110 section 5.3).
    ///
    /// The right-most address that is no trusted proxy counts: each proxy adds on the right whom it saw, and what stands
    /// further left was written by the caller. What cannot be read ends the belief at the proxy that passed it on.
    pub fn client_address(&self, remote: Option<IpAddr>, forwarded_for: Option<&str>) -> Option<IpAddr> {
        remote.map(|remote| believed_address(&self.trusted, remote.to_canonical(), forwarded_for))
    }

    /// Takes one request from the payer's bucket.
    ///
    /// # Errors
    /// [`Wait`] when it is empty; the request costs nothing then.
    pub fn check(&self, class: RateClass, who: &Payer) -> Result<(), Wait> {
        let Some(classes) = &self.classes else { return Ok(()) };
        let buckets = match class {
            RateClass::Lookup => &classes.lookup,
            RateClass::Login => &classes.login,
            RateClass::Read => &classes.read,
            RateClass::Act => &classes.act,
            RateClass::Upload => &classes.upload,
        };
        buckets.take(&who.into())
    }
}

#[cfg(test)]
mod tests {
    use super::bucket::by_hand::Hand;
    use super::*;

    const PERSON: Payer = Payer::Person(Uuid::from_u128(7));

    fn address(text: &str) -> Payer {
        Payer::Address(text.parse().expect("an address"))
    }

    fn taken(limits: &Limits, class: RateClass, who: &Payer) -> usize {
        (0..1_000).take_while(|_| limits.check(class, who).is_ok()).count()
    }

    #[test]
    fn every_class_has_the_burst_of_its_settings_and_its_own_bucket() {
        let limits = Limits::timed_by(&Rates::default(), Arc::new(Hand::default()));
        let bursts = [
            (RateClass::Lookup, 400),
            (RateClass::Login, 10),
            (RateClass::Read, 200),
            (RateClass::Act, 60),
            (RateClass::Upload, 10),
        ];
        for (class, burst) in bursts {
            assert_eq!(taken(&limits, class, &PERSON), burst, "{class:?}");
        }
    }

    #[test]
    fn a_login_comes_back_after_two_seconds() {
        let time = Arc::new(Hand::default());
        let limits = Limits::timed_by(&Rates::default(), Arc::<Hand>::clone(&time));
        let guesser = address("203.0.113.9");
        assert_eq!(taken(&limits, RateClass::Login, &guesser), 10);
        assert_eq!(limits.check(RateClass::Login, &guesser), Err(Wait { seconds: 2 }));
        time.pass(Duration::from_millis(1_900));
        assert_eq!(limits.check(RateClass::Login, &guesser), Err(Wait { seconds: 1 }));
        time.pass(Duration::from_millis(100));
        assert_eq!(taken(&limits, RateClass::Login, &guesser), 1);
    }

    #[test]
    fn nobody_pays_for_another() {
        let limits = Limits::timed_by(&Rates::default(), Arc::new(Hand::default()));
        assert_eq!(taken(&limits, RateClass::Upload, &PERSON), 10);
        assert_eq!(limits.check(RateClass::Upload, &Payer::Client(Uuid::from_u128(7))), Ok(()));
        assert_eq!(limits.check(RateClass::Upload, &Payer::Person(Uuid::from_u128(8))), Ok(()));
        assert_eq!(limits.check(RateClass::Upload, &address("203.0.113.9")), Ok(()));
    }

    #[test]
    fn the_addresses_of_one_ipv6_network_share_a_bucket_and_a_mapped_one_is_its_ipv4() {
        let limits = Limits::timed_by(&Rates::default(), Arc::new(Hand::default()));
        assert_eq!(taken(&limits, RateClass::Login, &address("2001:db8:1:2::1")), 10);
        assert!(limits.check(RateClass::Login, &address("2001:db8:1:2:ffff::9")).is_err());
        assert_eq!(limits.check(RateClass::Login, &address("2001:db8:1:3::1")), Ok(()));
        assert_eq!(taken(&limits, RateClass::Login, &address("203.0.113.9")), 10);
        assert!(limits.check(RateClass::Login, &address("::ffff:203.0.113.9")).is_err());
        assert_eq!(limits.check(RateClass::Login, &address("203.0.113.10")), Ok(()));
    }

    #[test]
    fn switched_off_everything_passes_and_the_proxies_are_still_believed() {
        let trusted_proxies = vec!["127.0.0.1".to_owned()];
        let off = Limits::new(&Rates { enabled: false, trusted_proxies, ..Rates::default() });
        assert_eq!(
            (taken(&off, RateClass::Login, &PERSON), taken(&Limits::off(), RateClass::Login, &PERSON)),
            (1_000, 1_000)
        );
        let (proxy, caller) = ("127.0.0.1".parse().ok(), "198.51.100.7".parse().ok());
        assert_eq!(off.client_address(proxy, Some("198.51.100.7")), caller);
        assert_eq!(Limits::off().client_address(proxy, Some("198.51.100.7")), proxy);
        assert_eq!(off.client_address(None, Some("198.51.100.7")), None);
    }

    #[test]
    fn real_time_is_the_default() {
        assert_eq!(Limits::new(&Rates::default()).check(RateClass::Read, &PERSON), Ok(()));
    }

    #[test]
    fn who_must_wait_is_told_for_how_long() {
        let fault = Fault::from(Wait { seconds: 3 });
        assert_eq!((fault.code(), fault.http_status().as_u16()), ("request.rate_limited", 429));
        assert_eq!(fault.retry_after_seconds(), Some(3));
    }
}
