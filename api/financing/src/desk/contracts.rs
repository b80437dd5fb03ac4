//! The contract of a deal: drawn up over pledges whose papers are ready, and read as it was drawn up.

use domain::financing::deal::{DealCommand, NewPledge};
use domain::financing::money::Money;
use domain::financing::pledge::refusals;
use hall::act::{ActFault, Answer, found, id_of, table, uuid_of, who_acts};
use hall::db::Connection;
use hall::files::{FileFacts, Kind};
use hall::policy::Call;
use uuid::Uuid;

use super::Desk;
use crate::cases::{StoredDeal, StoredPledge};
use crate::documents;
use crate::store;

/// A contract that is to be drawn up.
#[derive(Debug, Clone)]
pub(crate) struct ContractWish {
    /// The principal.
    pub(crate) amount: Money,
    /// The pledges of the deal whose papers are ready.
    pub(crate) pledges: Vec<Uuid>,
}

impl Desk {
    /// Draws up the contract of a deal over pledges whose papers are ready, as a PDF that both sign by its digest.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub(crate) async fn draw_up(
        &self,
        call: &Call,
        id: Uuid,
        wish: ContractWish,
        answer: impl Fn(&StoredDeal) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let reader = self.acts().database().reader();
        let known = self.deal(call, id).await?;
        found(call.may_see(Some(uuid_of(known.state.facts().bank))).then_some(()))?;
        let pledges = self.pledges_of_contract(reader, &known, &wish).await?;
        let (deal, amount, today) = (known.clone(), wish.amount, self.today());
        let contract = documents::made(move || documents::contract(&deal, amount, &pledges, today)).await?;
        let name = format!("质押融资合同-{id}.pdf");
        let laid = self.files().lay_ready(Some(uuid_of(known.state.facts().bank)), &name, Kind::Pdf, contract).await?;
        let (wish, laid, rendered, answer) = (&wish, &laid, known.version, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = found(table::find::<store::Deals>(act.transaction(), id).await?)?;
                    act.has_seen(known.version)?;
                    if known.version != rendered {
                        return Err(ActFault::Stale);
                    }
                    let pledges = self.pledges_of_contract(act.transaction(), &known, wish).await?;
                    let pledges = pledges.iter().filter_map(|pledge| {
                        let secured = pledge.state.facts().terms()?.amount;
                        Some(NewPledge { pledge: id_of(pledge.id), secured })
                    });
                    let pledges = pledges.collect();
                    let (file, digest) = self.files().enter(act, laid).await?;
                    let by = id_of(who_acts(act.call()));
                    let command = DealCommand::DrawUp { by, file: id_of(file), digest, amount: wish.amount, pledges };
                    Ok(answer(&self.change_deal_within(act, known, command).await?))
                })
            })
            .await
    }

    /// The pledges over which a contract is drawn up: of this deal, with their papers ready.
    async fn pledges_of_contract(
        &self,
        connection: &impl Connection,
        deal: &StoredDeal,
        wish: &ContractWish,
    ) -> Result<Vec<StoredPledge>, ActFault> {
        let mut pledges = Vec::new();
        for (place, id) in wish.pledges.iter().enumerate() {
            let no = |refusal| ActFault::of_field(format!("/pledge_ids/{place}"), refusal);
            let pledge = table::find::<store::Pledges>(connection, *id).await?;
            let pledge = pledge.filter(|pledge| pledge.state.facts().deal() == Some(id_of(deal.id)));
            let pledge = pledge.ok_or_else(|| no(refusals::pledge_of_another_deal()))?;
            if pledge.state.pack().is_none() || pledge.state.name() != "pack_ready" {
                return Err(no(refusals::pledge_pack_not_ready()));
            }
            pledges.push(pledge);
        }
        Ok(pledges)
    }

    /// The contract of a deal as it was drawn up.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also where none is.
    pub(crate) async fn contract_of(&self, call: &Call, id: Uuid) -> Result<FileFacts, ActFault> {
        let deal = self.deal(call, id).await?;
        let contract = found(deal.state.contract())?;
        self.files().of_a_case(uuid_of(contract.file)).await
    }
}
