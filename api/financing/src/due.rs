//! What this room does when something falls due.

use async_trait::async_trait;
use domain::calendar::Late;
use domain::financing::deal::{DealCommand, step};
use domain::financing::demand::DemandCommand;
use hall::act::{Act, ActFault, table};
use hall::deadlines::{Deadline, FallsDue};

use uuid::Uuid;

use crate::desk::demands::EXPIRES;
use crate::desk::{ANNUAL_FEE, Desk, PLEDGE_STEP, STEP, STEP_TODAY};
use crate::notices::{FEE_DUE, OFFICE_LATE, tell_of_step, tell_the_sides};
use crate::store;

/// The room's answer to the sweep.
#[derive(Debug, Clone)]
pub struct FinancingDue(pub Desk);

#[async_trait]
impl FallsDue for FinancingDue {
    fn room(&self) -> &'static str {
        "financing."
    }

    async fn fall_due(&self, act: &Act<'_>, deadline: &Deadline) -> Result<(), ActFault> {
        match deadline.kind.as_str() {
            EXPIRES => {
                let known = table::find::<store::Demands>(act.transaction(), deadline.aggregate_id).await?;
                if let Some(known) = known {
                    self.0.change_demand_within(act, known, DemandCommand::Expire).await?;
                }
                Ok(())
            }
            STEP => self.step_is_over(act, deadline.aggregate_id).await,
            STEP_TODAY => self.step_is_today(act, deadline.aggregate_id).await,
            ANNUAL_FEE => self.annual_fee_is_due_soon(act, deadline.aggregate_id).await,
            PLEDGE_STEP => office_is_late(act, deadline.aggregate_id).await,
            other => Err(ActFault::Inconsistent { table: "hall_deadline", cause: format!("nobody knows {other}") }),
        }
    }
}

impl FinancingDue {
    /// The step was not done in time: the deal ends as the calendar says, or both sides hear that it is late.
    async fn step_is_over(&self, act: &Act<'_>, id: Uuid) -> Result<(), ActFault> {
        let Some(deal) = table::find::<store::Deals>(act.transaction(), id).await? else { return Ok(()) };
        let calendar = self.0.legal_time().calendar(act.transaction()).await?;
        let Some(step) = step(&deal.state, &self.0.law(&calendar)) else { return Ok(()) };
        if step.late == Late::Lapses {
            self.0.change_deal_within(act, deal, DealCommand::Lapse).await?;
            return Ok(());
        }
        tell_of_step(act, &deal, step.kind, step.whose, true).await
    }

    /// Both sides hear on which day the fee is due, and the next one is watched for.
    async fn annual_fee_is_due_soon(&self, act: &Act<'_>, id: Uuid) -> Result<(), ActFault> {
        let Some(pledge) = table::find::<store::Pledges>(act.transaction(), id).await? else { return Ok(()) };
        let today = act.moment().legal_day();
        let Some(due_on) = self.0.annual_fee_of(act, &pledge, today).await? else { return Ok(()) };
        tell_the_sides(act, &pledge, FEE_DUE, &due_on.to_string()).await?;
        self.0.watch_annual_fee(act, &pledge, due_on).await
    }

    async fn step_is_today(&self, act: &Act<'_>, id: Uuid) -> Result<(), ActFault> {
        let Some(deal) = table::find::<store::Deals>(act.transaction(), id).await? else { return Ok(()) };
        let calendar = self.0.legal_time().calendar(act.transaction()).await?;
        let Some(step) = step(&deal.state, &self.0.law(&calendar)) else { return Ok(()) };
        tell_of_step(act, &deal, step.kind, step.whose, false).await
    }
}

async fn office_is_late(act: &Act<'_>, id: Uuid) -> Result<(), ActFault> {
    let Some(pledge) = table::find::<store::Pledges>(act.transaction(), id).await? else { return Ok(()) };
    tell_the_sides(act, &pledge, OFFICE_LATE, "office_late").await
}
