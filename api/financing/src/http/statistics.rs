//! Figures of financing for those who supervise it. No bank sees them.

use hall::http::{Day, Fault};
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use poem_openapi::payload::{Attachment, Json};
use uuid::Uuid;

use super::RoomTags;
use crate::desk::Desk;
use crate::wire::{FinancingStatisticsView, csv};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct FinancingStatisticsApi;

#[OpenApi(tag = "RoomTags::Financing", prefix_path = "/api/v1/financing")]
impl FinancingStatisticsApi {
    /// 融资统计。Pledges registered, loans paid out, and how banks answer, from one day to another, both included.
    #[oai(path = "/statistics", method = "get", operation_id = "getFinancingStatistics")]
    async fn statistics(
        &self,
        desk: Data<&Desk>,
        /// 起日。The first day.
        #[oai(example = "first_day")]
        from_on: Query<Day>,
        /// 止日，至多三年。The last day; at most three years.
        #[oai(example = "last_day")]
        to_on: Query<Day>,
        /// 银行。Only what concerns this bank.
        bank_id: Query<Option<Uuid>>,
    ) -> Result<Json<FinancingStatisticsView>, Fault> {
        let figures = desk.statistics(from_on.0.0, to_on.0.0, bank_id.0).await?;
        Ok(Json(FinancingStatisticsView::of(&figures)))
    }

    /// 导出融资统计（CSV）。The same as a table of comma-separated values (RFC 4180).
    #[oai(path = "/statistics/export", method = "get", operation_id = "exportFinancingStatistics")]
    async fn export(
        &self,
        desk: Data<&Desk>,
        /// 起日。The first day.
        #[oai(example = "first_day")]
        from_on: Query<Day>,
        /// 止日，至多三年。The last day; at most three years.
        #[oai(example = "last_day")]
        to_on: Query<Day>,
        /// 银行。Only what concerns this bank.
        bank_id: Query<Option<Uuid>>,
    ) -> Result<Attachment<String>, Fault> {
        let figures = desk.statistics(from_on.0.0, to_on.0.0, bank_id.0).await?;
        let table = csv(&FinancingStatisticsView::of(&figures));
        Ok(Attachment::new(table).filename(format!("financing-{}-{}.csv", from_on.0.0, to_on.0.0)))
    }
}

fn first_day() -> Day {
    Day(chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default())
}

fn last_day() -> Day {
    Day(chrono::NaiveDate::from_ymd_opt(2026, 12, 31).unwrap_or_default())
}
