//! What meets what: the products for a demand, the demands for a bank.

use domain::financing::valuation::Fields;
use hall::act::ActFault;
use hall::http::{Fault, Page, PageAsked};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::RoomTags;
use crate::desk::{Desk, OpenFilter, OpportunityFilter};
use crate::wire::{MatchesView, OpportunityView, PurposeWire};

/// How many of the products that do not match are explained when nothing is said.
const OTHERS: u32 = 20;

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct MatchingApi;

#[OpenApi(tag = "RoomTags::Financing", prefix_path = "/api/v1/financing")]
impl MatchingApi {
    /// 匹配产品。The products that a demand meets today, ranked, and for others the failing conditions with the nearest changes.
    #[oai(path = "/demands/:id/matches", method = "get", operation_id = "getDemandMatches")]
    async fn matches(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        /// 至多说明多少个未匹配的产品，0 至 200；默认 20。How many of the others are explained, 0 to 200; 20 when not said.
        #[oai(validator(minimum(value = "0"), maximum(value = "200")))]
        others: Query<Option<u32>>,
    ) -> Result<Json<MatchesView>, Fault> {
        let others = others.0.unwrap_or(OTHERS) as usize;
        let matches = desk.matches(&call, id.0, others).await?;
        Ok(Json(MatchesView::of(&matches, call.language)))
    }

    /// 业务机会。The open demands beside each published product of the caller's bank. Who asks is not named.
    #[oai(path = "/opportunities", method = "get", operation_id = "listOpportunities")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the query")]
    async fn opportunities(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// 产品。Beside this product alone.
        product_id: Query<Option<Uuid>>,
        /// 也列出未匹配的。Also those that do not match.
        #[oai(default)]
        with_failing: Query<bool>,
        /// 金额下限（元）。Of at least this amount.
        #[oai(validator(max_length = 40))]
        least_amount: Query<Option<String>>,
        /// 金额上限（元）。Of at most this amount.
        #[oai(validator(max_length = 40))]
        most_amount: Query<Option<String>>,
        /// 用途。For this purpose.
        purpose: Query<Option<PurposeWire>>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<OpportunityView>>, Fault> {
        let mut fields = Fields::default();
        let mut fen = |name: &str, text: &Option<String>| {
            text.as_deref().and_then(|text| fields.money(format!("?{name}"), text)).map(|money| money.fen())
        };
        let open = OpenFilter {
            least_fen: fen("least_amount", &least_amount.0),
            most_fen: fen("most_amount", &most_amount.0),
            purpose: purpose.0.map(Into::into),
        };
        fields.end().map_err(ActFault::from)?;
        let filter = OpportunityFilter { product: product_id.0, with_failing: with_failing.0, open };
        let asked = PageAsked::new(format!("opportunities {filter:?}"), limit.0, cursor.0.as_deref())?;
        let found = desk.opportunities(&call, &filter).await?;
        let view = |opportunity| OpportunityView::of(&opportunity, call.language);
        Ok(Json(asked.page_of(found.all().collect(), view)))
    }
}
