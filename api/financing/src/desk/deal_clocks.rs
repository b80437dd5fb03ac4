//! The clocks of deals and of the offices that register, as deadlines that the sweep watches.
//!
//! ```text
//! step of a deal:  today (reminder) ─► over: the calendar's command, or the word that it is late
//! office's clock:  over: the word that the office is late
//! annual fee:      some days before it is due: the word to both sides, and the next one is watched for
//! ```

use chrono::{Days, NaiveDate};
use domain::calendar::{Basis, due};
use domain::financing::deal::{DealState, Law, Whose, step};
use domain::financing::pledge::{self, Origin, PledgeState};
use domain::financing::watch::annual_fee_due_after;
use domain::hall::Moment;
use domain::registry::RecordKind;
use hall::act::{Act, ActFault, Case, uuid_of};
use hall::deadlines::{self, Deadline, Raise, Watched, lift, watch};
use serde_json::json;

use super::Desk;
use super::gate::register_of;
use crate::cases::{DealCase, PledgeCase, StoredDeal, StoredPledge};

/// A step of a deal must be done.
pub(crate) const STEP: &str = "financing.deal_step";
/// It must be done today.
pub(crate) const STEP_TODAY: &str = "financing.deal_step_today";
/// The annual fee of a pledged patent is due soon.
pub(crate) const ANNUAL_FEE: &str = "financing.annual_fee";
/// The office decides.
pub(crate) const PLEDGE_STEP: &str = "financing.pledge_step";

impl Desk {
    /// Sets the deadlines of a deal as its clock runs now; those of one that is unchanged stay.
    pub(super) async fn set_deal_clock(
        &self,
        act: &Act<'_>,
        deal: &StoredDeal,
        before: Option<&DealState>,
        law: &Law<'_>,
    ) -> Result<(), ActFault> {
        let now = step(&deal.state, law);
        if before.and_then(|before| step(before, law)) == now {
            return Ok(());
        }
        for kind in [STEP, STEP_TODAY] {
            lift(act.transaction(), deal.id, kind).await?;
        }
        let Some(now) = now else { return Ok(()) };
        let facts = deal.state.facts();
        let (firm, bank) = (uuid_of(facts.firm), uuid_of(facts.bank));
        let (owner, keeper) = if now.whose == Whose::Firm { (firm, bank) } else { (bank, firm) };
        let of = |kind, raise, is_reminder| Watched {
            aggregate_kind: DealCase::KIND,
            aggregate_id: deal.id,
            kind,
            basis: now.basis.clone(),
            raise,
            is_reminder,
            owner,
            keeper,
            person: None,
            facts: json!({"step": now.kind.code(), "whose": now.whose.code()}),
        };
        watch(act, &of(STEP, Raise::DayAfter, false), law.calendar).await?;
        if lies_ahead(act, &now.basis, law)? {
            watch(act, &of(STEP_TODAY, Raise::OnTheDay, true), law.calendar).await?;
        }
        Ok(())
    }

    /// Watches for the next annual fee of a pledged patent after a day, while the pledge stands.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn watch_annual_fee(
        &self,
        act: &Act<'_>,
        pledge: &StoredPledge,
        after: NaiveDate,
    ) -> Result<(), ActFault> {
        lift(act.transaction(), pledge.id, ANNUAL_FEE).await?;
        if !matches!(pledge.state, PledgeState::Registered { .. }) {
            return Ok(());
        }
        let Some(due_on) = self.annual_fee_of(act, pledge, after).await? else { return Ok(()) };
        let days = u64::from(self.numbers().annual_fee_notice_days);
        let Some(due) = due_on.checked_sub_days(Days::new(days)).and_then(Moment::beginning_of) else { return Ok(()) };
        let deadline =
            Deadline { aggregate_kind: PledgeCase::KIND.into(), aggregate_id: pledge.id, kind: ANNUAL_FEE.into(), due };
        deadlines::set(act.transaction(), &deadline).await?;
        Ok(())
    }

    /// The next day after a day on which the annual fee of a pledged patent is due; `None`: the registry does not know, or the
    /// right has none.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn annual_fee_of(
        &self,
        act: &Act<'_>,
        pledge: &StoredPledge,
        after: NaiveDate,
    ) -> Result<Option<NaiveDate>, ActFault> {
        let right = &pledge.state.facts().right;
        let Some(register @ RecordKind::Patent) = register_of(right.kind) else { return Ok(None) };
        let known = self.registry().right(act.transaction(), register, &right.number, after).await?;
        let due_on = known.and_then(|known| {
            let due_on = annual_fee_due_after(known.filing_on?, after)?;
            // A term that ends first asks for no further fee.
            known.ends_on.is_none_or(|ends_on| due_on <= ends_on).then_some(due_on)
        });
        Ok(due_on)
    }

    /// Sets the deadline of the office that examines a pledge.
    pub(super) async fn set_pledge_clock(
        &self,
        act: &Act<'_>,
        pledge: &StoredPledge,
        before: Option<&PledgeState>,
        law: &Law<'_>,
    ) -> Result<(), ActFault> {
        let now = pledge::step(&pledge.state, law);
        if before.and_then(|before| pledge::step(before, law)) == now {
            return Ok(());
        }
        lift(act.transaction(), pledge.id, PLEDGE_STEP).await?;
        let (Some(now), Origin::Deal { firm, bank, .. }) = (now, &pledge.state.facts().origin) else { return Ok(()) };
        let watched = Watched {
            aggregate_kind: PledgeCase::KIND,
            aggregate_id: pledge.id,
            kind: PLEDGE_STEP,
            basis: now.basis,
            raise: Raise::DayAfter,
            is_reminder: false,
            owner: uuid_of(*bank),
            keeper: uuid_of(*firm),
            person: None,
            facts: json!({"right": pledge.state.facts().right.number, "procedure": now.kind.code()}),
        };
        watch(act, &watched, law.calendar).await?;
        Ok(())
    }
}

/// Whether the last day of a clock lies ahead, so that a reminder on it makes sense.
fn lies_ahead(act: &Act<'_>, basis: &Basis, law: &Law<'_>) -> Result<bool, ActFault> {
    let due_on = due(basis, law.calendar)?.due_on;
    Ok(Moment::beginning_of(due_on).is_some_and(|moment| moment > act.moment()))
}
