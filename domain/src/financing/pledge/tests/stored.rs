//! The stored form: what was journalled yesterday is read tomorrow.

use serde_json::{Value, json};

use super::told::*;
use super::*;

/// Each event as it is stored today. Lines may be added; those that stand are never changed.
const STORED: &str = include_str!("events_v1.json");

pub(super) fn stored() -> Vec<(Value, PledgeEvent)> {
    let values: Vec<Value> = serde_json::from_str(STORED).expect("the file is JSON");
    let read = |value: Value| {
        let event = serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{value}: {error}"));
        (value, event)
    };
    values.into_iter().map(read).collect()
}

#[test]
fn every_event_is_read_and_written_back_as_the_file_has_it() {
    for (value, event) in stored() {
        assert_eq!(serde_json::to_value(&event).expect("storable"), value, "written back the same");
        assert_eq!(value["event"], event.name());
        assert_eq!(value["at"], event.at().millis());
        let mut longer = value.clone();
        longer["added_later"] = json!({"any": ["thing", 1]});
        assert_eq!(serde_json::from_value::<PledgeEvent>(longer).expect("a longer one is readable"), event);
    }
}

#[test]
fn every_event_that_follows_from_a_command_stands_in_the_file() {
    let pairs = PledgeCommandKind::ALL.iter().flat_map(|kind| states().into_iter().map(|(_, state)| (*kind, state)));
    let following = pairs.filter_map(|(kind, state)| asked(state.as_ref(), a(kind), today()).ok()).flatten();
    let following: BTreeSet<&str> = following.map(|event| event.name()).collect();
    let kept: BTreeSet<&str> = stored().iter().map(|(_, event)| event.name()).collect();
    assert_eq!(following, kept);
}

#[test]
fn any_event_after_any_state_leads_to_a_state_that_can_be_kept() {
    for (_, state) in states() {
        for (_, event) in stored() {
            let after = apply(state.clone(), &event);
            let kept = serde_json::to_string(&after).expect("storable");
            assert_eq!(serde_json::from_str::<PledgeState>(&kept).expect("readable"), after);
        }
    }
}
