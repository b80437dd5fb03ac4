//! What holds for every story that can be told with commands.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::generated::{of_authorisations, of_clients, of_invitations, of_organisations, of_people, sent};
use super::*;

/// What was decided in a story, and every state on the way.
struct Told<A: Aggregate> {
    events: Vec<A::Event>,
    states: Vec<A::State>,
}

/// Sends each command; a refusal changes nothing, and nothing is accepted after the end.
fn tell<A: Aggregate>(story: Vec<(A::Command, Moment)>) -> Result<Told<A>, TestCaseError> {
    let mut told = Told::<A> { events: Vec::new(), states: Vec::new() };
    for (command, at) in story {
        let state = told.states.last();
        let Ok(events) = A::decide(state, command, at) else { continue };
        prop_assert!(!events.is_empty(), "a command is refused or something follows from it");
        prop_assert!(!state.is_some_and(A::has_ended), "accepted after the end");
        for event in events {
            let state = A::apply(told.states.last().cloned(), &event);
            told.states.push(state);
            told.events.push(event);
        }
    }
    Ok(told)
}

fn stored_and_read<T: Serialize + DeserializeOwned>(value: &T) -> T {
    let stored = serde_json::to_string(value).expect("storable");
    serde_json::from_str(&stored).unwrap_or_else(|error| panic!("{stored}: {error}"))
}

/// What the journal keeps tells the story anew, event by event, and so does the row.
fn holds<A: Aggregate>(story: Vec<(A::Command, Moment)>) -> Result<(), TestCaseError> {
    let told = tell::<A>(story)?;
    let mut replayed = None;
    for (event, state) in told.events.iter().zip(&told.states) {
        let read = stored_and_read(event);
        prop_assert_eq!(&read, event);
        replayed = Some(A::apply(replayed, &read));
        prop_assert_eq!(replayed.as_ref(), Some(state));
        prop_assert_eq!(&stored_and_read(state), state);
    }
    prop_assert_eq!(A::replayed(&told.events), told.states.last().cloned());
    Ok(())
}

proptest! {
    #[test]
    fn an_organisation_is_what_its_journal_says(story in sent(of_organisations())) {
        holds::<Organisation>(story)?;
    }

    #[test]
    fn a_person_is_what_the_journal_says(story in sent(of_people())) {
        holds::<Person>(story)?;
    }

    #[test]
    fn an_invitation_is_what_its_journal_says(story in sent(of_invitations())) {
        holds::<Invitation>(story)?;
    }

    #[test]
    fn an_authorisation_is_what_its_journal_says(story in sent(of_authorisations())) {
        holds::<Authorisation>(story)?;
    }

    #[test]
    fn a_client_is_what_its_journal_says(story in sent(of_clients())) {
        holds::<Client>(story)?;
    }

    #[test]
    fn no_story_gives_a_person_roles_that_no_person_may_hold(story in sent(of_people())) {
        for state in tell::<Person>(story)?.states {
            let Some(facts) = state.facts() else { continue };
            prop_assert!(the_three_administrators_are_kept_apart(&facts.memberships).is_ok());
            for Membership { kind, roles } in facts.memberships.values() {
                prop_assert!(a_role_belongs_to_its_kind_of_organisation(*kind, roles).is_ok());
            }
        }
    }

    #[test]
    fn no_story_widens_an_authorisation(story in sent(of_authorisations()), asked_after in 0_u64..1_500) {
        let day = day("2026-03-01").checked_add_days(chrono::Days::new(asked_after)).expect("a day");
        let states = tell::<Authorisation>(story)?.states;
        for (before, after) in states.iter().zip(states.iter().skip(1)) {
            for power in Power::ALL {
                let covered = |state| authorisation::covers(state, *power, day).is_ok();
                prop_assert!(covered(before) || !covered(after), "{power} on {day}");
            }
        }
    }

    #[test]
    fn an_invitation_is_never_accepted_late(story in sent(of_invitations())) {
        let states = tell::<Invitation>(story)?.states;
        if let [InvitationState::Open { expires_at, .. }, InvitationState::Accepted { at, .. }] = &states[..] {
            prop_assert!(at < expires_at);
        }
    }

    #[test]
    fn any_events_in_any_order_lead_somewhere(
        first in sent(of_people()), second in sent(of_people()), dropped in 0_usize..20,
    ) {
        // A journal that lacks an entry, or has those of two: `verify` shall report it, not fall over it.
        let mut events = tell::<Person>(first)?.events;
        events.extend(tell::<Person>(second)?.events);
        let replayed = Person::replayed(events.get(dropped..).unwrap_or_default());
        prop_assert_eq!(replayed.is_some(), dropped < events.len());
    }
}
