//! Persons: made when they register or accept an invitation, changed by themselves and by administrators, erased.

use std::collections::BTreeSet;

use domain::accounts::{Administration, Login, PersonCommand, PersonState, person, refusals};
use domain::hall::Role;
use hall::act::{Act, ActFault, Answer, Stored, id_of, table, uuid_of};
use hall::db::Connection;
use hall::journal::{Aggregate, NewEntry, Payload};
use hall::policy::Call;
use hall::secrets::CaseKey;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{Desk, found, sessions};
use crate::cases::PersonCase;
use crate::store;
use crate::store::persons::{Keeping, Kept};

pub use crate::store::persons::PurposeReading as Reading;

/// What the details of a person are sealed for.
const DETAILS: &[u8] = b"accounts_person.details";

/// What is personal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// The name.
    pub name: String,
    /// The telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl std::fmt::Debug for Details {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Details(…)")
    }
}

/// A new person, checked, with the password hashed.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) login: Login,
    pub(super) password_hash: String,
    pub(super) details: Details,
}

/// A person as it stands.
#[derive(Debug, Clone)]
pub struct PersonView {
    /// The id.
    pub id: Uuid,
    /// The version.
    pub version: i32,
    /// The login.
    pub login: String,
    /// Where the person stands.
    pub state: PersonState,
    /// What is personal; `None` of an erased person.
    pub details: Option<Details>,
}

impl Desk {
    /// Makes a person within an act.
    pub(super) async fn create_person(
        &self,
        act: &Act<'_>,
        ready: &Ready,
        join: PersonCommand,
    ) -> Result<Uuid, ActFault> {
        let id = act.new_id();
        self.create_person_as(act, id, ready, join).await?;
        Ok(id)
    }

    /// Makes a person of this id within an act.
    pub(super) async fn create_person_as(
        &self,
        act: &Act<'_>,
        id: Uuid,
        ready: &Ready,
        join: PersonCommand,
    ) -> Result<(), ActFault> {
        if store::persons::find_by_login(act.transaction(), ready.login.as_str()).await?.is_some() {
            return Err(ActFault::of_field("/login", refusals::login_taken()));
        }
        let key = self.0.case_keys.make(act, id).await?;
        let events = person::decide(None, join, act.moment())?;
        let keeping = Keeping {
            login: ready.login.as_str().to_owned(),
            password_hash: ready.password_hash.clone(),
            second_factor: None,
            second_factor_step: None,
            details: Some(sealed(&key, &ready.details)),
        };
        let kept = Kept { person: found(Stored::<PersonCase>::begun(act, id, &events))?, keeping };
        store::persons::insert(act.transaction(), &kept, act.real_millis()).await
    }

    async fn view_with(&self, connection: &impl Connection, kept: Kept) -> Result<PersonView, ActFault> {
        let Kept { person: Stored { id, version, state }, keeping } = kept;
        let details = match keeping.details {
            None => None,
            Some(details) => Some(opened(&self.0.case_keys.of(connection, id).await?, &details, id)?),
        };
        Ok(PersonView { id, version, login: keeping.login, state, details })
    }

    pub(super) async fn view_of(&self, kept: Kept) -> Result<PersonView, ActFault> {
        self.view_with(self.acts().database().reader(), kept).await
    }

    /// The view of a person, read in the act's own transaction.
    async fn view_within(&self, act: &Act<'_>, kept: Kept) -> Result<PersonView, ActFault> {
        self.view_with(act.transaction(), kept).await
    }

    /// One person, for whoever administers him.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] for somebody whom the caller may not see.
    pub async fn person(&self, call: &Call, id: Uuid) -> Result<PersonView, ActFault> {
        let kept = found(store::persons::find(self.acts().database().reader(), id).await?)?;
        self.view_of(found(Some(kept).filter(|kept| is_visible(call, kept)))?).await
    }

    /// A page of the members of an organisation that the caller may see, and how many there are.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] for an organisation that the caller may not see.
    pub async fn members(
        &self,
        call: &Call,
        organisation: Uuid,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<PersonView>, u64), ActFault> {
        self.organisation(call, organisation).await?;
        let reader = self.acts().database().reader();
        let (rows, total) = store::persons::members(reader, organisation, after, limit).await?;
        let mut views = Vec::with_capacity(rows.len());
        for kept in rows {
            views.push(self.view_of(kept).await?);
        }
        Ok((views, total))
    }

    /// A person whom the caller may see: a member of his organisation, or anybody.
    async fn visible(&self, act: &Act<'_>, id: Uuid) -> Result<Kept, ActFault> {
        let kept = found(store::persons::find(act.transaction(), id).await?)?;
        found(Some(kept).filter(|kept| is_visible(act.call(), kept)))
    }

    /// Changes a person within an act.
    pub(super) async fn change_person(
        &self,
        act: &Act<'_>,
        mut kept: Kept,
        command: PersonCommand,
        keep: impl FnOnce(&mut Keeping),
    ) -> Result<Kept, ActFault> {
        let before = kept.person.version;
        let events = person::decide(Some(&kept.person.state), command, act.moment())?;
        kept.person = kept.person.after(act, &events);
        keep(&mut kept.keeping);
        store::persons::update(act.transaction(), &kept, before, act.real_millis()).await?;
        Ok(kept)
    }

