//! The cases of this room: where their rules are, and who hears of them.

use domain::accounts::{
    AuthorisationEvent, AuthorisationState, ClientEvent, ClientState, InvitationEvent, InvitationState,
    OrganisationEvent, OrganisationState, PersonEvent, PersonState, authorisation, client, invitation, organisation,
    person,
};
use hall::act::{Case, Stored, uuid_of};
use uuid::Uuid;

/// Organisations.
#[derive(Debug, Clone, Copy)]
pub struct OrganisationCase;

impl Case for OrganisationCase {
    const KIND: &'static str = "accounts.organisation";
    type State = OrganisationState;
    type Event = OrganisationEvent;

    fn apply(state: Option<OrganisationState>, event: &OrganisationEvent) -> OrganisationState {
        organisation::apply(state, event)
    }

    fn name(event: &OrganisationEvent) -> &'static str {
        event.name()
    }

    fn audience(id: Uuid, _state: &OrganisationState) -> Vec<Uuid> {
        vec![id]
    }
}

/// An organisation as it stands in the database.
pub(crate) type StoredOrganisation = Stored<OrganisationCase>;

/// Persons.
#[derive(Debug, Clone, Copy)]
pub struct PersonCase;

impl Case for PersonCase {
    const KIND: &'static str = "accounts.person";
    type State = PersonState;
    type Event = PersonEvent;

    fn apply(state: Option<PersonState>, event: &PersonEvent) -> PersonState {
        person::apply(state, event)
    }

    fn name(event: &PersonEvent) -> &'static str {
        event.name()
    }

    /// The organisations that a person belongs to; what happens in one is not told to another, so an entry of a
    /// membership is told by its event alone.
    fn audience(_id: Uuid, _state: &PersonState) -> Vec<Uuid> {
        Vec::new()
    }
}

/// A person as it stands in the database.
pub(crate) type StoredPerson = Stored<PersonCase>;

/// Invitations.
#[derive(Debug, Clone, Copy)]
pub struct InvitationCase;

impl Case for InvitationCase {
    const KIND: &'static str = "accounts.invitation";
    type State = InvitationState;
    type Event = InvitationEvent;

    fn apply(state: Option<InvitationState>, event: &InvitationEvent) -> InvitationState {
        invitation::apply(state, event)
    }

    fn name(event: &InvitationEvent) -> &'static str {
        event.name()
    }

    fn audience(_id: Uuid, state: &InvitationState) -> Vec<Uuid> {
        vec![uuid_of(state.organisation())]
    }
}

/// An invitation as it stands in the database.
pub(crate) type StoredInvitation = Stored<InvitationCase>;

/// Authorisations of agencies.
#[derive(Debug, Clone, Copy)]
pub struct AuthorisationCase;

impl Case for AuthorisationCase {
    const KIND: &'static str = "accounts.authorisation";
    type State = AuthorisationState;
    type Event = AuthorisationEvent;

    fn apply(state: Option<AuthorisationState>, event: &AuthorisationEvent) -> AuthorisationState {
        authorisation::apply(state, event)
    }

    fn name(event: &AuthorisationEvent) -> &'static str {
        event.name()
    }

    fn audience(_id: Uuid, state: &AuthorisationState) -> Vec<Uuid> {
        let (enterprise, agency) = state.parties();
        vec![uuid_of(enterprise), uuid_of(agency)]
    }
}

/// An authorisation as it stands in the database.
pub(crate) type StoredAuthorisation = Stored<AuthorisationCase>;

/// Programs.
#[derive(Debug, Clone, Copy)]
pub struct ClientCase;

impl Case for ClientCase {
    const KIND: &'static str = "accounts.client";
    type State = ClientState;
    type Event = ClientEvent;

    fn apply(state: Option<ClientState>, event: &ClientEvent) -> ClientState {
        client::apply(state, event)
    }

    fn name(event: &ClientEvent) -> &'static str {
        event.name()
    }

    fn audience(_id: Uuid, state: &ClientState) -> Vec<Uuid> {
        vec![uuid_of(state.organisation())]
    }
}

/// A program as it stands in the database.
pub(crate) type StoredClient = Stored<ClientCase>;
