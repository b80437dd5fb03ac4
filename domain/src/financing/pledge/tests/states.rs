//! Each state by each command, and the office's clock.

use super::told::*;
use super::*;
use crate::financing::deal::Whose;
use crate::tests::diagrams::{Asked, Drawn, Place};

fn table() -> String {
    let line = |head: &str, cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("{cell:<22}")).collect();
        format!("{head:<14}{cells}").trim_end().to_owned() + "\n"
    };
    let states = states();
    let heads = states.iter().map(|(name, _)| (*name).to_owned()).collect();
    PledgeCommandKind::ALL.iter().fold(line("", heads), |table, kind| {
        let cell = |(_, state): &(&str, Option<PledgeState>)| match asked(state.as_ref(), a(*kind), today()) {
            Ok(events) => events.iter().map(PledgeEvent::name).collect::<Vec<_>>().join(", "),
            refused @ Err(_) => format!("({})", codes(refused).join(", ")),
        };
        table + &line(kind.code(), states.iter().map(cell).collect())
    })
}

/// The diagram, drawn from what these states accept.
pub(in crate::financing) fn drawn() -> Drawn {
    let states = states();
    let commands: Vec<_> = PledgeCommandKind::ALL.iter().map(|kind| (kind.code(), a(*kind))).collect();
    let place = |state: &PledgeState| Place::of(state, state.has_ended());
    let mut drawn = Drawn::default();
    drawn.ask(
        Asked::InTime,
        &states,
        &commands,
        place,
        |state, command| decide(state, command, &law(), today()).ok(),
        apply,
    );
    drawn
}

