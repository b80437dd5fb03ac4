//! Authorisations: an enterprise lets an agency act for it, limits that, and takes it back at once.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use domain::accounts::{AuthorisationCommand, AuthorisationState, Grant, authorisation, organisation, refusals};
use domain::hall::{Moment, Power};
use hall::act::{Act, ActFault, Answer, Case, Stored, id_of, table, uuid_of};
use hall::deadlines::{self, Deadline};
use hall::journal::Aggregate;
use hall::notices::{self, Notice, Recipient};
use hall::policy::Call;
use serde_json::json;
use uuid::Uuid;

use super::{Desk, acting_organisation, found};
use crate::cases::{AuthorisationCase, StoredAuthorisation};
use crate::notices::kinds;
use crate::store;

/// The deadline of an authorisation.
pub(crate) const EXPIRES: &str = "accounts.authorisation_expires";

/// What an enterprise asks for.
#[derive(Debug, Clone)]
pub struct AuthorisationWish {
    /// Who may act.
    pub agency: Uuid,
    /// In what.
    pub powers: BTreeSet<Power>,
    /// The last legal day; `None`: until withdrawn.
    pub until_on: Option<NaiveDate>,
}

impl Desk {
    /// Lets an agency act for the caller's enterprise.
    ///
    /// # Errors
    /// What stands in the way.
    pub async fn authorise(
        &self,
        call: &Call,
        wish: AuthorisationWish,
        answer: impl Fn(&StoredAuthorisation) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let enterprise = acting_organisation(call)?;
        let (wish, answer) = (&wish, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let of = found(table::find::<store::Organisations>(act.transaction(), enterprise).await?)?;
                    let agency = table::find::<store::Organisations>(act.transaction(), wish.agency).await?;
                    let unknown = || ActFault::of_field("/agency_id", refusals::organisation_unknown());
                    let agency = agency.ok_or_else(unknown)?;
                    let granted = store::authorisations::granted(act.transaction(), agency.id, enterprise).await?;
                    if granted.iter().any(|known| !is_over(&known.state, act.moment())) {
                        return Err(refusals::authorisation_granted().into());
                    }
                    let grant = Grant {
                        enterprise: id_of(enterprise),
                        enterprise_kind: of.state.facts().kind,
                        agency: id_of(agency.id),
                        agency_kind: agency.state.facts().kind,
                        agency_may_act: organisation::may_act(&agency.state).is_ok(),
                        powers: wish.powers.clone(),
                        until_on: wish.until_on,
                    };
                    let command = AuthorisationCommand::Grant(grant);
                    let events = authorisation::decide(None, command, self.rules(), act.moment())?;
                    let stored = found(Stored::<AuthorisationCase>::begun(act, act.new_id(), &events))?;
                    table::insert::<store::Authorisations>(act.transaction(), &stored, act.real_millis()).await?;
                    watch_its_end(act, &stored).await?;
                    tell_agency(act, &stored, kinds::AUTHORISATION_GRANTED).await?;
                    Ok(answer(&stored))
                })
            })
            .await
    }

    /// Narrows an authorisation of the caller's enterprise, or takes it back. The agency's next request feels it.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for the agency, which may only see it; [`ActFault::Stale`]; what stands in the way.
    pub async fn change_authorisation(
        &self,
        call: &Call,
        id: Uuid,
        command: AuthorisationCommand,
        answer: impl Fn(&StoredAuthorisation) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (command, answer) = (&command, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = table::find::<store::Authorisations>(act.transaction(), id).await?;
                    let own = |known: &StoredAuthorisation| call.may_see(Some(uuid_of(known.state.parties().0)));
                    let known = found(known.filter(own))?;
                    act.has_seen(known.version)?;
                    let changed = self.change_authorisation_within(act, known, command.clone()).await?;
                    Ok(answer(&changed))
                })
            })
            .await
    }

    /// Changes an authorisation in an act, and tells the agency.
    pub(crate) async fn change_authorisation_within(
        &self,
        act: &Act<'_>,
        known: StoredAuthorisation,
        command: AuthorisationCommand,
    ) -> Result<StoredAuthorisation, ActFault> {
        let before = known.version;
        let expires = command == AuthorisationCommand::Expire;
        let events = authorisation::decide(Some(&known.state), command, self.rules(), act.moment())?;
        let changed = known.after(act, &events);
        table::update::<store::Authorisations>(act.transaction(), &changed, before, act.real_millis()).await?;
        let kind = match &changed.state {
            AuthorisationState::Granted { .. } => kinds::AUTHORISATION_LIMITED,
            AuthorisationState::Withdrawn { .. } => kinds::AUTHORISATION_WITHDRAWN,
            AuthorisationState::Expired { .. } => kinds::AUTHORISATION_EXPIRED,
        };
        if !expires {
            deadlines::lift(act.transaction(), changed.id, EXPIRES).await?;
            watch_its_end(act, &changed).await?;
        }
        tell_agency(act, &changed, kind).await?;
        Ok(changed)
    }

    /// A page of the authorisations that the caller's organisation gave or was given, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub async fn authorisations(
        &self,
        call: &Call,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<StoredAuthorisation>, u64), ActFault> {
        let reader = self.acts().database().reader();
        store::authorisations::page(reader, call.confined_to(), after, limit).await
    }

    /// One authorisation, for either side.
    ///
    /// # Errors
    /// [`ActFault::NotFound`].
    pub async fn authorisation(&self, call: &Call, id: Uuid) -> Result<StoredAuthorisation, ActFault> {
        let known = table::find::<store::Authorisations>(self.acts().database().reader(), id).await?;
        let concerns = |known: &StoredAuthorisation| {
            let (enterprise, agency) = known.state.parties();
            [enterprise, agency].into_iter().any(|party| call.may_see(Some(uuid_of(party))))
        };
        found(known.filter(concerns))
    }

    /// What an agency may do for an enterprise on the day it is, both of them being allowed to act.
    pub(crate) async fn powers_of(&self, agency: Uuid, enterprise: Uuid) -> Result<BTreeSet<Power>, ActFault> {
        let reader = self.acts().database().reader();
        let of = table::find::<store::Organisations>(reader, enterprise).await?;
        if of.is_none_or(|of| organisation::may_act(&of.state).is_err()) {
            return Ok(BTreeSet::new());
        }
        let today = self.clocks().moment.moment().legal_day();
        let granted = store::authorisations::granted(reader, agency, enterprise).await?;
        let covered =
            |power: &Power| granted.iter().any(|known| authorisation::covers(&known.state, *power, today).is_ok());
        Ok(Power::ALL.iter().copied().filter(covered).collect())
    }
}

