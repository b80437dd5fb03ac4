//! What others know of a right that is pledged, asked in the act or reading that needs it.

use chrono::NaiveDate;
use domain::financing::demand::{
    BundledRight, DemandGate, DisputeAnswer, Origin as RightOrigin, RegisteredOwner, RightAnswer, Verdict,
};
use domain::financing::pledge::{PledgeGate, PledgeState};
use domain::registry::SimpleStatus;
use hall::act::{ActFault, found, table, uuid_of};
use hall::db::Connection;
use uuid::Uuid;

use super::Desk;
use crate::store;

impl Desk {
    /// What is known of the right of a pledge today; `own`: the pledge itself, which does not stand in its own way.
    pub(super) async fn pledge_gate(
        &self,
        connection: &impl Connection,
        pledge: &PledgeState,
        own: Option<Uuid>,
        today: NaiveDate,
    ) -> Result<PledgeGate, ActFault> {
        let deal = found(pledge.facts().deal())?;
        let deal = found(table::find::<store::Deals>(connection, uuid_of(deal)).await?)?;
        let demand = found(table::find::<store::Demands>(connection, uuid_of(deal.state.facts().demand)).await?)?;
        let demand = demand.state.demand();
        let right = found(demand.rights.iter().find(|right| right.key == pledge.facts().right))?;
        let gate = self.gate(connection, demand, today).await?;
        self.gate_of_right(connection, right, gate, own).await
    }

    /// What is known of one right of a demand.
    pub(super) async fn gate_of_right(
        &self,
        connection: &impl Connection,
        right: &BundledRight,
        gate: DemandGate,
        own: Option<Uuid>,
    ) -> Result<PledgeGate, ActFault> {
        let mut answer = match (&right.origin, gate.rights.get(&right.key)) {
            (RightOrigin::Declared { certificate, verdict }, _) => as_declared(&certificate.owners, verdict),
            (RightOrigin::Registry { .. }, Some(answer)) => answer.clone(),
            (RightOrigin::Registry { .. }, None) => nothing_is_known(),
        };
        let holding = store::pledges::holding(connection, &right.key).await?;
        let others: Vec<_> = holding.iter().filter(|(pledge, _)| Some(pledge.id) != own).collect();
        // The office publishes what it registered: a pledge of this register and the registry's word of one are the same.
        let is_in_the_register = others.iter().any(|(pledge, _)| pledge.state.register().is_some());
        let of_others = u32::try_from(others.len()).unwrap_or(u32::MAX);
        answer.pledges = match answer.pledges {
            Some(of_the_registry) if !is_in_the_register => Some(of_the_registry.saturating_add(of_others)),
            Some(_) => Some(of_others),
            None if of_others > 0 => Some(of_others),
            None => None,
        };
        let co_owners_agree = they_agree(right, &answer, &gate);
        Ok(PledgeGate {
            co_owners_agree,
            firm: gate.firm,
            right: answer,
            annual_fee_paid: None,
            invalidation_started: None,
            same_day_invention: None,
            similar_marks_left_out: None,
        })
    }
}

/// A copyright is known by its certificate, once a person has found that sound.
fn as_declared(owners: &[String], verdict: &Verdict) -> RightAnswer {
    let owner = |name: &String| RegisteredOwner { name: name.clone(), uscc: None };
    let (standing, ends_on) = match verdict {
        Verdict::Accepted { protected_until_on, .. } => (SimpleStatus::InForce, Some(*protected_until_on)),
        Verdict::Unchecked | Verdict::Refused { .. } => (SimpleStatus::Unknown, None),
    };
    RightAnswer { owners: owners.iter().map(owner).collect(), standing, ends_on, ..nothing_is_known() }
}

const fn nothing_is_known() -> RightAnswer {
    RightAnswer {
        owners: Vec::new(),
        standing: SimpleStatus::Unknown,
        ends_on: None,
        pledges: None,
        seized: None,
        dispute: DisputeAnswer::NotConnected,
    }
}

/// Whether each owner beside the firm has said so; `None`: nobody knows who owns it.
fn they_agree(right: &BundledRight, answer: &RightAnswer, gate: &DemandGate) -> Option<bool> {
    let beside = answer.owners.iter().filter(|owner| !gate.firm.is(owner));
    let co_owners: Vec<&str> = beside.map(|owner| owner.name.as_str()).collect();
    (!answer.owners.is_empty()).then(|| right.lacks_consent_of(&co_owners).is_empty())
}
