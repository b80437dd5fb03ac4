//! Consents: the states by the commands, what may be looked at, and the stored form.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;
use crate::financing::product::DataKind;
use crate::financing::product::tests::{BANK, noon};
use crate::hall::{FieldRefusal, Id};
use crate::tests::diagrams::{Asked, Drawn, Place};

const FIRM: Id = Id::from_u128(0xf1);
const ZHAO: Id = Id::from_u128(0x7a0);
const QIAN: Id = Id::from_u128(0x91a);
const DEMAND: Id = Id::from_u128(0xde);
const LONGEST: u32 = 60;
const TODAY: &str = "2026-11-23";
const STORED: &str = include_str!("events_v1.json");

fn fields(all: &[ConsentField]) -> BTreeSet<ConsentField> {
    all.iter().copied().collect()
}

fn give(until: &str, of: &[ConsentField]) -> ConsentCommand {
    ConsentCommand::Give {
        by: ZHAO,
        firm: FIRM,
        bank: BANK,
        demand: DEMAND,
        fields: fields(of),
        purpose: ConsentPurpose::BeforeLending,
        until_on: until.parse().expect("a day"),
    }
}

fn a(kind: ConsentCommandKind) -> ConsentCommand {
    match kind {
        ConsentCommandKind::Give => give("2027-02-28", &[ConsentField::Identity, ConsentField::Tax]),
        ConsentCommandKind::Read => ConsentCommand::Read { by: QIAN, fields: fields(&[ConsentField::Tax]) },
        ConsentCommandKind::Withdraw => ConsentCommand::Withdraw { by: ZHAO },
    }
}

fn after(kinds: &[ConsentCommandKind]) -> ConsentState {
    let given = kinds.iter().fold(None, |state: Option<ConsentState>, kind| {
        let events = decide(state.as_ref(), a(*kind), LONGEST, noon(TODAY)).expect("accepted");
        events.iter().fold(state, |state, event| Some(apply(state, event)))
    });
    given.expect("a command at least")
}

/// The diagram, drawn from what each state accepts.
pub(in crate::financing) fn drawn() -> Drawn {
    use ConsentCommandKind as K;
    let states =
        [("none", None), ("given", Some(after(&[K::Give]))), ("withdrawn", Some(after(&[K::Give, K::Withdraw])))];
    let commands: Vec<_> = K::ALL.iter().map(|kind| (kind.code(), a(*kind))).collect();
    let today = noon(TODAY);
    let place = |state: &ConsentState| Place::of(state, possible(state, today.legal_day()).is_empty());
    let mut drawn = Drawn::default();
    let decide = |state: Option<&ConsentState>, command| decide(state, command, LONGEST, today).ok();
    drawn.ask(Asked::InTime, &states, &commands, place, decide, apply);
    drawn
}

fn refused(answer: Result<Vec<ConsentEvent>, FieldRefusal>) -> (String, &'static str) {
    let refused = answer.expect_err("refused");
    (refused.pointer, refused.refusal.code)
}