/// Whether an authorisation covers nothing any more, whatever the sweep has shown.
fn is_over(state: &AuthorisationState, moment: Moment) -> bool {
    let today = moment.legal_day();
    !Power::ALL.iter().any(|power| authorisation::covers(state, *power, today).is_ok())
}

/// Sets the deadline after the last day.
async fn watch_its_end(act: &Act<'_>, stored: &StoredAuthorisation) -> Result<(), ActFault> {
    let AuthorisationState::Granted { until_on: Some(last_day_on), .. } = &stored.state else { return Ok(()) };
    let Some(due) = last_day_on.checked_add_days(Days::new(1)).and_then(Moment::beginning_of) else { return Ok(()) };
    let deadline =
        Deadline { aggregate_kind: AuthorisationCase::KIND.into(), aggregate_id: stored.id, kind: EXPIRES.into(), due };
    Ok(deadlines::set(act.transaction(), &deadline).await?)
}

async fn tell_agency(act: &Act<'_>, stored: &StoredAuthorisation, kind: &'static str) -> Result<(), ActFault> {
    let (enterprise, agency) = stored.state.parties();
    let of = table::find::<store::Organisations>(act.transaction(), uuid_of(enterprise)).await?;
    let name = of.map(|of| of.state.facts().name.clone()).unwrap_or_default();
    let notice = Notice {
        recipient: Recipient::Organisation(uuid_of(agency)),
        kind,
        aggregate: Aggregate { kind: AuthorisationCase::KIND, id: stored.id },
        facts: json!({"enterprise": name}),
    };
    Ok(notices::raise(act, notice).await?)
}
