//! Values and schedules computed for anybody, and nothing stored.

use domain::financing::schedule::schedule;
use domain::financing::valuation::estimate;
use hall::act::ActFault;
use hall::http::Fault;
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use poem_openapi::payload::Json;

use super::RoomTags;
use crate::desk::Desk;
use crate::wire::{
    AnswersRequest, QuestionnaireView, SceneWire, ScheduleRequest, ScheduleView, ScoredView, ValuationRequest,
    ValuationView,
};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct CalculatorsApi;

#[OpenApi(tag = "RoomTags::Financing", prefix_path = "/api/v1/financing")]
impl CalculatorsApi {
    /// 价值计算。What a right is worth by one method, and between which ends; nothing is stored.
    #[oai(path = "/valuations/calculate", method = "post", operation_id = "calculateValuation")]
    async fn value(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<ValuationRequest>,
    ) -> Result<Json<ValuationView>, Fault> {
        let inputs = body.0.inputs().map_err(ActFault::from)?;
        let numbers = desk.numbers();
        let valuation =
            estimate(inputs, numbers.sensitivity(), numbers.valuation_valid_months).map_err(ActFault::from)?;
        Ok(Json(ValuationView::of(valuation, call.language)))
    }

    /// 指标问卷。What the questionnaire asks of a right, with the weights of a scene.
    #[oai(path = "/valuations/questionnaire", method = "get", operation_id = "getQuestionnaire")]
    async fn questionnaire(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// 场景。What the valuation is for.
        #[oai(example = "SceneWire::finance")]
        scene: Query<SceneWire>,
    ) -> Result<Json<QuestionnaireView>, Fault> {
        Ok(Json(QuestionnaireView::of(desk.indicators(), scene.0.into(), call.language)))
    }

    /// 指标评分。What answers to the questionnaire come to, between a least and a most; nothing is stored.
    #[oai(path = "/valuations/score", method = "post", operation_id = "scoreQuestionnaire")]
    async fn score(&self, desk: Data<&Desk>, body: Json<AnswersRequest>) -> Result<Json<ScoredView>, Fault> {
        let (scene, answers) = body.0.read();
        Ok(Json(desk.indicators().score(scene, &answers).map_err(ActFault::from)?.into()))
    }

    /// 还款计划计算。The instalments that follow from the terms of a loan; nothing is stored.
    #[oai(path = "/schedules/calculate", method = "post", operation_id = "calculateSchedule")]
    async fn schedule(&self, _call: Call, body: Json<ScheduleRequest>) -> Result<Json<ScheduleView>, Fault> {
        let terms = body.0.terms().map_err(ActFault::from)?;
        Ok(Json(schedule(&terms).map_err(ActFault::from)?.into()))
    }
}
