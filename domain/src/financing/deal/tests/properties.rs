//! What holds for every story that can be told with commands, for every share and for every amount.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::stored::stored;
use super::told::*;
use super::*;

fn money() -> impl Strategy<Value = Money> {
    prop_oneof![0_i64..100_000, 0..=Money::MAX.fen()].prop_map(|fen| Money::from_fen(fen).expect("an amount"))
}

fn a_share() -> impl Strategy<Value = Share> {
    (0_u32..=10_000).prop_map(|parts| Share::parse(&format!("{}.{:02}", parts / 100, parts % 100)).expect("a share"))
}

/// Shares that make a whole, of two to six bearers.
fn whole() -> impl Strategy<Value = Vec<LossShare>> {
    vec(0_u32..=10_000, 1..6).prop_map(|mut cuts| {
        cuts.extend([0, 10_000]);
        cuts.sort_unstable();
        let pairs = cuts.iter().zip(cuts.iter().skip(1)).zip(0_u128..);
        let bears = |((from, to), bits): ((&u32, &u32), u128)| {
            let parts = to - from;
            share(Id::from_u128(bits), &format!("{}.{:02}", parts / 100, parts % 100))
        };
        pairs.map(bears).collect()
    })
}

/// A deal on its way, and what is asked of it some hours or weeks apart, by one of two people.
fn stories() -> impl Strategy<Value = (&'static str, Vec<(DealCommandKind, Id, u32)>)> {
    let begun =
        vec!["published", "due_diligence", "offered, sealed", "contracting", "registering", "disbursed", "default"];
    let telling = (select(DealCommandKind::ALL), select(vec![SUN, ZHAO]), 0_u32..400_000);
    (select(begun), vec(telling, 1..80))
}

/// A command as this person gives it at a moment.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other commands tell no day and name nobody who matters")]
fn given(kind: DealCommandKind, by: Id, at: Moment) -> DealCommand {
    use DealCommand as C;
    let on = at.legal_day();
    match a(kind) {
        C::Approve { .. } => C::Approve { by },
        C::MakeOffer { terms, .. } => {
            C::MakeOffer { by, terms: OfferTerms { expires_on: on + chrono::Days::new(30), ..terms } }
        }
        C::Sign { by, digest, .. } => {
            let side = if by == SUN { Side::Bank } else { Side::Firm };
            C::Sign { side, by, digest, on }
        }
        C::NoteRegistered { pledge, .. } => C::NoteRegistered { pledge, on },
        C::NoteReleased { pledge, .. } => C::NoteReleased { pledge, on },
        C::Disburse { by, amount, reference, .. } => C::Disburse { by, amount, on, reference },
        C::Settle { by, .. } => C::Settle { by, on },
        other => other,
    }
}

/// Every state on the way, each with the events that led there.
fn told(begun: &str, story: Vec<(DealCommandKind, Id, u32)>) -> Vec<(Vec<DealEvent>, DealState)> {
    let mut states = vec![(Vec::new(), deal_in(begun))];
    let mut now = today();
    for (kind, by, later) in story {
        now = now.plus_seconds(later);
        let before = states.last().map(|(_, state)| state.clone()).expect("a state");
        if let Ok(events) = asked(&before, given(kind, by, now), now) {
            let after = after(&before, &events);
            states.push((events, after));
        }
    }
    states
}

