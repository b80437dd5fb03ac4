//! What holds for every story that can be told with commands, and for every journal that can be read.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::case::{Identity, Lane};
use super::matrix::{
    Matrix, cases_after_the_last_day, cases_blocked, cases_ended, cases_of_designs, cases_up_to_the_pass,
    cases_with_the_office, entities, examiners, field_lists, requests,
};
use super::stored::events;
use super::told_cases::*;
use super::*;

/// A command as it would be given at a moment, by one of two people.
fn at_its_day(command: CommandKind, by: Id, differing: bool, at: Moment) -> CaseCommand {
    use CaseCommand as C;
    let on = at.legal_day();
    match a(command) {
        C::Pass { .. } => C::Pass { by },
        C::File { application_number, mut texts, .. } => {
            let changed = texts.iter_mut().take(usize::from(differing));
            changed.for_each(|(_, _, digest)| *digest = "f".repeat(64));
            C::File { application_number, filed_on: on, texts }
        }
        C::PayFees { receipt, .. } => C::PayFees { paid_on: on, receipt },
        C::ReceiveAction { .. } => receive(ActionKind::Examination, &on.to_string()),
        C::Reply { note, .. } => C::Reply { replied_on: on, note },
        C::Grant { patent_number, .. } => C::Grant { announced_on: on, patent_number },
        C::Reject { reason, .. } => C::Reject { on, reason },
        other @ (C::Open(_)
        | C::Revise(_)
        | C::Attach { .. }
        | C::Detach { .. }
        | C::SignCommitment { .. }
        | C::Submit { .. }
        | C::Amend { .. }
        | C::Withdraw { .. }
        | C::Assign { .. }
        | C::Release
        | C::Block { .. }
        | C::Unblock
        | C::Accept { .. }
        | C::Return { .. }
        | C::IssueOpinion { .. }
        | C::Fail { .. }
        | C::ConfirmIdentity { .. }
        | C::Mark { .. }
        | C::LoseLane { .. }
        | C::Lapse) => other,
    }
}

type Telling = (CommandKind, Id, bool, u32);

/// A case on its way, and what is asked of it some hours or days apart.
fn stories() -> impl Strategy<Value = (&'static str, Vec<Telling>)> {
    let begun = vec!["draft", "submitted", "accepted", "opinion_issued", "pass_proposed", "passed", "filed", "marked"];
    let telling = (select(CommandKind::ALL), select(vec![LI, WANG]), any::<bool>(), 0_u32..100_000);
    (select(begun), vec(telling, 1..60))
}

/// Every state on the way, each with the events that led there.
fn told(begun: &str, story: Vec<Telling>) -> Vec<(Vec<CaseEvent>, CaseState)> {
    let mut states = vec![(Vec::new(), invention_in(begun))];
    let mut now = today();
    for (command, by, differing, later) in story {
        now = now.plus_seconds(later);
        let before = states.last().map(|(_, state)| state);
        if let Ok(events) = Case::decide(before, at_its_day(command, by, differing, now), now) {
            let after = events.iter().fold(before.cloned(), |state, event| Some(case::apply(state, event)));
            states.push((events, after.expect("a state")));
        }
    }
    states
}

fn counts_as_the_same(lane: &Lane) -> bool {
    lane.identity == Identity::Identical || lane.confirmed.is_some()
}

fn all_states<A: Aggregate>(matrices: Vec<Matrix<A>>) -> Vec<Option<A::State>> {
    matrices.into_iter().flat_map(|matrix| matrix.states).map(|(_, state)| state).collect()
}

fn states_of_cases() -> Vec<Option<CaseState>> {
    let matrices =
        [cases_up_to_the_pass(), cases_with_the_office(), cases_blocked(), cases_of_designs(), cases_ended()];
    all_states(matrices.into_iter().chain([cases_after_the_last_day()]).collect())
}

