//! The money, and what becomes of a loan.

use domain::financing::deal::DealCommand;
use hall::act::{ActFault, Acted};
use hall::http::Fault;
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::RoomTags;
use super::deals::seen;
use crate::desk::{Asked, DealSide, Desk};
use crate::wire::{
    ArrearsRequest, CompensationRequest, DealView, DefaultRequest, DisbursementRequest, DisposalRequest, NoteRequest,
    SettledRequest,
};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct LendingApi;

#[OpenApi(tag = "RoomTags::Financing", prefix_path = "/api/v1/financing")]
impl LendingApi {
    /// 放款，一次。The money is paid out, once.
    #[oai(path = "/deals/:id/disburse", method = "post", operation_id = "disburseDeal")]
    async fn disburse(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DisbursementRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let command = body.0.read().map_err(ActFault::from)?;
        let asked = Asked { side: DealSide::Bank, file: None, command };
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 贷后检查。The bank looks at the firm after the loan.
    #[oai(path = "/deals/:id/review", method = "post", operation_id = "reviewDeal")]
    async fn review(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<NoteRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let note = body.0.note;
        let asked = Asked::by(DealSide::Bank, move |by| DealCommand::Review { by, note: note.clone() });
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 登记逾期。The firm did not pay in time.
    #[oai(path = "/deals/:id/fall-overdue", method = "post", operation_id = "recordArrears")]
    async fn fall_overdue(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ArrearsRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let command = body.0.read().map_err(ActFault::from)?;
        let asked = Asked { side: DealSide::Bank, file: None, command };
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 逾期已还。What was overdue is paid.
    #[oai(path = "/deals/:id/cure", method = "post", operation_id = "cureArrears")]
    async fn cure(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<NoteRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let note = body.0.note;
        let asked = Asked::by(DealSide::Bank, move |by| DealCommand::Cure { by, note: note.clone() });
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 认定不良。The loan is bad.
    #[oai(path = "/deals/:id/declare-default", method = "post", operation_id = "declareDefault")]
    async fn declare_default(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DefaultRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let command = body.0.read().map_err(ActFault::from)?;
        let asked = Asked { side: DealSide::Bank, file: None, command };
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 登记代偿；资金池的款项同时出账。Others paid of the loss; what a pool paid leaves it in the same act.
    #[oai(path = "/deals/:id/compensate", method = "post", operation_id = "compensateDeal")]
    async fn compensate(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<CompensationRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let command = body.0.read().map_err(ActFault::from)?;
        let asked = Asked { side: DealSide::Bank, file: None, command };
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 登记处置，价款依法定顺序清偿。The rights became money, which pays in the legal order.
    #[oai(path = "/deals/:id/dispose", method = "post", operation_id = "disposeDeal")]
    async fn dispose(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DisposalRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let (file, command) = (body.0.file_id, body.0.read().map_err(ActFault::from)?);
        let asked = Asked { side: DealSide::Bank, file: Some((file, "/file_id")), command };
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 结清。The debt is paid.
    #[oai(path = "/deals/:id/settle", method = "post", operation_id = "settleDeal")]
    async fn settle(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<SettledRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let on = body.0.settled_on.0;
        let asked = Asked::by(DealSide::Bank, move |by| DealCommand::Settle { by, on });
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 办结，质押均已解除。Everything is done, and no pledge stands any more.
    #[oai(path = "/deals/:id/close", method = "post", operation_id = "closeDeal")]
    async fn close(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<DealView>, Fault> {
        let asked = Asked::by(DealSide::Bank, |by| DealCommand::Close { by });
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }
}
