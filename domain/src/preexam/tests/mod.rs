//! What may go the fast lane and by when, asked on a Monday with the shipped rules and calendars.

mod diagrams;
mod examiner;
mod forecast;
mod gate;
mod identity;
mod lateness;
mod matrix;
mod properties;
mod rules;
mod stored;
mod told_cases;
mod told_others;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::case::gate::{CreditAnswer, EntityAnswer, Quota, examine};
use super::case::{
    ActionKind, CaseCommand, CaseEvent, CaseFacts, CaseState, CheckId, CommandKind, Declarations, DocumentRole,
    GateFacts, LaneLossReason, OpinionItem,
};
use super::entity::{
    EntityCheckId, EntityClass, EntityCommand, EntityCommandKind, EntityEvent, EntityFacts, EntityKind, EntityStanding,
    EntityState,
};
use super::examiner::{ExaminerCommand, ExaminerEvent, ExaminerState};
use super::field_list::{FieldAnswer, FieldListCommand, FieldListEvent, FieldListState, FieldScheme, FieldVersion};
use super::request::{
    RequestCommand, RequestCommandKind, RequestEvent, RequestFacts, RequestKind, RequestState, Route,
};
use super::*;
use crate::calendar::{Channel, DeadlineRules, WorkingDays};
use crate::hall::{Id, Moment, Refusal};
use crate::identifier::PatentNumber;

/// The rule file as it ships.
const SHIPPED: &str = include_str!("../../../../rules/preexam.toml");
const DEADLINES: &str = include_str!("../../../../rules/deadlines.toml");
const CALENDARS: [&str; 2] =
    [include_str!("../../../../data/calendar/2025.json"), include_str!("../../../../data/calendar/2026.json")];

/// What ships, read.
struct Shipped {
    rules: PreexamRules,
    deadlines: DeadlineRules,
    working_days: WorkingDays,
}

impl Shipped {
    fn read() -> Self {
        let clocks = PreexamRules::clocks_of(SHIPPED).expect("clocks");
        let files = [("rules/deadlines.toml", DEADLINES), ("rules/preexam.toml", clocks.as_str())];
        let years = CALENDARS.iter().map(|text| serde_json::from_str(text).expect("a calendar"));
        Self {
            rules: PreexamRules::parse(SHIPPED).expect("the shipped rules are right"),
            deadlines: DeadlineRules::parse_all(&files).expect("the shipped periods are right"),
            working_days: WorkingDays::of(years.collect::<Vec<_>>()).expect("the shipped calendars are right"),
        }
    }
}

fn shipped() -> &'static Shipped {
    thread_local! {
        /// Read once for each test's thread, for the sake of the properties; it lives as long as the tests do.
        static SHIPPED_ONCE: &'static Shipped = Box::leak(Box::new(Shipped::read()));
    }
    SHIPPED_ONCE.with(|shipped| *shipped)
}

fn law() -> Law<'static> {
    let Shipped { rules, deadlines, working_days } = shipped();
    Law { rules: deadlines, numbers: rules.numbers(), calendar: working_days }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Noon of this day in China.
fn noon(text: &str) -> Moment {
    let noon = day(text).and_hms_opt(4, 0, 0).expect("an hour").and_utc();
    Moment::from_millis(noon.timestamp_millis()).expect("within the calendar")
}

/// The day on which all that is not about time happens, a Monday.
const TODAY: &str = "2026-11-23";

fn today() -> Moment {
    noon(TODAY)
}

const CENTRE: Id = Id::from_u128(0xc1);
const FIRM: Id = Id::from_u128(0xf1);
const ENTITY: Id = Id::from_u128(0xe1);
const LI: Id = Id::from_u128(0x1001);
const WANG: Id = Id::from_u128(0x1002);

/// The code of a refusal without the room.
fn code<T: Debug>(answer: Result<T, Refusal>) -> String {
    let refusal = answer.expect_err("a refusal");
    refusal.code.strip_prefix("preexam.").expect("of this room").to_owned()
}

fn reason() -> String {
    "材料不符".into()
}

/// What all aggregates have in common, so that what holds for all is said once.
trait Aggregate {
    type State: Debug + Clone + PartialEq + Serialize + DeserializeOwned;
    type Event: Debug + Clone + PartialEq + Serialize + DeserializeOwned;
    type Command: Debug + Clone;

    fn decide(state: Option<&Self::State>, command: Self::Command, at: Moment) -> Result<Vec<Self::Event>, Refusal>;
    fn apply(state: Option<Self::State>, event: &Self::Event) -> Self::State;
    fn name(event: &Self::Event) -> &'static str;
    fn has_ended(state: &Self::State) -> bool;

    /// What is so after a command that is accepted.
    fn after(state: Option<Self::State>, command: Self::Command, at: Moment) -> Option<Self::State> {
        let told = format!("{command:?}");
        let events = Self::decide(state.as_ref(), command, at).unwrap_or_else(|refusal| panic!("{told}: {refusal}"));
        events.iter().fold(state, |state, event| Some(Self::apply(state, event)))
    }

    /// What is so after the commands of today, all of which are accepted.
    fn told(commands: impl IntoIterator<Item = Self::Command>) -> Self::State {
        let state = commands.into_iter().fold(None, |state, command| Self::after(state, command, today()));
        state.expect("a command at least")
    }

    /// What is so after a further command of today.
    fn then(state: Self::State, command: Self::Command) -> Self::State {
        Self::after(Some(state), command, today()).expect("a state")
    }
}

macro_rules! aggregate {
    ($name:ident: $module:ident, $state:ident, $event:ident, $command:ident, $has_ended:expr $(, $law:ident)?) => {
        struct $name;

        impl Aggregate for $name {
            type State = $state;
            type Event = $event;
            type Command = $command;

            fn decide(state: Option<&$state>, command: $command, at: Moment) -> Result<Vec<$event>, Refusal> {
                super::$module::decide(state, command, $(&$law(),)? at)
            }

            fn apply(state: Option<$state>, event: &$event) -> $state {
                super::$module::apply(state, event)
            }

            fn name(event: &$event) -> &'static str {
                event.name()
            }

            fn has_ended(state: &$state) -> bool {
                $has_ended(state)
            }
        }
    };
}

aggregate!(Case: case, CaseState, CaseEvent, CaseCommand, CaseState::has_ended, law);
aggregate!(Entity: entity, EntityState, EntityEvent, EntityCommand, EntityState::has_ended, law);
aggregate!(Request: request, RequestState, RequestEvent, RequestCommand, RequestState::has_ended, law);
aggregate!(FieldList: field_list, FieldListState, FieldListEvent, FieldListCommand, FieldListState::has_ended);
aggregate!(Examiner: examiner, ExaminerState, ExaminerEvent, ExaminerCommand, |_: &ExaminerState| false);

#[test]
fn every_refusal_has_a_code_of_its_own_and_a_sentence_in_both_languages() {
    let mut codes = BTreeSet::new();
    for refusal in refusals::ALL.iter().map(|refusal| refusal()) {
        assert!(refusal.code.starts_with("preexam."), "{}", refusal.code);
        assert!(codes.insert(refusal.code), "{} stands twice", refusal.code);
        assert!(!refusal.zh.is_ascii(), "{}", refusal.code);
        assert!(refusal.en.is_ascii() && refusal.en.starts_with(char::is_uppercase), "{}", refusal.code);
        assert!(!refusal.zh.ends_with('。') && !refusal.en.ends_with('.'), "{}", refusal.code);
    }
}
