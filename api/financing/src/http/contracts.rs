//! From the offer to the contract that both sign.

use domain::financing::deal::DealCommand;
use hall::act::{ActFault, Acted, id_of};
use hall::files::FileContent;
use hall::http::{Fault, ReasonRequest};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::RoomTags;
use super::deals::seen;
use crate::desk::{Asked, DealSide, Desk};
use crate::wire::{ContractRequest, DealView, DealWithdrawalRequest, OfferWire, PledgeDropRequest, SignatureRequest};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct DealContractsApi;

#[OpenApi(tag = "RoomTags::Financing", prefix_path = "/api/v1/financing")]
impl DealContractsApi {
    /// 报价。What the bank offers; sealed until the firm's day, where it named one.
    #[oai(path = "/deals/:id/make-offer", method = "post", operation_id = "makeOffer")]
    async fn make_offer(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<OfferWire>,
    ) -> Result<Acted<DealView>, Fault> {
        let terms = body.0.read().map_err(ActFault::from)?;
        let asked = Asked::by(DealSide::Bank, move |by| DealCommand::MakeOffer { by, terms: terms.clone() });
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 接受报价；其他银行的报价随之失效。The firm accepts; what other banks offered falls away.
    #[oai(path = "/deals/:id/accept-offer", method = "post", operation_id = "acceptOffer")]
    async fn accept_offer(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<DealView>, Fault> {
        let asked = Asked::by(DealSide::Firm, |by| DealCommand::AcceptOffer { by });
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 审批，须由报价人以外的人。A second person of the bank approves.
    #[oai(path = "/deals/:id/approve", method = "post", operation_id = "approveDeal")]
    async fn approve(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<DealView>, Fault> {
        let asked = Asked::by(DealSide::Bank, |by| DealCommand::Approve { by });
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 签署合同。Signs the contract by its digest, for the side of who signs.
    #[oai(path = "/deals/:id/sign", method = "post", operation_id = "signContract")]
    async fn sign(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<SignatureRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let SignatureRequest { sha256, signed_on } = body.0;
        let (side, on) = (desk.side_of(&call, id.0).await?, signed_on.0);
        let sign = move |by| DealCommand::Sign { side, by, digest: sha256.clone(), on };
        let asked = Asked::by(DealSide::Either, sign);
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 减少质物。A right of the contract is not pledged after all.
    #[oai(path = "/deals/:id/drop-pledge", method = "post", operation_id = "dropPledge")]
    async fn drop_pledge(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<PledgeDropRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let PledgeDropRequest { pledge_id, reason } = body.0;
        let pledge = id_of(pledge_id);
        let asked = Asked::by(DealSide::Bank, move |_| DealCommand::DropPledge { pledge, reason: reason.clone() });
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 豁免登记。The bank pays before every pledge is registered, and says why.
    #[oai(path = "/deals/:id/waive-registration", method = "post", operation_id = "waiveRegistration")]
    async fn waive(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let reason = body.0.reason;
        let asked = Asked::by(DealSide::Bank, move |by| DealCommand::Waive { by, reason: reason.clone() });
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 撤回。Either side gives it up, for a listed reason.
    #[oai(path = "/deals/:id/withdraw", method = "post", operation_id = "withdrawDeal")]
    async fn withdraw(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DealWithdrawalRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let DealWithdrawalRequest { reason, note } = body.0;
        let withdraw = move |by| DealCommand::Withdraw { by, reason: reason.into(), note: note.clone() };
        let asked = Asked::by(DealSide::Either, withdraw);
        let shown = seen(&desk, &call).await?;
        Ok(desk.change_deal(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 拟定合同。Draws up the contract over pledges whose papers are ready, as a PDF that both sign by its digest.
    #[oai(path = "/deals/:id/draw-up", method = "post", operation_id = "drawUpContract")]
    async fn draw_up(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ContractRequest>,
    ) -> Result<Acted<DealView>, Fault> {
        let wish = body.0.read().map_err(ActFault::from)?;
        let shown = seen(&desk, &call).await?;
        Ok(desk.draw_up(&call, id.0, wish, shown.done()).await?.into())
    }

    /// 合同文件。The contract as it was drawn up.
    #[oai(path = "/deals/:id/contract/content", method = "get", operation_id = "getContractContent")]
    async fn content(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        /// The tags of contents that the caller has.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<FileContent, Fault> {
        let file = desk.contract_of(&call, id.0).await?;
        Ok(desk.files().serve(&file, if_none_match.0.as_deref()).await?)
    }
}
