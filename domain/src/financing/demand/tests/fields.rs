//! What is refused in what was sent, and where.

use super::*;

/// Where the first thing wrong stands, and what it is.
fn wrong(state: Option<&DemandState>, command: DemandCommand) -> (String, &'static str) {
    let refused = decide(state, command, &NUMBERS, today()).expect_err("a refusal");
    (refused.pointer.clone(), code(&refused))
}

fn of(pointer: &str, code: &'static str) -> (String, &'static str) {
    (pointer.to_owned(), code)
}

#[test]
fn facts_and_profile_that_cannot_be_meant_are_refused_by_field() {
    let with = |change: &dyn Fn(&mut DemandFacts, &mut Profile)| {
        let (mut facts, mut profile) = (facts(), profile());
        change(&mut facts, &mut profile);
        wrong(None, DemandCommand::Draft { by: ZHAO, firm: FIRM, facts, profile: Box::new(profile) })
    };
    assert_eq!(with(&|facts, _| facts.amount = yuan("0")), of("/amount", "amount"));
    assert_eq!(with(&|facts, _| facts.amount = yuan("10000000000.01")), of("/amount", "amount"));
    assert_eq!(with(&|facts, _| facts.term_months = 0), of("/term_months", "term"));
    assert_eq!(with(&|facts, _| facts.term_months = 361), of("/term_months", "term"));
    let reference = of("/client_reference", "client_reference");
    assert_eq!(with(&|facts, _| facts.client_reference = Some(" ".into())), reference);
    assert_eq!(with(&|_, profile| profile.region = declared("2301".into())), of("/profile/region", "region"));
    assert_eq!(with(&|_, profile| profile.industry = declared("Z1".into())), of("/profile/industry", "industry"));
    let tomorrow = || declared(day("2026-11-24"));
    assert_eq!(with(&|_, profile| profile.founded_on = tomorrow()), of("/profile/founded_on", "day_in_future"));
    let from_tomorrow = Some(Told { value: 3, source: Source::Declared, as_of: day("2026-11-24") });
    let ahead = of("/profile/employees/as_of", "day_in_future");
    assert_eq!(with(&|_, profile| profile.employees = from_tomorrow.clone()), ahead);
    let nameless = Source::Imported { from: "\n".into() };
    let nameless = Some(Told { value: true, source: nameless, as_of: day(TODAY) });
    assert_eq!(with(&|_, profile| profile.high_tech = nameless.clone()), of("/profile/high_tech/source", "source"));
}

#[test]
fn a_revision_that_changes_nothing_is_refused() {
    let same = DemandCommand::Revise { by: ZHAO, facts: facts(), profile: Box::new(profile()) };
    assert_eq!(wrong(Some(&on_a_bundle()), same), of("", "nothing_changes"));
    let value = DemandCommand::ValueRight { by: ZHAO, right: key(PledgedKind::Invention), value: a_value() };
    assert_eq!(wrong(Some(&on_a_bundle()), value), of("", "nothing_changes"));
}

#[test]
fn a_right_that_cannot_be_meant_is_refused() {
    let state = on_a_bundle();
    let with = |kind, change: &dyn Fn(&mut BundledRight)| {
        let mut right = a_right(kind);
        change(&mut right);
        wrong(Some(&state), add(right))
    };
    use PledgedKind as K;
    assert_eq!(with(K::Invention, &|_| {}), of("/key", "right_twice"));
    assert_eq!(with(K::Design, &|right| right.key.number = "号".repeat(101)), of("/key/number", "right_number"));
    let declared = a_right(K::Copyright).origin;
    assert_eq!(with(K::Design, &|right| right.origin = declared.clone()), of("/origin", "right_wrong_origin"));
    let registered = a_right(K::Design).origin;
    assert_eq!(with(K::Copyright, &|right| right.origin = registered.clone()), of("/origin", "right_wrong_origin"));
    let certificate = |change: &dyn Fn(&mut Certificate)| {
        with(K::Copyright, &|right| {
            right.key.number = "2026SR0000002".into();
            if let Origin::Declared { certificate, .. } = &mut right.origin {
                change(certificate);
            }
        })
    };
    let at = |field: &str| format!("/origin/certificate/{field}");
    assert_eq!(certificate(&|one| one.digest = "x".into()), of(&at("digest"), "digest"));
    assert_eq!(certificate(&|one| one.title = String::new()), of(&at("title"), "certificate"));
    assert_eq!(certificate(&|one| one.owners.clear()), of(&at("owners"), "certificate_owners"));
    assert_eq!(certificate(&|one| one.owners.push("\u{7}".into())), of(&at("owners/1"), "certificate"));
    assert_eq!(certificate(&|one| one.completed_on = day("2026-11-24")), of(&at("completed_on"), "day_in_future"));
}

#[test]
fn a_right_comes_in_unchecked_and_without_consents_whatever_was_sent() {
    let mut right = a_right(PledgedKind::Copyright);
    right.consents.push(a_consent("东北某大学"));
    if let Origin::Declared { verdict, .. } = &mut right.origin {
        *verdict = Verdict::Accepted { by: ZHAO, at: today(), protected_until_on: day("2099-12-31") };
    }
    let state = told([draft(), add(right)]);
    assert_eq!(state.demand().rights, [a_right(PledgedKind::Copyright)]);
}

