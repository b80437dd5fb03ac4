//! Consents: a firm lets a bank see, the bank looks, and each look is written down before it is answered.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::financing::consent::{
    ConsentCommand, ConsentField, ConsentPurpose, ConsentState, decide, possible, refusals,
};
use domain::financing::demand::{Demand, DemandCheck, Origin, Source, examine};
use domain::hall::OrganisationKind;
use hall::act::{ActFault, Answer, Stored, acting_organisation, found, id_of, table, uuid_of, who_acts};
use hall::files::FileFacts;
use hall::policy::Call;
use uuid::Uuid;

use super::{Desk, with_possible};
use crate::cases::{ConsentCase, StoredConsent, StoredDemand};
use crate::notices::tell_of_consent;
use crate::store;
use crate::store::consents::ConsentFilter;

/// What a firm lets a bank see.
#[derive(Debug, Clone)]
pub(crate) struct ConsentWish {
    /// Which bank.
    pub(crate) bank: Uuid,
    /// Of which demand.
    pub(crate) demand: Uuid,
    /// What of it.
    pub(crate) fields: BTreeSet<ConsentField>,
    /// For what.
    pub(crate) purpose: ConsentPurpose,
    /// The last day.
    pub(crate) until_on: NaiveDate,
}

/// What a bank sees when it looks.
#[derive(Debug)]
pub(crate) struct Looked {
    /// The demand.
    pub(crate) demand: StoredDemand,
    /// The name and code of the firm.
    pub(crate) firm: (String, Option<String>),
    /// What the checks of the rights say today.
    pub(crate) checks: Vec<DemandCheck>,
    /// At what it looked.
    pub(crate) fields: BTreeSet<ConsentField>,
}

