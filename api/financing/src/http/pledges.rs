//! Pledges: papers for the office, what the office does, and the register as anybody may search it.

use std::sync::Arc;

use domain::calendar::WorkingDays;
use domain::financing::pledge::PledgeCommand;
use hall::act::{ActFault, Acted, Answer, Created, Versioned};
use hall::files::FileContent;
use hall::http::{Fault, Page, PageAsked, ReasonRequest, code_of};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::RoomTags;
use crate::cases::StoredPledge;
use crate::desk::{Desk, PledgeAsked, PledgeFilter};
use crate::wire::{
    AmendmentRequest, CureRequest, DefectsRequest, ExtensionRequest, OfficeRefusalRequest, PledgeCheckView,
    PledgeRequest, PledgeStateWire, PledgeView, RegistrationRequest, ReleaseRequest, SubmissionRequest,
};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct PledgesApi;

/// By what a pledge is shown.
pub(super) struct ByLaw {
    desk: Desk,
    calendar: Arc<WorkingDays>,
}

/// How pledges are shown now.
pub(super) async fn by_law(desk: &Desk) -> Result<ByLaw, Fault> {
    Ok(ByLaw { desk: desk.clone(), calendar: desk.calendar().await? })
}

impl ByLaw {
    fn of(&self, pledge: &StoredPledge) -> PledgeView {
        PledgeView::of(pledge, &self.desk.law(&self.calendar))
    }

    /// The answer to an act on a pledge.
    pub(super) fn done(self) -> impl Fn(&StoredPledge) -> Answer + Send + Sync {
        move |pledge| Answer::done(&self.of(pledge)).at_version(pledge.version)
    }

    /// The answer to an act that makes one.
    pub(super) fn created(self) -> impl Fn(&StoredPledge) -> Answer + Send + Sync {
        move |pledge| Answer::created(&self.of(pledge)).at_version(pledge.version)
    }
}

#[OpenApi(tag = "RoomTags::Financing", prefix_path = "/api/v1/financing")]
impl PledgesApi {
    /// 登记前核查。What would keep a right from being pledged for a deal: each ground with yes, no, or that a person must look.
    #[oai(path = "/deals/:id/pledges/examine", method = "post", operation_id = "examinePledge")]
    async fn examine(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<PledgeRequest>,
    ) -> Result<Json<Vec<PledgeCheckView>>, Fault> {
        let wish = body.0.read().map_err(ActFault::from)?;
        let checks = desk.checks_of_pledge(&call, id.0, &wish).await?;
        Ok(Json(checks.iter().map(|check| PledgeCheckView::of(check, call.language)).collect()))
    }

    /// 准备登记材料。Makes the papers of a pledge ready, once nothing keeps the office from registering it.
    #[oai(path = "/deals/:id/pledges", method = "post", operation_id = "preparePledge")]
    async fn prepare(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<PledgeRequest>,
    ) -> Result<Created<PledgeView>, Fault> {
        let wish = body.0.read().map_err(ActFault::from)?;
        let shown = by_law(&desk).await?;
        Ok(desk.prepare_pledge(&call, id.0, wish, shown.created()).await?.into())
    }

