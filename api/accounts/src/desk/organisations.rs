//! Organisations: they register, the platform confirms, suspends and reinstates them.

use domain::accounts::{
    OrganisationCommand, OrganisationEvent, OrganisationFacts, PersonCommand, organisation, refusals,
};
use domain::hall::{OrganisationKind, Role};
use hall::act::{Act, ActFault, Answer, Stored, id_of, table};
use hall::journal::Aggregate;
use hall::notices::{self, Notice, Recipient};
use hall::policy::Call;
use serde_json::json;
use uuid::Uuid;

use super::{Desk, NewPerson, found};
use crate::cases::{OrganisationCase, StoredOrganisation};
use crate::notices::kinds;
use crate::store;
use crate::store::organisations::OrganisationFilter;

/// An organisation and the person who registers it.
#[derive(Debug)]
pub struct Registration {
    /// What it says it is.
    pub facts: OrganisationFacts,
    /// Who will administer it.
    pub person: NewPerson,
}

impl Desk {
    /// Registers an organisation with its first administrator. It acts after the platform has confirmed it.
    ///
    /// # Errors
    /// What stands in the way, by field.
    pub async fn register(
        &self,
        call: &Call,
        registration: Registration,
        answer: impl Fn(&StoredOrganisation) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let Registration { facts, person } = registration;
        self.may_be_registered_by_itself(facts.kind)?;
        let ready = self.ready(person).await?;
        let (facts, ready, answer) = (&facts, &ready, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let organisation = begin(act, facts.clone()).await?;
                    let kind = facts.kind;
                    let join =
                        PersonCommand::Join { organisation: id_of(organisation.id), kind, roles: first_roles(kind) };
                    self.create_person(act, ready, join).await?;
                    tell_platform(act, &organisation).await?;
                    Ok(answer(&organisation))
                })
            })
            .await
    }

    /// Bodies of the state are entered by the platform itself.
    fn may_be_registered_by_itself(&self, kind: OrganisationKind) -> Result<(), ActFault> {
        use OrganisationKind as K;
        match kind {
            K::Enterprise
            | K::Agency
            | K::Bank
            | K::Guarantor
            | K::Insurer
            | K::Appraiser
            | K::MediationOrganisation => Ok(()),
            K::ProtectionCentre | K::CreditAuthority | K::Regulator | K::Platform => {
                Err(ActFault::of_field("/kind", refusals::kind_not_open()))
            }
        }
    }

    /// Enters an organisation, confirmed at once: for the system administrator.
    ///
    /// # Errors
    /// What stands in the way, by field.
    pub async fn enter_organisation(
        &self,
        call: &Call,
        facts: OrganisationFacts,
        answer: impl Fn(&StoredOrganisation) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        if facts.kind == OrganisationKind::Platform {
            return Err(ActFault::of_field("/kind", refusals::kind_not_open()));
        }
        let (facts, answer) = (&facts, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let organisation = begin(act, facts.clone()).await?;
                    let confirmed = change(act, organisation, OrganisationCommand::Confirm).await?;
                    Ok(answer(&confirmed))
                })
            })
            .await
    }

    /// Confirms, refuses, suspends, reinstates, renames or closes an organisation.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub async fn change_organisation(
        &self,
        call: &Call,
        id: Uuid,
        command: OrganisationCommand,
        answer: impl Fn(&StoredOrganisation) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (command, answer) = (&command, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let organisation = table::find::<store::Organisations>(act.transaction(), id).await?;
                    let organisation = found(organisation.filter(|_| call.may_see(Some(id))))?;
                    act.has_seen(organisation.version)?;
                    let changed = change(act, organisation, command.clone()).await?;
                    Ok(answer(&changed))
                })
            })
            .await
    }

    /// One organisation.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for one that the caller may not see.
    pub async fn organisation(&self, call: &Call, id: Uuid) -> Result<StoredOrganisation, ActFault> {
        let organisation = table::find::<store::Organisations>(self.acts().database().reader(), id).await?;
        found(organisation.filter(|_| call.may_see(Some(id))))
    }

    /// A page of the organisations that the caller may see, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub async fn organisations(
        &self,
        call: &Call,
        kind: Option<String>,
        state: Option<String>,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<StoredOrganisation>, u64), ActFault> {
        let filter = OrganisationFilter { only: call.confined_to(), kind, state };
        let reader = self.acts().database().reader();
        store::organisations::page(reader, &filter, after, limit).await
    }
}

