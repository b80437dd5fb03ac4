//! Risk-compensation pools.

use domain::financing::pool::PoolCommand;
use domain::financing::valuation::Fields;
use hall::act::{ActFault, Acted, Answer, Created, Versioned};
use hall::http::{Fault, Page, PageAsked};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::RoomTags;
use crate::cases::StoredPool;
use crate::desk::Desk;
use crate::wire::{CapsWire, FundingRequest, PoolRequest, PoolView};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct PoolsApi;

fn done(pool: &StoredPool) -> Answer {
    Answer::done(&PoolView::of(pool)).at_version(pool.version)
}

#[OpenApi(tag = "RoomTags::Financing", prefix_path = "/api/v1/financing")]
impl PoolsApi {
    /// 设立资金池。Founds a pool that the caller's organisation keeps.
    #[oai(path = "/pools", method = "post", operation_id = "foundPool")]
    async fn found(&self, call: Call, desk: Data<&Desk>, body: Json<PoolRequest>) -> Result<Created<PoolView>, Fault> {
        let caps = body.0.caps.read("/caps").map_err(ActFault::from)?;
        let name = body.0.name;
        let found = move |by, keeper| PoolCommand::Found { by, keeper, name: name.clone(), caps };
        let answer = |pool: &StoredPool| Answer::created(&PoolView::of(pool)).at_version(pool.version);
        Ok(desk.found_pool(&call, found, answer).await?.into())
    }

    /// 资金池列表。All pools.
    #[oai(path = "/pools", method = "get", operation_id = "listPools")]
    async fn pools(
        &self,
        desk: Data<&Desk>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<PoolView>>, Fault> {
        let asked = PageAsked::new("pools".to_owned(), limit.0, cursor.0.as_deref())?;
        let found = desk.pools(asked.mark(), asked.rows()).await?;
        Ok(Json(asked.page(found, |pool| pool.id, |pool| PoolView::of(&pool))))
    }

    /// 一个资金池。A pool: what is in it, what it paid, and its caps.
    #[oai(path = "/pools/:id", method = "get", operation_id = "getPool")]
    async fn pool(
        &self,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Versioned<PoolView>, Fault> {
        let pool = desk.pool(id.0).await?;
        Ok(Versioned::new(PoolView::of(&pool), pool.version))
    }

    /// 入账。Fills money in.
    #[oai(path = "/pools/:id/fund", method = "post", operation_id = "fundPool")]
    async fn fund(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<FundingRequest>,
    ) -> Result<Acted<PoolView>, Fault> {
        let FundingRequest { amount, reference } = body.0;
        let mut fields = Fields::default();
        let amount = fields.money("/amount", &amount);
        fields.end().map_err(ActFault::from)?;
        let amount = amount.unwrap_or_default();
        let fund = move |by| PoolCommand::Fund { by, amount, reference: reference.clone() };
        Ok(desk.change_pool(&call, id.0, fund, done).await?.into())
    }

    /// 调整限额。Sets the caps anew.
    #[oai(path = "/pools/:id/cap", method = "post", operation_id = "capPool")]
    async fn cap(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<CapsWire>,
    ) -> Result<Acted<PoolView>, Fault> {
        let caps = body.0.read("").map_err(ActFault::from)?;
        Ok(desk.change_pool(&call, id.0, move |by| PoolCommand::Cap { by, caps }, done).await?.into())
    }
}
