//! The operations on long operations.

use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{OpenApi, Tags};
use uuid::Uuid;

use super::wire::OperationView;
use super::{cancel, store};
use crate::act::{ActFault, Acted, Acts, Versioned};
use crate::http::{Fault, Page, PageAsked};
use crate::policy::Call;

#[derive(Tags)]
#[oai(rename_all = "snake_case")]
enum RoomTags {
    /// 长时操作：进度、结果与取消。Long operations: how far they are, what they came to, and how to stop them.
    LongOperations,
}

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct LongOperationsApi;

#[OpenApi(tag = "RoomTags::LongOperations", prefix_path = "/api/v1")]
impl LongOperationsApi {
    /// 操作列表。The long operations of the organisation, the newest first.
    #[oai(path = "/operations", method = "get", operation_id = "listOperations")]
    async fn list(
        &self,
        call: Call,
        acts: Data<&Acts>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<OperationView>>, Fault> {
        let of_request = format!("operations {:?}", call.confined_to());
        let asked = PageAsked::new(of_request, limit.0, cursor.0.as_deref())?;
        let reader = acts.database().reader();
        let found = store::page(reader, call.confined_to(), asked.mark(), asked.rows()).await?;
        let view = |operation| OperationView::of(&operation, call.language);
        Ok(Json(asked.page(found, |operation| operation.id, view)))
    }

    /// 一项操作。How far a long operation is, and what it came to.
    #[oai(path = "/operations/:id", method = "get", operation_id = "getOperation")]
    async fn get(
        &self,
        call: Call,
        acts: Data<&Acts>,
        #[oai(example = "crate::http::example_id")] id: Path<Uuid>,
    ) -> Result<Versioned<OperationView>, Fault> {
        let operation = store::visible(acts.database().reader(), &call, id.0).await?;
        Ok(Versioned::new(OperationView::of(&operation, call.language), operation.version))
    }

    /// 取消操作。Stops a long operation. What it has written so far stays.
    #[oai(path = "/operations/:id/cancel", method = "post", operation_id = "cancelOperation")]
    async fn cancel(
        &self,
        call: Call,
        acts: Data<&Acts>,
        #[oai(example = "crate::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<OperationView>, Fault> {
        let id = id.0;
        let answer = acts.perform::<ActFault, _>(&call, |act| Box::pin(cancel(act, id))).await?;
        Ok(answer.into())
    }
}
