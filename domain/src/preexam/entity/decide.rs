//! What follows from a command to a filing entity.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use super::super::{Answer, Law, Step, Whose, refusals, rules, text};
use super::checks::checks;
use super::{
    EntityCheckId, EntityCommand as Command, EntityCommandKind as Kind, EntityEvent as Event, EntityState as State,
    Registration,
};
use crate::calendar::Basis;
use crate::hall::{Moment, Refusal};

/// The years of which a quota can be.
const YEARS: std::ops::RangeInclusive<i32> = 2004..=9998;
/// The largest quota.
const LARGEST_QUOTA: u32 = 100_000;

/// Whether the command may be given at all: what stands in the way here stands in the way of every such command.
///
/// # Errors
/// The state, or a suspension that is not over.
pub fn allowed(state: Option<&State>, kind: Kind, moment: Moment) -> Result<(), Refusal> {
    let state = match (state, kind) {
        (None, Kind::Apply) => return Ok(()),
        (None, _) => return Err(refusals::entity_unknown()),
        (Some(_), Kind::Apply) => return Err(refusals::entity_registered()),
        (Some(state), _) => state,
    };
    // A suspension is over after its last day, whatever a sweep did or left undone.
    let is_over = matches!(state, State::Suspended { until_on, .. } if *until_on < moment.legal_day());
    let is_taken = taken_in(state).contains(&kind) || (is_over && EFFECTIVE.contains(&kind));
    if !is_taken {
        return Err(stands_in_the_way(state));
    }
    if kind == Kind::Resume && !is_over {
        return Err(refusals::suspension_not_over());
    }
    Ok(())
}

/// The commands that are possible now, by name.
#[must_use]
pub fn possible(state: &State, _law: &Law<'_>, moment: Moment) -> Vec<&'static str> {
    let is_allowed = |kind: &Kind| allowed(Some(state), *kind, moment).is_ok();
    Kind::ALL.iter().copied().filter(is_allowed).map(Kind::code).collect()
}

/// What an effective registration takes.
const EFFECTIVE: &[Kind] =
    &[Kind::Revise, Kind::Classify, Kind::SetQuota, Kind::Remind, Kind::Suspend, Kind::Cancel, Kind::Withdraw];

const fn taken_in(state: &State) -> &'static [Kind] {
    use Kind as K;
    match state {
        State::Applied { .. } => &[K::Revise, K::Review, K::Refuse, K::Withdraw],
        State::Reviewed { .. } => &[K::Report, K::Refuse, K::Withdraw],
        State::Reported { .. } => &[K::TakeEffect, K::Refuse, K::Withdraw],
        State::Effective { .. } => EFFECTIVE,
        State::Reminded { .. } => {
            &[K::Revise, K::Classify, K::SetQuota, K::Remind, K::Suspend, K::Reinstate, K::Cancel, K::Withdraw]
        }
        // Who is suspended does not leave and come back the day after.
        State::Suspended { .. } => &[K::Reinstate, K::Resume, K::Cancel, K::SetQuota],
        State::Cancelled { .. } | State::Refused { .. } | State::Withdrawn { .. } => &[],
    }
}

fn stands_in_the_way(state: &State) -> Refusal {
    match state {
        State::Applied { .. } => refusals::entity_applied(),
        State::Reviewed { .. } => refusals::entity_reviewed(),
        State::Reported { .. } => refusals::entity_reported(),
        State::Effective { .. } => refusals::entity_effective(),
        State::Reminded { .. } => refusals::entity_reminded(),
        State::Suspended { .. } => refusals::entity_suspended(),
        State::Cancelled { .. } => refusals::entity_cancelled(),
        State::Refused { .. } => refusals::entity_refused(),
        State::Withdrawn { .. } => refusals::entity_withdrawn(),
    }
}

/// What follows from a command.
///
/// # Errors
/// What stands in the way: the state, or what the command says.
pub fn decide(state: Option<&State>, command: Command, law: &Law<'_>, moment: Moment) -> Result<Vec<Event>, Refusal> {
    allowed(state, command.kind(), moment)?;
    let event = match (state, command) {
        (None, Command::Apply(facts)) => Event::Applied { at: moment, facts: facts.checked()? },
        (None, _) => return Err(refusals::entity_unknown()),
        (Some(state), command) => of_a_known_one(state, command, law, moment)?,
    };
    Ok(vec![event])
}

