//! Requests for fast confirmation 快速确权 and fast enforcement 快速维权.

use domain::calendar::due;
use domain::hall::OrganisationKind;
use domain::preexam::refusals;
use domain::preexam::request::{RequestCommand, RequestFacts, RequestKind, RequestState, decide, possible, step};
use hall::act::{Act, ActFault, Answer, Case, Stored, id_of, table, uuid_of};
use hall::deadlines::{Raise, Watched, lift, watch};
use hall::http::Fault;
use hall::policy::Call;
use serde_json::json;
use uuid::Uuid;

use super::clocks::{kinds, short};
use super::{Desk, Side, acting_organisation, concerns, found};
use crate::cases::{RequestCase, StoredRequest};
use crate::notices::tell_of_request;
use crate::store;
use crate::store::requests::RequestFilter;

/// What an applicant asks for.
#[derive(Debug, Clone)]
pub struct RequestWish {
    /// The centre.
    pub centre: Uuid,
    /// What is asked for.
    pub kind: RequestKind,
    /// The number of the right.
    pub right_number: Option<String>,
    /// What it is about.
    pub subject: String,
    /// What happened.
    pub statement: String,
    /// Against whom.
    pub respondent: Option<String>,
    /// Whether it happened in electronic commerce.
    pub ecommerce: bool,
    /// What proves it: uploaded files.
    pub files: Vec<Uuid>,
    /// The applicant's own reference.
    pub client_reference: Option<String>,
}

impl Desk {
    /// Brings a request of the caller's enterprise.
    ///
    /// # Errors
    /// What stands in the way.
    pub(crate) async fn bring_request(
        &self,
        call: &Call,
        wish: RequestWish,
        answer: impl Fn(&StoredRequest) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let applicant = acting_organisation(call)?;
        let (wish, answer) = (&wish, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let of = accounts::door::standing(act.transaction(), wish.centre).await?;
                    let no_centre = || ActFault::of_field("/centre_id", refusals::centre_unknown());
                    of.filter(|of| of.kind == OrganisationKind::ProtectionCentre).ok_or_else(no_centre)?;
                    for (place, file) in wish.files.iter().enumerate() {
                        self.files().to_attach(act, *file, &format!("/files/{place}")).await?;
                    }
                    let wish = wish.clone();
                    let facts = RequestFacts {
                        centre: id_of(wish.centre),
                        applicant: id_of(applicant),
                        kind: wish.kind,
                        right_number: wish.right_number,
                        subject: wish.subject,
                        statement: wish.statement,
                        respondent: wish.respondent,
                        ecommerce: wish.ecommerce,
                        files: wish.files.into_iter().map(id_of).collect(),
                        client_reference: wish.client_reference,
                    };
                    let calendar = self.legal_time().calendar(act.transaction()).await?;
                    let law = self.law(&calendar);
                    let events = decide(None, RequestCommand::File(facts), &law, act.moment())?;
                    let request = found(Stored::<RequestCase>::begun(act, act.new_id(), &events))?;
                    let due_on = self.watch_request(act, &request, None).await?;
                    store::requests::insert(act.transaction(), &request, due_on, act.real_millis()).await?;
                    tell_of_request(act, &request, &events).await?;
                    Ok(answer(&request))
                })
            })
            .await
    }

    /// Changes a request by a command.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way, with what is possible now.
    pub(crate) async fn change_request(
        &self,
        call: &Call,
        id: Uuid,
        command: RequestCommand,
        answer: impl Fn(&StoredRequest) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (command, answer) = (&command, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = table::find::<store::Requests>(act.transaction(), id).await?;
                    let by_itself = matches!(command, RequestCommand::Withdraw { .. });
                    let side = if by_itself { Side::Applicant } else { Side::Centre };
                    let known = found(known.filter(|known| may_see(call, side, &known.state)))?;
                    act.has_seen(known.version)?;
                    let calendar = self.legal_time().calendar(act.transaction()).await?;
                    let law = self.law(&calendar);
                    let events = decide(Some(&known.state), command.clone(), &law, act.moment())
                        .map_err(|refusal| Fault::from(refusal).with_possible(possible(&known.state)))?;
                    let (before, version) = (known.state.clone(), known.version);
                    let changed = known.after(act, &events);
                    let due_on = self.watch_request(act, &changed, Some(&before)).await?;
                    let at = act.real_millis();
                    store::requests::update(act.transaction(), &changed, version, due_on, at).await?;
                    tell_of_request(act, &changed, &events).await?;
                    Ok(answer(&changed))
                })
            })
            .await
    }

    /// Sets the deadline of a request as its clock runs now; answers when it runs out.
    async fn watch_request(
        &self,
        act: &Act<'_>,
        request: &StoredRequest,
        before: Option<&RequestState>,
    ) -> Result<Option<chrono::NaiveDate>, ActFault> {
        let calendar = self.legal_time().calendar(act.transaction()).await?;
        let law = self.law(&calendar);
        let running = step(&request.state, &law);
        let changed = before.and_then(|before| step(before, &law)) != running;
        if changed {
            lift(act.transaction(), request.id, kinds::REQUEST_STEP).await?;
        }
        let Some(running) = running else { return Ok(None) };
        if changed {
            let facts = request.state.facts();
            let watched = Watched {
                aggregate_kind: RequestCase::KIND,
                aggregate_id: request.id,
                kind: kinds::REQUEST_STEP,
                basis: running.basis.clone(),
                raise: Raise::DayAfter,
                is_reminder: false,
                owner: uuid_of(facts.applicant),
                keeper: uuid_of(facts.centre),
                person: None,
                facts: json!({"request": short(request.id), "kind": facts.kind.code()}),
            };
            watch(act, &watched, &calendar).await?;
        }
        Ok(Some(due(&running.basis, &calendar)?.due_on))
    }

    /// A page of the requests that the caller may see, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn requests(
        &self,
        call: &Call,
        filter: RequestFilter,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<StoredRequest>, u64), ActFault> {
        let filter = RequestFilter { of: call.confined_to(), ..filter };
        store::requests::page(self.acts().database().reader(), &filter, after, limit).await
    }

    /// One request.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for one that the caller may not see.
    pub(crate) async fn request(&self, call: &Call, id: Uuid) -> Result<StoredRequest, ActFault> {
        let known = table::find::<store::Requests>(self.acts().database().reader(), id).await?;
        found(known.filter(|known| may_see(call, Side::Either, &known.state)))
    }
}

fn may_see(call: &Call, side: Side, state: &RequestState) -> bool {
    concerns(call, side, uuid_of(state.facts().centre), uuid_of(state.facts().applicant))
}
