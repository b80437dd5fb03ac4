//! Each state by each command in one view: the events that follow, or in brackets what stands in the way.

use super::told::*;
use super::*;

fn table(names: &[&str], at: Moment) -> String {
    let line = |head: &str, cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("{cell:<24}")).collect();
        format!("{head:<20}{cells}").trim_end().to_owned() + "\n"
    };
    let states: Vec<DealState> = names.iter().map(|name| deal_in(name)).collect();
    let cell = |state: &DealState, kind: DealCommandKind| match asked(state, a(kind), at) {
        Ok(events) => events.iter().map(DealEvent::name).collect::<Vec<_>>().join(", "),
        refused @ Err(_) => format!("({})", code(refused)),
    };
    let heads = names.iter().map(|name| (*name).to_owned()).collect();
    DealCommandKind::ALL.iter().fold(line("", heads), |table, kind| {
        table + &line(kind.code(), states.iter().map(|state| cell(state, *kind)).collect())
    })
}

#[test]
fn what_each_state_up_to_the_contract_says_to_each_command() {
    insta::assert_snapshot!(table(&UP_TO_THE_CONTRACT, today()), @"
                        published               matched                 accepted                due_diligence           offered                 offered, sealed         offer_accepted          approved                contracting             contracting, half       expired
    publish             (exists)                (exists)                (exists)                (exists)                (exists)                (exists)                (exists)                (exists)                (exists)                (exists)                (exists)
    match               matched                 (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    accept              (published)             accepted                (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    refuse              (published)             refused                 (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    begin_due_diligence (published)             (matched)               due_diligence_begun     (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    record_valuation    (published)             (matched)               (accepted)              valued                  (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    join                (published)             (matched)               joined                  joined                  joined                  joined                  joined                  (approved)              (contracting)           (contracting)           (expired)
    leave               (published)             (matched)               (party_unknown)         left                    left                    left                    left                    (approved)              (contracting)           (contracting)           (expired)
    record_policy       (published)             (matched)               (party_unknown)         policy_recorded         policy_recorded         policy_recorded         policy_recorded         policy_recorded         policy_recorded         policy_recorded         (expired)
    share_losses        (published)             (matched)               (bearer_unknown)        losses_shared           losses_shared           losses_shared           losses_shared           (approved)              (contracting)           (contracting)           (expired)
    make_offer          (published)             (matched)               (accepted)              offer_made              (offer_irrevocable)     offer_made              (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    accept_offer        (published)             (matched)               (accepted)              (due_diligence)         offer_accepted          (offers_sealed)         (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    approve             (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               approved                (approved)              (contracting)           (contracting)           (expired)
    draw_up             (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        drawn_up                drawn_up                (contract_signed)       (expired)
    sign                (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              signed                  signed                  (expired)
    add_pledge          (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    drop_pledge         (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    note_registered     (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    note_released       (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    waive               (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    disburse            (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    review              (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    fall_overdue        (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    cure                (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    declare_default     (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    compensate          (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    dispose             (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    settle              (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    close               (published)             (matched)               (accepted)              (due_diligence)         (offered)               (offered)               (offer_accepted)        (approved)              (contracting)           (contracting)           (expired)
    reject              (published)             (matched)               rejected                rejected                (offered)               (offered)               rejected                (approved)              (contracting)           (contracting)           (expired)
    withdraw            withdrawn               withdrawn               withdrawn               withdrawn               withdrawn               withdrawn               withdrawn               withdrawn               withdrawn               withdrawn               (expired)
    lapse               (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)
    ");
}

#[test]
fn what_each_state_with_the_money_says_to_each_command() {
    insta::assert_snapshot!(table(&WITH_THE_MONEY, today()), @"
                        registering             registering, waived     registering, done       disbursed               monitored               overdue                 default                 compensated             disposed                settled                 settled, free           closed
    publish             (exists)                (exists)                (exists)                (exists)                (exists)                (exists)                (exists)                (exists)                (exists)                (exists)                (exists)                (exists)
    match               (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    accept              (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    refuse              (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    begin_due_diligence (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    record_valuation    (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    join                (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    leave               (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    record_policy       policy_recorded         policy_recorded         policy_recorded         (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    share_losses        (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    make_offer          (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    accept_offer        (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    approve             (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    draw_up             (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    sign                (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    add_pledge          pledge_added            pledge_added            pledge_added            pledge_added            pledge_added            pledge_added            (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    drop_pledge         pledge_dropped          pledge_dropped          (pledge_stands)         (pledge_stands)         (pledge_stands)         (pledge_stands)         (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    note_registered     pledge_registered       pledge_registered       (pledge_registered)     (pledge_registered)     (pledge_registered)     (pledge_registered)     (pledge_registered)     (pledge_registered)     (pledge_registered)     (pledge_registered)     (pledge_registered)     (closed)
    note_released       (pledge_does_not_stand) (pledge_does_not_stand) pledge_released         pledge_released         pledge_released         pledge_released         pledge_released         pledge_released         pledge_released         pledge_released         (pledge_does_not_stand) (closed)
    waive               waived                  (waived)                (nothing_to_waive)      (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    disburse            (pledges_unregistered)  disbursed               disbursed               (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    review              (registering)           (registering)           (registering)           reviewed                reviewed                (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    fall_overdue        (registering)           (registering)           (registering)           fell_overdue            fell_overdue            (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    cure                (registering)           (registering)           (registering)           (disbursed)             (monitored)             cured                   (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    declare_default     (registering)           (registering)           (registering)           (disbursed)             (monitored)             default_declared        (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    compensate          (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               compensated             (compensated)           (disposed)              (settled)               (settled)               (closed)
    dispose             (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               disposed                disposed                (disposed)              (settled)               (settled)               (closed)
    settle              (registering)           (registering)           (registering)           settled                 settled                 settled                 settled                 settled                 (disposed)              (settled)               (settled)               (closed)
    close               (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (pledge_stands)         (pledge_stands)         closed                  (closed)
    reject              (registering)           (registering)           (registering)           (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    withdraw            withdrawn               withdrawn               (pledge_stands)         (disbursed)             (monitored)             (overdue)               (default)               (compensated)           (disposed)              (settled)               (settled)               (closed)
    lapse               (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)        (nothing_lapsed)
    ");
}

#[test]
fn what_is_given_up_takes_nothing_more() {
    for name in GIVEN_UP {
        let state = deal_in(name);
        for kind in DealCommandKind::ALL {
            let of_its_own = [(DealCommandKind::Publish, "exists"), (DealCommandKind::Lapse, "nothing_lapsed")];
            let expected = of_its_own.into_iter().find(|(own, _)| own == kind).map_or(name, |(_, code)| code);
            assert_eq!(code(asked(&state, a(*kind), today())), expected, "{kind} in {name}");
        }
    }
}

#[test]
fn without_a_deal_there_is_only_its_beginning() {
    for kind in DealCommandKind::ALL {
        let answer = decide(None, a(*kind), &law(), today());
        if *kind == DealCommandKind::Publish {
            assert_eq!(answer.expect("accepted").first().map(DealEvent::name), Some("published"));
        } else {
            assert_eq!(code(answer), "unknown", "{kind}");
        }
    }
}

#[test]
fn an_offer_that_expired_ends_the_deal_whatever_a_sweep_did() {
    let offered = deal_in("offered");
    let after = noon("2026-12-24");
    for kind in DealCommandKind::ALL.iter().filter(|kind| **kind != DealCommandKind::Lapse) {
        let expected = if *kind == DealCommandKind::Publish { "exists" } else { "offer_expired" };
        assert_eq!(code(asked(&offered, a(*kind), after)), expected, "{kind}");
    }
    assert_eq!(possible(&offered, &law(), after), ["lapse"]);
    let expired = then_at(&offered, DealCommand::Lapse, noon("2027-03-01"));
    let DealState::Expired { undone, on, .. } = expired else { panic!("{expired:?}") };
    assert_eq!((undone, on), (StepKind::AcceptOffer, day("2026-12-24")), "from the day after the last, whenever shown");
}

/// What is possible and yet refused here is refused for what the command says: a day, an amount, a party.
#[test]
fn what_is_shown_as_possible_is_what_is_accepted() {
    let mut only_shown = Vec::new();
    for name in all_names() {
        let state = deal_in(name);
        let accepted = |kind: &&DealCommandKind| asked(&state, a(**kind), today()).is_ok();
        let accepted: BTreeSet<_> = DealCommandKind::ALL.iter().filter(accepted).map(|kind| kind.code()).collect();
        let shown: BTreeSet<_> = possible(&state, &law(), today()).into_iter().collect();
        assert!(accepted.is_subset(&shown), "{name}: {accepted:?}");
        only_shown.extend(shown.difference(&accepted).map(|command| format!("{name}: {command}")));
        assert_eq!(state.has_ended(), shown.is_empty(), "{name}");
        assert_eq!(Some(state.name()), name.split(',').next());
    }
    insta::assert_snapshot!(only_shown.join("\n"), @"
    accepted: leave
    accepted: record_policy
    accepted: share_losses
    registering: note_released
    registering, waived: note_released
    registering, done: drop_pledge
    registering, done: note_registered
    disbursed: drop_pledge
    disbursed: note_registered
    monitored: drop_pledge
    monitored: note_registered
    overdue: drop_pledge
    overdue: note_registered
    default: note_registered
    compensated: note_registered
    disposed: note_registered
    settled: note_registered
    settled, free: note_registered
    settled, free: note_released
    ");
}

#[test]
fn the_diagram_of_the_front_page_shows_every_state_and_every_way_to_another() {
    let page = include_str!("../mod.rs");
    let diagram = page.split("```").nth(1).expect("a diagram");
    for name in all_names().filter_map(|name| name.split(',').next()) {
        assert!(diagram.contains(name), "{name}");
    }
    for name in all_names() {
        let state = deal_in(name);
        for kind in DealCommandKind::ALL {
            let Ok(events) = asked(&state, a(*kind), today()) else { continue };
            let leads_on = after(&state, &events).name() != state.name();
            assert!(!leads_on || diagram.contains(kind.code()), "{kind} from {name}");
        }
    }
}
