//! Invitations: made by an administrator, accepted with a code that is shown once, withdrawn, expired.

use std::collections::BTreeSet;

use domain::accounts::{
    InvitationCommand, InvitationState, Login, PersonCommand, invitation, organisation, password_is_strong_enough,
    refusals,
};
use domain::hall::{Moment, Role};
use hall::act::{Act, ActFault, Answer, Case, Stored, id_of, table, uuid_of};
use hall::deadlines::{self, Deadline};
use hall::policy::Call;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::persons::{Details, Ready};
use super::{Desk, found};
use crate::cases::{InvitationCase, StoredInvitation};
use crate::store;
use hall::secrets::{OneTimeSecret, digest_of};

/// The deadline of an invitation.
pub(crate) const EXPIRES: &str = "accounts.invitation_expires";

/// A person who wants in.
pub struct NewPerson {
    /// The login of his choice.
    pub login: String,
    /// The password of his choice.
    pub password: Zeroizing<String>,
    /// What is personal.
    pub details: Details,
}

impl std::fmt::Debug for NewPerson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPerson(…)")
    }
}

/// Who accepts an invitation.
#[derive(Debug)]
pub struct Acceptance {
    /// The code that was sent to him.
    pub code: Zeroizing<String>,
    /// Who he is.
    pub person: NewPerson,
}

impl Desk {
    /// Invites somebody. The code is in the answer, this once.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] for an organisation that the caller may not see, or what stands in the way.
    pub async fn invite(
        &self,
        call: &Call,
        organisation: Uuid,
        roles: BTreeSet<Role>,
        answer: impl Fn(&StoredInvitation) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let code = OneTimeSecret::draw("zqi");
        let (roles, code, answer) = (&roles, &code, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let of = table::find::<store::Organisations>(act.transaction(), organisation).await?;
                    let of = found(of.filter(|_| call.may_see(Some(organisation))))?;
                    organisation::may_act(&of.state)?;
                    let invited = self.invite_within(act, of.id, of.state.facts().kind, roles, call.person(), code);
                    let invited = invited.await?;
                    Ok(answer(&invited).with_secret("code", code.text.as_str()))
                })
            })
            .await
    }

    /// Makes an invitation in an act.
    pub(super) async fn invite_within(
        &self,
        act: &Act<'_>,
        organisation: Uuid,
        kind: domain::hall::OrganisationKind,
        roles: &BTreeSet<Role>,
        invited_by: Option<Uuid>,
        code: &OneTimeSecret,
    ) -> Result<StoredInvitation, ActFault> {
        let command = InvitationCommand::Invite {
            organisation: id_of(organisation),
            kind,
            roles: roles.clone(),
            invited_by: invited_by.map(id_of),
        };
        let events = invitation::decide(None, command, self.rules(), act.moment())?;
        let stored = found(Stored::<InvitationCase>::begun(act, act.new_id(), &events))?;
        store::invitations::insert(act.transaction(), &stored, &code.digest, act.real_millis()).await?;
        if let InvitationState::Open { expires_at, .. } = &stored.state {
            deadlines::set(act.transaction(), &expiry(stored.id, *expires_at)).await?;
        }
        Ok(stored)
    }

    /// Accepts an invitation as a new person, who may log in from now on.
    ///
    /// # Errors
    /// `accounts.invitation_unknown` for a code that is none, or what stands in the way, by field.
    pub async fn accept(
        &self,
        call: &Call,
        acceptance: Acceptance,
        answer: impl Fn(Uuid) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let Acceptance { code, person } = acceptance;
        let digest = digest_of(&code);
        let ready = self.ready(person).await?;
        let (digest, ready, answer) = (&digest, &ready, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = store::invitations::find_by_code(act.transaction(), digest).await?;
                    let unknown = || ActFault::of_field("/code", refusals::invitation_unknown());
                    let invitation = known.ok_or_else(unknown)?;
                    let InvitationState::Open { organisation, kind, roles, .. } = invitation.state.clone() else {
                        let person = id_of(Uuid::nil());
                        let command = InvitationCommand::Accept { person };
                        let refused = invitation::decide(Some(&invitation.state), command, self.rules(), act.moment());
                        return Err(refused.err().map_or_else(unknown, ActFault::Refused));
                    };
                    let id = act.new_id();
                    let command = InvitationCommand::Accept { person: id_of(id) };
                    self.change_invitation_within(act, invitation, command).await?;
                    let of = table::find::<store::Organisations>(act.transaction(), uuid_of(organisation)).await?;
                    organisation::may_act(&found(of)?.state)?;
                    let join = PersonCommand::Join { organisation, kind, roles };
                    self.create_person_as(act, id, ready, join).await?;
                    Ok(answer(id))
                })
            })
            .await
    }

    /// Withdraws an invitation.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub async fn withdraw_invitation(
        &self,
        call: &Call,
        id: Uuid,
        answer: impl Fn(&StoredInvitation) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let answer = &answer;
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = table::find::<store::Invitations>(act.transaction(), id).await?;
                    let visible = known.filter(|known| call.may_see(Some(uuid_of(known.state.organisation()))));
                    let invitation = found(visible)?;
                    act.has_seen(invitation.version)?;
                    let changed = self.change_invitation_within(act, invitation, InvitationCommand::Withdraw).await?;
                    Ok(answer(&changed))
                })
            })
            .await
    }

    /// Changes an invitation in an act; one that is over has no deadline any more.
    pub(crate) async fn change_invitation_within(
        &self,
        act: &Act<'_>,
        invitation: StoredInvitation,
        command: InvitationCommand,
    ) -> Result<StoredInvitation, ActFault> {
        let before = invitation.version;
        let lifts = command != InvitationCommand::Expire;
        let events = invitation::decide(Some(&invitation.state), command, self.rules(), act.moment())?;
        let changed = invitation.after(act, &events);
        table::update::<store::Invitations>(act.transaction(), &changed, before, act.real_millis()).await?;
        if lifts {
            deadlines::lift(act.transaction(), changed.id, EXPIRES).await?;
        }
        Ok(changed)
    }

    /// A page of the invitations that the caller may see, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub async fn invitations(
        &self,
        call: &Call,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<StoredInvitation>, u64), ActFault> {
        let reader = self.acts().database().reader();
        store::invitations::page(reader, call.confined_to(), after, limit).await
    }

    /// Login and password checked, the password hashed: before the act, which may run again.
    pub(super) async fn ready(&self, person: NewPerson) -> Result<Ready, ActFault> {
        let login = Login::parse(&person.login).map_err(|refusal| ActFault::of_field("/login", refusal))?;
        password_is_strong_enough(&person.password, &login)
            .map_err(|refusal| ActFault::of_field("/password", refusal))?;
        let password_hash = self.hash(person.password).await?;
        Ok(Ready { login, password_hash, details: person.details })
    }
}

fn expiry(invitation: Uuid, due: Moment) -> Deadline {
    Deadline { aggregate_kind: InvitationCase::KIND.into(), aggregate_id: invitation, kind: EXPIRES.into(), due }
}
