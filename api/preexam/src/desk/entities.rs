//! Filing entities: they ask a centre to be registered; the centre reviews, reports, warns, suspends and strikes off.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use domain::hall::{Moment, OrganisationKind};
use domain::identifier::Uscc;
use domain::preexam::CheckAnswer;
use domain::preexam::entity::{
    EntityCheckId, EntityCommand, EntityFacts, EntityKind, EntityState, checks, decide, may_register_again, possible,
    step,
};
use domain::preexam::refusals;
use hall::act::{Act, ActFault, Answer, Case, Stored, id_of, table, uuid_of};
use hall::deadlines::{self, Deadline, Raise, Watched, lift, watch};
use hall::http::Fault;
use hall::policy::Call;
use serde_json::json;
use uuid::Uuid;

use super::clocks::kinds;
use super::{Desk, Side, acting_organisation, concerns, found};
use crate::cases::{EntityCase, StoredEntity};
use crate::notices::tell_of_entity;
use crate::store;
use crate::store::entities::EntityFilter;

/// What an organisation says of itself when it asks to be registered.
#[derive(Debug, Clone)]
pub struct EntityWish {
    /// The classifications in which it works.
    pub fields: BTreeSet<String>,
    /// The day on which it was founded.
    pub founded_on: Option<NaiveDate>,
    /// How many people it insures.
    pub insured_staff: Option<u32>,
    /// Inventions granted to it as first applicant.
    pub granted_inventions: u32,
    /// Utility models and designs likewise.
    pub granted_others: u32,
    /// Whether it manages its intellectual property.
    pub has_ip_management: bool,
    /// Whether it has a site and people for research.
    pub has_research_site: bool,
    /// An agency: whether it stands on the list of assured service.
    pub on_assured_list: Option<bool>,
}

