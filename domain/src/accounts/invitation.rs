//! An invitation to become a member of an organisation. Whom it is sent to is personal and is kept elsewhere.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::membership::{
    Membership, Memberships, a_role_belongs_to_its_kind_of_organisation, the_three_administrators_are_kept_apart,
};
use super::{AccountsRules, refusals};
use crate::hall::{Id, Moment, OrganisationKind, Refusal, Role};

/// Where an invitation stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum InvitationState {
    /// It waits to be accepted.
    Open {
        /// The organisation that invites.
        organisation: Id,
        /// Its kind.
        kind: OrganisationKind,
        /// The roles offered.
        roles: BTreeSet<Role>,
        /// Who invites; `None` for the operator at the machine itself.
        invited_by: Option<Id>,
        /// From this moment on it can be accepted no more.
        expires_at: Moment,
    },
    /// Somebody accepted it.
    Accepted {
        /// The organisation that invited.
        organisation: Id,
        /// Who.
        by: Id,
        /// When.
        at: Moment,
    },
    /// The organisation took it back.
    Withdrawn {
        /// The organisation that invited.
        organisation: Id,
        /// When.
        at: Moment,
    },
    /// Nobody accepted it in time.
    Expired {
        /// The organisation that invited.
        organisation: Id,
        /// When its time was over.
        at: Moment,
    },
}

/// What happened to an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state that follows")]
pub enum InvitationEvent {
    /// It was made.
    Invited {
        organisation: Id,
        kind: OrganisationKind,
        roles: BTreeSet<Role>,
        #[serde(default)]
        invited_by: Option<Id>,
        expires_at: Moment,
    },
    /// Somebody accepted it.
    Accepted { organisation: Id, by: Id, at: Moment },
    /// The organisation took it back.
    Withdrawn { organisation: Id, at: Moment },
    /// Nobody accepted it in time.
    Expired { organisation: Id, at: Moment },
}

/// What can be asked of an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvitationCommand {
    /// Make it.
    Invite {
        /// The organisation that invites.
        organisation: Id,
        /// Its kind.
        kind: OrganisationKind,
        /// The roles offered.
        roles: BTreeSet<Role>,
        /// Who invites; `None` for the operator at the machine itself.
        invited_by: Option<Id>,
    },
    /// Accept it.
    Accept {
        /// Who.
        person: Id,
    },
    /// Take it back.
    Withdraw,
    /// Show that its time is over.
    Expire,
}

use InvitationCommand as Command;
use InvitationEvent as Event;
use InvitationState as State;

/// What follows from a command. Its time is over by the clock, whether or not that was shown yet.
///
/// # Errors
/// What stands in the way: the state, the time, or a rule on roles.
pub fn decide(
    state: Option<&State>,
    command: Command,
    rules: &AccountsRules,
    moment: Moment,
) -> Result<Vec<Event>, Refusal> {
    let event = match (state, command) {
        (None, Command::Invite { organisation, kind, roles, invited_by }) => {
            these_roles_may_be_offered(organisation, kind, &roles)?;
            let lifetime = rules.on(moment.legal_day()).invitation_lifetime_seconds;
            let expires_at = moment.plus_seconds(lifetime);
            Event::Invited { organisation, kind, roles, invited_by, expires_at }
        }
        (None, _) => return Err(refusals::invitation_unknown()),
        (Some(State::Open { organisation, expires_at, .. }), command) => {
            decide_of_an_open_one(*organisation, *expires_at, &command, moment)?
        }
        (Some(State::Accepted { .. }), _) => return Err(refusals::invitation_used()),
        (Some(State::Withdrawn { .. }), _) => return Err(refusals::invitation_withdrawn()),
        (Some(State::Expired { .. }), _) => return Err(refusals::invitation_expired()),
    };
    Ok(vec![event])
}

fn decide_of_an_open_one(
    organisation: Id,
    expires_at: Moment,
    command: &Command,
    moment: Moment,
) -> Result<Event, Refusal> {
    let its_time_is_over = moment >= expires_at;
    match command {
        Command::Expire if its_time_is_over => Ok(Event::Expired { organisation, at: expires_at }),
        Command::Expire | Command::Invite { .. } => Err(refusals::invitation_open()),
        Command::Accept { .. } | Command::Withdraw if its_time_is_over => Err(refusals::invitation_expired()),
        Command::Accept { person } => Ok(Event::Accepted { organisation, by: *person, at: moment }),
        Command::Withdraw => Ok(Event::Withdrawn { organisation, at: moment }),
    }
}

/// An invitation offers only what a person could hold at once.
fn these_roles_may_be_offered(organisation: Id, kind: OrganisationKind, roles: &BTreeSet<Role>) -> Result<(), Refusal> {
    a_role_belongs_to_its_kind_of_organisation(kind, roles)?;
    let alone = Memberships::from([(organisation, Membership { kind, roles: roles.clone() })]);
    the_three_administrators_are_kept_apart(&alone)
}

/// The state after an event.
#[must_use]
pub fn apply(_before: Option<State>, event: &Event) -> State {
    match event.clone() {
        Event::Invited { organisation, kind, roles, invited_by, expires_at } => {
            State::Open { organisation, kind, roles, invited_by, expires_at }
        }
        Event::Accepted { organisation, by, at } => State::Accepted { organisation, by, at },
        Event::Withdrawn { organisation, at } => State::Withdrawn { organisation, at },
        Event::Expired { organisation, at } => State::Expired { organisation, at },
    }
}

impl InvitationState {
    /// The organisation that invites or invited.
    #[must_use]
    pub const fn organisation(&self) -> Id {
        match self {
            Self::Open { organisation, .. }
            | Self::Accepted { organisation, .. }
            | Self::Withdrawn { organisation, .. }
            | Self::Expired { organisation, .. } => *organisation,
        }
    }

    /// Whether it accepts nothing more.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        !matches!(self, Self::Open { .. })
    }
}

impl InvitationEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Invited { .. } => "invited",
            Self::Accepted { .. } => "accepted",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Expired { .. } => "expired",
        }
    }
}