fn of_a_known_one(state: &State, command: Command, law: &Law<'_>, at: Moment) -> Result<Event, Refusal> {
    let today = at.legal_day();
    match command {
        Command::Apply(_) => Err(refusals::entity_registered()),
        Command::Revise(facts) => {
            let facts = facts.checked()?;
            facts.keeps_to(state.facts())?;
            if facts == *state.facts() { Err(refusals::nothing_changes()) } else { Ok(Event::Revised { at, facts }) }
        }
        Command::Review { by, settled } => {
            let settled = what_a_check_does_not_grant_is_settled(state, settled, law, today)?;
            Ok(Event::Reviewed { at, by, settled })
        }
        Command::Report { on, receipt } => {
            has_come(on, today)?;
            Ok(Event::Reported { at, on, receipt: receipt.as_deref().map(text::a_reference).transpose()? })
        }
        Command::TakeEffect { from_on, class, quota } => {
            if matches!(state, State::Reported { on, .. } if from_on < *on) {
                return Err(refusals::effect_before_report());
            }
            a_quota_can_be_meant(quota)?;
            Ok(Event::TookEffect { at, from_on, class, quota })
        }
        Command::Classify { by, class } => match registration(state) {
            Some(registration) if registration.class == class => Err(refusals::nothing_changes()),
            _ => Ok(Event::Classified { at, by, class }),
        },
        Command::SetQuota { by, year, quota } => {
            if !YEARS.contains(&year) {
                return Err(refusals::quota_out_of_range());
            }
            a_quota_can_be_meant(quota)?;
            Ok(Event::QuotaSet { at, by, year, quota })
        }
        Command::Remind { by, reason } => Ok(Event::Reminded { at, by, on: today, reason: text::a_reason(&reason)? }),
        Command::Suspend { by, reason, until_on } => {
            a_suspension_lasts_long_enough(today, until_on, law.numbers.on(today).suspension_min_months)?;
            Ok(Event::Suspended { at, by, on: today, until_on, reason: text::a_reason(&reason)? })
        }
        Command::Reinstate { by, reason } => Ok(Event::Reinstated { at, by, reason: text::a_reason(&reason)? }),
        Command::Resume => Ok(Event::Resumed { at }),
        Command::Cancel { by, reason } => {
            let years = law.numbers.on(today).cancelled_bars_years;
            let barred_until_on = after_months(today, years.saturating_mul(12));
            Ok(Event::Cancelled { at, by, on: today, barred_until_on, reason: text::a_reason(&reason)? })
        }
        Command::Refuse { by, reasons } => Ok(Event::Refused { at, by, reasons: text::reasons(&reasons)? }),
        Command::Withdraw => Ok(Event::Withdrawn { at }),
    }
}

/// Every check that does not say yes is settled by a person, with a reason, and no other.
fn what_a_check_does_not_grant_is_settled(
    state: &State,
    settled: BTreeMap<EntityCheckId, String>,
    law: &Law<'_>,
    today: NaiveDate,
) -> Result<BTreeMap<EntityCheckId, String>, Refusal> {
    let answers = checks(state.facts(), law, today);
    for answer in answers.iter().filter(|answer| !settled.contains_key(&answer.check)) {
        match answer.answer {
            Answer::Yes => {}
            Answer::No => return Err(refusals::entity_check_says_no()),
            Answer::NeedsPerson => return Err(refusals::check_unsettled()),
        }
    }
    let granted =
        |check: &EntityCheckId| answers.iter().any(|answer| answer.check == *check && answer.answer == Answer::Yes);
    if settled.keys().any(granted) { Err(refusals::check_settles_nothing()) } else { text::reasons_by_check(settled) }
}

fn a_quota_can_be_meant(quota: Option<u32>) -> Result<(), Refusal> {
    if quota.is_some_and(|quota| quota > LARGEST_QUOTA) { Err(refusals::quota_out_of_range()) } else { Ok(()) }
}

fn a_suspension_lasts_long_enough(today: NaiveDate, until_on: NaiveDate, months: u32) -> Result<(), Refusal> {
    if until_on < after_months(today, months) { Err(refusals::suspension_too_short()) } else { Ok(()) }
}

fn has_come(day: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if day > today { Err(refusals::day_in_future()) } else { Ok(()) }
}

fn after_months(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

const fn registration(state: &State) -> Option<&Registration> {
    match state {
        State::Effective { registration, .. }
        | State::Reminded { registration, .. }
        | State::Suspended { registration, .. } => Some(registration),
        State::Applied { .. }
        | State::Reviewed { .. }
        | State::Reported { .. }
        | State::Cancelled { .. }
        | State::Refused { .. }
        | State::Withdrawn { .. } => None,
    }
}

/// Whether an entity that was struck off may ask to be registered again on this day.
///
/// # Errors
/// `preexam.entity_barred` up to and with the last day of the bar.
pub fn may_register_again(state: &State, on: NaiveDate) -> Result<(), Refusal> {
    match state {
        State::Cancelled { barred_until_on, .. } if on <= *barred_until_on => Err(refusals::entity_barred()),
        State::Applied { .. }
        | State::Reviewed { .. }
        | State::Reported { .. }
        | State::Effective { .. }
        | State::Reminded { .. }
        | State::Suspended { .. }
        | State::Cancelled { .. }
        | State::Refused { .. }
        | State::Withdrawn { .. } => Ok(()),
    }
}

/// The clock of the review, which runs from the application; `None`: it does not run.
#[must_use]
pub fn step(state: &State, law: &Law<'_>) -> Option<Step<Kind>> {
    let State::Applied { since, .. } = state else { return None };
    let start_on = since.legal_day();
    let rule = law.rules.on(rules::REVIEW_ENTITY, start_on)?;
    Some(Step { kind: Kind::Review, whose: Whose::Centre, basis: Basis::by_rule(start_on, rule), late: rule.late })
}
