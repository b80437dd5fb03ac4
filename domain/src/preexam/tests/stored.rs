//! The stored form: what was journalled yesterday is read tomorrow.

use serde_json::{Value, json};

use super::matrix::{
    Matrix, cases_after_the_last_day, cases_blocked, cases_up_to_the_pass, cases_with_the_office, entities,
    entities_later, examiners, field_lists, requests,
};
use super::*;

/// Each event as it is stored today. Lines may be added; those that stand are never changed.
const STORED: &str = include_str!("events_v1.json");

fn stored(aggregate: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(STORED).expect("the file is JSON");
    file[aggregate].as_array().expect("a list").clone()
}

/// The events of the file, read.
pub(super) fn events<A: Aggregate>(aggregate: &str) -> Vec<A::Event> {
    let read = |event| serde_json::from_value(event).expect("what was stored is readable");
    stored(aggregate).into_iter().map(read).collect()
}

/// Every event that follows from a command somewhere in these matrices.
fn following<A: Aggregate>(matrices: &[Matrix<A>]) -> Vec<A::Event> {
    matrices.iter().flat_map(Matrix::events).collect()
}

fn stands<A: Aggregate>(aggregate: &str, matrices: &[Matrix<A>]) {
    for value in stored(aggregate) {
        let event: A::Event = serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{value}: {error}"));
        assert_eq!(serde_json::to_value(&event).expect("storable"), value, "written back the same");
        assert_eq!(value["event"], A::name(&event));
        let mut longer = value.clone();
        longer["added_later"] = json!({"any": ["thing", 1]});
        assert_eq!(serde_json::from_value::<A::Event>(longer).expect("a longer one is readable"), event);
        let state = A::apply(None, &event);
        let kept = serde_json::to_value(&state).expect("storable");
        assert_eq!(serde_json::from_value::<A::State>(kept).expect("readable"), state);
    }
    let names = |events: &[A::Event]| events.iter().map(A::name).collect::<BTreeSet<_>>();
    assert_eq!(names(&following(matrices)), names(&events::<A>(aggregate)), "each event stands in the file");
}

#[test]
fn events_of_cases_are_read_and_written_back_as_the_file_has_them() {
    stands("case", &[cases_up_to_the_pass(), cases_with_the_office(), cases_blocked(), cases_after_the_last_day()]);
}

#[test]
fn events_of_the_others_are_read_and_written_back_as_the_file_has_them() {
    stands("entity", &[entities(), entities_later()]);
    stands("request", &[requests()]);
    stands("field_list", &[field_lists()]);
    stands("examiner", &[examiners()]);
}

#[test]
fn an_event_that_lacks_what_was_added_later_is_read() {
    let at = today().millis();
    let by = LI.to_string();
    let accepted = json!({"event": "accepted", "at": at, "by": by});
    let read: CaseEvent = serde_json::from_value(accepted).expect("readable");
    assert_eq!(read, CaseEvent::Accepted { at: today(), by: LI, settled: BTreeMap::new(), late: false });
    let lost = json!({"event": "lane_lost", "at": at, "on": TODAY, "reason": "fees_late"});
    let read: CaseEvent = serde_json::from_value(lost).expect("readable");
    let (at, on, reason) = (today(), day(TODAY), LaneLossReason::FeesLate);
    assert_eq!(read, CaseEvent::LaneLost { at, on, reason, by: None, note: None });
}

#[test]
fn a_state_is_stored_with_its_name() {
    let state = serde_json::to_value(super::told_cases::invention_in("pass_proposed")).expect("storable");
    assert_eq!(state["state"], "pass_proposed");
    assert_eq!(state["by"], LI.to_string());
    assert_eq!(state["course"]["facts"]["kind"], "invention");
}
