//! The operations of a demonstration.

use domain::hall::Refusal;
use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi, Tags};
use serde_json::json;

use super::store;
use crate::act::{ActFault, Acted, Acts, Answer};
use crate::clock::Clocks;
use crate::http::{Day, Fault, Instant};
use crate::journal::{Aggregate, NewEntry, Payload};
use crate::policy::Call;

#[derive(Tags)]
#[oai(rename_all = "snake_case")]
enum RoomTags {
    /// 演示：可移动的时间。A demonstration: time that may be moved.
    Demo,
}

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct DemoApi;

/// 演示时间。The moment of a demonstration.
#[derive(Debug, Object)]
#[oai(rename = "DemoMoment")]
pub struct MomentView {
    /// 当前业务时间。The legal and business moment.
    pub moment_at: Instant,
    /// 法定日期（中国）。The legal day in China.
    pub today_on: Day,
}

/// 移动时间。Where the moment is moved to.
#[derive(Debug, Object)]
#[oai(example)]
pub struct MomentRequest {
    /// 目标时间，须晚于当前时间。The moment, which must lie ahead.
    pub to_at: Instant,
}

impl Example for MomentRequest {
    fn example() -> Self {
        Self { to_at: Instant::of_millis(1_798_761_600_000) }
    }
}

fn view(clocks: &Clocks) -> MomentView {
    let moment = clocks.moment.moment();
    MomentView { moment_at: Instant(moment), today_on: Day(moment.legal_day()) }
}

#[OpenApi(tag = "RoomTags::Demo", prefix_path = "/api/v1")]
impl DemoApi {
    /// 演示时间。The moment of a demonstration.
    #[oai(path = "/demo/moment", method = "get", operation_id = "getDemoMoment")]
    async fn moment(&self, _call: Call, acts: Data<&Acts>) -> Result<Json<MomentView>, Fault> {
        acts.clocks().movable.as_ref().ok_or_else(Fault::not_found)?;
        Ok(Json(view(acts.clocks())))
    }

    /// 向前移动演示时间。Moves the moment of a demonstration forward; what falls due until then does.
    #[oai(path = "/demo/moment", method = "post", operation_id = "moveDemoMoment")]
    async fn move_moment(
        &self,
        call: Call,
        acts: Data<&Acts>,
        body: Json<MomentRequest>,
    ) -> Result<Acted<MomentView>, Fault> {
        let movable = acts.clocks().movable.clone().ok_or_else(Fault::not_found)?;
        let (to, clocks) = (body.0.to_at.0, acts.clocks());
        let answer = acts
            .perform::<ActFault, _>(&call, |act| {
                Box::pin(async move {
                    if to <= act.moment() {
                        return Err(ActFault::of_field("/to_at", only_forward()));
                    }
                    store::set_ahead(act.transaction(), to.millis() - act.real_millis()).await?;
                    act.record(NewEntry {
                        aggregate: Aggregate { kind: "demo.moment", id: act.new_id() },
                        version: 1,
                        kind: "demo.moment_moved".into(),
                        payload_version: 1,
                        payload: Payload::Open(json!({"to": to.millis()})),
                        audience: Vec::new(),
                    });
                    Ok(Answer::done(&MomentView { moment_at: Instant(to), today_on: Day(to.legal_day()) }))
                })
            })
            .await?;
        movable.set_ahead(to.millis() - clocks.real.now_millis());
        Ok(answer.into())
    }
}

fn only_forward() -> Refusal {
    Refusal::new("demo.moment_only_forward", "时间只能向前移动", "The moment moves forward only")
}
