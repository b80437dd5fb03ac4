//! What the guard and later rooms may ask of this room.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::accounts::organisation;
use domain::hall::{OrganisationKind, Power};
use hall::act::{ActFault, id_of, uuid_of};
use hall::db::Connection;
use hall::http::Fault;
use hall::policy::{Authenticator, Caller, Seat, Who};
use uuid::Uuid;

use crate::desk::Desk;
use crate::store;

/// What an organisation is, for a room that decides something about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrganisationKind,
    /// Its credit code.
    pub uscc: Option<String>,
    /// Why it may not act now, if so.
    pub hindrance: Option<domain::hall::Refusal>,
}

/// What an organisation is, in the caller's own transaction; `None`: there is none.
///
/// # Errors
/// The database's.
pub async fn standing(connection: &impl Connection, organisation: Uuid) -> Result<Option<Standing>, ActFault> {
    let found = store::organisations::find(connection, organisation).await?;
    Ok(found.map(|found| {
        let facts = found.state.facts();
        Standing {
            name: facts.name.clone(),
            kind: facts.kind,
            uscc: facts.uscc.as_ref().map(ToString::to_string),
            hindrance: organisation::may_act(&found.state).err(),
        }
    }))
}

/// Who stands behind a credential.
#[derive(Debug, Clone)]
pub struct AccountsDoor(pub Desk);

impl AccountsDoor {
    async fn seat(&self, organisation: Uuid, roles: BTreeSet<domain::hall::Role>) -> Result<Option<Seat>, ActFault> {
        let standing = standing(self.0.acts().database().reader(), organisation).await?;
        Ok(standing.map(|standing| Seat { organisation, kind: standing.kind, roles, hindrance: standing.hindrance }))
    }
}

#[async_trait]
impl Authenticator for AccountsDoor {
    async fn person(&self, session: &str) -> Result<Option<Caller>, Fault> {
        let Some((session, kept)) = self.0.session_of(session).await? else { return Ok(None) };
        let second_factor = self.0.has_passed(&session, &kept);
        let who = Who::Person { id: kept.person.id, session: session.id, second_factor };
        let memberships = kept.person.state.facts().map(|facts| &facts.memberships);
        let membership = session.organisation.and_then(|id| Some((id, memberships?.get(&id_of(id))?)));
        let seat = match membership {
            Some((organisation, membership)) => self.seat(organisation, membership.roles.clone()).await?,
            None => None,
        };
        Ok(Some(Caller { who, seat, mandate: None }))
    }

    async fn program(&self, token: &str) -> Result<Option<Caller>, Fault> {
        let Some((client, scopes)) = self.0.program_of(token).await? else { return Ok(None) };
        let seat = self.seat(uuid_of(client.state.organisation()), BTreeSet::new()).await?;
        Ok(Some(Caller { who: Who::Program { id: client.id, scopes }, seat, mandate: None }))
    }

    async fn powers(&self, agency: Uuid, enterprise: Uuid) -> Result<BTreeSet<Power>, Fault> {
        Ok(self.0.powers_of(agency, enterprise).await?)
    }
}