/// The roles of who registers an organisation: its administrator, and whoever acts for it at first.
fn first_roles(kind: OrganisationKind) -> std::collections::BTreeSet<Role> {
    let acting = match kind {
        OrganisationKind::Enterprise => Some(Role::EnterpriseMember),
        OrganisationKind::Agency => Some(Role::Agent),
        OrganisationKind::Guarantor => Some(Role::Guarantor),
        OrganisationKind::Insurer => Some(Role::Insurer),
        OrganisationKind::Appraiser => Some(Role::Appraiser),
        OrganisationKind::Bank
        | OrganisationKind::ProtectionCentre
        | OrganisationKind::MediationOrganisation
        | OrganisationKind::CreditAuthority
        | OrganisationKind::Regulator
        | OrganisationKind::Platform => None,
    };
    acting.into_iter().chain([Role::OrganisationAdministrator]).collect()
}

/// Begins an organisation, whose code must be free.
pub(super) async fn begin(act: &Act<'_>, facts: OrganisationFacts) -> Result<StoredOrganisation, ActFault> {
    if let Some(uscc) = &facts.uscc {
        let known = store::organisations::find_by_uscc(act.transaction(), uscc.as_str()).await?;
        if known.is_some() {
            return Err(ActFault::of_field("/uscc", refusals::uscc_taken()));
        }
    }
    let events = organisation::decide(None, OrganisationCommand::Register { facts }, act.moment())?;
    let stored = found(Stored::<OrganisationCase>::begun(act, act.new_id(), &events))?;
    table::insert::<store::Organisations>(act.transaction(), &stored, act.real_millis()).await?;
    Ok(stored)
}

/// Changes an organisation and tells it.
pub(super) async fn change(
    act: &Act<'_>,
    organisation: StoredOrganisation,
    command: OrganisationCommand,
) -> Result<StoredOrganisation, ActFault> {
    let before = organisation.version;
    let events = organisation::decide(Some(&organisation.state), command, act.moment())?;
    let changed = organisation.after(act, &events);
    table::update::<store::Organisations>(act.transaction(), &changed, before, act.real_millis()).await?;
    for event in &events {
        tell(act, &changed, event).await?;
    }
    Ok(changed)
}

fn aggregate(id: Uuid) -> Aggregate {
    Aggregate { kind: <OrganisationCase as hall::act::Case>::KIND, id }
}

/// Tells the organisation what was decided of it.
async fn tell(act: &Act<'_>, changed: &StoredOrganisation, event: &OrganisationEvent) -> Result<(), ActFault> {
    let (kind, reason) = match event {
        OrganisationEvent::Confirmed { .. } => (kinds::ORGANISATION_CONFIRMED, None),
        OrganisationEvent::Refused { reason, .. } => (kinds::ORGANISATION_REFUSED, Some(reason)),
        OrganisationEvent::Suspended { reason, .. } => (kinds::ORGANISATION_SUSPENDED, Some(reason)),
        OrganisationEvent::Reinstated { .. } => (kinds::ORGANISATION_REINSTATED, None),
        OrganisationEvent::Registered { .. } | OrganisationEvent::Renamed { .. } | OrganisationEvent::Closed { .. } => {
            return Ok(());
        }
    };
    let facts = json!({"organisation": changed.state.facts().name, "reason": reason});
    let recipient = Recipient::Organisation(changed.id);
    let notice = Notice { recipient, kind, aggregate: aggregate(changed.id), facts };
    Ok(notices::raise(act, notice).await?)
}

/// Tells the platform's administrators that somebody waits.
async fn tell_platform(act: &Act<'_>, registered: &StoredOrganisation) -> Result<(), ActFault> {
    let Some(platform) = store::organisations::find_platform(act.transaction()).await? else { return Ok(()) };
    let facts = json!({"organisation": registered.state.facts().name});
    let recipient = Recipient::Organisation(platform.id);
    let kind = kinds::ORGANISATION_REGISTERED;
    Ok(notices::raise(act, Notice { recipient, kind, aggregate: aggregate(registered.id), facts }).await?)
}
