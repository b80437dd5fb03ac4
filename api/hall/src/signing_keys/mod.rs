//! The platform's signing keys (Ed25519): for access tokens and for checkpoints of the journal. The newest signs; those
//! before it verify what they signed.
//!
//! **Invariants**
//! - A private key lies in the database only sealed under the master key.
//! - A key that was rotated out never signs again, and verifies for ever: its checkpoints outlive it.

mod rows;
mod store;

use std::sync::{Arc, RwLock};

use crate::act::{Act, ActFault};
use crate::clock::Clocks;
use crate::db::{Database, Isolation};
use crate::secrets::{PlatformKey, PublicKey, SealingKey};

pub use store::StoredKey;

/// How long a ring is used before it is read again, in milliseconds: other processes may have rotated.
const FRESH_FOR: i64 = 5_000;

/// How often a key that nobody knows makes the ring be read again, in milliseconds.
const ASKED_AGAIN_AFTER: i64 = 500;

/// The ring of keys. Clones share everything.
#[derive(Debug, Clone)]
pub struct SigningKeys {
    database: Database,
    clocks: Clocks,
    sealing: Arc<SealingKey>,
    ring: Arc<RwLock<Ring>>,
}

#[derive(Debug, Default, Clone)]
struct Ring {
    read_at: i64,
    keys: Vec<StoredKey>,
    active: Option<Arc<PlatformKey>>,
}

impl SigningKeys {
    /// The ring of this database; a first key is made where there is none.
    ///
    /// # Errors
    /// The database's, or that a key was sealed under another master key.
    pub async fn open(database: Database, clocks: Clocks, sealing: SealingKey) -> Result<Self, ActFault> {
        let keys = Self { database, clocks, sealing: Arc::new(sealing), ring: Arc::default() };
        keys.make_the_first().await?;
        keys.read_again().await?;
        Ok(keys)
    }

    /// Whether this master key's sealing key opens the key that signs, and which key that is. Nothing is made or changed;
    /// `None` where no key signs yet.
    ///
    /// # Errors
    /// The database's, or that the key was sealed under another master key.
    pub async fn look(database: &Database, sealing: &SealingKey) -> Result<Option<String>, ActFault> {
        let keys = store::all(database.reader()).await?;
        let Some(key) = keys.iter().rfind(|key| key.retired_at.is_none()) else { return Ok(None) };
        opened(key, sealing).map(|_| Some(key.public.kid().to_string()))
    }

    async fn make_the_first(&self) -> Result<(), ActFault> {
        if !store::all(self.database.reader()).await?.is_empty() {
            return Ok(());
        }
        let first = Arc::new(PlatformKey::generate());
        let now = self.clocks.real.now_millis();
        self.database
            .write::<_, ActFault, _>(Isolation::Serializable, |transaction| {
                let (first, sealing) = (Arc::clone(&first), Arc::clone(&self.sealing));
                Box::pin(async move {
                    // Two processes may start at once.
                    if store::all(transaction).await?.is_empty() {
                        store::insert(transaction, &first, &sealing, now).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    async fn read_again(&self) -> Result<Ring, ActFault> {
        let keys = store::all(self.database.reader()).await?;
        let newest = keys.iter().rfind(|key| key.retired_at.is_none());
        let active = match newest {
            Some(key) => Some(Arc::new(opened(key, &self.sealing)?)),
            None => None,
        };
        let ring = Ring { read_at: self.clocks.real.now_millis(), keys, active };
        if let Ok(mut kept) = self.ring.write() {
            *kept = ring.clone();
        }
        Ok(ring)
    }

    async fn ring(&self, no_older_than: i64) -> Result<Ring, ActFault> {
        let kept = self.ring.read().map(|ring| ring.clone()).unwrap_or_default();
        if self.clocks.real.now_millis() - kept.read_at < no_older_than { Ok(kept) } else { self.read_again().await }
    }

    /// The key that signs now.
    ///
    /// # Errors
    /// The database's.
    pub async fn active(&self) -> Result<Arc<PlatformKey>, ActFault> {
        let cause = || "no key signs".to_owned();
        let none = || ActFault::Inconsistent { table: "hall_signing_key", cause: cause() };
        self.ring(FRESH_FOR).await?.active.ok_or_else(none)
    }

    /// The public keys, retired ones included. `named`: one that must be among them if there is such a key.
    ///
    /// # Errors
    /// The database's.
    pub async fn public_keys(&self, named: Option<&str>) -> Result<Vec<PublicKey>, ActFault> {
        let publics = |ring: &Ring| ring.keys.iter().map(|key| key.public).collect::<Vec<_>>();
        let known = publics(&self.ring(FRESH_FOR).await?);
        let lacks = named.is_some_and(|named| known.iter().all(|key| key.kid() != named));
        if lacks { Ok(publics(&self.ring(ASKED_AGAIN_AFTER).await?)) } else { Ok(known) }
    }

    /// Every key, the oldest first.
    ///
    /// # Errors
    /// The database's.
    pub async fn all(&self) -> Result<Vec<StoredKey>, ActFault> {
        Ok(store::all(self.database.reader()).await?)
    }

    /// Retires the key that signs and makes the next one, in an act.
    ///
    /// # Errors
    /// The database's.
    pub async fn rotate(&self, act: &Act<'_>) -> Result<StoredKey, ActFault> {
        let now = act.real_millis();
        store::retire_all(act.transaction(), now).await?;
        let next = PlatformKey::generate();
        Ok(store::insert(act.transaction(), &next, &self.sealing, now).await?)
    }

    /// Forgets what is kept, after a rotation was committed.
    pub fn forget(&self) {
        if let Ok(mut ring) = self.ring.write() {
            ring.read_at = 0;
        }
    }
}

fn opened(key: &StoredKey, sealing: &SealingKey) -> Result<PlatformKey, ActFault> {
    PlatformKey::from_sealed(&key.sealed, sealing).map_err(|fault| {
        let cause = format!("the signing key {}: {fault}", key.public.kid());
        ActFault::Inconsistent { table: "hall_signing_key", cause }
    })
}
