//! A person: a member of organisations, with roles in each and a second factor; suspended, reinstated, erased.
//!
//! Login, name, mail address, password and the secret of the second factor are kept under the person's key and stand in
//! no event and no state.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::membership::{
    Administration, Membership, Memberships, SecondFactor, a_role_belongs_to_its_kind_of_organisation,
    an_organisation_keeps_an_administrator, nobody_changes_his_own_roles, the_three_administrators_are_kept_apart,
};
use super::refusals;
use crate::hall::{Id, Moment, OrganisationKind, Refusal, Role};

/// What is true of a person who has not been erased.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PersonFacts {
    /// The organisations and the roles in them.
    #[serde(default)]
    pub memberships: Memberships,
    /// The second factor.
    #[serde(default)]
    pub second_factor: SecondFactor,
}

/// Why a person is suspended: a code and no free text, which could name somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuspensionReason {
    /// The login may be in other hands.
    Compromised,
    /// The organisation asked for it.
    AskedByOrganisation,
    /// The person broke the rules of the platform.
    BrokeRules,
    /// Not used for long.
    Unused,
}

/// Where a person stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PersonState {
    /// May log in.
    Active {
        /// Memberships and second factor.
        facts: PersonFacts,
    },
    /// May not log in for the time being.
    Suspended {
        /// Since when.
        since: Moment,
        /// Why.
        reason: SuspensionReason,
        /// Memberships and second factor, as they stand again on reinstatement.
        facts: PersonFacts,
    },
    /// The person's key is destroyed, and with it all that was personal.
    Erased {
        /// The legal day.
        on: NaiveDate,
    },
}

/// What happened to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state that follows")]
pub enum PersonEvent {
    /// Became a member; the first one opens the person's account.
    Joined { organisation: Id, kind: OrganisationKind, roles: BTreeSet<Role> },
    /// Has from now on these roles there.
    RolesChanged { organisation: Id, kind: OrganisationKind, roles: BTreeSet<Role> },
    /// Is a member no longer.
    Left { organisation: Id },
    /// May not log in.
    Suspended { since: Moment, reason: SuspensionReason },
    /// May log in again.
    Reinstated,
    /// Has another password.
    PasswordChanged,
    /// Was handed the secret of a second factor.
    SecondFactorBegun,
    /// Showed a code made from it.
    SecondFactorConfirmed { since: Moment },
    /// Has no second factor any more.
    SecondFactorReset,
    /// Has another name, login, telephone number or mail address.
    ContactChanged,
    /// Was erased.
    Erased { on: NaiveDate },
}

/// What can be asked of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonCommand {
    /// Become a member.
    Join {
        /// Of which organisation.
        organisation: Id,
        /// Its kind.
        kind: OrganisationKind,
        /// With which roles.
        roles: BTreeSet<Role>,
    },
    /// Have these roles from now on.
    ChangeRoles {
        /// The person asked about.
        person: Id,
        /// Who asks; `None` for the operator at the machine itself.
        by: Option<Id>,
        /// In which organisation.
        organisation: Id,
        /// The roles, all of them.
        roles: BTreeSet<Role>,
        /// Who else administers it.
        administration: Administration,
    },
    /// Be a member no longer.
    Leave {
        /// Of which organisation.
        organisation: Id,
        /// Who else administers it.
        administration: Administration,
    },
    /// Keep from logging in.
    Suspend {
        /// Why.
        reason: SuspensionReason,
    },
    /// Let log in again.
    Reinstate,
    /// Have another password; whether it is strong enough was asked before.
    ChangePassword,
    /// Be handed the secret of a second factor, anew if one was handed out and not confirmed.
    BeginSecondFactor,
    /// Show a code made from it; whether it is right was asked before.
    ConfirmSecondFactor,
    /// Have no second factor any more.
    ResetSecondFactor,
    /// Have another name, login, telephone number or mail address.
    ChangeContact,
    /// Be erased.
    Erase,
}

use PersonCommand as Command;
use PersonEvent as Event;
use PersonState as State;