impl Desk {
    /// Asks a centre to register the caller's organisation: an enterprise as an applicant, an agency as an agency.
    ///
    /// # Errors
    /// What stands in the way.
    pub(crate) async fn apply_for_registration(
        &self,
        call: &Call,
        centre: Uuid,
        wish: EntityWish,
        answer: impl Fn(&StoredEntity) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let organisation = acting_organisation(call)?;
        let (wish, answer) = (&wish, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let of = accounts::door::standing(act.transaction(), centre).await?;
                    let no_centre = || ActFault::of_field("/centre_id", refusals::centre_unknown());
                    let is_centre = |kind| kind == OrganisationKind::ProtectionCentre;
                    of.filter(|of| is_centre(of.kind)).ok_or_else(no_centre)?;
                    let facts = facts_of(act, centre, organisation, wish).await?;
                    let known = (centre, organisation, facts.kind);
                    if store::entities::registered(act.transaction(), known.0, known.1, known.2).await?.is_some() {
                        return Err(refusals::entity_registered().into());
                    }
                    let before = store::entities::last_cancelled(act.transaction(), known.0, known.1, known.2).await?;
                    if let Some(before) = before {
                        may_register_again(&before.state, act.moment().legal_day())?;
                    }
                    let calendar = self.legal_time().calendar(act.transaction()).await?;
                    let command = EntityCommand::Apply(facts);
                    let events = decide(None, command, &self.law(&calendar), act.moment())?;
                    let entity = found(Stored::<EntityCase>::begun(act, act.new_id(), &events))?;
                    table::insert::<store::Entities>(act.transaction(), &entity, act.real_millis()).await?;
                    self.watch_entity(act, &entity, None).await?;
                    tell_of_entity(act, &entity, &events).await?;
                    Ok(answer(&entity))
                })
            })
            .await
    }

    /// Says something else of the caller's organisation.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub(crate) async fn revise_entity(
        &self,
        call: &Call,
        id: Uuid,
        wish: EntityWish,
        answer: impl Fn(&StoredEntity) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (wish, answer) = (&wish, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = seen_entity(act, id, Side::Applicant).await?;
                    let of = known.state.facts();
                    let facts = facts_of(act, uuid_of(of.centre), uuid_of(of.organisation), wish).await?;
                    let changed = self.change_entity_within(act, known, EntityCommand::Revise(facts)).await?;
                    Ok(answer(&changed))
                })
            })
            .await
    }

    /// Changes an entity by a command.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way, with what is possible now.
    pub(crate) async fn change_entity(
        &self,
        call: &Call,
        id: Uuid,
        command: EntityCommand,
        answer: impl Fn(&StoredEntity) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (command, answer) = (&command, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let by_itself = matches!(command, EntityCommand::Withdraw);
                    let side = if by_itself { Side::Applicant } else { Side::Centre };
                    let known = seen_entity(act, id, side).await?;
                    Ok(answer(&self.change_entity_within(act, known, command.clone()).await?))
                })
            })
            .await
    }

    /// Changes an entity in an act, sets its clock and tells whom it concerns.
    pub(crate) async fn change_entity_within(
        &self,
        act: &Act<'_>,
        known: StoredEntity,
        command: EntityCommand,
    ) -> Result<StoredEntity, ActFault> {
        let calendar = self.legal_time().calendar(act.transaction()).await?;
        let law = self.law(&calendar);
        let events = decide(Some(&known.state), command, &law, act.moment())
            .map_err(|refusal| Fault::from(refusal).with_possible(possible(&known.state, &law, act.moment())))?;
        let (before, version) = (known.state.clone(), known.version);
        let changed = known.after(act, &events);
        table::update::<store::Entities>(act.transaction(), &changed, version, act.real_millis()).await?;
        self.watch_entity(act, &changed, Some(&before)).await?;
        tell_of_entity(act, &changed, &events).await?;
        Ok(changed)
    }

    /// Sets the deadline of a registration: its review, or the end of its suspension.
    async fn watch_entity(
        &self,
        act: &Act<'_>,
        entity: &StoredEntity,
        before: Option<&EntityState>,
    ) -> Result<(), ActFault> {
        let calendar = self.legal_time().calendar(act.transaction()).await?;
        let law = self.law(&calendar);
        let running = step(&entity.state, &law);
        if before.and_then(|before| step(before, &law)) != running {
            lift(act.transaction(), entity.id, kinds::ENTITY_REVIEW).await?;
            if let Some(running) = running {
                let facts = entity.state.facts();
                let watched = Watched {
                    aggregate_kind: EntityCase::KIND,
                    aggregate_id: entity.id,
                    kind: kinds::ENTITY_REVIEW,
                    basis: running.basis,
                    raise: Raise::DayAfter,
                    is_reminder: false,
                    owner: uuid_of(facts.organisation),
                    keeper: uuid_of(facts.centre),
                    person: None,
                    facts: json!({"entity": facts.name}),
                };
                watch(act, &watched, law.calendar).await?;
            }
        }
        lift(act.transaction(), entity.id, kinds::ENTITY_RESUMES).await?;
        if let EntityState::Suspended { until_on, .. } = &entity.state {
            let over = until_on.checked_add_days(Days::new(1)).and_then(Moment::beginning_of);
            if let Some(due) = over {
                let deadline = Deadline {
                    aggregate_kind: EntityCase::KIND.into(),
                    aggregate_id: entity.id,
                    kind: kinds::ENTITY_RESUMES.into(),
                    due,
                };
                deadlines::set(act.transaction(), &deadline).await?;
            }
        }
        Ok(())
    }

    /// A page of the entities that the caller may see, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn entities(
        &self,
        call: &Call,
        state: Option<String>,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<StoredEntity>, u64), ActFault> {
        let filter = EntityFilter { of: call.confined_to(), state };
        store::entities::page(self.acts().database().reader(), &filter, after, limit).await
    }

    /// One entity.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for one that the caller may not see.
    pub(crate) async fn entity(&self, call: &Call, id: Uuid) -> Result<StoredEntity, ActFault> {
        let known = table::find::<store::Entities>(self.acts().database().reader(), id).await?;
        found(known.filter(|known| may_see(call, Side::Either, &known.state)))
    }

    /// What the checks of a registration say today.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for one that the caller may not see.
    pub(crate) async fn checks_of_entity(
        &self,
        call: &Call,
        id: Uuid,
    ) -> Result<Vec<CheckAnswer<EntityCheckId>>, ActFault> {
        let entity = self.entity(call, id).await?;
        let calendar = self.calendar().await?;
        let today = self.acts().clocks().moment.moment().legal_day();
        Ok(checks(entity.state.facts(), &self.law(&calendar), today))
    }
}

async fn seen_entity(act: &Act<'_>, id: Uuid, side: Side) -> Result<StoredEntity, ActFault> {
    let known = table::find::<store::Entities>(act.transaction(), id).await?;
    let known = found(known.filter(|known| may_see(act.call(), side, &known.state)))?;
    act.has_seen(known.version)?;
    Ok(known)
}

fn may_see(call: &Call, side: Side, state: &EntityState) -> bool {
    concerns(call, side, uuid_of(state.facts().centre), uuid_of(state.facts().organisation))
}

/// The facts of an entity: name, code and kind are those of the organisation.
async fn facts_of(act: &Act<'_>, centre: Uuid, organisation: Uuid, wish: &EntityWish) -> Result<EntityFacts, ActFault> {
    let of = found(accounts::door::standing(act.transaction(), organisation).await?)?;
    let is_agency = of.kind == OrganisationKind::Agency;
    let kind = if is_agency { EntityKind::Agency } else { EntityKind::Applicant };
    let wish = wish.clone();
    Ok(EntityFacts {
        centre: id_of(centre),
        organisation: id_of(organisation),
        kind,
        name: of.name,
        uscc: of.uscc.as_deref().and_then(|uscc| Uscc::parse(uscc).ok()),
        fields: wish.fields,
        founded_on: wish.founded_on,
        insured_staff: wish.insured_staff,
        granted_inventions: wish.granted_inventions,
        granted_others: wish.granted_others,
        has_ip_management: wish.has_ip_management,
        has_research_site: wish.has_research_site,
        on_assured_list: wish.on_assured_list,
    })
}