#[test]
fn what_each_state_says_to_each_command() {
    insta::assert_snapshot!(table(), @"
                  none                  pack_ready            submitted             submitted, defective  registered            registered, mirrored  refused               released              abandoned
    prepare       prepared              (exists)              (exists)              (exists)              (exists)              (exists)              (exists)              (exists)              (exists)
    mirror        mirrored              (exists)              (exists)              (exists)              (exists)              (exists)              (exists)              (exists)              (exists)
    submit        (unknown)             submitted             (submitted)           (submitted)           (registered)          (registered)          (refused)             (released)            (abandoned)
    note_defects  (unknown)             (pack_ready)          defects_noted         (defective)           (registered)          (registered)          (refused)             (released)            (abandoned)
    cure          (unknown)             (pack_ready)          (not_defective)       cured                 (registered)          (registered)          (refused)             (released)            (abandoned)
    register      (unknown)             (pack_ready)          registered            (defective)           (registered)          (registered)          (refused)             (released)            (abandoned)
    refuse        (unknown)             (pack_ready)          refused               refused               (registered)          (registered)          (refused)             (released)            (abandoned)
    amend         (unknown)             (pack_ready)          (submitted)           (submitted)           amended               amended               (refused)             (released)            (abandoned)
    extend        (unknown)             (pack_ready)          (submitted)           (submitted)           extended              extended              (refused)             (released)            (abandoned)
    release       (unknown)             (pack_ready)          (submitted)           (submitted)           released              released              (refused)             (released)            (abandoned)
    abandon       (unknown)             abandoned             abandoned             abandoned             (registered)          (registered)          (refused)             (released)            (abandoned)
    ");
}

#[test]
fn what_is_shown_as_possible_is_what_is_accepted() {
    for (name, state) in states() {
        let Some(state) = state else { continue };
        let accepted = |kind: &&PledgeCommandKind| asked(Some(&state), a(**kind), today()).is_ok();
        let accepted: Vec<_> = PledgeCommandKind::ALL.iter().filter(accepted).map(|kind| kind.code()).collect();
        assert_eq!(possible(&state), accepted, "{name}");
        assert_eq!(Some(state.name()), name.split(',').next());
        assert_eq!(state.has_ended(), accepted.is_empty(), "{name}");
    }
}

#[test]
fn the_office_has_its_time_from_the_day_on_which_it_has_all_it_needs() {
    use PledgeCommandKind as K;
    let due_on = |state: &PledgeState| {
        let step = step(state, &law())?;
        assert_eq!(step.whose, Whose::Office);
        Some(step.due_on(&law()).expect("a day"))
    };
    let submitted = after(&[K::Prepare, K::Submit]);
    assert_eq!(due_on(&submitted), Some(day("2026-11-25")), "two working days online");
    let defective = then_at(Some(&submitted), a(K::NoteDefects), noon("2026-11-24"));
    assert_eq!(due_on(&defective), None, "it stands still while something lacks");
    let cured = then_at(Some(&defective), PledgeCommand::Cure { by: SUN, on: day("2026-11-27") }, noon("2026-11-27"));
    assert_eq!(due_on(&cured), Some(day("2026-12-01")), "and starts anew, here over a weekend");
    assert_eq!(due_on(&after(&[K::Prepare])), None);
    assert_eq!(due_on(&after(&[K::Mirror])), None);
}

#[test]
fn each_procedure_has_a_clock_of_its_own_and_kinds_that_it_takes() {
    let due = |kind, procedure| {
        let Origin::Deal { deal, firm, bank, terms, .. } = facts().origin else { panic!("of a deal") };
        let origin = Origin::Deal { deal, firm, bank, region: None, procedure, terms };
        let facts = PledgeFacts { right: RightKey { kind, number: "1".into() }, origin };
        let prepared = asked(None, prepare(facts, gate(), Cleared::default()), today())
            .map_err(|refused| refused.iter().map(code).collect::<Vec<_>>().join(" "))?;
        let prepared = prepared.iter().fold(None, |state, event| Some(apply(state, event))).expect("a state");
        let submitted = then_at(Some(&prepared), a(PledgeCommandKind::Submit), today());
        Ok(step(&submitted, &law()).expect("a clock").due_on(&law()).expect("a day"))
    };
    let (patent, mark, work) = (PledgedKind::UtilityModel, PledgedKind::Trademark, PledgedKind::Copyright);
    assert_eq!(due(patent, Procedure::PatentOnline), Ok(day("2026-11-25")));
    assert_eq!(due(patent, Procedure::PatentWindow), Ok(day("2026-11-30")));
    assert_eq!(due(mark, Procedure::Trademark), Ok(day("2026-11-25")));
    assert_eq!(due(work, Procedure::Copyright), Ok(day("2026-12-03")));
    for (kind, procedure) in
        [(patent, Procedure::Trademark), (mark, Procedure::Copyright), (work, Procedure::PatentOnline)]
    {
        assert_eq!(due(kind, procedure), Err("procedure_of_another_kind".to_owned()));
    }
}

#[test]
fn an_office_that_is_late_registers_all_the_same() {
    let submitted = after(&[PledgeCommandKind::Prepare, PledgeCommandKind::Submit]);
    let registers = |on: &str| {
        let command = PledgeCommand::Register { by: SUN, number: "Y1".into(), known: notice(), on: day(on) };
        let events = asked(Some(&submitted), command, noon("2026-11-30")).expect("accepted");
        let Some(PledgeEvent::Registered { late, .. }) = events.into_iter().next() else { panic!("registered") };
        late
    };
    assert_eq!(["2026-11-24", "2026-11-25", "2026-11-26"].map(registers), [false, false, true]);
}

#[test]
fn days_that_are_told_have_come_and_follow_one_another() {
    let submitted = after(&[PledgeCommandKind::Prepare, PledgeCommandKind::Submit]);
    let cure = |on: &str| PledgeCommand::Cure { by: SUN, on: day(on) };
    let defective = then_at(Some(&submitted), a(PledgeCommandKind::NoteDefects), today());
    assert_eq!(codes(asked(Some(&defective), cure("2026-11-22"), today())), ["day_too_early /on"]);
    assert_eq!(codes(asked(Some(&defective), cure("2026-11-24"), today())), ["day_in_future /on"]);
}

#[test]
fn the_papers_of_each_procedure_are_those_of_its_list() {
    let lists = Procedure::ALL.iter().map(|procedure| {
        let names = |papers: Vec<Paper>| papers.into_iter().map(Paper::code).collect::<Vec<_>>().join(" ");
        format!("{}: {}\n", procedure.code(), names(papers(*procedure, false, false, false)))
    });
    insta::assert_snapshot!(lists.collect::<String>(), @"
    patent_online: form pledge_contract commitment
    patent_window: form pledge_contract commitment
    trademark: form commitment main_contract pledge_contract
    copyright: form identity main_contract pledge_contract certificate
    ");
    let all = papers(Procedure::PatentOnline, true, true, true);
    assert_eq!(all.get(3..), Some(&[Paper::Power, Paper::Appraisal, Paper::CoOwnerConsent][..]));
}
