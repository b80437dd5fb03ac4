//! Products of banks: what firms may ask for, and the bank's own desk.

use hall::act::{ActFault, Acted, Answer, Created, Versioned};
use hall::http::{Fault, Page, PageAsked, ReasonRequest, code_of};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::RoomTags;
use crate::cases::StoredProduct;
use crate::desk::{Desk, ProductWish};
use crate::wire::{ProductRequest, ProductStateWire, ProductView};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct ProductsApi;

fn done(call: &Call) -> impl Fn(&StoredProduct) -> Answer + Send + Sync + use<> {
    let language = call.language;
    move |product| Answer::done(&ProductView::of(product, language)).at_version(product.version)
}

#[OpenApi(tag = "RoomTags::Financing", prefix_path = "/api/v1/financing")]
impl ProductsApi {
    /// 金融产品目录。What banks offer now; no login is needed.
    #[oai(path = "/catalogue", method = "get", operation_id = "listCatalogue")]
    async fn catalogue(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// 银行。Only those of this bank.
        bank_id: Query<Option<Uuid>>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<ProductView>>, Fault> {
        let asked = PageAsked::new(format!("catalogue {:?}", bank_id.0), limit.0, cursor.0.as_deref())?;
        let found = desk.catalogue(bank_id.0, asked.mark(), asked.rows()).await?;
        Ok(Json(asked.page(found, |product| product.id, |product| ProductView::of(&product, call.language))))
    }

    /// 目录中的一个产品。One of what banks offer now.
    #[oai(path = "/catalogue/:id", method = "get", operation_id = "getCatalogueProduct")]
    async fn offered(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Json<ProductView>, Fault> {
        Ok(Json(ProductView::of(&desk.offered(id.0).await?, call.language)))
    }

    /// 建立产品。Drafts a product of the caller's bank.
    #[oai(path = "/products", method = "post", operation_id = "draftProduct")]
    async fn draft(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<ProductRequest>,
    ) -> Result<Created<ProductView>, Fault> {
        let language = call.language;
        let answer = move |product: &StoredProduct| {
            Answer::created(&ProductView::of(product, language)).at_version(product.version)
        };
        let offer = body.0.offer().map_err(ActFault::from)?;
        Ok(desk.draft_product(&call, offer, answer).await?.into())
    }

    /// 本行产品。The products of the caller's bank.
    #[oai(path = "/products", method = "get", operation_id = "listProducts")]
    async fn products(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// 状态。Only those in this state.
        state: Query<Option<ProductStateWire>>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<ProductView>>, Fault> {
        let state = state.0.as_ref().map(code_of);
        let asked = PageAsked::new(format!("products {state:?}"), limit.0, cursor.0.as_deref())?;
        let found = desk.products(&call, state, asked.mark(), asked.rows()).await?;
        Ok(Json(asked.page(found, |product| product.id, |product| ProductView::of(&product, call.language))))
    }

    /// 本行的一个产品。A product of the caller's bank.
    #[oai(path = "/products/:id", method = "get", operation_id = "getProduct")]
    async fn product(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Versioned<ProductView>, Fault> {
        let product = desk.product(&call, id.0).await?;
        Ok(Versioned::new(ProductView::of(&product, call.language), product.version))
    }

    /// 修订产品。Offers something else; what firms have seen gets a further version.
    #[oai(path = "/products/:id/revise", method = "post", operation_id = "reviseProduct")]
    async fn revise(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ProductRequest>,
    ) -> Result<Acted<ProductView>, Fault> {
        let wish = ProductWish::Revise(Box::new(body.0.offer().map_err(ActFault::from)?));
        Ok(desk.change_product(&call, id.0, wish, done(&call)).await?.into())
    }

    /// 发布产品。Shows it to firms.
    #[oai(path = "/products/:id/publish", method = "post", operation_id = "publishProduct")]
    async fn publish(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<ProductView>, Fault> {
        Ok(desk.change_product(&call, id.0, ProductWish::Publish, done(&call)).await?.into())
    }

    /// 暂停产品。Takes no more demands for a time.
    #[oai(path = "/products/:id/pause", method = "post", operation_id = "pauseProduct")]
    async fn pause(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonRequest>,
    ) -> Result<Acted<ProductView>, Fault> {
        let wish = ProductWish::Pause(body.0.reason);
        Ok(desk.change_product(&call, id.0, wish, done(&call)).await?.into())
    }

    /// 恢复产品。Takes demands again.
    #[oai(path = "/products/:id/resume", method = "post", operation_id = "resumeProduct")]
    async fn resume(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<ProductView>, Fault> {
        Ok(desk.change_product(&call, id.0, ProductWish::Resume, done(&call)).await?.into())
    }

    /// 下架产品。Offers it no more.
    #[oai(path = "/products/:id/withdraw", method = "post", operation_id = "withdrawProduct")]
    async fn withdraw(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<ReasonRequest>,
    ) -> Result<Acted<ProductView>, Fault> {
        let wish = ProductWish::Withdraw(body.0.reason);
        Ok(desk.change_product(&call, id.0, wish, done(&call)).await?.into())
    }
}
