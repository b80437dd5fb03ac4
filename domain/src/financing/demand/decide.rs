//! What follows from a command to a demand.

use chrono::{Months, NaiveDate};

use super::{
    BundledRight, CoOwnerConsent, Demand, DemandCommand as Command, DemandCommandKind as Kind, DemandEvent as Event,
    DemandFacts, DemandGate, DemandNumbers, DemandState as State, Profile, RightKey, Settled, StatedValue, Verdict,
    examine, refusals,
};
use crate::financing::product::text;
use crate::hall::Answer;
use crate::hall::{FieldRefusal, Id, Moment, Refusal, must};

/// The most rights of a bundle.
const MOST_RIGHTS: usize = 50;
/// For how many months a demand is open at most.
const LONGEST_OPEN: u32 = 12;

/// Whether the command may be given at all on this day.
///
/// # Errors
/// The state, or the calendar.
pub fn allowed(state: Option<&State>, kind: Kind, today: NaiveDate) -> Result<(), Refusal> {
    let state = match (state, kind) {
        (None, Kind::Draft) => return Ok(()),
        (None, _) => return Err(refusals::demand_unknown()),
        (Some(_), Kind::Draft) => return Err(refusals::demand_exists()),
        (Some(state), _) => state,
    };
    match (state, kind) {
        (State::Open { until_on, .. }, Kind::Expire) if today <= *until_on => Err(refusals::demand_not_expired()),
        (State::Open { until_on, .. }, kind) if today > *until_on && kind != Kind::Expire => {
            Err(refusals::demand_expired())
        }
        (state, kind) if taken_in(state).contains(&kind) => Ok(()),
        (state, _) => Err(stands_in_the_way(state)),
    }
}

/// The commands that are possible on this day, by name.
#[must_use]
pub fn possible(state: &State, today: NaiveDate) -> Vec<&'static str> {
    let is_allowed = |kind: &Kind| allowed(Some(state), *kind, today).is_ok();
    Kind::ALL.iter().copied().filter(is_allowed).map(Kind::code).collect()
}

const fn taken_in(state: &State) -> &'static [Kind] {
    match state {
        State::Draft { .. } => &[
            Kind::Revise,
            Kind::AddRight,
            Kind::RemoveRight,
            Kind::ValueRight,
            Kind::RecordConsent,
            Kind::AcceptDeclaration,
            Kind::RefuseDeclaration,
            Kind::SettleCheck,
            Kind::AttachData,
            Kind::DetachData,
            Kind::Publish,
            Kind::Withdraw,
        ],
        State::Open { .. } => &[
            Kind::ValueRight,
            Kind::AttachData,
            Kind::DetachData,
            Kind::TakeBack,
            Kind::Match,
            Kind::Withdraw,
            Kind::Expire,
        ],
        // The bank that has it asks for more; what it has seen stays.
        State::Matched { .. } => &[Kind::ValueRight, Kind::AttachData, Kind::Release, Kind::Close],
        State::Closed { .. } | State::Withdrawn { .. } | State::Expired { .. } => &[],
    }
}

fn stands_in_the_way(state: &State) -> Refusal {
    match state {
        State::Draft { .. } => refusals::demand_draft(),
        State::Open { .. } => refusals::demand_open(),
        State::Matched { .. } => refusals::demand_matched(),
        State::Closed { .. } => refusals::demand_closed(),
        State::Withdrawn { .. } => refusals::demand_withdrawn(),
        State::Expired { .. } => refusals::demand_expired(),
    }
}

/// What follows from a command.
///
/// # Errors
/// What stands in the way: the state, the calendar, a field of what was sent, or a check.
pub fn decide(
    state: Option<&State>,
    command: Command,
    numbers: &DemandNumbers,
    at: Moment,
) -> Result<Vec<Event>, FieldRefusal> {
    allowed(state, command.kind(), at.legal_day())?;
    let event = match (state, command) {
        (None, Command::Draft { by, firm, facts, profile }) => {
            Event::Drafted { at, by, firm, facts: facts.checked()?, profile: profile.checked(at.legal_day())? }
        }
        (None, _) => return Err(refusals::demand_unknown().into()),
        (Some(state), command) => of_a_known_one(state, command, numbers, at)?,
    };
    Ok(vec![event])
}

fn of_a_known_one(state: &State, command: Command, numbers: &DemandNumbers, at: Moment) -> Result<Event, FieldRefusal> {
    let demand = state.demand();
    match command {
        Command::Draft { .. } => Err(refusals::demand_exists().into()),
        Command::Revise { by, facts, profile } => revised(demand, by, facts, *profile, at),
        Command::AddRight { by, right } => right_added(demand, by, *right, at),
        Command::RemoveRight { by, right } => {
            the_right(demand, &right)?;
            Ok(Event::RightRemoved { at, by, right })
        }
        Command::ValueRight { by, right, value } => right_valued(demand, by, right, value, at),
        Command::RecordConsent { right, consent } => consent_recorded(demand, right, consent, at),
        Command::AcceptDeclaration { by, right, protected_until_on } => {
            declaration_checked(demand, right, Verdict::Accepted { by, at, protected_until_on }, at)
        }
        Command::RefuseDeclaration { by, right, reason } => {
            let reason = a_reason(&reason)?;
            declaration_checked(demand, right, Verdict::Refused { by, at, reason }, at)
        }
        Command::SettleCheck { by, right, check, reason, gate } => {
            let settled = Settled { right, check, by, at, reason: a_reason(&reason)? };
            check_settled(demand, settled, &gate, numbers)
        }
        Command::AttachData { by, data } => {
            Ok(Event::DataAttached { at, by, data: data.checked(&demand.data, at.legal_day())? })
        }
        Command::DetachData { by, file } => {
            let is_there = demand.data.iter().any(|piece| piece.file == file);
            must(is_there, "/file", refusals::demand_data_absent)?;
            Ok(Event::DataDetached { at, by, file })
        }
        Command::Publish { by, until_on, gate } => published(demand, by, until_on, &gate, numbers, at),
        Command::TakeBack { by } => Ok(Event::TakenBack { at, by }),
        Command::Match { deal, bank } => Ok(Event::Matched { at, deal, bank }),
        Command::Release { deal } => held_by(state, deal, Event::Released { at, deal }),
        Command::Close { deal } => held_by(state, deal, Event::Closed { at, deal }),
        Command::Withdraw { by, reason } => Ok(Event::Withdrawn { at, by, reason: a_reason(&reason)? }),
        Command::Expire => Ok(Event::Expired { at }),
    }
}