impl Desk {
    /// Lets a bank see what the firm chose of one of its demands.
    ///
    /// # Errors
    /// What is wrong with it, with the field.
    pub(crate) async fn give_consent(
        &self,
        call: &Call,
        wish: ConsentWish,
        answer: impl Fn(&StoredConsent) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let firm = acting_organisation(call)?;
        let (wish, answer) = (&wish, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let bank = accounts::door::standing(act.transaction(), wish.bank).await?;
                    let may_lend =
                        bank.is_some_and(|bank| bank.kind == OrganisationKind::Bank && bank.hindrance.is_none());
                    if !may_lend {
                        return Err(ActFault::of_field("/bank_id", refusals::consent_not_a_bank()));
                    }
                    let demand = table::find::<store::Demands>(act.transaction(), wish.demand).await?;
                    if demand.is_none_or(|demand| uuid_of(demand.state.demand().firm) != firm) {
                        return Err(ActFault::of_field("/demand_id", refusals::consent_not_of_the_firm()));
                    }
                    let command = ConsentCommand::Give {
                        by: id_of(who_acts(act.call())),
                        firm: id_of(firm),
                        bank: id_of(wish.bank),
                        demand: id_of(wish.demand),
                        fields: wish.fields.clone(),
                        purpose: wish.purpose,
                        until_on: wish.until_on,
                    };
                    let events = decide(None, command, self.numbers().consent_longest_months, act.moment())?;
                    let consent = found(Stored::<ConsentCase>::begun(act, act.new_id(), &events))?;
                    table::insert::<store::Consents>(act.transaction(), &consent, act.real_millis()).await?;
                    tell_of_consent(act, &consent, &events).await?;
                    Ok(answer(&consent))
                })
            })
            .await
    }

    /// Takes a consent of the caller's firm back.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub(crate) async fn withdraw_consent(
        &self,
        call: &Call,
        id: Uuid,
        answer: impl Fn(&StoredConsent) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let answer = &answer;
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = table::find::<store::Consents>(act.transaction(), id).await?;
                    let of_firm = |known: &StoredConsent| call.may_see(Some(uuid_of(known.state.consent().firm)));
                    let known = found(known.filter(of_firm))?;
                    act.has_seen(known.version)?;
                    let command = ConsentCommand::Withdraw { by: id_of(who_acts(act.call())) };
                    let (longest, today) = (self.numbers().consent_longest_months, act.moment().legal_day());
                    let events = decide(Some(&known.state), command, longest, act.moment())
                        .map_err(|refused| with_possible(refused, possible(&known.state, today)))?;
                    let before = known.version;
                    let consent = known.after(act, &events);
                    table::update::<store::Consents>(act.transaction(), &consent, before, act.real_millis()).await?;
                    tell_of_consent(act, &consent, &events).await?;
                    Ok(answer(&consent))
                })
            })
            .await
    }

    /// Looks at fields for the caller's bank. The look is written down in the act that answers it.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for a consent that does not stand; a field that was not given.
    pub(crate) async fn look(
        &self,
        call: &Call,
        id: Uuid,
        fields: BTreeSet<ConsentField>,
        answer: impl Fn(&Looked) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (fields, answer) = (&fields, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let today = act.moment().legal_day();
                    let known = table::find::<store::Consents>(act.transaction(), id).await?;
                    let known = found(known.filter(|known| is_for(call, known, today)))?;
                    let command = ConsentCommand::Read { by: id_of(who_acts(act.call())), fields: fields.clone() };
                    let longest = self.numbers().consent_longest_months;
                    let events = decide(Some(&known.state), command, longest, act.moment())?;
                    let (before, given) = (known.version, known.state.consent().clone());
                    let consent = known.after(act, &events);
                    table::update::<store::Consents>(act.transaction(), &consent, before, act.real_millis()).await?;
                    let demand = table::find::<store::Demands>(act.transaction(), uuid_of(given.demand)).await?;
                    let demand = found(demand)?;
                    let gate = self.gate(act.transaction(), demand.state.demand(), today).await?;
                    let checks = examine(demand.state.demand(), &gate, &self.numbers().of_demands(), today);
                    let firm = (gate.firm.name, gate.firm.uscc.map(|uscc| uscc.to_string()));
                    Ok(answer(&Looked { demand, firm, checks, fields: fields.clone() }))
                })
            })
            .await
    }

    /// A file of the demand that the caller's bank has looked at.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] for a consent that does not stand, a file that is no part of it, and one at which the bank has not
    /// looked.
    pub(crate) async fn file_of_consent(&self, call: &Call, id: Uuid, file: Uuid) -> Result<FileFacts, ActFault> {
        let (reader, today) = (self.acts().database().reader(), self.today());
        let known = table::find::<store::Consents>(reader, id).await?;
        let known = found(known.filter(|known| is_for(call, known, today)))?;
        let demand = table::find::<store::Demands>(reader, uuid_of(known.state.consent().demand)).await?;
        let field = found(field_of(found(demand)?.state.demand(), file))?;
        if !known.state.was_looked_at(field, today) {
            return Err(ActFault::NotFound);
        }
        self.files().of_a_case(file).await
    }

    /// A page of the consents that the caller may see, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn consents(
        &self,
        call: &Call,
        mut filter: ConsentFilter,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<StoredConsent>, u64), ActFault> {
        filter.of = call.confined_to();
        store::consents::page(self.acts().database().reader(), &filter, self.today(), after, limit).await
    }

    /// One consent: for its firm always, for the bank while it stands.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for one that the caller may not see.
    pub(crate) async fn consent(&self, call: &Call, id: Uuid) -> Result<StoredConsent, ActFault> {
        let known = table::find::<store::Consents>(self.acts().database().reader(), id).await?;
        let today = self.today();
        let may = |known: &StoredConsent| {
            call.may_see(Some(uuid_of(known.state.consent().firm))) || is_for(call, known, today)
        };
        found(known.filter(may))
    }
}

/// Whether a consent was given to the caller's bank and stands.
fn is_for(call: &Call, known: &StoredConsent, today: NaiveDate) -> bool {
    let state: &ConsentState = &known.state;
    call.may_see(Some(uuid_of(state.consent().bank))) && state.stands_on(today)
}

/// The field to which a file of a demand belongs.
fn field_of(demand: &Demand, file: Uuid) -> Option<ConsentField> {
    let is_it = |id: domain::hall::Id| uuid_of(id) == file;
    let data = demand.data.iter().find(|piece| is_it(piece.file)).map(|piece| ConsentField::of_data(piece.kind));
    let report = || {
        let values = demand.rights.iter().filter_map(|right| right.value.as_ref()?.file);
        values.into_iter().any(is_it).then_some(ConsentField::Valuations)
    };
    let of_rights = || {
        let certificate = |origin: &Origin| match origin {
            Origin::Declared { certificate, .. } => is_it(certificate.file),
            Origin::Registry { .. } => false,
        };
        let papers = demand
            .rights
            .iter()
            .any(|right| certificate(&right.origin) || right.consents.iter().any(|consent| is_it(consent.file)));
        papers.then_some(ConsentField::Rights)
    };
    let shows_a_fact = || {
        let sources =
            demand.profile.sources().any(|source| matches!(source, Source::Uploaded { file } if is_it(*file)));
        sources.then_some(ConsentField::Profile)
    };
    data.or_else(report).or_else(of_rights).or_else(shows_a_fact)
}
