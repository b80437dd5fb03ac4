//! Risk-compensation pools: their keeper founds and fills them; deals draw on them.

use domain::financing::pool::{PoolCommand, decide};
use domain::hall::Id;
use hall::act::{ActFault, Answer, Stored, acting_organisation, found, id_of, table, uuid_of, who_acts};
use hall::policy::Call;
use uuid::Uuid;

use super::Desk;
use crate::cases::{PoolCase, StoredPool};
use crate::store;

impl Desk {
    /// Founds a pool that the caller's organisation keeps.
    ///
    /// # Errors
    /// What is wrong with it, with the field.
    pub(crate) async fn found_pool(
        &self,
        call: &Call,
        command: impl Fn(Id, Id) -> PoolCommand + Send + Sync,
        answer: impl Fn(&StoredPool) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (keeper, command, answer) = (acting_organisation(call)?, &command, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let events = decide(None, command(id_of(who_acts(act.call())), id_of(keeper)), act.moment())?;
                    let pool = found(Stored::<PoolCase>::begun(act, act.new_id(), &events))?;
                    table::insert::<store::Pools>(act.transaction(), &pool, act.real_millis()).await?;
                    Ok(answer(&pool))
                })
            })
            .await
    }

    /// Changes a pool that the caller's organisation keeps.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub(crate) async fn change_pool(
        &self,
        call: &Call,
        id: Uuid,
        command: impl Fn(Id) -> PoolCommand + Send + Sync,
        answer: impl Fn(&StoredPool) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (command, answer) = (&command, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = table::find::<store::Pools>(act.transaction(), id).await?;
                    let known = found(known.filter(|known| call.may_see(Some(uuid_of(known.state.keeper)))))?;
                    act.has_seen(known.version)?;
                    let events = decide(Some(&known.state), command(id_of(who_acts(act.call()))), act.moment())?;
                    let before = known.version;
                    let pool = known.after(act, &events);
                    table::update::<store::Pools>(act.transaction(), &pool, before, act.real_millis()).await?;
                    Ok(answer(&pool))
                })
            })
            .await
    }

    /// A page of all pools, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn pools(&self, after: Option<Uuid>, limit: u64) -> Result<(Vec<StoredPool>, u64), ActFault> {
        store::pools::page(self.acts().database().reader(), after, limit).await
    }

    /// One pool.
    ///
    /// # Errors
    /// [`ActFault::NotFound`].
    pub(crate) async fn pool(&self, id: Uuid) -> Result<StoredPool, ActFault> {
        found(table::find::<store::Pools>(self.acts().database().reader(), id).await?)
    }
}
