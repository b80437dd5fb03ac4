//! One day before, on and after the last day of each clock.

use super::told::*;
use super::*;

fn due_on(state: &DealState) -> NaiveDate {
    step(state, &law()).expect("a clock runs").due_on(&law()).expect("a day")
}

fn at(day: NaiveDate) -> Moment {
    noon(&day.to_string())
}

/// The name of what follows, with a mark on what is late and counts.
fn follows(state: &DealState, command: &DealCommand, at: Moment) -> String {
    let events = match asked(state, command.clone(), at) {
        Ok(events) => events,
        refused @ Err(_) => return format!("({})", code(refused)),
    };
    let name = |event: &DealEvent| {
        let stored = serde_json::to_value(event).expect("storable");
        let late = if stored["late"] == true { " late" } else { "" };
        format!("{}{late}", event.name())
    };
    events.iter().map(name).collect()
}

/// A command of this kind that tells of this day, where it tells of one.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other commands tell of no day")]
fn told_on(kind: DealCommandKind, on: NaiveDate) -> DealCommand {
    use DealCommand as C;
    match a(kind) {
        C::Sign { side, by, digest, .. } => C::Sign { side, by, digest, on },
        C::NoteRegistered { pledge, .. } => C::NoteRegistered { pledge, on },
        C::NoteReleased { pledge, .. } => C::NoteReleased { pledge, on },
        C::Disburse { by, amount, reference, .. } => C::Disburse { by, amount, on, reference },
        C::Settle { by, .. } => C::Settle { by, on },
        C::Compensate { by, loss, paid, .. } => C::Compensate { by, claimed_on: on, loss, paid },
        other => other,
    }
}

#[test]
fn each_clock_lets_the_last_day_count() {
    use DealCommandKind as K;
    let lines = [
        ("matched", K::Accept),
        ("matched", K::Refuse),
        ("due_diligence", K::MakeOffer),
        ("offered", K::AcceptOffer),
        ("offered, sealed", K::AcceptOffer),
        ("offer_accepted", K::Approve),
        ("contracting, half", K::Sign),
        ("registering, done", K::Disburse),
        ("disbursed", K::Settle),
        ("default", K::Compensate),
        ("registering", K::NoteRegistered),
        ("settled", K::NoteReleased),
        ("disposed", K::NoteReleased),
        ("settled, free", K::Close),
    ];
    let lines = lines.iter().map(|(name, kind)| {
        let state = deal_in(name);
        let Some(running) = step(&state, &law()) else { return format!("{name:<18} {:<15} no clock\n", kind.code()) };
        let due_on = due_on(&state);
        let [early, in_time, late] = [due_on.pred_opt(), Some(due_on), due_on.succ_opt()].map(|on| {
            let on = on.expect("a day");
            follows(&state, &told_on(*kind, on), at(on))
        });
        let (kind, whose) = (kind.code(), running.whose.code());
        format!("{name:<18} {kind:<15} {whose:<5} {due_on}  {early:<17} {in_time:<17} {late}\n")
    });
    insta::assert_snapshot!(lines.collect::<String>(), @"
    matched            accept          bank  2026-12-07  accepted          accepted          accepted late
    matched            refuse          bank  2026-12-07  refused           refused           refused late
    due_diligence      make_offer      bank  2026-12-14  offer_made        offer_made        offer_made late
    offered            accept_offer    firm  2026-12-23  offer_accepted    offer_accepted    (offer_expired)
    offered, sealed    accept_offer    firm  2026-12-23  offer_accepted    offer_accepted    (offer_expired)
    offer_accepted     approve         bank  2026-11-30  approved          approved          approved late
    contracting, half  sign            both  2026-12-07  signed            signed            signed late
    registering, done  disburse        bank  2026-11-30  disbursed         disbursed         disbursed late
    disbursed          settle          firm  2027-11-23  settled           settled           settled late
    default            compensate      bank  2026-12-07  compensated       compensated       compensated late
    registering        note_registered both  2026-12-14  pledge_registered pledge_registered pledge_registered late
    settled            note_released   bank  2026-12-07  pledge_released   pledge_released   pledge_released late
    disposed           note_released   bank  2026-12-07  pledge_released   pledge_released   pledge_released late
    settled, free      close           no clock
    ");
}

#[test]
fn a_release_while_the_loan_runs_is_not_late() {
    let disbursed = deal_in("disbursed");
    let on = day("2028-01-03");
    assert_eq!(follows(&disbursed, &told_on(DealCommandKind::NoteReleased, on), at(on)), "pledge_released");
}

#[test]
fn the_registration_runs_from_the_contract_and_the_money_from_the_registration() {
    let registering = deal_in("registering");
    let running = step(&registering, &law()).expect("a clock");
    assert_eq!((running.kind, running.whose), (StepKind::Register, Whose::Both));
    assert_eq!(due_on(&registering), day("2026-12-14"));
    let registered = then_at(
        &registering,
        DealCommand::NoteRegistered { pledge: PATENT, on: day("2026-12-01") },
        noon("2026-12-02"),
    );
    assert_eq!(step(&registered, &law()).map(|step| step.kind), Some(StepKind::Disburse));
    assert_eq!(due_on(&registered), day("2026-12-08"), "five working days from the first of December");
}

#[test]
fn a_loan_is_repaid_by_the_same_day_of_its_last_month() {
    let disbursed = deal_in("disbursed");
    let loan = disbursed.loan().expect("a loan");
    assert_eq!(matures_on(loan, &law()), Ok(day("2027-11-23")));
    assert_eq!(
        follows(&deal_in("overdue"), &told_on(DealCommandKind::Settle, day("2027-11-24")), noon("2027-11-24")),
        "settled late"
    );
}

#[test]
fn a_bank_that_does_not_answer_ends_the_deal_only_where_the_rule_says_so() {
    let answer = "trigger = \"融资需求匹配至银行之日\"";
    let row = SHIPPED.split("\n\n").find(|row| row.contains(answer)).expect("a row");
    let clocks = clocks_with(row, &row.replace("accepted_late", "lapses"));
    let strict = Law { rules: &clocks, ..law() };
    let matched = deal_in("matched");
    let due_on = due_on(&matched);
    assert_eq!(due_on, day("2026-12-07"), "ten working days from the match");
    let after = at(due_on.succ_opt().expect("a day"));
    assert_eq!(code(decide(Some(&matched), a(DealCommandKind::Accept), &strict, after)), "lapsed");
    let expired = decide(Some(&matched), DealCommand::Lapse, &strict, after).expect("it lapsed");
    let event = DealEvent::Expired { at: after, undone: StepKind::Answer, on: day("2026-12-08") };
    assert_eq!(expired, [event]);
    assert_eq!(code(asked(&matched, DealCommand::Lapse, after)), "nothing_lapsed");
}

#[test]
fn a_claim_that_comes_too_late_is_refused_where_the_rule_says_so() {
    let row = SHIPPED.split("\n\n").find(|row| row.contains("financing.compensation_claim")).expect("a row");
    let clocks = clocks_with(row, &row.replacen("accepted_late", "refused", 1));
    let strict = Law { rules: &clocks, ..law() };
    let default = deal_in("default");
    let late = due_on(&default).succ_opt().expect("a day");
    let claims = told_on(DealCommandKind::Compensate, late);
    assert_eq!(code(decide(Some(&default), claims.clone(), &strict, at(late))), "too_late");
    assert_eq!(follows(&default, &claims, at(late)), "compensated late");
}
