//! Deals: a firm asks a bank, the bank answers and offers, both agree; then the money, and what becomes of it.

use domain::financing::deal::{
    DealCommand, DealCommandKind, DealFacts, DealState, Party, Side, WithdrawalReason, apply, decide, possible,
    refusals,
};
use domain::financing::matching::Failing;
use domain::financing::pledge::may_be_signed;
use domain::financing::schedule::{Schedule, Terms, schedule};
use domain::hall::{FieldRefusal, Id, OrganisationKind, Refusal};
use hall::act::{Act, ActFault, Answer, Stored, acting_organisation, found, id_of, table, uuid_of, who_acts};
use hall::http::Fault;
use hall::policy::Call;
use uuid::Uuid;

use super::Desk;
use super::deal_fields::field_of;
use crate::cases::{DealCase, StoredDeal, StoredDemand};
use crate::notices::tell_of_deal;
use crate::store;
use crate::store::deals::{DealFilter, MOST_OF_A_DEMAND};

/// From which side of a deal something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DealSide {
    /// The firm.
    Firm,
    /// The bank.
    Bank,
    /// Either of them.
    Either,
}

/// What is asked of a deal that is there.
pub(crate) struct Asked {
    /// From which side it may be asked.
    pub(crate) side: DealSide,
    /// A file of the caller's that it names, with the field that does.
    pub(crate) file: Option<(Uuid, &'static str)>,
    /// The command of the person who acts.
    pub(crate) command: Box<dyn Fn(Id) -> DealCommand + Send + Sync>,
}

/// Whose eyes look at a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SideOf(pub(crate) Side);

impl SideOf {
    /// The side of the caller, for whom the deal is there.
    pub(crate) fn of(call: &Call, deal: &StoredDeal) -> Self {
        let of_bank = call.may_see(Some(uuid_of(deal.state.facts().bank)));
        Self(if of_bank { Side::Bank } else { Side::Firm })
    }
}

impl Asked {
    /// Something that one side asks without a file.
    pub(crate) fn by(side: DealSide, command: impl Fn(Id) -> DealCommand + Send + Sync + 'static) -> Self {
        Self { side, file: None, command: Box::new(command) }
    }

