//! Pledges as they stand: those of the caller's deals, the register as anybody may search it, and what was made elsewhere.

use domain::financing::pledge::{Elsewhere, HowKnown, PledgeCommand, PublicEntry, decide, public_entry};
use hall::act::{ActFault, Answer, Stored, found, id_of, table, uuid_of, who_acts};
use hall::files::FileFacts;
use hall::policy::Call;
use uuid::Uuid;

use super::Desk;
use super::pledges::is_of;
use crate::cases::{PledgeCase, StoredPledge};
use crate::store;
use crate::store::pledges::{PledgeFilter, RegisterQuery};

/// What anybody may know of a pledge on a day.
#[derive(Debug)]
pub(crate) struct Registered {
    /// Its id.
    pub(crate) id: Uuid,
    /// What the law makes public of it.
    pub(crate) entry: PublicEntry,
    /// Whether it stands on that day.
    pub(crate) stands: bool,
}

impl Desk {
    /// Mirrors a pledge that was made elsewhere.
    ///
    /// # Errors
    /// What is wrong with it, with the field.
    pub(crate) async fn mirror_pledge(
        &self,
        call: &Call,
        elsewhere: Elsewhere,
        note: String,
        answer: impl Fn(&StoredPledge) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (elsewhere, note, answer) = (&elsewhere, &note, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let calendar = self.legal_time().calendar(act.transaction()).await?;
                    let known = HowKnown::Told { person: id_of(who_acts(act.call())), note: note.clone() };
                    let command = PledgeCommand::Mirror { elsewhere: elsewhere.clone(), known };
                    let events = decide(None, command, &self.law(&calendar), act.moment()).map_err(ActFault::Fields)?;
                    let pledge = found(Stored::<PledgeCase>::begun(act, act.new_id(), &events))?;
                    store::pledges::insert(act.transaction(), &pledge, None, act.real_millis()).await?;
                    Ok(answer(&pledge))
                })
            })
            .await
    }

    /// A page of the pledges of the caller's deals, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn pledges(
        &self,
        call: &Call,
        mut filter: PledgeFilter,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<StoredPledge>, u64), ActFault> {
        filter.of = call.confined_to();
        store::pledges::page(self.acts().database().reader(), &filter, after, limit).await
    }

    /// One pledge.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for one of others.
    pub(crate) async fn pledge(&self, call: &Call, id: Uuid) -> Result<StoredPledge, ActFault> {
        let known = table::find::<store::Pledges>(self.acts().database().reader(), id).await?;
        found(known.filter(|known| is_of(call, known)))
    }

    /// The papers of a pledge in one file, as they were made ready.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also where the papers are with the office or done with.
    pub(crate) async fn pack_of(&self, call: &Call, id: Uuid) -> Result<FileFacts, ActFault> {
        let pledge = self.pledge(call, id).await?;
        let pack = found(pledge.state.pack())?;
        self.files().of_a_case(uuid_of(pack.file)).await
    }

    /// A page of what anybody may know of the register as it stood on a day.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn search_register(
        &self,
        query: &RegisterQuery,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<Registered>, u64), ActFault> {
        let reader = self.acts().database().reader();
        let (pledges, total) = store::pledges::registered(reader, query, after, limit).await?;
        let on = |pledge: StoredPledge| {
            let entry = public_entry(&pledge.state, query.as_of)?;
            let stands = pledge.state.register().is_some_and(|register| register.stands_on(query.as_of));
            Some(Registered { id: pledge.id, entry, stands })
        };
        Ok((pledges.into_iter().filter_map(on).collect(), total))
    }
}
