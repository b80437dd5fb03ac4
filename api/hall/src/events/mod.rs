//! The feed of events: what the journal tells each organisation, by position, pulled or streamed.
//!
//! ```text
//! entry of the journal ──sealed──► position n ──audience──► hall_feed (organisation, n) ──► GET /events?after=, /events/stream
//! ```
//!
//! **Invariants**
//! - Positions come in order and none is skipped, so the last position that a reader has seen is all he must remember.
//! - An organisation hears of an event where the entry's audience names it; of private entries it hears ids alone.
//! - The feed is unbounded and has no total: what is counted while one reads is wrong when one has read it, and counting
//!   costs more than reading on. `last_position` says how far the journal has come.
//! - A stream ends by itself after [`LIFE`] and goes on under `Last-Event-ID`: its caller is admitted anew, so whoever has
//!   lost his right hears nothing for longer than that.

pub mod http;
mod store;
mod stream;
#[cfg(test)]
mod tests;
mod wire;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use poem::http::StatusCode;
use tokio::sync::watch;

use crate::http::{Fault, Sentence};

pub use http::EventsApi;

/// How long a stream lives before its caller must come again.
pub const LIFE: Duration = Duration::from_secs(5 * 60);

/// The most streams that are open in a process.
const MOST_STREAMS: usize = 100;

/// The most streams of one caller, so that nobody takes all places.
const MOST_OF_ONE: usize = 10;

/// Becomes true when the process stops. Whoever made it keeps the sender: a stream ends also when that is gone.
#[derive(Debug, Clone)]
pub struct Stopping(pub watch::Receiver<bool>);

/// The streams that are open in this process. Clones share the count.
#[derive(Debug, Clone, Default)]
pub struct Streams(Arc<Mutex<BTreeMap<String, usize>>>);

/// The place of one stream; given back when it is dropped.
#[derive(Debug)]
struct Place {
    streams: Streams,
    owner: String,
}

impl Streams {
    /// A place for one more stream of this caller.
    fn take(&self, owner: String) -> Result<Place, Fault> {
        let mut open = self.0.lock().map_err(|_| Fault::internal())?;
        if open.values().sum::<usize>() >= MOST_STREAMS {
            let said = Sentence::new("事件流已满，请稍后再试", "Too many event streams are open; try again later");
            return Err(Fault::unavailable("events.too_many_streams", said));
        }
        let own = open.entry(owner.clone()).or_default();
        if *own >= MOST_OF_ONE {
            let said = Sentence::new("您打开的事件流过多", "You have too many event streams open");
            let refused = Fault::new(StatusCode::TOO_MANY_REQUESTS, "events.too_many_streams_of_caller", said);
            return Err(refused.with_retry_after(5));
        }
        *own += 1;
        Ok(Place { streams: self.clone(), owner })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Ok(mut open) = self.streams.0.lock() else { return };
        if let Some(own) = open.get_mut(&self.owner) {
            *own -= 1;
            if *own == 0 {
                open.remove(&self.owner);
            }
        }
    }
}