    /// The same with a file of the caller's.
    pub(crate) fn with(mut self, file: Uuid, pointer: &'static str) -> Self {
        self.file = Some((file, pointer));
        self
    }
}

impl Desk {
    /// Puts a demand of the caller's firm before the bank of a product.
    ///
    /// # Errors
    /// What is wrong with it, with the field.
    pub(crate) async fn propose(
        &self,
        call: &Call,
        demand: Uuid,
        product: Uuid,
        offers_open_on: Option<chrono::NaiveDate>,
        answer: impl Fn(&StoredDeal) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (firm, answer) = (acting_organisation(call)?, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let facts = self.facts_of(act, firm, demand, product, offers_open_on).await?;
                    let calendar = self.legal_time().calendar(act.transaction()).await?;
                    let law = self.law(&calendar);
                    let of_field = |refusal: Refusal| match field_of(DealCommandKind::Publish, refusal.code) {
                        Some(pointer) => ActFault::of_field(pointer, refusal),
                        None => refusal.into(),
                    };
                    let events = decide(None, DealCommand::Publish(facts), &law, act.moment()).map_err(of_field)?;
                    let published = found(events.iter().fold(None, |state, event| Some(apply(state, event))))?;
                    let asked = decide(Some(&published), DealCommand::Match, &law, act.moment())?;
                    let events = [events, asked].concat();
                    let deal = found(Stored::<DealCase>::begun(act, act.new_id(), &events))?;
                    table::insert::<store::Deals>(act.transaction(), &deal, act.real_millis()).await?;
                    self.set_deal_clock(act, &deal, None, &law).await?;
                    tell_of_deal(act, &deal, &events).await?;
                    Ok(answer(&deal))
                })
            })
            .await
    }

    /// What a deal is about: an open demand of the firm, a published product, and no deal of both that goes on.
    async fn facts_of(
        &self,
        act: &Act<'_>,
        firm: Uuid,
        demand: Uuid,
        product: Uuid,
        offers_open_on: Option<chrono::NaiveDate>,
    ) -> Result<DealFacts, ActFault> {
        let known = table::find::<store::Demands>(act.transaction(), demand).await?;
        let of_firm = |known: &StoredDemand| uuid_of(known.state.demand().firm) == firm;
        let known = known.filter(of_firm);
        let no = |pointer: &str, refusal: Refusal| ActFault::of_field(pointer, refusal);
        let known = known.ok_or_else(|| no("/demand_id", refusals::deal_demand_unknown()))?;
        let asked = known.state.demand();
        if !known.state.is_open_on(act.moment().legal_day()) {
            return Err(no("/demand_id", refusals::deal_demand_not_open()));
        }
        let offered = table::find::<store::Products>(act.transaction(), product).await?;
        let offered = offered.filter(|offered| offered.state.is_published());
        let offered = offered.ok_or_else(|| no("/product_id", refusals::deal_product_not_offered()))?;
        let failing = self.what_it_fails(act.transaction(), &known, &offered).await?;
        if !failing.is_empty() {
            let refused = |one: Failing| {
                let code = refusals::deal_product_not_met().code;
                FieldRefusal::at("/product_id", Refusal::new(code, one.zh, one.en))
            };
            return Err(ActFault::Fields(failing.into_iter().map(refused).collect()));
        }
        let going_on = store::deals::of_demand(act.transaction(), demand).await?;
        let asked_already = |deal: &StoredDeal| uuid_of(deal.state.facts().product) == product;
        if going_on.iter().any(|deal| asked_already(deal) && !deal.state.has_ended()) {
            return Err(no("/product_id", refusals::deal_asked_already()));
        }
        if u64::try_from(going_on.len()).is_ok_and(|asked| asked >= MOST_OF_A_DEMAND) {
            return Err(no("/demand_id", refusals::deal_banks_too_many()));
        }
        let product = offered.state.product();
        Ok(DealFacts {
            demand: id_of(demand),
            firm: id_of(firm),
            bank: product.bank,
            product: id_of(offered.id),
            product_version: product.version,
            amount: asked.facts.amount,
            term_months: u32::from(asked.facts.term_months),
            offers_open_on,
        })
    }

    /// Changes a deal as one of its sides asks.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also from the other side, [`ActFault::Stale`], or what stands in the way, with what is possible.
    pub(crate) async fn change_deal(
        &self,
        call: &Call,
        id: Uuid,
        asked: Asked,
        answer: impl Fn(&StoredDeal) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (asked, answer) = (&asked, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = table::find::<store::Deals>(act.transaction(), id).await?;
                    let known = found(known.filter(|known| concerns(call, asked.side, &known.state)))?;
                    act.has_seen(known.version)?;
                    if let Some((file, pointer)) = asked.file {
                        self.files().to_attach(act, file, pointer).await?;
                    }
                    let command = (asked.command)(id_of(who_acts(act.call())));
                    self.others_let_it_happen(act, &known, &command).await?;
                    Ok(answer(&self.change_deal_within(act, known, command).await?))
                })
            })
            .await
    }

    /// Changes a deal in an act, with all that follows in other cases.
    pub(crate) async fn change_deal_within(
        &self,
        act: &Act<'_>,
        known: StoredDeal,
        command: DealCommand,
    ) -> Result<StoredDeal, ActFault> {
        let calendar = self.legal_time().calendar(act.transaction()).await?;
        let law = self.law(&calendar);
        let kind = command.kind();
        let events = decide(Some(&known.state), command, &law, act.moment()).map_err(|refusal| {
            match field_of(kind, refusal.code) {
                Some(pointer) => ActFault::of_field(pointer, refusal),
                None => no_with_possible(refusal, possible(&known.state, &law, act.moment())),
            }
        })?;
        let (before, state_before) = (known.version, known.state.clone());
        let deal = known.after(act, &events);
        table::update::<store::Deals>(act.transaction(), &deal, before, act.real_millis()).await?;
        self.set_deal_clock(act, &deal, Some(&state_before), &law).await?;
        self.follow(act, &deal, &state_before, &events).await?;
        tell_of_deal(act, &deal, &events).await?;
        Ok(deal)
    }

    /// What the deal alone does not know: who a party is, whose reason it is, and whether what is signed could be registered.
    #[expect(clippy::wildcard_enum_match_arm, reason = "of the other commands the deal knows enough")]
    async fn others_let_it_happen(
        &self,
        act: &Act<'_>,
        known: &StoredDeal,
        command: &DealCommand,
    ) -> Result<(), ActFault> {
        match command {
            DealCommand::Join { party } => self.the_party_is_what_it_is_called(act, party).await,
            DealCommand::Withdraw { reason, .. } => {
                let side = SideOf::of(act.call(), known).0;
                if reason_of(*reason, side, &known.state) {
                    Ok(())
                } else {
                    Err(ActFault::of_field("/reason", refusals::deal_reason_of_others()))
                }
            }
            DealCommand::Sign { .. } => {
                let collateral = known.state.collateral();
                for pledged in collateral.into_iter().flat_map(|collateral| &collateral.pledges) {
                    let pledge = table::find::<store::Pledges>(act.transaction(), uuid_of(pledged.pledge)).await?;
                    let (pledge, today) = (found(pledge)?, act.moment().legal_day());
                    let gate = self.pledge_gate(act.transaction(), &pledge.state, Some(pledge.id), today).await?;
                    let calendar = self.legal_time().calendar(act.transaction()).await?;
                    may_be_signed(&pledge.state, &gate, self.law(&calendar).numbers, today)?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    async fn the_party_is_what_it_is_called(&self, act: &Act<'_>, party: &Party) -> Result<(), ActFault> {
        let (organisation, kind) = match party {
            Party::Guarantor { organisation } => (*organisation, OrganisationKind::Guarantor),
            Party::Insurer { organisation, .. } => (*organisation, OrganisationKind::Insurer),
            Party::Appraiser { organisation } => (*organisation, OrganisationKind::Appraiser),
            Party::CounterGuarantor { .. } => return Ok(()),
            Party::RiskPool { pool } => {
                let pool = table::find::<store::Pools>(act.transaction(), uuid_of(*pool)).await?;
                let unknown =
                    || ActFault::of_field("/party/pool_id", domain::financing::pool::refusals::pool_unknown());
                return pool.map(|_| ()).ok_or_else(unknown);
            }
        };
        let standing = accounts::door::standing(act.transaction(), uuid_of(organisation)).await?;
        let is_it = standing.is_some_and(|standing| standing.kind == kind && standing.hindrance.is_none());
        if is_it {
            Ok(())
        } else {
            Err(ActFault::of_field("/party/organisation_id", refusals::deal_party_of_another_kind()))
        }
    }

    /// A page of the deals of which the caller's organisation is a side, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn deals(
        &self,
        call: &Call,
        mut filter: DealFilter,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<StoredDeal>, u64), ActFault> {
        filter.of = call.confined_to();
        store::deals::page(self.acts().database().reader(), &filter, after, limit).await
    }

    /// One deal.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for one of others.
    pub(crate) async fn deal(&self, call: &Call, id: Uuid) -> Result<StoredDeal, ActFault> {
        let known = table::find::<store::Deals>(self.acts().database().reader(), id).await?;
        found(known.filter(|known| concerns(call, DealSide::Either, &known.state)))
    }

    /// The instalments of the loan of a deal.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also before the money.
    pub(crate) async fn schedule_of(&self, call: &Call, id: Uuid) -> Result<Schedule, ActFault> {
        let deal = self.deal(call, id).await?;
        let loan = found(deal.state.loan())?;
        let terms = &loan.agreement.offer.terms;
        let terms = Terms {
            kind: terms.repayment,
            principal: loan.disbursement.amount,
            annual_rate: terms.rate,
            months: terms.term_months,
            start_on: Some(loan.disbursement.on),
        };
        schedule(&terms).map_err(ActFault::from)
    }

    /// At which side of a deal the caller is.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] at neither.
    pub(crate) async fn side_of(&self, call: &Call, id: Uuid) -> Result<Side, ActFault> {
        let deal = self.deal(call, id).await?;
        Ok(SideOf::of(call, &deal).0)
    }
}

fn concerns(call: &Call, side: DealSide, state: &DealState) -> bool {
    let facts = state.facts();
    let of_firm = call.may_see(Some(uuid_of(facts.firm)));
    let of_bank = call.may_see(Some(uuid_of(facts.bank)));
    match side {
        DealSide::Firm => of_firm,
        DealSide::Bank => of_bank,
        DealSide::Either => of_firm || of_bank,
    }
}

/// Whether this side gives a deal up for this reason. What follows from the demand or from another bank's offer nobody says; an
/// offer a bank takes back as its own alone, or it would be no offer (民法典第四百七十六条).
const fn reason_of(reason: WithdrawalReason, side: Side, state: &DealState) -> bool {
    match reason {
        WithdrawalReason::FirmGaveUp => matches!(side, Side::Firm),
        WithdrawalReason::BankGaveUp => matches!(side, Side::Bank),
        WithdrawalReason::RightLost => !matches!((side, state), (Side::Bank, DealState::Offered { .. })),
        WithdrawalReason::RegistrationRefused => true,
        WithdrawalReason::OtherOfferAccepted | WithdrawalReason::DemandWithdrawn => false,
    }
}

/// A "no" with what is possible.
pub(super) fn no_with_possible(refusal: Refusal, possible: Vec<&'static str>) -> ActFault {
    Fault::from(refusal).with_possible(possible).into()
}
