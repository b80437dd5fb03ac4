//! Requests for fast confirmation 快速确权 and fast enforcement 快速维权.

use domain::preexam::request::RequestCommand;
use hall::act::{Acted, Answer, Created, Versioned, id_of};
use hall::http::{Fault, Page, PageAsked, code_of};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::RoomTags;
use crate::cases::StoredRequest;
use crate::desk::{Desk, RequestFilter, who_acts};
use crate::wire::{
    AcknowledgementRequest, ConclusionRequest, DeclineRequest, FastRequestRequest, FastRequestView, ReferralRequest,
    RequestKindWire, RequestStateWire, TriageRequest, WithdrawalRequest,
};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct RequestsApi;

fn done(request: &StoredRequest) -> Answer {
    Answer::done(&FastRequestView::of(request)).at_version(request.version)
}

#[OpenApi(tag = "RoomTags::Preexam", prefix_path = "/api/v1/preexam")]
impl RequestsApi {
    /// 提出快速确权或快速维权请求。Brings a request of the caller's enterprise.
    #[oai(path = "/requests", method = "post", operation_id = "bringRequest")]
    async fn bring(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<FastRequestRequest>,
    ) -> Result<Created<FastRequestView>, Fault> {
        let answer =
            |request: &StoredRequest| Answer::created(&FastRequestView::of(request)).at_version(request.version);
        Ok(desk.bring_request(&call, body.0.into(), answer).await?.into())
    }

    /// 请求列表。The requests that the caller may see.
    #[oai(path = "/requests", method = "get", operation_id = "listRequests")]
    async fn requests(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// 种类。Only those of this kind.
        kind: Query<Option<RequestKindWire>>,
        /// 状态。Only those in this state.
        state: Query<Option<RequestStateWire>>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<FastRequestView>>, Fault> {
        let filter = RequestFilter {
            of: None,
            kind: kind.0.map(|kind| domain::preexam::request::RequestKind::from(kind).code()),
            state: state.0.as_ref().map(code_of),
        };
        let asked = PageAsked::new(format!("requests {filter:?}"), limit.0, cursor.0.as_deref())?;
        let found = desk.requests(&call, filter, asked.mark(), asked.rows()).await?;
        Ok(Json(asked.page(found, |request| request.id, |request| FastRequestView::of(&request))))
    }

    /// 一项请求。A request.
    #[oai(path = "/requests/:id", method = "get", operation_id = "getRequest")]
    async fn request(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Versioned<FastRequestView>, Fault> {
        let request = desk.request(&call, id.0).await?;
        Ok(Versioned::new(FastRequestView::of(&request), request.version))
    }

    /// 分流。Decides which way a request goes.
    #[oai(path = "/requests/:id/triage", method = "post", operation_id = "triageRequest")]
    async fn triage(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<TriageRequest>,
    ) -> Result<Acted<FastRequestView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = RequestCommand::Triage { by, route: body.0.route() };
        Ok(desk.change_request(&call, id.0, command, done).await?.into())
    }

    /// 移送。Tells that it was sent on.
    #[oai(path = "/requests/:id/refer", method = "post", operation_id = "referRequest")]
    async fn refer(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReferralRequest>,
    ) -> Result<Acted<FastRequestView>, Fault> {
        let command = RequestCommand::Refer { sent_on: body.0.sent_on.0, receipt: body.0.receipt };
        Ok(desk.change_request(&call, id.0, command, done).await?.into())
    }

    /// 登记接收。Tells that the other body has it.
    #[oai(path = "/requests/:id/acknowledge", method = "post", operation_id = "acknowledgeRequest")]
    async fn acknowledge(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<AcknowledgementRequest>,
    ) -> Result<Acted<FastRequestView>, Fault> {
        let command = RequestCommand::Acknowledge { receipt: body.0.receipt, on: body.0.on.0 };
        Ok(desk.change_request(&call, id.0, command, done).await?.into())
    }

    /// 办结。Tells what came of it.
    #[oai(path = "/requests/:id/conclude", method = "post", operation_id = "concludeRequest")]
    async fn conclude(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ConclusionRequest>,
    ) -> Result<Acted<FastRequestView>, Fault> {
        let command = RequestCommand::Conclude { result: body.0.result, on: body.0.on.0 };
        Ok(desk.change_request(&call, id.0, command, done).await?.into())
    }

    /// 不予受理。Does not take it on.
    #[oai(path = "/requests/:id/decline", method = "post", operation_id = "declineRequest")]
    async fn decline(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DeclineRequest>,
    ) -> Result<Acted<FastRequestView>, Fault> {
        let by = id_of(who_acts(&call));
        let DeclineRequest { reason, basis } = body.0;
        let command = RequestCommand::Decline { by, reason, basis };
        Ok(desk.change_request(&call, id.0, command, done).await?.into())
    }

    /// 撤回。Gives it up.
    #[oai(path = "/requests/:id/withdraw", method = "post", operation_id = "withdrawRequest")]
    async fn withdraw(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<WithdrawalRequest>,
    ) -> Result<Acted<FastRequestView>, Fault> {
        let command = RequestCommand::Withdraw { reason: body.0.reason };
        Ok(desk.change_request(&call, id.0, command, done).await?.into())
    }
}
