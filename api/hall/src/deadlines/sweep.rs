//! The sweep: sends the command that a person would send, when its day has come.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

use super::recompute::Moved;
use super::store::{self, Deadline};
use crate::act::{Act, ActFault, Acts};
use crate::ids::new_request_id;
use crate::policy::Call;

/// How often it is looked for what is due.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The most that is raised between two looks.
const RAISED_AT_ONCE: u64 = 200;

/// What a room does when a deadline of one of its cases falls due.
#[async_trait]
pub trait FallsDue: Debug + Send + Sync {
    /// The kinds of case it answers for, by the beginning of their names (`accounts.`).
    fn room(&self) -> &'static str;

    /// Does it, in the act that raises the deadline.
    async fn fall_due(&self, act: &Act<'_>, deadline: &Deadline) -> Result<(), ActFault>;

    /// Hears, in the act that applies a calendar, which deadlines of its cases that moved. A room that keeps no due days of
    /// its own has nothing to do.
    async fn moved(&self, act: &Act<'_>, moved: &[Moved]) -> Result<(), ActFault> {
        let _ = (act, moved);
        Ok(())
    }
}

/// The sweep. Clones share everything.
#[derive(Debug, Clone)]
pub struct Sweep {
    acts: Acts,
    rooms: Arc<[Arc<dyn FallsDue>]>,
}

impl Sweep {
    /// The sweep for these rooms.
    pub fn new(acts: Acts, rooms: Vec<Arc<dyn FallsDue>>) -> Self {
        Self { acts, rooms: rooms.into() }
    }

    /// Raises what is due now; answers how much this process raised.
    ///
    /// # Errors
    /// The first fault, after the rest was tried.
    pub async fn once(&self) -> Result<usize, ActFault> {
        let moment = self.acts.clocks().moment.moment();
        let mut raised = 0;
        let mut fault = None;
        for deadline in store::due(self.acts.database().reader(), moment, RAISED_AT_ONCE).await? {
            match self.raise(&deadline).await {
                Ok(mine) => raised += usize::from(mine),
                Err(error) => {
                    tracing::error!(%error, kind = deadline.kind, case = %deadline.aggregate_id, "a deadline was not raised");
                    fault.get_or_insert(error);
                }
            }
        }
        fault.map_or(Ok(raised), Err)
    }

    /// Tells each room, in the act that applies a calendar, which deadlines of its cases that moved.
    ///
    /// # Errors
    /// What a room could not do.
    pub async fn moved(&self, act: &Act<'_>, moved: &[Moved]) -> Result<(), ActFault> {
        for room in self.rooms.iter() {
            let of_room = |one: &&Moved| one.aggregate_kind.starts_with(room.room());
            let theirs: Vec<Moved> = moved.iter().filter(of_room).cloned().collect();
            if !theirs.is_empty() {
                room.moved(act, &theirs).await?;
            }
        }
        Ok(())
    }

    /// Sweeps for ever.
    pub async fn run(&self) {
        loop {
            if let Err(error) = self.once().await {
                tracing::warn!(%error, "the sweep will be tried again");
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    async fn raise(&self, deadline: &Deadline) -> Result<bool, ActFault> {
        let call = Call::of_the_system("sweepDeadlines", new_request_id());
        self.acts.perform_own::<_, ActFault, _>(&call, |act| Box::pin(self.raise_within(act, deadline))).await
    }

    async fn raise_within(&self, act: &Act<'_>, deadline: &Deadline) -> Result<bool, ActFault> {
        if !store::raise(act.transaction(), deadline, act.moment()).await? {
            return Ok(false);
        }
        let room = self.rooms.iter().find(|room| deadline.aggregate_kind.starts_with(room.room()));
        let Some(room) = room else {
            let cause = format!("no room answers for {}", deadline.aggregate_kind);
            return Err(ActFault::Inconsistent { table: "hall_deadline", cause });
        };
        room.fall_due(act, deadline).await?;
        Ok(true)
    }
}
