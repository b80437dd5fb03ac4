//! The stored form: what was journalled yesterday is read tomorrow.

use serde_json::{Value, json};

use super::told::*;
use super::*;

/// Each event as it is stored today. Lines may be added; those that stand are never changed.
const STORED: &str = include_str!("events_v1.json");

pub(super) fn stored() -> Vec<(Value, DealEvent)> {
    let values: Vec<Value> = serde_json::from_str(STORED).expect("the file is JSON");
    let read = |value: Value| {
        let event = serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{value}: {error}"));
        (value, event)
    };
    values.into_iter().map(read).collect()
}

/// Every event that follows from a command somewhere in the matrix.
fn following() -> Vec<DealEvent> {
    let mut events = vec![DealEvent::Published { at: today(), facts: sealed_facts() }];
    for state in all_names().map(deal_in) {
        events.extend(DealCommandKind::ALL.iter().filter_map(|kind| asked(&state, a(*kind), today()).ok()).flatten());
    }
    events.extend(asked(&deal_in("offered"), DealCommand::Lapse, noon("2026-12-24")).expect("accepted"));
    events
}

#[test]
fn every_event_is_read_and_written_back_as_the_file_has_it() {
    for (value, event) in stored() {
        assert_eq!(serde_json::to_value(&event).expect("storable"), value, "written back the same");
        assert_eq!(value["event"], event.name());
        assert!([today(), noon("2026-12-24")].contains(&event.at()), "{value}");
        let mut longer = value.clone();
        longer["added_later"] = json!({"any": ["thing", 1]});
        assert_eq!(serde_json::from_value::<DealEvent>(longer).expect("a longer one is readable"), event);
    }
}

#[test]
fn every_event_that_follows_from_a_command_stands_in_the_file() {
    let following = following();
    let following: BTreeSet<&str> = following.iter().map(DealEvent::name).collect();
    let stored = stored();
    let kept: BTreeSet<&str> = stored.iter().map(|(_, event)| event.name()).collect();
    assert_eq!(following, kept);
    assert_eq!(kept.len(), 32, "each kind of event stands in the file");
}

#[test]
fn any_event_after_any_state_leads_to_a_state_that_can_be_kept() {
    for state in all_names().map(|name| Some(deal_in(name))).chain([None]) {
        for (value, event) in stored() {
            let after = apply(state.clone(), &event);
            let kept = serde_json::to_string(&after).expect("storable");
            assert_eq!(serde_json::from_str::<DealState>(&kept).expect("readable"), after, "{value}");
        }
    }
}

#[test]
fn an_event_that_lacks_what_was_added_later_is_read() {
    let accepted = json!({"event": "accepted", "accepted": {"by": SUN.to_string(), "at": today().millis()}});
    let read: DealEvent = serde_json::from_value(accepted).expect("readable");
    assert_eq!(read, DealEvent::Accepted { accepted: Stamp::of(SUN, today()), late: false });
}
