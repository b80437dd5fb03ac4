//! A program of an organisation: an OAuth 2 client (RFC 6749 section 2). Its secrets are kept elsewhere, as digests; here
//! they are counted.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{AccountsRules, refusals, text};
use crate::hall::{Id, Moment, Refusal};

/// What is true of a client that was not revoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientFacts {
    /// The organisation it acts for.
    pub organisation: Id,
    /// Its name, 2 to 100 characters.
    pub name: String,
    /// What it may ask for; never empty.
    pub scopes: BTreeSet<String>,
    /// How many secrets it has had; the last one is good.
    pub generation: u32,
    /// Up to this moment the secret before is good as well, so that a program can be moved to the new one.
    #[serde(default)]
    pub older_until: Option<Moment>,
}

/// Where a client stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ClientState {
    /// It may ask for tokens.
    Active {
        /// What it is.
        facts: ClientFacts,
    },
    /// It may not for the time being.
    Suspended {
        /// Since when.
        since: Moment,
        /// Why.
        reason: String,
        /// What it is.
        facts: ClientFacts,
    },
    /// It may never again.
    Revoked {
        /// When.
        at: Moment,
        /// The organisation it acted for.
        organisation: Id,
        /// Its name.
        name: String,
    },
}

/// What happened to a client. Each says all that is true of it afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state that follows")]
pub enum ClientEvent {
    /// It was made, with its first secret.
    Made { facts: ClientFacts },
    /// It was given a new secret.
    SecretRotated { facts: ClientFacts },
    /// It may ask for other things.
    ScopesChanged { facts: ClientFacts },
    /// It was kept from asking for tokens.
    Suspended { since: Moment, reason: String, facts: ClientFacts },
    /// It may ask again.
    Reinstated { facts: ClientFacts },
    /// It was revoked.
    Revoked { at: Moment, organisation: Id, name: String },
}

/// What can be asked of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientCommand {
    /// Make it.
    Make {
        /// The organisation it acts for.
        organisation: Id,
        /// Its name.
        name: String,
        /// What it may ask for.
        scopes: BTreeSet<String>,
        /// The scopes that its organisation's kind allows.
        allowed: BTreeSet<String>,
    },
    /// Give it a new secret.
    RotateSecret,
    /// Let it ask for these things from now on.
    ChangeScopes {
        /// All that it may ask for.
        scopes: BTreeSet<String>,
        /// The scopes that its organisation's kind allows.
        allowed: BTreeSet<String>,
    },
    /// Keep it from asking for tokens for a time.
    Suspend {
        /// Why.
        reason: String,
    },
    /// Let it ask again.
    Reinstate,
    /// Keep it from asking for good.
    Revoke,
}

use ClientCommand as Command;
use ClientEvent as Event;
use ClientState as State;

/// What follows from a command.
///
/// # Errors
/// What stands in the way: the state, a name, a reason, or a scope.
pub fn decide(
    state: Option<&State>,
    command: Command,
    rules: &AccountsRules,
    moment: Moment,
) -> Result<Vec<Event>, Refusal> {
    let event = match (state, command) {
        (None, Command::Make { organisation, name, scopes, allowed }) => {
            let name = text::a_name(&name)?;
            the_kind_of_organisation_allows_the_scopes(&scopes, &allowed)?;
            Event::Made { facts: ClientFacts { organisation, name, scopes, generation: 1, older_until: None } }
        }
        (None, _) => return Err(refusals::client_unknown()),
        (Some(State::Active { facts }), command) => decide_of_an_active_one(facts, command, rules, moment)?,
        (Some(State::Suspended { facts, .. }), command) => match command {
            Command::Reinstate => Event::Reinstated { facts: facts.clone() },
            Command::Revoke => revoked(facts, moment),
            Command::Make { .. } | Command::RotateSecret | Command::ChangeScopes { .. } | Command::Suspend { .. } => {
                return Err(refusals::client_suspended());
            }
        },
        (Some(State::Revoked { .. }), _) => return Err(refusals::client_revoked()),
    };
    Ok(vec![event])
}

