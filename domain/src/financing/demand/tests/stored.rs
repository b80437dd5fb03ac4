//! The stored form: what was journalled yesterday is read tomorrow.

use serde_json::{Value, json};

use super::states::{a, later, states};
use super::*;

/// Each event as it is stored today. Lines may be added; those that stand are never changed.
const STORED: &str = include_str!("events_v1.json");

pub(super) fn stored() -> Vec<(Value, DemandEvent)> {
    let values: Vec<Value> = serde_json::from_str(STORED).expect("the file is JSON");
    let read = |value: Value| {
        let event = serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{value}: {error}"));
        (value, event)
    };
    values.into_iter().map(read).collect()
}

/// Every event that follows from a command somewhere in the matrix.
fn following() -> Vec<DemandEvent> {
    let asked = |at| {
        let kinds = DemandCommandKind::ALL.iter();
        let pairs = kinds.flat_map(|kind| states().into_iter().map(|(_, state)| (*kind, state)));
        pairs.filter_map(move |(kind, state)| decide(state.as_ref(), a(kind), &NUMBERS, at).ok()).flatten()
    };
    asked(today()).chain(asked(later())).collect()
}

#[test]
fn every_event_is_read_and_written_back_as_the_file_has_it() {
    for (value, event) in stored() {
        assert_eq!(serde_json::to_value(&event).expect("storable"), value, "written back the same");
        assert_eq!(value["event"], event.name());
        let mut longer = value.clone();
        longer["added_later"] = json!({"any": ["thing", 1]});
        assert_eq!(serde_json::from_value::<DemandEvent>(longer).expect("a longer one is readable"), event);
    }
}

#[test]
fn every_event_that_follows_from_a_command_stands_in_the_file() {
    let following = following();
    let following: BTreeSet<&str> = following.iter().map(DemandEvent::name).collect();
    let stored = stored();
    let kept: BTreeSet<&str> = stored.iter().map(|(_, event)| event.name()).collect();
    assert_eq!(following, kept);
}

#[test]
fn any_event_after_any_state_leads_to_a_state_that_can_be_kept() {
    for (_, state) in states() {
        for (value, event) in stored() {
            let after = apply(state.clone(), &event);
            let kept = serde_json::to_string(&after).expect("storable");
            assert_eq!(serde_json::from_str::<DemandState>(&kept).expect("readable"), after);
            assert_eq!(value["at"], event.at().millis());
        }
    }
}
