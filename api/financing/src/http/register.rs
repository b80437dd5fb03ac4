//! The register of pledges: what the law makes public, as it stood on any day; and pledges made elsewhere, mirrored.

use hall::act::Created;
use hall::http::{Day, Fault, Page, PageAsked};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use poem_openapi::payload::Json;

use super::RoomTags;
use super::pledges::by_law;
use crate::desk::{Desk, RegisterQuery};
use crate::wire::{MirrorRequest, PledgeView, RegisterEntryView};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct RegisterApi;

#[OpenApi(tag = "RoomTags::Financing", prefix_path = "/api/v1/financing")]
impl RegisterApi {
    /// 质押登记公示查询。What anybody may know of the register as it stood on a day: the parties, the right, the number and the
    /// days, not the debt.
    #[oai(path = "/pledge-register", method = "get", operation_id = "searchPledgeRegister")]
    #[expect(clippy::too_many_arguments, reason = "each is a query parameter of the contract")]
    async fn search(
        &self,
        desk: Data<&Desk>,
        /// 专利号、商标注册号或著作权登记号。The number of the right.
        #[oai(validator(max_length = 200))]
        number: Query<Option<String>>,
        /// 出质人全称。Who pledges, by the whole name.
        #[oai(validator(max_length = 400))]
        pledgor: Query<Option<String>>,
        /// 质权人全称。Who took the pledge, by the whole name.
        #[oai(validator(max_length = 400))]
        pledgee: Query<Option<String>>,
        /// 查询日；不填即今日。The day of which is asked; today when not said.
        as_of: Query<Option<Day>>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<RegisterEntryView>>, Fault> {
        let day = as_of.0.map_or_else(|| desk.today(), |day| day.0);
        let query = RegisterQuery { number: number.0, pledgor: pledgor.0, pledgee: pledgee.0, as_of: day };
        let asked = PageAsked::new(format!("register {query:?}"), limit.0, cursor.0.as_deref())?;
        let found = desk.search_register(&query, asked.mark(), asked.rows()).await?;
        Ok(Json(asked.page(found, |registered| registered.id, RegisterEntryView::of)))
    }

    /// 登记平台外质押。Mirrors a pledge that was made elsewhere, as somebody looked it up.
    #[oai(path = "/pledges/mirror", method = "post", operation_id = "mirrorPledge")]
    async fn mirror(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<MirrorRequest>,
    ) -> Result<Created<PledgeView>, Fault> {
        let (elsewhere, note) = body.0.read();
        let shown = by_law(&desk).await?;
        Ok(desk.mirror_pledge(&call, elsewhere, note, shown.created()).await?.into())
    }
}