fn decide_of_an_active_one(
    facts: &ClientFacts,
    command: Command,
    rules: &AccountsRules,
    moment: Moment,
) -> Result<Event, Refusal> {
    match command {
        Command::Make { .. } => Err(refusals::client_made()),
        Command::RotateSecret => {
            let older_until = Some(moment.plus_seconds(rules.on(moment.legal_day()).older_secret_seconds));
            let generation = facts.generation.saturating_add(1);
            Ok(Event::SecretRotated { facts: ClientFacts { generation, older_until, ..facts.clone() } })
        }
        Command::ChangeScopes { scopes, allowed } => {
            the_kind_of_organisation_allows_the_scopes(&scopes, &allowed)?;
            if scopes == facts.scopes {
                return Err(refusals::nothing_changes());
            }
            Ok(Event::ScopesChanged { facts: ClientFacts { scopes, ..facts.clone() } })
        }
        Command::Suspend { reason } => {
            Ok(Event::Suspended { since: moment, reason: text::a_reason(&reason)?, facts: facts.clone() })
        }
        Command::Reinstate => Err(refusals::client_active()),
        Command::Revoke => Ok(revoked(facts, moment)),
    }
}

fn revoked(facts: &ClientFacts, at: Moment) -> Event {
    Event::Revoked { at, organisation: facts.organisation, name: facts.name.clone() }
}

fn the_kind_of_organisation_allows_the_scopes(
    scopes: &BTreeSet<String>,
    allowed: &BTreeSet<String>,
) -> Result<(), Refusal> {
    if scopes.is_empty() {
        return Err(refusals::scopes_missing());
    }
    if scopes.is_subset(allowed) { Ok(()) } else { Err(refusals::scope_not_of_this_kind()) }
}

/// The state after an event.
#[must_use]
pub fn apply(_before: Option<State>, event: &Event) -> State {
    match event.clone() {
        Event::Made { facts }
        | Event::SecretRotated { facts }
        | Event::ScopesChanged { facts }
        | Event::Reinstated { facts } => State::Active { facts },
        Event::Suspended { since, reason, facts } => State::Suspended { since, reason, facts },
        Event::Revoked { at, organisation, name } => State::Revoked { at, organisation, name },
    }
}

/// Whether the client may ask for tokens and use them.
///
/// # Errors
/// `accounts.client_suspended`, `accounts.client_revoked`.
pub fn may_act(state: &State) -> Result<(), Refusal> {
    match state {
        State::Active { .. } => Ok(()),
        State::Suspended { .. } => Err(refusals::client_suspended()),
        State::Revoked { .. } => Err(refusals::client_revoked()),
    }
}

/// Whether a secret of this generation is good at this moment: the last one is, and for a while the one before.
#[must_use]
pub fn a_secret_is_good(facts: &ClientFacts, generation: u32, moment: Moment) -> bool {
    let the_one_before = generation.checked_add(1) == Some(facts.generation);
    generation == facts.generation || (the_one_before && facts.older_until.is_some_and(|until| moment < until))
}

impl ClientState {
    /// The organisation it acts or acted for.
    #[must_use]
    pub const fn organisation(&self) -> Id {
        match self {
            Self::Active { facts } | Self::Suspended { facts, .. } => facts.organisation,
            Self::Revoked { organisation, .. } => *organisation,
        }
    }

    /// Whether it accepts nothing more.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        matches!(self, Self::Revoked { .. })
    }
}

impl ClientEvent {
    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Made { .. } => "made",
            Self::SecretRotated { .. } => "secret_rotated",
            Self::ScopesChanged { .. } => "scopes_changed",
            Self::Suspended { .. } => "suspended",
            Self::Reinstated { .. } => "reinstated",
            Self::Revoked { .. } => "revoked",
        }
    }
}
