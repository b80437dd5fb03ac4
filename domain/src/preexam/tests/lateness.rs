//! One day before, on and after the last day of each clock; what comes late, and what the second person is for.

use super::case::{LateAct, StepKind, clocks, step};
use super::told_cases::*;
use super::told_others::*;
use super::*;
use crate::calendar;

fn before(day: NaiveDate) -> Moment {
    noon(&day.pred_opt().expect("a day").to_string())
}

fn on(day: NaiveDate) -> Moment {
    noon(&day.to_string())
}

fn after(day: NaiveDate) -> Moment {
    noon(&day.succ_opt().expect("a day").to_string())
}

fn due_on(state: &CaseState) -> NaiveDate {
    let step = step(state, &law()).expect("a clock runs");
    calendar::due(&step.basis, law().calendar).expect("a day").due_on
}

/// The names of what follows, with a mark on what is late and counts.
fn follows(state: &CaseState, command: CommandKind, at: Moment) -> String {
    let events = Case::decide(Some(state), a(command), at).expect("no late act is refused");
    let name = |event: &CaseEvent| {
        let stored = serde_json::to_value(event).expect("storable");
        let late = if stored["late"] == true { " late" } else { "" };
        format!("{}{late}", event.name())
    };
    events.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// A case whose second action of the office is open.
fn asked_again() -> CaseState {
    let answered = Case::then(invention_in("action_open"), a(CommandKind::Reply));
    Case::then(answered, a(CommandKind::ReceiveAction))
}

#[test]
fn each_clock_of_a_case_lets_the_last_day_count() {
    use CommandKind as K;
    let clocks = [
        ("accept", invention_in("submitted"), K::Accept),
        ("return", invention_in("submitted"), K::Return),
        ("opinion", invention_in("accepted"), K::IssueOpinion),
        ("fail", invention_in("accepted"), K::Fail),
        ("pass", invention_in("pass_proposed"), K::Pass),
        ("amend", invention_in("opinion_issued"), K::Amend),
        ("reexamine", invention_in("amended"), K::Fail),
        ("file", invention_in("passed"), K::File),
        ("pay_fees", invention_in("filed"), K::PayFees),
        ("mark", invention_in("fees_paid"), K::Mark),
        ("reply, first", invention_in("action_open"), K::Reply),
        ("reply, later", asked_again(), K::Reply),
    ];
    let lines = clocks.iter().map(|(name, state, command)| {
        let due_on = due_on(state);
        // On the day before, where that is not before the clock began to run.
        let first = if due_on == day(TODAY) { on(due_on) } else { before(due_on) };
        let [early, in_time, late] = [first, on(due_on), after(due_on)].map(|at| follows(state, *command, at));
        format!("{name:<13}{due_on}  {early:<15}{in_time:<15}{late}\n")
    });
    insta::assert_snapshot!(lines.collect::<String>(), @"
    accept       2026-11-26  accepted       accepted       accepted late
    return       2026-11-26  returned       returned       returned late
    opinion      2026-12-02  opinion_issued opinion_issued opinion_issued late
    fail         2026-12-02  failed         failed         failed late
    pass         2026-11-26  passed         passed         passed late
    amend        2026-11-30  amended        amended        withdrawn, late_act_kept
    reexamine    2026-11-26  failed         failed         failed late
    file         2026-12-03  filed          filed          withdrawn, late_act_kept
    pay_fees     2026-11-23  fees_paid      fees_paid      lane_lost, late_act_kept
    mark         2026-11-26  marked         marked         marked late
    reply, first 2026-12-03  replied        replied        lane_lost, late_act_kept
    reply, later 2026-11-30  replied        replied        lane_lost, late_act_kept
    ");
}

#[test]
fn the_clocks_of_registrations_and_requests_run_out_on_these_days() {
    use RequestCommandKind as K;
    let due = |basis| calendar::due(&basis, law().calendar).expect("a day").due_on.to_string();
    let entity = entity::step(&an_entity(&[EntityCommandKind::Apply]), &law()).expect("a clock");
    assert_eq!(due(entity.basis), "2026-12-07");
    assert_eq!(entity::step(&an_effective_entity(&[]), &law()), None);
    let filed = a_request_after(&[K::File]);
    let ecommerce = Request::told([RequestCommand::File(RequestFacts { ecommerce: true, ..a_request() })]);
    for (state, last) in [(filed, "2026-11-26"), (ecommerce, "2026-11-25")] {
        let step = request::step(&state, &law()).expect("a clock");
        assert_eq!(due(step.basis), last);
        for (at, expected) in [(before(day(last)), false), (on(day(last)), false), (after(day(last)), true)] {
            for command in [K::Triage, K::Decline] {
                let events = Request::decide(Some(&state), of_request(command), at).expect("accepted");
                let is_late = |event: &RequestEvent| {
                    let (RequestEvent::Triaged { late, .. } | RequestEvent::Declined { late, .. }) = event else {
                        panic!("{event:?}")
                    };
                    *late
                };
                assert!(events.iter().all(|event| is_late(event) == expected), "{command} on {at:?}");
            }
        }
    }
}

#[test]
fn an_entity_is_suspended_up_to_and_with_the_last_day_and_barred_likewise() {
    use EntityCommandKind as K;
    let suspended = an_effective_entity(&[K::Suspend]);
    let standing = |on| entity::standing(&suspended, day(on));
    assert_eq!(standing("2027-05-23"), EntityStanding::Suspended { until_on: day("2027-05-23") });
    assert_eq!(standing("2027-05-24"), EntityStanding::Effective { class: EntityClass::A, reminded: false });
    let short = EntityCommand::Suspend { by: LI, reason: reason(), until_on: day("2027-05-22") };
    assert_eq!(code(Entity::decide(Some(&an_effective_entity(&[])), short, today())), "suspension_too_short");
    let cancelled = an_effective_entity(&[K::Cancel]);
    assert_eq!(code(entity::may_register_again(&cancelled, day("2029-11-23"))), "entity_barred");
    assert_eq!(entity::may_register_again(&cancelled, day("2029-11-24")), Ok(()));
    let registered = an_effective_entity(&[]);
    assert_eq!(entity::standing(&registered, day("2026-11-30")), EntityStanding::NotYet { from_on: day("2026-12-01") });
}

#[test]
fn a_period_in_days_that_ends_on_a_rest_day_ends_on_the_next_working_day() {
    let thursday = noon("2026-11-26");
    let accepted = invention_in("pass_proposed");
    let passed = Case::after(Some(accepted), a(CommandKind::Pass), thursday).expect("a state");
    // Ten days later is a Sunday.
    assert_eq!(due_on(&passed).to_string(), "2026-12-07");
}

#[test]
fn the_case_ends_with_the_day_after_the_last_one_whenever_that_is_shown() {
    let passed = invention_in("passed");
    for shown in ["2026-12-04", "2026-12-23"] {
        let ended = Case::after(Some(passed.clone()), CaseCommand::Lapse, noon(shown)).expect("a state");
        assert_eq!(case::ended_on(&ended), Some(day("2026-12-04")));
    }
    assert_eq!(code(Case::decide(Some(&passed), CaseCommand::Lapse, noon("2026-12-03"))), "nothing_lapsed");
}

#[test]
fn a_late_act_is_kept_with_what_came_with_it_once_a_day_and_twenty_times() {
    let mut state = Some(invention_in("passed"));
    let mut at = noon("2026-12-04");
    for _ in 0..20 {
        state = Case::after(state, a(CommandKind::File), at);
        assert_eq!(code(Case::decide(state.as_ref(), a(CommandKind::File), at)), "late_act_kept_today");
        at = at.plus_seconds(86_400);
    }
    let ended = state.expect("a state");
    assert_eq!(ended.name(), "withdrawn");
    assert_eq!(code(Case::decide(Some(&ended), a(CommandKind::File), at)), "late_acts_too_many");
    assert_eq!(ended.course().late_acts.len(), 20);
    let LateAct { done_on, application_number, files, .. } = &ended.course().late_acts[0];
    assert_eq!((*done_on, application_number.as_ref()), (day(TODAY), Some(&number(PatentKind::Invention))));
    assert_eq!(files.len(), texts(PatentKind::Invention).len());
}

#[test]
fn a_block_stops_no_clock() {
    for name in ["submitted", "opinion_issued", "passed", "filed"] {
        let free = invention_in(name);
        let blocked = Case::then(free.clone(), a(CommandKind::Block));
        assert_eq!(step(&blocked, &law()), step(&free, &law()), "{name}");
    }
}

#[test]
fn where_two_let_it_pass_the_second_is_another_one() {
    let proposed = invention_in("pass_proposed");
    assert_eq!(code(Case::decide(Some(&proposed), CaseCommand::Pass { by: LI }, today())), "same_person");
    let passed = Case::then(proposed, CaseCommand::Pass { by: WANG });
    let pass = passed.pass().expect("a pass");
    assert_eq!((pass.by, pass.second), (LI, Some(WANG)));
    for kind in [PatentKind::UtilityModel, PatentKind::Design] {
        assert_eq!(case_in("passed", kind).pass().expect("a pass").second, None);
    }
}

#[test]
fn a_proposal_falls_with_a_further_opinion() {
    // The second round is the last one.
    let state = Case::then(invention_in("pass_proposed"), a(CommandKind::IssueOpinion));
    let state = Case::then(state, a(CommandKind::Amend));
    assert_eq!(code(Case::decide(Some(&state), a(CommandKind::IssueOpinion), today())), "rounds_used_up");
    let state = Case::then(state, CaseCommand::Pass { by: WANG });
    assert_eq!(state.name(), "pass_proposed");
    assert_eq!(code(Case::decide(Some(&state), CaseCommand::Pass { by: WANG }, today())), "same_person");
}

#[test]
fn an_invention_may_be_asked_twice_a_utility_model_once_a_design_never() {
    for (kind, allowed) in [(PatentKind::Invention, 2), (PatentKind::UtilityModel, 1), (PatentKind::Design, 0)] {
        let mut state = case_in("marked", kind);
        for _ in 0..allowed {
            // Another notice counts for no limit.
            for action in [ActionKind::Other, ActionKind::Amendment] {
                state = Case::then(state, receive(action, TODAY));
                state = Case::then(state, a_command(CommandKind::Reply, kind));
            }
        }
        assert_eq!(state.name(), "marked", "{kind:?}");
        let lost = Case::then(state, receive(ActionKind::Examination, TODAY));
        assert_eq!(lost.name(), "lane_lost", "{kind:?}");
    }
}

#[test]
fn a_clock_is_at_risk_when_most_of_it_has_run_and_late_after_its_last_day() {
    let accepted = invention_in("accepted");
    let standing = |on| {
        let clock = clocks::clocks(&accepted, &law(), day(on)).expect("clocks").step.expect("a step");
        assert_eq!(clock.kind, StepKind::Opinion);
        clock.standing.code()
    };
    // Six of seven working days are at least three quarters of them.
    let days = ["2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03"];
    assert_eq!(days.map(standing), ["on_track", "at_risk", "at_risk", "late"]);
    assert_eq!(clocks::remind_on(day("2026-12-02"), &law()), day("2026-11-30"));
}
