//! Who may act, asked as an administrator and as one who would like to be one.

mod attempts;
mod authorisations;
mod clients;
mod generated;
mod invitations;
mod logins;
mod matrix;
mod organisations;
mod people;
mod properties;
mod roles;
mod rules;
mod stored;

use std::collections::BTreeSet;
use std::fmt::Debug;

use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::*;
use crate::hall::{Id, Moment, OrganisationKind, Power, Refusal, Role};
use crate::identifier::Uscc;

/// The rule file as it ships.
const SHIPPED: &str = include_str!("../../../../rules/accounts.toml");

fn shipped() -> AccountsRules {
    AccountsRules::parse(SHIPPED).expect("the shipped rules are right")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Noon of this day in China.
fn noon(text: &str) -> Moment {
    let noon = day(text).and_hms_opt(4, 0, 0).expect("an hour").and_utc();
    Moment::from_millis(noon.timestamp_millis()).expect("within the calendar")
}

/// The day on which all that is not about time happens.
fn today() -> Moment {
    noon("2026-03-02")
}

const FIRM: Id = Id::from_u128(0xf1);
const AGENCY: Id = Id::from_u128(0xa1);
const BANK: Id = Id::from_u128(0xb1);
const PLATFORM: Id = Id::from_u128(0x01);
const LI: Id = Id::from_u128(0x1001);
const WANG: Id = Id::from_u128(0x1002);

/// Somebody else administers it, and it stands.
const WELL: Administration = Administration { others: 1, ended: false };
/// Nobody else does.
const ALONE: Administration = Administration { others: 0, ended: false };

fn roles(roles: &[Role]) -> BTreeSet<Role> {
    roles.iter().copied().collect()
}

fn words(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// A firm that could be registered; its code is of the region that is given to nobody.
fn firm_facts() -> OrganisationFacts {
    let uscc = Uscc::parse("91990000MA0000001B").expect("a code");
    OrganisationFacts {
        name: "黑龙江某农机有限公司".into(), kind: OrganisationKind::Enterprise, uscc: Some(uscc)
    }
}

/// The code of a refusal without the room.
fn code<T: Debug>(answer: Result<T, Refusal>) -> String {
    let refusal = answer.expect_err("a refusal");
    refusal.code.strip_prefix("accounts.").expect("of this room").to_owned()
}

/// What all aggregates have in common, so that what holds for all is said once.
trait Aggregate {
    type State: Debug + Clone + PartialEq + Serialize + DeserializeOwned;
    type Event: Debug + Clone + PartialEq + Serialize + DeserializeOwned;
    type Command: Debug + Clone;

    fn decide(state: Option<&Self::State>, command: Self::Command, at: Moment) -> Result<Vec<Self::Event>, Refusal>;
    fn apply(state: Option<Self::State>, event: &Self::Event) -> Self::State;
    fn name(event: &Self::Event) -> &'static str;
    fn has_ended(state: &Self::State) -> bool;

    /// What is so after the events, from nothing.
    fn replayed(events: &[Self::Event]) -> Option<Self::State> {
        events.iter().fold(None, |state, event| Some(Self::apply(state, event)))
    }

    /// What is so after the commands, all of which are accepted.
    fn told(commands: &[Self::Command]) -> Option<Self::State> {
        commands.iter().fold(None, |state, command| {
            let events = Self::decide(state.as_ref(), command.clone(), today());
            let events = events.unwrap_or_else(|refusal| panic!("{command:?}: {refusal}"));
            events.iter().fold(state, |state, event| Some(Self::apply(state, event)))
        })
    }

    /// What follows from one more command, on another day.
    fn then(commands: &[Self::Command], command: Self::Command, at: Moment) -> Result<Vec<Self::Event>, Refusal> {
        Self::decide(Self::told(commands).as_ref(), command, at)
    }
}

macro_rules! aggregate {
    ($name:ident: $module:ident, $state:ident, $event:ident, $command:ident $(, $rules:ident)?) => {
        struct $name;

        impl Aggregate for $name {
            type State = $state;
            type Event = $event;
            type Command = $command;

            fn decide(state: Option<&$state>, command: $command, at: Moment) -> Result<Vec<$event>, Refusal> {
                $module::decide(state, command, $(&$rules(),)? at)
            }

            fn apply(state: Option<$state>, event: &$event) -> $state {
                $module::apply(state, event)
            }

            fn name(event: &$event) -> &'static str {
                event.name()
            }

            fn has_ended(state: &$state) -> bool {
                state.has_ended()
            }
        }
    };
}

aggregate!(Organisation: organisation, OrganisationState, OrganisationEvent, OrganisationCommand);
aggregate!(Person: person, PersonState, PersonEvent, PersonCommand);
aggregate!(Invitation: invitation, InvitationState, InvitationEvent, InvitationCommand, shipped);
aggregate!(Authorisation: authorisation, AuthorisationState, AuthorisationEvent, AuthorisationCommand, shipped);
aggregate!(Client: client, ClientState, ClientEvent, ClientCommand, shipped);

fn join(organisation: Id, kind: OrganisationKind, held: &[Role]) -> PersonCommand {
    PersonCommand::Join { organisation, kind, roles: roles(held) }
}

fn change_roles(organisation: Id, held: &[Role], administration: Administration) -> PersonCommand {
    let roles = roles(held);
    PersonCommand::ChangeRoles { person: LI, by: Some(WANG), organisation, roles, administration }
}

fn leave(organisation: Id, administration: Administration) -> PersonCommand {
    PersonCommand::Leave { organisation, administration }
}

fn invite(kind: OrganisationKind, offered: &[Role]) -> InvitationCommand {
    InvitationCommand::Invite { organisation: FIRM, kind, roles: roles(offered), invited_by: Some(LI) }
}

fn grant(powers: &[Power], until_on: Option<&str>) -> Grant {
    Grant {
        enterprise: FIRM,
        enterprise_kind: OrganisationKind::Enterprise,
        agency: AGENCY,
        agency_kind: OrganisationKind::Agency,
        agency_may_act: true,
        powers: powers.iter().copied().collect(),
        until_on: until_on.map(day),
    }
}

fn limit(powers: &[Power], until_on: Option<&str>) -> AuthorisationCommand {
    AuthorisationCommand::Limit { powers: powers.iter().copied().collect(), until_on: until_on.map(day) }
}

fn make(scopes: &[&str]) -> ClientCommand {
    let allowed = words(&["registry:read", "financing:write"]);
    ClientCommand::Make { organisation: BANK, name: "核心系统".into(), scopes: words(scopes), allowed }
}

fn change_scopes(scopes: &[&str]) -> ClientCommand {
    ClientCommand::ChangeScopes { scopes: words(scopes), allowed: words(&["registry:read", "financing:write"]) }
}

#[test]
fn every_refusal_has_a_code_of_its_own_and_a_sentence_in_both_languages() {
    let mut codes = BTreeSet::new();
    for refusal in refusals::ALL.iter().map(|refusal| refusal()) {
        assert!(refusal.code.starts_with("accounts."), "{}", refusal.code);
        assert!(codes.insert(refusal.code), "{} stands twice", refusal.code);
        assert!(!refusal.zh.is_ascii(), "{}", refusal.code);
        assert!(refusal.en.is_ascii() && refusal.en.starts_with(char::is_uppercase), "{}", refusal.code);
        assert!(!refusal.zh.ends_with('。') && !refusal.en.ends_with('.'), "{}", refusal.code);
    }
}

#[test]
fn what_the_law_itself_refuses_names_its_basis() {
    assert_eq!(refusals::uscc_check_character_fails().basis, Some("GB 32100-2015"));
    assert_eq!(refusals::administrators_apart().basis, Some("GB/T 22239-2019 8.1.4"));
    assert_eq!(refusals::invitation_expired().basis, None);
}