#[test]
fn values_that_cannot_be_meant_are_refused() {
    let state = on_a_bundle();
    let with = |change: &dyn Fn(&mut StatedValue)| {
        let mut value = a_value();
        change(&mut value);
        wrong(Some(&state), DemandCommand::ValueRight { by: ZHAO, right: key(PledgedKind::Invention), value })
    };
    assert_eq!(with(&|value| value.low = yuan("0")), of("/value/low", "value_range"));
    assert_eq!(with(&|value| value.low = yuan("5000000.01")), of("/value/low", "value_range"));
    assert_eq!(with(&|value| value.valued_on = day("2026-11-24")), of("/value/valued_on", "day_in_future"));
    let validity = of("/value/valid_until_on", "value_validity");
    assert_eq!(with(&|value| value.valid_until_on = day("2026-09-30")), validity);
    assert_eq!(with(&|value| value.valid_until_on = day("2031-10-02")), validity);
    assert_eq!(a_value().on(day("2027-09-30")), Some(yuan("4000000")));
    assert_eq!(a_value().on(day("2027-10-01")), None);
}

#[test]
fn what_is_not_there_cannot_be_spoken_of() {
    let state = on_an_invention();
    let (by, right, reason) = (ZHAO, key(PledgedKind::Design), String::from("理由"));
    let absent = of("/right", "right_absent");
    for command in [
        DemandCommand::RemoveRight { by, right: right.clone() },
        DemandCommand::ValueRight { by, right: right.clone(), value: a_value() },
        DemandCommand::RecordConsent { right: right.clone(), consent: a_consent("东北某大学") },
        DemandCommand::RefuseDeclaration { by, right: right.clone(), reason: reason.clone() },
        DemandCommand::SettleCheck { by, right, check: DemandCheckId::InForce, reason, gate: Box::new(gate()) },
    ] {
        assert_eq!(wrong(Some(&state), command), absent);
    }
    assert_eq!(wrong(Some(&state), DemandCommand::DetachData { by, file: FILE }), of("/file", "data_absent"));
    let invention = key(PledgedKind::Invention);
    let declare = DemandCommand::RefuseDeclaration { by, right: invention, reason: "理由".into() };
    assert_eq!(wrong(Some(&state), declare), of("/right", "right_not_declared"));
}

#[test]
fn consents_and_data_that_cannot_be_meant_are_refused() {
    let record = |consent| DemandCommand::RecordConsent { right: key(PledgedKind::Invention), consent };
    let state = then(Some(on_a_bundle()), [record(a_consent("东北某大学"))]).expect("a draft");
    let state = Some(&state);
    let consent = |change: &dyn Fn(&mut CoOwnerConsent)| {
        let mut consent = a_consent("某研究所");
        change(&mut consent);
        wrong(state, record(consent))
    };
    assert_eq!(consent(&|one| one.given_on = day("2026-11-24")), of("/given_on", "day_in_future"));
    assert_eq!(consent(&|one| one.digest = "ab".into()), of("/digest", "digest"));
    assert_eq!(consent(&|one| one.co_owner = String::new()), of("/co_owner", "co_owner"));
    assert_eq!(consent(&|one| one.co_owner = "东北 某大学".into()), of("/co_owner", "consent_twice"));
    let piece = |change: &dyn Fn(&mut DataPiece)| {
        let mut piece = DataPiece { file: FILE, ..data() };
        change(&mut piece);
        wrong(state, DemandCommand::AttachData { by: ZHAO, data: piece })
    };
    assert_eq!(piece(&|piece| piece.file = data().file), of("/file", "data_twice"));
    assert_eq!(piece(&|piece| piece.issuer = String::new()), of("/issuer", "source"));
    assert_eq!(piece(&|piece| piece.digest = "zz".repeat(32)), of("/digest", "digest"));
    assert_eq!(piece(&|piece| piece.from_on = day("2026-01-01")), of("/to_on", "days_turned"));
    assert_eq!(piece(&|piece| piece.to_on = day("2026-11-24")), of("/to_on", "day_in_future"));
}

#[test]
fn a_demand_is_open_for_a_year_at_most_and_not_in_the_past() {
    let state = on_a_bundle();
    let until = |text: &str| DemandCommand::Publish { by: ZHAO, until_on: day(text), gate: Box::new(gate()) };
    assert_eq!(wrong(Some(&state), until("2026-11-22")), of("/until_on", "open_until"));
    assert_eq!(wrong(Some(&state), until("2027-11-24")), of("/until_on", "open_until"));
    for last in [TODAY, "2027-11-23"] {
        assert!(decide(Some(&state), until(last), &NUMBERS, today()).is_ok());
    }
}

#[test]
fn rights_consents_and_data_are_bounded_in_number() {
    let numbered = |number: usize| {
        let mut right = a_right(PledgedKind::Design);
        right.key.number = number.to_string();
        add(right)
    };
    let full = told([draft()].into_iter().chain((0..50).map(numbered)));
    assert_eq!(wrong(Some(&full), numbered(50)), of("", "rights_too_many"));
    let record = |number: usize| {
        let consent = a_consent(&format!("共有人{number}"));
        DemandCommand::RecordConsent { right: key(PledgedKind::Invention), consent }
    };
    let agreed = then(Some(on_an_invention()), (0..50).map(record)).expect("a draft");
    assert_eq!(wrong(Some(&agreed), record(50)), of("", "consents_too_many"));
    let attach = |number: u128| {
        let data = DataPiece { file: Id::from_u128(number), ..data() };
        DemandCommand::AttachData { by: ZHAO, data }
    };
    let shown = then(Some(on_an_invention()), (0..100).map(attach)).expect("a draft");
    assert_eq!(wrong(Some(&shown), attach(100)), of("", "data_too_many"));
}
