//! An enterprise lets an agency act for it: for some matters, until a day or until withdrawn.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{AccountsRules, refusals};
use crate::hall::{Id, Moment, OrganisationKind, Power, Refusal};

/// Where an authorisation stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum AuthorisationState {
    /// The agency may act, up to its last day.
    Granted {
        /// Who lets act.
        enterprise: Id,
        /// Who may act.
        agency: Id,
        /// In what; never empty.
        powers: BTreeSet<Power>,
        /// The last legal day on which it may; `None`: until withdrawn.
        until_on: Option<NaiveDate>,
    },
    /// The enterprise took it back.
    Withdrawn {
        /// Who let act.
        enterprise: Id,
        /// Who might act.
        agency: Id,
        /// When.
        at: Moment,
    },
    /// Its last day passed.
    Expired {
        /// Who let act.
        enterprise: Id,
        /// Who might act.
        agency: Id,
        /// The last day.
        last_day_on: NaiveDate,
    },
}

/// What happened to an authorisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state that follows")]
pub enum AuthorisationEvent {
    /// The enterprise let the agency act.
    Granted {
        enterprise: Id,
        agency: Id,
        powers: BTreeSet<Power>,
        #[serde(default)]
        until_on: Option<NaiveDate>,
    },
    /// From now on only in this and until then.
    Limited {
        enterprise: Id,
        agency: Id,
        powers: BTreeSet<Power>,
        #[serde(default)]
        until_on: Option<NaiveDate>,
    },
    /// The enterprise took it back.
    Withdrawn { enterprise: Id, agency: Id, at: Moment },
    /// Its last day passed.
    Expired { enterprise: Id, agency: Id, last_day_on: NaiveDate },
}

/// What can be asked of an authorisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthorisationCommand {
    /// Let an agency act.
    Grant(Grant),
    /// Narrow it.
    Limit {
        /// In what from now on.
        powers: BTreeSet<Power>,
        /// The last legal day from now on.
        until_on: Option<NaiveDate>,
    },
    /// Take it back, at any time (民法典第一百七十三条第二项).
    Withdraw,
    /// Show that its last day passed.
    Expire,
}

/// What an enterprise asks for, and the facts about the two organisations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Who lets act.
    pub enterprise: Id,
    /// The kind of that organisation.
    pub enterprise_kind: OrganisationKind,
    /// Who may act.
    pub agency: Id,
    /// The kind of that organisation.
    pub agency_kind: OrganisationKind,
    /// Whether it is confirmed and not suspended.
    pub agency_may_act: bool,
    /// In what.
    pub powers: BTreeSet<Power>,
    /// The last legal day; `None`: until withdrawn.
    pub until_on: Option<NaiveDate>,
}

use AuthorisationCommand as Command;
use AuthorisationEvent as Event;
use AuthorisationState as State;

/// What follows from a command. An authorisation is over after its last day, whether or not that was shown yet.
///
/// # Errors
/// What stands in the way: the state, the calendar, who the two are, or that it would be widened.
pub fn decide(
    state: Option<&State>,
    command: Command,
    rules: &AccountsRules,
    moment: Moment,
) -> Result<Vec<Event>, Refusal> {
    let event = match (state, command) {
        (None, Command::Grant(grant)) => granted(grant, rules, moment.legal_day())?,
        (None, _) => return Err(refusals::authorisation_unknown()),
        (Some(state), command) => decide_of_a_known_one(state, command, moment)?,
    };
    Ok(vec![event])
}

fn decide_of_a_known_one(state: &State, command: Command, moment: Moment) -> Result<Event, Refusal> {
    let today = moment.legal_day();
    let (enterprise, agency) = state.parties();
    match (state, command) {
        (State::Withdrawn { .. }, _) => Err(refusals::authorisation_withdrawn()),
        (State::Expired { .. }, _) => Err(refusals::authorisation_expired()),
        (State::Granted { until_on, .. }, Command::Expire) => match until_on {
            Some(last_day_on) if *last_day_on < today => {
                Ok(Event::Expired { enterprise, agency, last_day_on: *last_day_on })
            }
            Some(_) | None => Err(refusals::authorisation_granted()),
        },
        (State::Granted { until_on, .. }, _) if until_on.is_some_and(|last| last < today) => {
            Err(refusals::authorisation_expired())
        }
        (State::Granted { .. }, Command::Grant(_)) => Err(refusals::authorisation_granted()),
        (State::Granted { .. }, Command::Withdraw) => Ok(Event::Withdrawn { enterprise, agency, at: moment }),
        (State::Granted { powers: before, until_on: last, .. }, Command::Limit { powers, until_on }) => {
            an_authorisation_is_for_something(&powers)?;
            an_authorisation_ends_after_today(until_on, today)?;
            if (before, last) == (&powers, &until_on) {
                return Err(refusals::nothing_changes());
            }
            let ends_no_later = match (last, until_on) {
                (None, _) => true,
                (Some(last), Some(until_on)) => until_on <= *last,
                (Some(_), None) => false,
            };
            if !ends_no_later || !powers.is_subset(before) {
                return Err(refusals::authorisation_only_narrows());
            }
            Ok(Event::Limited { enterprise, agency, powers, until_on })
        }
    }
}

