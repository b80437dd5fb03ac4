//! How operations run: one at a time in each process, under a lease, until they have ended.

use std::fmt::Debug;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::FutureExt as _;
use serde_json::{Value, json};
use tokio::time::sleep;

use super::store::{self, Lease};
use super::{CASE, Failure, Operation, Progress, State, Words, kinds};
use crate::act::{Act, ActFault, Acts};
use crate::db::Isolation;
use crate::http::Sentence;
use crate::ids::new_request_id;
use crate::journal::Aggregate;
use crate::notices::{self, Notice, Recipient};
use crate::policy::Call;

/// How often operations are looked for that were queued, or that another process left.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// How often progress is written and a cancellation is looked for.
const WRITE_EVERY: Duration = Duration::from_millis(500);

/// How long a lease holds, in milliseconds. What a process that died was working on waits no longer.
const LEASE: i64 = 15_000;

/// A lease is renewed when it is so old, in milliseconds, though nothing was told.
const RENEWED_AFTER: i64 = 5_000;

/// What an operation came to.
#[derive(Debug, Clone)]
pub struct Ran {
    /// What whoever asked is shown.
    pub result: Value,
    /// What of it stands in the journal: counts and ids, no content.
    pub facts: Value,
}

/// Why an operation did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum RunFault {
    /// It never will.
    #[error("{code}: {title:?}")]
    Fails {
        /// The stable code.
        code: &'static str,
        /// What is wrong.
        title: Sentence,
    },
    /// Something that it needs is away. It is tried again when the lease has run out.
    #[error("it is tried again: {0}")]
    Away(String),
}

impl From<ActFault> for RunFault {
    fn from(fault: ActFault) -> Self {
        Self::Away(fault.to_string())
    }
}

/// Whoever runs operations of one kind.
#[async_trait]
pub trait Runs: Debug + Send + Sync {
    /// The kind, for ever.
    fn kind(&self) -> &'static str;

    /// What people call it.
    fn name(&self) -> Sentence;

    /// Runs one, perhaps not for the first time. It may be dropped wherever it awaits.
    async fn run(&self, operation: &Operation, progress: &Progress) -> Result<Ran, RunFault>;

    /// Takes away what it needed, after it is written that it is done.
    async fn tidy(&self, operation: &Operation) {
        let _ = operation;
    }
}

/// Runs the operations of this process. Clones share everything.
#[derive(Debug, Clone)]
pub struct Runner {
    acts: Acts,
    all: Arc<[Arc<dyn Runs>]>,
    /// This process, among all that may hold a lease.
    process: Arc<str>,
}

impl Runner {
    /// The runner of this process.
    pub fn new(acts: Acts, all: Vec<Arc<dyn Runs>>) -> Self {
        Self { acts, all: all.into(), process: new_request_id().into() }
    }

