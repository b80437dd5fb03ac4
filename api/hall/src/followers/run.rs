//! How followers run.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

use super::store::{self, Cursor};
use crate::act::{Act, ActFault, Acts};
use crate::db::Isolation;
use crate::ids::new_request_id;
use crate::journal::{self, SealedEntry, Sealer};
use crate::policy::Call;
use crate::readiness::{Hindrance, Readiness};

/// Entries that a follower is given at once.
const ENTRIES_AT_ONCE: u64 = 200;

/// How often entries are looked for that other processes sealed.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// How long a lease holds, in milliseconds. A process that dies keeps its followers waiting no longer.
const LEASE: i64 = 15_000;

/// The longest rest of a follower that fails, in milliseconds.
const LONGEST_REST: i64 = 60_000;

/// Failures in a row after which somebody should look.
const WORTH_A_LOOK: i32 = 3;

/// Where a follower's effects are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// In this database: cursor and effect are one act.
    Inside,
    /// Elsewhere: the effect comes first, under a lease, and must bear repetition.
    Outside,
}

/// Whoever must do something when something has happened.
#[async_trait]
pub trait Follower: Debug + Send + Sync {
    /// Its name, for ever.
    fn name(&self) -> &'static str;

    /// Where its effects are.
    fn effect(&self) -> Effect {
        Effect::Inside
    }

    /// Does its work inside the act that moves the cursor.
    async fn within(&self, act: &Act<'_>, entries: &[SealedEntry]) -> Result<(), ActFault> {
        let _ = (act, entries);
        Ok(())
    }

    /// Does its work outside, before the cursor moves.
    async fn outside(&self, entries: &[SealedEntry]) -> Result<(), ActFault> {
        let _ = entries;
        Ok(())
    }
}

/// All followers of a process. Clones share everything.
#[derive(Debug, Clone)]
pub struct Followers {
    acts: Acts,
    sealer: Sealer,
    readiness: Readiness,
    all: Arc<[Arc<dyn Follower>]>,
    /// This process, among all that may hold a lease.
    process: Arc<str>,
}

impl Followers {
    /// The followers of this process.
    pub fn new(acts: Acts, sealer: Sealer, readiness: Readiness, all: Vec<Arc<dyn Follower>>) -> Self {
        Self { acts, sealer, readiness, all: all.into(), process: new_request_id().into() }
    }

    /// Lets every follower read to the end of the journal as it stands.
    ///
    /// # Errors
    /// The first follower's fault.
    pub async fn catch_up(&self) -> Result<(), ActFault> {
        self.sealer.seal_all().await?;
        for follower in self.all.iter() {
            while self.step(follower.as_ref()).await? > 0 {}
        }
        Ok(())
    }

    /// Follows for ever.
    pub async fn run(&self) {
        let all = self.all.iter().map(|follower| self.run_one(Arc::clone(follower)));
        futures_util::future::join_all(all).await;
    }

    /// Lets go of what this process holds, so that another need not wait for a lease to run out.
    pub async fn let_go(&self) {
        for follower in self.all.iter().filter(|follower| follower.effect() == Effect::Outside) {
            if let Err(error) = self.release(follower.name()).await {
                tracing::debug!(%error, follower = follower.name(), "a lease is left to run out");
            }
        }
    }

    async fn release(&self, name: &'static str) -> Result<(), ActFault> {
        let Some(mut cursor) = store::look(self.acts.database().reader(), name).await? else { return Ok(()) };
        cursor.held_until_at = None;
        if cursor.holder.as_deref() == Some(&*self.process) { self.put(cursor).await } else { Ok(()) }
    }

    async fn run_one(&self, follower: Arc<dyn Follower>) {
        let mut growth = self.sealer.growth();
        loop {
            match self.step(follower.as_ref()).await {
                // There may be more at once. Otherwise what comes one by one gathers until the sealer tells of it.
                Ok(ENTRIES_AT_ONCE) => continue,
                Ok(_) => self.readiness.clear(follower.name()),
                Err(error) => self.failed(follower.as_ref(), &error).await,
            }
            let _grown_or_time = tokio::time::timeout(LOOK_EVERY, growth.changed()).await;
        }
    }

    /// Gives a follower the next entries; how many there were.
    async fn step(&self, follower: &dyn Follower) -> Result<u64, ActFault> {
        let reader = self.acts.database().reader();
        let last = journal::last_position(reader).await?;
        let now = self.acts.clocks().real.now_millis();
        match store::look(reader, follower.name()).await? {
            Some(cursor) if cursor.position >= last || cursor.retry_at.is_some_and(|at| at > now) => return Ok(0),
            Some(_) => {}
            None => self.begin(follower.name()).await?,
        }
        match follower.effect() {
            Effect::Inside => self.step_inside(follower).await,
            Effect::Outside => self.step_outside(follower, now).await,
        }
    }

