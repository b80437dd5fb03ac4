//! What the guard and later rooms may ask of this room.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use domain::accounts::{PersonState, organisation};
use domain::hall::{OrganisationKind, Power, Role};
use hall::act::{ActFault, id_of, table, uuid_of};
use hall::db::Connection;
use hall::http::Fault;
use hall::policy::{Authenticator, Caller, Seat, Who};
use uuid::Uuid;

use crate::cases::StoredOrganisation;
use crate::desk::Desk;
use crate::store;
use crate::store::organisations::OrganisationFilter;
use crate::store::sessions::Holder;

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
    Ok(table::find::<store::Organisations>(connection, organisation).await?.as_ref().map(standing_of))
}

/// The names of these organisations; one that there is not has none.
///
/// # Errors
/// The database's.
pub async fn names_of(
    connection: &impl Connection,
    organisations: BTreeSet<Uuid>,
) -> Result<BTreeMap<Uuid, String>, ActFault> {
    Ok(store::organisations::names(connection, organisations).await?.into_iter().collect())
}

/// The roles of a person for an organisation, in the caller's own transaction; none where there is no such person, or he may
/// not act.
///
/// # Errors
/// The database's.
pub async fn roles_of(
    connection: &impl Connection,
    person: Uuid,
    organisation: Uuid,
) -> Result<BTreeSet<Role>, ActFault> {
    let person = store::persons::find(connection, person).await?;
    let active = person.filter(|kept| matches!(kept.person.state, PersonState::Active { .. }));
    let memberships = active.as_ref().and_then(|kept| kept.person.state.facts()).map(|facts| &facts.memberships);
    let membership = memberships.and_then(|memberships| memberships.get(&id_of(organisation)));
    Ok(membership.map(|membership| membership.roles.clone()).unwrap_or_default())
}

/// A page of the organisations of a kind that are confirmed, each with its name, in the order of their making, and how many
/// there are.
///
/// # Errors
/// The database's.
pub async fn confirmed_of_kind(
    connection: &impl Connection,
    kind: OrganisationKind,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<(Uuid, String)>, u64), ActFault> {
    let filter = OrganisationFilter { only: None, kind: Some(kind.code().into()), state: Some("confirmed".into()) };
    let (found, total) = store::organisations::page(connection, &filter, after, limit).await?;
    Ok((found.into_iter().map(|one| (one.id, one.state.facts().name.clone())).collect(), total))
}

fn standing_of(found: &StoredOrganisation) -> Standing {
    let facts = found.state.facts();
    Standing {
        name: facts.name.clone(),
        kind: facts.kind,
        uscc: facts.uscc.as_ref().map(ToString::to_string),
        hindrance: organisation::may_act(&found.state).err(),
    }
}

fn seat(organisation: Uuid, standing: Standing, roles: BTreeSet<Role>) -> Seat {
    Seat { organisation, kind: standing.kind, roles, hindrance: standing.hindrance }
}

/// Who stands behind a credential.
#[derive(Debug, Clone)]
pub struct AccountsDoor(pub Desk);

#[async_trait]
impl Authenticator for AccountsDoor {
    async fn person(&self, session: &str) -> Result<Option<Caller>, Fault> {
        let Some(Holder { session, kept, organisation }) = self.0.session_of(session).await? else { return Ok(None) };
        let second_factor = self.0.has_passed(&session, &kept);
        let who = Who::Person { id: kept.person.id, session: session.id, second_factor };
        let memberships = kept.person.state.facts().map(|facts| &facts.memberships);
        let seat = organisation.and_then(|organisation| {
            let membership = memberships?.get(&id_of(organisation.id))?;
            Some(seat(organisation.id, standing_of(&organisation), membership.roles.clone()))
        });
        Ok(Some(Caller { who, seat, mandate: None }))
    }

    async fn program(&self, token: &str) -> Result<Option<Caller>, Fault> {
        let Some((client, scopes)) = self.0.program_of(token).await? else { return Ok(None) };
        let organisation = uuid_of(client.state.organisation());
        let standing = standing(self.0.acts().database().reader(), organisation).await?;
        let seat = standing.map(|standing| seat(organisation, standing, BTreeSet::new()));
        Ok(Some(Caller { who: Who::Program { id: client.id, scopes }, seat, mandate: None }))
    }

    async fn powers(&self, agency: Uuid, enterprise: Uuid) -> Result<BTreeSet<Power>, Fault> {
        Ok(self.0.powers_of(agency, enterprise).await?)
    }
}
