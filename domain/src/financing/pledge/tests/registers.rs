//! The register: what stands on which day, and how it is known.

use super::told::*;
use super::*;

/// Registered on Monday, amended on Wednesday, extended on Friday, released a year later.
fn whole_life() -> PledgeState {
    use {PledgeCommand as C, PledgeCommandKind as K};
    let registered = after(&[K::Prepare, K::Submit, K::Register]);
    let content = Content { amount: Some(yuan("1500000")), ..Content::of(&terms()) };
    let amend = C::Amend { number: None, content, known: notice(), on: day("2026-11-25") };
    let amended = then_at(Some(&registered), amend, noon("2026-11-25"));
    let until_on = day("2028-11-23");
    let extend = C::Extend { number: None, until_on, known: notice(), on: day("2026-11-27") };
    let extended = then_at(Some(&amended), extend, noon("2026-11-27"));
    let (reason, known) = (ReleaseReason::Performed, HowKnown::RegistryEvent { code: "PC01".into() });
    let release = C::Release { number: None, reason, known, on: day("2027-11-23") };
    then_at(Some(&extended), release, noon("2027-11-23"))
}

#[test]
fn the_register_answers_for_any_day() {
    let state = whole_life();
    let register = state.register().expect("a register");
    let days = ["2026-11-22", "2026-11-23", "2026-11-25", "2026-11-26", "2026-11-27", "2027-11-22", "2027-11-23"];
    let lines = days.iter().map(|on| match register.as_of(day(on)) {
        None => format!("{on} nothing\n"),
        Some(version) => {
            let Content { amount, debt_until_on, .. } = &version.content;
            let (amount, until) = (amount.expect("known"), debt_until_on.expect("known"));
            let stands = if register.stands_on(day(on)) { "stands" } else { "does not stand" };
            format!("{on} {} {amount} until {until}, {stands}\n", version.kind)
        }
    });
    insta::assert_snapshot!(lines.collect::<String>(), @"
    2026-11-22 nothing
    2026-11-23 created 2000000.00 until 2027-11-23, stands
    2026-11-25 amended 1500000.00 until 2027-11-23, stands
    2026-11-26 amended 1500000.00 until 2027-11-23, stands
    2026-11-27 extended 1500000.00 until 2028-11-23, stands
    2027-11-22 extended 1500000.00 until 2028-11-23, stands
    2027-11-23 released 1500000.00 until 2028-11-23, does not stand
    ");
    assert_eq!(register.versions().count(), 4);
    assert_eq!(register.last().known, HowKnown::RegistryEvent { code: "PC01".into() });
}

#[test]
fn what_the_law_makes_public_is_who_what_and_when_but_not_how_much() {
    let state = whole_life();
    assert_eq!(public_entry(&state, day("2026-11-22")), None);
    let entry = public_entry(&state, day("2026-11-26")).expect("an entry");
    let stored = serde_json::to_value(&entry).expect("storable");
    let fields: Vec<&str> = stored.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(fields, ["last", "last_on", "number", "pledgee", "pledgor", "registered_on", "right"]);
    assert_eq!((entry.number.as_deref(), entry.registered_on), (Some("Y2026230000042"), day(TODAY)));
    assert_eq!((entry.last, entry.last_on), (EntryKind::Amended, day("2026-11-25")));
    assert_eq!(public_entry(&after(&[PledgeCommandKind::Prepare]), day(TODAY)), None);
}

#[test]
fn a_pledge_of_the_platform_is_registered_by_the_offices_notice_alone() {
    let submitted = after(&[PledgeCommandKind::Prepare, PledgeCommandKind::Submit]);
    let registers = |known| {
        let command = PledgeCommand::Register { by: SUN, number: "Y1".into(), known, on: day(TODAY) };
        asked(Some(&submitted), command, today())
    };
    let told = HowKnown::Told { person: SUN, note: "电话核实".into() };
    assert_eq!(codes(registers(told)), ["notice_missing /known"]);
    assert_eq!(codes(registers(HowKnown::RegistryEvent { code: "PE01".into() })), ["notice_missing /known"]);
    let unread = HowKnown::Notice { file: Id::from_u128(1), digest: "x".into() };
    let refused = registers(unread).expect_err("refused");
    assert_eq!(refused.first().map(|one| one.pointer.as_str()), Some("/known/digest"));
    assert!(registers(notice()).is_ok());
}

#[test]
fn it_is_registered_as_the_contract_says() {
    let registered = after(&[PledgeCommandKind::Prepare, PledgeCommandKind::Submit, PledgeCommandKind::Register]);
    let first = registered.register().expect("a register").first();
    assert_eq!(first.content, Content::of(&terms()));
    assert_eq!((registered.facts().deal(), first.kind), (Some(DEAL), EntryKind::Created));
}

#[test]
fn a_pledge_made_elsewhere_holds_its_right_by_what_the_registry_tells() {
    let mirrored = after(&[PledgeCommandKind::Mirror]);
    assert!(mirrored.holds_its_right() && mirrored.facts().deal().is_none());
    let register = mirrored.register().expect("a register");
    assert!(register.stands_on(day("2026-01-05")) && !register.stands_on(day("2026-01-04")));
    let PledgeCommand::Mirror { elsewhere, known } = mirror() else { panic!("a mirror") };
    let tomorrow = Elsewhere { on: day("2026-11-24"), ..elsewhere };
    assert_eq!(
        codes(asked(None, PledgeCommand::Mirror { elsewhere: tomorrow, known }, today())),
        ["day_in_future /on"]
    );
}

#[test]
fn an_amendment_changes_something_and_an_extension_makes_the_debt_longer() {
    let registered = after(&[PledgeCommandKind::Prepare, PledgeCommandKind::Submit, PledgeCommandKind::Register]);
    let amends = |content| {
        let command = PledgeCommand::Amend { number: None, content, known: notice(), on: day(TODAY) };
        asked(Some(&registered), command, today())
    };
    let same = Content::of(&terms());
    assert_eq!(codes(amends(same.clone())), ["nothing_changes /content"]);
    let nothing = Content { amount: Some(yuan("0")), ..same };
    assert_eq!(codes(amends(nothing)), ["amount_zero /content/amount"]);
    for (until_on, longer) in [("2027-11-22", false), ("2027-11-23", false), ("2027-11-24", true)] {
        let until_on = day(until_on);
        let command = PledgeCommand::Extend { number: None, until_on, known: notice(), on: day(TODAY) };
        assert_eq!(asked(Some(&registered), command, today()).is_ok(), longer, "{until_on}");
    }
}
