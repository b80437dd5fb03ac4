//! An organisation: registered by itself, confirmed by the platform, suspended and reinstated, closed.

use serde::{Deserialize, Serialize};

use super::{refusals, text};
use crate::hall::{Moment, OrganisationKind, Refusal};
use crate::identifier::Uscc;

/// What an organisation is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationFacts {
    /// Its name, 2 to 100 characters.
    pub name: String,
    /// Its kind; it never changes.
    pub kind: OrganisationKind,
    /// Its unified social credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uscc: Option<Uscc>,
}

/// Where an organisation stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum OrganisationState {
    /// Registered and not looked at yet.
    Applied {
        /// When it was registered.
        since: Moment,
        /// What it is.
        facts: OrganisationFacts,
    },
    /// It may act.
    Confirmed {
        /// When the platform confirmed it.
        confirmed_at: Moment,
        /// What it is.
        facts: OrganisationFacts,
    },
    /// Not confirmed. It may register anew.
    Refused {
        /// When.
        at: Moment,
        /// Why.
        reason: String,
        /// What it said it was.
        facts: OrganisationFacts,
    },
    /// Confirmed, and kept from acting.
    Suspended {
        /// When it was suspended.
        since: Moment,
        /// Why.
        reason: String,
        /// When the platform confirmed it.
        confirmed_at: Moment,
        /// What it is.
        facts: OrganisationFacts,
    },
    /// It has left the platform.
    Closed {
        /// When.
        at: Moment,
        /// What it was.
        facts: OrganisationFacts,
    },
}

/// What happened to an organisation. Each says all that is true of it afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state that follows")]
pub enum OrganisationEvent {
    /// It asked to be confirmed.
    Registered { at: Moment, facts: OrganisationFacts },
    /// The platform confirmed it.
    Confirmed { at: Moment, facts: OrganisationFacts },
    /// The platform did not.
    Refused { at: Moment, reason: String, facts: OrganisationFacts },
    /// It was kept from acting.
    Suspended { at: Moment, reason: String, confirmed_at: Moment, facts: OrganisationFacts },
    /// It may act again.
    Reinstated { confirmed_at: Moment, facts: OrganisationFacts },
    /// It has another name.
    Renamed { at: Moment, facts: OrganisationFacts },
    /// It left the platform.
    Closed { at: Moment, facts: OrganisationFacts },
}

/// What can be asked of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrganisationCommand {
    /// Register it.
    Register {
        /// What it says it is.
        facts: OrganisationFacts,
    },
    /// Let it act.
    Confirm,
    /// Do not let it act, for good.
    Refuse {
        /// Why.
        reason: String,
    },
    /// Keep it from acting for a time.
    Suspend {
        /// Why.
        reason: String,
    },
    /// Let it act again.
    Reinstate,
    /// Give it another name.
    Rename {
        /// The name.
        name: String,
    },
    /// Let it leave the platform.
    Close,
}

use OrganisationCommand as Command;
use OrganisationEvent as Event;
use OrganisationState as State;

/// What follows from a command. Whether the code is registered already is for the store to see, among the organisations
/// that are neither refused nor closed ([`refusals::uscc_taken`]).
///
/// # Errors
/// What stands in the way: the state, a name, a reason, or the credit code.
pub fn decide(state: Option<&State>, command: Command, moment: Moment) -> Result<Vec<Event>, Refusal> {
    let event = match (state, command) {
        (None, Command::Register { facts }) => {
            Event::Registered { at: moment, facts: an_organisation_is_known_by_name_and_code(facts)? }
        }
        (Some(_), Command::Register { .. }) => return Err(refusals::organisation_registered()),
        (None, _) => return Err(refusals::organisation_unknown()),
        (Some(state), command) => decide_of_a_known_one(state, command, moment)?,
    };
    Ok(vec![event])
}

fn decide_of_a_known_one(state: &State, command: Command, moment: Moment) -> Result<Event, Refusal> {
    match (state, command) {
        (State::Applied { facts, .. }, Command::Confirm) => Ok(Event::Confirmed { at: moment, facts: facts.clone() }),
        (State::Applied { facts, .. }, Command::Refuse { reason }) => {
            Ok(Event::Refused { at: moment, reason: text::a_reason(&reason)?, facts: facts.clone() })
        }
        (State::Confirmed { confirmed_at, facts }, Command::Suspend { reason }) => {
            let reason = text::a_reason(&reason)?;
            Ok(Event::Suspended { at: moment, reason, confirmed_at: *confirmed_at, facts: facts.clone() })
        }
        (State::Suspended { confirmed_at, facts, .. }, Command::Reinstate) => {
            Ok(Event::Reinstated { confirmed_at: *confirmed_at, facts: facts.clone() })
        }
        (State::Applied { facts, .. } | State::Confirmed { facts, .. }, Command::Rename { name }) => {
            let name = text::a_name(&name)?;
            if name == facts.name {
                return Err(refusals::nothing_changes());
            }
            Ok(Event::Renamed { at: moment, facts: OrganisationFacts { name, ..facts.clone() } })
        }
        (State::Confirmed { facts, .. } | State::Suspended { facts, .. }, Command::Close) => {
            Ok(Event::Closed { at: moment, facts: facts.clone() })
        }
        (other, _) => Err(stands_in_the_way(other)),
    }
}

