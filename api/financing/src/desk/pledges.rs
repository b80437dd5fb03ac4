//! Pledges: their papers are prepared for the office, what the office does is written down, and the register is mirrored.

use chrono::NaiveDate;
use domain::financing::deal::{DealCommand, DealState, NewPledge};
use domain::financing::demand::{BundledRight, RightKey};
use domain::financing::money::Money;
use domain::financing::pledge::{
    Cleared, Ground, HowKnown, Origin, Pack, PledgeCheck, PledgeCommand, PledgeFacts, PledgeTerms, Procedure, decide,
    examine, possible, refusals,
};
use domain::hall::{FieldRefusal, Id};
use hall::act::{Act, ActFault, Answer, Stored, found, id_of, table, uuid_of, who_acts};
use hall::db::Connection;
use hall::files::{Kind, ShelfFault};
use hall::policy::Call;
use uuid::Uuid;

use super::Desk;
use super::deals::no_with_possible;
use crate::cases::{PledgeCase, StoredDeal, StoredPledge};
use crate::documents;
use crate::notices::tell_of_pledge;
use crate::store;

/// A right that is to be pledged for a deal.
#[derive(Debug, Clone)]
pub(crate) struct PledgeWish {
    /// Which right of the demand.
    pub(crate) right: RightKey,
    /// By which procedure.
    pub(crate) procedure: Procedure,
    /// What it secures.
    pub(crate) amount: Money,
    /// The first day of the debt.
    pub(crate) debt_from_on: NaiveDate,
    /// The last one.
    pub(crate) debt_until_on: NaiveDate,
    /// What it secures besides the principal.
    pub(crate) scope: String,
    /// What a person settled, and the parties declared.
    pub(crate) cleared: Cleared,
}

/// How it is known what the office did.
#[derive(Debug, Clone)]
pub(crate) enum KnownWish {
    /// By its notice, which the caller uploaded.
    Notice(Uuid),
    /// Somebody looked it up.
    Told(String),
}

/// What is asked of a pledge that is there.
pub(crate) enum PledgeAsked {
    /// Something without a paper.
    Plain(Box<dyn Fn(Id) -> PledgeCommand + Send + Sync>),
    /// Something that the office did.
    Known(KnownWish, Box<dyn Fn(Id, HowKnown) -> PledgeCommand + Send + Sync>),
    /// A refusal, with the office's notice where there is one.
    Noticed(Option<Uuid>, Box<dyn Fn(Id, Option<Id>) -> PledgeCommand + Send + Sync>),
}