/// Any event follows any state: a journal that lacks an entry is to be reported, not to be fallen over.
fn any_event_follows_any_state<A: Aggregate>(aggregate: &str, states: &[Option<A::State>]) {
    for state in states {
        for event in events::<A>(aggregate) {
            let after = A::apply(state.clone(), &event);
            let stored = serde_json::to_string(&after).expect("storable");
            assert_eq!(serde_json::from_str::<A::State>(&stored).expect("readable"), after, "{event:?}");
        }
    }
}

#[test]
fn any_event_after_any_state_leads_to_a_state_that_can_be_kept() {
    any_event_follows_any_state::<Case>("case", &states_of_cases());
    any_event_follows_any_state::<Entity>("entity", &all_states(vec![entities()]));
    any_event_follows_any_state::<Request>("request", &all_states(vec![requests()]));
    any_event_follows_any_state::<FieldList>("field_list", &all_states(vec![field_lists()]));
    any_event_follows_any_state::<Examiner>("examiner", &all_states(vec![examiners()]));
}

proptest! {
    #[test]
    fn any_events_in_any_order_lead_somewhere(order in vec(any::<prop::sample::Index>(), 1..40)) {
        let known = events::<Case>("case");
        let replayed = order.iter().fold(None, |state, index| Some(case::apply(state, index.get(&known))));
        let state = replayed.expect("a state");
        // What is asked of such a state is answered too.
        for kind in CommandKind::ALL {
            let _ = Case::decide(Some(&state), a(*kind), today());
        }
        prop_assert!(case::clocks::clocks(&state, &law(), day(TODAY)).is_ok());
    }

    #[test]
    fn what_passed_never_changes((begun, story) in stories()) {
        let states = told(begun, story);
        for ((_, before), (_, after)) in states.iter().zip(states.iter().skip(1)) {
            if let Some(pass) = before.pass() {
                prop_assert_eq!(after.pass(), Some(pass));
            }
        }
    }

    #[test]
    fn nobody_agrees_with_himself_that_a_case_passes((begun, story) in stories()) {
        for (_, state) in told(begun, story) {
            if let Some(pass) = state.pass() {
                prop_assert!(pass.second.is_some_and(|second| second != pass.by), "{pass:?}");
            }
        }
    }

    #[test]
    fn a_granted_case_was_marked_and_a_marked_one_is_what_passed((begun, story) in stories()) {
        let states = told(begun, story);
        for (place, (_, state)) in states.iter().enumerate() {
            if let CaseState::Granted { lane, .. } | CaseState::Marked { lane, .. } = state {
                prop_assert!(lane.marked_at.is_some() && counts_as_the_same(lane));
            }
            if matches!(state, CaseState::Granted { .. }) {
                let before = states[..place].iter().any(|(_, state)| state.name() == "marked");
                prop_assert!(before);
            }
        }
    }

    #[test]
    fn what_ended_stays_ended_and_keeps_late_acts_alone((begun, story) in stories()) {
        let states = told(begun, story);
        for ((_, before), (events, after)) in states.iter().zip(states.iter().skip(1)) {
            prop_assert!(!events.is_empty(), "a command is refused or something follows from it");
            if before.has_ended() {
                prop_assert_eq!(before.name(), after.name());
                prop_assert!(events.iter().all(|event| event.name() == "late_act_kept"));
            }
        }
    }

    #[test]
    fn a_case_is_what_its_journal_says((begun, story) in stories()) {
        let states = told(begun, story);
        let mut replayed = states.first().map(|(_, state)| state.clone());
        for (events, state) in &states {
            for event in events {
                let stored = serde_json::to_string(event).expect("storable");
                let read: CaseEvent = serde_json::from_str(&stored).expect("readable");
                prop_assert_eq!(&read, event);
                replayed = Some(case::apply(replayed, &read));
            }
            prop_assert_eq!(replayed.as_ref(), Some(state));
        }
    }
}
