//! Keys under which a request may be sent again: claimed while it runs, and answered as before afterwards.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use sea_orm::DatabaseTransaction;

use super::store::answers::{self, AnswerKey, StoredAnswer};
use super::{ActFault, Answer};
use crate::db::Connection;
use crate::policy::Call;
use crate::secrets::SealingKey;

/// How long an answer is kept, in milliseconds of real time.
pub(crate) const KEPT_FOR: i64 = 24 * 60 * 60 * 1_000;

/// The keys in flight in this process, and the key that answers are sealed under. Clones share everything.
#[derive(Debug, Clone)]
pub(super) struct Answers {
    in_flight: Arc<Mutex<HashSet<AnswerKey>>>,
    sealing: Arc<SealingKey>,
}

/// A key that is being worked on. It is let go with this.
#[derive(Debug)]
pub(super) struct Claim {
    in_flight: Arc<Mutex<HashSet<AnswerKey>>>,
    key: AnswerKey,
    body_digest: [u8; 32],
}

impl Drop for Claim {
    fn drop(&mut self) {
        if let Ok(mut keys) = self.in_flight.lock() {
            keys.remove(&self.key);
        }
    }
}

impl Answers {
    pub(super) fn new(sealing: SealingKey) -> Self {
        Self { in_flight: Arc::default(), sealing: Arc::new(sealing) }
    }

    /// Claims the key of a call; `None`: the call has none.
    pub(super) fn claim(&self, call: &Call) -> Result<Option<Claim>, ActFault> {
        let Some(idempotency) = &call.idempotency else { return Ok(None) };
        let key =
            AnswerKey { caller: call.key_owner(), operation: call.operation.clone(), key: idempotency.key.clone() };
        let mut keys = self.in_flight.lock().map_err(|_| ActFault::InFlight)?;
        if !keys.insert(key.clone()) {
            return Err(ActFault::InFlight);
        }
        let in_flight = Arc::clone(&self.in_flight);
        Ok(Some(Claim { in_flight, key, body_digest: idempotency.body_digest }))
    }

    /// The answer that was given before.
    pub(super) async fn before(
        &self,
        connection: &impl Connection,
        claim: &Claim,
        now: i64,
    ) -> Result<Option<Answer>, ActFault> {
        let stored = answers::find(connection, &claim.key).await?;
        let Some(stored) = stored.filter(|stored| stored.created_at >= now - KEPT_FOR) else { return Ok(None) };
        if stored.body_digest != claim.body_digest {
            return Err(ActFault::OtherBody);
        }
        let cannot_be = |cause: &str| ActFault::Inconsistent { table: "hall_answer", cause: cause.into() };
        let opened = self.sealing.open(&stored.answer, &claim.key.context());
        let opened = opened.map_err(|_| cannot_be("it was sealed under another key, or changed"))?;
        Answer::of_kept(&opened).map(Some).ok_or_else(|| cannot_be("it cannot be read"))
    }

    /// Takes the key among all processes.
    pub(super) async fn take(&self, transaction: &DatabaseTransaction, claim: &Claim) -> Result<(), ActFault> {
        if answers::take(transaction, &claim.key).await? { Ok(()) } else { Err(ActFault::InFlight) }
    }

    /// Keeps the answer, in the transaction of the act.
    pub(super) async fn keep(
        &self,
        transaction: &DatabaseTransaction,
        claim: &Claim,
        answer: &Answer,
        now: i64,
    ) -> Result<(), ActFault> {
        let stored = StoredAnswer {
            body_digest: claim.body_digest.to_vec(),
            answer: self.sealing.seal(&answer.to_kept(), &claim.key.context()),
            created_at: now,
        };
        Ok(answers::keep(transaction, &claim.key, stored, now - KEPT_FOR).await?)
    }
}
