//! Case keys: one key for what is private in one case, wrapped by the master key. Destroying it makes all of it
//! unreadable, here and in every backup, while the journal's chain, which covers the sealed text, stays whole.
//!
//! ```text
//! made ──► used to seal and to open ──► destroyed (a list outside the database says so; a restore does it again)
//! ```
//!
//! **Invariants**
//! - A key lies in the database only wrapped, and the master key lies outside the database and its backups.
//! - A destroyed key is gone from its row; what it sealed answers as if it were not there.

mod rows;
mod store;

use std::collections::HashMap;
use std::sync::Arc;

use domain::hall::Refusal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::act::{Act, ActFault};
use crate::db::Connection;
use crate::secrets::{CaseKey, SealingKey};

pub use store::{destroy_again, destroyed, destroyed_since};

/// A destroyed key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DestroyedKey {
    /// The case whose key it was.
    pub case: Uuid,
    /// When it was destroyed, in real time (milliseconds since 1970).
    pub destroyed_at: i64,
}

/// Makes, opens and destroys case keys. Clones share everything.
#[derive(Debug, Clone)]
pub struct CaseKeys(Arc<SealingKey>);

impl CaseKeys {
    /// Case keys wrapped by this key.
    pub fn new(wrapping: SealingKey) -> Self {
        Self(Arc::new(wrapping))
    }

    /// A new key for a case, kept in the act's transaction.
    ///
    /// # Errors
    /// The database's.
    pub async fn make(&self, act: &Act<'_>, case: Uuid) -> Result<CaseKey, ActFault> {
        let key = CaseKey::generate();
        self.keep(act, case, &key).await?;
        Ok(key)
    }

    /// Keeps a key that was made, and used, before the act: sealing much takes longer than a transaction should.
    ///
    /// # Errors
    /// The database's.
    pub async fn keep(&self, act: &Act<'_>, case: Uuid, key: &CaseKey) -> Result<(), ActFault> {
        Ok(store::insert(act.transaction(), case, key.wrap(&self.0, case), act.real_millis()).await?)
    }

    /// The key of a case.
    ///
    /// # Errors
    /// [`gone`] where it was destroyed; the row's where it cannot be opened.
    pub async fn of(&self, connection: &impl Connection, case: Uuid) -> Result<CaseKey, ActFault> {
        let wrapped = store::wrapped(connection, &[case]).await?;
        let (_, wrapped) = wrapped.first().ok_or_else(gone)?;
        self.unwrapped(case, wrapped)
    }

    /// The keys of several cases; a destroyed one is left out.
    ///
    /// # Errors
    /// The database's; the row's where a key cannot be opened.
    pub async fn of_each(
        &self,
        connection: &impl Connection,
        cases: &[Uuid],
    ) -> Result<HashMap<Uuid, CaseKey>, ActFault> {
        let wrapped = store::wrapped(connection, cases).await?;
        wrapped.into_iter().map(|(case, wrapped)| Ok((case, self.unwrapped(case, &wrapped)?))).collect()
    }

    fn unwrapped(&self, case: Uuid, wrapped: &[u8]) -> Result<CaseKey, ActFault> {
        CaseKey::unwrap_with(wrapped, &self.0, case).map_err(|fault| ActFault::Inconsistent {
            table: "hall_case_key",
            cause: format!("the key of {case}: {fault}"),
        })
    }

    /// Destroys the key of a case, for ever.
    ///
    /// # Errors
    /// The database's.
    pub async fn destroy(&self, act: &Act<'_>, case: Uuid) -> Result<(), ActFault> {
        Ok(store::destroy(act.transaction(), case, act.real_millis()).await?)
    }
}

/// What was sealed under a destroyed key.
pub fn gone() -> Refusal {
    Refusal::new("private.destroyed", "内容已销毁", "The content was destroyed")
}
