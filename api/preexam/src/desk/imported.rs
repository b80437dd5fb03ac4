//! Cases that are taken over from another system: each step is decided by the same rules, at the moment at which it was
//! done. What is late is late from the beginning.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::hall::Moment;
use domain::preexam::case::{CaseCommand, CaseEvent, CaseState, apply, decide};
use domain::preexam::{Law, refusals};
use hall::act::{ActFault, Answer, Stored, id_of, table, uuid_of};
use hall::policy::Call;

use super::applicants::facts_of;
use super::clocks::placed;
use super::{CaseWish, Desk, acting_organisation, found, who_acts};
use crate::cases::{PreexamCase, StoredCase};
use crate::notices::tell_of_case;
use crate::store;

/// A case as another system had it, up to where it stands.
#[derive(Debug, Clone)]
pub struct ImportedCase {
    /// The system.
    pub source: String,
    /// What it is about.
    pub wish: CaseWish,
    /// The day on which it was submitted.
    pub submitted_on: NaiveDate,
    /// The day on which it was accepted.
    pub accepted_on: Option<NaiveDate>,
}

impl Desk {
    /// Takes over a case of the caller's centre.
    ///
    /// # Errors
    /// What stands in the way.
    pub(crate) async fn import_case(
        &self,
        call: &Call,
        imported: ImportedCase,
        answer: impl Fn(&StoredCase) -> Answer + Send + Sync,
    ) -> Result<Answer, ActFault> {
        let centre = acting_organisation(call)?;
        let (imported, answer) = (&imported, &answer);
        self.acts()
            .perform::<ActFault, _>(call, |act| {
                Box::pin(async move {
                    let entity = table::find::<store::Entities>(act.transaction(), imported.wish.filing_entity).await?;
                    let unknown = || ActFault::of_field("/filing_entity_id", refusals::entity_unknown());
                    let entity =
                        entity.filter(|entity| uuid_of(entity.state.facts().centre) == centre).ok_or_else(unknown)?;
                    let applicant = uuid_of(entity.state.facts().organisation);
                    let source = Some(imported.source.clone());
                    let facts = facts_of(act, applicant, &imported.wish, None, source).await?;
                    let calendar = self.legal_time().calendar(act.transaction()).await?;
                    let law = self.law(&calendar);
                    let submitted = past(imported.submitted_on, act.moment(), "/submitted_on")?;
                    let by = id_of(who_acts(call));
                    let mut steps = vec![
                        (submitted, CaseCommand::Open(facts)),
                        (submitted, CaseCommand::Submit { gate: Vec::new() }),
                    ];
                    if let Some(accepted_on) = imported.accepted_on {
                        let accepted = past(accepted_on, act.moment(), "/accepted_on")?;
                        steps.push((accepted, CaseCommand::Accept { by, settled: BTreeMap::new() }));
                    }
                    let events = decided(steps, &law)?;
                    let case = found(Stored::<PreexamCase>::begun(act, act.new_id(), &events))?;
                    let placed = placed(&case.state, &law)?;
                    store::cases::insert(act.transaction(), &case, &placed, act.real_millis()).await?;
                    self.set_clocks(act, &case, None, &law).await?;
                    tell_of_case(act, &case, &events).await?;
                    Ok(answer(&case))
                })
            })
            .await
    }
}

/// Noon of a day that has passed or is today, or now where that is earlier.
fn past(day: NaiveDate, now: Moment, pointer: &str) -> Result<Moment, ActFault> {
    let ahead = || ActFault::of_field(pointer, refusals::day_in_future());
    if day > now.legal_day() {
        return Err(ahead());
    }
    let noon = Moment::beginning_of(day).ok_or_else(ahead)?.plus_seconds(12 * 3_600);
    Ok(noon.min(now))
}

/// What follows from commands, one after the other.
fn decided(steps: Vec<(Moment, CaseCommand)>, law: &Law<'_>) -> Result<Vec<CaseEvent>, ActFault> {
    let mut state: Option<CaseState> = None;
    let mut all = Vec::new();
    for (moment, command) in steps {
        for event in decide(state.as_ref(), command, law, moment)? {
            state = Some(apply(state, &event));
            all.push(event);
        }
    }
    Ok(all)
}
