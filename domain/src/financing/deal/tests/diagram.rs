//! The diagram of a deal, drawn from what its rules accept.

use super::told::*;
use super::*;
use crate::tests::diagrams::{Asked, Drawn, Place};

/// The states with something in them without which a command that they take finds nothing: somebody who joined, or a
/// pledge that the waiver let stay unregistered.
fn with_more_in_them() -> Vec<(&'static str, Option<DealState>)> {
    use DealCommandKind as K;
    let joined = [Party::Guarantor { organisation: GUARANTOR }, Party::RiskPool { pool: POOL }]
        .into_iter()
        .chain([Party::Insurer { organisation: INSURER, policy_number: None }])
        .fold(deal_in("accepted"), |state, party| then(&state, DealCommand::Join { party }));
    let on_a_waiver = |kinds: &[K]| Some(and(&deal_in("registering, waived"), kinds));
    vec![
        ("accepted, joined", Some(joined)),
        ("disbursed, waived", on_a_waiver(&[K::Disburse])),
        ("monitored, waived", on_a_waiver(&[K::Disburse, K::Review])),
        ("overdue, waived", on_a_waiver(&[K::Disburse, K::FallOverdue])),
        ("default, waived", on_a_waiver(&[K::Disburse, K::FallOverdue, K::DeclareDefault])),
        ("compensated, waived", on_a_waiver(&[K::Disburse, K::FallOverdue, K::DeclareDefault, K::Compensate])),
        ("disposed, waived", on_a_waiver(&[K::Disburse, K::FallOverdue, K::DeclareDefault, K::Dispose])),
        ("settled, waived", on_a_waiver(&[K::Disburse, K::Settle])),
    ]
}

pub(in crate::financing) fn drawn() -> Drawn {
    let mut states = vec![("none", None)];
    states.extend(all_names().map(|name| (name, Some(deal_in(name)))));
    states.extend(with_more_in_them());
    let commands: Vec<_> = DealCommandKind::ALL.iter().map(|kind| (kind.code(), a(*kind))).collect();
    let place = |state: &DealState| Place::of(state, state.has_ended());
    let mut drawn = Drawn::default();
    // The second day comes after the last one of the offer.
    for (asked, at) in [(Asked::InTime, today()), (Asked::Late, noon("2026-12-24"))] {
        drawn.ask(asked, &states, &commands, place, |state, command| decide(state, command, &law(), at).ok(), apply);
    }
    drawn
}

#[test]
fn the_diagram_of_a_deal_shows_whatever_is_possible_in_each_state() {
    let drawn = drawn();
    for name in all_names() {
        let state = deal_in(name);
        let shown = drawn.commands_from(state.name());
        for command in possible(&state, &law(), today()) {
            assert!(shown.contains(command), "{command} in {name}");
        }
    }
}
