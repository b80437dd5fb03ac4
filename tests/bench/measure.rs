//! Times, percentiles and memory.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use hall::clock::Stopwatch;

use crate::setting::Outcome;

/// How often memory is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Runs the work and tells how long it took.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let watch = Stopwatch::start();
    let done = work();
    (done, watch.elapsed())
}

pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Times of many like things, in milliseconds, rising.
#[derive(Debug, Clone, Default)]
pub(crate) struct Times(Vec<f64>);

impl Times {
    pub(crate) fn of(times: impl IntoIterator<Item = Duration>) -> Self {
        Self::of_millis(times.into_iter().map(millis).collect())
    }

    fn of_millis(mut times: Vec<f64>) -> Self {
        times.sort_unstable_by(f64::total_cmp);
        Self(times)
    }

    /// Of each question the median of its passes, so that a hiccup of the machine is not taken for a slow question.
    pub(crate) fn of_passes(passes: &[Vec<Duration>]) -> Self {
        let questions = passes.iter().map(Vec::len).min().unwrap_or(0);
        let median = |question: usize| {
            let mut times: Vec<f64> = passes.iter().filter_map(|pass| pass.get(question)).map(|t| millis(*t)).collect();
            times.sort_unstable_by(f64::total_cmp);
            times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
        };
        Self::of_millis((0..questions).map(median).collect())
    }

    /// The times of both together.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.0.extend(&other.0);
        Self::of_millis(self.0)
    }

    /// The smallest time that at least so many hundredths of all do not exceed (nearest rank).
    pub(crate) fn percentile(&self, hundredths: usize) -> f64 {
        let rank = (self.0.len() * hundredths).div_ceil(100).max(1);
        self.0.get(rank - 1).copied().unwrap_or(f64::NAN)
    }

    pub(crate) fn p50(&self) -> f64 {
        self.percentile(50)
    }

    pub(crate) fn p99(&self) -> f64 {
        self.percentile(99)
    }

    pub(crate) fn most(&self) -> f64 {
        self.percentile(100)
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }
}

/// Anonymous memory of this process in bytes: what it holds itself, without the pages of mapped files.
pub(crate) fn anonymous_memory() -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).ok_or("the system tells no RssAnon")?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kibibytes * 1_024)
}

/// Watches anonymous memory until asked for its peak.
pub(crate) struct MemoryWatch {
    stop: Sender<()>,
    thread: JoinHandle<u64>,
}

impl MemoryWatch {
    pub(crate) fn start() -> Self {
        let (stop, stopped) = channel();
        let thread = std::thread::spawn(move || {
            let mut peak = 0;
            loop {
                peak = peak.max(anonymous_memory().unwrap_or(0));
                if stopped.recv_timeout(LOOK_EVERY) != Err(RecvTimeoutError::Timeout) {
                    return peak;
                }
            }
        });
        Self { stop, thread }
    }

    pub(crate) fn peak(self) -> Outcome<u64> {
        drop(self.stop);
        self.thread.join().map_err(|_| "the watch on memory died".into())
    }
}
