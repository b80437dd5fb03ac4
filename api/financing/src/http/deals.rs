//! Deals: a firm asks a bank, and both sides look at what became of it.

use std::sync::Arc;

use domain::calendar::WorkingDays;
use domain::hall::Moment;
use hall::act::{Answer, Created, Versioned};
use hall::http::{Fault, Page, PageAsked, code_of};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::RoomTags;
use crate::cases::StoredDeal;
use crate::desk::{DealFilter, Desk, SideOf};
use crate::wire::{DealStateWire, DealView, ProposalRequest, ScheduleView};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct DealsApi;

/// By what a deal is shown: whose eyes look, by which calendar, and when.
pub(super) struct ToBeSeen {
    desk: Desk,
    call: Call,
    calendar: Arc<WorkingDays>,
    moment: Moment,
}

/// How deals are shown to this caller now.
pub(super) async fn seen(desk: &Desk, call: &Call) -> Result<ToBeSeen, Fault> {
    Ok(ToBeSeen { desk: desk.clone(), call: call.clone(), calendar: desk.calendar().await?, moment: desk.now() })
}

impl ToBeSeen {
    fn of(&self, deal: &StoredDeal) -> DealView {
        DealView::of(deal, SideOf::of(&self.call, deal), &self.desk.law(&self.calendar), self.moment)
    }

    /// The answer to an act on a deal.
    pub(super) fn done(self) -> impl Fn(&StoredDeal) -> Answer + Send + Sync {
        move |deal| Answer::done(&self.of(deal)).at_version(deal.version)
    }
}

#[OpenApi(tag = "RoomTags::Financing", prefix_path = "/api/v1/financing")]
impl DealsApi {
    /// 提交需求。Puts an open demand of the firm before the bank of a product; the bank's answer is due by its clock.
    #[oai(path = "/deals", method = "post", operation_id = "proposeDeal")]
    async fn propose(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<ProposalRequest>,
    ) -> Result<Created<DealView>, Fault> {
        let ProposalRequest { demand_id, product_id, offers_open_on } = body.0;
        let shown = seen(&desk, &call).await?;
        let answer = move |deal: &StoredDeal| Answer::created(&shown.of(deal)).at_version(deal.version);
        Ok(desk.propose(&call, demand_id, product_id, offers_open_on.map(|day| day.0), answer).await?.into())
    }

    /// 融资业务列表。The deals of which the caller's organisation is a side.
    #[oai(path = "/deals", method = "get", operation_id = "listDeals")]
    async fn deals(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// 状态。Only those in this state.
        state: Query<Option<DealStateWire>>,
        /// 需求。Only those of this demand.
        demand_id: Query<Option<Uuid>>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<DealView>>, Fault> {
        let state = state.0.as_ref().map(code_of);
        let asked = PageAsked::new(format!("deals {state:?} {:?}", demand_id.0), limit.0, cursor.0.as_deref())?;
        let filter = DealFilter { of: None, state, demand: demand_id.0 };
        let found = desk.deals(&call, filter, asked.mark(), asked.rows()).await?;
        let shown = seen(&desk, &call).await?;
        Ok(Json(asked.page(found, |deal| deal.id, |deal| shown.of(&deal))))
    }

    /// 还款计划。The instalments of a loan, from the day of the money.
    #[oai(path = "/deals/:id/schedule", method = "get", operation_id = "getDealSchedule")]
    async fn schedule(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Json<ScheduleView>, Fault> {
        Ok(Json(desk.schedule_of(&call, id.0).await?.into()))
    }

    /// 一项融资业务。A deal as the caller's side sees it: a sealed offer is its bank's alone.
    #[oai(path = "/deals/:id", method = "get", operation_id = "getDeal")]
    async fn deal(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Versioned<DealView>, Fault> {
        let deal = desk.deal(&call, id.0).await?;
        let shown = seen(&desk, &call).await?;
        Ok(Versioned::new(shown.of(&deal), deal.version))
    }
}
