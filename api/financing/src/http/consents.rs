//! Consents: given and taken back by firms, used by banks.

use hall::act::{Acted, Answer, Created, Versioned};
use hall::files::FileContent;
use hall::http::{Fault, Page, PageAsked};
use hall::policy::Call;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::RoomTags;
use crate::cases::StoredConsent;
use crate::desk::{ConsentFilter, Desk, Looked};
use crate::wire::{ConsentGiving, ConsentView, LookRequest, LookedView};

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct ConsentsApi;

#[OpenApi(tag = "RoomTags::Financing", prefix_path = "/api/v1/financing")]
impl ConsentsApi {
    /// 授权银行查阅。Lets a bank see what the firm chooses of one of its demands, for a purpose and up to a day.
    #[oai(path = "/consents", method = "post", operation_id = "giveConsent")]
    async fn give(
        &self,
        call: Call,
        desk: Data<&Desk>,
        body: Json<ConsentGiving>,
    ) -> Result<Created<ConsentView>, Fault> {
        let today = desk.today();
        let answer = move |consent: &StoredConsent| {
            Answer::created(&ConsentView::of(consent, today)).at_version(consent.version)
        };
        Ok(desk.give_consent(&call, body.0.into(), answer).await?.into())
    }

    /// 授权列表。The consents that the caller's firm gave, or those given to the caller's bank that stand.
    #[oai(path = "/consents", method = "get", operation_id = "listConsents")]
    async fn consents(
        &self,
        call: Call,
        desk: Data<&Desk>,
        /// 需求。Only those of this demand.
        demand_id: Query<Option<Uuid>>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<ConsentView>>, Fault> {
        let asked = PageAsked::new(format!("consents {:?}", demand_id.0), limit.0, cursor.0.as_deref())?;
        let filter = ConsentFilter { of: None, demand: demand_id.0 };
        let found = desk.consents(&call, filter, asked.mark(), asked.rows()).await?;
        let today = desk.today();
        Ok(Json(asked.page(found, |consent| consent.id, |consent| ConsentView::of(&consent, today))))
    }

    /// 一项授权及其查阅记录。A consent, with every look of the bank.
    #[oai(path = "/consents/:id", method = "get", operation_id = "getConsent")]
    async fn consent(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Versioned<ConsentView>, Fault> {
        let consent = desk.consent(&call, id.0).await?;
        Ok(Versioned::new(ConsentView::of(&consent, desk.today()), consent.version))
    }

    /// 撤回授权。Takes a consent back: for the bank it is from now on as if it had never been.
    #[oai(path = "/consents/:id/withdraw", method = "post", operation_id = "withdrawConsent")]
    async fn withdraw(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<ConsentView>, Fault> {
        let today = desk.today();
        let answer =
            move |consent: &StoredConsent| Answer::done(&ConsentView::of(consent, today)).at_version(consent.version);
        Ok(desk.withdraw_consent(&call, id.0, answer).await?.into())
    }

    /// 查阅。Looks at what a firm let the caller's bank see. The look is written down, and the firm sees it.
    #[oai(path = "/consents/:id/read", method = "post", operation_id = "readConsent")]
    async fn read(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        body: Json<LookRequest>,
    ) -> Result<Acted<LookedView>, Fault> {
        let (language, fields) = (call.language, body.0.fields.into_iter().map(Into::into).collect());
        let answer = move |looked: &Looked| Answer::done(&LookedView::of(looked, language));
        Ok(desk.look(&call, id.0, fields, answer).await?.into())
    }

    /// 所查资料的文件。A file of what the bank has looked at, while the consent stands.
    #[oai(path = "/consents/:id/files/:file_id/content", method = "get", operation_id = "getConsentFileContent")]
    async fn file(
        &self,
        call: Call,
        desk: Data<&Desk>,
        #[oai(example = "hall::http::example_id")] id: Path<Uuid>,
        #[oai(example = "hall::http::example_id")] file_id: Path<Uuid>,
        /// The tags of contents that the caller has.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<FileContent, Fault> {
        let file = desk.file_of_consent(&call, id.0, file_id.0).await?;
        Ok(desk.files().serve(&file, if_none_match.0.as_deref()).await?)
    }
}
