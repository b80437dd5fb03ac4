//! The operations of the feed.

use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use poem::web::Data;
use poem::web::sse::Event;
use poem_openapi::param::{Header, Query};
use poem_openapi::payload::{EventStream, Json};
use poem_openapi::types::ToJSON;
use poem_openapi::{ApiResponse, OpenApi, Tags};
use std::time::Duration;

use super::store::{self, Question};
use super::stream::{Source, following};
use super::wire::{EventView, EventsAnswer};
use super::{Stopping, Streams};
use crate::act::{ActFault, Acts};
use crate::http::{DEFAULT_LIMIT, Fault, FieldFault, Sentence};
use crate::journal::Sealer;
use crate::policy::Call;

/// How often a stream without events says that it lives.
const HEARTBEAT: Duration = Duration::from_secs(15);

#[derive(Tags)]
#[oai(rename_all = "snake_case")]
enum RoomTags {
    /// 事件：按位置拉取或推送。Events: what happened, by position, pulled or streamed.
    Events,
}

/// A stream of events.
#[derive(ApiResponse)]
enum Streamed {
    /// 事件流（text/event-stream）。Events as they come: `id` is the position, `event` the kind, `data` the event as JSON.
    #[oai(status = 200)]
    Open(EventStream<BoxStream<'static, EventView>>),
}

/// The operations. A unit struct, so that the contract can be printed without a database.
#[derive(Debug, Clone, Copy)]
pub struct EventsApi;

#[OpenApi(tag = "RoomTags::Events", prefix_path = "/api/v1")]
impl EventsApi {
    /// 按位置拉取事件。The events that the caller's organisation hears, in the order of their positions.
    ///
    /// 从 `after` 之后读起，记住 `next_after` 即可续读，不漏不重。不提供总数：日志边读边增。
    /// Read on with `after` = `next_after`; nothing is skipped and nothing comes twice. There is no total, for the journal
    /// grows while it is read; `last_position` says how far it has come. A position beyond the end is answered by an
    /// empty list. Under a filter one answer looks at 5,000 events at most.
    #[oai(path = "/events", method = "get", operation_id = "listEvents")]
    async fn list(
        &self,
        call: Call,
        acts: Data<&Acts>,
        /// The position behind which to read; 0 for the beginning.
        #[oai(default, validator(minimum(value = "0")))]
        after: Query<i64>,
        /// Items of a page, 1 to 200; 20 when not said.
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<Option<u32>>,
        /// Only kinds that begin so, such as `accounts.`.
        #[oai(validator(max_length = 200))]
        kind: Query<Option<String>>,
    ) -> Result<Json<EventsAnswer>, Fault> {
        let question = Question { organisation: call.confined_to(), kind: kind.0 };
        let limit = u64::from(limit.0.unwrap_or(DEFAULT_LIMIT));
        let heard = store::heard(acts.database().reader(), &question, after.0, limit).await;
        let heard = heard.map_err(ActFault::from)?;
        let items = heard.entries.iter().map(EventView::of).collect();
        Ok(Json(EventsAnswer { items, next_after: heard.next_after, last_position: heard.last_position }))
    }

    /// 事件流。Streams the same events as they come (server-sent events).
    ///
    /// 断线后以 `Last-Event-ID` 续传。每条流最多持续五分钟，到时由客户端重连并重新核验身份；空闲时每 15 秒发送一次注释行。
    /// After a break it goes on behind `Last-Event-ID`. A stream ends after five minutes at the latest, and the client comes
    /// again and is admitted anew; a comment line is sent every 15 seconds while nothing happens. A process holds 100
    /// streams, 10 of one caller.
    #[oai(path = "/events/stream", method = "get", operation_id = "streamEvents")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the contract or what the stream stands on")]
    async fn stream(
        &self,
        call: Call,
        acts: Data<&Acts>,
        sealer: Data<&Sealer>,
        streams: Data<&Streams>,
        stopping: Data<&Stopping>,
        /// The position behind which to begin; 0 for the beginning.
        #[oai(default, validator(minimum(value = "0")))]
        after: Query<i64>,
        /// Only kinds that begin so, such as `accounts.`.
        #[oai(validator(max_length = 200))]
        kind: Query<Option<String>>,
        /// The position of the last event that was received; it prevails over `after`.
        #[oai(name = "Last-Event-ID", validator(max_length = 20))]
        last_event_id: Header<Option<String>>,
    ) -> Result<Streamed, Fault> {
        let after = match last_event_id.0.as_deref() {
            Some(id) => position_of(id)?,
            None => after.0,
        };
        let question = Question { organisation: call.confined_to(), kind: kind.0 };
        let source = Source {
            database: acts.database().clone(),
            sealer: sealer.0.clone(),
            stopping: stopping.0.clone(),
            _place: streams.take(call.key_owner())?,
        };
        let events = following(source, question, after).boxed();
        Ok(Streamed::Open(EventStream::new(events).keep_alive(HEARTBEAT).to_event(event_of)))
    }
}

fn event_of(view: EventView) -> Event {
    Event::message(view.to_json_string()).id(view.position.to_string()).event_type(view.kind)
}

fn position_of(id: &str) -> Result<i64, Fault> {
    id.parse().ok().filter(|position| *position >= 0).ok_or_else(|| {
        let title = Sentence::new("请求头有误", "A header cannot be read");
        let detail = Sentence::new("应为事件的位置", "It is the position of an event");
        let field = FieldFault { pointer: "header:Last-Event-ID".into(), code: "validation.unreadable", detail };
        Fault::bad_request("validation.unreadable", title).with_field(field)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_goes_on_behind_a_position_and_nothing_else() {
        assert_eq!(position_of("7").ok(), Some(7));
        for id in ["", "-1", "x", "7.0", "99999999999999999999"] {
            assert!(position_of(id).is_err(), "{id}");
        }
    }
}
