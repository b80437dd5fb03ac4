//! The operation that begins an import.

use hall::act::Accepted;
use hall::http::Fault;
use hall::long_operations::OperationView;
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::payload::Json;

use super::RoomTags;
use crate::desk::ImportDesk;
use crate::wire::ImportRequest;

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct ImportsApi;

#[OpenApi(tag = "RoomTags::Registry", prefix_path = "/api/v1")]
impl ImportsApi {
    /// 导入登记数据。Begins to import records from a file that was uploaded.
    ///
    /// 进度与结果见返回的操作；逐行列出被拒的记录。How far it is and what it came to stands in the operation that is
    /// answered, with the reason for each line that was rejected.
    #[oai(path = "/imports", method = "post", operation_id = "startImport")]
    async fn start(
        &self,
        call: Call,
        desk: Data<&ImportDesk>,
        body: Json<ImportRequest>,
    ) -> Result<Accepted<OperationView>, Fault> {
        Ok(desk.begin(&call, &body.0.into()).await?.into())
    }
}
