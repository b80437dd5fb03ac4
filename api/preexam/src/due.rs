//! What this room does when something falls due: it sends the command that the calendar decided, or says who is late.

use async_trait::async_trait;
use domain::calendar::Late;
use domain::preexam::Whose;
use domain::preexam::case::{CaseCommand, steps};
use domain::preexam::entity::EntityCommand;
use hall::act::{Act, ActFault, Case, table, uuid_of};
use hall::deadlines::{Deadline, FallsDue, Moved};
use hall::journal::Aggregate;
use hall::notices::Recipient;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::cases::{PreexamCase, RequestCase, StoredCase};
use crate::desk::{Desk, clock_kinds as clocks, short};
use crate::notices::{kinds, raise};
use crate::store;

/// The room's answer to the sweep.
#[derive(Debug, Clone)]
pub struct PreexamDue(pub Desk);

#[async_trait]
impl FallsDue for PreexamDue {
    fn room(&self) -> &'static str {
        "preexam."
    }

    async fn fall_due(&self, act: &Act<'_>, deadline: &Deadline) -> Result<(), ActFault> {
        let id = deadline.aggregate_id;
        match deadline.kind.as_str() {
            clocks::STEP => self.step_is_over(act, id).await,
            clocks::STEP_NEAR => self.step_is_near(act, id, clocks::STEP_NEAR).await,
            clocks::STEP_TODAY => self.step_is_near(act, id, clocks::STEP_TODAY).await,
            clocks::TARGET => self.target(act, id, kinds::TARGET_LATE).await,
            clocks::TARGET_AT_RISK => self.target(act, id, clocks::TARGET_AT_RISK).await,
            clocks::ENTITY_REVIEW => entity_review_is_late(act, id).await,
            clocks::ENTITY_RESUMES => self.entity_resumes(act, id).await,
            clocks::REQUEST_STEP => request_is_late(act, id).await,
            other => Err(ActFault::Inconsistent { table: "hall_deadline", cause: format!("nobody knows {other}") }),
        }
    }

    async fn moved(&self, act: &Act<'_>, moved: &[Moved]) -> Result<(), ActFault> {
        self.0.move_clocks(act, moved).await
    }
}

impl PreexamDue {
    /// The step was not done in time: the case ends as the calendar says, or whoever is late is told, and the centre with
    /// him.
    async fn step_is_over(&self, act: &Act<'_>, id: Uuid) -> Result<(), ActFault> {
        let Some(case) = table::find::<store::Cases>(act.transaction(), id).await? else { return Ok(()) };
        let calendar = self.0.legal_time().calendar(act.transaction()).await?;
        let Some(step) = steps::step(&case.state, &self.0.law(&calendar)) else { return Ok(()) };
        if step.late == Late::Lapses {
            self.0.change_case_within(act, case, CaseCommand::Lapse).await?;
            return Ok(());
        }
        let facts = json!({"case": short(id), "step": step.kind.code()});
        let (applicant, centre) = sides(&case);
        tell(act, id, kinds::STEP_LATE, &facts, [Some(centre), Some(applicant), examiner(&case)]).await
    }

    /// Who has to act is reminded: first he alone, on the day itself the centre as well.
    async fn step_is_near(&self, act: &Act<'_>, id: Uuid, kind: &'static str) -> Result<(), ActFault> {
        let Some(case) = table::find::<store::Cases>(act.transaction(), id).await? else { return Ok(()) };
        let calendar = self.0.legal_time().calendar(act.transaction()).await?;
        let Some(step) = steps::step(&case.state, &self.0.law(&calendar)) else { return Ok(()) };
        let facts = json!({"case": short(id), "step": step.kind.code()});
        let (applicant, centre) = sides(&case);
        let today = kind == clocks::STEP_TODAY;
        let told = match step.whose {
            Whose::Applicant => [Some(applicant), today.then_some(centre), None],
            Whose::Centre | Whose::Office => {
                let nobody_has_it = case.state.course().examiner.is_none();
                [examiner(&case), (today || nobody_has_it).then_some(centre), None]
            }
        };
        tell(act, id, kind, &facts, told).await
    }

    async fn target(&self, act: &Act<'_>, id: Uuid, kind: &'static str) -> Result<(), ActFault> {
        let Some(case) = table::find::<store::Cases>(act.transaction(), id).await? else { return Ok(()) };
        let (applicant, centre) = sides(&case);
        let missed = kind == kinds::TARGET_LATE;
        let told = [Some(centre), examiner(&case), missed.then_some(applicant)];
        tell(act, id, kind, &json!({"case": short(id)}), told).await
    }

    async fn entity_resumes(&self, act: &Act<'_>, id: Uuid) -> Result<(), ActFault> {
        if let Some(entity) = table::find::<store::Entities>(act.transaction(), id).await? {
            self.0.change_entity_within(act, entity, EntityCommand::Resume).await?;
        }
        Ok(())
    }
}

async fn entity_review_is_late(act: &Act<'_>, id: Uuid) -> Result<(), ActFault> {
    let Some(entity) = table::find::<store::Entities>(act.transaction(), id).await? else { return Ok(()) };
    let facts = entity.state.facts();
    let told = Recipient::Organisation(uuid_of(facts.centre));
    let aggregate = Aggregate { kind: crate::cases::EntityCase::KIND, id };
    raise(act, told, kinds::ENTITY_REVIEW_LATE, aggregate, json!({"entity": facts.name})).await
}

async fn request_is_late(act: &Act<'_>, id: Uuid) -> Result<(), ActFault> {
    let Some(request) = table::find::<store::Requests>(act.transaction(), id).await? else { return Ok(()) };
    let facts = request.state.facts();
    for told in [facts.centre, facts.applicant] {
        let aggregate = Aggregate { kind: RequestCase::KIND, id };
        let told = Recipient::Organisation(uuid_of(told));
        raise(act, told, kinds::REQUEST_LATE, aggregate, json!({"request": short(id)})).await?;
    }
    Ok(())
}

fn sides(case: &StoredCase) -> (Recipient, Recipient) {
    let facts = case.state.facts();
    (Recipient::Organisation(uuid_of(facts.applicant)), Recipient::Organisation(uuid_of(facts.centre)))
}

fn examiner(case: &StoredCase) -> Option<Recipient> {
    case.state.course().examiner.map(|examiner| Recipient::Person(uuid_of(examiner)))
}

async fn tell(
    act: &Act<'_>,
    id: Uuid,
    kind: &'static str,
    facts: &Value,
    told: [Option<Recipient>; 3],
) -> Result<(), ActFault> {
    for recipient in told.into_iter().flatten() {
        raise(act, recipient, kind, Aggregate { kind: PreexamCase::KIND, id }, facts.clone()).await?;
    }
    Ok(())
}
