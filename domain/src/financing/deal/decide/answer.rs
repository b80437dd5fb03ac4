//! From the demand to the approval: the bank's answer, the parties, the offer, and the ways out.

use super::super::facts::loss_shares;
use super::super::state::offers_are_open;
use super::super::{
    DealCommand as Command, DealEvent as Event, DealState as State, Offer, OfferTerms, RefusalReason, WithdrawalReason,
    refusals, steps, text,
};
use super::Here;
use crate::hall::{Id, Refusal};

#[expect(clippy::wildcard_enum_match_arm, reason = "the dispatch before names each of them")]
pub(super) fn decide(here: Here<'_>, command: Command) -> Result<Event, Refusal> {
    let at = here.moment;
    let course = here.state.course();
    match command {
        Command::Match => Ok(Event::Matched { at }),
        Command::Accept { by } => Ok(Event::Accepted { accepted: here.stamp(by), late: here.is_late()? }),
        Command::Refuse { by, reason, note } => {
            let note = a_reason_with_its_note(reason, note.as_deref())?;
            Ok(Event::Refused { refused: here.stamp(by), reason, note, late: here.is_late()? })
        }
        Command::Reject { by, reason, note } => {
            let note = a_reason_with_its_note(reason, note.as_deref())?;
            Ok(Event::Rejected { rejected: here.stamp(by), reason, note })
        }
        Command::BeginDueDiligence { by } => Ok(Event::DueDiligenceBegun { begun: here.stamp(by) }),
        Command::RecordValuation { valuation } => Ok(Event::Valued { at, valuation: valuation.checked(here.today())? }),
        Command::Join { party } => Ok(Event::Joined { at, party: party.checked(&course.facts, &course.parties)? }),
        Command::Leave { party } => {
            let stands = course.parties.iter().any(|one| one.id() == Some(party));
            if stands { Ok(Event::Left { at, party }) } else { Err(refusals::deal_party_unknown()) }
        }
        Command::RecordPolicy { insurer, number } => {
            let insures = |party: &_| matches!(party, super::super::Party::Insurer { organisation, .. } if *organisation == insurer);
            if !course.parties.iter().any(insures) {
                return Err(refusals::deal_party_unknown());
            }
            Ok(Event::PolicyRecorded { at, insurer, number: text::a_line(&number)? })
        }
        Command::ShareLosses { shares } => {
            Ok(Event::LossesShared { at, shares: loss_shares(shares, &course.facts, &course.parties)? })
        }
        Command::MakeOffer { by, terms } => offer(here, by, terms),
        Command::AcceptOffer { by } => Ok(Event::OfferAccepted { accepted: here.stamp(by) }),
        Command::Approve { by } => approval(here, by),
        Command::Withdraw { by, reason, note } => {
            it_can_be_given_up_for(here, reason)?;
            Ok(Event::Withdrawn { withdrawn: here.stamp(by), reason, note: text::a_note(note.as_deref())? })
        }
        _ => Err(here.stands_in_the_way()),
    }
}

/// The list has "other" for what it does not name, and then a note says what that is.
fn a_reason_with_its_note(reason: RefusalReason, note: Option<&str>) -> Result<Option<String>, Refusal> {
    match text::a_note(note)? {
        None if reason == RefusalReason::Other => Err(refusals::deal_note_missing()),
        note => Ok(note),
    }
}

/// An offer stands open on a day at least: on its own, or on that on which all are opened.
fn offer(here: Here<'_>, by: Id, terms: OfferTerms) -> Result<Event, Refusal> {
    let open_on = here.state.facts().offers_open_on;
    let first_day = open_on.map_or(here.today(), |open_on| open_on.max(here.today()));
    let late = !matches!(here.state, State::Offered { .. }) && here.is_late()?;
    let offer = Offer { terms: terms.checked(first_day)?, made: here.stamp(by) };
    // A last day that cannot be counted to would leave the deal without a way on.
    steps::acceptance(&offer, open_on).due_on(here.law)?;
    Ok(Event::OfferMade { offer, late })
}

/// Four eyes: who made the offer does not approve it.
fn approval(here: Here<'_>, by: Id) -> Result<Event, Refusal> {
    if here.state.offer().is_some_and(|offer| offer.made.by == by) {
        return Err(refusals::deal_same_person());
    }
    Ok(Event::Approved { approved: here.stamp(by), late: here.is_late()? })
}

/// A bank answers a demand by refusing or rejecting it; an offer it takes back only while that is sealed, since one with a
/// last day cannot be revoked (民法典第四百七十六条). What falls with the offer of another bank is not accepted itself.
fn it_can_be_given_up_for(here: Here<'_>, reason: WithdrawalReason) -> Result<(), Refusal> {
    let is_offered = matches!(here.state, State::Offered { .. });
    match reason {
        WithdrawalReason::BankGaveUp if !is_offered => Err(refusals::deal_bank_answers()),
        WithdrawalReason::BankGaveUp if offers_are_open(here.state.facts(), here.moment) => {
            Err(refusals::deal_offer_irrevocable())
        }
        WithdrawalReason::RegistrationRefused if !matches!(here.state, State::Registering { .. }) => {
            Err(refusals::deal_nothing_refused())
        }
        WithdrawalReason::OtherOfferAccepted if !is_offered && here.state.offer().is_some() => {
            Err(refusals::deal_own_offer_accepted())
        }
        WithdrawalReason::BankGaveUp
        | WithdrawalReason::OtherOfferAccepted
        | WithdrawalReason::FirmGaveUp
        | WithdrawalReason::DemandWithdrawn
        | WithdrawalReason::RightLost
        | WithdrawalReason::RegistrationRefused => Ok(()),
    }
}
