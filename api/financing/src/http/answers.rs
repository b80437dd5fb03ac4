//! The bank's answer to a demand, and who stands beside it.

use domain::financing::deal::DealCommand;
use hall::act::{ActFault, Acted, id_of};
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
    DealRefusalRequest, DealValuationRequest, DealView, LossSharesRequest, PartyRemoval, PartyRequest, PolicyRequest,
};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct DealAnswersApi;

#[OpenApi(tag = "RoomTags::Financing", prefix_path = "/api/v1/financing")]
impl DealAnswersApi {
    /// 受理。The bank takes the demand on.
    #[oai(path = "/deals/:id/accept", method = "post", operation_id = "acceptDeal")]
    async fn accept(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<DealView>, Fault> {
        let asked = Asked::by(DealSide::Bank, |by| DealCommand::Accept { by });
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 拒绝，须选列明的原因。The bank does not, for a listed reason.
    #[oai(path = "/deals/:id/refuse", method = "post", operation_id = "refuseDeal")]
    async fn refuse(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DealRefusalRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let DealRefusalRequest { reason, note } = body.0;
        let refuse = move |by| DealCommand::Refuse { by, reason: reason.into(), note: note.clone() };
        let asked = Asked::by(DealSide::Bank, refuse);
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 开始尽职调查。The bank begins to look at firm and rights.
    #[oai(path = "/deals/:id/begin-due-diligence", method = "post", operation_id = "beginDueDiligence")]
    async fn begin_due_diligence(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<DealView>, Fault> {
        let asked = Asked::by(DealSide::Bank, |by| DealCommand::BeginDueDiligence { by });
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 登记评估。What the rights are found to be worth.
    #[oai(path = "/deals/:id/record-valuation", method = "post", operation_id = "recordDealValuation")]
    async fn record_valuation(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DealValuationRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let (valuation, file) = (body.0.read().map_err(ActFault::from)?, body.0.file_id);
        let record = move |_| DealCommand::RecordValuation { valuation: valuation.clone() };
        let asked = Asked::by(DealSide::Bank, record).with(file, "/file_id");
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 加入参与方。A guarantor, an insurer, an appraiser or a pool stands beside bank and firm.
    #[oai(path = "/deals/:id/join", method = "post", operation_id = "joinDeal")]
    async fn join(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<PartyRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let party = body.0.party.read().map_err(ActFault::from)?;
        let asked = Asked::by(DealSide::Bank, move |_| DealCommand::Join { party: party.clone() });
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 移除参与方。A party leaves, and with it the agreed shares of a loss.
    #[oai(path = "/deals/:id/leave", method = "post", operation_id = "leaveDeal")]
    async fn leave(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<PartyRemoval>,
    ) -> Result<Acted<DealView>, Fault> {
        let party = id_of(body.0.party_id);
        let asked = Asked::by(DealSide::Bank, move |_| DealCommand::Leave { party });
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 登记保单。The number of an insurer's policy.
    #[oai(path = "/deals/:id/record-policy", method = "post", operation_id = "recordPolicy")]
    async fn record_policy(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<PolicyRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let PolicyRequest { insurer_id, number } = body.0;
        let record = move |_| DealCommand::RecordPolicy { insurer: id_of(insurer_id), number: number.clone() };
        let asked = Asked::by(DealSide::Bank, record);
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 约定风险分担，合计须为百分之百。Who bears which part of a loss; the parts make a hundred.
    #[oai(path = "/deals/:id/share-losses", method = "post", operation_id = "shareLosses")]
    async fn share_losses(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<LossSharesRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let shares = body.0.read().map_err(ActFault::from)?;
        let asked = Asked::by(DealSide::Bank, move |_| DealCommand::ShareLosses { shares: shares.clone() });
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 否决。The bank took it on and does not lend.
    #[oai(path = "/deals/:id/reject", method = "post", operation_id = "rejectDeal")]
    async fn reject(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DealRefusalRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let DealRefusalRequest { reason, note } = body.0;
        let reject = move |by| DealCommand::Reject { by, reason: reason.into(), note: note.clone() };
        let asked = Asked::by(DealSide::Bank, reject);
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }
}
