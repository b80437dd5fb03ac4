//! What others know of the rights and the firm of a demand, asked in the act or reading that needs it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::financing::demand::{
    BundledRight, CreditAnswer, Demand, DemandGate, DisputeAnswer, FirmIdentity, RegisteredOwner, RightAnswer,
};
use domain::financing::product::PledgedKind;
use domain::identifier::Uscc;
use domain::registry::{Encumbered, RecordKind};
use hall::act::{ActFault, found, uuid_of};
use hall::db::Connection;
use registry::door::RegisteredRight;

use super::Desk;

impl Desk {
    /// What the registry and the other rooms know of a demand on a day. No source of disputes and of credit is connected yet,
    /// and that is what is said.
    pub(super) async fn gate(
        &self,
        connection: &impl Connection,
        demand: &Demand,
        day: NaiveDate,
    ) -> Result<DemandGate, ActFault> {
        let firm = found(accounts::door::standing(connection, uuid_of(demand.firm)).await?)?;
        let mut rights = BTreeMap::new();
        for right in &demand.rights {
            if let Some(known) = self.registered(connection, right, day).await? {
                rights.insert(right.key.clone(), answer_of(known));
            }
        }
        Ok(DemandGate {
            firm: FirmIdentity { name: firm.name, uscc: firm.uscc.as_deref().and_then(|uscc| Uscc::parse(uscc).ok()) },
            rights,
            credit: CreditAnswer::NotConnected,
        })
    }

    /// The right as the registry has it; `None`: it stands in no register of this platform.
    async fn registered(
        &self,
        connection: &impl Connection,
        right: &BundledRight,
        day: NaiveDate,
    ) -> Result<Option<RegisteredRight>, ActFault> {
        match register_of(right.key.kind) {
            None => Ok(None),
            Some(register) => self.registry().right(connection, register, &right.key.number, day).await,
        }
    }
}

/// The register in which a kind of right stands; `None`: in none of this platform.
pub(super) const fn register_of(kind: PledgedKind) -> Option<RecordKind> {
    match kind {
        PledgedKind::Invention | PledgedKind::UtilityModel | PledgedKind::Design => Some(RecordKind::Patent),
        PledgedKind::Trademark => Some(RecordKind::Trademark),
        PledgedKind::Copyright => None,
    }
}

/// What the register says of a right, as the rules ask.
pub(crate) fn answer_of(right: RegisteredRight) -> RightAnswer {
    let owner = |holder: registry::door::Holder| RegisteredOwner {
        name: holder.name,
        uscc: holder.uscc.as_deref().and_then(|uscc| Uscc::parse(uscc).ok()),
    };
    RightAnswer {
        owners: right.holders.into_iter().map(owner).collect(),
        standing: right.standing.reason.status(),
        ends_on: right.ends_on,
        pledges: lies_on_it(&right.pledged).map(u32::from),
        seized: lies_on_it(&right.preserved),
        dispute: DisputeAnswer::NotConnected,
    }
}

const fn lies_on_it(encumbered: &Encumbered) -> Option<bool> {
    match encumbered {
        Encumbered::Since { .. } => Some(true),
        Encumbered::Free { .. } => Some(false),
        Encumbered::Unknown => None,
    }
}
