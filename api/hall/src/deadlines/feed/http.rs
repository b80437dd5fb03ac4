//! The operations of feeds.

use poem::Response;
use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::{Json, PlainText};
use poem_openapi::{OpenApi, Tags};
use uuid::Uuid;

use super::ical::{self, Event};
use super::store::Feed;
use super::wire::{FeedRequest, FeedView};
use super::{desk, store};
use crate::act::{ActFault, Acted, Acts, Answer, Created};
use crate::deadlines::ListedDeadline;
use crate::http::{Fault, Language, Page, PageAsked};
use crate::notices::Wordings;
use crate::policy::Call;
use crate::secrets::OneTimeSecret;

#[derive(Tags)]
#[oai(rename_all = "snake_case")]
enum RoomTags {
    /// 期限订阅。Deadlines in calendar programs.
    DeadlineFeeds,
}

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct DeadlineFeedsApi;

#[OpenApi(tag = "RoomTags::DeadlineFeeds", prefix_path = "/api/v1")]
impl DeadlineFeedsApi {
    /// 新建日历订阅。Makes a feed of deadlines; its secret address is shown this once.
    #[oai(path = "/deadline-feeds", method = "post", operation_id = "createDeadlineFeed")]
    async fn make(&self, call: Call, acts: Data<&Acts>, body: Json<FeedRequest>) -> Result<Created<FeedView>, Fault> {
        let answer = |feed: &Feed, secret: &OneTimeSecret| {
            let address = format!("/api/v1/ical/{}/deadlines.ics", *secret.text);
            Answer::created(&FeedView::of(feed)).with_secret("address", address)
        };
        Ok(desk::make(&acts, &call, body.0.scope.into(), answer).await?.into())
    }

    /// 日历订阅列表。The caller's feeds, the newest first.
    #[oai(path = "/deadline-feeds", method = "get", operation_id = "listDeadlineFeeds")]
    async fn list(
        &self,
        call: Call,
        acts: Data<&Acts>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<FeedView>>, Fault> {
        let asked = PageAsked::new("deadline feeds", limit.0, cursor.0.as_deref())?;
        let person = call.person().ok_or_else(Fault::not_found)?;
        let found = store::page(acts.database().reader(), person, asked.mark(), asked.rows()).await;
        Ok(Json(asked.page(found.map_err(ActFault::from)?, |feed| feed.id, |feed| FeedView::of(&feed))))
    }

    /// 撤销日历订阅。Revokes a feed: its address shows nothing from now on.
    #[oai(path = "/deadline-feeds/:id/revoke", method = "post", operation_id = "revokeDeadlineFeed")]
    async fn revoke(
        &self,
        call: Call,
        acts: Data<&Acts>,
        #[oai(example = "crate::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<FeedView>, Fault> {
        Ok(desk::revoke(&acts, &call, id.0, |feed| Answer::done(&FeedView::of(feed))).await?.into())
    }

    /// 日历订阅内容（iCalendar）。The deadlines behind a secret address, as iCalendar (RFC 5545).
    #[oai(path = "/ical/:token/deadlines.ics", method = "get", operation_id = "getDeadlineCalendar")]
    async fn calendar(
        &self,
        call: Call,
        acts: Data<&Acts>,
        wordings: Data<&Wordings>,
        /// The secret part of the address.
        #[oai(example = "example_token", validator(max_length = 200))]
        token: Path<String>,
    ) -> Result<Calendar, Fault> {
        let found = desk::deadlines(&acts, &token.0).await?.ok_or_else(Fault::not_found)?;
        let events: Vec<Event> = found.iter().map(|one| event(one, &wordings, call.language)).collect();
        let name = match call.language {
            Language::Chinese => "知权：办理期限",
            Language::English => "Zhiquan: deadlines",
        };
        Ok(Calendar(ical::calendar(name, &events, acts.clocks().real.now_millis())))
    }
}

fn example_token() -> String {
    "zqc_0000".into()
}

fn event(one: &ListedDeadline, wordings: &Wordings, language: Language) -> Event {
    let (title, text) = wordings.words(&one.kind, &one.facts);
    let mut description = text.in_language(language).to_owned();
    if one.provisional {
        description.push('\n');
        description.push_str(match language {
            Language::Chinese => "暂定：该年度日历尚未公布。",
            Language::English => "Provisional: the calendar of that year is not published.",
        });
    }
    Event {
        uid: format!("{}.{}@zhiquan", one.aggregate_id, one.kind),
        on: one.due_on,
        provisional: one.provisional,
        summary: title.in_language(language).to_owned(),
        description,
    }
}

/// A calendar as it is answered.
#[derive(Debug)]
pub struct Calendar(String);

impl poem::IntoResponse for Calendar {
    fn into_response(self) -> Response {
        ical::response(self.0)
    }
}

impl poem_openapi::ApiResponse for Calendar {
    fn meta() -> poem_openapi::registry::MetaResponses {
        use poem_openapi::payload::Payload as _;
        use poem_openapi::registry::{MetaMediaType, MetaResponse, MetaResponses};
        MetaResponses {
            responses: vec![MetaResponse {
                description: "iCalendar 文本。The calendar.",
                status: Some(200),
                status_range: None,
                content: vec![MetaMediaType {
                    content_type: "text/calendar; charset=utf-8",
                    schema: PlainText::<String>::schema_ref(),
                }],
                headers: Vec::new(),
            }],
        }
    }

    fn register(_registry: &mut poem_openapi::registry::Registry) {}
}
