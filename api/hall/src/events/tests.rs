//! Who hears what, in which order, and how a stream goes on and ends.

use futures_util::StreamExt;
use poem::http::StatusCode;
use poem::{Endpoint, EndpointExt, Request};
use poem_openapi::OpenApiService;
use poem_openapi::types::ToJSON;
use serde_json::{Value, json};
use tokio::sync::watch;
use uuid::Uuid;

use super::store::{Question, heard};
use super::stream::{Source, following};
use super::wire::EventView;
use super::{EventsApi, MOST_OF_ONE, MOST_STREAMS, Place, Stopping, Streams};
use crate::act::ActFault;
use crate::journal::{Aggregate, NewEntry, Payload};
use crate::policy::Call;
use crate::verify::tests::house::House;

const ONE: u128 = 1;
const TWO: u128 = 2;

fn of(organisation: Option<u128>, kind: Option<&str>) -> Question {
    Question { organisation: organisation.map(Uuid::from_u128), kind: kind.map(ToOwned::to_owned) }
}

/// The positions of one answer, where to go on, and where the journal stands.
async fn asked(house: &House, question: &Question, after: i64, limit: u64) -> (Vec<i64>, i64, i64) {
    let heard = heard(house.database.reader(), question, after, limit).await.expect("an answer");
    (heard.entries.iter().map(|entry| entry.position).collect(), heard.next_after, heard.last_position)
}

async fn house_with(numbers: &[u128]) -> House {
    let house = House::new().await;
    for number in numbers {
        house.add(*number, 1).await;
    }
    house
}

#[tokio::test]
async fn an_organisation_hears_its_own_events_in_their_order_and_nothing_of_others() {
    let house = house_with(&[ONE, TWO, ONE, ONE, TWO]).await;
    assert_eq!(asked(&house, &of(Some(ONE), None), 0, 20).await, (vec![1, 3, 4], 5, 5));
    assert_eq!(asked(&house, &of(Some(TWO), None), 0, 20).await, (vec![2, 5], 5, 5));
    assert_eq!(asked(&house, &of(Some(9), None), 0, 20).await, (vec![], 5, 5));
    assert_eq!(asked(&house, &of(None, None), 0, 20).await, (vec![1, 2, 3, 4, 5], 5, 5));
}

#[tokio::test]
async fn whoever_reads_on_misses_nothing_and_hears_nothing_twice() {
    let house = house_with(&[ONE, TWO, ONE, ONE, TWO]).await;
    assert_eq!(asked(&house, &of(Some(ONE), None), 0, 2).await, (vec![1, 3], 3, 5));
    assert_eq!(asked(&house, &of(Some(ONE), None), 3, 2).await, (vec![4], 5, 5));
    assert_eq!(asked(&house, &of(Some(ONE), None), 5, 2).await, (vec![], 5, 5));
    assert_eq!(asked(&house, &of(Some(ONE), None), 900, 2).await, (vec![], 900, 5), "beyond the end is no fault");
    assert_eq!(asked(&house, &of(None, Some("x")), i64::MAX, 2).await, (vec![], i64::MAX, 5));
}

#[tokio::test]
async fn a_filter_is_held_against_the_beginning_of_the_kind_letter_for_letter() {
    let house = house_with(&[ONE, TWO]).await;
    for organisation in [None, Some(ONE)] {
        assert_eq!(asked(&house, &of(organisation, Some("tests.count_")), 0, 1).await.0, [1]);
        for kind in ["tests.count%", "tests_count", "count", "tests.count_added_", "\\"] {
            let (positions, next_after, _) = asked(&house, &of(organisation, Some(kind)), 0, 1).await;
            assert_eq!((positions, next_after), (vec![], 2), "{kind}: it goes on behind what was left out");
        }
    }
}

#[tokio::test]
async fn of_a_private_entry_the_feed_tells_ids_alone() {
    let house = House::new().await;
    let call = Call::of_the_system("tests", "request".into());
    let recorded = house.acts.perform_own::<_, ActFault, _>(&call, |act| {
        Box::pin(async move {
            act.record(NewEntry {
                aggregate: Aggregate { kind: "tests.secret", id: Uuid::from_u128(7) },
                version: 1,
                kind: "tests.secret_told".into(),
                payload_version: 1,
                payload: Payload::Private {
                    open: json!({"hint": "x"}),
                    case_key: Uuid::from_u128(7),
                    sealed: vec![1, 2, 3],
                },
                audience: vec![Uuid::from_u128(ONE)],
            });
            Ok(())
        })
    });
    recorded.await.expect("recorded");
    house.add(ONE, 3).await;
    let heard = heard(house.database.reader(), &of(Some(ONE), None), 0, 20).await.expect("an answer");
    let views: Vec<_> = heard.entries.iter().map(|entry| EventView::of(entry).to_json().expect("JSON")).collect();
    assert_eq!((&views[0]["payload"], &views[0]["private"]), (&json!({}), &json!(true)));
    assert_eq!(views[0]["subject_id"], json!(Uuid::from_u128(7)));
    assert_eq!((&views[1]["payload"], &views[1]["private"]), (&json!(3), &json!(false)));
}