    /// 质押列表。The pledges of the deals of which the caller's organisation is a side.
    #[oai(path = "/pledges", method = "get", operation_id = "listPledges")]
    async fn pledges(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// 状态。Only those in this state.
        state: Query<Option<PledgeStateWire>>,
        /// 业务。Only those of this deal.
        deal_id: Query<Option<Uuid>>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<PledgeView>>, Fault> {
        let state = state.0.as_ref().map(code_of);
        let asked = PageAsked::new(format!("pledges {state:?} {:?}", deal_id.0), limit.0, cursor.0.as_deref())?;
        let filter = PledgeFilter { of: None, state, deal: deal_id.0 };
        let found = desk.pledges(&call, filter, asked.mark(), asked.rows()).await?;
        let shown = by_law(&desk).await?;
        Ok(Json(asked.page(found, |pledge| pledge.id, |pledge| shown.of(&pledge))))
    }

    /// 一项质押。A pledge, with every version of its entry.
    #[oai(path = "/pledges/:id", method = "get", operation_id = "getPledge")]
    async fn pledge(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Versioned<PledgeView>, Fault> {
        let pledge = desk.pledge(&call, id.0).await?;
        let shown = by_law(&desk).await?;
        Ok(Versioned::new(shown.of(&pledge), pledge.version))
    }

    /// 登记材料包。The papers of a pledge in one ZIP, until the office has decided.
    #[oai(path = "/pledges/:id/pack/content", method = "get", operation_id = "getPledgePack")]
    async fn pack(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        /// The tags of contents that the caller has.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<FileContent, Fault> {
        let file = desk.pack_of(&call, id.0).await?;
        Ok(desk.files().serve(&file, if_none_match.0.as_deref()).await?)
    }

    /// 提交登记。The office received the papers.
    #[oai(path = "/pledges/:id/submit", method = "post", operation_id = "submitPledge")]
    async fn submit(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<SubmissionRequest>,
    ) -> Result<Acted<PledgeView>, Fault> {
        let SubmissionRequest { receipt, submitted_on } = body.0;
        let submit = move |by| PledgeCommand::Submit { by, receipt: receipt.clone(), on: submitted_on.0 };
        let asked = PledgeAsked::Plain(Box::new(submit));
        let shown = by_law(&desk).await?;
        Ok(desk.change_pledge(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 登记补正要求。The office wants something corrected; its clock stands still.
    #[oai(path = "/pledges/:id/note-defects", method = "post", operation_id = "notePledgeDefects")]
    async fn note_defects(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DefectsRequest>,
    ) -> Result<Acted<PledgeView>, Fault> {
        let DefectsRequest { note, on } = body.0;
        let defects = move |by| PledgeCommand::NoteDefects { by, note: note.clone(), on: on.0 };
        let asked = PledgeAsked::Plain(Box::new(defects));
        let shown = by_law(&desk).await?;
        Ok(desk.change_pledge(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 补正齐全。All of it is corrected; the office's clock starts anew.
    #[oai(path = "/pledges/:id/cure", method = "post", operation_id = "curePledge")]
    async fn cure(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<CureRequest>,
    ) -> Result<Acted<PledgeView>, Fault> {
        let on = body.0.on.0;
        let asked = PledgeAsked::Plain(Box::new(move |by| PledgeCommand::Cure { by, on }));
        let shown = by_law(&desk).await?;
        Ok(desk.change_pledge(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 登记生效，以通知书为凭。The office registered it, by its notice.
    #[oai(path = "/pledges/:id/register", method = "post", operation_id = "registerPledge")]
    async fn register(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<RegistrationRequest>,
    ) -> Result<Acted<PledgeView>, Fault> {
        let asked = body.0.asked();
        let shown = by_law(&desk).await?;
        Ok(desk.change_pledge(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 不予登记。The office refused, on a ground.
    #[oai(path = "/pledges/:id/refuse", method = "post", operation_id = "refusePledge")]
    async fn refuse(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<OfficeRefusalRequest>,
    ) -> Result<Acted<PledgeView>, Fault> {
        let asked = body.0.asked();
        let shown = by_law(&desk).await?;
        Ok(desk.change_pledge(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 变更登记。The entry was changed.
    #[oai(path = "/pledges/:id/amend", method = "post", operation_id = "amendPledge")]
    async fn amend(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<AmendmentRequest>,
    ) -> Result<Acted<PledgeView>, Fault> {
        let asked = body.0.asked().map_err(ActFault::from)?;
        let shown = by_law(&desk).await?;
        Ok(desk.change_pledge(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 延期登记。Its debt runs longer.
    #[oai(path = "/pledges/:id/extend", method = "post", operation_id = "extendPledge")]
    async fn extend(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ExtensionRequest>,
    ) -> Result<Acted<PledgeView>, Fault> {
        let asked = body.0.asked();
        let shown = by_law(&desk).await?;
        Ok(desk.change_pledge(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 注销登记。It was struck off.
    #[oai(path = "/pledges/:id/release", method = "post", operation_id = "releasePledge")]
    async fn release(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReleaseRequest>,
    ) -> Result<Acted<PledgeView>, Fault> {
        let asked = body.0.asked();
        let shown = by_law(&desk).await?;
        Ok(desk.change_pledge(&call, id.0, asked, shown.done()).await?.into())
    }

    /// 放弃办理。It is given up before the office decides, while no contract names it.
    #[oai(path = "/pledges/:id/abandon", method = "post", operation_id = "abandonPledge")]
    async fn abandon(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonRequest>,
    ) -> Result<Acted<PledgeView>, Fault> {
        let reason = body.0.reason;
        let asked = PledgeAsked::Plain(Box::new(move |by| PledgeCommand::Abandon { by, reason: reason.clone() }));
        let shown = by_law(&desk).await?;
        Ok(desk.change_pledge(&call, id.0, asked, shown.done()).await?.into())
    }
}
