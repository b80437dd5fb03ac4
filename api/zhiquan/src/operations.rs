//! What operators and load balancers ask of the process.

use hall::http::{Fault, FieldFault, Sentence};
use hall::readiness::{Hindrance, Readiness};
use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi, Tags};

#[derive(Tags)]
#[oai(rename_all = "snake_case")]
enum RoomTags {
    /// 运行状态。Whether the process lives and is ready.
    Operations,
}

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct OperationsApi;

/// Whether all is well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum Health {
    /// All is well.
    Ok,
    /// Requests are served, but somebody should look.
    Degraded,
}

/// The state of the process.
#[derive(Debug, Object)]
pub struct HealthAnswer {
    /// Whether all is well.
    pub status: Health,
    /// What is not.
    pub concerns: Vec<Concern>,
}

/// Something that somebody should look at.
#[derive(Debug, Object)]
pub struct Concern {
    /// What it concerns.
    pub name: String,
    /// What is the matter.
    pub detail: String,
}

#[OpenApi(tag = "RoomTags::Operations")]
impl OperationsApi {
    /// 进程存活。Whether the process lives.
    #[oai(path = "/livez", method = "get", operation_id = "getLiveness")]
    async fn livez(&self) -> Result<Json<HealthAnswer>, Fault> {
        Ok(Json(HealthAnswer { status: Health::Ok, concerns: Vec::new() }))
    }

    /// 可以接收请求。Whether requests may be sent.
    ///
    /// 启动中（含演示数据尚不可检索时）返回 503。503 while starting, until the demo records are searchable.
    #[oai(path = "/readyz", method = "get", operation_id = "getReadiness")]
    async fn readyz(&self, readiness: Data<&Readiness>) -> Result<Json<HealthAnswer>, Fault> {
        let hindrances = readiness.hindrances();
        let mut not_yet = Fault::unavailable("not_ready", Sentence::new("服务正在启动", "The service is starting"));
        let mut waits = false;
        let mut concerns = Vec::new();
        for (name, hindrance) in hindrances {
            match hindrance {
                Hindrance::NotYet(detail) => {
                    waits = true;
                    not_yet = not_yet.with_field(FieldFault {
                        pointer: name.into(),
                        code: "not_ready",
                        detail: Sentence::new(detail.clone(), detail),
                    });
                }
                Hindrance::Degraded(detail) => concerns.push(Concern { name: name.into(), detail }),
            }
        }
        if waits {
            return Err(not_yet);
        }
        let status = if concerns.is_empty() { Health::Ok } else { Health::Degraded };
        Ok(Json(HealthAnswer { status, concerns }))
    }
}
