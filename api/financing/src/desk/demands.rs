//! Demands: a firm says what it asks for and on which rights, shows what banks need, and opens it to them.

use chrono::{Days, NaiveDate};
use domain::financing::demand::{
    BundledRight, Certificate, CoOwnerConsent, ConsentKind, DataPiece, DemandCheck, DemandCheckId, DemandCommand,
    DemandFacts, DemandState, Origin, Profile, RightKey, Source, StatedValue, Verdict, decide, examine, possible,
    refusals,
};
use domain::financing::matching::Sought;
use domain::financing::product::{DataKind, PledgedKind};
use domain::financing::valuation::Valuation;
use domain::hall::{Moment, OrganisationKind};
use hall::act::{Act, ActFault, Answer, Case, Stored, acting_organisation, found, id_of, table, uuid_of, who_acts};
use hall::deadlines::{self, Deadline, lift};
use hall::policy::Call;
use uuid::Uuid;

use super::gate::register_of;
use super::{Desk, with_possible};
use crate::cases::{DemandCase, StoredDemand};
use crate::notices::tell_of_demand;
use crate::store;
use crate::store::demands::DemandFilter;

/// When the last day of an open demand passed.
pub(crate) const EXPIRES: &str = "financing.demand_expires";

/// A right that a firm brings.
#[derive(Debug, Clone)]
pub(crate) enum RightWish {
    /// One of the registry, by its number.
    Registered(PledgedKind, String),
    /// A copyright by its certificate.
    Declared {
        /// The number of the certificate.
        number: String,
        /// What it says.
        certificate: CertificateWish,
    },
}

/// What a certificate says.
#[derive(Debug, Clone)]
pub(crate) struct CertificateWish {
    /// The uploaded file.
    pub(crate) file: Uuid,
    /// The title of the work.
    pub(crate) title: String,
    /// Who made it.
    pub(crate) author: String,
    /// Who owns it, all that are named.
    pub(crate) owners: Vec<String>,
    /// When the work was completed.
    pub(crate) completed_on: NaiveDate,
}

/// What is asked of a demand that is there.
#[derive(Debug, Clone)]
pub(crate) enum DemandWish {
    /// Ask for something else, or tell something else of the firm.
    Revise(DemandFacts, Box<Profile>),
    /// Add a right.
    AddRight(RightWish),
    /// Leave one out.
    RemoveRight(RightKey),
    /// Say what one is worth.
    ValueRight(RightKey, Box<StatedValue>),
    /// Record a paper of a co-owner.
    RecordConsent {
        /// Of which right.
        right: RightKey,
        /// What the paper says.
        kind: ConsentKind,
        /// Whose it is.
        co_owner: String,
        /// The uploaded paper.
        file: Uuid,
        /// The day that it bears.
        given_on: NaiveDate,
    },
    /// Attach data.
    AttachData {
        /// What it tells.
        kind: DataKind,
        /// The uploaded file.
        file: Uuid,
        /// Who issued it.
        issuer: String,
        /// The first day of which it tells.
        from_on: NaiveDate,
        /// The last one.
        to_on: NaiveDate,
    },
    /// Take data away.
    DetachData(Uuid),
    /// Open it to banks up to a day.
    Publish(NaiveDate),
    /// Make it a draft again.
    TakeBack,
    /// Give it up.
    Withdraw(String),
    /// Find a certificate sound.
    AcceptDeclaration(RightKey, NaiveDate),
    /// Find it not sound.
    RefuseDeclaration(RightKey, String),
    /// Settle a check that needs a person.
    Settle(RightKey, DemandCheckId, String),
}

