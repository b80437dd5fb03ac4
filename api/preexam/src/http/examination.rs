//! What a centre does with a case.

use domain::preexam::case::CaseCommand;
use hall::act::{Acted, Answer, Created, id_of};
use hall::http::Fault;
use hall::http::ReasonRequest;
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::{RoomTags, case_done};
use crate::cases::StoredCase;
use crate::desk::{Desk, who_acts};
use crate::wire::{
    AssignmentRequest, CaseView, GrantRequest, LaneLossRequest, OpinionRequest, PreexamAcceptanceRequest,
    PreexamImportRequest, ReasonsRequest, RejectionRequest, read_number,
};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct ExaminationApi;

#[OpenApi(tag = "RoomTags::Preexam", prefix_path = "/api/v1/preexam")]
impl ExaminationApi {
    /// 接续其他系统的案件。Takes over a case from another system; what is late is late from the beginning.
    #[oai(path = "/cases/import", method = "post", operation_id = "importCase")]
    async fn import(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<PreexamImportRequest>,
    ) -> Result<Created<CaseView>, Fault> {
        let language = call.language;
        let answer = |case: &StoredCase| Answer::created(&CaseView::of(case, language)).at_version(case.version);
        Ok(desk.import_case(&call, body.0.into(), answer).await?.into())
    }

    /// 分配或改派。Gives a case to an examiner: to the one who is named, else by field and load.
    #[oai(path = "/cases/:id/assign", method = "post", operation_id = "assignCase")]
    async fn assign(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<AssignmentRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        Ok(desk.assign(&call, id.0, body.0.examiner_id, case_done(&call)).await?.into())
    }

    /// 收回。Takes a case from its examiner.
    #[oai(path = "/cases/:id/release", method = "post", operation_id = "releaseCase")]
    async fn release(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<CaseView>, Fault> {
        let command = CaseCommand::Release;
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 挂起。Says that the centre cannot decide, and why.
    #[oai(path = "/cases/:id/block", method = "post", operation_id = "blockCase")]
    async fn block(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let command = CaseCommand::Block { reason: body.0.reason };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 解除挂起。Says that it can again.
    #[oai(path = "/cases/:id/unblock", method = "post", operation_id = "unblockCase")]
    async fn unblock(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<CaseView>, Fault> {
        let command = CaseCommand::Unblock;
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 受理。Accepts a case; every check that needs a person is settled with a reason.
    #[oai(path = "/cases/:id/accept", method = "post", operation_id = "acceptCase")]
    async fn accept(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<PreexamAcceptanceRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = CaseCommand::Accept { by, settled: body.0.settled() };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 退回。Does not accept a case.
    #[oai(path = "/cases/:id/return", method = "post", operation_id = "returnCase")]
    async fn return_case(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonsRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = CaseCommand::Return { by, reasons: body.0.reasons };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 发出预审意见。Says what is to be amended.
    #[oai(path = "/cases/:id/issue-opinion", method = "post", operation_id = "issueOpinion")]
    async fn issue_opinion(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<OpinionRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = CaseCommand::IssueOpinion { by, items: body.0.items() };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 预审合格。Lets a case pass; where the rule asks for two, another person must agree.
    #[oai(path = "/cases/:id/pass", method = "post", operation_id = "passCase")]
    async fn pass(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<CaseView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = CaseCommand::Pass { by };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 预审不合格。Lets a case fail.
    #[oai(path = "/cases/:id/fail", method = "post", operation_id = "failCase")]
    async fn fail(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonsRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = CaseCommand::Fail { by, reasons: body.0.reasons };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 确认文本一致。Finds that texts that differ are the same all the same.
    #[oai(path = "/cases/:id/confirm-identity", method = "post", operation_id = "confirmIdentity")]
    async fn confirm_identity(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = CaseCommand::ConfirmIdentity { by, reason: body.0.reason };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 加快标注。Marks a case for the fast lane.
    #[oai(path = "/cases/:id/mark", method = "post", operation_id = "markCase")]
    async fn mark(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<CaseView>, Fault> {
        let by = id_of(who_acts(&call));
        let command = CaseCommand::Mark { by };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 退出加快。Puts a case on the normal track.
    #[oai(path = "/cases/:id/lose-lane", method = "post", operation_id = "loseLane")]
    async fn lose_lane(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<LaneLossRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let by = id_of(who_acts(&call));
        let LaneLossRequest { reason, note } = body.0;
        let command = CaseCommand::LoseLane { by, reason: reason.into(), note };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 登记授权。Tells that the office announced the grant.
    #[oai(path = "/cases/:id/grant", method = "post", operation_id = "grantCase")]
    async fn grant(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<GrantRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let GrantRequest { announced_on, patent_number } = body.0;
        let patent_number = read_number(&patent_number, "/patent_number")?;
        let command = CaseCommand::Grant { announced_on: announced_on.0, patent_number };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }

    /// 登记驳回。Tells that the office rejected the application.
    #[oai(path = "/cases/:id/reject", method = "post", operation_id = "rejectCase")]
    async fn reject(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<RejectionRequest>,
    ) -> Result<Acted<CaseView>, Fault> {
        let command = CaseCommand::Reject { on: body.0.on.0, reason: body.0.reason };
        Ok(desk.change_case(&call, id.0, command, case_done(&call)).await?.into())
    }
}