    /// Changes somebody's roles in the caller's organisation, or takes him out of it.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or the rule that stands in the way.
    pub async fn change_member(
        &self,
        call: &Call,
        organisation: Uuid,
        id: Uuid,
        roles: Option<BTreeSet<Role>>,
        answer: impl Fn(&PersonView) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (roles, answer) = (&roles, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let of = table::find::<store::Organisations>(act.transaction(), organisation).await?;
                    let of = found(of.filter(|_| call.may_see(Some(organisation))))?;
                    let kept = found(store::persons::find(act.transaction(), id).await?)?;
                    let is_member = kept.person.state.facts();
                    found(is_member.filter(|facts| facts.memberships.contains_key(&id_of(organisation))))?;
                    act.has_seen(kept.person.version)?;
                    let others = store::persons::other_administrators(act.transaction(), organisation, id).await?;
                    let administration = Administration { others, ended: of.state.has_ended() };
                    let organisation = id_of(organisation);
                    let command = match roles {
                        Some(roles) => PersonCommand::ChangeRoles {
                            person: id_of(id),
                            by: call.person().map(id_of),
                            organisation,
                            roles: roles.clone(),
                            administration,
                        },
                        None => PersonCommand::Leave { organisation, administration },
                    };
                    let kept = self.change_person(act, kept, command, |_| {}).await?;
                    Ok(answer(&self.view_within(act, kept).await?))
                })
            })
            .await
    }

    /// Suspends or reinstates a person, or takes his second factor away: for the security administrator.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub async fn restrain(
        &self,
        call: &Call,
        id: Uuid,
        command: PersonCommand,
        answer: impl Fn(&PersonView) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (command, answer) = (&command, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let kept = self.visible(act, id).await?;
                    act.has_seen(kept.person.version)?;
                    let resets = *command == PersonCommand::ResetSecondFactor;
                    let kept = self
                        .change_person(act, kept, command.clone(), |keeping| {
                            if resets {
                                keeping.second_factor = None;
                            }
                        })
                        .await?;
                    Ok(answer(&self.view_within(act, kept).await?))
                })
            })
            .await
    }

    /// Erases a person: the key of what is personal is destroyed, and the login is free again.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub async fn erase(
        &self,
        call: &Call,
        id: Uuid,
        answer: impl Fn(&PersonView) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let answer = &answer;
        let answered = self
            .acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let kept = self.visible(act, id).await?;
                    act.has_seen(kept.person.version)?;
                    let kept = self
                        .change_person(act, kept, PersonCommand::Erase, |keeping| {
                            *keeping = Keeping {
                                login: format!("erased:{}", id.simple()),
                                password_hash: String::new(),
                                second_factor: None,
                                second_factor_step: None,
                                details: None,
                            };
                        })
                        .await?;
                    self.0.case_keys.destroy(act, id).await?;
                    for session in store::sessions::open_of(act.transaction(), id).await? {
                        sessions::end(act, session.id, id).await?;
                    }
                    Ok(answer(&self.view_within(act, kept).await?))
                })
            })
            .await?;
        self.acts().database().forget_freed_pages().await?;
        Ok(answered)
    }

    /// Shows what is personal of somebody, in clear, and writes down who read it and what for.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] for somebody whom the caller may not see.
    pub async fn read_details(
        &self,
        call: &Call,
        id: Uuid,
        purpose: &str,
        answer: impl Fn(&PersonView) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let answer = &answer;
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let kept = self.visible(act, id).await?;
                    let actor = call.actor();
                    let reading = Reading {
                        id: act.new_id(),
                        subject: id,
                        reader_kind: actor.kind.into(),
                        reader: actor.id,
                        organisation: actor.organisation,
                        fields: "name,phone,email".into(),
                        purpose: purpose.to_owned(),
                        read_at: act.real_millis(),
                    };
                    store::persons::note_reading(act.transaction(), &reading).await?;
                    act.record(NewEntry {
                        aggregate: Aggregate { kind: "accounts.reading", id: reading.id },
                        version: 1,
                        kind: "accounts.details_read".into(),
                        payload_version: 1,
                        payload: Payload::Open(json!({"person": id, "fields": reading.fields, "purpose": purpose})),
                        audience: Vec::new(),
                    });
                    Ok(answer(&self.view_within(act, kept).await?))
                })
            })
            .await
    }
}

/// Whether a person is a member of the organisation that the caller is confined to.
fn is_visible(call: &Call, kept: &Kept) -> bool {
    let mut memberships = kept.person.state.facts().into_iter().flat_map(|facts| facts.memberships.keys());
    call.confined_to().is_none_or(|own| memberships.any(|organisation| uuid_of(*organisation) == own))
}

fn sealed(key: &CaseKey, details: &Details) -> Vec<u8> {
    let plain = Zeroizing::new(serde_json::to_vec(details).unwrap_or_default());
    key.seal(&plain, DETAILS)
}

fn opened(key: &CaseKey, sealed: &[u8], person: Uuid) -> Result<Details, ActFault> {
    let cannot_be = || ActFault::Inconsistent { table: "accounts_person", cause: format!("{person}: its details") };
    let plain = key.open(sealed, DETAILS).map_err(|_| cannot_be())?;
    serde_json::from_slice(&plain).map_err(|_| cannot_be())
}