    /// Runs operations for ever.
    pub async fn run(&self) {
        loop {
            match self.step().await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => tracing::error!(%error, "an operation is tried again when its lease has run out"),
            }
            sleep(LOOK_EVERY).await;
        }
    }

    /// Runs what waits now, until nothing does.
    ///
    /// # Errors
    /// The first fault of the database; how an operation ended stands in its row.
    pub async fn catch_up(&self) -> Result<(), ActFault> {
        while self.step().await? {}
        Ok(())
    }

    /// Lets go of what this process holds, so that another need not wait for a lease to run out.
    pub async fn let_go(&self) {
        if let Err(error) = store::let_go(self.acts.database().writer(), &self.process).await {
            tracing::debug!(%error, "a lease is left to run out");
        }
    }

    /// Runs the operation whose turn it is; whether there was one.
    async fn step(&self) -> Result<bool, ActFault> {
        let kinds: Vec<&'static str> = self.all.iter().map(|runs| runs.kind()).collect();
        let now = self.acts.clocks().real.now_millis();
        if !store::is_any_waiting(self.acts.database().reader(), &kinds, now).await? {
            return Ok(false);
        }
        let Some(operation) = self.take(kinds).await? else { return Ok(false) };
        let Some(runs) = self.all.iter().find(|runs| runs.kind() == operation.kind) else { return Ok(false) };
        let progress = Progress::from(operation.progress.clone());
        let outcome = tokio::select! {
            outcome = to_its_end(runs.as_ref(), &operation, &progress) => Some(outcome),
            () = self.keep(&operation, &progress) => None,
        };
        progress.end();
        let ended = match outcome {
            None => {
                tracing::info!(id = %operation.id, kind = operation.kind, "an operation was stopped");
                return Ok(true);
            }
            Some(Err(RunFault::Away(cause))) => {
                tracing::warn!(id = %operation.id, kind = operation.kind, cause, "an operation is tried again");
                return Ok(true);
            }
            Some(Ok(ran)) => Ended::Done(ran),
            Some(Err(RunFault::Fails { code, title })) => {
                Ended::Failed(Failure { code: code.to_owned(), title: Words::from(&title) })
            }
        };
        if self.end(&operation, &progress, runs.name(), &ended).await? && matches!(ended, Ended::Done(_)) {
            runs.tidy(&operation).await;
        }
        Ok(true)
    }

    fn lease(&self, operation: uuid::Uuid) -> Lease {
        let now = self.acts.clocks().real.now_millis();
        Lease { operation, holder: self.process.to_string(), until: now + LEASE, now }
    }

    async fn take(&self, kinds: Vec<&'static str>) -> Result<Option<Operation>, ActFault> {
        let (kinds, lease) = (Arc::new(kinds), Arc::new(self.lease(uuid::Uuid::nil())));
        let database = self.acts.database();
        database
            .write::<_, ActFault, _>(Isolation::ReadCommitted, |transaction| {
                let (kinds, lease) = (Arc::clone(&kinds), Arc::clone(&lease));
                Box::pin(async move { store::take(transaction, &kinds, &lease).await })
            })
            .await
    }

    /// Writes progress and renews the lease; returns when the operation was cancelled, or the lease is lost.
    async fn keep(&self, operation: &Operation, progress: &Progress) {
        let database = self.acts.database();
        let mut written = operation.progress.clone();
        let mut held_until = self.lease(operation.id).until;
        loop {
            sleep(WRITE_EVERY).await;
            let (told, lease) = (progress.told(), self.lease(operation.id));
            let is_due = told != written || lease.until - held_until >= RENEWED_AFTER;
            let held = match is_due {
                true => store::note(database.writer(), &lease, &told).await,
                false => store::is_held(database.reader(), &lease).await,
            };
            match held {
                Ok(true) if is_due => (written, held_until) = (told, lease.until),
                Ok(true) => {}
                Ok(false) => break,
                Err(error) if lease.now >= held_until => {
                    tracing::warn!(%error, id = %operation.id, "a lease could not be renewed");
                    break;
                }
                Err(error) => tracing::debug!(%error, "progress is written later"),
            }
        }
        progress.end();
    }

    /// Writes how an operation ended, unless it was cancelled or taken over in the last moment; whether it was written.
    async fn end(
        &self,
        operation: &Operation,
        progress: &Progress,
        name: Sentence,
        ended: &Ended,
    ) -> Result<bool, ActFault> {
        let call = Call::of_the_system("runOperation", new_request_id());
        let ending = Ending { lease: self.lease(operation.id), progress, name: Words::from(&name), ended };
        self.acts.perform_own::<_, ActFault, _>(&call, |act| Box::pin(ending.write(act))).await
    }
}

/// How an operation ended.
enum Ended {
    Done(Ran),
    Failed(Failure),
}

struct Ending<'e> {
    lease: Lease,
    progress: &'e Progress,
    name: Words,
    ended: &'e Ended,
}

impl Ending<'_> {
    async fn write(&self, act: &Act<'_>) -> Result<bool, ActFault> {
        let held = store::held_by(act.transaction(), &self.lease).await?;
        let Some(mut operation) = held else { return Ok(false) };
        operation.progress = self.progress.told();
        let name = &self.name;
        let (kind, facts) = match self.ended {
            Ended::Done(ran) => {
                operation.ended(State::Done, act.real_millis());
                operation.result = Some(ran.result.clone());
                act.record(operation.entry("finished", ran.facts.clone()));
                (kinds::FINISHED, json!({"zh": name.zh, "en": name.en}))
            }
            Ended::Failed(failure) => {
                operation.ended(State::Failed, act.real_millis());
                operation.failure = Some(failure.clone());
                act.record(operation.entry("failed", json!({"code": failure.code})));
                let Words { zh, en } = &failure.title;
                (kinds::FAILED, json!({"zh": name.zh, "en": name.en, "cause_zh": zh, "cause_en": en}))
            }
        };
        store::end(act.transaction(), &operation).await?;
        if let Some(recipient) = who_is_told(&operation) {
            let aggregate = Aggregate { kind: CASE, id: operation.id };
            notices::raise(act, Notice { recipient, kind, aggregate, facts }).await?;
        }
        Ok(true)
    }
}

/// The person who began it, or the organisation whose program did.
fn who_is_told(operation: &Operation) -> Option<Recipient> {
    let actor = operation.actor();
    let person = actor.id.filter(|_| actor.kind == "person").map(Recipient::Person);
    person.or_else(|| operation.organisation.map(Recipient::Organisation))
}

/// An operation that breaks its own rules fails, and takes nothing else of the process with it.
async fn to_its_end(runs: &dyn Runs, operation: &Operation, progress: &Progress) -> Result<Ran, RunFault> {
    let run = AssertUnwindSafe(runs.run(operation, progress)).catch_unwind();
    run.await.unwrap_or_else(|_| {
        tracing::error!(id = %operation.id, kind = operation.kind, "an operation panicked");
        let title = Sentence::new("系统内部错误", "Internal error");
        Err(RunFault::Fails { code: "internal", title })
    })
}