impl Desk {
    /// Begins a demand of the caller's firm.
    ///
    /// # Errors
    /// What is wrong with it, with the field.
    pub(crate) async fn draft_demand(
        &self,
        call: &Call,
        facts: DemandFacts,
        profile: Profile,
        answer: impl Fn(&StoredDemand) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let firm = acting_organisation(call)?;
        let (facts, profile, answer) = (&facts, &profile, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let firm_of = accounts::door::standing(act.transaction(), firm).await?;
                    if firm_of.is_none_or(|of| of.kind != OrganisationKind::Enterprise) {
                        return Err(refusals::demand_of_firms().into());
                    }
                    self.files_of_facts_are_its_own(act, profile).await?;
                    let command = DemandCommand::Draft {
                        by: id_of(who_acts(act.call())),
                        firm: id_of(firm),
                        facts: facts.clone(),
                        profile: Box::new(profile.clone()),
                    };
                    let events = decide(None, command, &self.numbers().of_demands(), act.moment())?;
                    let demand = found(Stored::<DemandCase>::begun(act, act.new_id(), &events))?;
                    store::demands::insert(act.transaction(), &demand, act.real_millis()).await?;
                    Ok(answer(&demand))
                })
            })
            .await
    }

    /// Changes a demand as its firm, or as who looks after demands, wishes.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way, with what is possible now.
    pub(crate) async fn change_demand(
        &self,
        call: &Call,
        id: Uuid,
        wish: DemandWish,
        answer: impl Fn(&StoredDemand) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (wish, answer) = (&wish, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = table::find::<store::Demands>(act.transaction(), id).await?;
                    let known = found(known.filter(|known| is_of(call, known)))?;
                    act.has_seen(known.version)?;
                    let command = self.command(act, &known, wish.clone()).await?;
                    Ok(answer(&self.change_demand_within(act, known, command).await?))
                })
            })
            .await
    }

    /// Changes a demand in an act: what it brings to the matching, its last day and who is told follow.
    pub(crate) async fn change_demand_within(
        &self,
        act: &Act<'_>,
        known: StoredDemand,
        command: DemandCommand,
    ) -> Result<StoredDemand, ActFault> {
        let (numbers, today) = (self.numbers().of_demands(), act.moment().legal_day());
        let events = decide(Some(&known.state), command, &numbers, act.moment())
            .map_err(|refused| with_possible(refused, possible(&known.state, today)))?;
        let before = known.version;
        let demand = known.after(act, &events);
        let sought = if let DemandState::Open { demand: open, .. } = &demand.state {
            let gate = self.gate(act.transaction(), open, today).await?;
            Some(Sought::of(id_of(demand.id), open, &gate, &numbers, today))
        } else {
            None
        };
        store::demands::update(act.transaction(), &demand, sought.as_ref(), before, act.real_millis()).await?;
        watch_last_day(act, &demand).await?;
        if matches!(
            demand.state,
            DemandState::Draft { .. } | DemandState::Withdrawn { .. } | DemandState::Expired { .. }
        ) {
            self.the_demand_is_no_longer_open(act, demand.id).await?;
        }
        tell_of_demand(act, &demand, &events).await?;
        Ok(demand)
    }

    async fn command(&self, act: &Act<'_>, known: &StoredDemand, wish: DemandWish) -> Result<DemandCommand, ActFault> {
        let by = id_of(who_acts(act.call()));
        Ok(match wish {
            DemandWish::Revise(facts, profile) => {
                self.files_of_facts_are_its_own(act, &profile).await?;
                DemandCommand::Revise { by, facts, profile }
            }
            DemandWish::AddRight(wish) => DemandCommand::AddRight { by, right: Box::new(self.right(act, wish).await?) },
            DemandWish::RemoveRight(right) => DemandCommand::RemoveRight { by, right },
            DemandWish::ValueRight(right, value) => {
                if let Some(file) = value.file {
                    self.files().to_attach(act, uuid_of(file), "/report/file_id").await?;
                }
                DemandCommand::ValueRight { by, right, value: *value }
            }
            DemandWish::RecordConsent { right, kind, co_owner, file, given_on } => {
                let digest = self.files().to_attach(act, file, "/file_id").await?;
                let consent = CoOwnerConsent { kind, co_owner, file: id_of(file), digest, given_on, recorded_by: by };
                DemandCommand::RecordConsent { right, consent }
            }
            DemandWish::AttachData { kind, file, issuer, from_on, to_on } => {
                let digest = self.files().to_attach(act, file, "/file_id").await?;
                let data = DataPiece { kind, file: id_of(file), digest, issuer, from_on, to_on };
                DemandCommand::AttachData { by, data }
            }
            DemandWish::DetachData(file) => DemandCommand::DetachData { by, file: id_of(file) },
            DemandWish::Publish(until_on) => {
                let gate = Box::new(self.gate_today(act, known).await?);
                DemandCommand::Publish { by, until_on, gate }
            }
            DemandWish::TakeBack => DemandCommand::TakeBack { by },
            DemandWish::Withdraw(reason) => DemandCommand::Withdraw { by, reason },
            DemandWish::AcceptDeclaration(right, protected_until_on) => {
                DemandCommand::AcceptDeclaration { by, right, protected_until_on }
            }
            DemandWish::RefuseDeclaration(right, reason) => DemandCommand::RefuseDeclaration { by, right, reason },
            DemandWish::Settle(right, check, reason) => {
                let gate = Box::new(self.gate_today(act, known).await?);
                DemandCommand::SettleCheck { by, right, check, reason, gate }
            }
        })
    }

    /// A bank that is let see a fact is handed its file: nobody shows files of others so.
    async fn files_of_facts_are_its_own(&self, act: &Act<'_>, profile: &Profile) -> Result<(), ActFault> {
        for source in profile.sources() {
            if let Source::Uploaded { file } = source {
                self.files().to_attach(act, uuid_of(*file), "/profile").await?;
            }
        }
        Ok(())
    }

    async fn gate_today(
        &self,
        act: &Act<'_>,
        known: &StoredDemand,
    ) -> Result<domain::financing::demand::DemandGate, ActFault> {
        self.gate(act.transaction(), known.state.demand(), act.moment().legal_day()).await
    }

    /// A right as it comes into a bundle, under the number that the registry writes.
    async fn right(&self, act: &Act<'_>, wish: RightWish) -> Result<BundledRight, ActFault> {
        let (key, origin) = match wish {
            RightWish::Declared { number, certificate } => {
                let digest = self.files().to_attach(act, certificate.file, "/certificate/file_id").await?;
                let certificate = Certificate {
                    file: id_of(certificate.file),
                    digest,
                    title: certificate.title,
                    author: certificate.author,
                    owners: certificate.owners,
                    completed_on: certificate.completed_on,
                };
                let key = RightKey { kind: PledgedKind::Copyright, number };
                (key, Origin::Declared { certificate, verdict: Verdict::Unchecked })
            }
            RightWish::Registered(kind, number) => {
                let unknown = || ActFault::of_field("/number", refusals::demand_right_unregistered());
                let register = register_of(kind).ok_or_else(unknown)?;
                let today = act.moment().legal_day();
                let right = self.registry().right(act.transaction(), register, &number, today).await?;
                let right = right.ok_or_else(unknown)?;
                if PledgedKind::of_a_registered_right(right.right) != Some(kind) {
                    return Err(ActFault::of_field("/kind", refusals::demand_right_wrong_kind()));
                }
                let key = RightKey { kind, number: right.number.clone() };
                (key, Origin::Registry { record_key: right.number })
            }
        };
        Ok(BundledRight { key, origin, consents: Vec::new(), value: None })
    }

    /// A page of the demands that the caller may see, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn demands(
        &self,
        call: &Call,
        mut filter: DemandFilter,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<StoredDemand>, u64), ActFault> {
        filter.firm = call.confined_to();
        store::demands::page(self.acts().database().reader(), &filter, after, limit).await
    }

    /// One demand.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for one that the caller may not see.
    pub(crate) async fn demand(&self, call: &Call, id: Uuid) -> Result<StoredDemand, ActFault> {
        let known = table::find::<store::Demands>(self.acts().database().reader(), id).await?;
        found(known.filter(|known| is_of(call, known)))
    }

    /// What the checks of a demand say today.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for one that the caller may not see.
    pub(crate) async fn checks_of_demand(&self, call: &Call, id: Uuid) -> Result<Vec<DemandCheck>, ActFault> {
        let known = self.demand(call, id).await?;
        let (demand, today) = (known.state.demand(), self.today());
        let gate = self.gate(self.acts().database().reader(), demand, today).await?;
        Ok(examine(demand, &gate, &self.numbers().of_demands(), today))
    }
}

fn is_of(call: &Call, demand: &StoredDemand) -> bool {
    call.may_see(Some(uuid_of(demand.state.demand().firm)))
}

/// An open demand is over with the day after its last one.
async fn watch_last_day(act: &Act<'_>, demand: &StoredDemand) -> Result<(), ActFault> {
    lift(act.transaction(), demand.id, EXPIRES).await?;
    let DemandState::Open { until_on, .. } = &demand.state else { return Ok(()) };
    let Some(due) = until_on.checked_add_days(Days::new(1)).and_then(Moment::beginning_of) else { return Ok(()) };
    let deadline =
        Deadline { aggregate_kind: DemandCase::KIND.into(), aggregate_id: demand.id, kind: EXPIRES.into(), due };
    deadlines::set(act.transaction(), &deadline).await?;
    Ok(())
}

/// The value that a calculation of the platform found, as a stated one that is valid for as long as the calculation says.
pub(crate) fn calculated(valuation: &Valuation, today: NaiveDate) -> StatedValue {
    StatedValue {
        low: valuation.low.value,
        high: valuation.high.value,
        method: valuation.inputs.method(),
        valued_on: today,
        valid_until_on: valuation.valid_until(today).unwrap_or(today),
        file: None,
    }
}
