//! Many clients that ask again and again, for a time.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hall::clock::Stopwatch;

use crate::measure::{Times, timed};
use crate::setting::Outcome;

/// Clients at once.
pub(crate) const CLIENTS: usize = 16;
/// How long each leg takes.
pub(crate) const LEG: Duration = Duration::from_secs(4);
/// Legs of each side, one after the other in turn, so that whatever else the machine does meets both.
pub(crate) const LEGS: usize = 3;

/// What was done in one leg, or in several.
#[derive(Debug, Default)]
pub(crate) struct Leg {
    pub(crate) times: Times,
    pub(crate) seconds: f64,
}

impl Leg {
    /// What was done since then, with the time that each took.
    pub(crate) fn since(start: Stopwatch, times: impl IntoIterator<Item = Duration>) -> Self {
        Self { seconds: start.elapsed().as_secs_f64(), times: Times::of(times) }
    }

    /// Both together.
    pub(crate) fn and(self, other: &Self) -> Self {
        Self { times: self.times.and(&other.times), seconds: self.seconds + other.seconds }
    }

    /// How many in a second.
    pub(crate) fn rate(&self) -> f64 {
        self.times.count() as f64 / self.seconds
    }
}

/// Lets every client ask, each in a thread of its own, until the time is over.
pub(crate) fn over_http<C: Send>(clients: &mut [C], ask: impl Fn(&mut C) -> Outcome<()> + Sync) -> Outcome<Leg> {
    let start = Stopwatch::start();
    let failed = AtomicBool::new(false);
    let outcomes: Vec<Outcome<Vec<Duration>>> = std::thread::scope(|scope| {
        let threads: Vec<_> = clients
            .iter_mut()
            .map(|client| {
                scope.spawn(|| {
                    let mut times = Vec::new();
                    while start.elapsed() < LEG && !failed.load(Ordering::Relaxed) {
                        let (asked, time) = timed(|| ask(client));
                        if let Err(fault) = asked {
                            failed.store(true, Ordering::Relaxed);
                            return Err(fault);
                        }
                        times.push(time);
                    }
                    Ok(times)
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().map_err(|_| "a client died")?).collect()
    });
    let mut times = Vec::new();
    for outcome in outcomes {
        times.extend(outcome?);
    }
    Ok(Leg::since(start, times))
}
