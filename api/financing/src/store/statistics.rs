//! What is counted for those who supervise financing. The database groups and sums; nothing here reads a body.
//!
//! Days stand as text, and a text of a day is ordered as the day is. Each question is a range of an index of days; of one bank
//! alone a database may go by that of the bank instead, and reads all that there is of it.

use domain::financing::statistics::Period;
use hall::act::ActFault;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, Func, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Select};
use uuid::Uuid;

use crate::rows::{deal, pledge};

/// Pledges registered in one year, of one kind, for one bank, of firms of one region.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub(crate) struct PledgesCounted {
    /// The year, as the day is written.
    pub(crate) year: String,
    /// The code of the kind of right.
    pub(crate) kind: String,
    /// The bank; `None`: the pledge was made elsewhere.
    pub(crate) bank_id: Option<Uuid>,
    /// The region of the firm; `None`: it is not known.
    pub(crate) region: Option<String>,
    /// How many.
    pub(crate) pledges: i64,
    /// Of how many of them the secured amount is known.
    pub(crate) known: i64,
    /// What these secure together, in fen; `None`: it is known of none.
    pub(crate) secured: Option<i64>,
}

/// Loans that one bank paid out.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub(crate) struct LoansCounted {
    /// The bank.
    pub(crate) bank_id: Uuid,
    /// How many.
    pub(crate) loans: i64,
    /// How much, in fen.
    pub(crate) paid: Option<i64>,
}

/// Deals of one bank that were asked on one day, answered on one day and refused for one reason.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub(crate) struct DealsCounted {
    /// The bank.
    pub(crate) bank_id: Uuid,
    /// The day on which it was asked.
    pub(crate) matched_on: String,
    /// The day on which it answered; `None`: it did not.
    pub(crate) answered_on: Option<String>,
    /// The code of the reason for which it does not lend.
    pub(crate) refused_for: Option<String>,
    /// How many.
    pub(crate) deals: i64,
    /// How many of them wait for its answer.
    pub(crate) open: i64,
}

/// The pledges that were registered in a period, of all banks or of one.
///
/// One range of `financing_pledge_registered_on_idx`: it costs what was registered in the period, and answers at most a row for
/// each year, kind, bank and region.
pub(crate) async fn pledges(
    connection: &impl ConnectionTrait,
    period: Period,
    bank: Option<Uuid>,
) -> Result<Vec<PledgesCounted>, ActFault> {
    use pledge::{Column, Entity};
    // Written out: with parameters the group and the column would be two expressions to PostgreSQL.
    let year = || Expr::cust("SUBSTR(registered_on, 1, 4)");
    let counted = Entity::find()
        .select_only()
        .column_as(year(), "year")
        .column(Column::Kind)
        .column(Column::BankId)
        .column(Column::Region)
        .column_as(Column::Id.count(), "pledges")
        .column_as(Column::Secured.count(), "known")
        .column_as(sum_of(Column::Secured), "secured")
        .group_by(year())
        .group_by(Column::Kind)
        .group_by(Column::BankId)
        .group_by(Column::Region);
    let counted = of_the_bank(within(counted, Column::RegisteredOn, period), Column::BankId, bank);
    Ok(counted.into_model::<PledgesCounted>().all(connection).await?)
}

/// The loans that were paid out in a period, by all banks or by one.
///
/// One range of `financing_deal_disbursed_on_idx`: it costs what was paid out in the period, and answers a row for each bank.
pub(crate) async fn loans(
    connection: &impl ConnectionTrait,
    period: Period,
    bank: Option<Uuid>,
) -> Result<Vec<LoansCounted>, ActFault> {
    use deal::{Column, Entity};
    let counted = Entity::find()
        .select_only()
        .column(Column::BankId)
        .column_as(Column::Id.count(), "loans")
        .column_as(sum_of(Column::Disbursed), "paid")
        .group_by(Column::BankId);
    let counted = of_the_bank(within(counted, Column::DisbursedOn, period), Column::BankId, bank);
    Ok(counted.into_model::<LoansCounted>().all(connection).await?)
}

/// The deals of which banks were asked in a period, of all banks or of one, with what became of the asking.
///
/// One range of `financing_deal_matched_on_idx`: it costs what was asked in the period. It answers a row for each bank, day of
/// asking, day of answering and reason, at most one for each deal: the two databases count days between texts in two ways, so
/// that the program does.
pub(crate) async fn deals(
    connection: &impl ConnectionTrait,
    period: Period,
    bank: Option<Uuid>,
) -> Result<Vec<DealsCounted>, ActFault> {
    use deal::{Column, Entity};
    let waiting: SimpleExpr =
        CaseStatement::new().case(Expr::col(Column::State).eq("matched"), Expr::value(1_i32)).into();
    let counted = Entity::find()
        .select_only()
        .column(Column::BankId)
        .column(Column::MatchedOn)
        .column(Column::AnsweredOn)
        .column(Column::RefusedFor)
        .column_as(Column::Id.count(), "deals")
        .column_as(SimpleExpr::from(Func::count(waiting)), "open")
        .group_by(Column::BankId)
        .group_by(Column::MatchedOn)
        .group_by(Column::AnsweredOn)
        .group_by(Column::RefusedFor);
    let counted = of_the_bank(within(counted, Column::MatchedOn, period), Column::BankId, bank);
    Ok(counted.into_model::<DealsCounted>().all(connection).await?)
}

fn within<E: EntityTrait>(all: Select<E>, day: impl ColumnTrait, period: Period) -> Select<E> {
    all.filter(day.between(period.from_on().to_string(), period.to_on().to_string()))
}

fn of_the_bank<E: EntityTrait>(all: Select<E>, column: impl ColumnTrait, bank: Option<Uuid>) -> Select<E> {
    match bank {
        Some(bank) => all.filter(column.eq(bank)),
        None => all,
    }
}

/// PostgreSQL sums whole numbers to a decimal one; whole it stays exact and is read as one.
fn sum_of(column: impl ColumnTrait) -> SimpleExpr {
    column.sum().cast_as("BIGINT")
}
