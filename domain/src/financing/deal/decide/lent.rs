//! From the money to the end: looking after the loan, arrears, default, compensation, disposal, settlement.

use chrono::NaiveDate;

use super::super::proceeds::distribute;
use super::super::{
    Arrears, Claims, Compensated, Compensation, Course, DealCommand as Command, DealEvent as Event, DealState as State,
    DefaultRecord, Disposal, Review, Settlement, parts_of_a_loss, refusals, text,
};
use super::Here;
use crate::financing::money::Money;
use crate::hall::{Id, Refusal};

#[expect(clippy::wildcard_enum_match_arm, reason = "the dispatch before names each of them")]
pub(super) fn decide(here: Here<'_>, command: Command) -> Result<Event, Refusal> {
    match command {
        Command::Review { by, note } => Ok(Event::Reviewed { review: review(here, by, &note)? }),
        Command::Cure { by, note } => Ok(Event::Cured { review: review(here, by, &note)? }),
        Command::FallOverdue { by, since_on, amount } => {
            here.has_come_since(paid_out_on(here), since_on)?;
            if amount == Money::ZERO {
                return Err(refusals::deal_amount_zero());
            }
            Ok(Event::FellOverdue { arrears: Arrears { stamp: here.stamp(by), since_on, amount } })
        }
        Command::DeclareDefault { by, on, class, outstanding } => {
            here.has_come_since(overdue_since(here), on)?;
            if !class.is_non_performing() {
                return Err(refusals::deal_class_performing());
            }
            the_principal_is_of_the_loan(here, outstanding)?;
            Ok(Event::DefaultDeclared { default: DefaultRecord { stamp: here.stamp(by), on, class, outstanding } })
        }
        Command::Compensate { by, claimed_on, loss, paid } => compensation(here, by, claimed_on, loss, paid),
        Command::Dispose { by, on, method, proceeds, claims, file } => {
            here.has_come_since(bad_since(here), on)?;
            no_more_principal_is_claimed_than_is_outstanding(here, &claims)?;
            let distribution = distribute(proceeds, &claims)?;
            Ok(Event::Disposed {
                disposal: Disposal { stamp: here.stamp(by), on, method, proceeds, distribution, file },
            })
        }
        Command::Settle { by, on } => {
            here.has_come_since(last_told(here), on)?;
            Ok(Event::Settled {
                settlement: Settlement { stamp: here.stamp(by), on },
                late: was_repaid_late(here, on)?,
            })
        }
        Command::Close { by } => Ok(Event::Closed { closed: here.stamp(by) }),
        _ => Err(here.stands_in_the_way()),
    }
}

fn review(here: Here<'_>, by: Id, note: &str) -> Result<Review, Refusal> {
    let note = text::a_note(Some(note))?.ok_or_else(refusals::deal_note_missing)?;
    Ok(Review { stamp: here.stamp(by), note })
}

/// Each pays at most its part of the loss, the bank nothing, nobody twice, and all together no more than was lost.
fn compensation(
    here: Here<'_>,
    by: Id,
    claimed_on: NaiveDate,
    loss: Money,
    paid: Vec<Compensated>,
) -> Result<Event, Refusal> {
    here.has_come_since(bad_since(here), claimed_on)?;
    let late = here.is_late_on(claimed_on)?;
    let State::Default { course, bad, .. } = here.state else { return Err(here.stands_in_the_way()) };
    if loss > bad.default.outstanding {
        return Err(refusals::deal_loss_exceeds_principal());
    }
    if paid.is_empty() || paid.iter().any(|one| one.amount == Money::ZERO) {
        return Err(refusals::deal_amount_zero());
    }
    for (place, one) in paid.iter().enumerate() {
        if paid.iter().skip(place + 1).any(|next| next.bearer == one.bearer) {
            return Err(refusals::deal_share_twice());
        }
        if one.amount > its_part(course, one.bearer, loss)? {
            return Err(refusals::deal_compensation_exceeds_share());
        }
    }
    let together = Money::sum(paid.iter().map(|one| one.amount));
    if together.is_none_or(|together| together > loss) {
        return Err(refusals::deal_compensation_exceeds_share());
    }
    Ok(Event::Compensated { compensation: Compensation { stamp: here.stamp(by), claimed_on, loss, paid }, late })
}

/// The part of a loss that somebody else than the bank bears.
fn its_part(course: &Course, bearer: Id, loss: Money) -> Result<Money, Refusal> {
    let parts = parts_of_a_loss(loss, &course.losses);
    let its = parts.into_iter().find(|(one, _)| *one == bearer && bearer != course.facts.bank);
    its.map(|(_, part)| part).ok_or_else(refusals::deal_bearer_unknown)
}

fn the_principal_is_of_the_loan(here: Here<'_>, outstanding: Money) -> Result<(), Refusal> {
    let lent = here.state.loan().map_or(Money::ZERO, |loan| loan.disbursement.amount);
    if outstanding == Money::ZERO {
        Err(refusals::deal_amount_zero())
    } else if outstanding > lent {
        Err(refusals::deal_amount_exceeds())
    } else {
        Ok(())
    }
}

fn no_more_principal_is_claimed_than_is_outstanding(here: Here<'_>, claims: &Claims) -> Result<(), Refusal> {
    if let State::Default { bad, .. } | State::Compensated { bad, .. } = here.state
        && claims.principal > bad.default.outstanding
    {
        return Err(refusals::deal_amount_exceeds());
    }
    Ok(())
}

/// A debt is paid late after the last day of the loan, whatever clock runs by then.
fn was_repaid_late(here: Here<'_>, on: NaiveDate) -> Result<bool, Refusal> {
    here.state.loan().map_or(Ok(false), |loan| Ok(super::super::matures_on(loan, here.law)? < on))
}

fn paid_out_on(here: Here<'_>) -> NaiveDate {
    here.state.loan().map_or_else(|| here.today(), |loan| loan.disbursement.on)
}

/// The last day that was told of the loan: of the arrears, of the default, or of the money.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other state has no later day than that of the money")]
fn last_told(here: Here<'_>) -> NaiveDate {
    match here.state {
        State::Overdue { arrears, .. } => arrears.since_on,
        State::Default { bad, .. } | State::Compensated { bad, .. } => bad.default.on,
        state => state.loan().map_or_else(|| here.today(), |loan| loan.disbursement.on),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "every other state has no later day than that of the money")]
fn overdue_since(here: Here<'_>) -> NaiveDate {
    match here.state {
        State::Overdue { arrears, .. } => arrears.since_on,
        state => state.loan().map_or_else(|| here.today(), |loan| loan.disbursement.on),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "every other state has no later day than that of the money")]
fn bad_since(here: Here<'_>) -> NaiveDate {
    match here.state {
        State::Default { bad, .. } | State::Compensated { bad, .. } => bad.default.on,
        state => state.loan().map_or_else(|| here.today(), |loan| loan.disbursement.on),
    }
}
