//! The buckets of one class: one per payer, bounded in number, in a time that tests move by hand.

use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::{DashMapStateStore, ShrinkableKeyedStateStore};
use governor::state::{InMemoryState, NotKeyed, StateStore};
use governor::{Quota, RateLimiter};

use super::{Elapsing, Key, Wait};

/// How often buckets that are full again are looked for.
const SWEEP_INTERVAL: Duration = Duration::from_secs(10);

/// In what time a rate is counted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Per {
    Second,
    Minute,
}

/// The buckets of one class.
#[derive(Debug)]
pub(super) struct Buckets {
    limiter: RateLimiter<Key, BoundedKeys, Time, NoOpMiddleware<Nanos>>,
    /// When to look for full buckets again, in milliseconds of the time.
    sweep_at: AtomicU64,
}

impl Buckets {
    /// So many at a rate, `burst` at once, and at most `most_keys` buckets. Nothing is taken as 1.
    pub(super) fn new(per: Per, rate: u32, burst: u32, most_keys: usize, time: Arc<dyn Elapsing>) -> Self {
        let at_least_one = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        let quota = match per {
            Per::Second => Quota::per_second(at_least_one(rate)),
            Per::Minute => Quota::per_minute(at_least_one(rate)),
        };
        let keys = BoundedKeys { own: DashMapStateStore::default(), most: most_keys, common: InMemoryState::default() };
        let time = Time(time);
        Self {
            sweep_at: AtomicU64::new(millis(time.0.elapsed() + SWEEP_INTERVAL)),
            limiter: RateLimiter::new(quota.allow_burst(at_least_one(burst)), keys, time),
        }
    }

    /// Takes one.
    ///
    /// # Errors
    /// [`Wait`] when the bucket is empty.
    pub(super) fn take(&self, key: &Key) -> Result<(), Wait> {
        self.sweep_now_and_then();
        self.limiter.check_key(key).map_err(|refused| {
            let wait = refused.wait_time_from(self.limiter.clock().now());
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            Wait { seconds: u32::try_from(seconds).unwrap_or(u32::MAX).max(1) }
        })
    }

    /// Forgets the buckets that are full again; whoever comes first after the interval does it for all.
    fn sweep_now_and_then(&self) {
        let now = self.limiter.clock().0.elapsed();
        let due = self.sweep_at.load(Ordering::Relaxed);
        if millis(now) < due {
            return;
        }
        let next = millis(now + SWEEP_INTERVAL);
        if self.sweep_at.compare_exchange(due, next, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            self.limiter.retain_recent();
        }
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// The time as the algorithm reads it.
#[derive(Debug)]
struct Time(Arc<dyn Elapsing>);

impl Clock for Time {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        // 584 years of nanoseconds fit.
        Nanos::new(u64::try_from(self.0.elapsed().as_nanos()).unwrap_or(u64::MAX))
    }
}

/// A bucket per key up to a number, and one for all that come after.
struct BoundedKeys {
    own: DashMapStateStore<Key>,
    most: usize,
    common: InMemoryState,
}

impl fmt::Debug for BoundedKeys {
    /// Whose buckets they are is nobody's business in a log.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("BoundedKeys").field("keys", &self.own.len()).field("most", &self.most).finish()
    }
}

impl StateStore for BoundedKeys {
    type Key = Key;

    fn measure_and_replace<T, F, E>(&self, key: &Key, measure: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        // Counting looks at every shard, so only newcomers are counted. Some that come at the same instant may all find
        // the last place free; the bound is one of memory, and theirs is small.
        if self.own.contains_key(key) || self.own.len() < self.most {
            return self.own.measure_and_replace(key, measure);
        }
        self.common.measure_and_replace(&NotKeyed::NonKey, measure)
    }
}

impl ShrinkableKeyedStateStore<Key> for BoundedKeys {
    fn retain_recent(&self, drop_below: Nanos) {
        self.own.retain_recent(drop_below);
    }

    fn len(&self) -> usize {
        self.own.len()
    }

    fn is_empty(&self) -> bool {
        self.own.is_empty()
    }
}

/// A time that tests move.
#[cfg(test)]
pub(super) mod by_hand {
    use super::*;