fn granted(grant: Grant, rules: &AccountsRules, today: NaiveDate) -> Result<Event, Refusal> {
    let Grant { enterprise, enterprise_kind, agency, agency_kind, agency_may_act, powers, until_on } = grant;
    if enterprise_kind != OrganisationKind::Enterprise {
        return Err(refusals::authorisation_only_from_enterprise());
    }
    if agency_kind != OrganisationKind::Agency {
        return Err(refusals::authorisation_only_to_agency());
    }
    if !agency_may_act {
        return Err(refusals::authorisation_agency_cannot_act());
    }
    an_authorisation_is_for_something(&powers)?;
    an_authorisation_ends_after_today(until_on, today)?;
    // The last day of a period in years is the one of the same number (民法典第二百零二条).
    let longest = Months::new(rules.on(today).authorisation_longest_years.saturating_mul(12));
    let last_possible = today.checked_add_months(longest).unwrap_or(NaiveDate::MAX);
    if until_on.is_some_and(|until_on| until_on > last_possible) {
        return Err(refusals::authorisation_too_long());
    }
    Ok(Event::Granted { enterprise, agency, powers, until_on })
}

fn an_authorisation_is_for_something(powers: &BTreeSet<Power>) -> Result<(), Refusal> {
    if powers.is_empty() { Err(refusals::powers_missing()) } else { Ok(()) }
}

fn an_authorisation_ends_after_today(until_on: Option<NaiveDate>, today: NaiveDate) -> Result<(), Refusal> {
    let passed = until_on.is_some_and(|until_on| until_on < today);
    if passed { Err(refusals::authorisation_end_passed()) } else { Ok(()) }
}

/// The state after an event.
#[must_use]
pub fn apply(_before: Option<State>, event: &Event) -> State {
    match event.clone() {
        Event::Granted { enterprise, agency, powers, until_on }
        | Event::Limited { enterprise, agency, powers, until_on } => {
            State::Granted { enterprise, agency, powers, until_on }
        }
        Event::Withdrawn { enterprise, agency, at } => State::Withdrawn { enterprise, agency, at },
        Event::Expired { enterprise, agency, last_day_on } => State::Expired { enterprise, agency, last_day_on },
    }
}

/// Whether the agency may act in this on that day.
///
/// # Errors
/// `accounts.authorisation_withdrawn`, `accounts.authorisation_expired`, `accounts.authorisation_lacks_power`.
pub fn covers(state: &State, power: Power, day: NaiveDate) -> Result<(), Refusal> {
    match state {
        State::Granted { until_on: Some(last), .. } if *last < day => Err(refusals::authorisation_expired()),
        State::Granted { powers, .. } if powers.contains(&power) => Ok(()),
        State::Granted { .. } => Err(refusals::authorisation_lacks_power()),
        State::Withdrawn { .. } => Err(refusals::authorisation_withdrawn()),
        State::Expired { .. } => Err(refusals::authorisation_expired()),
    }
}

impl AuthorisationState {
    /// The enterprise and the agency.
    #[must_use]
    pub const fn parties(&self) -> (Id, Id) {
        match self {
            Self::Granted { enterprise, agency, .. }
            | Self::Withdrawn { enterprise, agency, .. }
            | Self::Expired { enterprise, agency, .. } => (*enterprise, *agency),
        }
    }

    /// Whether it accepts nothing more.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        !matches!(self, Self::Granted { .. })
    }
}

impl AuthorisationEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Granted { .. } => "granted",
            Self::Limited { .. } => "limited",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Expired { .. } => "expired",
        }
    }
}
