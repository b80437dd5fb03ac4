//! The cases of this room: where their rules are, and who hears of them.

use domain::accounts::{
    AuthorisationEvent, AuthorisationState, ClientEvent, ClientState, InvitationEvent, InvitationState,
    OrganisationEvent, OrganisationState, PersonEvent, PersonState, authorisation, client, invitation, organisation,
    person,
};
use hall::act::uuid_of;
use hall::case;

case!(
    /// Organisations.
    OrganisationCase, StoredOrganisation, "accounts.organisation", organisation: OrganisationState, OrganisationEvent,
    |id, _| vec![id]
);

case!(
    /// Persons. What happens in one organisation of a person is not told to another, so an entry of a membership is told by its
    /// event alone.
    PersonCase, StoredPerson, "accounts.person", person: PersonState, PersonEvent,
    |_, _| Vec::new()
);

case!(
    /// Invitations.
    InvitationCase, StoredInvitation, "accounts.invitation", invitation: InvitationState, InvitationEvent,
    |_, state| vec![uuid_of(state.organisation())]
);

case!(
    /// Authorisations of agencies.
    AuthorisationCase, StoredAuthorisation, "accounts.authorisation", authorisation: AuthorisationState, AuthorisationEvent,
    |_, state| {
        let (enterprise, agency) = state.parties();
        vec![uuid_of(enterprise), uuid_of(agency)]
    }
);

case!(
    /// Programs.
    ClientCase, StoredClient, "accounts.client", client: ClientState, ClientEvent,
    |_, state| vec![uuid_of(state.organisation())]
);