#[test]
fn what_each_state_says_to_each_command() {
    use ConsentCommandKind as K;
    let states = [
        ("-", None, TODAY),
        ("given", Some(after(&[K::Give])), TODAY),
        ("given, past its last day", Some(after(&[K::Give])), "2027-03-01"),
        ("withdrawn", Some(after(&[K::Give, K::Withdraw])), TODAY),
    ];
    let mut table = String::new();
    for kind in ConsentCommandKind::ALL {
        for (name, state, day) in &states {
            let answer = match decide(state.as_ref(), a(*kind), LONGEST, noon(day)) {
                Ok(events) => events.iter().map(ConsentEvent::name).collect::<Vec<_>>().join(", "),
                Err(refused) => format!("({})", refused.refusal.code),
            };
            table += &format!("{kind} in {name}: {answer}\n");
        }
    }
    insta::assert_snapshot!(table, @r"
    give in -: given
    give in given: (financing.consent_exists)
    give in given, past its last day: (financing.consent_exists)
    give in withdrawn: (financing.consent_exists)
    read in -: (financing.consent_unknown)
    read in given: read
    read in given, past its last day: (financing.consent_expired)
    read in withdrawn: (financing.consent_withdrawn)
    withdraw in -: (financing.consent_unknown)
    withdraw in given: withdrawn
    withdraw in given, past its last day: (financing.consent_expired)
    withdraw in withdrawn: (financing.consent_withdrawn)
    ");
}

#[test]
fn it_stands_on_its_last_day_and_not_on_the_next() {
    let given = after(&[ConsentCommandKind::Give]);
    let on = |day: &str| given.stands_on(day.parse().expect("a day"));
    assert!(on("2027-02-28") && !on("2027-03-01"));
}

#[test]
fn what_cannot_be_meant_is_refused_with_its_field() {
    let give_until = |until, of: &[ConsentField]| refused(decide(None, give(until, of), LONGEST, noon(TODAY)));
    let one = [ConsentField::Identity];
    assert_eq!(give_until("2027-02-28", &[]), ("/fields".into(), "financing.consent_fields_missing"));
    assert_eq!(give_until("2026-11-22", &one), ("/until_on".into(), "financing.consent_until"));
    assert_eq!(give_until("2031-11-24", &one), ("/until_on".into(), "financing.consent_until"));
    assert!(decide(None, give("2031-11-23", &one), LONGEST, noon(TODAY)).is_ok(), "sixty months to the day");
    let given = after(&[ConsentCommandKind::Give]);
    let read = ConsentCommand::Read { by: QIAN, fields: fields(&[ConsentField::Tax, ConsentField::Rights]) };
    let refused = refused(decide(Some(&given), read, LONGEST, noon(TODAY)));
    assert_eq!(refused, ("/fields".into(), "financing.consent_field_not_given"));
}

#[test]
fn nothing_is_handed_out_before_a_look_was_written_down() {
    let day = TODAY.parse().expect("a day");
    let given = after(&[ConsentCommandKind::Give]);
    assert!(!given.was_looked_at(ConsentField::Tax, day));
    let read = after(&[ConsentCommandKind::Give, ConsentCommandKind::Read]);
    assert!(read.was_looked_at(ConsentField::Tax, day) && !read.was_looked_at(ConsentField::Identity, day));
    assert!(!read.was_looked_at(ConsentField::Tax, "2027-03-01".parse().expect("a day")), "it is over");
    let withdrawn = after(&[ConsentCommandKind::Give, ConsentCommandKind::Read, ConsentCommandKind::Withdraw]);
    assert!(!withdrawn.was_looked_at(ConsentField::Tax, day));
    assert_eq!(withdrawn.consent().readings.len(), 1, "what was read stays read");
}

#[test]
fn each_kind_of_data_is_a_field_of_its_own() {
    let of: BTreeSet<ConsentField> = DataKind::ALL.iter().map(|kind| ConsentField::of_data(*kind)).collect();
    assert_eq!(of.len(), DataKind::ALL.len());
    assert!(DataKind::ALL.iter().all(|kind| ConsentField::of_data(*kind).code() == kind.code()));
}

#[test]
fn every_event_is_read_and_written_back_as_the_file_has_it() {
    let stored: Vec<serde_json::Value> = serde_json::from_str(STORED).expect("the file is JSON");
    let mut names = BTreeSet::new();
    for value in stored {
        let event: ConsentEvent = serde_json::from_value(value.clone()).expect("readable");
        assert_eq!(serde_json::to_value(&event).expect("storable"), value);
        assert_eq!(value["event"], event.name());
        let kept = serde_json::to_value(apply(None, &event)).expect("storable");
        assert_eq!(serde_json::from_value::<ConsentState>(kept).expect("readable"), apply(None, &event));
        names.insert(event.name());
    }
    assert_eq!(names, BTreeSet::from(["given", "read", "withdrawn"]));
}

proptest! {
    /// Whatever is given and whatever is asked, only what was given is ever read.
    #[test]
    fn only_what_was_given_is_read(
        given in subsequence(ConsentField::ALL.to_vec(), 1..=ConsentField::ALL.len()),
        asked in subsequence(ConsentField::ALL.to_vec(), 0..=ConsentField::ALL.len()),
    ) {
        let events = decide(None, give("2027-02-28", &given), LONGEST, noon(TODAY)).expect("given");
        let state = events.iter().fold(None, |state, event| Some(apply(state, event))).expect("a state");
        let read = ConsentCommand::Read { by: QIAN, fields: fields(&asked) };
        let answer = decide(Some(&state), read, LONGEST, noon(TODAY));
        let may = !asked.is_empty() && asked.iter().all(|field| given.contains(field));
        prop_assert_eq!(answer.is_ok(), may);
    }
}