fn revised(demand: &Demand, by: Id, facts: DemandFacts, profile: Profile, at: Moment) -> Result<Event, FieldRefusal> {
    let (facts, profile) = (facts.checked()?, profile.checked(at.legal_day())?);
    let changes = facts != demand.facts || profile != demand.profile;
    must(changes, "", refusals::demand_nothing_changes)?;
    Ok(Event::Revised { at, by, facts, profile })
}

fn right_added(demand: &Demand, by: Id, right: BundledRight, at: Moment) -> Result<Event, FieldRefusal> {
    must(demand.rights.len() < MOST_RIGHTS, "", refusals::demand_rights_too_many)?;
    let right = right.checked(at.legal_day())?;
    must(demand.right(&right.key).is_none(), "/key", refusals::demand_right_twice)?;
    Ok(Event::RightAdded { at, by, right })
}

fn right_valued(
    demand: &Demand,
    by: Id,
    right: RightKey,
    value: StatedValue,
    at: Moment,
) -> Result<Event, FieldRefusal> {
    let known = the_right(demand, &right)?;
    let value = value.checked(at.legal_day())?;
    must(known.value.as_ref() != Some(&value), "", refusals::demand_nothing_changes)?;
    Ok(Event::RightValued { at, by, right, value })
}

fn consent_recorded(
    demand: &Demand,
    right: RightKey,
    consent: CoOwnerConsent,
    at: Moment,
) -> Result<Event, FieldRefusal> {
    let consent = the_right(demand, &right)?.takes(consent, at.legal_day())?;
    Ok(Event::ConsentRecorded { at, right, consent })
}

fn declaration_checked(demand: &Demand, right: RightKey, verdict: Verdict, at: Moment) -> Result<Event, FieldRefusal> {
    let is_declared = the_right(demand, &right)?.verdict().is_some();
    must(is_declared, "/right", refusals::demand_right_not_declared)?;
    Ok(Event::DeclarationChecked { at, right, verdict })
}

/// Only what needs a person is settled: what is known to be no, nobody settles, and what is known to be yes needs nobody.
fn check_settled(
    demand: &Demand,
    settled: Settled,
    gate: &DemandGate,
    numbers: &DemandNumbers,
) -> Result<Event, FieldRefusal> {
    the_right(demand, &settled.right)?;
    must(settled.check.is_settled_by_a_person(), "/check", refusals::demand_check_not_for_persons)?;
    let needs_person = examine(demand, gate, numbers, settled.at.legal_day()).iter().any(|check| {
        check.right.as_ref() == Some(&settled.right)
            && check.check == settled.check
            && check.answer == Answer::NeedsPerson
    });
    must(needs_person, "/check", refusals::demand_check_settles_nothing)?;
    Ok(Event::CheckSettled { at: settled.at, settled })
}

fn published(
    demand: &Demand,
    by: Id,
    until_on: NaiveDate,
    gate: &DemandGate,
    numbers: &DemandNumbers,
    at: Moment,
) -> Result<Event, FieldRefusal> {
    let today = at.legal_day();
    let last = today.checked_add_months(Months::new(LONGEST_OPEN));
    let within = today <= until_on && last.is_some_and(|last| until_on <= last);
    must(within, "/until_on", refusals::demand_open_until)?;
    must(!demand.rights.is_empty(), "/rights", refusals::demand_rights_missing)?;
    let checks = examine(demand, gate, numbers, today);
    // A no comes first: what nobody can settle is told before what somebody must look at.
    let first = |answer: Answer| checks.iter().filter(move |check| check.answer == answer);
    let in_the_way = first(Answer::No).chain(first(Answer::NeedsPerson)).find_map(|check| {
        let place = demand.rights.iter().position(|right| Some(&right.key) == check.right.as_ref());
        let pointer = place.map_or_else(String::new, |place| format!("/rights/{place}"));
        check.stands_in_the_way().map(|refusal| FieldRefusal::at(pointer, refusal))
    });
    match in_the_way {
        Some(refused) => Err(refused),
        None => Ok(Event::Published { at, by, until_on, checks }),
    }
}

/// Only the deal that holds a demand gives it free or closes it.
fn held_by(state: &State, deal: Id, event: Event) -> Result<Event, FieldRefusal> {
    let holds = matches!(state, State::Matched { deal: holder, .. } if *holder == deal);
    must(holds, "", refusals::demand_matched_by_another)?;
    Ok(event)
}

fn the_right<'d>(demand: &'d Demand, key: &RightKey) -> Result<&'d BundledRight, FieldRefusal> {
    demand.right(key).ok_or_else(|| FieldRefusal::at("/right", refusals::demand_right_absent()))
}

fn a_reason(raw: &str) -> Result<String, FieldRefusal> {
    text::a_line(raw, 500, "/reason", refusals::demand_reason)
}
