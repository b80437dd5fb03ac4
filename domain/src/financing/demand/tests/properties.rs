//! What holds whatever is asked of a demand, in whatever order.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::states::a;
use super::*;
use crate::hall::Answer;

/// What may be known of a right.
fn answers() -> impl Strategy<Value = RightAnswer> {
    let standing = select(SimpleStatus::ALL.to_vec());
    let owners = select(vec![vec![], vec![FIRM_NAME], vec![FIRM_NAME, "东北某大学"], vec!["别家公司"]]);
    let ends_on = select(vec![None, Some("2027-01-01"), Some("2041-01-03")]);
    let lies_on_it = (select(vec![None, Some(0), Some(1)]), select(vec![None, Some(false), Some(true)]));
    let dispute = select(vec![
        DisputeAnswer::NotConnected,
        DisputeAnswer::Clear,
        DisputeAnswer::Open { case: "调〔2026〕1号".into() },
    ]);
    (standing, owners, ends_on, lies_on_it, dispute).prop_map(
        |(standing, owners, ends_on, (pledges, seized), dispute)| {
            let owners = owners.into_iter().map(owner).collect();
            RightAnswer { owners, standing, ends_on: ends_on.map(day), pledges, seized, dispute }
        },
    )
}

proptest! {
    #[test]
    fn commands_in_any_order_lead_from_one_state_that_can_be_kept_to_another(
        kinds in vec(select(DemandCommandKind::ALL), 0..40),
    ) {
        let mut state = on_a_bundle();
        for kind in kinds {
            let shown = possible(&state, day(TODAY)).contains(&kind.code());
            match decide(Some(&state), a(kind), &NUMBERS, today()) {
                Ok(events) => {
                    prop_assert!(shown, "{kind} is accepted and not shown");
                    state = events.iter().fold(state, |state, event| apply(Some(state), event));
                }
                Err(refused) => prop_assert!(!refused.refusal.zh.is_ascii()),
            }
            let kept = serde_json::to_string(&state).expect("storable");
            prop_assert_eq!(&serde_json::from_str::<DemandState>(&kept).expect("readable"), &state);
        }
    }

    #[test]
    fn a_demand_is_opened_only_while_no_check_says_no_and_a_person_looked(known in answers()) {
        let state = on_an_invention();
        let gate = gate_where(|answer| *answer = known);
        let checks = examine(state.demand(), &gate, &NUMBERS, day(TODAY));
        let stands = |one: &DemandCheck| {
            one.answer == Answer::Yes || one.answer == Answer::NeedsPerson && one.check.is_left_to_the_bank()
        };
        let opened = decide(Some(&state), publish(gate.clone()), &NUMBERS, today());
        prop_assert_eq!(opened.is_ok(), checks.iter().all(stands), "{:#?}", checks);
        if let Err(refused) = opened {
            let some_no = checks.iter().any(|one| one.answer == Answer::No);
            prop_assert_eq!(some_no, code(&refused) != "needs_person", "a no is told first");
        }
    }

    #[test]
    fn whatever_a_person_may_settle_lets_through_all_that_is_not_known_and_nothing_else(known in answers()) {
        let gate = gate_where(|answer| *answer = known);
        let mut state = on_an_invention();
        for check in DemandCheckId::ALL {
            let (right, reason) = (key(PledgedKind::Invention), String::from("已核查"));
            let settle = DemandCommand::SettleCheck { by: LI, right, check: *check, reason, gate: Box::new(gate.clone()) };
            if let Ok(events) = decide(Some(&state), settle, &NUMBERS, today()) {
                state = events.iter().fold(state, |state, event| apply(Some(state), event));
            }
        }
        let some_no = examine(state.demand(), &gate, &NUMBERS, day(TODAY)).iter().any(|one| one.answer == Answer::No);
        prop_assert_eq!(decide(Some(&state), publish(gate), &NUMBERS, today()).is_err(), some_no);
    }
}
