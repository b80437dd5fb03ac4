//! What an applicant does with a case.

use domain::preexam::case::CaseCommand;
use hall::act::Acted;
use hall::http::Fault;
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::{RoomTags, case_done};
use crate::desk::Desk;
use crate::wire::{
    ActionRequest, AmendmentRequest, AttachmentRequest, CaseRequest, CaseView, CommitmentRequest, DetachmentRequest,
    FeesRequest, FilingRequest, ReplyRequest, WithdrawalRequest,
};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct ApplicantsApi;

#[OpenApi(tag = "RoomTags::Preexam", prefix_path = "/api/v1/preexam")]
impl ApplicantsApi {
    /// 修改草稿。Says something else of a draft.
    #[oai(path = "/cases/:id/revise", method = "post", operation_id = "reviseCase")]
    async fn revise(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<CaseRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        Ok(desk.revise_case(&call, id.0, body.0.into(), case_done(&call)).await?.into())
    }

    /// 附上文件。Attaches an uploaded file as a document of a case; the next version of it, where there is one.
    #[oai(path = "/cases/:id/attach", method = "post", operation_id = "attachDocument")]
    async fn attach(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<AttachmentRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let AttachmentRequest { role, file_id } = body.0;
        Ok(desk.attach(&call, id.0, role.into(), file_id, case_done(&call)).await?.into())
    }

    /// 移除文件。Presents a document no longer; its versions stay.
    #[oai(path = "/cases/:id/detach", method = "post", operation_id = "detachDocument")]
    async fn detach(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DetachmentRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let command = CaseCommand::Detach { role: body.0.role.into() };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 签署承诺书。Signs the commitment in the name of the applicant.
    #[oai(path = "/cases/:id/sign-commitment", method = "post", operation_id = "signCommitment")]
    async fn sign(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<CommitmentRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        Ok(desk.sign_commitment(&call, id.0, body.0.text_version, case_done(&call)).await?.into())
    }

    /// 提交。Hands a case in, with what the gate says at this moment.
    #[oai(path = "/cases/:id/submit", method = "post", operation_id = "submitCase")]
    async fn submit(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<CaseView>, Fault> {
        Ok(desk.submit(&call, id.0, case_done(&call)).await?.into())
    }

    /// 补正。Answers an opinion with the documents as they are attached now.
    #[oai(path = "/cases/:id/amend", method = "post", operation_id = "amendCase")]
    async fn amend(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<AmendmentRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let command = CaseCommand::Amend { note: body.0.note };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 撤回。Gives a case up; once it is filed, gives up the fast lane.
    #[oai(path = "/cases/:id/withdraw", method = "post", operation_id = "withdrawCase")]
    async fn withdraw(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<WithdrawalRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let command = CaseCommand::Withdraw { reason: body.0.reason };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 报送申请号与正式提交的文件。Tells that a case was filed at the office: its number, and the documents as they were filed.
    #[oai(path = "/cases/:id/file", method = "post", operation_id = "fileCase")]
    async fn file(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<FilingRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        Ok(desk.file(&call, id.0, body.0.read()?, case_done(&call)).await?.into())
    }

    /// 报送缴费。Tells that the fees are paid.
    #[oai(path = "/cases/:id/pay-fees", method = "post", operation_id = "payFees")]
    async fn pay_fees(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<FeesRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let FeesRequest { paid_on, receipt_file_id } = body.0;
        Ok(desk.pay_fees(&call, id.0, paid_on.0, receipt_file_id, case_done(&call)).await?.into())
    }

    /// 登记官方通知。Tells that the office sent something that must be answered.
    #[oai(path = "/cases/:id/receive-action", method = "post", operation_id = "receiveAction")]
    async fn receive_action(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ActionRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let ActionRequest { kind, served_on, channel, received_on, note } = body.0;
        let command = CaseCommand::ReceiveAction {
            kind: kind.into(),
            served_on: served_on.0,
            channel: channel.map(Into::into).unwrap_or_default(),
            received_on: received_on.map(|day| day.0),
            note,
        };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 报送答复。Tells that the office was answered.
    #[oai(path = "/cases/:id/reply", method = "post", operation_id = "replyToAction")]
    async fn reply(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReplyRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let command = CaseCommand::Reply { replied_on: body.0.replied_on.0, note: body.0.note };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }
}
