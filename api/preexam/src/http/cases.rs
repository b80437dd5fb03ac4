//! Cases: opened, and read by both sides.

use hall::act::{Answer, Created, Versioned};
use hall::files::FileContent;
use hall::http::{Day, Fault, Page, PageAsked, code_of};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::RoomTags;
use crate::cases::StoredCase;
use crate::desk::{CaseFilter, Desk};
use crate::wire::{
    CaseRequest, CaseStateWire, CaseView, CheckView, DeadlinesView, DocumentRoleWire, OpinionTemplateView,
    PatentKindWire, opinion_templates,
};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct CasesApi;

#[OpenApi(tag = "RoomTags::Preexam", prefix_path = "/api/v1/preexam")]
impl CasesApi {
    /// 建立预审案件。Opens a case of the caller's enterprise, as a draft.
    #[oai(path = "/cases", method = "post", operation_id = "openCase")]
    async fn open(&self, call: Call, desk: Data<&Desk>, body: Json<CaseRequest>) -> Result<Created<CaseView>, Fault> {
        let language = call.language;
        let answer = |case: &StoredCase| Answer::created(&CaseView::of(case, language)).at_version(case.version);
        Ok(desk.open_case(&call, body.0.into(), answer).await?.into())
    }

    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the query")]
    /// 案件列表。The cases that the caller may see, in the order of their making.
    #[oai(path = "/cases", method = "get", operation_id = "listCases")]
    async fn cases(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// 专利类型。Only those of this kind.
        kind: Query<Option<PatentKindWire>>,
        /// 状态。Only those in this state.
        state: Query<Option<CaseStateWire>>,
        /// 预审员。Only those of this examiner.
        examiner_id: Query<Option<Uuid>>,
        /// 当前步骤在此日或之前届满。Only those of which the step runs out on this day or before.
        due_by_on: Query<Option<Day>>,
        /// 申请人自己的编号。Only those with this reference.
        #[oai(validator(max_length = 200))]
        client_reference: Query<Option<String>>,
        /// 申请号。Only the one with this application number.
        #[oai(validator(max_length = 50))]
        application_number: Query<Option<String>>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<CaseView>>, Fault> {
        let filter = CaseFilter {
            of: None,
            kind: kind.0.map(|kind| domain::preexam::PatentKind::from(kind).code()),
            state: state.0.as_ref().map(code_of),
            examiner: examiner_id.0,
            due_by_on: due_by_on.0.map(|day| day.0),
            client_reference: client_reference.0,
            application_number: application_number.0,
        };
        let asked = PageAsked::new(format!("cases {filter:?}"), limit.0, cursor.0.as_deref())?;
        let found = desk.cases(&call, filter, asked.mark(), asked.rows()).await?;
        let outlook = desk.outlook().await?;
        let view = |case| CaseView::with_outlook(&case, &outlook, call.language);
        Ok(Json(asked.page(found, |case| case.id, view)))
    }

    /// 一件案件。A case, with what its clocks show today and what is possible now.
    #[oai(path = "/cases/:id", method = "get", operation_id = "getCase")]
    async fn case(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Versioned<CaseView>, Fault> {
        let case = desk.case(&call, id.0).await?;
        let outlook = desk.outlook().await?;
        Ok(Versioned::new(CaseView::with_outlook(&case, &outlook, call.language), case.version))
    }

    /// 资格核查。What each check of the gate says today.
    #[oai(path = "/cases/:id/gate", method = "get", operation_id = "getGate")]
    async fn gate(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Json<Vec<CheckView>>, Fault> {
        let checks = desk.gate_of(&call, id.0).await?;
        Ok(Json(checks.iter().map(|check| CheckView::of(check, call.language)).collect()))
    }

    /// 案件的期限及计算过程。The clocks of a case, each with the way to its due day.
    #[oai(path = "/cases/:id/deadlines", method = "get", operation_id = "getCaseDeadlines")]
    async fn deadlines(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Json<DeadlinesView>, Fault> {
        Ok(Json(DeadlinesView::of(desk.clocks_of(&call, id.0).await?, call.language)))
    }

    /// 案件文件内容。A version of a document of a case, for either side.
    #[oai(path = "/cases/:id/documents/:role/:version/content", method = "get", operation_id = "getDocumentContent")]
    async fn document(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        #[oai(example = "a_role")] role: Path<DocumentRoleWire>,
        #[oai(example = "first")] version: Path<u32>,
        /// The tags of contents that the caller has.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<FileContent, Fault> {
        let file = desk.document(&call, id.0, role.0.into(), version.0).await?;
        Ok(desk.files().serve(&file, if_none_match.0.as_deref()).await?)
    }

    /// 预审意见模板。The templates of items of opinions.
    #[oai(path = "/opinion-templates", method = "get", operation_id = "listOpinionTemplates")]
    async fn templates(&self, call: Call) -> Result<Json<Vec<OpinionTemplateView>>, Fault> {
        Ok(Json(opinion_templates(call.language)))
    }
}

const fn first() -> u32 {
    1
}

const fn a_role() -> DocumentRoleWire {
    DocumentRoleWire::Claims
}
