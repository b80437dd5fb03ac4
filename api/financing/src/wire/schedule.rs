//! The shapes of the calculator of schedules.

use domain::financing::schedule::{Repayment, Row, Schedule, Terms};
use domain::financing::valuation::Fields;
use domain::hall::FieldRefusal;
use hall::beside;
use hall::http::Day;
use poem_openapi::Object;
use poem_openapi::types::Example;

beside!(
    /// 还款方式。How a loan is repaid.
    RepaymentWire = "Repayment", Repayment:
    /// 等额本息。The same sum of principal and interest each month.
    EqualInstalments,
    /// 等额本金。The same principal each month, and interest on what is left.
    EqualPrincipal,
    /// 按月付息、到期还本。Interest each month, and the principal in the last one.
    InterestOnly,
    /// 到期一次还本付息。Principal and simple interest at the end.
    Bullet
);

/// 还款计划计算请求。The terms of a loan; amounts are yuan and rates fractions, both as text.
#[derive(Debug, Object)]
#[oai(example, skip_serializing_if_is_none)]
pub struct ScheduleRequest {
    /// 还款方式。How it is repaid.
    pub kind: RepaymentWire,
    /// 本金（元）。What is lent, in yuan.
    #[oai(validator(max_length = 40))]
    pub principal: String,
    /// 年利率（0至1）。The rate of interest a year.
    #[oai(validator(max_length = 40))]
    pub annual_rate: String,
    /// 期限（月），1至360。For how many months.
    pub months: u32,
    /// 放款日；填写时给出各期到期日。The day of disbursement; the due days follow from it.
    pub start_on: Option<Day>,
}

impl Example for ScheduleRequest {
    fn example() -> Self {
        Self {
            kind: RepaymentWire::InterestOnly,
            principal: "3400000.00".into(),
            annual_rate: "0.0685".into(),
            months: 18,
            start_on: None,
        }
    }
}

impl ScheduleRequest {
    /// The terms.
    ///
    /// # Errors
    /// Each field that cannot be read.
    pub fn terms(&self) -> Result<Terms, Vec<FieldRefusal>> {
        let mut fields = Fields::default();
        let principal = fields.money("/principal", &self.principal);
        let annual_rate = fields.rate("/annual_rate", &self.annual_rate);
        fields.end()?;
        Ok(Terms {
            kind: self.kind.into(),
            // What could not be read has been refused.
            principal: principal.unwrap_or_default(),
            annual_rate: annual_rate.unwrap_or_default(),
            months: self.months,
            start_on: self.start_on.map(|day| day.0),
        })
    }
}

/// 一期还款。One instalment as planned.
#[derive(Debug, Object)]
#[oai(rename = "Instalment", skip_serializing_if_is_none)]
pub struct InstalmentView {
    /// 期次，自1起。Its number, from 1.
    pub number: u32,
    /// 放款后第几个月。How many months after the disbursement it is due.
    pub after_months: u32,
    /// 到期日。The day on which it is due, where the day of disbursement is known.
    pub due_on: Option<Day>,
    /// 本金（元）。The principal that it repays.
    pub principal: String,
    /// 利息（元）。The interest that it pays.
    pub interest: String,
    /// 剩余本金（元）。The principal left after it.
    pub balance: String,
}

impl From<Row> for InstalmentView {
    fn from(row: Row) -> Self {
        Self {
            number: row.number,
            after_months: row.after_months,
            due_on: row.due_on.map(Day),
            principal: row.principal.to_string(),
            interest: row.interest.to_string(),
            balance: row.balance.to_string(),
        }
    }
}

/// 还款计划。The plan of a loan.
#[derive(Debug, Object)]
#[oai(rename = "Schedule")]
pub struct ScheduleView {
    /// 首期的本金与利息（元）。Principal and interest of the first instalment.
    #[oai(validator(min_items = 2, max_items = 2))]
    pub first: Vec<String>,
    /// 末期的本金与利息（元）。Principal and interest of the last one.
    #[oai(validator(min_items = 2, max_items = 2))]
    pub last: Vec<String>,
    /// 利息合计（元）。The interest of all.
    pub total_interest: String,
    /// 各期。The instalments.
    pub rows: Vec<InstalmentView>,
}

impl From<Schedule> for ScheduleView {
    fn from(schedule: Schedule) -> Self {
        let pair = |row: Row| vec![row.principal.to_string(), row.interest.to_string()];
        Self {
            first: pair(schedule.first),
            last: pair(schedule.last),
            total_interest: schedule.total_interest.to_string(),
            rows: schedule.rows.into_iter().map(Into::into).collect(),
        }
    }
}
