//! Deals from the demand to the end of the debt, asked on a Monday with the shipped rules and calendars.

mod contracts;
mod diagram;
mod lateness;
mod losses;
mod matrix;
mod offers;
mod parties;
mod properties;
mod stored;
mod told;

pub(in crate::financing) use diagram::drawn;

use std::collections::BTreeSet;
use std::fmt::Debug;

use chrono::NaiveDate;

use super::*;
use crate::calendar::{DeadlineRules, WorkingDays};
use crate::financing::FinancingRules;
use crate::financing::money::{Money, Share};
use crate::financing::product::tests::{noon, rate, yuan};
use crate::financing::schedule::Repayment;
use crate::hall::{Id, Moment, Refusal};

/// The rule file as it ships.
const SHIPPED: &str = include_str!("../../../../../rules/financing.toml");
const CALENDARS: [&str; 2] =
    [include_str!("../../../../../data/calendar/2025.json"), include_str!("../../../../../data/calendar/2026.json")];

/// What ships, read.
struct Shipped {
    rules: FinancingRules,
    working_days: WorkingDays,
}

impl Shipped {
    fn read() -> Self {
        let years = CALENDARS.iter().map(|text| serde_json::from_str(text).expect("a calendar"));
        Self {
            rules: FinancingRules::parse(SHIPPED).expect("the shipped rules are right"),
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

/// The shipped law.
pub(in crate::financing) fn law() -> Law<'static> {
    let Shipped { rules, working_days } = shipped();
    Law { rules: rules.clocks(), numbers: rules.numbers(), calendar: working_days }
}

/// The clocks of the shipped file with something replaced.
fn clocks_with(replaced: &str, by: &str) -> DeadlineRules {
    assert!(SHIPPED.contains(replaced), "{replaced}");
    let rules = FinancingRules::parse(&SHIPPED.replacen(replaced, by, 1)).expect("sound");
    rules.clocks().clone()
}

pub(in crate::financing) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The day on which all that is not about time happens, a Monday.
pub(in crate::financing) const TODAY: &str = "2026-11-23";

pub(in crate::financing) fn today() -> Moment {
    noon(TODAY)
}

const DEMAND: Id = Id::from_u128(0xde);
pub(in crate::financing) const FIRM: Id = Id::from_u128(0xf1);
pub(in crate::financing) const BANK: Id = Id::from_u128(0xba);
const GUARANTOR: Id = Id::from_u128(0x61);
const INSURER: Id = Id::from_u128(0x15);
const APPRAISER: Id = Id::from_u128(0xa9);
const POOL: Id = Id::from_u128(0x90);
/// Of the firm.
pub(in crate::financing) const LI: Id = Id::from_u128(0x1001);
/// Loan officer of the bank.
pub(in crate::financing) const SUN: Id = Id::from_u128(0x5001);
/// Who approves there.
const ZHAO: Id = Id::from_u128(0x5002);
const PATENT: Id = Id::from_u128(0x9001);
const MARK: Id = Id::from_u128(0x9002);

/// The code of a refusal without the room and the aggregate.
fn code<T: Debug>(answer: Result<T, Refusal>) -> String {
    let refusal = answer.expect_err("a refusal");
    refusal.code.strip_prefix("financing.deal_").unwrap_or(refusal.code).to_owned()
}

fn share(bearer: Id, percent: &str) -> LossShare {
    LossShare { bearer, share: Share::parse(percent).expect("a share") }
}

fn asked(state: &DealState, command: DealCommand, at: Moment) -> Result<Vec<DealEvent>, Refusal> {
    decide(Some(state), command, &law(), at)
}

/// The state after a command that is accepted at a moment.
fn then_at(state: &DealState, command: DealCommand, at: Moment) -> DealState {
    let told = format!("{command:?}");
    let events = asked(state, command, at).unwrap_or_else(|refusal| panic!("{told}: {refusal}"));
    after(state, &events)
}

/// The state after these events.
fn after(state: &DealState, events: &[DealEvent]) -> DealState {
    events.iter().fold(state.clone(), |state, event| apply(Some(state), event))
}

/// The state after a further command of today.
fn then(state: &DealState, command: DealCommand) -> DealState {
    then_at(state, command, today())
}

#[test]
fn every_refusal_has_a_code_of_its_own_and_a_sentence_in_both_languages() {
    let mut codes = BTreeSet::new();
    for refusal in refusals::ALL.iter().map(|refusal| refusal()) {
        assert!(refusal.code.starts_with("financing.deal_"), "{}", refusal.code);
        assert!(codes.insert(refusal.code), "{} stands twice", refusal.code);
        assert!(!refusal.zh.is_ascii(), "{}", refusal.code);
        assert!(refusal.en.is_ascii() && refusal.en.starts_with(char::is_uppercase), "{}", refusal.code);
        assert!(!refusal.zh.ends_with('。') && !refusal.en.ends_with('.'), "{}", refusal.code);
    }
}
