//! What a deal does to other cases, in the act that changes it: the demand it takes or sets free, the other banks' deals that fall
//! away, the pledges that are given up with it, the pool that pays, the money that is paid out once.

use domain::financing::deal::{
    Compensation, DealCommand, DealCommandKind, DealEvent, DealState, Party, WithdrawalReason, allowed,
};
use domain::financing::demand::DemandCommand;
use domain::financing::pledge::PledgeCommand;
use domain::financing::pool::{PoolCommand, decide as decide_of_pool};
use domain::hall::Id;
use hall::act::{Act, ActFault, found, id_of, table, uuid_of, who_acts};
use uuid::Uuid;

use super::Desk;
use crate::cases::StoredDeal;
use crate::store;

/// Said of a pledge whose deal came to nothing.
const WITH_ITS_DEAL: &str = "业务终止，随之放弃办理";

impl Desk {
    /// All that follows from the events of one deal in other cases.
    #[expect(clippy::wildcard_enum_match_arm, reason = "of the other events nothing follows")]
    pub(super) async fn follow(
        &self,
        act: &Act<'_>,
        deal: &StoredDeal,
        before: &DealState,
        events: &[DealEvent],
    ) -> Result<(), ActFault> {
        for event in events {
            match event {
                DealEvent::OfferAccepted { accepted } => {
                    self.the_demand_is_taken(act, deal).await?;
                    self.the_other_offers_fall_away(act, deal, accepted.by).await?;
                }
                DealEvent::Disbursed { disbursement, .. } => {
                    store::deals::disburse(act.transaction(), deal.id, disbursement).await?;
                    self.change_the_demand(act, deal, DemandCommand::Close { deal: id_of(deal.id) }).await?;
                }
                DealEvent::PledgeDropped { pledge, reason, .. } => {
                    self.give_up_pledge(act, uuid_of(*pledge), reason).await?;
                }
                DealEvent::Compensated { compensation, .. } => self.the_pools_pay(act, deal, compensation).await?,
                _ => {}
            }
        }
        let came_to_nothing = deal.state.has_ended() && deal.state.loan().is_none();
        if came_to_nothing {
            for pledge in store::pledges::of_deal(act.transaction(), deal.id).await? {
                self.give_up_pledge(act, pledge.id, WITH_ITS_DEAL).await?;
            }
            if before.holds_its_demand() {
                self.change_the_demand(act, deal, DemandCommand::Release { deal: id_of(deal.id) }).await?;
            }
        }
        Ok(())
    }

    async fn the_demand_is_taken(&self, act: &Act<'_>, deal: &StoredDeal) -> Result<(), ActFault> {
        let command = DemandCommand::Match { deal: id_of(deal.id), bank: deal.state.facts().bank };
        self.change_the_demand(act, deal, command).await
    }

    async fn change_the_demand(
        &self,
        act: &Act<'_>,
        deal: &StoredDeal,
        command: DemandCommand,
    ) -> Result<(), ActFault> {
        let demand = table::find::<store::Demands>(act.transaction(), uuid_of(deal.state.facts().demand)).await?;
        self.change_demand_within(act, found(demand)?, command).await?;
        Ok(())
    }

    /// The firm takes one offer; what other banks offered or were asked for falls away.
    async fn the_other_offers_fall_away(&self, act: &Act<'_>, deal: &StoredDeal, by: Id) -> Result<(), ActFault> {
        let demand = uuid_of(deal.state.facts().demand);
        self.give_up_deals_of(act, demand, Some(deal.id), by, WithdrawalReason::OtherOfferAccepted).await
    }

    /// What was asked of banks for a demand that is no longer open falls away.
    pub(super) async fn the_demand_is_no_longer_open(&self, act: &Act<'_>, demand: Uuid) -> Result<(), ActFault> {
        let by = id_of(who_acts(act.call()));
        self.give_up_deals_of(act, demand, None, by, WithdrawalReason::DemandWithdrawn).await
    }

    async fn give_up_deals_of(
        &self,
        act: &Act<'_>,
        demand: Uuid,
        but: Option<Uuid>,
        by: Id,
        reason: WithdrawalReason,
    ) -> Result<(), ActFault> {
        let calendar = self.legal_time().calendar(act.transaction()).await?;
        let law = self.law(&calendar);
        for other in store::deals::of_demand(act.transaction(), demand).await? {
            if Some(other.id) == but || other.state.has_ended() || other.state.holds_its_demand() {
                continue;
            }
            // One that a clock has ended already is only shown to have.
            let has_lapsed = allowed(Some(&other.state), DealCommandKind::Lapse, &law, act.moment()).is_ok();
            let command =
                if has_lapsed { DealCommand::Lapse } else { DealCommand::Withdraw { by, reason, note: None } };
            Box::pin(self.change_deal_within(act, other, command)).await?;
        }
        Ok(())
    }

    async fn give_up_pledge(&self, act: &Act<'_>, id: Uuid, reason: &str) -> Result<(), ActFault> {
        let Some(pledge) = table::find::<store::Pledges>(act.transaction(), id).await? else { return Ok(()) };
        // What the office refused or struck off has ended already; what stands in its register is released there.
        if pledge.state.has_ended() || pledge.state.register().is_some() {
            return Ok(());
        }
        let command = PledgeCommand::Abandon { by: id_of(who_acts(act.call())), reason: reason.to_owned() };
        self.change_pledge_within(act, pledge, command).await?;
        Ok(())
    }

    /// Each pool that bears a part of the loss pays what the bank says it paid, if that is not more than it can.
    async fn the_pools_pay(
        &self,
        act: &Act<'_>,
        deal: &StoredDeal,
        compensation: &Compensation,
    ) -> Result<(), ActFault> {
        let course = deal.state.course();
        for (place, paid) in compensation.paid.iter().enumerate() {
            let is_pool = |party: &Party| matches!(party, Party::RiskPool { pool } if *pool == paid.bearer);
            if !course.parties.iter().any(is_pool) {
                continue;
            }
            let share = course.losses.iter().find(|share| share.bearer == paid.bearer).map(|share| share.share);
            let pool = found(table::find::<store::Pools>(act.transaction(), uuid_of(paid.bearer)).await?)?;
            let command = PoolCommand::Pay {
                deal: id_of(deal.id),
                claimed_on: compensation.claimed_on,
                loss: compensation.loss,
                share: share.unwrap_or_default(),
                amount: paid.amount,
            };
            let events = decide_of_pool(Some(&pool.state), command, act.moment())
                .map_err(|refused| ActFault::of_field(format!("/paid/{place}/amount"), refused.refusal))?;
            let before = pool.version;
            let pool = pool.after(act, &events);
            table::update::<store::Pools>(act.transaction(), &pool, before, act.real_millis()).await?;
        }
        Ok(())
    }
}
