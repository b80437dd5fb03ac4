//! What holds for every story and for every order of events.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::stored::stored;
use super::told::*;
use super::*;

fn stories() -> impl Strategy<Value = Vec<(PledgeCommandKind, u32)>> {
    vec((select(PledgeCommandKind::ALL), 0_u32..200_000), 1..40)
}

/// A command as it would be given on this day.
fn given(kind: PledgeCommandKind, at: Moment) -> PledgeCommand {
    use PledgeCommand as C;
    let on = at.legal_day();
    match a(kind) {
        C::Submit { by, receipt, .. } => C::Submit { by, receipt, on },
        C::NoteDefects { by, note, .. } => C::NoteDefects { by, note, on },
        C::Cure { by, .. } => C::Cure { by, on },
        C::Register { by, number, known, .. } => C::Register { by, number, known, on },
        C::Refuse { by, ground, reason, notice, .. } => C::Refuse { by, ground, reason, notice, on },
        C::Amend { number, content, known, .. } => {
            let amount = at.millis().rem_euclid(1_000_000) + 1;
            let amount = crate::financing::money::Money::from_fen(amount);
            C::Amend { number, content: Content { amount, ..content }, known, on }
        }
        C::Extend { number, known, .. } => C::Extend { number, until_on: on + chrono::Days::new(800), known, on },
        C::Release { number, reason, known, .. } => C::Release { number, reason, known, on },
        other @ (C::Prepare { .. } | C::Mirror { .. } | C::Abandon { .. }) => other,
    }
}

/// Every state on the way, each with the events that led there.
fn told(story: Vec<(PledgeCommandKind, u32)>) -> Vec<(Vec<PledgeEvent>, PledgeState)> {
    let mut states: Vec<(Vec<PledgeEvent>, PledgeState)> = Vec::new();
    let mut now = today();
    for (kind, later) in story {
        now = now.plus_seconds(later);
        let before = states.last().map(|(_, state)| state.clone());
        if let Ok(events) = asked(before.as_ref(), given(kind, now), now) {
            let after = events.iter().fold(before, |state, event| Some(apply(state, event)));
            states.push((events, after.expect("a state")));
        }
    }
    states
}

proptest! {
    #[test]
    fn what_was_registered_never_changes_and_the_days_never_fall(story in stories()) {
        let states = told(story);
        for ((_, before), (_, after)) in states.iter().zip(states.iter().skip(1)) {
            let versions = |state: &PledgeState| -> Vec<Version> {
                state.register().map_or_else(Vec::new, |register| register.versions().cloned().collect())
            };
            let (earlier, later) = (versions(before), versions(after));
            prop_assert_eq!(later.get(..earlier.len()), Some(&earlier[..]));
            prop_assert!(later.iter().zip(later.iter().skip(1)).all(|(one, next)| one.on <= next.on));
        }
    }

    #[test]
    fn a_day_is_answered_alike_whatever_comes_after_it(story in stories(), days in 0_u64..60) {
        let states = told(story);
        let on = day(TODAY) + chrono::Days::new(days);
        for ((_, before), (events, after)) in states.iter().zip(states.iter().skip(1)) {
            let written_later = events.iter().all(|event| on < event.at().legal_day());
            if let (Some(before), Some(after), true) = (before.register(), after.register(), written_later) {
                prop_assert_eq!(before.as_of(on), after.as_of(on));
            }
        }
    }

    #[test]
    fn a_pledge_is_what_its_journal_says_and_what_ended_stays_ended(story in stories()) {
        let (mut replayed, mut ended) = (None, false);
        for (events, state) in told(story) {
            prop_assert!(!ended);
            for event in &events {
                let stored = serde_json::to_string(event).expect("storable");
                let read: PledgeEvent = serde_json::from_str(&stored).expect("readable");
                prop_assert_eq!(&read, event);
                replayed = Some(apply(replayed, &read));
            }
            prop_assert_eq!(replayed.as_ref(), Some(&state));
            ended = state.has_ended();
        }
    }

    #[test]
    fn any_events_in_any_order_lead_somewhere_that_answers(order in vec(any::<prop::sample::Index>(), 1..30)) {
        let known = stored();
        let replayed = order.iter().fold(None, |state, index| Some(apply(state, &index.get(&known).1)));
        let state = replayed.expect("a state");
        for kind in PledgeCommandKind::ALL {
            let _ = asked(Some(&state), a(*kind), today());
        }
        let _ = (step(&state, &law()), public_entry(&state, day(TODAY)));
    }
}
