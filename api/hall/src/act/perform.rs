//! How an act is performed.

use std::marker::PhantomData;
use std::sync::Mutex;
use std::time::Duration;

use domain::hall::Moment;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::idempotency::{Answers, Claim};
use super::{ActFault, Answer};
use crate::clock::Clocks;
use crate::db::{Database, Isolation, MayBeTheDatabase, Work, may_be_done_again};
use crate::ids::{new_id, random_bytes};
use crate::journal::{self, ActorOf, NewEntry, Recording, Sealer};
use crate::policy::Call;
use crate::secrets::SealingKey;

/// How often an act that lost a race is done again before the caller hears of it.
const MAX_TRIES: u32 = 20;

/// After so many tries the rest before the next one grows no more.
const LONGEST_REST_AFTER: u32 = 7;

/// Performs acts. Clones share everything.
#[derive(Debug, Clone)]
pub struct Acts {
    database: Database,
    clocks: Clocks,
    sealer: Sealer,
    answers: Answers,
}

/// One act under way. What it writes commits with it or not at all.
#[derive(Debug)]
pub struct Act<'env> {
    transaction: DatabaseTransaction,
    clocks: &'env Clocks,
    call: &'env Call,
    moment: Moment,
    entries: Mutex<Vec<NewEntry>>,
    of: PhantomData<&'env ()>,
}

impl<'env> Act<'env> {
    /// The transaction.
    pub const fn transaction(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// The request that brought it.
    pub const fn call(&self) -> &'env Call {
        self.call
    }

    /// The legal moment.
    pub const fn moment(&self) -> Moment {
        self.moment
    }

    /// The real time in milliseconds since 1970.
    pub fn real_millis(&self) -> i64 {
        self.clocks.real.now_millis()
    }

    /// A new id.
    pub fn new_id(&self) -> Uuid {
        new_id(self.clocks.real.as_ref())
    }

    /// Records what happened.
    pub fn record(&self, entry: NewEntry) {
        if let Ok(mut entries) = self.entries.lock() {
            entries.push(entry);
        }
    }

    /// Whether the request has seen this version.
    ///
    /// # Errors
    /// [`ActFault::Stale`].
    pub fn has_seen(&self, version: i32) -> Result<(), ActFault> {
        match self.call.if_match {
            Some(seen) if seen != version => Err(ActFault::Stale),
            Some(_) | None => Ok(()),
        }
    }

    fn recording(&self) -> Recording {
        let actor: ActorOf = self.call.actor();
        let recorded_at = self.real_millis();
        Recording { actor, moment: self.moment, recorded_at, request_id: self.call.request_id.clone() }
    }
}

impl Acts {
    /// Acts on this database; stored answers are sealed under this key.
    pub fn new(database: Database, clocks: Clocks, sealer: Sealer, sealing: SealingKey) -> Self {
        Self { database, clocks, sealer, answers: Answers::new(sealing) }
    }

    /// The database, for reading.
    pub const fn database(&self) -> &Database {
        &self.database
    }

    /// Both clocks.
    pub const fn clocks(&self) -> &Clocks {
        &self.clocks
    }

    /// Performs an act once, however often its request is sent, and answers as the first time.
    ///
    /// # Errors
    /// What the work refused, or that the key is in flight, was used for another body, or the database is away.
    pub async fn perform<'env, E, W>(&'env self, call: &'env Call, work: W) -> Result<Answer, E>
    where
        E: From<ActFault> + MayBeTheDatabase + Send,
        W: for<'t> Fn(&'t Act<'env>) -> Work<'t, Answer, E> + Send + Sync,
    {
        let claim = self.answers.claim(call)?;
        let mut tried = 0;
        loop {
            if let Some(claim) = &claim {
                let now = self.clocks.real.now_millis();
                if let Some(answer) = self.answers.before(self.database.reader(), claim, now).await? {
                    return Ok(answer);
                }
            }
            let kept = Keeping { claim: claim.as_ref(), answer_of: |answer| Some(answer) };
            match self.attempt(call, &kept, &work).await {
                Err(error) if is_worth_another_try(&error, &mut tried) => rest_after(tried).await,
                outcome => return outcome,
            }
        }
    }

