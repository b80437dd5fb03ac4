//! What the board counts. One pass over the open cases of a centre, by an index that holds all that is asked for.

use chrono::NaiveDate;
use hall::act::ActFault;
use hall::act::table::all_stored;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, Func, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::cases::StoredCase;
use crate::rows::case::{Column, Entity};

/// The open cases of one examiner in one field, counted.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub(crate) struct Counted {
    /// The examiner; `None`: nobody has them yet.
    pub(crate) examiner_id: Option<Uuid>,
    /// The field.
    pub(crate) field: String,
    /// All of them.
    pub(crate) open: i64,
    /// Those of which a clock has run out.
    pub(crate) late: i64,
    /// Those of which a clock runs out today.
    pub(crate) today: i64,
    /// Those of which a clock runs out later this week.
    pub(crate) this_week: i64,
    /// Those that are at risk and not late.
    pub(crate) at_risk: i64,
}

/// The open cases of a centre by examiner and field, as they stand on a day; the week ends with its Sunday.
pub(crate) async fn counted(
    connection: &impl ConnectionTrait,
    centre: Uuid,
    today: NaiveDate,
    week_ends_on: NaiveDate,
) -> Result<Vec<Counted>, ActFault> {
    let (today, week_ends_on) = (today.to_string(), week_ends_on.to_string());
    // A text of a day is ordered as the day is.
    let first = || Expr::col(Column::FirstDueOn);
    let of = |condition: SimpleExpr| -> SimpleExpr {
        let one: SimpleExpr = CaseStatement::new().case(condition, Expr::value(1_i32)).into();
        Func::count(one).into()
    };
    let at_risk = Expr::col(Column::AtRiskOn).lte(today.as_str()).and(first().gte(today.as_str()));
    let counted = Entity::find()
        .select_only()
        .column(Column::ExaminerId)
        .column(Column::Field)
        .column_as(Expr::col(Column::IsOpen).count(), "open")
        .column_as(of(first().lt(today.as_str())), "late")
        .column_as(of(first().eq(today.as_str())), "today")
        .column_as(of(first().gt(today.as_str()).and(first().lte(week_ends_on.as_str()))), "this_week")
        .column_as(of(at_risk), "at_risk")
        .filter(Column::CentreId.eq(centre))
        .filter(Column::IsOpen.eq(1))
        .group_by(Column::ExaminerId)
        .group_by(Column::Field)
        .order_by_asc(Column::ExaminerId)
        .order_by_asc(Column::Field);
    Ok(counted.into_model::<Counted>().all(connection).await?)
}

/// The open cases of a centre on which the centre has to act, those that are due first before the others.
pub(crate) async fn on_the_centre(
    connection: &impl ConnectionTrait,
    centre: Uuid,
    limit: u64,
) -> Result<Vec<StoredCase>, ActFault> {
    let rows = Entity::find()
        .filter(Column::CentreId.eq(centre))
        .filter(Column::IsOpen.eq(1))
        .filter(Column::Step.is_in(["accept", "opinion", "reexamine", "mark"]))
        .order_by_asc(Column::StepDueOn)
        .limit(limit)
        .all(connection)
        .await?;
    all_stored::<Entity>(&rows)
}