    async fn begin(&self, name: &'static str) -> Result<(), ActFault> {
        let database = self.acts.database();
        database
            .write::<_, ActFault, _>(Isolation::ReadCommitted, |transaction| {
                Box::pin(async move { Ok(store::begin(transaction, name).await?) })
            })
            .await
    }

    async fn step_inside(&self, follower: &dyn Follower) -> Result<u64, ActFault> {
        let call = Call::of_the_system(follower.name(), new_request_id());
        self.acts.perform_own::<_, ActFault, _>(&call, |act| Box::pin(take_next(act, follower))).await
    }

    async fn step_outside(&self, follower: &dyn Follower, now: i64) -> Result<u64, ActFault> {
        let Some(mut cursor) = self.lease(follower.name(), now).await? else { return Ok(0) };
        let entries = journal::read(self.acts.database().reader(), cursor.position, ENTRIES_AT_ONCE).await?;
        let Some(last) = entries.last() else { return Ok(0) };
        follower.outside(&entries).await?;
        cursor.is_done_with(last.position);
        self.put(cursor).await?;
        Ok(entries.len() as u64)
    }

    /// The cursor under a lease of this process; `None` where another process has it.
    async fn lease(&self, name: &'static str, now: i64) -> Result<Option<Cursor>, ActFault> {
        let process = Arc::clone(&self.process);
        let database = self.acts.database();
        database
            .write::<_, ActFault, _>(Isolation::ReadCommitted, |transaction| {
                let process = Arc::clone(&process);
                Box::pin(async move {
                    let Some(mut cursor) = store::take(transaction, name).await? else { return Ok(None) };
                    let is_others = cursor.holder.as_deref().is_some_and(|holder| *holder != *process);
                    if is_others && cursor.held_until_at.is_some_and(|until| until > now) {
                        return Ok(None);
                    }
                    cursor.holder = Some(process.to_string());
                    cursor.held_until_at = Some(now + LEASE);
                    store::put(transaction, &cursor).await?;
                    Ok(Some(cursor))
                })
            })
            .await
    }

    async fn put(&self, cursor: Cursor) -> Result<(), ActFault> {
        let cursor = Arc::new(cursor);
        let database = self.acts.database();
        database
            .write::<_, ActFault, _>(Isolation::ReadCommitted, |transaction| {
                let cursor = Arc::clone(&cursor);
                Box::pin(async move {
                    // Another process may have taken over meanwhile and be further.
                    let held = store::take(transaction, &cursor.name).await?;
                    if held.is_some_and(|held| held.holder == cursor.holder && held.position <= cursor.position) {
                        store::put(transaction, &cursor).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    async fn failed(&self, follower: &dyn Follower, error: &ActFault) {
        tracing::error!(%error, follower = follower.name(), "a follower failed; it will try again");
        let now = self.acts.clocks().real.now_millis();
        let noted = async {
            let looked = store::look(self.acts.database().reader(), follower.name()).await?;
            let Some(mut cursor) = looked else { return Ok(0) };
            cursor.failures = cursor.failures.saturating_add(1);
            cursor.retry_at = Some(now + rest_after(cursor.failures));
            cursor.fault = Some(error.to_string().chars().take(500).collect());
            let failures = cursor.failures;
            self.put(cursor).await?;
            Ok::<_, ActFault>(failures)
        };
        let failures = noted.await.unwrap_or(WORTH_A_LOOK);
        if failures >= WORTH_A_LOOK {
            let said = format!("the follower has failed {failures} times in a row");
            self.readiness.hinder(follower.name(), Hindrance::Degraded(said));
        }
    }
}

/// Gives a follower the next entries within an act that moves its cursor; how many there were.
async fn take_next(act: &Act<'_>, follower: &dyn Follower) -> Result<u64, ActFault> {
    let Some(mut cursor) = store::take(act.transaction(), follower.name()).await? else { return Ok(0) };
    let entries = journal::read(act.transaction(), cursor.position, ENTRIES_AT_ONCE).await?;
    let Some(last) = entries.last() else { return Ok(0) };
    cursor.is_done_with(last.position);
    follower.within(act, &entries).await?;
    store::put(act.transaction(), &cursor).await?;
    Ok(entries.len() as u64)
}

/// One second after the first failure, twice as long after each further one, up to a minute.
fn rest_after(failures: i32) -> i64 {
    let doublings = u32::try_from(failures.saturating_sub(1)).unwrap_or(0).min(16);
    (1_000 << doublings).min(LONGEST_REST)
}

impl Cursor {
    fn is_done_with(&mut self, position: i64) {
        self.position = position;
        self.failures = 0;
        self.retry_at = None;
        self.fault = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_follower_that_fails_rests_longer_each_time_up_to_a_minute() {
        assert_eq!([1, 2, 3, 7, 100].map(rest_after), [1_000, 2_000, 4_000, 60_000, 60_000]);
    }
}
