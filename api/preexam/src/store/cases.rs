//! Cases in the database, with the columns by which lists, the board and statistics find them.

use chrono::NaiveDate;
use domain::preexam::PatentKind;
use domain::preexam::case::CaseState;
use hall::act::table::{self, all_stored};
use hall::act::{ActFault, CaseTable, Stored, uuid_of};
use hall::case_table;
use hall::db::{oldest_first, update_each};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    QuerySelect, Set,
};
use uuid::Uuid;

use crate::cases::{PreexamCase, StoredCase};
use crate::rows::case::{ActiveModel, Column, Entity};

/// What is computed of a case when it is written: it follows from the state, the rules and the calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Placed {
    /// For what a clock runs.
    pub(crate) step: Option<&'static str>,
    /// When it runs out.
    pub(crate) step_due_on: Option<NaiveDate>,
    /// When the target of the fast lane is reached.
    pub(crate) target_due_on: Option<NaiveDate>,
    /// From when on the case is at risk: the earlier of the two clocks says so.
    pub(crate) at_risk_on: Option<NaiveDate>,
    /// Working days from submission to the pass.
    pub(crate) pre_exam_days: Option<i64>,
}

impl Placed {
    /// When the first of its clocks runs out.
    fn first_due_on(&self) -> Option<NaiveDate> {
        self.step_due_on.into_iter().chain(self.target_due_on).min()
    }
}

/// The field of a case, by which it is assigned and counted: the subclass of the IPC, or the Locarno class.
pub(crate) fn field_of(state: &CaseState) -> String {
    let facts = state.facts();
    let length = if facts.kind == PatentKind::Design { 2 } else { 4 };
    facts.classification.chars().take(length).collect()
}

/// Whether another case bears this application number.
pub(crate) async fn number_is_taken(
    connection: &impl ConnectionTrait,
    number: &str,
    by_another_than: Option<Uuid>,
) -> Result<bool, ActFault> {
    let mut of = Entity::find().filter(Column::ApplicationNumber.eq(number));
    if let Some(own) = by_another_than {
        of = of.filter(Column::Id.ne(own));
    }
    Ok(of.count(connection).await? > 0)
}

/// How many cases an entity has submitted from one moment up to another, in milliseconds since 1970.
pub(crate) async fn submitted_by(
    connection: &impl ConnectionTrait,
    entity: Uuid,
    from: i64,
    before: i64,
) -> Result<u64, ActFault> {
    let of = Entity::find()
        .filter(Column::EntityId.eq(entity))
        .filter(Column::SubmittedAt.gte(from))
        .filter(Column::SubmittedAt.lt(before));
    Ok(of.count(connection).await?)
}

/// How many open cases each examiner of a centre has.
pub(crate) async fn loads(connection: &impl ConnectionTrait, centre: Uuid) -> Result<Vec<(Uuid, i64)>, ActFault> {
    let of = Entity::find()
        .select_only()
        .column(Column::ExaminerId)
        .column_as(Column::Id.count(), "cases")
        .filter(Column::CentreId.eq(centre))
        .filter(Column::IsOpen.eq(1))
        .filter(Column::ExaminerId.is_not_null())
        .group_by(Column::ExaminerId);
    Ok(of.into_tuple().all(connection).await?)
}

/// How many cases of a centre each examiner has seen pass since a moment, in milliseconds since 1970.
pub(crate) async fn completed_since(
    connection: &impl ConnectionTrait,
    centre: Uuid,
    since: i64,
) -> Result<Vec<(Uuid, i64)>, ActFault> {
    let of = Entity::find()
        .select_only()
        .column(Column::ExaminerId)
        .column_as(Column::Id.count(), "cases")
        .filter(Column::CentreId.eq(centre))
        .filter(Column::PassedAt.gte(since))
        .filter(Column::ExaminerId.is_not_null())
        .group_by(Column::ExaminerId);
    Ok(of.into_tuple().all(connection).await?)
}

/// Which cases a list shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct CaseFilter {
    /// Those that concern this organisation.
    pub(crate) of: Option<Uuid>,
    /// Those of this kind of patent.
    pub(crate) kind: Option<&'static str>,
    /// Those in this state.
    pub(crate) state: Option<String>,
    /// Those of this examiner.
    pub(crate) examiner: Option<Uuid>,
    /// Those of which a clock runs out on this day or before.
    pub(crate) due_by_on: Option<NaiveDate>,
    /// Those with this reference of the applicant's.
    pub(crate) client_reference: Option<String>,
    /// Those with this application number.
    pub(crate) application_number: Option<String>,
}

