//! The operations of notices.

use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{OpenApi, Tags};
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Inboxes};
use super::wire::NoticeView;
use super::{Recipient, Wordings};
use crate::act::{ActFault, Acted, Acts, Answer};
use crate::http::{Fault, Page, PageAsked};
use crate::journal::{Aggregate, NewEntry, Payload};
use crate::policy::Call;

#[derive(Tags)]
#[oai(rename_all = "snake_case")]
enum RoomTags {
    /// 通知：个人与机构的收件箱。Notices: the inboxes of persons and organisations.
    Notices,
}

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct NoticesApi;

#[OpenApi(tag = "RoomTags::Notices", prefix_path = "/api/v1")]
impl NoticesApi {
    /// 收件箱。The inbox of the caller and of the organisation he acts for, the newest first.
    #[oai(path = "/notices", method = "get", operation_id = "listNotices")]
    async fn list(
        &self,
        call: Call,
        acts: Data<&Acts>,
        wordings: Data<&Wordings>,
        /// Only what the caller has not marked as read.
        #[oai(default)]
        unread: Query<bool>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Where the page before ended.
        #[oai(validator(max_length = 2000))]
        cursor: Query<Option<String>>,
    ) -> Result<Json<Page<NoticeView>>, Fault> {
        let inboxes = inboxes_of(&call);
        let of_request = format!("notices {} {:?}", unread.0, inboxes.recipients);
        let asked = PageAsked::new(of_request, limit.0, cursor.0.as_deref())?;
        let found = store::page(acts.database().reader(), &inboxes, unread.0, asked.mark(), asked.rows()).await;
        let found = found.map_err(ActFault::from)?;
        let view = |notice| NoticeView::of(&notice, &wordings, call.language);
        Ok(Json(asked.page(found, |notice| notice.id, view)))
    }

    /// 标为已读。Marks a notice as read by the caller.
    #[oai(path = "/notices/:id/read", method = "post", operation_id = "readNotice")]
    async fn read(
        &self,
        call: Call,
        acts: Data<&Acts>,
        wordings: Data<&Wordings>,
        #[oai(example = "crate::http::example_id")] id: Path<Uuid>,
    ) -> Result<Acted<NoticeView>, Fault> {
        let (inboxes, id) = (inboxes_of(&call), id.0);
        let answer = acts
            .perform::<ActFault, _>(&call, |act| {
                let (inboxes, wordings) = (&inboxes, &wordings);
                Box::pin(async move {
                    let person = call_person(act.call())?;
                    let found = store::find(act.transaction(), inboxes, id).await?;
                    let mut notice = found.ok_or(ActFault::NotFound)?;
                    if notice.read_at.is_some() {
                        return Ok(Answer::done(&NoticeView::of(&notice, wordings, act.call().language)).unchanged());
                    }
                    notice.read_at = Some(act.real_millis());
                    store::mark(act.transaction(), id, person, act.real_millis()).await?;
                    act.record(NewEntry {
                        aggregate: Aggregate { kind: "notices.reading", id: act.new_id() },
                        version: 1,
                        kind: "notices.read".into(),
                        payload_version: 1,
                        payload: Payload::Open(json!({"notice": id})),
                        audience: Vec::new(),
                    });
                    Ok(Answer::done(&NoticeView::of(&notice, wordings, act.call().language)))
                })
            })
            .await?;
        Ok(answer.into())
    }
}

fn call_person(call: &Call) -> Result<Uuid, ActFault> {
    call.person().ok_or(ActFault::NotFound)
}

/// The caller's own inbox and that of the organisation he acts for; an agency that acts for an enterprise sees the
/// enterprise's alone.
fn inboxes_of(call: &Call) -> Inboxes {
    let own = call.person().filter(|_| call.caller.mandate.is_none()).map(Recipient::Person);
    let organisation = call.organisation().map(Recipient::Organisation);
    Inboxes { recipients: own.into_iter().chain(organisation).collect(), reader: call.person() }
}
