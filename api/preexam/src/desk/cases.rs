//! Cases: read, and changed by a command.

use std::sync::Arc;

use domain::calendar::{Explained as ExplainedDue, WorkingDays, explain};
use domain::preexam::case::clocks::{Clocks, clocks};
use domain::preexam::case::{CaseCommand, CaseState, CommandKind, StepKind, decide, possible, steps};
use hall::act::{Act, ActFault, Answer, table, uuid_of};
use hall::files::FileFacts;
use hall::http::Fault;
use hall::policy::Call;
use uuid::Uuid;

use super::clocks::placed;
use super::{Desk, Side, concerns, found};
use crate::cases::StoredCase;
use crate::notices::tell_of_case;
use crate::store;
use crate::store::cases::CaseFilter;

/// The clocks of a case, each with the way to its due day.
#[derive(Debug, Clone)]
pub struct Explained {
    /// What the clocks show today.
    pub clocks: Clocks,
    /// The clock of the step that runs, for what it runs.
    pub step: Option<(StepKind, ExplainedDue)>,
    /// The target of the fast lane.
    pub target: Option<ExplainedDue>,
}

impl Desk {
    /// Changes a case by a command.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for one that the caller may not see; [`ActFault::Stale`]; what stands in the way, with
    /// what is possible now.
    pub(crate) async fn change_case(
        &self,
        call: &Call,
        id: Uuid,
        command: CaseCommand,
        answer: impl Fn(&StoredCase) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let (command, answer) = (&command, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = self.seen_case(act, id, side_of(command.kind())).await?;
                    let changed = self.change_case_within(act, known, command.clone()).await?;
                    Ok(answer(&changed))
                })
            })
            .await
    }

    /// A case that the caller may work on from this side, at the version that he has seen.
    pub(super) async fn seen_case(&self, act: &Act<'_>, id: Uuid, side: Side) -> Result<StoredCase, ActFault> {
        let known = table::find::<store::Cases>(act.transaction(), id).await?;
        let known = found(known.filter(|known| may_see(act.call(), side, &known.state)))?;
        act.has_seen(known.version)?;
        Ok(known)
    }

    /// Changes a case in an act: decides, saves, sets its clocks and tells whom it concerns.
    pub(crate) async fn change_case_within(
        &self,
        act: &Act<'_>,
        known: StoredCase,
        command: CaseCommand,
    ) -> Result<StoredCase, ActFault> {
        let calendar = self.legal_time().calendar(act.transaction()).await?;
        let law = self.law(&calendar);
        let events = decide(Some(&known.state), command, &law, act.moment())
            .map_err(|refusal| self.with_what_is_possible(&known.state, &calendar, act, refusal))?;
        let (before, version) = (known.state.clone(), known.version);
        let changed = known.after(act, &events);
        if let Some(lane) = changed.state.lane().filter(|_| before.lane().is_none()) {
            let number = lane.filing.application_number.to_string();
            if store::cases::number_is_taken(act.transaction(), &number, Some(changed.id)).await? {
                return Err(ActFault::of_field("/application_number", domain::preexam::refusals::number_taken()));
            }
        }
        let placed = placed(&changed.state, &law)?;
        store::cases::update(act.transaction(), &changed, &placed, version, act.real_millis()).await?;
        self.set_clocks(act, &changed, Some(&before), &law).await?;
        tell_of_case(act, &changed, &events).await?;
        Ok(changed)
    }

    /// A refusal with the acts that are possible instead.
    pub(super) fn with_what_is_possible(
        &self,
        state: &CaseState,
        calendar: &WorkingDays,
        act: &Act<'_>,
        refusal: domain::hall::Refusal,
    ) -> ActFault {
        let possible = possible(state, &self.law(calendar), act.moment());
        Fault::from(refusal).with_possible(possible).into()
    }

    /// A page of the cases that the caller may see, and how many there are.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn cases(
        &self,
        call: &Call,
        filter: CaseFilter,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<StoredCase>, u64), ActFault> {
        let filter = CaseFilter { of: call.confined_to(), ..filter };
        store::cases::page(self.acts().database().reader(), &filter, after, limit).await
    }

    /// One case.
    ///
    /// # Errors
    /// [`ActFault::NotFound`] also for one that the caller may not see.
    pub(crate) async fn case(&self, call: &Call, id: Uuid) -> Result<StoredCase, ActFault> {
        let known = table::find::<store::Cases>(self.acts().database().reader(), id).await?;
        found(known.filter(|known| may_see(call, Side::Either, &known.state)))
    }

    /// The clocks of a case, each with the way to its due day.
    ///
    /// # Errors
    /// [`ActFault::NotFound`]; what keeps a day from being computed.
    pub(crate) async fn clocks_of(&self, call: &Call, id: Uuid) -> Result<Explained, ActFault> {
        let case = self.case(call, id).await?;
        let calendar = self.calendar().await?;
        let law = self.law(&calendar);
        let today = self.acts().clocks().moment.moment().legal_day();
        let step = steps::step(&case.state, &law);
        let step = step.map(|step| explain(&step.basis, &calendar).map(|due| (step.kind, due))).transpose()?;
        let target = steps::target(&case.state, &law).map(|basis| explain(&basis, &calendar)).transpose()?;
        Ok(Explained { clocks: clocks(&case.state, &law, today)?, step, target })
    }

    /// What is possible now, and what the clocks show today: what an answer with a case says beside its state.
    ///
    /// # Errors
    /// The database's, or what keeps a day from being computed.
    pub(crate) async fn outlook(&self) -> Result<Outlook<'_>, ActFault> {
        Ok(Outlook { desk: self, calendar: self.calendar().await? })
    }

    /// A version of a document of a case, for either side.
    ///
    /// # Errors
    /// [`ActFault::NotFound`]; 410 where it was destroyed.
    pub(crate) async fn document(
        &self,
        call: &Call,
        id: Uuid,
        role: domain::preexam::case::DocumentRole,
        version: u32,
    ) -> Result<FileFacts, ActFault> {
        let case = self.case(call, id).await?;
        let of_version = |document: &&domain::preexam::case::Document| document.version == version;
        let document = case.state.course().dossier.versions(role).iter().find(of_version);
        let document = found(document)?;
        self.files().of_a_case(uuid_of(document.file)).await
    }
}

