//! The watch over collateral: it follows the registry's changes behind a cursor of its own, and tells pledgee and pledgor what
//! became of a pledged right, with what the rights still cover.
//!
//! ```text
//! changes behind the cursor ──► pledges on these rights ──► findings ──► notices, sights and cursor: one act
//! ```
//!
//! **Invariants**
//! - Every change is looked at, in order, and each finding is told once, whatever the number of processes.
//! - The watch holds up nobody: imports do not wait for it.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use accounts::door::standing;
use domain::financing::demand::FirmIdentity;
use domain::financing::money::Money;
use domain::financing::pledge::Origin;
use domain::financing::watch::{Cover, Finding, Sight, cover, findings};
use domain::identifier::Uscc;
use hall::act::{Act, ActFault, uuid_of};
use hall::ids::new_request_id;
use hall::notices;
use hall::policy::Call;
use registry::door::ChangedRight;
use uuid::Uuid;

use crate::cases::{StoredDemand, StoredPledge};
use crate::desk::{Desk, answer_of};
use crate::notices::of_collateral;
use crate::store::watch::{self, Owed, Standing};

/// Changes that are looked at in one act: with more, others wait longer for their turn to write.
const CHANGES_AT_ONCE: u64 = 1_000;
/// How often changes are looked for.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How long a watch that failed waits before it tries again.
const REST_AFTER_FAULT: Duration = Duration::from_secs(5);

/// The watch. Clones share everything.
#[derive(Debug, Clone)]
pub struct Watch(pub Desk);

/// What became of one pledged right.
struct Found {
    pledge: StoredPledge,
    findings: Vec<Finding>,
}

impl Watch {
    /// Watches for ever.
    pub async fn run(&self) {
        loop {
            let rest = match self.catch_up().await {
                Ok(()) => LOOK_EVERY,
                Err(error) => {
                    tracing::error!(%error, "the watch over collateral could not look; it tries again");
                    REST_AFTER_FAULT
                }
            };
            tokio::time::sleep(rest).await;
        }
    }

    /// Looks at every change that there is.
    ///
    /// # Errors
    /// The database's.
    pub async fn catch_up(&self) -> Result<(), ActFault> {
        while self.look().await? == CHANGES_AT_ONCE {}
        Ok(())
    }

    /// Looks at some changes; how many.
    async fn look(&self) -> Result<u64, ActFault> {
        let (acts, today) = (self.0.acts(), self.0.today());
        let reader = acts.database().reader();
        let from = watch::looked_up_to(reader).await?;
        let changes = self.0.registry().changed_after(reader, from, CHANGES_AT_ONCE, today).await?;
        let Some(to) = changes.last().map(|last| last.change_number) else { return Ok(0) };
        let call = Call::of_the_system("watchCollateral", new_request_id());
        let changes = &changes;
        acts.perform_own::<_, ActFault, _>(&call, |act| {
            Box::pin(async move {
                if watch::look_on(act.transaction(), from, to).await? {
                    self.tell(act, changes).await?;
                }
                Ok(())
            })
        })
        .await?;
        Ok(u64::try_from(changes.len()).unwrap_or_default())
    }

    async fn tell(&self, act: &Act<'_>, changes: &[ChangedRight]) -> Result<(), ActFault> {
        let numbers: Vec<String> = changes.iter().map(|change| change.right.number.clone()).collect();
        let pledges = watch::standing_on(act.transaction(), &numbers).await?;
        if pledges.is_empty() {
            return Ok(());
        }
        let firms = firms_of(act, &pledges).await?;
        let ids: Vec<Uuid> = pledges.iter().map(|pledge| pledge.id).collect();
        let before = watch::sights(act.transaction(), &ids).await?;
        let by_number: HashMap<&str, &ChangedRight> =
            changes.iter().map(|change| (change.right.number.as_str(), change)).collect();
        let (mut found, mut seen) = (Vec::new(), Vec::new());
        for pledge in pledges {
            let (Some(change), Some(firm)) =
                (by_number.get(pledge.state.facts().right.number.as_str()), firm_of(&pledge, &firms))
            else {
                continue;
            };
            let now = Sight::of(&answer_of(change.right.clone()), firm);
            let was = before.get(&pledge.id).copied().unwrap_or(Sight::SOUND);
            let findings = findings(&was, &now);
            if now != was {
                seen.push((pledge.id, now));
            }
            if !findings.is_empty() {
                found.push(Found { pledge, findings });
            }
        }
        watch::see(act.transaction(), &seen).await?;
        let covers = self.covers(act, &found).await?;
        let told: Vec<_> = found
            .iter()
            .flat_map(|found| {
                let cover = found.pledge.state.facts().deal().and_then(|deal| covers.get(&uuid_of(deal)));
                found.findings.iter().flat_map(move |finding| of_collateral(&found.pledge, *finding, cover))
            })
            .collect();
        notices::raise_all(act, &told).await?;
        Ok(())
    }