/// The state after an event.
#[must_use]
pub fn apply(state: Option<State>, event: &Event) -> State {
    match event {
        Event::Registered { at, facts } => State::Applied { since: *at, facts: facts.clone() },
        Event::Confirmed { at: confirmed_at, facts } | Event::Reinstated { confirmed_at, facts } => {
            State::Confirmed { confirmed_at: *confirmed_at, facts: facts.clone() }
        }
        Event::Refused { at, reason, facts } => {
            State::Refused { at: *at, reason: reason.clone(), facts: facts.clone() }
        }
        Event::Suspended { at, reason, confirmed_at, facts } => {
            State::Suspended { since: *at, reason: reason.clone(), confirmed_at: *confirmed_at, facts: facts.clone() }
        }
        Event::Renamed { at, facts } => renamed(state, *at, facts.clone()),
        Event::Closed { at, facts } => State::Closed { at: *at, facts: facts.clone() },
    }
}

/// Whether the organisation's people and programs may act.
///
/// # Errors
/// `accounts.organisation_not_confirmed`, `accounts.organisation_suspended`, `accounts.organisation_refused`,
/// `accounts.organisation_closed`.
pub fn may_act(state: &State) -> Result<(), Refusal> {
    match state {
        State::Confirmed { .. } => Ok(()),
        State::Applied { .. } | State::Refused { .. } | State::Suspended { .. } | State::Closed { .. } => {
            Err(stands_in_the_way(state))
        }
    }
}

impl OrganisationState {
    /// What the organisation is, or was.
    #[must_use]
    pub const fn facts(&self) -> &OrganisationFacts {
        match self {
            Self::Applied { facts, .. }
            | Self::Confirmed { facts, .. }
            | Self::Refused { facts, .. }
            | Self::Suspended { facts, .. }
            | Self::Closed { facts, .. } => facts,
        }
    }

    /// Whether it accepts nothing more.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        matches!(self, Self::Refused { .. } | Self::Closed { .. })
    }
}

impl OrganisationEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "registered",
            Self::Confirmed { .. } => "confirmed",
            Self::Refused { .. } => "refused",
            Self::Suspended { .. } => "suspended",
            Self::Reinstated { .. } => "reinstated",
            Self::Renamed { .. } => "renamed",
            Self::Closed { .. } => "closed",
        }
    }
}

/// Bodies of the state may lack a code; those that trade have one (GB 32100-2015), and its check character holds. About
/// one registered code in ten thousand fails it: such a firm is registered under the code that the office corrected.
fn an_organisation_is_known_by_name_and_code(facts: OrganisationFacts) -> Result<OrganisationFacts, Refusal> {
    let name = text::a_name(&facts.name)?;
    match &facts.uscc {
        Some(uscc) if uscc.check().fails() => Err(refusals::uscc_check_character_fails()),
        None if needs_a_code(facts.kind) => Err(refusals::uscc_missing()),
        Some(_) | None => Ok(OrganisationFacts { name, ..facts }),
    }
}

const fn needs_a_code(kind: OrganisationKind) -> bool {
    use OrganisationKind as K;
    match kind {
        K::Enterprise | K::Agency | K::Bank | K::Guarantor | K::Insurer | K::Appraiser => true,
        K::ProtectionCentre | K::MediationOrganisation | K::CreditAuthority | K::Regulator | K::Platform => false,
    }
}

fn renamed(state: Option<State>, at: Moment, facts: OrganisationFacts) -> State {
    match state {
        None => State::Applied { since: at, facts },
        Some(State::Applied { since, .. }) => State::Applied { since, facts },
        Some(State::Confirmed { confirmed_at, .. }) => State::Confirmed { confirmed_at, facts },
        Some(State::Suspended { since, reason, confirmed_at, .. }) => {
            State::Suspended { since, reason, confirmed_at, facts }
        }
        Some(State::Refused { at, reason, .. }) => State::Refused { at, reason, facts },
        Some(State::Closed { at, .. }) => State::Closed { at, facts },
    }
}

fn stands_in_the_way(state: &State) -> Refusal {
    match state {
        State::Applied { .. } => refusals::organisation_not_confirmed(),
        State::Confirmed { .. } => refusals::organisation_confirmed(),
        State::Refused { .. } => refusals::organisation_refused(),
        State::Suspended { .. } => refusals::organisation_suspended(),
        State::Closed { .. } => refusals::organisation_closed(),
    }
}