/// The rules as they stand today, to say of cases what is possible and what their clocks show.
#[derive(Debug)]
pub(crate) struct Outlook<'d> {
    desk: &'d Desk,
    calendar: Arc<WorkingDays>,
}

impl Outlook<'_> {
    /// The names of the acts that are possible now.
    pub(crate) fn possible(&self, state: &CaseState) -> Vec<&'static str> {
        possible(state, &self.desk.law(&self.calendar), self.desk.acts().clocks().moment.moment())
    }

    /// What the clocks show today; nothing where a day cannot be computed.
    pub(crate) fn clocks(&self, state: &CaseState) -> Option<Clocks> {
        let today = self.desk.acts().clocks().moment.moment().legal_day();
        clocks(state, &self.desk.law(&self.calendar), today).ok()
    }
}

/// A draft is the applicant's alone.
fn may_see(call: &Call, side: Side, state: &CaseState) -> bool {
    let (centre, applicant) = (uuid_of(state.facts().centre), uuid_of(state.facts().applicant));
    let side = match (side, state.course().submitted_at) {
        (Side::Centre, None) => return false,
        (Side::Either, None) => Side::Applicant,
        (side, _) => side,
    };
    concerns(call, side, centre, applicant)
}

/// Who gives a command.
const fn side_of(kind: CommandKind) -> Side {
    use CommandKind as K;
    match kind {
        K::Open
        | K::Revise
        | K::Attach
        | K::Detach
        | K::SignCommitment
        | K::Submit
        | K::Amend
        | K::Withdraw
        | K::File
        | K::PayFees
        | K::ReceiveAction
        | K::Reply => Side::Applicant,
        K::Assign
        | K::Release
        | K::Block
        | K::Unblock
        | K::Accept
        | K::Return
        | K::IssueOpinion
        | K::Pass
        | K::Fail
        | K::ConfirmIdentity
        | K::Mark
        | K::LoseLane
        | K::Grant
        | K::Reject
        | K::Lapse => Side::Centre,
    }
}