    /// Performs what no request brought: sweeps, followers and commands of the operator. It records what it records.
    ///
    /// # Errors
    /// What the work refused, or the database's.
    pub async fn perform_own<'env, T, E, W>(&'env self, call: &'env Call, work: W) -> Result<T, E>
    where
        T: Send,
        E: From<ActFault> + MayBeTheDatabase + Send,
        W: for<'t> Fn(&'t Act<'env>) -> Work<'t, T, E> + Send + Sync,
    {
        let mut tried = 0;
        loop {
            let kept = Keeping { claim: None, answer_of: |_| None };
            match self.attempt(call, &kept, &work).await {
                Err(error) if is_worth_another_try(&error, &mut tried) => rest_after(tried).await,
                outcome => return outcome,
            }
        }
    }

    async fn attempt<'env, T, E, W>(&'env self, call: &'env Call, kept: &Keeping<'_, T>, work: &W) -> Result<T, E>
    where
        T: Send,
        E: From<ActFault> + Send,
        W: for<'t> Fn(&'t Act<'env>) -> Work<'t, T, E> + Sync,
    {
        let transaction = self.database.begin(Isolation::Serializable).await.map_err(ActFault::Database)?;
        let act = Act {
            transaction,
            clocks: &self.clocks,
            call,
            moment: self.clocks.moment.moment(),
            entries: Mutex::default(),
            of: PhantomData,
        };
        let outcome = self.within(&act, kept, work).await;
        let transaction = act.transaction;
        match outcome {
            Ok(outcome) => {
                transaction.commit().await.map_err(ActFault::Database)?;
                self.sealer.wake();
                Ok(outcome)
            }
            Err(refused) => {
                if let Err(error) = transaction.rollback().await {
                    // The connection is gone, and the transaction with it.
                    tracing::debug!(%error, "a refused act could not be rolled back");
                }
                Err(refused)
            }
        }
    }

    async fn within<'env, T, E, W>(&self, act: &Act<'env>, kept: &Keeping<'_, T>, work: &W) -> Result<T, E>
    where
        T: Send,
        E: From<ActFault> + Send,
        W: for<'t> Fn(&'t Act<'env>) -> Work<'t, T, E> + Sync,
    {
        if let Some(claim) = kept.claim {
            self.answers.take(&act.transaction, claim).await?;
        }
        let outcome = work(act).await?;
        let entries = act.entries.lock().map(|mut entries| std::mem::take(&mut *entries)).unwrap_or_default();
        let answer = (kept.answer_of)(&outcome);
        if entries.is_empty() && answer.is_some_and(Answer::is_a_change) {
            let cause = format!("{} changed something and recorded nothing", act.call.operation);
            return Err(ActFault::Inconsistent { table: "hall_entry", cause }.into());
        }
        let entries = journal::write(&act.recording(), entries, || act.new_id());
        journal::record(&act.transaction, entries).await.map_err(ActFault::Database)?;
        if let (Some(claim), Some(answer)) = (kept.claim, answer) {
            self.answers.keep(&act.transaction, claim, answer, act.real_millis()).await?;
        }
        Ok(outcome)
    }
}

/// Under which key the answer is kept, and what of the outcome is the answer.
struct Keeping<'c, T> {
    claim: Option<&'c Claim>,
    answer_of: fn(&T) -> Option<&Answer>,
}

fn is_worth_another_try(error: &impl MayBeTheDatabase, tried: &mut u32) -> bool {
    *tried += 1;
    let again = *tried < MAX_TRIES && error.database_error().is_some_and(may_be_done_again);
    if again {
        tracing::debug!(tried, "an act lost a race and is done again");
    }
    again
}

/// Rests for a time that is drawn from 0 to 2, 4, 8 … 128 ms: acts that met would meet again if they all began at once.
async fn rest_after(tried: u32) {
    let [drawn] = random_bytes::<1>();
    let longest = Duration::from_millis(1 << tried.min(LONGEST_REST_AFTER));
    tokio::time::sleep(longest * u32::from(drawn) / 256).await;
}
