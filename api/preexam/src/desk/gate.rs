//! The gate: what the checks need to know of others, asked in the transaction of who asks.

use chrono::{Datelike, Days, NaiveDate};
use domain::hall::Moment;
use domain::preexam::case::gate::{CreditAnswer, EntityAnswer, Quota, examine};
use domain::preexam::case::{CaseFacts, GateFacts};
use domain::preexam::entity::{self, EntityKind};
use domain::preexam::field_list::{FieldAnswer, FieldScheme, covers};
use domain::preexam::{Answer, CheckAnswer, PatentKind};
use hall::act::{ActFault, table, uuid_of};
use hall::db::Connection;
use hall::http::{Fault, FieldFault, Sentence};

use super::Desk;
use crate::cases::{StoredCase, StoredEntity};
use crate::store;

impl Desk {
    /// What the gate says of a case at a moment.
    pub(super) async fn ask_the_gate(
        &self,
        connection: &impl Connection,
        case: &StoredCase,
        calendar: &domain::calendar::WorkingDays,
        moment: Moment,
    ) -> Result<Vec<CheckAnswer>, ActFault> {
        let today = moment.legal_day();
        let (facts, course) = (case.state.facts(), case.state.course());
        let entity = table::find::<store::Entities>(connection, uuid_of(facts.filing_entity)).await?;
        let entity = entity.filter(|entity| entity.state.facts().centre == facts.centre);
        let gate = GateFacts {
            entity: entity.as_ref().map(|entity| EntityAnswer {
                organisation: entity.state.facts().organisation,
                kind: entity.state.facts().kind,
                standing: entity::standing(&entity.state, today),
            }),
            field: field(connection, facts, today).await?,
            quota: match &entity {
                Some(entity) => quota(connection, entity, today).await?,
                None => Quota::default(),
            },
            agency: match facts.agency {
                None => None,
                Some(agency) => {
                    let centre = uuid_of(facts.centre);
                    let known = store::entities::registered(connection, centre, uuid_of(agency), EntityKind::Agency);
                    known.await?.map(|known| entity::standing(&known.state, today))
                }
            },
            // The room of credit will be asked through its door. Until there is one, that is what is said.
            credit: CreditAnswer::NotConnected,
        };
        let signed = course.commitment.is_some();
        Ok(examine(facts, &course.dossier, signed, &gate, &self.law(calendar), today))
    }
}

async fn field(connection: &impl Connection, facts: &CaseFacts, today: NaiveDate) -> Result<FieldAnswer, ActFault> {
    let scheme = if facts.kind == PatentKind::Design { FieldScheme::Locarno } else { FieldScheme::Ipc };
    let list = store::field_lists::of_scheme(connection, uuid_of(facts.centre), scheme).await?;
    Ok(list.map_or(FieldAnswer::NoList, |list| covers(&list.state, &facts.classification, today)))
}

async fn quota(connection: &impl Connection, entity: &StoredEntity, today: NaiveDate) -> Result<Quota, ActFault> {
    let Some(allowed) = entity.state.quota(today.year()) else { return Ok(Quota::default()) };
    let of = |from: NaiveDate, before: NaiveDate| async move {
        let millis = |day| Moment::beginning_of(day).map_or(0, Moment::millis);
        let counted = store::cases::submitted_by(connection, entity.id, millis(from), millis(before)).await?;
        Ok::<u32, ActFault>(u32::try_from(counted).unwrap_or(u32::MAX))
    };
    let first_of = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today);
    let used = of(first_of(today.year()), first_of(today.year() + 1)).await?;
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    let this_week = of(monday, monday + Days::new(7)).await?;
    let last = store::statistics::pass_rate(connection, entity.id, today.year() - 1).await?;
    let beyond_this_week = used.saturating_sub(allowed).min(this_week);
    Ok(Quota { allowed: Some(allowed), used, beyond_this_week, pass_rate_percent: last })
}

/// A refusal of the gate with each check that says no, as a field of the answer.
pub(super) fn with_checks(fault: ActFault, gate: &[CheckAnswer]) -> ActFault {
    let ActFault::Said(fault) = fault else { return fault };
    let closed = gate.iter().filter(|answer| answer.answer == Answer::No);
    let fault = closed.fold(fault, |fault: Fault, answer| {
        fault.with_field(FieldFault {
            pointer: format!("gate:{}", answer.check.code()),
            code: "preexam.check_says_no",
            detail: Sentence::new(answer.zh.clone(), answer.en.clone()),
        })
    });
    ActFault::Said(fault)
}