    /// How far the rights of each deal of these pledges still cover what is not paid back; of one without money nothing.
    async fn covers(&self, act: &Act<'_>, found: &[Found]) -> Result<HashMap<Uuid, Cover>, ActFault> {
        let deals: BTreeSet<Uuid> =
            found.iter().filter_map(|found| found.pledge.state.facts().deal()).map(uuid_of).collect();
        let deals: Vec<Uuid> = deals.into_iter().collect();
        let pledges = watch::of_deals(act.transaction(), &deals).await?;
        let ids: Vec<Uuid> = pledges.iter().map(|pledge| pledge.id).collect();
        let sights = watch::sights(act.transaction(), &ids).await?;
        let mut by_deal: HashMap<Uuid, Vec<&Standing>> = HashMap::new();
        for pledge in &pledges {
            by_deal.entry(pledge.deal_id).or_default().push(pledge);
        }
        let owed = watch::owed(act.transaction(), &deals).await?;
        let demands: Vec<Uuid> = owed.iter().map(|deal| deal.demand_id).collect();
        let demands: HashMap<Uuid, StoredDemand> =
            watch::demands(act.transaction(), &demands).await?.into_iter().map(|demand| (demand.id, demand)).collect();
        let numbers = self.0.numbers();
        let of_deal = |deal: &Owed| {
            let demand = demands.get(&deal.demand_id)?;
            let still = by_deal.get(&deal.id).into_iter().flatten();
            let still = still.filter(|pledge| sights.get(&pledge.id).is_none_or(Sight::is_sound));
            let values: Vec<Option<Money>> = still.map(|pledge| value_of(demand, pledge)).collect();
            Some((deal.id, cover(&values, Money::from_fen(deal.outstanding?)?, &numbers)))
        };
        Ok(owed.iter().filter_map(of_deal).collect())
    }
}

/// What a right was said to be worth at least.
fn value_of(demand: &StoredDemand, pledge: &Standing) -> Option<Money> {
    let mut rights = demand.state.demand().rights.iter();
    let right = rights.find(|right| right.key.number == pledge.number && right.key.kind.code() == pledge.kind)?;
    right.value.as_ref().map(|value| value.low)
}

type Firms = HashMap<Uuid, FirmIdentity>;

async fn firms_of(act: &Act<'_>, pledges: &[StoredPledge]) -> Result<Firms, ActFault> {
    let ids: BTreeSet<Uuid> = pledges.iter().filter_map(firm_id).collect();
    let mut firms = Firms::new();
    for id in ids {
        if let Some(firm) = standing(act.transaction(), id).await? {
            let uscc = firm.uscc.as_deref().and_then(|uscc| Uscc::parse(uscc).ok());
            firms.insert(id, FirmIdentity { name: firm.name, uscc });
        }
    }
    Ok(firms)
}

fn firm_id(pledge: &StoredPledge) -> Option<Uuid> {
    match pledge.state.facts().origin {
        Origin::Deal { firm, .. } => Some(uuid_of(firm)),
        Origin::Elsewhere => None,
    }
}

fn firm_of<'f>(pledge: &StoredPledge, firms: &'f Firms) -> Option<&'f FirmIdentity> {
    firms.get(&firm_id(pledge)?)
}