#[tokio::test]
async fn a_stream_goes_on_where_it_was_left_grows_with_the_journal_and_ends_with_the_process() {
    let house = house_with(&[ONE, TWO, ONE]).await;
    let (stop, stopping) = watch::channel(false);
    let streams = Streams::default();
    let source = Source {
        database: house.database.clone(),
        sealer: house.sealer.clone(),
        stopping: Stopping(stopping),
        _place: streams.take("a".into()).expect("a place"),
    };
    let mut events = Box::pin(following(source, of(Some(ONE), None), 1));
    assert_eq!(events.next().await.expect("an event").position, 3);
    let (next, ()) = tokio::join!(events.next(), house.add(ONE, 1));
    assert_eq!(next.expect("what was recorded meanwhile").position, 4);
    let (next, sent) = tokio::join!(events.next(), async { stop.send(true) });
    assert!(next.is_none() && sent.is_ok());
    drop(events);
    assert!(streams.0.lock().expect("the count").is_empty(), "the place is free again");
}

/// The first of what a stream sends, asked for with these headers.
async fn first_of_stream(house: &House, headers: &[(&str, &str)]) -> (StatusCode, String, String) {
    let (_stop, stopping) = watch::channel(false);
    let endpoint = OpenApiService::new(EventsApi, "tests", "1")
        .data(house.acts.clone())
        .data(house.sealer.clone())
        .data(Streams::default())
        .data(Stopping(stopping))
        .data(Call::of_the_system("streamEvents", "request".into()));
    let request =
        headers.iter().fold(Request::builder().uri_str("/api/v1/events/stream?after=1"), |request, header| {
            request.header(header.0, header.1)
        });
    let response = endpoint.get_response(request.finish()).await;
    let (status, kind) = (response.status(), response.content_type().unwrap_or_default().to_owned());
    let mut sent = response.into_body().into_bytes_stream();
    let sent = sent.next().await.expect("something is sent").expect("octets");
    (status, kind, String::from_utf8_lossy(&sent).into_owned())
}

#[tokio::test]
async fn a_stream_is_sent_as_server_sent_events_and_resumes_behind_the_last_id() {
    let house = house_with(&[ONE, TWO, ONE]).await;
    for (headers, position) in [(vec![], 2), (vec![("last-event-id", "2")], 3)] {
        let (status, kind, sent) = first_of_stream(&house, &headers).await;
        assert_eq!((status, kind.as_str()), (StatusCode::OK, "text/event-stream"));
        let (head, data) = sent.split_once("data: ").expect("an event");
        assert_eq!(head, format!("id: {position}\nevent: tests.count_added\n"));
        let event: Value = serde_json::from_str(data.trim_end()).expect("JSON");
        assert_eq!(event["position"], position);
    }
    let (status, _, problem) = first_of_stream(&house, &[("last-event-id", "soon")]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{problem}");
}

#[test]
fn a_process_has_so_many_places_and_one_caller_only_some_of_them() {
    let streams = Streams::default();
    let own: Vec<Place> = (0..MOST_OF_ONE).map(|_| streams.take("a".into()).expect("a place")).collect();
    let refused = streams.take("a".into()).expect_err("too many of one");
    assert_eq!(refused.http_status(), StatusCode::TOO_MANY_REQUESTS);
    let rest = (MOST_OF_ONE..MOST_STREAMS).map(|n| streams.take(n.to_string()).expect("a place"));
    let rest: Vec<Place> = rest.collect();
    let refused = streams.take("z".into()).expect_err("too many in all");
    assert_eq!(refused.http_status(), StatusCode::SERVICE_UNAVAILABLE);
    drop(rest);
    assert!(streams.take("a".into()).is_err(), "his own are still open");
    drop(own);
    assert!(streams.take("a".into()).is_ok());
    assert!(streams.0.lock().expect("the count").is_empty(), "nothing is remembered of who has gone");
}