/// What follows from a command.
///
/// # Errors
/// What stands in the way: the state, or a rule on roles, administrators or the second factor.
pub fn decide(state: Option<&State>, command: Command, moment: Moment) -> Result<Vec<Event>, Refusal> {
    let event = match (state, command) {
        (None, Command::Join { organisation, kind, roles }) => {
            joins(&PersonFacts::default(), organisation, kind, roles)?
        }
        (None, _) => return Err(refusals::person_unknown()),
        (Some(State::Active { facts }), command) => decide_of_a_known_one(facts, false, command, moment)?,
        (Some(State::Suspended { facts, .. }), command) => decide_of_a_known_one(facts, true, command, moment)?,
        (Some(State::Erased { .. }), _) => return Err(refusals::person_erased()),
    };
    Ok(vec![event])
}

/// What takes something away is done to a suspended person as to an active one; nothing else is.
fn decide_of_a_known_one(
    facts: &PersonFacts,
    suspended: bool,
    command: Command,
    moment: Moment,
) -> Result<Event, Refusal> {
    match (command, suspended) {
        (Command::ChangeRoles { person, by, organisation, roles, administration }, _) => {
            nobody_changes_his_own_roles(person, by)?;
            changes_roles(facts, organisation, roles, administration)
        }
        (Command::Leave { organisation, administration }, _) => {
            let membership = facts.memberships.get(&organisation).ok_or_else(refusals::member_not)?;
            an_organisation_keeps_an_administrator(&membership.roles, &BTreeSet::new(), administration)?;
            Ok(Event::Left { organisation })
        }
        (Command::ResetSecondFactor, _) => match facts.second_factor {
            SecondFactor::None => Err(refusals::second_factor_absent()),
            SecondFactor::Pending | SecondFactor::Confirmed { .. } => Ok(Event::SecondFactorReset),
        },
        // Each departure asks whether the organisation keeps an administrator, so that an erasure need not.
        (Command::Erase, _) if !facts.memberships.is_empty() => Err(refusals::member_still()),
        (Command::Erase, _) => Ok(Event::Erased { on: moment.legal_day() }),
        (Command::Reinstate, true) => Ok(Event::Reinstated),
        (Command::Reinstate, false) => Err(refusals::person_active()),
        (_, true) => Err(refusals::person_suspended()),
        (Command::Join { organisation, kind, roles }, false) => joins(facts, organisation, kind, roles),
        (Command::Suspend { reason }, false) => Ok(Event::Suspended { since: moment, reason }),
        (Command::ChangePassword, false) => Ok(Event::PasswordChanged),
        (Command::ChangeContact, false) => Ok(Event::ContactChanged),
        (Command::BeginSecondFactor, false) => match facts.second_factor {
            SecondFactor::None | SecondFactor::Pending => Ok(Event::SecondFactorBegun),
            SecondFactor::Confirmed { .. } => Err(refusals::second_factor_confirmed()),
        },
        (Command::ConfirmSecondFactor, false) => match facts.second_factor {
            SecondFactor::None => Err(refusals::second_factor_not_begun()),
            SecondFactor::Pending => Ok(Event::SecondFactorConfirmed { since: moment }),
            SecondFactor::Confirmed { .. } => Err(refusals::second_factor_confirmed()),
        },
    }
}

fn joins(
    facts: &PersonFacts,
    organisation: Id,
    kind: OrganisationKind,
    roles: BTreeSet<Role>,
) -> Result<Event, Refusal> {
    if facts.memberships.contains_key(&organisation) {
        return Err(refusals::member_already());
    }
    these_roles_may_be_held(facts, organisation, kind, &roles)?;
    Ok(Event::Joined { organisation, kind, roles })
}

