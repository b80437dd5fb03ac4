//! A stream of events: reads on behind its position, waits for the journal to grow, and ends in time.

use std::collections::VecDeque;
use std::pin::Pin;
use std::time::Duration;

use futures_util::Stream;
use tokio::sync::watch;
use tokio::time::Sleep;

use super::store::{self, Heard, Question};
use super::wire::EventView;
use super::{LIFE, Place, Stopping};
use crate::db::Database;
use crate::journal::{SealedEntry, Sealer};

/// Events that are read at once.
const EVENTS_AT_ONCE: u64 = 100;

/// How often events are looked for that other processes sealed.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What a stream stands on.
pub(super) struct Source {
    pub(super) database: Database,
    /// Kept, so that its growth is heard for as long as the stream lives.
    pub(super) sealer: Sealer,
    pub(super) stopping: Stopping,
    pub(super) _place: Place,
}

/// A stream under way.
struct Following {
    source: Source,
    question: Question,
    after: i64,
    ready: VecDeque<SealedEntry>,
    growth: watch::Receiver<i64>,
    life: Pin<Box<Sleep>>,
}

/// The events behind a position, as they come.
pub(super) fn following(source: Source, question: Question, after: i64) -> impl Stream<Item = EventView> + Send {
    let growth = source.sealer.growth();
    let life = Box::pin(tokio::time::sleep(LIFE));
    let following = Following { source, question, after, ready: VecDeque::new(), growth, life };
    futures_util::stream::unfold(following, Following::next)
}

impl Following {
    async fn next(mut self) -> Option<(EventView, Self)> {
        loop {
            if *self.source.stopping.0.borrow() {
                return None;
            }
            if let Some(entry) = self.ready.pop_front() {
                return Some((EventView::of(&entry), self));
            }
            // What is sealed from here on wakes the wait below.
            self.growth.mark_unchanged();
            let heard = self.read().await?;
            let is_all = heard.next_after >= heard.last_position;
            self.after = heard.next_after;
            self.ready.extend(heard.entries);
            if self.ready.is_empty() && is_all {
                self.wait().await?;
            }
        }
    }

    /// The next page; `None` where the stream ends.
    async fn read(&mut self) -> Option<Heard> {
        let Self { source, question, life, .. } = self;
        let reader = source.database.reader();
        let heard = tokio::select! {
            biased;
            () = ended(&mut source.stopping, life) => return None,
            heard = store::heard(reader, question, self.after, EVENTS_AT_ONCE) => heard,
        };
        // The caller comes again with the last position he has.
        heard.inspect_err(|error| tracing::warn!(%error, "a stream of events ends early")).ok()
    }

    /// Waits until the journal has grown or a moment has passed; `None` where the stream ends.
    async fn wait(&mut self) -> Option<()> {
        let Self { source, growth, life, .. } = self;
        tokio::select! {
            biased;
            () = ended(&mut source.stopping, life) => None,
            _grown_or_time = tokio::time::timeout(LOOK_EVERY, growth.changed()) => Some(()),
        }
    }
}

async fn ended(stopping: &mut Stopping, life: &mut Pin<Box<Sleep>>) {
    tokio::select! {
        _stopping = stopping.0.wait_for(|stops| *stops) => {}
        () = life => {}
    }
}