impl Desk {
    /// Makes the papers of a pledge ready, with their pack. While the deal's pledges are being registered, and after, the right
    /// comes to those of the contract.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], what is wrong with the wish, and every ground for which the office would refuse.
    pub(crate) async fn prepare_pledge(
        &self,
        call: &Call,
        deal: Uuid,
        wish: PledgeWish,
        answer: impl Fn(&StoredPledge) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let known = self.deal(call, deal).await?;
        let reader = self.acts().database().reader();
        let (facts, right) = self.facts_of_pledge(reader, &known, &wish).await?;
        let attached = self.attached(&right).await?;
        let (of_facts, today) = (facts.clone(), self.today());
        let pack = documents::made(move || documents::pack(&of_facts, &right, deal, attached, today)).await?;
        let name = format!("质押登记材料-{}.zip", facts.right.number);
        let laid = self.files().lay_ready(Some(uuid_of(known.state.facts().bank)), &name, Kind::Zip, pack).await?;
        let (wish, facts, laid, answer) = (&wish, &facts, &laid, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = found(table::find::<store::Deals>(act.transaction(), deal).await?)?;
                    let (again, right) = self.facts_of_pledge(act.transaction(), &known, wish).await?;
                    if again != *facts {
                        return Err(ActFault::Stale);
                    }
                    let (file, digest) = self.files().enter(act, laid).await?;
                    let pledge = self.prepared(act, again, &right, Pack { file: id_of(file), digest }, wish).await?;
                    self.it_comes_to_the_contract(act, known, &pledge).await?;
                    Ok(answer(&pledge))
                })
            })
            .await
    }

    /// The papers of the demand that go to the office with those that the platform makes.
    async fn attached(&self, right: &BundledRight) -> Result<Vec<(String, Vec<u8>)>, ActFault> {
        let mut attached = Vec::new();
        for (name, file) in documents::files_of(right) {
            let facts = self.files().of_a_case(uuid_of(file)).await?;
            if facts.octets > documents::MOST_OCTETS_OF_A_FILE {
                continue;
            }
            let octets = tokio::fs::read(self.files().place_of(&facts.digest)).await.map_err(ShelfFault::from)?;
            attached.push((format!("{name}.{}", facts.kind.extension()), octets));
        }
        Ok(attached)
    }

    async fn prepared(
        &self,
        act: &Act<'_>,
        facts: PledgeFacts,
        right: &BundledRight,
        pack: Pack,
        wish: &PledgeWish,
    ) -> Result<StoredPledge, ActFault> {
        let place = self.a_free_place(act, &facts.right).await?;
        let gate = self.gate_of_facts(act.transaction(), &facts, right, act.moment().legal_day()).await?;
        let calendar = self.legal_time().calendar(act.transaction()).await?;
        let by = id_of(who_acts(act.call()));
        let command = PledgeCommand::Prepare { by, facts, pack, cleared: wish.cleared.clone(), gate: Box::new(gate) };
        let events = decide(None, command, &self.law(&calendar), act.moment()).map_err(ActFault::Fields)?;
        let pledge = found(Stored::<PledgeCase>::begun(act, act.new_id(), &events))?;
        store::pledges::insert(act.transaction(), &pledge, place, act.real_millis()).await?;
        tell_of_pledge(act, &pledge, &events).await?;
        Ok(pledge)
    }

    /// The place of a right that a further pledge takes; `None`: it has none left, which the rules refuse.
    async fn a_free_place(&self, act: &Act<'_>, right: &RightKey) -> Result<Option<String>, ActFault> {
        let taken = store::pledges::holding(act.transaction(), right).await?;
        let place = |number| format!("{}:{}:{number}", right.kind.code(), right.number);
        let is_free = |place: &String| taken.iter().all(|(_, other)| other.as_ref() != Some(place));
        Ok((1..=self.numbers().pledges_at_once(right.kind)).map(place).find(is_free))
    }

    /// Once the contract is signed, a pledge that is prepared is one more of its pledges.
    async fn it_comes_to_the_contract(
        &self,
        act: &Act<'_>,
        deal: StoredDeal,
        pledge: &StoredPledge,
    ) -> Result<(), ActFault> {
        let before_the_contract = matches!(deal.state, DealState::Approved { .. } | DealState::Contracting { .. });
        if let Some(terms) = pledge.state.facts().terms().filter(|_| !before_the_contract) {
            let pledge = NewPledge { pledge: id_of(pledge.id), secured: terms.amount };
            self.change_deal_within(act, deal, DealCommand::AddPledge { pledge }).await?;
        }
        Ok(())
    }

    /// What a pledge is about, and its right as the demand has it.
    async fn facts_of_pledge(
        &self,
        connection: &impl Connection,
        deal: &StoredDeal,
        wish: &PledgeWish,
    ) -> Result<(PledgeFacts, BundledRight), ActFault> {
        let takes_pledges = deal.state.collateral().is_some() || matches!(deal.state, DealState::Approved { .. });
        if !takes_pledges || deal.state.has_ended() {
            return Err(refusals::pledge_deal_not_ready().into());
        }
        let of = deal.state.facts();
        let demand = found(table::find::<store::Demands>(connection, uuid_of(of.demand)).await?)?;
        let right = demand.state.demand().rights.iter().find(|right| right.key == wish.right);
        let right = right.ok_or_else(|| ActFault::of_field("/right", refusals::pledge_not_in_bundle()))?.clone();
        let pledges = store::pledges::of_deal(connection, deal.id).await?;
        if pledges.iter().any(|one| one.state.facts().right == wish.right && one.state.holds_its_right()) {
            return Err(ActFault::of_field("/right", refusals::pledge_prepared_already()));
        }
        let firm = found(accounts::door::standing(connection, uuid_of(of.firm)).await?)?;
        let bank = found(accounts::door::standing(connection, uuid_of(of.bank)).await?)?;
        let region = demand.state.demand().profile.region.as_ref().map(|told| told.value.clone());
        let terms = PledgeTerms {
            pledgor: firm.name,
            pledgee: bank.name,
            amount: wish.amount,
            debt_from_on: wish.debt_from_on,
            debt_until_on: wish.debt_until_on,
            scope: wish.scope.clone(),
        };
        let origin = Origin::Deal {
            deal: id_of(deal.id),
            firm: of.firm,
            bank: of.bank,
            region,
            procedure: wish.procedure,
            terms,
        };
        Ok((PledgeFacts { right: wish.right.clone(), origin }, right))
    }

    async fn gate_of_facts(
        &self,
        connection: &impl Connection,
        facts: &PledgeFacts,
        right: &BundledRight,
        today: NaiveDate,
    ) -> Result<domain::financing::pledge::PledgeGate, ActFault> {
        let deal = found(facts.deal())?;
        let deal = found(table::find::<store::Deals>(connection, uuid_of(deal)).await?)?;
        let demand = found(table::find::<store::Demands>(connection, uuid_of(deal.state.facts().demand)).await?)?;
        let gate = self.gate(connection, demand.state.demand(), today).await?;
        self.gate_of_right(connection, right, gate, None).await
    }

    /// What would keep a right from being pledged for a deal, each ground with its answer.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], or what is wrong with the wish.
    pub(crate) async fn checks_of_pledge(
        &self,
        call: &Call,
        deal: Uuid,
        wish: &PledgeWish,
    ) -> Result<Vec<PledgeCheck>, ActFault> {
        let known = self.deal(call, deal).await?;
        let (reader, today) = (self.acts().database().reader(), self.today());
        let (facts, right) = self.facts_of_pledge(reader, &known, wish).await?;
        let gate = self.gate_of_facts(reader, &facts, &right, today).await?;
        let calendar = self.calendar().await?;
        Ok(examine(&facts, &gate, self.law(&calendar).numbers, today))
    }

    /// Writes down what happened to a pledge, and what follows for its deal.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way, with what is possible.
    pub(crate) async fn change_pledge(
        &self,
        call: &Call,
        id: Uuid,
        asked: PledgeAsked,
        answer: impl Fn(&StoredPledge) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (asked, answer) = (&asked, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = table::find::<store::Pledges>(act.transaction(), id).await?;
                    let known = found(known.filter(|known| is_of(call, known)))?;
                    act.has_seen(known.version)?;
                    let by = id_of(who_acts(act.call()));
                    let command = match asked {
                        PledgeAsked::Plain(command) => command(by),
                        PledgeAsked::Known(wish, command) => command(by, self.known(act, wish).await?),
                        PledgeAsked::Noticed(None, command) => command(by, None),
                        PledgeAsked::Noticed(Some(file), command) => {
                            self.files().to_attach(act, *file, "/notice_file_id").await?;
                            command(by, Some(id_of(*file)))
                        }
                    };
                    self.it_is_not_in_the_contract(act, &known, &command).await?;
                    let pledge = self.change_pledge_within(act, known, command).await?;
                    self.the_deal_hears(act, &pledge).await?;
                    Ok(answer(&pledge))
                })
            })
            .await
    }

    async fn known(&self, act: &Act<'_>, wish: &KnownWish) -> Result<HowKnown, ActFault> {
        Ok(match wish {
            KnownWish::Notice(file) => {
                let digest = self.files().to_attach(act, *file, "/notice_file_id").await?;
                HowKnown::Notice { file: id_of(*file), digest }
            }
            KnownWish::Told(note) => HowKnown::Told { person: id_of(who_acts(act.call())), note: note.clone() },
        })
    }

    /// A pledge of the contract is given up by the deal, which says what that means for the money.
    async fn it_is_not_in_the_contract(
        &self,
        act: &Act<'_>,
        known: &StoredPledge,
        command: &PledgeCommand,
    ) -> Result<(), ActFault> {
        let (PledgeCommand::Abandon { .. }, Some(deal)) = (command, known.state.facts().deal()) else {
            return Ok(());
        };
        let deal = found(table::find::<store::Deals>(act.transaction(), uuid_of(deal)).await?)?;
        let stands_there = |deal: &StoredDeal| {
            deal.state.collateral().is_some_and(|collateral| collateral.pledged(id_of(known.id)).is_some())
        };
        if stands_there(&deal) { Err(refusals::pledge_of_the_contract().into()) } else { Ok(()) }
    }

    /// Changes a pledge in an act: the office's clock and who is told follow.
    pub(crate) async fn change_pledge_within(
        &self,
        act: &Act<'_>,
        known: StoredPledge,
        command: PledgeCommand,
    ) -> Result<StoredPledge, ActFault> {
        let calendar = self.legal_time().calendar(act.transaction()).await?;
        let law = self.law(&calendar);
        let events = decide(Some(&known.state), command, &law, act.moment())
            .map_err(|refused| of_the_state(refused, possible(&known.state)))?;
        let (before, state_before) = (known.version, known.state.clone());
        let pledge = known.after(act, &events);
        store::pledges::update(act.transaction(), &pledge, before, act.real_millis()).await?;
        self.set_pledge_clock(act, &pledge, Some(&state_before), &law).await?;
        if state_before.register().is_none() || pledge.state.has_ended() {
            self.watch_annual_fee(act, &pledge, act.moment().legal_day()).await?;
        }
        tell_of_pledge(act, &pledge, &events).await?;
        Ok(pledge)
    }

    /// The deal of a pledge is told that it stands in the register, or no longer does.
    async fn the_deal_hears(&self, act: &Act<'_>, pledge: &StoredPledge) -> Result<(), ActFault> {
        let Some(deal) = pledge.state.facts().deal() else { return Ok(()) };
        let deal = found(table::find::<store::Deals>(act.transaction(), uuid_of(deal)).await?)?;
        let id = id_of(pledge.id);
        let pledged = deal.state.collateral().and_then(|collateral| collateral.pledged(id)).copied();
        let (Some(pledged), Some(register)) = (pledged, pledge.state.register()) else { return Ok(()) };
        let (is_released, on) = (pledge.state.has_ended(), register.last().on);
        let command = if is_released && pledged.released_on.is_none() {
            DealCommand::NoteReleased { pledge: id, on }
        } else if pledged.registered_on.is_none() {
            DealCommand::NoteRegistered { pledge: id, on: register.first().on }
        } else {
            return Ok(());
        };
        self.change_deal_within(act, deal, command).await?;
        Ok(())
    }
}

/// Whether the caller is at a side of this pledge; those made elsewhere are for who looks after all of them.
pub(super) fn is_of(call: &Call, pledge: &StoredPledge) -> bool {
    match pledge.state.facts().origin {
        Origin::Deal { firm, bank, .. } => call.may_see(Some(uuid_of(firm))) || call.may_see(Some(uuid_of(bank))),
        Origin::Elsewhere => call.confined_to().is_none(),
    }
}

/// A single "no" of the state with what is possible; those of fields as they are.
fn of_the_state(refused: Vec<FieldRefusal>, possible: Vec<&'static str>) -> ActFault {
    match <[FieldRefusal; 1]>::try_from(refused) {
        Ok([alone]) if alone.pointer.is_empty() => no_with_possible(alone.refusal, possible),
        Ok([alone]) => ActFault::Fields(vec![alone]),
        Err(several) => ActFault::Fields(several),
    }
}

/// What a person settled and the parties declared.
pub(crate) fn cleared(
    settled: impl IntoIterator<Item = (Ground, String)>,
    declared: impl IntoIterator<Item = Ground>,
) -> Cleared {
    Cleared { settled: settled.into_iter().collect(), declared: declared.into_iter().collect() }
}
