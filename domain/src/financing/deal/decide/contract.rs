//! From the approval to the money: the contract, the pledges, the waiver, the disbursement.

use chrono::NaiveDate;

use super::super::terms::MOST_PLEDGES;
use super::super::{
    Agreement, Collateral, Contract, DealCommand as Command, DealEvent as Event, DealState as State, Disbursement,
    NewPledge, Pledged, Side, Signature, StepKind, Waiver, refusals, text,
};
use super::Here;
use crate::financing::money::Money;
use crate::hall::{Id, Refusal};

#[expect(clippy::wildcard_enum_match_arm, reason = "the dispatch before names each of them")]
pub(super) fn decide(here: Here<'_>, command: Command) -> Result<Event, Refusal> {
    let at = here.moment;
    match command {
        Command::DrawUp { by, file, digest, amount, pledges } => {
            the_amount_is_within(amount, here.state.offer().map(|offer| offer.terms.amount))?;
            let contract = Contract {
                file,
                digest: text::a_digest(&digest)?,
                amount,
                drawn_up: here.stamp(by),
                bank: None,
                firm: None,
            };
            Ok(Event::DrawnUp { contract, pledges: each_pledge_once(pledges, amount)? })
        }
        Command::Sign { side, by, digest, on } => signature(here, side, by, &digest, on),
        Command::AddPledge { pledge } => {
            a_further_one(here, pledge)?;
            Ok(Event::PledgeAdded { at, pledge })
        }
        Command::DropPledge { pledge, reason } => {
            if a_pledge(here, pledge)?.stands() {
                return Err(refusals::deal_pledge_stands());
            }
            Ok(Event::PledgeDropped { at, pledge, reason: text::a_reason(&reason)? })
        }
        Command::NoteRegistered { pledge, on } => {
            if a_pledge(here, pledge)?.registered_on.is_some() {
                return Err(refusals::deal_pledge_registered());
            }
            here.has_come_since(signed_on(here)?, on)?;
            Ok(Event::PledgeRegistered { at, pledge, on, late: here.is_late_for(StepKind::Register, on)? })
        }
        Command::NoteReleased { pledge, on } => {
            let pledged = a_pledge(here, pledge)?;
            let registered_on = pledged.registered_on.filter(|_| pledged.stands());
            here.has_come_since(registered_on.ok_or_else(refusals::deal_pledge_does_not_stand)?, on)?;
            Ok(Event::PledgeReleased { at, pledge, on, late: here.is_late_for(StepKind::Release, on)? })
        }
        Command::Waive { by, reason } => {
            Ok(Event::Waived { waiver: Waiver { stamp: here.stamp(by), reason: text::a_reason(&reason)? } })
        }
        Command::Disburse { by, amount, on, reference } => {
            the_amount_is_within(amount, here.state.contract().map(|contract| contract.amount))?;
            here.has_come_since(the_money_is_free_on(here)?, on)?;
            let late = here.is_late_on(on)?;
            let reference = text::a_line(&reference)?;
            Ok(Event::Disbursed { disbursement: Disbursement { stamp: here.stamp(by), amount, on, reference }, late })
        }
        _ => Err(here.stands_in_the_way()),
    }
}

/// More than nothing, and not more than what was agreed before.
fn the_amount_is_within(amount: Money, most: Option<Money>) -> Result<(), Refusal> {
    if amount == Money::ZERO {
        Err(refusals::deal_amount_zero())
    } else if most.is_some_and(|most| amount > most) {
        Err(refusals::deal_amount_exceeds())
    } else {
        Ok(())
    }
}

/// Rights of several kinds secure one loan in parts, each once, and all parts together no more than the contract.
fn each_pledge_once(pledges: Vec<NewPledge>, contract: Money) -> Result<Vec<NewPledge>, Refusal> {
    if !(1..=MOST_PLEDGES).contains(&pledges.len()) {
        return Err(refusals::deal_pledges_out_of_range());
    }
    let twice =
        |(place, one): (usize, &NewPledge)| pledges.iter().skip(place + 1).any(|next| next.pledge == one.pledge);
    if pledges.iter().enumerate().any(twice) {
        return Err(refusals::deal_pledge_twice());
    }
    it_secures_something(&pledges)?;
    is_secured_within(Money::sum(pledges.iter().map(|one| one.secured)), contract)?;
    Ok(pledges)
}

fn a_further_one(here: Here<'_>, new: NewPledge) -> Result<(), Refusal> {
    let collateral = collateral(here)?;
    if collateral.pledged(new.pledge).is_some() {
        return Err(refusals::deal_pledge_twice());
    }
    if collateral.pledges.len() >= MOST_PLEDGES {
        return Err(refusals::deal_pledges_out_of_range());
    }
    it_secures_something(&[new])?;
    let contract = here.state.contract().map_or(Money::ZERO, |contract| contract.amount);
    // Once the money is paid, a further right makes up for one that is worth less than it was: it secures the same part again.
    let secured = match here.state.loan() {
        Some(_) => Some(new.secured),
        None => collateral.secured().and_then(|secured| secured.plus(new.secured)),
    };
    is_secured_within(secured, contract)
}

fn it_secures_something(pledges: &[NewPledge]) -> Result<(), Refusal> {
    let secures_nothing = pledges.iter().any(|one| one.secured == Money::ZERO);
    if secures_nothing { Err(refusals::deal_amount_zero()) } else { Ok(()) }
}

fn is_secured_within(secured: Option<Money>, contract: Money) -> Result<(), Refusal> {
    let exceeds = secured.is_none_or(|secured| secured > contract);
    if exceeds { Err(refusals::deal_secured_exceeds_contract()) } else { Ok(()) }
}

/// What is signed is what was drawn up, by each side once, and not before the approval.
fn signature(here: Here<'_>, side: Side, by: Id, digest: &str, on: NaiveDate) -> Result<Event, Refusal> {
    let State::Contracting { agreement, .. } = here.state else { return Err(here.stands_in_the_way()) };
    let Agreement { contract, approved, .. } = agreement;
    if text::a_digest(digest)? != contract.digest {
        return Err(refusals::deal_digest_differs());
    }
    if contract.signature(side).is_some() {
        return Err(refusals::deal_side_signed());
    }
    here.has_come_since(approved.at.legal_day(), on)?;
    Ok(Event::Signed { at: here.moment, side, signature: Signature { by, on }, late: here.is_late_on(on)? })
}

fn collateral<'a>(here: Here<'a>) -> Result<&'a Collateral, Refusal> {
    here.state.collateral().ok_or_else(|| here.stands_in_the_way())
}

fn a_pledge<'a>(here: Here<'a>, pledge: Id) -> Result<&'a Pledged, Refusal> {
    collateral(here)?.pledged(pledge).ok_or_else(refusals::deal_pledge_unknown)
}

fn signed_on(here: Here<'_>) -> Result<NaiveDate, Refusal> {
    here.state.contract().and_then(Contract::signed_on).ok_or_else(|| here.stands_in_the_way())
}

/// The money comes after the contract, and after the pledges or the waiver of them.
fn the_money_is_free_on(here: Here<'_>) -> Result<NaiveDate, Refusal> {
    let free_on = collateral(here)?.free_on().ok_or_else(refusals::deal_pledges_unregistered)?;
    Ok(free_on.max(signed_on(here)?))
}