/// A page of cases in the order of their making, and how many there are in all.
pub(crate) async fn page(
    connection: &impl ConnectionTrait,
    filter: &CaseFilter,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(Vec<StoredCase>, u64), ActFault> {
    let mut all = Entity::find();
    if let Some(organisation) = filter.of {
        // A draft is the applicant's alone.
        let submitted = Condition::all().add(Column::CentreId.eq(organisation)).add(Column::SubmittedAt.is_not_null());
        all = all.filter(Condition::any().add(Column::ApplicantId.eq(organisation)).add(submitted));
    }
    if let Some(kind) = filter.kind {
        all = all.filter(Column::Kind.eq(kind));
    }
    if let Some(state) = &filter.state {
        all = all.filter(Column::State.eq(state));
    }
    if let Some(examiner) = filter.examiner {
        all = all.filter(Column::ExaminerId.eq(examiner));
    }
    if let Some(day) = filter.due_by_on {
        all = all.filter(Column::StepDueOn.lte(day.to_string()));
    }
    if let Some(reference) = &filter.client_reference {
        all = all.filter(Column::ClientReference.eq(reference));
    }
    if let Some(number) = &filter.application_number {
        all = all.filter(Column::ApplicationNumber.eq(number));
    }
    let (rows, total) = oldest_first(connection, all, Column::Id, after, limit).await?;
    Ok((all_stored::<Entity>(&rows)?, total))
}

case_table!("preexam_case": PreexamCase, |case| {
    let (facts, course, lane) = (case.state.facts(), case.state.course(), case.state.lane());
    let granted_on = if let CaseState::Granted { announced_on, .. } = &case.state { Some(*announced_on) } else { None };
    ActiveModel {
        centre_id: Set(uuid_of(facts.centre)),
        applicant_id: Set(uuid_of(facts.applicant)),
        entity_id: Set(uuid_of(facts.filing_entity)),
        kind: Set(facts.kind.code().into()),
        field: Set(field_of(&case.state)),
        state: Set(case.name_of_state()),
        is_open: Set(i32::from(is_open(&case.state))),
        examiner_id: Set(course.examiner.map(uuid_of)),
        client_reference: Set(facts.client_reference.clone()),
        application_number: Set(lane.map(|lane| lane.filing.application_number.to_string())),
        submitted_at: Set(course.submitted_at.map(|moment| moment.millis())),
        accepted_at: Set(course.accepted_at.map(|moment| moment.millis())),
        passed_at: Set(case.state.pass().map(|pass| pass.passed_at.millis())),
        filed_on: Set(written_day(lane.map(|lane| lane.filing.filed_on))),
        granted_on: Set(written_day(granted_on)),
        ..ActiveModel::default()
    }
});

/// The days of its clocks follow from the calendar as well as from the state.
fn row(case: &StoredCase, placed: &Placed, at: i64) -> ActiveModel {
    ActiveModel {
        step: Set(placed.step.map(str::to_owned)),
        step_due_on: Set(written_day(placed.step_due_on)),
        target_due_on: Set(written_day(placed.target_due_on)),
        first_due_on: Set(written_day(placed.first_due_on())),
        at_risk_on: Set(written_day(placed.at_risk_on)),
        pre_exam_days: Set(placed.pre_exam_days),
        ..table::row_of::<Entity>(case, at)
    }
}

fn written_day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// Whether the centre still has to do with it: it was submitted, and has not ended.
fn is_open(state: &CaseState) -> bool {
    !state.has_ended() && !matches!(state, CaseState::Draft { .. })
}

/// Writes a new case.
pub(crate) async fn insert(
    transaction: &DatabaseTransaction,
    case: &StoredCase,
    placed: &Placed,
    at: i64,
) -> Result<(), ActFault> {
    table::insert_row::<Entity>(transaction, row(case, placed, at)).await
}

/// Writes a changed case over the version it was read at.
pub(crate) async fn update(
    transaction: &DatabaseTransaction,
    case: &StoredCase,
    placed: &Placed,
    before: i32,
    at: i64,
) -> Result<(), ActFault> {
    table::update_row::<Entity>(transaction, row(case, placed, at), case.id, before).await
}

/// Puts down when the clocks of some cases run out, as a calendar has moved them; `placed` says so of each.
pub(crate) async fn move_clocks(
    transaction: &DatabaseTransaction,
    ids: &[Uuid],
    placed: impl Fn(&CaseState) -> Result<Placed, ActFault>,
) -> Result<(), ActFault> {
    let states = Entity::find().select_only().columns([Column::Id, Column::Version, Column::Body]);
    let states = states.filter(Column::Id.is_in(ids.iter().copied())).into_tuple::<(Uuid, i32, String)>();
    let mut moved = Vec::with_capacity(ids.len());
    for (id, version, body) in states.all(transaction).await? {
        let placed = placed(&Stored::<PreexamCase>::of_row(Entity::TABLE, id, version, &body)?.state)?;
        let days = [placed.step_due_on, placed.target_due_on, placed.first_due_on(), placed.at_risk_on];
        let days = days.map(|day| written_day(day).into());
        moved.push([id.into()].into_iter().chain(days).collect());
    }
    let columns = [Column::StepDueOn, Column::TargetDueOn, Column::FirstDueOn, Column::AtRiskOn];
    Ok(update_each(transaction, Entity, &[Column::Id], &columns, moved).await?)
}
