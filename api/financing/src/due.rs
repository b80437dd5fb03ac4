//! What this room does when something falls due.

use async_trait::async_trait;
use domain::financing::demand::DemandCommand;
use hall::act::{Act, ActFault, table};
use hall::deadlines::{Deadline, FallsDue};

use crate::desk::Desk;
use crate::desk::demands::EXPIRES;
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
            other => Err(ActFault::Inconsistent { table: "hall_deadline", cause: format!("nobody knows {other}") }),
        }
    }
}