fn changes_roles(
    facts: &PersonFacts,
    organisation: Id,
    roles: BTreeSet<Role>,
    administration: Administration,
) -> Result<Event, Refusal> {
    let membership = facts.memberships.get(&organisation).ok_or_else(refusals::member_not)?;
    if membership.roles == roles {
        return Err(refusals::nothing_changes());
    }
    these_roles_may_be_held(facts, organisation, membership.kind, &roles)?;
    an_organisation_keeps_an_administrator(&membership.roles, &roles, administration)?;
    Ok(Event::RolesChanged { organisation, kind: membership.kind, roles })
}

fn these_roles_may_be_held(
    facts: &PersonFacts,
    organisation: Id,
    kind: OrganisationKind,
    roles: &BTreeSet<Role>,
) -> Result<(), Refusal> {
    a_role_belongs_to_its_kind_of_organisation(kind, roles)?;
    let mut afterwards = facts.memberships.clone();
    afterwards.insert(organisation, Membership { kind, roles: roles.clone() });
    the_three_administrators_are_kept_apart(&afterwards)
}

/// The state after an event. An erased person stays erased.
#[must_use]
pub fn apply(state: Option<State>, event: &Event) -> State {
    let state = state.unwrap_or_else(|| State::Active { facts: PersonFacts::default() });
    match (state, event) {
        (State::Erased { on }, _) => State::Erased { on },
        (State::Active { .. } | State::Suspended { .. }, Event::Erased { on }) => State::Erased { on: *on },
        (State::Active { facts } | State::Suspended { facts, .. }, Event::Suspended { since, reason }) => {
            State::Suspended { since: *since, reason: *reason, facts }
        }
        (State::Active { facts } | State::Suspended { facts, .. }, Event::Reinstated) => State::Active { facts },
        (State::Active { facts }, event) => State::Active { facts: after(facts, event) },
        (State::Suspended { since, reason, facts }, event) => {
            State::Suspended { since, reason, facts: after(facts, event) }
        }
    }
}

fn after(mut facts: PersonFacts, event: &Event) -> PersonFacts {
    match event {
        Event::Joined { organisation, kind, roles } | Event::RolesChanged { organisation, kind, roles } => {
            facts.memberships.insert(*organisation, Membership { kind: *kind, roles: roles.clone() });
        }
        Event::Left { organisation } => {
            facts.memberships.remove(organisation);
        }
        Event::SecondFactorBegun => facts.second_factor = SecondFactor::Pending,
        Event::SecondFactorConfirmed { since } => facts.second_factor = SecondFactor::Confirmed { since: *since },
        Event::SecondFactorReset => facts.second_factor = SecondFactor::None,
        Event::Suspended { .. }
        | Event::Reinstated
        | Event::PasswordChanged
        | Event::ContactChanged
        | Event::Erased { .. } => {}
    }
    facts
}

/// Whether the person may log in and act.
///
/// # Errors
/// `accounts.person_suspended`, `accounts.person_erased`.
pub fn may_act(state: &State) -> Result<(), Refusal> {
    match state {
        State::Active { .. } => Ok(()),
        State::Suspended { .. } => Err(refusals::person_suspended()),
        State::Erased { .. } => Err(refusals::person_erased()),
    }
}

impl PersonState {
    /// Memberships and second factor; none of an erased person.
    #[must_use]
    pub const fn facts(&self) -> Option<&PersonFacts> {
        match self {
            Self::Active { facts } | Self::Suspended { facts, .. } => Some(facts),
            Self::Erased { .. } => None,
        }
    }

    /// Whether it accepts nothing more.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        matches!(self, Self::Erased { .. })
    }
}

impl PersonEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Joined { .. } => "joined",
            Self::RolesChanged { .. } => "roles_changed",
            Self::Left { .. } => "left",
            Self::Suspended { .. } => "suspended",
            Self::Reinstated => "reinstated",
            Self::PasswordChanged => "password_changed",
            Self::SecondFactorBegun => "second_factor_begun",
            Self::SecondFactorConfirmed { .. } => "second_factor_confirmed",
            Self::SecondFactorReset => "second_factor_reset",
            Self::ContactChanged => "contact_changed",
            Self::Erased { .. } => "erased",
        }
    }
}
