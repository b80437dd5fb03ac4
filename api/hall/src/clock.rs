//! Two clocks. The *moment* is legal and business time and can be moved in tests and demonstrations; *real time* runs
//! retries, limits, retention, logs and ids. Nothing else asks the machine for time.

use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use domain::hall::Moment;

/// Legal and business time.
pub trait MomentSource: Debug + Send + Sync {
    /// The moment it is.
    fn moment(&self) -> Moment;
}

/// The machine's time.
pub trait RealTime: Debug + Send + Sync {
    /// Milliseconds since 1970 in UTC.
    fn now_millis(&self) -> i64;
}

/// Both clocks, handed to whoever needs one.
#[derive(Debug, Clone)]
pub struct Clocks {
    /// Legal and business time.
    pub moment: Arc<dyn MomentSource>,
    /// The machine's time.
    pub real: Arc<dyn RealTime>,
    /// The clock of moments where it may be moved forward: in a demonstration.
    pub movable: Option<Arc<AheadClock>>,
}

impl Clocks {
    /// Both from the machine.
    pub fn of_the_machine() -> Self {
        Self { moment: Arc::new(MachineClock), real: Arc::new(MachineClock), movable: None }
    }

    /// A moment that may be moved forward, and the machine's real time.
    pub fn of_a_demonstration() -> Self {
        let movable = Arc::new(AheadClock::default());
        Self { moment: Arc::clone(&movable) as Arc<_>, real: Arc::new(MachineClock), movable: Some(movable) }
    }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct MachineClock;

impl RealTime for MachineClock {
    #[expect(clippy::disallowed_methods, reason = "this is the room that asks the machine")]
    fn now_millis(&self) -> i64 {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX)
    }
}

impl MomentSource for MachineClock {
    fn moment(&self) -> Moment {
        moment_or_epoch(self.now_millis())
    }
}

/// A clock that stands still until it is moved. The harness injects it.
#[derive(Debug)]
pub struct MovableClock(AtomicI64);

impl MovableClock {
    /// A clock that stands at this moment.
    pub fn standing_at(moment: Moment) -> Self {
        Self(AtomicI64::new(moment.millis()))
    }

    /// Moves it.
    pub fn move_to(&self, moment: Moment) {
        self.0.store(moment.millis(), Ordering::SeqCst);
    }
}

impl MomentSource for MovableClock {
    fn moment(&self) -> Moment {
        moment_or_epoch(self.0.load(Ordering::SeqCst))
    }
}

/// The machine's clock with an offset that only grows: the movable moment of a demonstration, and real time in tests.
#[derive(Debug, Default)]
pub struct AheadClock(AtomicI64);

impl AheadClock {
    /// A clock this many milliseconds ahead of the machine's.
    pub fn ahead_by(millis: i64) -> Self {
        Self(AtomicI64::new(millis))
    }

    /// How many milliseconds it is ahead.
    pub fn ahead(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    /// Sets how far it is ahead; it does not go back.
    pub fn set_ahead(&self, millis: i64) {
        self.0.fetch_max(millis, Ordering::SeqCst);
    }
}

impl RealTime for AheadClock {
    fn now_millis(&self) -> i64 {
        MachineClock.now_millis().saturating_add(self.ahead())
    }
}

impl MomentSource for AheadClock {
    fn moment(&self) -> Moment {
        moment_or_epoch(self.now_millis())
    }
}

fn moment_or_epoch(millis: i64) -> Moment {
    // A machine whose clock stands outside the calendar is treated as unset.
    Moment::from_millis(millis).or_else(|_| Moment::from_millis(0)).unwrap_or_else(|_| unreachable!("1970 is a year"))
}

/// Measures how long something took, on the monotonic clock.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts it.
    #[expect(clippy::disallowed_methods, reason = "this is the room that asks the machine")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since the start.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