    /// Stands still until it is moved.
    #[derive(Debug, Default)]
    pub(crate) struct Hand(AtomicU64);

    impl Hand {
        pub(crate) fn pass(&self, time: Duration) {
            self.0.fetch_add(millis(time), Ordering::SeqCst);
        }
    }

    impl Elapsing for Hand {
        fn elapsed(&self) -> Duration {
            Duration::from_millis(self.0.load(Ordering::SeqCst))
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::by_hand::Hand;
    use super::*;

    fn person(number: u128) -> Key {
        Key::Person(Uuid::from_u128(number))
    }

    fn taken(buckets: &Buckets, key: &Key) -> usize {
        (0..1_000).take_while(|_| buckets.take(key).is_ok()).count()
    }

    #[test]
    fn a_bucket_fills_at_its_rate_and_never_beyond_its_burst() {
        let time = Arc::new(Hand::default());
        let buckets = Buckets::new(Per::Second, 20, 60, 10, Arc::<Hand>::clone(&time));
        assert_eq!(taken(&buckets, &person(1)), 60);
        time.pass(Duration::from_secs(1));
        assert_eq!(taken(&buckets, &person(1)), 20);
        time.pass(Duration::from_hours(1));
        assert_eq!(taken(&buckets, &person(1)), 60);
    }

    #[test]
    fn newcomers_beyond_the_bound_share_one_bucket_and_the_others_keep_theirs() {
        let time = Arc::new(Hand::default());
        let buckets = Buckets::new(Per::Minute, 60, 3, 2, Arc::<Hand>::clone(&time));
        assert_eq!((buckets.take(&person(1)), buckets.take(&person(2))), (Ok(()), Ok(())));
        let shared: usize = (3..100).map(|number| usize::from(buckets.take(&person(number)).is_ok())).sum();
        assert_eq!(shared, 3);
        assert_eq!((taken(&buckets, &person(1)), taken(&buckets, &person(2))), (2, 2));
        assert_eq!(buckets.limiter.len(), 2);
    }

    #[test]
    fn buckets_that_are_full_again_are_forgotten_and_make_room() {
        let time = Arc::new(Hand::default());
        let buckets = Buckets::new(Per::Second, 1, 3, 2, Arc::<Hand>::clone(&time));
        assert_eq!((taken(&buckets, &person(1)), taken(&buckets, &person(2))), (3, 3));
        time.pass(SWEEP_INTERVAL);
        assert_eq!(taken(&buckets, &person(3)), 3);
        assert_eq!(buckets.limiter.len(), 1);
    }

    #[test]
    fn a_bucket_that_is_not_full_survives_the_sweep() {
        let time = Arc::new(Hand::default());
        let buckets = Buckets::new(Per::Minute, 1, 3, 2, Arc::<Hand>::clone(&time));
        assert_eq!(taken(&buckets, &person(1)), 3);
        time.pass(SWEEP_INTERVAL);
        assert_eq!(buckets.take(&person(1)), Err(Wait { seconds: 50 }));
    }

    #[test]
    fn a_flood_of_addresses_from_many_threads_stays_near_the_bound() {
        let buckets = Buckets::new(Per::Second, 1, 1, 50, Arc::new(Hand::default()));
        std::thread::scope(|scope| {
            for thread in 0..4_u128 {
                let buckets = &buckets;
                scope.spawn(move || {
                    for number in 0..500 {
                        // Whether it passes is not asked here.
                        let _ = buckets.take(&person(thread * 1_000 + number));
                    }
                });
            }
        });
        assert!((50..54).contains(&buckets.limiter.len()), "{}", buckets.limiter.len());
    }

    #[test]
    fn a_log_of_the_buckets_names_nobody() {
        let buckets = Buckets::new(Per::Second, 1, 1, 50, Arc::new(Hand::default()));
        let key = Key::Address("203.0.113.9".parse().expect("an address"));
        assert_eq!(buckets.take(&key), Ok(()));
        let shown = format!("{buckets:?}");
        assert!(shown.contains("keys: 1") && !shown.contains("203"), "{shown}");
    }
}