proptest! {
    #[test]
    fn parts_of_a_loss_sum_to_it_and_none_is_a_fen_from_its_share(loss in money(), shares in whole()) {
        prop_assert!(Share::make_a_whole(shares.iter().map(|share| share.share)));
        let parts = parts_of_a_loss(loss, &shares);
        prop_assert_eq!(Money::sum(parts.iter().map(|(_, part)| *part)), Some(loss));
        for ((_, part), share) in parts.iter().zip(&shares).skip(1) {
            let exact = loss.yuan() * share.share.rate().fraction();
            prop_assert!(part.yuan() <= exact && exact - part.yuan() < Money::from_fen(1).expect("a fen").yuan());
        }
    }

    #[test]
    fn proceeds_are_distributed_to_the_fen_in_their_order(
        proceeds in money(),
        owed in [money(), money(), money(), money()],
    ) {
        let [costs, interest, principal, penalty] = owed;
        let claims = Claims { costs, interest, principal, penalty };
        let Ok(all) = distribute(proceeds, &claims) else {
            prop_assert_eq!(Money::sum(owed), None);
            return Ok(());
        };
        let paid = [all.costs, all.interest, all.principal, all.penalty];
        let given_out = Money::sum(paid.into_iter().chain([all.surplus]));
        prop_assert_eq!(given_out, Some(proceeds));
        prop_assert_eq!(Money::sum(paid.into_iter().chain([all.shortfall])), Money::sum(owed));
        prop_assert!(all.surplus == Money::ZERO || all.shortfall == Money::ZERO);
        for (place, (part, claim)) in paid.iter().zip(&owed).enumerate() {
            prop_assert!(part <= claim);
            let later_are_paid = paid.iter().skip(place + 1).any(|later| *later > Money::ZERO);
            prop_assert!(part == claim || !later_are_paid, "{place} comes first");
        }
    }

    #[test]
    fn a_pool_is_never_negative_and_keeps_its_caps(
        balance in money(),
        cap_per_case in proptest::option::of(money()),
        cap_per_year in proptest::option::of(money()),
        losses in vec((money(), a_share()), 1..20),
    ) {
        let mut pool = Pool { balance, cap_per_case, cap_per_year, paid_this_year: Money::ZERO };
        let mut paid = Vec::new();
        for (loss, share) in losses {
            if let Ok(pays) = compensation(&pool, loss, share) {
                prop_assert!(Money::ZERO < pays && pays <= loss.times(share.rate()));
                prop_assert!(cap_per_case.is_none_or(|cap| pays <= cap));
                pool = pool.after(pays).expect("it never pays what is not in it");
                paid.push(pays);
            }
        }
        let together = Money::sum(paid).expect("an amount");
        prop_assert_eq!(pool.balance.plus(together), Some(balance));
        prop_assert_eq!(pool.paid_this_year, together);
        prop_assert!(cap_per_year.is_none_or(|cap| together <= cap));
    }

    #[test]
    fn any_events_in_any_order_lead_somewhere_that_answers(order in vec(any::<prop::sample::Index>(), 1..40)) {
        let known = stored();
        let replayed = order.iter().fold(None, |state, index| Some(apply(state, &index.get(&known).1)));
        let state = replayed.expect("a state");
        for kind in DealCommandKind::ALL {
            let _ = asked(&state, a(*kind), today());
        }
        let _ = (step(&state, &law()), visible_offer(&state, today()));
    }

    #[test]
    fn money_is_paid_once_secured_or_waived_within_contract_and_offer((begun, story) in stories()) {
        let states = told(begun, story);
        for ((_, before), (events, after)) in states.iter().zip(states.iter().skip(1)) {
            let pays = events.iter().any(|event| event.name() == "disbursed");
            let collateral = before.collateral();
            if pays {
                prop_assert!(before.loan().is_none());
                prop_assert!(collateral.is_some_and(|all| all.is_registered() || all.waiver.is_some()));
            }
            if let Some(loan) = after.loan() {
                let Agreement { offer, approved, contract, .. } = &loan.agreement;
                prop_assert!(loan.disbursement.amount <= contract.amount && contract.amount <= offer.terms.amount);
                prop_assert!(approved.by != offer.made.by, "four eyes");
                prop_assert!(contract.signed_on().is_some_and(|signed_on| signed_on <= loan.disbursement.on));
            }
            if let Some(before) = before.loan() {
                prop_assert_eq!(after.loan().map(|after| &after.disbursement), Some(&before.disbursement));
            }
        }
    }

    #[test]
    fn what_ended_stays_ended_and_leaves_no_pledge_standing((begun, story) in stories()) {
        let states = told(begun, story);
        for ((_, before), (_, after)) in states.iter().zip(states.iter().skip(1)) {
            prop_assert!(!before.has_ended());
            if after.has_ended() {
                prop_assert!(!before.collateral().is_some_and(Collateral::any_stands));
            }
        }
    }

    #[test]
    fn a_deal_is_what_its_journal_says((begun, story) in stories()) {
        let states = told(begun, story);
        let mut replayed = states.first().map(|(_, state)| state.clone());
        for (events, state) in &states {
            for event in events {
                let stored = serde_json::to_string(event).expect("storable");
                let read: DealEvent = serde_json::from_str(&stored).expect("readable");
                prop_assert_eq!(&read, event);
                replayed = Some(apply(replayed, &read));
            }
            prop_assert_eq!(replayed.as_ref(), Some(state));
        }
    }
}
