//! What examiners work on, and to whom a case is given.

use std::collections::{BTreeMap, BTreeSet};

use domain::hall::Id;
use domain::preexam::case::CaseCommand;
use domain::preexam::examiner::{Candidate, ExaminerCommand, decide, who_takes};
use domain::preexam::refusals;
use hall::act::{Act, ActFault, Answer, Stored, id_of, table, uuid_of};
use hall::db::Connection;
use hall::policy::Call;
use uuid::Uuid;

use super::{Desk, Side, acting_organisation, found, who_acts};
use crate::cases::{ExaminerCase, StoredCase, StoredExaminer};
use crate::store;

impl Desk {
    /// Says what an examiner of the caller's centre works on, and whether cases are given to him now.
    ///
    /// # Errors
    /// What stands in the way.
    pub(crate) async fn set_examiner(
        &self,
        call: &Call,
        person: Uuid,
        fields: BTreeSet<String>,
        available: bool,
        answer: impl Fn(&StoredExaminer) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let centre = acting_organisation(call)?;
        let by = id_of(who_acts(call));
        let (fields, answer) = (&fields, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    if !examines_for(act, centre, person).await? {
                        return Err(ActFault::NotFound);
                    }
                    let known = store::examiners::of_person(act.transaction(), centre, person).await?;
                    let command = ExaminerCommand::Set {
                        by,
                        centre: id_of(centre),
                        person: id_of(person),
                        fields: fields.clone(),
                        available,
                    };
                    let events = decide(known.as_ref().map(|known| &known.state), command, act.moment())?;
                    let at = act.real_millis();
                    let set = match known {
                        None => {
                            let set = found(Stored::<ExaminerCase>::begun(act, act.new_id(), &events))?;
                            table::insert::<store::Examiners>(act.transaction(), &set, at).await?;
                            set
                        }
                        Some(known) => {
                            let before = known.version;
                            let set = known.after(act, &events);
                            table::update::<store::Examiners>(act.transaction(), &set, before, at).await?;
                            set
                        }
                    };
                    Ok(answer(&set))
                })
            })
            .await
    }

    /// The examiners of the caller's centre, each with how many open cases he has.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn examiners(&self, call: &Call) -> Result<Vec<(StoredExaminer, u64)>, ActFault> {
        let centre = acting_organisation(call)?;
        examiners_of(self.acts().database().reader(), centre).await
    }

    /// Gives a case to an examiner of its centre: to the one who is named, else by field and load.
    ///
    /// # Errors
    /// [`ActFault::NotFound`], [`ActFault::Stale`], or what stands in the way.
    pub(crate) async fn assign(
        &self,
        call: &Call,
        id: Uuid,
        examiner: Option<Uuid>,
        answer: impl Fn(&StoredCase) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let answer = &answer;
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let known = self.seen_case(act, id, Side::Centre).await?;
                    let centre = uuid_of(known.state.facts().centre);
                    let examiner = match examiner {
                        Some(examiner) => {
                            let unknown = || ActFault::of_field("/examiner_id", refusals::examiner_unknown());
                            let examines = examines_for(act, centre, examiner).await?;
                            examines.then(|| id_of(examiner)).ok_or_else(unknown)?
                        }
                        None => by_field_and_load(act, centre, &known).await?,
                    };
                    let changed = self.change_case_within(act, known, CaseCommand::Assign { examiner }).await?;
                    Ok(answer(&changed))
                })
            })
            .await
    }
}

/// The examiners of a centre, each with how many open cases he has.
pub(super) async fn examiners_of(
    connection: &impl Connection,
    centre: Uuid,
) -> Result<Vec<(StoredExaminer, u64)>, ActFault> {
    let loads = store::cases::loads(connection, centre).await?;
    let loads: BTreeMap<Uuid, u64> =
        loads.into_iter().map(|(person, load)| (person, u64::try_from(load).unwrap_or_default())).collect();
    let known = store::examiners::of_centre(connection, centre).await?;
    let load = |known: &StoredExaminer| loads.get(&uuid_of(known.state.person())).copied().unwrap_or_default();
    Ok(known.into_iter().map(|known| (load(&known), known)).map(|(load, known)| (known, load)).collect())
}

async fn by_field_and_load(act: &Act<'_>, centre: Uuid, case: &StoredCase) -> Result<Id, ActFault> {
    let known = examiners_of(act.transaction(), centre).await?;
    let candidates: Vec<Candidate> = known.iter().map(|(known, load)| known.state.candidate(*load)).collect();
    let takes = who_takes(&case.state.facts().classification, &candidates);
    takes.ok_or_else(|| refusals::nobody_takes_the_field().into())
}

/// Whether a person examines for a centre.
async fn examines_for(act: &Act<'_>, centre: Uuid, person: Uuid) -> Result<bool, ActFault> {
    use domain::hall::Role;
    let roles = accounts::door::roles_of(act.transaction(), person, centre).await?;
    Ok(roles.iter().any(|role| matches!(role, Role::Examiner | Role::CentreLead)))
}
