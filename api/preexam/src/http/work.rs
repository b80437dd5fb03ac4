//! The work of a centre: examiners, the board, the forecast, statistics.

use hall::act::{Acted, Answer};
use hall::http::{Day, Fault};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::{Attachment, Json};
use uuid::Uuid;

use super::RoomTags;
use crate::cases::StoredExaminer;
use crate::desk::Desk;
use crate::wire::{BoardView, ExaminerRequest, ExaminerView, ForecastAnswer, StatisticsView, csv};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct WorkApi;

#[OpenApi(tag = "RoomTags::Preexam", prefix_path = "/api/v1/preexam")]
impl WorkApi {
    /// 预审员及其在办案件数。The examiners of the caller's centre whose fields are known, with their load.
    #[oai(path = "/examiners", method = "get", operation_id = "listExaminers")]
    async fn examiners(&self, call: Call, desk: Data<&Desk>) -> Result<Json<Vec<ExaminerView>>, Fault> {
        let found = desk.examiners(&call).await?;
        Ok(Json(found.iter().map(|(examiner, load)| ExaminerView::of(examiner, *load)).collect()))
    }

    /// 设定预审员的领域。Says what an examiner of the caller's centre works on, and whether cases are given to him now.
    #[oai(path = "/examiners/:id/set", method = "post", operation_id = "setExaminer")]
    async fn set_examiner(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ExaminerRequest>,
    ) -> Result<Acted<ExaminerView>, Fault> {
        let ExaminerRequest { fields, available } = body.0;
        let answer = |examiner: &StoredExaminer| Answer::done(&ExaminerView::of(examiner, 0));
        Ok(desk.set_examiner(&call, id.0, fields.into_iter().collect(), available, answer).await?.into())
    }

    /// 中心看板。The open cases of the caller's centre: due today, this week, late, at risk, by examiner and by field.
    #[oai(path = "/board", method = "get", operation_id = "getBoard")]
    async fn board(&self, call: Call, desk: Data<&Desk>) -> Result<Json<BoardView>, Fault> {
        Ok(Json(BoardView::of(desk.board(&call).await?)))
    }

    /// 逾期预测与改派建议。Which cases will be late if everybody goes on at his own past speed, and what avoids it.
    #[oai(path = "/forecast", method = "get", operation_id = "getForecast")]
    async fn forecast(&self, call: Call, desk: Data<&Desk>) -> Result<Json<ForecastAnswer>, Fault> {
        Ok(Json(ForecastAnswer::of(desk.forecast(&call).await?)))
    }

    /// 预审统计。The figures of the caller's centre from one day to another, both included.
    #[oai(path = "/statistics", method = "get", operation_id = "getStatistics")]
    async fn statistics(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// 起日。The first day.
        #[oai(example = "first_day")]
        from_on: Query<Day>,
        /// 止日。The last day.
        #[oai(example = "last_day")]
        to_on: Query<Day>,
    ) -> Result<Json<StatisticsView>, Fault> {
        let figures = desk.statistics(&call, from_on.0.0, to_on.0.0).await?;
        Ok(Json(StatisticsView::of(from_on.0.0, to_on.0.0, &figures)))
    }

    /// 导出预审统计（CSV）。The same as a table of comma-separated values (RFC 4180).
    #[oai(path = "/statistics/export", method = "get", operation_id = "exportStatistics")]
    async fn export(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// 起日。The first day.
        #[oai(example = "first_day")]
        from_on: Query<Day>,
        /// 止日。The last day.
        #[oai(example = "last_day")]
        to_on: Query<Day>,
    ) -> Result<Attachment<String>, Fault> {
        let figures = desk.statistics(&call, from_on.0.0, to_on.0.0).await?;
        let table = csv(&StatisticsView::of(from_on.0.0, to_on.0.0, &figures));
        Ok(Attachment::new(table).filename(format!("preexam-{}-{}.csv", from_on.0.0, to_on.0.0)))
    }
}

fn first_day() -> Day {
    Day(chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default())
}

fn last_day() -> Day {
    Day(chrono::NaiveDate::from_ymd_opt(2026, 12, 31).unwrap_or_default())
}
