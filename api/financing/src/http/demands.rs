//! Demands: the firm's own, and what who looks after demands settles.

use hall::act::{ActFault, Acted, Answer, Created, Versioned};
use hall::http::{Fault, Page, PageAsked, ReasonRequest, code_of};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::RoomTags;
use crate::cases::StoredDemand;
use crate::desk::{DemandFilter, DemandWish, Desk};
use crate::wire::{DemandCheckView, DemandRequest, DemandStateWire, DemandView, PublicationRequest, SettlementRequest};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct DemandsApi;

/// The answer to an act on a demand.
pub(super) fn done(desk: &Desk) -> impl Fn(&StoredDemand) -> Answer + Send + Sync + use<> {
    let today = desk.today();
    move |demand| Answer::done(&DemandView::of(demand, today)).at_version(demand.version)
}

#[OpenApi(tag = "RoomTags::Financing", prefix_path = "/api/v1/financing")]
impl DemandsApi {
    /// 建立融资需求。Begins a demand of the caller's firm.
    #[oai(path = "/demands", method = "post", operation_id = "draftDemand")]
    async fn draft(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<DemandRequest>,
    ) -> Result<Created<DemandView>, Fault> {
        let (facts, profile) = body.0.read().map_err(ActFault::from)?;
        let today = desk.today();
        let answer =
            move |demand: &StoredDemand| Answer::created(&DemandView::of(demand, today)).at_version(demand.version);
        Ok(desk.draft_demand(&call, facts, profile, answer).await?.into())
    }

    /// 融资需求列表。The demands that the caller may see.
    #[oai(path = "/demands", method = "get", operation_id = "listDemands")]
    async fn demands(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// 状态。Only those in this state.
        state: Query<Option<DemandStateWire>>,
        /// 企业自己的编号。Only those with this reference.
        #[oai(validator(max_length = 200))]
        client_reference: Query<Option<String>>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<DemandView>>, Fault> {
        let state = state.0.as_ref().map(code_of);
        let of_request = format!("demands {state:?} {:?}", client_reference.0);
        let asked = PageAsked::new(of_request, limit.0, cursor.0.as_deref())?;
        let filter = DemandFilter { firm: None, state, client_reference: client_reference.0 };
        let found = desk.demands(&call, filter, asked.mark(), asked.rows()).await?;
        let today = desk.today();
        Ok(Json(asked.page(found, |demand| demand.id, |demand| DemandView::of(&demand, today))))
    }

    /// 一项融资需求。A demand.
    #[oai(path = "/demands/:id", method = "get", operation_id = "getDemand")]
    async fn demand(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Versioned<DemandView>, Fault> {
        let demand = desk.demand(&call, id.0).await?;
        Ok(Versioned::new(DemandView::of(&demand, desk.today()), demand.version))
    }

    /// 需求核查。What each check of a demand says today: yes, no, or that a person must look.
    #[oai(path = "/demands/:id/checks", method = "get", operation_id = "getDemandChecks")]
    async fn checks(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Json<Vec<DemandCheckView>>, Fault> {
        let checks = desk.checks_of_demand(&call, id.0).await?;
        Ok(Json(checks.iter().map(|check| DemandCheckView::of(check, call.language)).collect()))
    }

    /// 修订需求。Asks for something else, or tells something else of the firm.
    #[oai(path = "/demands/:id/revise", method = "post", operation_id = "reviseDemand")]
    async fn revise(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<DemandRequest>,
    ) -> Result<Acted<DemandView>, Fault> {
        let (facts, profile) = body.0.read().map_err(ActFault::from)?;
        let wish = DemandWish::Revise(facts, Box::new(profile));
        Ok(desk.change_demand(&call, id.0, wish, done(&desk)).await?.into())
    }

    /// 发布需求。Opens it to banks, once no check says no and what needs a person is settled.
    #[oai(path = "/demands/:id/publish", method = "post", operation_id = "publishDemand")]
    async fn publish(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<PublicationRequest>,
    ) -> Result<Acted<DemandView>, Fault> {
        let wish = DemandWish::Publish(body.0.until_on.0);
        Ok(desk.change_demand(&call, id.0, wish, done(&desk)).await?.into())
    }

    /// 撤回修改。Makes an open demand a draft again.
    #[oai(path = "/demands/:id/take-back", method = "post", operation_id = "takeBackDemand")]
    async fn take_back(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<DemandView>, Fault> {
        let wish = DemandWish::TakeBack;
        Ok(desk.change_demand(&call, id.0, wish, done(&desk)).await?.into())
    }

    /// 撤回需求。Gives it up.
    #[oai(path = "/demands/:id/withdraw", method = "post", operation_id = "withdrawDemand")]
    async fn withdraw(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonRequest>,
    ) -> Result<Acted<DemandView>, Fault> {
        let wish = DemandWish::Withdraw(body.0.reason);
        Ok(desk.change_demand(&call, id.0, wish, done(&desk)).await?.into())
    }

    /// 人工确认核查项目。Settles a check that needs a person.
    #[oai(path = "/demands/:id/settle-check", method = "post", operation_id = "settleDemandCheck")]
    async fn settle(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<SettlementRequest>,
    ) -> Result<Acted<DemandView>, Fault> {
        let SettlementRequest { right, check, reason } = body.0;
        let wish = DemandWish::Settle(right.into(), check.into(), reason);
        Ok(desk.change_demand(&call, id.0, wish, done(&desk)).await?.into())
    }
}
