//! What a centre publishes: counts and means over a time.

use chrono::{Datelike, NaiveDate};
use domain::hall::Moment;
use domain::preexam::PatentKind;
use hall::act::ActFault;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::rows::case::{Column, Entity};

/// One case as statistics see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counted {
    /// The kind of patent.
    pub(crate) kind: PatentKind,
    /// When it was submitted, in milliseconds since 1970.
    pub(crate) submitted_at: Option<i64>,
    /// When it was accepted.
    pub(crate) accepted_at: Option<i64>,
    /// When it passed.
    pub(crate) passed_at: Option<i64>,
    /// Working days from submission to the pass.
    pub(crate) pre_exam_days: Option<i64>,
    /// The filing day.
    pub(crate) filed_on: Option<NaiveDate>,
    /// The day on which the grant was announced.
    pub(crate) granted_on: Option<NaiveDate>,
}

/// Cases that are read at once.
const AT_ONCE: u64 = 10_000;

type Row = (Uuid, String, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<String>, Option<String>);

/// Hands every submitted case of a centre to `take`, page by page, without its body.
pub(crate) async fn each(
    connection: &impl ConnectionTrait,
    centre: Uuid,
    mut take: impl FnMut(Counted),
) -> Result<(), ActFault> {
    let mut after: Option<Uuid> = None;
    loop {
        let mut all = Entity::find()
            .select_only()
            .columns([
                Column::Id,
                Column::Kind,
                Column::SubmittedAt,
                Column::AcceptedAt,
                Column::PassedAt,
                Column::PreExamDays,
                Column::FiledOn,
                Column::GrantedOn,
            ])
            .filter(Column::CentreId.eq(centre))
            .filter(Column::SubmittedAt.is_not_null());
        if let Some(after) = after {
            all = all.filter(Column::Id.gt(after));
        }
        use sea_orm::QueryOrder;
        let rows: Vec<Row> = all.order_by_asc(Column::Id).limit(AT_ONCE).into_tuple().all(connection).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = Some(last.0);
        for (_, kind, submitted_at, accepted_at, passed_at, pre_exam_days, filed_on, granted_on) in rows {
            let day = |day: Option<String>| day.and_then(|day| day.parse().ok());
            let Some(kind) = PatentKind::from_code(&kind) else { continue };
            take(Counted {
                kind,
                submitted_at,
                accepted_at,
                passed_at,
                pre_exam_days,
                filed_on: day(filed_on),
                granted_on: day(granted_on),
            });
        }
    }
}

/// How many of a hundred accepted cases of an entity passed, of those submitted in a year; `None`: none was accepted.
pub(crate) async fn pass_rate(
    connection: &impl ConnectionTrait,
    entity: Uuid,
    year: i32,
) -> Result<Option<u32>, ActFault> {
    use sea_orm::PaginatorTrait;
    let beginning = |year| NaiveDate::from_ymd_opt(year, 1, 1).and_then(Moment::beginning_of).map_or(0, Moment::millis);
    let of_year = Entity::find()
        .filter(Column::EntityId.eq(entity))
        .filter(Column::SubmittedAt.gte(beginning(year)))
        .filter(Column::SubmittedAt.lt(beginning(year + 1)));
    let accepted = of_year.clone().filter(Column::AcceptedAt.is_not_null()).count(connection).await?;
    let passed = of_year.filter(Column::PassedAt.is_not_null()).count(connection).await?;
    let rate = (passed * 100).checked_div(accepted);
    Ok(rate.and_then(|rate| u32::try_from(rate).ok()))
}

/// The legal day of a moment in milliseconds since 1970.
pub(crate) fn day_of(millis: i64) -> Option<NaiveDate> {
    Moment::from_millis(millis).ok().map(Moment::legal_day).filter(|day| day.year() > 1970)
}
